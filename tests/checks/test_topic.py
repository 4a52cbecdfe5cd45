"""A page is told by what it is mainly about.

Not here: what its numbers are about (`test_tie.py`).
"""

import tomllib
from pathlib import Path

import pytest

from assay.checks.topic import case_of, topic_of
from assay.claims.quantities import quantities_of
from assay.stories.load import cases_of, topics, words_of
from tests.checks.world import article

WORDS = {topic.name: topic.words for topic in topics()}

PAGES = {
    "silver": (
        "Why silver keeps climbing",
        "The silver price has doubled. Silver buyers point at solar cells, and the World Silver "
        "Survey counts another deficit. A data centre needs power too, but this is about silver.",
    ),
    "electricity": (
        "数据中心会不会抢走居民用电",
        "今年多地电网负荷创新高，数据中心的用电量增长很快。电力公司说，电力供应仍有余量，电价不会因此上涨。",
    ),
    "water": (
        "How thirsty is a chatbot?",
        "A question costs some millilitres of water. The drought made water a matter of "
        "politics; litres became headlines, and freshwater became a number.",
    ),
    "metals": (
        "铜够不够用",
        "一座数据中心要用几千吨铜。铜矿投产要十年，铜价因此上涨。人形机器人还要用钛，海绵钛的产量也在增加。",
    ),
    "ewaste": (
        "Where servers go to die",
        "Electronic waste grows faster than recycling. Discarded electronics from offices and "
        "scrapped servers add to the e-waste, and e-scrap dealers are pleased.",
    ),
    "none": (
        "城市周末好去处",
        "周末天气晴好，公园里人很多。新开的书店有三层，二楼卖咖啡，门票十元，学生半价。",
    ),
}


@pytest.mark.parametrize("topic", PAGES)
def test_a_page_finds_its_topic(topic):
    title, text = PAGES[topic]
    assert topic_of(article(text, title), WORDS) == topic


def test_silver_in_passing_does_not_make_a_silver_page():
    _, text = PAGES["none"]
    assert topic_of(article(text * 200 + "白银。银价。白银。银价。白银。"), WORDS) == "none"


def test_of_two_subjects_the_main_one_counts():
    silver, water = PAGES["silver"], PAGES["water"]
    assert topic_of(article(silver[1] * 3 + water[1], silver[0]), WORDS) == "silver"
    assert topic_of(article(silver[1] + water[1] * 3, water[0]), WORDS) == "water"


def test_an_empty_article_has_no_topic():
    assert topic_of(article(""), WORDS) == "none"


GOLD = tomllib.loads(Path(__file__).with_name("topics_gold.toml").read_text("utf-8"))["page"]
LEAST_RIGHT = {"develop": 20, "check": 19}
"""Of 20 openings each; words and thresholds were set on the first half, and the other was only run.
"""


def told(page):
    told_in = article(page["text"], page["title"])
    return topic_of(told_in, WORDS, quantities_of(told_in))


@pytest.mark.parametrize("half", LEAST_RIGHT)
def test_openings_find_their_story_and_near_misses_none(half):
    pages = [page for page in GOLD if page["half"] == half]
    wrong = [(page["title"], told(page)) for page in pages if told(page) != page["topic"]]
    assert len(pages) == 20
    assert len(pages) - len(wrong) >= LEAST_RIGHT[half], wrong


def test_the_openings_cover_every_story_in_both_languages_and_none():
    seen = {(page["topic"], page["title"].isascii()) for page in GOLD}
    assert seen == {(topic, ascii) for topic in PAGES for ascii in (True, False)}


def test_an_amount_in_a_unit_of_one_topic_alone_tells_it_where_names_are_few():
    """Two names and an energy are more than two names and a mass."""
    text = (
        "An AI data centre used {} last year, and its water came from a reservoir: water is cheap."
    )
    power = {
        "text": text.format("4 TWh of electricity, 6 TWh with the cooling and the GW"),
        "title": "",
    }
    mass = {"text": text.format("4 t of electricity, 6 t with the cooling and the GW"), "title": ""}
    assert (told(power), told(mass)) == ("electricity", "water")


def test_gold_news_is_not_silver_news_however_often_ounces_are_named():
    text = "Gold hit 4,000 dollars an ounce. Silver followed, silver miners said. Gold, gold. AI."
    assert told({"text": text, "title": "Gold"}) == "none"


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Server farms in Arizona drink wells dry. Phoenix and towns in Texas weigh bans.", "us"),
        ("贵州的数据中心用水量上升，内蒙古和宁夏的园区也在争水。", "china"),
        ("Irish taps run low as data centres drink. Dublin and Frankfurt ask for limits.", "eu"),
        ("Across the world, and worldwide, data centres drink; one stands in Texas.", ""),
    ],
)
def test_a_page_that_names_only_places_is_judged_by_their_country(text, case):
    words = {name: words_of(name) for name in ("water", *cases_of("water"))}
    assert case_of(article(text), words) == (f"water:{case}" if case else "water")
