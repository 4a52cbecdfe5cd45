"""The verdict of the page's day beside that of now: what a reader of the shipped pages is told.

Not here: what moved a mark (`test_movers.py`), the reference figure of a claim
(`tests/checks/test_reference.py`), how both days are shown (`tests/reports/test_then_and_now.py`).
"""

import io
import re
from datetime import date

import pytest
from click.testing import CliRunner
from rich.console import Console

import assay
from assay import cli
from assay.errors import NotKnownYet
from assay.record.record import load
from assay.report import then_to_terminal
from assay.report.numbers import day_text
from assay.report.page import Page
from assay.report.sections import then_and_now
from assay.report.to_html import render
from assay.report.words import Words, without_notes
from tests.then_and_now.pages import (
    CHINESE,
    ENGLISH,
    ESSAY,
    PUBLISHED,
    dated,
    judged,
    judged_text,
    undated,
)

FIRST = date(2025, 5, 14)
"""The World Silver Survey of 2025: with it a year was known whose last price the record holds."""
MOVED = {
    "silver.market_balance": (-95.0, -40.3),
    "silver.total_demand": (1120.0, 1130.6),
    "silver.ai_server_shipments": (2.7e6, 3.7e6),
}
"""November 2025 against April 2026; January against May 2026, in a scope that counts more."""
STANDINGS = {
    ENGLISH: {
        "117.6 million ounces": ("superseded", "superseded"),
        "1.12 billion ounces": ("supported", "superseded"),
        "2.7 million AI servers": ("supported", "supported"),
    },
    CHINESE: {
        "9500万盎司": ("supported", "superseded"),
        "约为11.2亿盎司": ("supported", "supported"),
        "270万台AI服务器": ("supported", "supported"),
    },
}
by_page = pytest.mark.parametrize("page", [ENGLISH, CHINESE], ids=lambda page: page.name)


def published(verdict):
    """The numbers whose reference figure is one of the record, by topic."""
    record = load()
    return {
        record.by_id[row.now.fact].topic: row
        for row in verdict.then.claims
        if row.figure_moved and row.now is not None and row.now.fact
    }


@by_page
def test_three_reference_figures_of_a_shipped_page_have_moved_since_its_day(page):
    verdict = judged(page)
    rows = published(verdict)
    assert {t: (row.then.value, row.now.value) for t, row in rows.items()} == MOVED
    known = {fact.id: fact for fact in verdict.facts}
    for row in rows.values():
        then, now = known[row.then.fact], known[row.now.fact]
        assert then.issuer == now.issuer
        assert then.known_on <= verdict.then.day < now.known_on
        assert (row.then.known_on, row.now.known_on) == (then.known_on, now.known_on)
    scopes = [known[one.fact].definition for one in _ends(rows["silver.ai_server_shipments"])]
    assert scopes == ["ai_server_january_2026_basis", "ai_server_may_2026_basis"]


def _ends(row):
    return row.then, row.now


@by_page
def test_the_standings_on_both_days_are_those_that_the_record_of_each_day_gives(page):
    verdict = judged(page)
    told = {
        new.claim.text: (old.standings[0].value, new.standings[0].value)
        for old, new in zip(verdict.then.verdict.claims, verdict.claims, strict=True)
    }
    for text, standings in STANDINGS[page].items():
        assert told[text] == standings
    moved = {row.place for row in verdict.then.claims if row.standing_moved}
    assert moved == {
        place
        for place, (old, new) in enumerate(
            zip(verdict.then.verdict.claims, verdict.claims, strict=True)
        )
        if old.standings != new.standings
    }


@pytest.mark.skipif(not ESSAY.exists(), reason="the essay is kept beside the repository")
def test_the_essay_too_was_held_against_other_figures():
    """Its own numbers imply others through inputs that were revised, and one figure came later."""
    verdict = judged(ESSAY)
    then = verdict.then
    assert then.day == date(2026, 2, 3)
    assert len([row for row in then.claims if row.figure_moved or row.standing_moved]) >= 3
    for row in then.claims:
        assert row.then is None or row.then.known_on is None or row.then.known_on <= then.day
    assert {row.topic for row in then.revised} >= {"silver.mine_production", "silver.industrial"}


def test_the_verdict_of_the_day_is_what_judging_as_of_that_day_gives():
    """The same random numbers, so the same to the last bit; the bound alone is not drawn."""
    then, alone = judged(CHINESE).then.verdict, judged(CHINESE, date(2026, 2, 3))
    assert then.as_of == alone.as_of
    assert then.today == alone.story.today == 2024
    assert then.marks == alone.marks
    assert then.explained == alone.explained
    assert then.chain.answer == alone.chain.answer
    assert then.chain.left == alone.chain.left
    assert [(c.standings, c.against) for c in then.claims] == [
        (c.standings, c.against) for c in alone.claims
    ]
    assert then.causes == alone.causes
    assert set(then.known_later) == {given.name for given in alone.givens if given.known_later}


