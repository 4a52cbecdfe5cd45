"""The verdict in the terminal."""

import io

import pytest
from rich.console import Console

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


def test_markup_of_a_page_is_text_in_the_terminal():
    assert ATTACK not in _printed("hostile")
