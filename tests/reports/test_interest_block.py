"""What a reader is told of story and price: the finding, how little it rests on, and when known.

Not here: what every report must keep (`test_html.py`), which runs on these variants too.
"""

import io
import json
import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from rich.console import Console

from assay import verbs
from assay.prices.interest import REASONS, WORDS
from assay.report import to_terminal
from assay.report.to_html import render
from assay.report.to_json import verdict_json
from assay.report.words import catalogue
from assay.stories.load import FOLDER as STORIES
from assay.stories.load import interest_of
from tests.reports import example_interest
from tests.reports.variants import verdict, with_interest, with_interest_found

BLOCK = re.compile(r'<div class="lead-lag" id="interest">.*?</div></section>', re.S)


def block(made, language="en"):
    found = BLOCK.search(render(made, language))
    return found.group(0) if found else ""


def words_of(markup):
    return unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", "", markup)).replace("\xa0", " ")


def terminal(made, language="en"):
    console = Console(file=io.StringIO(), width=200)
    to_terminal.render(made, language, console)
    return console.file.getvalue()


def test_a_story_that_was_never_asked_has_no_block_and_no_line():
    assert block(verdict()) == ""
    assert "Story " not in terminal(verdict())
    assert json.loads(verdict_json(verdict(), "en"))["interest"] is None


def test_too_few_tellings_are_said_to_be_too_few():
    told = words_of(block(with_interest()))
    assert "We cannot tell: the seven tellings" in told
    assert "all fall into one stretch of time, and it takes five" in told
    assert "averages, not evidence" in told
    assert "7 in six stretches" in told


def test_the_change_before_is_told_as_a_rise_with_its_placebos():
    # the path begins 24 below the close before the telling; the band turns with it
    assert "had moved by +24 [13, 22] log points in the eight weeks" in words_of(
        block(with_interest())
    )


def test_every_value_of_the_chart_is_text_too():
    made = with_interest()
    told = words_of(block(made))
    for step in made.interest.studies[0].path:
        assert f"{step.value:+.0f}".replace("+", "").replace("-", "−") in told


def test_a_finding_known_later_than_the_day_says_so():
    assert "later than the day of this verdict" in words_of(block(with_interest_found()))
    assert "later than the day" not in words_of(block(with_interest()))
    row = json.loads(verdict_json(with_interest_found(), "en"))["interest"]
    assert row["known_later"] is True
    assert json.loads(verdict_json(with_interest(), "en"))["interest"]["known_later"] is False


def test_a_direction_is_told_in_the_title_and_in_the_terminal():
    assert "<h3>The story follows the price</h3>" in block(with_interest_found())
    assert "The story follows the price: every test of news volume" in terminal(
        with_interest_found()
    )
    assert "故事跟着价格走" in terminal(with_interest_found(), "zh")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason != "shown"])
@pytest.mark.parametrize("dated", [True, False], ids=["tellings", "volume"])
def test_every_reason_has_its_sentence(language, reason, dated):
    news = "tellings" if dated else "gdelt.silver_ai_en"
    study = example_interest.study("x", "cannot tell", reason, news, 3)
    if reason in ("short", "flat"):
        study = replace(study, tests=(), correlations=(), path=(), steps=11)
    told = words_of(block(replace(verdict(), interest=example_interest.interest(study)), language))
    assert ("We cannot tell" if language == "en" else "无法判断") in told
    assert "{" not in re.sub(r"\{title\}", "", told)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_word_has_its_title(language):
    for word in WORDS:
        assert f"interest.title_{word.replace(' ', '_')}" in catalogue(language)


def test_words_of_the_list_are_never_markup():
    page = render(with_interest(), "en")
    assert example_interest.ATTACK not in page
    assert "&lt;b&gt;&amp;{title}&lt;/b&gt;" in page


def test_programs_get_every_number_of_the_chart():
    made = with_interest()
    row = json.loads(verdict_json(made, "zh"))["interest"]
    assert row["word"] == "cannot tell"
    first = row["studies"][0]
    assert [step["value"] for step in first["path"]] == [
        step.value for step in made.interest.studies[0].path
    ]
    assert [test["p_asymptotic"] for test in first["tests"]] == [None, None, 0.03, 0.03, None, None]
    assert [one["id"] for one in row["tellings"]] == ["a", "b"]


@pytest.fixture(scope="module")
def early():
    """The silver story as of the page's day, before the shipped finding could be known."""
    return verbs.story("silver", as_of=date(2026, 2, 3), samples=1024)


def test_the_silver_story_carries_its_finding_and_every_work_behind_it(early):
    assert early.interest is not None
    known = {work.id for work in early.works}
    assert {one.source for one in early.interest.tellings} <= known
    assert set(early.interest.source) <= known


@pytest.mark.parametrize(
    ("language", "words"), [("en", "later than the day of this verdict"), ("zh", "晚于本判断")]
)
def test_on_the_day_of_the_page_the_finding_is_marked_as_known_later(early, language, words):
    assert early.interest.known_on > early.as_of
    assert words in words_of(block(early, language))
    assert json.loads(verdict_json(early, language))["interest"]["known_later"] is True


def test_a_story_of_ones_own_without_a_finding_has_none(tmp_path):
    folder = tmp_path / "silver"
    shutil.copytree(STORIES / "silver", folder)
    assert interest_of(str(folder)) is not None
    (folder / "interest.toml").unlink()
    assert interest_of(str(folder)) is None
