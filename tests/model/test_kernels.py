"""Kernels are their plain formulas, on whole arrays and year by year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import StoryError
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

YEAR = np.arange(2015.0, 2036.0)[:, None]
SAMPLES = np.random.default_rng(1)
RATE = SAMPLES.uniform(-0.1, 0.6, 50)
VALUE = SAMPLES.uniform(1, 9, 50)
SERIES = SAMPLES.uniform(1, 9, (21, 50))


@given(base=st.integers(1990, 2050))
def test_growth_is_compound_interest(base):
    expected = VALUE * (1 + RATE) ** (YEAR - base)
    np.testing.assert_allclose(growth(VALUE, RATE, YEAR, base), expected, rtol=1e-12)
    np.testing.assert_allclose(growth(VALUE, RATE, YEAR[7], base), expected[7], rtol=1e-12)


def test_a_thousand_servers_doubling_each_year_are_eight_thousand_after_three():
    assert growth(1000.0, 1.0, np.array([[2020.0], [2023.0]]), 2020)[0, 0] == 1000
    assert growth(1000.0, 1.0, np.array([2023.0]), 2020) == 8000


def test_growth_by_a_rate_of_each_year_chains_them():
    rate = SAMPLES.uniform(-0.1, 0.3, (21, 50))
    grown = growth(VALUE, rate, YEAR, 2020)
    np.testing.assert_allclose(grown[5], VALUE, rtol=1e-14)
    np.testing.assert_allclose(grown[6], VALUE * (1 + rate[6]), rtol=1e-12)
    np.testing.assert_allclose(grown[4], VALUE / (1 + rate[5]), rtol=1e-12)


def test_a_logistic_is_half_its_ceiling_at_its_middle():
    steepness, middle = SAMPLES.uniform(0.3, 1.2, 50), SAMPLES.uniform(2027, 2034, 50)
    expected = VALUE / (1 + np.exp(-steepness * (YEAR - middle)))
    np.testing.assert_allclose(logistic(VALUE, steepness, middle, YEAR), expected, rtol=1e-12)
    found = logistic(VALUE, steepness, middle, YEAR[3])
    np.testing.assert_allclose(found, expected[3], rtol=1e-12)
    assert logistic(VALUE[0], 0.7, 2025.0, YEAR)[10, 0] == pytest.approx(VALUE[0] / 2)


def test_running_sums_lags_and_lookups():
    np.testing.assert_allclose(cumulative(SERIES)[20], SERIES.sum(axis=0))
    np.testing.assert_array_equal(lag(SERIES, VALUE)[1:], SERIES[:-1])
    np.testing.assert_array_equal(lag(SERIES, VALUE, years=3)[:3], np.tile(VALUE, (3, 1)))
    np.testing.assert_array_equal(lookup(SERIES, YEAR, 2020), SERIES[5])
    with pytest.raises(StoryError, match="year 2014"):
        lookup(SERIES, YEAR, 2014)


def test_a_year_is_the_step_so_flows_and_amounts_have_the_same_number():
    assert over_a_year(VALUE) is VALUE and per_year(VALUE) is VALUE
    np.testing.assert_array_equal(years_since(YEAR, 2015)[:, 0], np.arange(21))


def test_a_year_to_grow_from_may_be_a_given_that_is_the_same_in_all_samples():
    rate = SAMPLES.uniform(-0.1, 0.3, (21, 50))
    expected = growth(VALUE, rate, YEAR, 2020)
    np.testing.assert_array_equal(growth(VALUE, rate, YEAR, np.array([2020.0])), expected)
    with pytest.raises(StoryError, match="one that differs by sample"):
        growth(VALUE, rate, YEAR, np.full(50, 2020.0))
