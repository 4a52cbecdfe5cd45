"""Which work moved a mark: found by swapping what changed, held against running it in full.

Not here: what the two verdicts say (`test_then_and_now.py`).
"""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assay.judging.revisions import Days, changes, first_counted, origin, revised
from assay.model.distributions import Constant
from assay.model.shapes import Path
from assay.record.record import load
from assay.ruler.mark import Move, Mover
from assay.ruler.movers import Change, add_up, between, moves, swapped
from assay.stories.load import load_story
from tests.then_and_now.pages import CHINESE, judged

SURVEY, YEAR = Mover("survey", None), Mover("survey", 2025)


@pytest.fixture(scope="module")
def days():
    whole = load()
    known = whole.as_of(date(2026, 2, 3))
    return Days(load_story("silver", known, whole), load_story("silver", whole), known, whole)


def test_the_survey_that_counted_2025_moved_every_mark(days):
    verdict = judged(CHINESE)
    for mark in verdict.then.marks:
        assert mark.moves[0].mover == Mover("wss2026", 2025), mark.name


def test_revised_figures_of_earlier_years_are_told_apart_from_the_new_year(days):
    found = {(change.given, change.mover.year): change for change in changes(days)}
    assert found["photovoltaics_known", None].years == (2021, 2022, 2023)
    assert found["photovoltaics_known", 2025].years == (2025,)
    assert {change.mover.source for change in found.values()} == {"wss2026"}


def test_a_price_that_was_known_but_not_yet_of_a_full_year_was_not_revised(days):
    """The price of 2025 was printed before the page; it is the survey that brought it into use."""
    prices = [one for one in changes(days) if one.given in ("silver_price_known", "year_end_price")]
    assert prices
    assert {one.mover for one in prices} == {Mover("wss2026", 2025)}


def test_the_parts_add_up_to_the_change_that_is_printed():
    verdict = judged(CHINESE)
    before = {mark.name: mark for mark in verdict.then.verdict.marks}
    for told in verdict.then.marks:
        now = next(mark for mark in verdict.marks if mark.name == told.name)
        whole = now.value.p50 - before[told.name].value.p50
        assert sum(move.value for move in told.moves) == pytest.approx(whole, rel=1e-9)


def test_few_samples_share_a_change_as_many_do(days):
    """Shares of the change; many samples stand to a few thousandths of their own limit."""
    few, many = (moves(days.then, days.now, changes(days), 1, n) for n in (2**9, 2**13))
    assert set(few) == set(many)
    for name, parts in many.items():
        largest = {move.mover: move.value for move in few[name]}
        for move in parts:
            share = move.value / sum(one.value for one in parts)
            other = largest[move.mover] / sum(largest.values())
            assert other == pytest.approx(share, abs=0.01)


def test_with_every_mover_the_story_of_then_is_that_of_now(days):
    found = changes(days)
    all_of_it = frozenset(change.mover for change in found)
    mixed = between(days.then, days.now, found, all_of_it)
    assert mixed.today == days.now.today
    assert [repr(g.shape) for g in mixed.givens] == [repr(g.shape) for g in days.now.givens]
    assert between(days.then, days.now, found, frozenset()) == days.then


def test_between_a_day_and_itself_nothing_moved(days):
    same = Days(days.now, days.now, days.whole, days.whole)
    assert changes(same) == ()
    assert moves(days.now, days.now, (), 1) == {}
    assert revised(same) == first_counted(same) == ()


def test_a_derived_figure_is_put_to_the_work_of_its_newest_input():
    whole = load()
    fact = whole.by_id["srv.ai_shipments.2025.5"]
    assert fact.source == "derived"
    assert origin(fact, whole) == "trendforce_may26"


# ---- laws

YEARS = (2023, 2024, 2025)
SERIES = st.dictionaries(st.sampled_from(YEARS), st.floats(0.1, 9.0), min_size=1)


def path(values):
    years = tuple(sorted(values))
    return Path(years, tuple(values[year] for year in years))


@given(SERIES, SERIES, st.sets(st.sampled_from(YEARS), min_size=1))
def test_swapped_years_are_those_of_now_and_all_others_those_of_then(then, now, years):
    change = Change("x", SURVEY, tuple(sorted(years)))
    assume(set(now) & years or set(then) - years)
    found = swapped(path(then), path(now), [change])
    values = dict(zip(found.years, found.values, strict=True))
    for year in YEARS:
        assert values.get(year) == (now if year in years else then).get(year)


def test_a_series_that_would_lose_every_year_stays():
    then = path({2024: 1.0})
    assert swapped(then, path({2023: 1.0}), [Change("x", SURVEY, (2024,))]) == then


def test_a_shape_without_years_is_swapped_whole():
    assert swapped(Constant(1.0), Constant(2.0), [Change("x", YEAR, None)]) == Constant(2.0)


def test_parts_that_cancel_are_not_blown_up():
    parts = (Move(SURVEY, 1.0, 0.1), Move(YEAR, -0.9, -0.1))
    assert add_up(parts, 0.5, 0.3) == parts


def test_parts_are_scaled_to_the_change_of_the_full_runs():
    parts = (Move(SURVEY, 0.25, 0.02), Move(YEAR, 0.75, 0.06))
    scaled = add_up(parts, 2.0, 0.16)
    assert [(one.value, one.probability) for one in scaled] == [(0.5, 0.04), (1.5, 0.12)]
