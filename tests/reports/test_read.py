"""A page as read: the terminal shows the article with its claims in place, programs a stable form.

Not here: the verdict (`test_terminal.py`, `test_json.py`).
"""

import io
import json
import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from assay.claims.read_claims import claims_of
from assay.judging.as_read import Reading, read, standings
from assay.reading.article import Article
from assay.report.columns import width
from assay.report.marked import Mark, marked_lines
from assay.report.read_to_json import read_json
from assay.report.read_to_terminal import SIGNS, STYLES, Shown, letters, render

EN = (
    "Spot silver rose above 99 dollars an ounce on 23 January 2026.\n"
    "AI is driving up the price of silver, some say. But the claim does not hold: AI used between "
    "3% and 6% of the silver sold in 2025, and a weaker dollar drove silver prices higher.\n"
    "Silver is mined with lead and zinc, and mines take ten years to build."
)
ZH = (
    "1月23日,现货白银一度突破99美元每盎司。\n有人说AI推高了银价。但这个说法站不住脚。"
    "2025年AI相关的白银用量超过1000吨,只占全球白银总需求的3%—6%。真正推高银价的是美元走弱。"
)
STEERING = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202e\u200b\x00\x08"


@pytest.fixture
def page(tmp_path):
    """A page of that text, read as the command reads it."""

    def reading(text: str) -> Reading:
        path = tmp_path / "page.txt"
        path.write_text(text.replace("\n", "\n\n"), "utf-8")
        return read(str(path))

    return reading


def shown(reading: Reading, checked: bool = True) -> Shown:
    return Shown(
        reading.article,
        reading.claims,
        reading.topic,
        reading.stance,
        reading.main_cause,
        reading.proposals,
        standings(reading) if checked else (),
    )


