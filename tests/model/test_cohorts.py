"""Stocks with lifetimes: nothing is lost, nothing appears, and flodym agrees."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.model.cohorts import (
    FixedLife,
    LognormalLife,
    NormalLife,
    WeibullLife,
    inflow_for_stock,
    inflow_this_year,
    leaving_by_age,
    outflow,
    outflow_this_year,
    stock,
    survival,
)

YEARS = 12
INFLOWS = arrays(np.float64, (YEARS, 3), elements=st.floats(0, 1e6))
LIVES = st.one_of(
    st.builds(WeibullLife, st.floats(0.5, 5), st.floats(0.5, 20)),
    st.builds(LognormalLife, st.floats(0.5, 20), st.floats(0.1, 10)),
    st.builds(NormalLife, st.floats(0.5, 20), st.floats(0.1, 10)),
    st.builds(FixedLife, st.floats(0.5, 20)),
)


@given(INFLOWS, LIVES)
@settings(max_examples=60)
def test_what_comes_in_either_leaves_or_stays(inflow, life):
    held, left = stock(inflow, life), outflow(inflow, life)
    change = np.diff(held, axis=0, prepend=0)
    np.testing.assert_allclose(inflow, left + change, atol=1e-9 * (1 + inflow.sum()))


@given(INFLOWS, LIVES)
@settings(max_examples=60)
def test_the_inflow_that_keeps_up_a_stock_is_the_one_that_built_it(inflow, life):
    """Forgetting that a cohort survives its first year at all would show here."""
    again = inflow_for_stock(stock(inflow, life), life)
    np.testing.assert_allclose(again, inflow, atol=1e-7 * (1 + inflow.sum()))


@given(INFLOWS, LIVES)
@settings(max_examples=60)
def test_year_by_year_is_the_same_as_all_at_once(inflow, life):
    whole, held = outflow(inflow, life), stock(inflow, life)
    leaving = leaving_by_age(np.arange(float(YEARS))[:, None], life)
    scale = 1 + inflow.sum()
    for row in range(YEARS):
        this_year = outflow_this_year(inflow[:row], leaving[:row])
        np.testing.assert_allclose(this_year, whole[row], atol=1e-12 * scale)
        wanted = inflow_this_year(inflow[:row], held[row], life)
        np.testing.assert_allclose(wanted, inflow[row], atol=1e-9 * scale)


@given(LIVES)
def test_survival_starts_whole_and_never_rises(life):
    shares = survival(life, 40)[:, 0]
    assert shares[0] == 1
    assert (np.diff(shares) <= 1e-15).all() and (shares >= 0).all()


def test_ten_servers_of_exactly_three_years_leave_after_three():
    inflow = np.zeros((6, 1))
    inflow[1] = 10
    np.testing.assert_array_equal(outflow(inflow, FixedLife(3))[:, 0], [0, 0, 0, 0, 10, 0])
    np.testing.assert_array_equal(stock(inflow, FixedLife(3))[:, 0], [0, 10, 10, 10, 0, 0])


def test_each_sample_has_its_own_lifetime():
    inflow = np.ones((5, 1))
    left = outflow(inflow, WeibullLife(np.array([1.0, 3.0]), np.array([2.0, 4.0])))
    assert left.shape == (5, 2)
    for column, life in enumerate((WeibullLife(1.0, 2.0), WeibullLife(3.0, 4.0))):
        np.testing.assert_allclose(left[:, column], outflow(inflow, life)[:, 0])


FLODYM_LIVES = [
    ("WeibullLifetime", {"weibull_shape": 2.0, "weibull_scale": 5.0}, WeibullLife(2.0, 5.0)),
    ("LogNormalLifetime", {"mean": 6.0, "std": 2.0}, LognormalLife(6.0, 2.0)),
    # far from zero, since flodym loses the part of a normal below zero at once and we at age 1
    ("NormalLifetime", {"mean": 9.0, "std": 1.2}, NormalLife(9.0, 1.2)),
    ("FixedLifetime", {"mean": 3.0}, FixedLife(3.0)),
]


@pytest.mark.parametrize(("name", "parameters", "life"), FLODYM_LIVES)
def test_stocks_are_flodyms_in_both_directions(name, parameters, life):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        flodym = pytest.importorskip("flodym")
    years = flodym.Dimension(name="Time", letter="t", items=list(range(2010, 2010 + YEARS)))
    dimensions = flodym.DimensionSet(dim_list=[years])
    inflow = np.random.default_rng(3).uniform(1, 9, YEARS)
    lifetime = getattr(flodym, name)(dims=dimensions, inflow_at="end", **parameters)
    driven = flodym.InflowDrivenDSM(
        dims=dimensions,
        name="s",
        lifetime_model=lifetime,
        inflow=flodym.StockArray(dims=dimensions, values=inflow),
    )
    driven.compute()
    held = stock(inflow[:, None], life)
    np.testing.assert_allclose(held[:, 0], driven.stock.values, rtol=1e-9)
    left = outflow(inflow[:, None], life)[:, 0]
    np.testing.assert_allclose(left, driven.outflow.values, rtol=1e-9, atol=1e-9)
    by_stock = flodym.StockDrivenDSM(
        dims=dimensions,
        name="s",
        lifetime_model=getattr(flodym, name)(dims=dimensions, inflow_at="end", **parameters),
        stock=flodym.StockArray(dims=dimensions, values=held[:, 0]),
    )
    by_stock.compute()
    again = inflow_for_stock(held, life)[:, 0]
    np.testing.assert_allclose(again, by_stock.inflow.values, rtol=1e-7)
