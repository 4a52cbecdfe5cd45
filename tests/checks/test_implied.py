"""Two numbers of one article on one path of the graph: 2 million robots of 1 kg take 2,000 t.

Not here: numbers against the record (`test_standings.py`).
"""

import math
from dataclasses import replace
from types import SimpleNamespace

import pytest

from assay.checks.implied import FIXED, Placed, clashes, feeds, told
from assay.claims.claim import Comparator, Stance
from assay.model.distributions import Constant, Normal, Uniform
from assay.model.givens import Given
from assay.model.graph import graph_of
from assay.model.model import Model
from assay.model.shapes import Path
from tests.checks.world import claim, line

model = Model(2020, 2030)


@model.quantity("t{ore}/year", start="none_yet")
def ore_taken(robots, ore_per_robot):
    return robots * ore_per_robot


@model.quantity("percent")
def ore_share(ore_taken, all_ore):
    return ore_taken / all_ore


@model.quantity("t{ore}/year", start="none_yet")
def ore_of_last_year(previous_ore_taken):
    return 1 * previous_ore_taken


@model.quantity("t{ore}/year", start="none_yet", known="mined_known")
def ore_mined(ore_taken):
    return 1 * ore_taken


@model.quantity("t{ore}/day")
def ore_a_day(ore_taken):
    return 1 * ore_taken


def given(name, unit, shape):
    return Given(name, {"en": name, "zh": name}, unit, shape, (), True, "", "", "low")


GIVENS = (
    given("robots", "robot/year", Normal(1.9e6, 2.1e6)),
    given("ore_per_robot", "kg{ore}/robot", Uniform(0.1, 3.0)),
    given("all_ore", "t{ore}/year", Constant(40_000.0)),
    given("none_yet", "t{ore}/year", Constant(0.0)),
    given("mined_known", "t{ore}/year", Path((2020, 2025, 2026), (7000.0, 7000.0, math.nan), 0.0)),
)
STORY = SimpleNamespace(model=model, givens=GIVENS, today=2025, correlations=())


def placed(index, value, node, unit="t", **changes):
    return Placed(index, claim(value, unit, **changes), line(node=node, name=node))


def test_a_shortfall_printed_as_a_positive_number_is_held_with_its_sign():
    """1 kg in each of 2 million robots is +2,000 t; a shortfall of 2,000 t is minus 2,000."""
    each = placed(0, 1.0, "ore_per_robot", "kg", step=0.1, year=None)
    level = placed(1, 2000.0, "ore_taken", step=10.0)
    assert found(each, level) == set()
    assert found(each, replace(level, falls=True)) == {(0, 1)}


def found(*claims):
    return {
        (clash.upstream.index, clash.downstream.index) for clash in clashes(claims, STORY, seed=1)
    }


def test_a_total_that_the_parts_cannot_make_clashes_and_one_that_they_make_does_not():
    each = placed(0, 1.0, "ore_per_robot", "kg", step=0.1, year=None)
    assert found(each, placed(1, 5000.0, "ore_taken", step=10.0)) == {(0, 1)}
    assert found(each, placed(1, 2000.0, "ore_taken", step=10.0)) == set()


def test_both_are_told_of_the_clash_with_the_implied_interval():
    each = placed(0, 1.0, "ore_per_robot", "kg", step=0.1, year=None)
    total = placed(1, 5000.0, "ore_taken", step=10.0)
    (clash,) = clashes((each, total), STORY, seed=1)
    low, high = clash.implied
    assert low == pytest.approx(1900 * 0.95, rel=0.01)  # 0.95 kg, 5th percentile of the robots
    assert high == pytest.approx(2100 * 1.05, rel=0.01)
    evidence, upper = told(clash, 0)
    assert (evidence.source, evidence.role, evidence.unit) == ("run", "implied", "t{ore}")
    assert upper.key == "clashes_upstream"
    assert told(clash, 1)[1].key == "clashes_downstream"


def test_an_end_of_a_printed_range_may_lie_half_outside_but_not_more():
    """2,000 t of 40,000 t are 5 %."""
    total = placed(0, 2000.0, "ore_taken", step=1.0)
    within = {"comparator": Comparator.RANGE, "step": 0.1}
    assert found(total, placed(1, (3.5, 5.0), "ore_share", "percent", **within)) == set()
    assert found(total, placed(1, (5.0, 7.4), "ore_share", "percent", **within)) == set()
    assert found(total, placed(1, (5.0, 7.8), "ore_share", "percent", **within)) == {(0, 1)}
    assert found(total, placed(1, (3.0, 5.0), "ore_share", "percent", **within)) == {(0, 1)}
    vague = {"comparator": Comparator.VAGUE}
    assert found(total, placed(1, (2.0, 10.0), "ore_share", "percent", **vague)) == set()


