"""Then and now as a reader sees it: the answer first, both days side by side, and what moved it.

Not here: what the two verdicts hold (`tests/then_and_now`).
"""

import io
import json
import re
from dataclasses import replace
from html import unescape

import pytest
from rich.console import Console

from assay.report.to_html import render
from assay.report.to_json import verdict_json
from assay.report.to_terminal import render as to_terminal
from tests.reports.example_then import THEN
from tests.reports.variants import VARIANTS

WIDTH = 80
HEADLINES = {
    "then_told": "The verdict was the same that day; one reference figure has moved since",
    "then_answer_moved": "That day the answer was “Partly”; now it is “No”; "
    "one reference figure has moved since",
    "then_nothing_moved": "The verdict was the same that day; no reference figure has moved since",
    "then_undated": "Then and now are one: nothing tells the page’s day",
    "then_same_day": "Then and now are one: the verdict is no younger than the page",
    "then_record_ends": "Then and now are one: the record ends before the page’s day",
    "then_not_yet": "On the page’s day no verdict could have been given",
}


def section(name, language="en"):
    page = render(THEN[name](), language)
    return re.search(r'<section id="then">.*?</section>', page, re.S).group()


def plain(markup):
    text = re.sub(r"<sup>\d+</sup>", "", markup)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def terminal(name, language="en", *, screen=True):
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, force_terminal=screen, color_system=None)
    to_terminal(THEN[name](), language, console)
    return out.getvalue()


@pytest.mark.parametrize("name", THEN)
def test_the_heading_is_the_answer(name):
    heading = re.search(r"<h2>(.*?)</h2>", section(name), re.S).group(1)
    assert plain(heading) == HEADLINES[name]
    assert HEADLINES[name] in " ".join(terminal(name).split())


def test_each_link_stands_on_both_days_with_what_moved_it():
    rows = [plain(row) for row in re.findall(r"<tr>.*?</tr>", section("then_told"), re.S)]
    growth = next(row for row in rows if row.startswith("Growth"))
    assert "2.2-fold" in growth and "1.5-fold" in growth
    assert growth.index("held") < growth.index("undecided")
    assert (
        "2025 counted for the first time ( World Silver Survey 2026 , 15 April 2026 ): −0.70"
        in growth
    )
    assert "revised figures ( AI server shipments , 20 May 2026 ): −0.14" in growth
    scarcity = next(row for row in rows if row.startswith("Scarcity"))
    assert "nothing was revised that moves it" in scarcity


def test_each_number_that_moved_stands_with_figure_issuer_and_day():
    rows = [plain(row) for row in re.findall(r"<tr>.*?</tr>", section("then_told"), re.S)]
    moved = next(row for row in rows if row.startswith("8.6%"))
    pieces = ("supported", "8.6", "BloombergNEF", "15 April 2025", "superseded", "11.7")
    places = [moved.index(piece, 5) for piece in pieces]
    assert places == sorted(places)
    implied = next(row for row in rows if row.startswith("1.2公斤"))
    assert implied.count("implied by “ 1.2 ”") == 2


def test_cause_and_effect_are_two_slopes_in_the_same_section():
    text = section("then_told")
    assert text.count('class="slo"') == 2
    assert "The cause rose, and the effect fell" in plain(text)


def test_a_cause_that_is_counted_otherwise_has_risen_only_as_published():
    """Growth in January and in May is of two definitions: both are named, and the heading says."""
    verdict = THEN["then_told"]()
    first, *others = verdict.afterwards.driver
    other = replace(first, definition="a narrower count")
    later = replace(verdict.afterwards, driver=(other, *others))
    text = plain(render(replace(verdict, afterwards=later), "en"))
    assert "The cause rose, and the effect fell" not in text
    assert "As published, the cause rose and the effect fell" in text
    assert "first “ a narrower count ”, then “" in text


def test_what_was_revised_can_be_opened():
    text = section("then_told")
    opened = re.findall(r"<details><summary>(.*?)</summary>", text, re.S)
    assert [plain(one) for one in opened] == [
        "What was revised: one figure behind the inputs",
        "One figure of 2025 was not out yet",
    ]


def test_days_without_two_verdicts_say_why():
    assert "the last year that this record had in full was 2018" in plain(section("then_not_yet"))
    assert "14 May 2025" in plain(section("then_not_yet")).replace("\xa0", " ")
    assert "no later day to compare with" in plain(section("then_same_day"))
    assert "the record ends on" in plain(section("then_record_ends"))
    for name in ("then_undated", "then_same_day", "then_record_ends", "then_not_yet"):
        assert "<table" not in section(name)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_terminal_shows_the_lines_that_differ_and_no_others(language):
    text = terminal("then_told", language).splitlines()
    start = next(
        i for i, line in enumerate(text) if line.startswith(("3 February", "3\xa0", "2026年2月3日"))
    )
    block = "\n".join(text[start:])
    assert "8.6%" in block and "1.2公斤" in block
    assert "0.5公斤" not in block
    nothing = terminal("then_nothing_moved", language)
    assert len(nothing.splitlines()) < len(text)


def _columns(line):
    return sum(2 if ord(character) > 0x2E7F else 1 for character in line)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", THEN)
def test_the_block_fits_into_eighty_columns(name, language):
    assert max(map(_columns, terminal(name, language).splitlines())) <= WIDTH


def test_what_a_page_wrote_cannot_steer_the_terminal():
    """A number of the page that carries an escape sequence is printed without it."""
    from assay.report.page import Page
    from assay.report.then_to_terminal import lines
    from assay.report.words import Words

    verdict = THEN["then_told"]()
    place = verdict.then.claims[0].place
    evil = replace(verdict.claims[place].claim, text="8\x1b[2J.6\u202e%\n")
    claims = list(verdict.claims)
    claims[place] = replace(claims[place], claim=evil)
    page = Page(replace(verdict, claims=tuple(claims)), Words("en"))
    told = "".join(cell for row in lines(page, verdict.then, verdict.then.verdict) for cell in row)
    assert "\x1b" not in told and "\u202e" not in told and "\n" not in told


def test_a_program_finds_both_days():
    row = json.loads(verdict_json(THEN["then_told"](), "en"))["then"]
    assert (row["state"], row["day"], row["verdict"]["today"]) == ("told", "2026-02-03", 2024)
    assert row["claims"][0]["then"]["value"] == 8.6
    none = row["verdict"]
    assert (none["probability"], none["probability_error"], none["count"]) == (None, None, 0)
    assert none["main_cause"] is None
    assert row["claims"][0]["now"]["fact"] == "us.share.new"
    growth = next(mark for mark in row["marks"] if mark["name"] == "growth")
    assert growth["movers"][0] == {
        "source": "wss-2026", "year": 2025, "value": -0.7, "probability": 0.02,
    }  # fmt: skip
    assert json.loads(verdict_json(VARIANTS["without_article"](), "en"))["then"] is None
