"""Pages on water and electronic waste: half of Britain is misframed, and a changed number flips.

Not here: the models behind the verdicts (`tests/stories/test_water.py`, `test_ewaste.py`).
"""

from pathlib import Path

import pytest

import assay
from assay.report.to_html import render

SAMPLES = 2**10
WATER = (
    "AI will drink half of Britain's water by 2027",
    "AI is drinking up the fresh water of the world.",
)
WATER_ZH = ("AI到2027年将喝掉半个英国的水", "人工智能正在喝光淡水。")
WASTE = ("AI drowns us in electronic waste", "AI makes electronic waste pile up.")


@pytest.fixture
def judged(tmp_path: Path):
    """A page of a title, a day and sentences, as it is judged."""

    def judge(about: tuple[str, str], sentence: str, story: str | None = None):
        title, lead = about
        page = tmp_path / "page.html"
        page.write_text(
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
            f"<p>2025-03-14</p><p>{lead}</p><p>{sentence}</p></article></body></html>",
            encoding="utf-8",
        )
        return assay.judge(str(page), story=story, samples=SAMPLES)

    return judge


def standings(verdict, line):
    return [one.value for claim in verdict.claims if claim.line == line for one in claim.standings]


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (WATER, "AI will use 50% of Britain's annual water use by 2027."),
        (WATER_ZH, "到2027年，AI用水将达到英国全国年用水量的50%以上。"),
    ],
    ids=["en", "zh"],
)
def test_half_of_britain_is_misframed_and_the_story_does_not_hold(judged, about, sentence):
    verdict = judged(about, sentence)
    assert verdict.story.name == "water"
    assert standings(verdict, "ai_share_of_uk") == ["misframed"]
    assert verdict.chain.answer == "no"
    assert {cause.standing.value for cause in verdict.causes if cause.group == "ai"} == {"fails"}


@pytest.mark.parametrize(
    ("sentence", "line", "expected"),
    [
        (
            "By 2027 AI will withdraw water equal to 50-78% of what the United Kingdom withdraws "
            "in a year.",
            "ai_share_of_uk", ["supported"],
        ),
        (
            "In 2027 AI will consume water equal to 5% of Britain's annual water use.",
            "ai_share_of_uk", ["supported"],
        ),
        ("AI will use 30% of Britain's annual water use by 2027.", "ai_share_of_uk",
         ["contradicted"]),
        ("In 2027 AI will withdraw 4.2 to 6.6 billion cubic metres of water.", "ai_water",
         ["supported"]),
        ("In 2027 AI will consume 4.2 to 6.6 billion cubic metres of water.", "ai_water",
         ["misframed"]),
        ("ChatGPT uses tens of thousands of tonnes of water.", "chatgpt_water", ["misframed"]),
        ("ChatGPT uses tens of thousands of tonnes of water a day.", "chatgpt_water",
         ["supported"]),
    ],
)  # fmt: skip
def test_the_word_for_the_boundary_decides(judged, sentence, line, expected):
    assert standings(judged(WATER, sentence), line) == expected


def test_irrigation_is_a_cause_of_the_growth_of_water_use(judged):
    verdict = judged(WATER, "Irrigation causes the growth of water use.")
    assert [c.standing.value for c in verdict.causes if c.group == "irrigation"] == ["holds"]


def test_a_country_is_judged_by_its_own_case(judged):
    """The same page held against the United States: little water there too, though more of it."""
    sentence = "AI will use 50% of Britain's annual water use by 2027."
    world, there = (judged(WATER, sentence, story) for story in ("water", "water:us"))
    size = {
        verdict.story.name: next(mark for mark in verdict.marks if mark.name == "size")
        for verdict in (world, there)
    }
    assert there.chain.answer == "no"
    assert size["water:us"].value.p50 > 3 * size["water"].value.p50


@pytest.mark.parametrize(
    ("sentence", "line", "expected"),
    [
        ("In 2030 AI leaves up to 2.5 million tonnes of e-waste a year.", "ai_per_year",
         ["supported"]),
        ("In 2030 AI leaves 9 million tonnes of e-waste a year.", "ai_per_year", ["contradicted"]),
        ("In 2030 AI is 0.27% of the world's electronic waste.", "ai_share", ["supported"]),
        ("In 2030 AI is 20% of the world's electronic waste.", "ai_share", ["contradicted"]),
    ],
)  # fmt: skip
def test_numbers_on_waste_are_held_against_both_studies(judged, sentence, line, expected):
    verdict = judged(WASTE, sentence)
    assert verdict.story.name == "ewaste"
    assert verdict.chain.answer == "no"
    assert standings(verdict, line) == expected


POWER = ("AI takes the people's power", "AI drives the growth of electricity use.")
POWER_ZH = ("AI与民争电", "AI导致用电量增长。")
RETURN = "Digital systems use about 2% of the world's electricity, but contribute {} of world GDP."


def test_two_per_cent_for_half_of_gdp_does_not_match_and_is_made_to(judged):
    """Numerator and denominator are of different things: both misframed, and the ratio that matches
    stands in the report beside the one that is told."""
    verdict = judged(POWER, RETURN.format("45-58%"))
    assert verdict.story.name == "electricity:world"
    assert standings(verdict, "digital_share") == ["misframed"]
    assert standings(verdict, "digital_share_of_gdp") == ["misframed"]
    beside = {name: band for name, band, _ in verdict.marks[-1].beside}
    assert beside["return_as_told"].p50 > 10 * beside["return_like_with_like"].p50


def test_a_share_of_gdp_of_the_whole_world_is_supported(judged):
    verdict = judged(POWER, RETURN.format("15%"))
    assert standings(verdict, "digital_share_of_gdp") == ["supported"]


@pytest.mark.parametrize(
    ("about", "sentence", "told"),
    [
        (POWER, RETURN.format("45-58%"), "What it gives back"),
        (POWER_ZH, "数字化系统用电约占全球2%。", "它回馈了什么"),
    ],
    ids=["en", "zh"],
)
def test_the_report_tells_what_is_given_back_with_its_sources(judged, about, sentence, told):
    verdict = judged(about, sentence)
    language = verdict.article.language
    html = render(verdict, language)
    section = html[html.index('class="back"') :]
    section = section[: section.index("</div>")]
    assert told in section
    assert section.count("<li>") == len(verdict.marks[-1].beside)
    assert {"of_iea_save_2035", "of_smarter20_abate", "of_ghg_2019"} <= {
        fact.id for fact in verdict.facts
    }
    assert not verdict.marks[-1].in_chain


def test_a_story_without_evidence_says_so_and_shows_no_section(judged):
    verdict = judged(WASTE, "In 2030 AI is 20% of the world's electronic waste.")
    html = render(verdict, "en")
    assert 'class="back"' not in html
    assert "no published figure" in html
