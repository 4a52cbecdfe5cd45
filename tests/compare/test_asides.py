"""The other stories that a page touches: which, how many numbers, and under the same ruler.

Not here: what its numbers are worth (`tests/checks`).
"""

import json
from pathlib import Path

import pytest

import assay
from assay.report.to_html import render
from assay.report.to_json import verdict_json

SAMPLES = 1024
PAGE = """AI is eating the world's silver
5 February 2026

Silver prices have soared because AI servers use up the metal. Every AI server takes silver for its
contacts, and data centres swallow ever more of it. Silver demand grows because of AI.{more}
"""
ESSAY = Path(__file__).parents[3] / "shared" / "article" / "ai-melts-silver.txt"


def judged(tmp_path, more):
    page = tmp_path / "page.txt"
    page.write_text(PAGE.format(more=more), "utf-8")
    return assay.judge(page, story="silver", samples=SAMPLES)


def test_a_page_on_one_story_touches_no_other(tmp_path):
    assert judged(tmp_path, "").asides == ()


def test_a_number_on_another_story_brings_it_in_with_its_own_ruler(tmp_path):
    more = " Data centres will take 8.6 percent of US electricity by 2035."
    (aside,) = judged(tmp_path, more).asides
    assert (aside.story.name, aside.numbers) == ("electricity", 1)
    assert sum(count for _, count in aside.standings) == 1
    alone = assay.story("electricity", samples=2**12)
    assert {m.name: m.state for m in aside.story.marks} == {m.name: m.state for m in alone.marks}


def test_a_causal_statement_on_another_story_brings_it_in_too(tmp_path):
    asides = judged(tmp_path, " AI data centres drive up the use of copper.").asides
    assert [(aside.story.name, aside.numbers, aside.statements) for aside in asides] == [
        ("metals", 0, 1)
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_report_and_json_tell_them(tmp_path, language):
    verdict = judged(tmp_path, " Data centres will take 8.6 percent of US electricity by 2035.")
    report = render(verdict, language)
    assert 'id="siblings"' in report
    (row,) = json.loads(verdict_json(verdict, language))["asides"]
    assert row["story"] == "electricity"
    assert row["marks"]["size"] in ("held", "broken", "undecided")


@pytest.mark.skipif(not ESSAY.exists(), reason="the article is not beside the project")
def test_the_essay_is_held_against_every_story_it_touches():
    verdict = assay.judge(ESSAY, samples=SAMPLES)
    assert verdict.topic == "silver"
    names = [aside.story.name for aside in verdict.asides]
    assert set(names) == {"electricity", "water", "metals", "ewaste"}
    assert all(aside.story.answer == "no" for aside in verdict.asides)
    told = sum(aside.numbers for aside in verdict.asides)
    assert told == sum(claim.story not in (None, "silver") for claim in verdict.claims)