def test_the_verdict_of_the_day_knows_nothing_that_came_later():
    verdict = judged(ENGLISH)
    day = verdict.then.day
    assert day == PUBLISHED
    for claim in verdict.then.verdict.claims:
        assert all(item.known_on is None or item.known_on <= day for item in claim.against)
    known = {fact.id: fact for fact in verdict.facts}
    for row in verdict.then.revised:
        assert known[row.then].known_on <= day < known[row.now].known_on
        assert known[row.then].years == known[row.now].years == (row.year, row.year)
        assert known[row.then].topic == known[row.now].topic == row.topic
        assert known[row.then].value != known[row.now].value
    assert verdict.then.counted
    for name in verdict.then.counted:
        assert known[name].years == (2025, 2025)
        assert known[name].known_on > day


def test_a_story_without_a_page_has_no_other_day():
    assert assay.story("silver", samples=2**8).then is None


# ---- days between which there is nothing to tell


def test_a_page_that_nothing_dates_has_then_and_now_in_one(tmp_path):
    then = judged_text(undated(), tmp_path).then
    assert (then.state, then.day, then.verdict, then.claims) == ("undated", None, None, ())


def test_a_page_younger_than_the_record_has_the_same_verdict(tmp_path):
    verdict = judged_text(dated(date(2027, 1, 5)), tmp_path)
    assert (verdict.then.state, verdict.then.day) == ("record ends", date(2027, 1, 5))
    assert verdict.as_of == load().last_known_on
    told = block(verdict)
    assert "the record ends before the page’s day" in told
    assert f"The page is of 5 January 2027, and the record ends on {written(verdict.as_of)}" in told
    assert not told.startswith("5 January 2027")


@pytest.mark.parametrize("as_of", [PUBLISHED, date(2026, 1, 5)])
def test_as_of_the_pages_day_or_earlier_there_is_one_verdict(as_of):
    verdict = judged(ENGLISH, as_of)
    assert (verdict.then.state, verdict.as_of) == ("same day", as_of)


@pytest.mark.parametrize(("as_of", "late"), [(date(2026, 2, 3), 0), (date(2025, 12, 1), 1)])
def test_as_of_an_earlier_day_it_is_told_what_came_only_after_that_day(as_of, late):
    """Inputs known later serve there too, and so may the end of the rise and the fit up to it."""
    verdict = judged(ENGLISH, as_of)
    later = sum(given.known_later for given in verdict.givens)
    told, shown = block(verdict), section(verdict)
    assert later > 0
    assert told.startswith(f"{written(as_of)}: ")
    assert "now:" not in told
    for text in (told, shown):
        assert "nothing that it uses came after" not in text
        assert f"{later} of {len(verdict.givens)} inputs rest on works published only after" in text
        assert text.count("was not yet known") == late
        assert text.count("The fit of what moved the price") == late


def test_the_terminal_tells_how_many_inputs_came_only_after_the_pages_day():
    verdict = judged(ENGLISH)
    later = len(verdict.then.verdict.known_later)
    assert f"{later} of {len(verdict.givens)} inputs rest on works" in block(verdict)


def test_what_a_number_implies_is_held_against_what_the_same_number_implied():
    """Ranges of two upstream numbers, one wide and one narrow, tell nothing side by side."""
    verdict = judged(ENGLISH)
    rows = [row for row in verdict.then.claims if row.then and row.then.role == "implied"]
    assert rows
    for row in rows:
        assert (row.now.quantity, row.now.definition) == (row.then.quantity, row.then.definition)
    lines = screen(verdict)
    share = next(line for line in lines if line.startswith("9 percent"))
    assert share.endswith(" -> 2.3–2.4\u202f% (AI's share of all silver use, implied)")


def test_a_number_is_told_by_the_figure_it_stands_by_and_not_by_one_of_another_scope():
    lines = screen(judged(ENGLISH))
    servers = next(line for line in lines if line.startswith("2.7 million AI"))
    now = servers.partition(" -> ")[2]
    assert now.startswith("supported, 2.7 million servers a year; since 12 May 2026 counted other")
    assert now.endswith("3.7 million servers a year")
    shown = section(judged(ENGLISH))
    assert "since 12 May 2026 counted otherwise: 3.7 million servers a year" in shown


