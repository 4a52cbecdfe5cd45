"""A formula whose units do not fit is refused before anything runs, and the error says why."""

import numpy as np
import pytest

from assay.errors import StoryError, UnitError
from assay.model.check import unit_complaints
from assay.model.cohorts import (
    FixedLife,
    LognormalLife,
    NormalLife,
    WeibullLife,
    inflow_for_stock,
    leaving_by_age,
    outflow,
    outflow_this_year,
    stock,
)
from assay.model.graph import declaration
from assay.model.kernels import (
    cumulative,
    growth,
    lag,
    logistic,
    lookup,
    over_a_year,
    per_year,
    years_since,
)
from assay.model.model import Model
from assay.model.shapes import Path, Uniform
from assay.model.sound import sound
from tests.model.r1_model import given, givens, model

WATER = given("ai_water", "m3{withdrawn}/year", Uniform(1, 2))
USE = given("uk_use", "m3{consumed}/year", Uniform(1, 2))
WITHDRAWAL = given("uk_withdrawal", "m3{withdrawn}/year", Uniform(1, 2))
MASS = given("mass", "t{silver}", Uniform(1, 2))
FLOW = given("flow", "t{silver}/year", Uniform(1, 2))
SERIES = given("series", "t{silver}/year", Path((2020, 2021), (1.0, 2.0)))
LIFE = given("life", "year", Uniform(1, 2))
RATE = given("rate", "percent/year", Uniform(1, 2))
PURE = given("pure", "1", Uniform(0.1, 0.2))
PRICE = given("price", "USD/oz{silver}", Uniform(10, 20))
ALL = [WATER, USE, WITHDRAWAL, MASS, FLOW, SERIES, LIFE, RATE, PURE, PRICE]


def checked(unit, formula, start=None):
    """Check one formula on its own; the givens it leaves alone are used elsewhere."""
    one = Model(2020, 2025)
    one.quantity(unit, start=start)(formula)
    return sound(one, ALL, outputs=[each.name for each in ALL])


def test_withdrawn_water_divided_by_consumed_water_is_no_share():
    def uk_share(ai_water, uk_use):
        return ai_water / uk_use

    with pytest.raises(UnitError) as caught:
        checked("1", uk_share)
    line = uk_share.__code__.co_firstlineno
    assert str(caught.value) == (
        f"UnitError in uk_share (tests/model/test_units_of_formulas.py:{line})\n"
        "  found     {consumed}^-1 {withdrawn}\n"
        "  expected  1 [1]\n"
        "  chain     ai_water [m3{withdrawn}/year] / uk_use [m3{consumed}/year]\n"
        "  try       uk_withdrawal [m3{withdrawn}/year] for uk_use"
    )


def test_adding_a_flow_to_a_stock_is_refused_at_the_sum():
    def wrong(mass, flow, pure):
        return pure * (mass + flow)

    with pytest.raises(UnitError) as caught:
        checked("t{silver}", wrong)
    line = wrong.__code__.co_firstlineno
    assert str(caught.value) == (
        f"UnitError in wrong (tests/model/test_units_of_formulas.py:{line})\n"
        "  found     kg year^-1 {silver}\n"
        "  expected  kg {silver}\n"
        "  chain     mass [t{silver}] + flow [t{silver}/year]\n"
        "  try       the same unit and labels on both sides"
    )