def test_a_rate_is_held_against_an_amount_over_the_same_time():
    """2 million robots of 1 kg take 2,000 t a year, 5.5 t a day."""
    each = placed(0, 1.0, "ore_per_robot", "kg", step=0.1, year=None)
    assert found(each, placed(1, 5.5, "ore_taken", "t/day", step=0.1)) == set()
    assert found(each, placed(1, 2000.0, "ore_taken", "t/day", step=1.0)) == {(0, 1)}
    assert found(each, placed(1, 5.5, "ore_a_day", step=0.1)) == set()
    assert found(each, placed(1, 2000.0, "ore_a_day", step=1.0)) == {(0, 1)}
    assert found(each, placed(1, 2000.0, "ore_a_day", "t/year", step=1.0)) == set()
    daily, yearly = placed(0, 5.5, "ore_a_day", step=0.1), placed(1, 2000.0, "ore_taken")
    assert found(yearly, daily) == set()


@pytest.mark.parametrize(
    "time", ["三季度", "2025年上半年", "9月份", "in Q3 2025", "in the first half", "in May", "1H25"]
)
def test_the_tonnes_of_a_part_of_a_year_are_not_held_against_those_of_a_year(time):
    each = placed(0, 1.0, "ore_per_robot", "kg", step=0.1, year=None)
    assert found(each, placed(1, 500.0, "ore_taken", time=time)) == set()
    assert found(each, placed(1, 500.0, "ore_taken", "t/year", time=time)) == {(0, 1)}
    assert found(each, placed(1, 500.0, "ore_taken", time="2025年")) == {(0, 1)}


def test_the_tonnes_of_several_years_are_not_held_against_those_of_one():
    each = placed(0, 1.0, "ore_per_robot", "kg", step=0.1, year=None)
    together = placed(1, 10_000.0, "ore_taken", year=None, span_of_years=(2021, 2025))
    assert found(each, together) == set()
    assert found(each, placed(1, 10_000.0, "ore_taken", year=None)) == {(0, 1)}


def test_numbers_of_different_years_are_not_compared():
    total = placed(0, 2000.0, "ore_taken", year=2024)
    share = placed(1, 50.0, "ore_share", "percent", year=2025)
    assert found(total, share) == set()
    assert found(total, placed(1, 50.0, "ore_share", "percent", year=2024)) == {(0, 1)}
    assert found(total, placed(1, 50.0, "ore_share", "percent", year=None)) == {(0, 1)}


def test_numbers_on_no_common_path_are_not_compared():
    assert found(placed(0, 1.0, "robots", "robot"), placed(1, 9.0, "all_ore")) == set()


def test_what_reaches_another_year_only_is_no_path():
    graph = graph_of(model, GIVENS)
    assert feeds(graph, "ore_per_robot", "ore_share")
    assert not feeds(graph, "ore_share", "ore_per_robot")
    assert not feeds(graph, "ore_taken", "ore_of_last_year")


def test_a_published_series_cuts_the_path():
    """The model's own figure of 2025 is published, so nothing follows for it from the robots."""
    each = placed(0, 1.0, "ore_per_robot", "kg", step=0.1, year=None)
    assert found(each, placed(1, 90_000.0, "ore_mined", year=2025)) == set()
    assert found(each, placed(1, 90_000.0, "ore_mined", year=2028)) == {(0, 1)}


def test_a_number_that_the_article_denies_is_held_against_nobody():
    each = placed(0, 1.0, "ore_per_robot", "kg", year=None, stance=Stance.DENIED)
    assert found(each, placed(1, 90_000.0, "ore_taken")) == set()


def test_a_year_outside_the_model_is_left_alone():
    each = placed(0, 1.0, "ore_per_robot", "kg", year=None)
    assert found(each, placed(1, 90_000.0, "ore_taken", year=1990)) == set()


def test_the_same_seed_gives_the_same_interval():
    claims = (
        placed(0, 1.0, "ore_per_robot", "kg", year=None),
        placed(1, 90_000.0, "ore_taken"),
    )
    assert clashes(claims, STORY, seed=7) == clashes(claims, STORY, seed=7)


def test_a_page_of_hundreds_of_numbers_costs_no_more_than_a_dozen_runs():
    each = [placed(i, 1.0 + i, "ore_per_robot", "kg", year=None) for i in range(0, 300, 2)]
    totals = [placed(i, 90_000_000.0, "ore_taken") for i in range(1, 300, 2)]
    mixed = [one for pair in zip(each, totals, strict=True) for one in pair]
    upstream = {clash.upstream.index for clash in clashes(mixed, STORY, seed=1)}
    assert 0 < len(upstream) <= FIXED