def test_a_clash_of_one_day_alone_is_told_with_both_numbers():
    shown = section(judged(ENGLISH))
    assert "with today’s inputs they no longer exclude each other" in shown
    assert "That day “2.7 million AI servers” implied" in shown


def screen(verdict):
    """The lines that differ, as a pipe gets them."""
    out = io.StringIO()
    then_to_terminal.render(Page(verdict, Words("en")), Console(file=out, width=80))
    return out.getvalue().replace("\xa0", " ").splitlines()


def block(verdict):
    """What the terminal says of then and now."""
    out = io.StringIO()
    then_to_terminal.render(Page(verdict, Words("en")), Console(file=out, width=80))
    return " ".join(out.getvalue().replace("\xa0", " ").split())


def section(verdict):
    """The report's section, as plain text without the numbers of entries."""
    return without_notes(then_and_now.section(Page(verdict, Words("en")))).replace("\xa0", " ")


def written(day):
    return day_text(day, "en").replace("\xa0", " ")


@pytest.mark.parametrize(
    "command",
    [["judge", str(ENGLISH), "--samples", "256"], ["record", "silver.pv"]],
    ids=["judge", "record"],
)
def test_a_day_after_the_record_is_told_as_the_records_last(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    end = written(load().last_known_on)
    later = CliRunner().invoke(cli.assay, [*command, "--as-of", "2030-01-01"])
    assert later.exit_code == 0
    note = later.stderr.replace("\xa0", " ")
    assert f"The record ends on {end}: what is told as of 1 January 2030" in note
    sooner = CliRunner().invoke(cli.assay, [*command, "--as-of", "2026-06-01"])
    assert "The record ends" not in sooner.stderr


def test_as_of_a_later_day_now_is_that_day():
    """In March 2026 nothing of silver had been published since early February."""
    then = judged(ENGLISH, date(2026, 3, 1)).then
    assert then.state == "told"
    assert published(judged(ENGLISH, date(2026, 3, 1))) == {}
    assert then.revised == ()
    assert all(not mark.moves for mark in then.marks)


# ---- days too early


def test_a_page_older_than_any_full_year_could_not_be_judged_that_day(tmp_path):
    verdict = judged_text(dated(date(2025, 4, 20)), tmp_path)
    then = verdict.then
    assert (then.state, then.verdict, then.first_day) == ("not yet", None, FIRST)
    assert then.last_year == 2018
    assert verdict.chain.answer == judged(ENGLISH).chain.answer
    assert verdict.marks == judged(ENGLISH).marks


def test_the_first_day_named_is_the_first(tmp_path):
    with pytest.raises(NotKnownYet) as refused:
        assay.judge(str(ENGLISH), samples=2**8, as_of=date(2025, 5, 13))
    assert f"--as-of {FIRST}" in refused.value.remedy
    told = str(refused.value)
    assert "the last year that the record had in full was 2018" in told
    assert "shape" not in told and "price.london" not in told
    assert assay.judge(str(ENGLISH), samples=2**8, as_of=FIRST).story.today == 2024


def test_a_page_from_before_the_record_names_no_year(tmp_path):
    then = judged_text(dated(date(1999, 4, 20)), tmp_path).then
    assert (then.state, then.last_year, then.first_day) == ("not yet", None, FIRST)


# ---- the rise ends after the page


def test_a_rise_that_had_not_ended_is_told_and_marked_as_known_later(tmp_path):
    """What the story is about does not change with the day; that its end was unknown is said."""
    verdict = judged_text(dated(date(2025, 12, 10)), tmp_path)
    assert verdict.then.state == "told"
    early = judged(ENGLISH, date(2025, 12, 10))
    end = early.story.window.facts[1]
    assert early.story.window.end > early.as_of
    assert end in early.lookup.later
    assert end in {fact.id for fact in early.facts}
    assert end not in judged(ENGLISH).lookup.later


def test_a_share_worked_out_from_facts_names_who_counted_and_no_key(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(
        "AI is eating America's power\n10 March 2026\n\nAI drives up electricity demand in the US. "
        "US data centres used more than 4 percent of all electricity in the United States in "
        "2024.\n",
        "utf-8",
    )
    verdict = assay.judge(page, story="electricity", samples=2**10)
    assert any(row.now and row.now.fact is None for row in verdict.then.claims)
    told = re.search(r'<section id="then">.*?</section>', render(verdict, "en"), re.DOTALL)
    assert told is not None
    assert "Our World in Data" in told[0]
    for key in ("owid_energy", "eia_steo25"):
        assert f">{key}<" not in told[0]
