"""Which case of a story a page tells: by the country or the metal that it names most.

Not here: which story it tells (`tests/checks`).
"""

import pytest

import assay
from assay.errors import NoStoryFits
from assay.stories.load import cases_of, topics

SAMPLES = 1024
PAGES = {
    "electricity:world": """AI data centres are draining the grids
3 March 2026

Data centres drive up electricity demand all over the world. Global electricity use by AI
doubled, and no grid was built for it.
""",
    "metals:gold": """Gold soars as AI servers use it up
2 February 2026

Gold has soared because AI servers use it up. Technology used 326 tonnes of gold in 2024.
""",
    "metals:titanium": """Humanoid robots will devour the world's titanium
3 March 2026

Every humanoid robot needs 4.5 kg of titanium. Robots will drive titanium use to 6,300 tonnes a
year, and the makers of titanium sponge cannot keep up with the humanoid robots.
""",
    "metals": """AI data centres are eating the world's copper
3 March 2026

Data centres need 27 tonnes of copper a megawatt. AI drives copper demand; mines cannot keep up.
Some of the cables will be made of titanium one day.
""",
    "electricity:china": """AI数据中心正在吃掉中国的电
2026年3月3日

AI数据中心用电量猛增，全国用电紧张。中国数据中心用电量不断上升，AI推动了中国的用电增长，电网吃紧。
""",
    "electricity": """AI data centres are draining America's power grid
3 March 2026

Data centres drive up electricity demand in the United States; the grid of the US strains.

In China too, AI is driving electricity use, though the power grid has kept up so far.
""",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_judged_by_the_case_it_tells(tmp_path, name):
    page = tmp_path / "page.txt"
    page.write_text(PAGES[name], "utf-8")
    assert assay.judge(page, samples=SAMPLES).story.name == name


def test_news_of_gold_tells_no_story_of_ai(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(
        "Gold at a record\n2 February 2026\n\nGold rose because central banks bought gold. "
        "Gold miners gained. Analysts use AI to read the gold market.\n",
        "utf-8",
    )
    with pytest.raises(NoStoryFits):
        assay.judge(page, samples=SAMPLES)


def test_a_page_that_tells_a_case_alone_is_told_to_assert_it(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(PAGES["metals:gold"], "utf-8")
    reading = assay.read(page)
    assert (reading.topic, reading.stance) == ("metals", "asserts")


@pytest.mark.parametrize(
    "name", [name for topic in topics() for name in (topic.name, *cases_of(topic.name))]
)
def test_no_key_stands_where_a_name_belongs(name):
    verdict = assay.story(name, samples=2**8)
    titles = [*(area.title for area in verdict.areas), *(row[0] for row in verdict.comparison)]
    for title in titles:
        assert "_" not in title["en"] + title["zh"]
        assert title["en"] != title["zh"] or title["en"] == "AI"
