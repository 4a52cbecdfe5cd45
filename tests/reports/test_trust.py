"""The section on trust: how the ruler did on stories whose end is known, mistakes by name.

Not here: the backtest itself (`tests/backtest/`), what holds for every report (`test_html.py`).
"""

import io
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from rich.console import Console

from assay.backtest.result_file import shipped
from assay.report.to_html import render
from assay.report.to_json import verdict_json
from assay.report.to_terminal import render as to_terminal
from tests.reports.example_verdict import band, verdict
from tests.reports.variants import VARIANTS, without_window


def section(told, language):
    page = render(told, language)
    found = re.search(r'<section id="trust">.*?</section>', page, re.S)
    return found.group() if found else ""


def text(told, language):
    plain = re.sub(r"<sup>\d+</sup>|<title>.*?</title>", "", section(told, language))
    return " ".join(unescape(re.sub(r"<[^>]+>", "", plain)).split())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_past_story_and_every_mistake_is_named(language):
    told = text(VARIANTS["with_trust"](), language)
    for story in shipped().then.stories:
        assert story.title[language] in told
    wrong = {"en": "partly right", "zh": "半对"}[language]
    assert told.count(wrong) > 3


def test_the_scores_are_those_of_the_backtest():
    told = text(VARIANTS["with_trust"](), "en")
    scores, placebo = shipped().then.scores, shipped().placebo
    assert f"{scores.right:g} of {scores.pairs} pairs" in told
    assert f"{scores.brier:.3f}" in told
    assert f"{scores.brier_base:.3f}" in told
    assert f"{len(placebo.alarms)} of {placebo.pairs} pairs" in told


@pytest.mark.parametrize(
    ("needed", "where"),
    [(0.004, "with the refuted ones"), (0.1, "between the refuted"), (0.4, "the confirmed ones")],
)
def test_this_story_is_told_its_place_among_them(needed, where):
    plain = VARIANTS["with_trust"]()
    own = replace(plain.explained, needed=band(needed / 2, needed, needed * 2))
    told = text(replace(plain, explained=own), "en")
    assert re.search(rf"The line is this story, at [\d.]+: [^.]*{where}", told)


def test_one_mark_a_story_with_its_name_and_a_shape_of_its_own():
    found = section(VARIANTS["with_trust"](), "en")
    drawn = found[found.index('class="past"') : found.index("</ol>")]
    assert drawn.count("<circle") == 7 + 5
    assert drawn.count('class="ring"') == 5
    assert drawn.count("<rect") == 4
    assert drawn.count("<title>") == 16
    assert drawn.count('class="own"') == 3


def test_without_a_backtest_there_is_no_section():
    assert section(verdict(), "en") == ""


def test_a_story_of_use_is_told_that_only_prices_were_tried():
    told = text(replace(without_window(), trust=shipped()), "en")
    assert "All of those stories were of prices" in told


def test_the_terminal_says_it_in_a_line():
    stream = io.StringIO()
    console = Console(file=stream, width=80, no_color=True)
    to_terminal(VARIANTS["with_trust"](), "en", console)
    assert "14 of 14 pairs in the right order" in " ".join(stream.getvalue().split())


def test_json_holds_the_scores_and_their_entry():
    row = json.loads(verdict_json(VARIANTS["with_trust"](), "en"))
    assert row["trust"]["pairs_right"] == shipped().then.scores.right
    assert row["trust"]["digest"] == shipped().digest
    assert row["fields"]["trust"] == "trust:scores"
    assert {"trust:scores", "trust:stories", "trust:placebo"} <= {
        entry["key"] for entry in row["entries"]
    }
    assert json.loads(verdict_json(verdict(), "en"))["trust"] is None
