"""Pages on AI and electricity get a verdict: the 8.6 % is superseded, and a changed number flips.

Not here: the model behind the verdict (`tests/stories/test_electricity.py`).
"""

from functools import lru_cache
from pathlib import Path

import pytest

import assay

HERE = Path(__file__).parent / "electricity"
PAGES = {"en": HERE / "ai-power-en.html", "zh": HERE / "ai-power-zh.txt"}
SAMPLES = 2**10


@lru_cache
def judged(page: Path):
    return assay.judge(str(page), samples=SAMPLES)


def standings(verdict) -> dict[str, tuple[str, ...]]:
    return {one.claim.text: tuple(s.value for s in one.standings) for one in verdict.claims}


@pytest.mark.parametrize("language", PAGES)
def test_a_page_on_ai_and_electricity_gets_the_verdict_of_its_story(language):
    verdict = judged(PAGES[language])
    assert verdict.story.name == "electricity"
    assert verdict.stance == "asserts"
    assert verdict.chain.answer == "no"
    assert verdict.chain.weakest == "size"


EXPECTED = {
    "en": {
        "8.6 percent": "superseded",
        "3.5 percent": "supported",
        "415 terawatt-hours": "supported",
        "945 terawatt-hours": "supported",
        "93 terawatt-hours": "supported",
        "22 percent": "contradicted",
    },
    "zh": {
        "8.6%": "superseded",
        "3.5%": "supported",
        "4150亿千瓦时": "supported",
        "9450亿千瓦时": "supported",
        "930亿千瓦时": "supported",
        "22%": "contradicted",
    },
}


@pytest.mark.parametrize("language", PAGES)
def test_every_number_has_the_standing_that_the_record_gives_it(language):
    found = standings(judged(PAGES[language]))
    assert {text: found[text][0] for text in EXPECTED[language]} == EXPECTED[language]


@pytest.mark.parametrize("language", PAGES)
def test_that_ai_drives_the_use_of_electricity_up_holds_though_the_story_does_not(language):
    causes = [cause for cause in judged(PAGES[language]).causes if cause.group == "ai"]
    assert [cause.standing.value for cause in causes] == ["holds"]


def test_on_the_pages_day_the_last_year_was_2024_and_the_window_ended_with_it():
    then = judged(PAGES["en"]).then
    assert then is not None
    assert then.verdict is not None
    assert then.verdict.today == 2024
    moved = {row.name for row in then.marks if row.moves}
    assert {"size", "transmission"} <= moved


@pytest.mark.parametrize(
    ("old", "new", "text", "standing"),
    [
        ("415 terawatt-hours", "830 terawatt-hours", "830 terawatt-hours", "contradicted"),
        ("22 percent", "4 percent", "4 percent", "supported"),
        ("8.6 percent", "12 percent", "12 percent", "supported"),
    ],
)
def test_a_changed_number_flips_the_standing(tmp_path, old, new, text, standing):
    page = tmp_path / "page.html"
    page.write_text(PAGES["en"].read_text("utf-8").replace(old, new), "utf-8")
    assert standings(judged(page))[text][0] == standing


def test_two_numbers_of_the_model_that_cannot_both_be_right_clash(tmp_path):
    page = tmp_path / "page.html"
    text = (
        PAGES["en"]
        .read_text("utf-8")
        .replace(
            "Nothing else grows like it.",
            "In 2035 data centres in the US will use 1,900 terawatt-hours of electricity.",
        )
    )
    page.write_text(text, "utf-8")
    assert "clashes" in standings(judged(page))["8.6 percent"]


def test_what_is_said_of_the_world_does_not_clash_with_the_united_states():
    for page in PAGES.values():
        assert not [one for one in standings(judged(page)).values() if "clashes" in one]


def test_a_page_can_be_held_against_a_case():
    verdict = assay.judge(str(PAGES["en"]), story="electricity:world", samples=SAMPLES)
    assert verdict.story.name == "electricity:world"
    assert [c.standing.value for c in verdict.causes if c.group == "ai"] == ["fails"]
    assert standings(verdict)["415 terawatt-hours"][0] == "supported"
