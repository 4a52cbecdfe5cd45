"""The verdict in the terminal."""

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from assay.model.summary import Band
from assay.report import numbers
from assay.report.to_terminal import render
from tests.reports.variants import ATTACK, VARIANTS


def _printed(name, language="en"):
    out = io.StringIO()
    render(VARIANTS[name](), language, Console(file=out, width=100))
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", VARIANTS)
def test_every_state_can_be_told_in_plain_text(name, language):
    text = _printed(name, language)
    assert "\x1b" not in text
    assert "<" + "span" not in text
    assert "[[" not in text


def test_the_four_answers_the_ruler_and_the_tally_are_there():
    text = _printed("example")
    for piece in (
        "Silver has soared because AI",
        "No. AI buys silver, but it barely moved the price.",
        "Exceptionally unlikely (0–1\u202f%)",
        "none of 65,536",
        "The weakest link is",
        "2 supported, 1 superseded, 1 misframed, 5 untraceable, 3 clash",
    ):
        assert piece in text
    ruler = [line for line in text.splitlines() if "●" in line]
    assert len(ruler) == 6
    assert len({line.index("|") for line in ruler if "|" in line}) == 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["example", "holds_everywhere", "across_zero"])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_nothing_of_the_ruler_is_cut_off_on_a_narrow_screen(width, name, language):
    """A chance that is cut reads as another chance, and a row without its value as none."""
    out = io.StringIO()
    screen = Console(file=out, width=width, force_terminal=True, color_system=None)
    verdict = VARIANTS[name]()
    render(verdict, language, screen)
    told = out.getvalue()
    assert "…" not in told
    assert all(len(line) <= width for line in told.splitlines())
    chances = (mark.probability for mark in verdict.marks if mark.in_chain)
    for chance in (chance for chance in chances if chance is not None):
        assert numbers.chance(chance, verdict.samples, language) in told


def test_the_states_stand_below_each_other_where_a_value_is_long():
    verdict = VARIANTS["example"]()
    marks = tuple(
        replace(mark, value=Band(1.2e-5, 2.3e-5, 3.4e-5, 4.5e-5, 5.6e-5))
        if mark.name == "transmission" else mark
        for mark in verdict.marks
    )  # fmt: skip
    out = io.StringIO()
    render(replace(verdict, marks=marks), "en", Console(file=out, width=100))
    states = re.findall(r"(?m)^\w+ .*[·●|].*?  (?=(?:held|broken|undecided)  )", out.getvalue())
    assert len(states) == len(verdict.marks) - 1
    assert len({len(line) for line in states}) == 1


def test_markup_of_a_page_is_text_in_the_terminal():
    assert ATTACK not in _printed("hostile")