FITTING = [
    ("t{silver}", lambda mass, flow: mass + over_a_year(flow)),
    ("t{silver}/year", lambda mass, flow: per_year(mass) - flow),
    ("kg{silver}/year", lambda flow, pure: flow * (1 - pure) ** 2 / 3),
    ("1", lambda flow, series: np.exp(-flow / series)),
    ("1", lambda mass, pure: np.log(mass / mass) + np.sqrt(pure)),
    ("t{silver}", lambda mass: np.sqrt(mass**2)),
    ("t{silver}/year", lambda flow, year: np.where(year >= 2022, flow, 0)),
    ("t{silver}/year", lambda flow, series: np.minimum(flow, series) + np.clip(flow, 0, np.inf)),
    ("t{silver}/year", lambda flow, pure: np.where(pure > 0.5, 0, np.maximum(flow, 0))),
    ("USD/year", lambda flow, price: flow * price),
    ("t{silver}/year", lambda flow, rate, year: growth(flow, rate, year, 2022)),
    ("t{silver}/year", lambda flow, pure, year: flow * (1 + pure) ** years_since(year, 2022)),
    ("1", lambda pure, life, year: logistic(pure, 1 / life, life + 2020, year)),
    ("t{silver}", lambda series: cumulative(series)),
    ("t{silver}/year", lambda series, flow: lag(series, flow, years=2)),
    ("t{silver}/year", lambda series, year: series - lookup(series, year, 2021)),
    ("t{silver}/year", lambda series, pure, life: outflow(series, WeibullLife(pure, life))),
    ("t{silver}/year", lambda series, life: outflow(series, LognormalLife(life, life))),
    ("t{silver}", lambda series, life: stock(series, NormalLife(life, life))),
    ("t{silver}/year", lambda mass, life: inflow_for_stock(mass, FixedLife(life))),
    ("t{silver}/year", lambda series: np.diff(series, axis=0).sum(axis=0)),
]


@pytest.mark.parametrize(("unit", "formula"), FITTING)
def test_formulas_that_fit_are_let_through(unit, formula):
    formula.__name__ = "formula"
    graph = checked(unit, formula)
    assert graph.unit("formula") == unit


REFUSED = [
    ("1", lambda flow: np.exp(flow), "a ratio of two amounts"),
    ("t{silver}/year", lambda flow, year: flow * 2.0 ** (year - 2022), "kernels.growth"),
    ("t{silver}/year", lambda flow: flow + 1, "same unit"),
    ("t{silver}/year", lambda flow, mass: np.where(flow > mass, flow, 0), "same unit"),
    ("t{silver}/year", lambda flow, mass: np.where(flow > 0, flow, mass), "same unit"),
    ("t{silver}/year", lambda flow, mass, year: growth(flow, mass, year, 2022), "a rate"),
    ("t{silver}", lambda mass, pure: np.sqrt(mass), "whole powers"),
    ("t{silver}", lambda mass, pure: mass**pure, "a reference of the same unit"),
    ("t{silver}/year", lambda series, pure: outflow(series, WeibullLife(pure, pure)), "same unit"),
    ("t{silver}", lambda series, life: outflow(series, FixedLife(life)), "mass .* for series"),
    ("t{silver}", lambda series: np.linalg.norm(series, axis=0), "a kernel"),
    ("t{gold}", lambda mass: mass, "as the unit"),
]


@pytest.mark.parametrize(("unit", "formula", "remedy"), REFUSED)
def test_formulas_that_do_not_fit_are_refused_with_a_remedy(unit, formula, remedy):
    formula.__name__ = "formula"
    with pytest.raises(UnitError, match=remedy):
        checked(unit, formula)


def test_last_year_and_all_years_before_have_the_unit_of_the_quantity():
    def servers(previous_servers, history_servers, pure, life, year):
        leaving = leaving_by_age(year, WeibullLife(pure, life))
        return previous_servers + pure * outflow_this_year(history_servers, leaving)

    checked("t{silver}/year", servers, start="flow")
    with pytest.raises(UnitError, match="start='mass'"):
        checked("t{silver}/year", servers, start="mass")


def test_a_formula_that_fails_is_a_story_error_not_a_traceback():
    def broken(mass):
        return mass.whatever

    with pytest.raises(StoryError, match="AttributeError"):
        checked("t{silver}", broken)


def test_units_are_checked_once_per_content():
    unit_complaints.cache_clear()
    declared = declaration(model, givens)
    assert unit_complaints(declared) == ()
    assert unit_complaints(declaration(model, givens)) == ()
    assert unit_complaints.cache_info().hits == 1