def on_screen(what: Shown, columns: int | None = 80, colour: str | None = None) -> str:
    """What a terminal of so many columns shows; None for a pipe."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=columns or 80,
        force_terminal=columns is not None,
        color_system=colour,
        highlight=False,
        soft_wrap=columns is None,
    )
    render(what, console)
    return file.getvalue()


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("columns", [80, 60, 100])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(page, text, columns):
    what = shown(page(text))
    screen = on_screen(what, columns)
    assert max(map(width, screen.splitlines())) <= columns
    bare = re.sub(r"\[\d+[^\s\w]*\s|(?<=[\w%])\]|\{[a-z]+\}|\s", "", screen)
    for line in what.article.text.splitlines():
        assert re.sub(r"\s|[\]]", "", line) in bare.replace("]", "")


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_every_claim_is_marked_in_place_and_listed_with_its_standing(page, text):
    what = shown(page(text))
    piped = on_screen(what, None)
    assert len(what.checked) == len(what.claims.quantities) >= 2
    for place, checked in enumerate(what.checked, 1):
        signs = "".join(SIGNS[one] for one in checked.standings)
        assert f"[{place}{signs} {checked.claim.text}]" in piped
        assert re.search(rf"^\[{place}{re.escape(signs)}\] ", piped, re.MULTILINE)
    for place in range(len(what.claims.causes)):
        assert piped.count(f"{{{letters(place)}}}") == 2


def test_the_colours_are_those_of_the_standings_and_the_legend_names_them(page):
    what = shown(page(EN))
    screen = on_screen(what, 80, "standard")
    assert "\x1b[1;34m[1+ above 99 dollars an ounce]" in screen.replace("\x1b[0m", "")
    assert "supported (1)" in re.sub(r"\x1b\[[\d;]*m", "", screen)
    assert set(SIGNS) == set(STYLES) and len(set(SIGNS.values())) == len(SIGNS)


def test_the_main_statement_and_what_is_said_instead_stand_above_the_article(page):
    head = on_screen(shown(page(ZH)), None).split("\n\n")[0]
    assert "主张  " in head and "AI → 银价：" in head
    assert "文章认为的原因：美元走弱 → 银价" in head


def test_a_page_that_no_story_fits_is_read_and_its_numbers_are_not_checked(page):
    text = "\n".join(f"The club paid 40 million dollars for player {n}, he said." for n in "abcd")
    what = shown(page(text))
    assert (what.topic, what.checked) == ("none", ())
    piped = on_screen(what, None)
    assert "No story fits this page" in piped
    assert "[1 40 million dollars]" in piped


def article_with(text: str, **parts: str) -> Article:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    told = {"title": None, "author": None, "publisher": None} | parts
    return Article(
        **told,
        published=(date(2026, 1, 23), None),
        published_why="meta",
        language="en",
        text=text,
        paragraphs=tuple(paragraphs),
        repairs=(),
        polluted=False,
        offsets=np.arange(len(text) + 1),
    )


def test_nothing_of_a_page_steers_the_terminal():
    text = f"Silver {STEERING} rose 30%{STEERING} because of {STEERING}AI.\n{STEERING}"
    told = article_with(text, title=STEERING, author=f"A{STEERING}", publisher="[red]x[/red]")
    screen = on_screen(Shown(told, claims_of(told), "silver", "asserts"), 80)
    assert not [sign for sign in STEERING if sign in screen and not sign.isascii()]
    assert "\x1b" not in screen and "\x07" not in screen and "\x00" not in screen
    assert "[red]x[/red]" in screen
    printed = read_json(told, claims_of(told), "silver", "asserts")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed.decode())
    assert json.loads(printed)["article"]["text"] == text


@settings(max_examples=80, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=120),
    st.lists(st.tuples(st.integers(0, 120), st.integers(1, 30)), max_size=5),
    st.integers(20, 90),
)
def test_marks_and_lines_lose_no_printable_sign(text, places, columns):
    marks = [Mark((a, min(a + n, len(text))), "<", ">", "bold") for a, n in places if a < len(text)]
    lines = list(marked_lines(text, 0, marks, columns))
    joined = "".join(piece for line in lines for piece, _ in line)
    whole = "".join(piece for line in marked_lines(text, 0, marks, 0) for piece, _ in line)
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", whole)
    assert whole.count("<") - text.count("<") == len(marks)


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_programs_get_the_same_claims_with_ranges_per_cent_and_raw_places(page, text):
    reading = page(text)
    printed = read_json(
        reading.article, reading.claims, reading.topic, reading.stance, reading.main_cause
    )
    assert printed == read_json(
        reading.article, reading.claims, reading.topic, reading.stance, reading.main_cause
    )
    row = json.loads(printed)
    assert (row["llm"], row["article"]["topic"]) == (None, "silver")
    assert row["article"]["stance"] == "disputes"
    main = row["article"]["causal_claim"]
    assert main["stance"] in ("disputed", "denied")
    assert main["instead"]["cause"] in ("a weaker dollar", "美元走弱")
    share = next(one for one in row["quantities"] if isinstance(one["value"], list))
    assert (share["value"], share["unit"], share["comparator"]) == ([3, 6], "%", "range")
    assert share["interval"] == [2.5, 6.5] or share["interval"] == [2.7, 6.5]
    price = row["quantities"][0]
    assert (price["value"], price["unit"], price["comparator"]) == (99, "USD/oz", "over")
    assert price["years"] == [2026, 2026] or price["year"] is None
    raw = text.replace("\n", "\n\n").encode()
    for one in (*row["quantities"], *row["causes"]):
        assert one["found_by"] == "grammar"
        assert raw[slice(*one["raw_span"])].decode() == one["text"]


def test_a_page_without_a_cause_has_no_causal_claim(page):
    text = "\n".join(
        f"Spot silver closed at {n} dollars an ounce on Friday, the exchange said."
        for n in (31, 32)
    )
    reading = page(text)
    row = json.loads(
        read_json(reading.article, reading.claims, reading.topic, reading.stance, None)
    )
    assert reading.main_cause is None
    assert row["article"]["causal_claim"] is None
