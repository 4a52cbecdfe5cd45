"""Shapes mean what their percentiles and bounds say, and impossible ones are refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from assay.errors import GivenError
from assay.model.mixture import Mixture
from assay.model.normal import Z95, probability_below, standard_normal
from assay.model.shapes import (
    Beta,
    Constant,
    Lognormal,
    Normal,
    Path,
    PathOf,
    Percentiles,
    Triangular,
    Truncated,
    Uniform,
    aligned,
    at_score,
)
from assay.model.told_by_points import Quantiles
from assay.model.written import shape_from

U = np.concatenate(
    [10.0 ** -np.arange(1, 10), np.linspace(0.001, 0.999, 999), 1 - 10.0 ** -np.arange(2, 9)]
)


def test_the_standard_normal_quantile_is_scipys():
    np.testing.assert_allclose(standard_normal(U), special.ndtri(U), rtol=1e-14, atol=1e-15)
    assert standard_normal(np.array([0.5]))[0] == 0.0


@given(st.floats(-8, 8))
def test_the_standard_normal_probability_is_scipys(z):
    assert probability_below(z) == pytest.approx(special.ndtr(z), rel=1e-12)


@pytest.mark.parametrize(
    ("shape", "oracle"),
    [
        (Normal(1.0, 3.0), stats.norm(2.0, 1.0 / Z95)),
        (Lognormal(0.6, 1.8), stats.lognorm(math.log(3) / 2 / Z95, scale=math.sqrt(0.6 * 1.8))),
        (Uniform(-1.0, 3.0), stats.uniform(-1.0, 4.0)),
        (Triangular(1.0, 2.0, 5.0), stats.triang(0.25, 1.0, 4.0)),
        (Triangular(1.0, 1.0, 5.0), stats.triang(0.0, 1.0, 4.0)),
        (Beta(2.0, 3.0), stats.beta(2.0, 3.0)),
        (Beta(0.7, 6.0, 10.0, 20.0), stats.beta(0.7, 6.0, 10.0, 10.0)),
    ],
)
def test_quantiles_and_probabilities_are_scipys(shape, oracle):
    np.testing.assert_allclose(shape.quantile(U), oracle.ppf(U), rtol=1e-9, atol=3e-6)
    for value in oracle.ppf([0.01, 0.3, 0.9]):
        assert shape.below(value) == pytest.approx(oracle.cdf(value), abs=1e-12)


def test_two_percentiles_are_what_comes_out():
    for shape in (Normal(0.3, 1.3), Lognormal(0.3, 1.3)):
        np.testing.assert_allclose(shape.quantile(np.array([0.05, 0.95])), [0.3, 1.3], rtol=1e-12)


def test_three_percentiles_are_what_comes_out_and_the_middle_may_lie_aside():
    shape = Percentiles(-1.0, 1.0, 6.0)
    np.testing.assert_allclose(
        shape.quantile(np.array([0.05, 0.5, 0.95])), [-1.0, 1.0, 6.0], rtol=1e-12
    )
    even, normal = Percentiles(1.0, 2.0, 3.0), Normal(1.0, 3.0)
    np.testing.assert_allclose(even.quantile(U), normal.quantile(U), rtol=1e-12)
    for value in (-2.0, 1.0, 4.0):
        at = np.array([shape.below(value)])
        assert shape.quantile(at)[0] == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    "shape",
    [
        Normal(-1.0, 3.0),
        Lognormal(0.3, 1.3),
        Percentiles(-1.0, 1.0, 6.0),
        Uniform(0.0, 2.0),
        Truncated(Normal(-1.0, 1.0), 0.0, 0.5),
        PathOf((2020, 2021), (Uniform(0, 1), Beta(2, 5))),
    ],
)
def test_a_value_at_a_score_is_that_at_the_probability_below_it(shape):
    z = standard_normal(U)
    np.testing.assert_allclose(at_score(shape, z), shape.quantile(U), rtol=1e-9, atol=1e-12)


def test_truncation_moves_mass_inside_and_piles_none_on_the_bounds():
    shape = Truncated(Normal(-1.0, 1.0), 0.0, 0.5)
    drawn = shape.quantile(U)
    oracle = stats.truncnorm(0.0, 0.5 * Z95, scale=1 / Z95)
    np.testing.assert_allclose(drawn, oracle.ppf(U), rtol=1e-7, atol=1e-12)
    assert drawn.min() > 0.0 and drawn.max() < 0.5


@pytest.mark.parametrize("low", [1.0, 4.0, 4.5, 5.0, 15.0, 22.0])
def test_truncation_far_out_is_exact_on_either_side(low):
    """22 is 36 standard deviations out, where the probability is 1e-286."""
    ends = np.array([2.0**-53, *U, 1 - 2.0**-53])
    expected = stats.truncnorm.ppf(ends, low * Z95, math.inf) / Z95
    for shape in (
        Normal(-1.0, 1.0),
        Percentiles(-1.0, 0.0, 1.0),
        Quantiles((0.05, 0.95), (-1.0, 1.0)),
    ):
        above, below = Truncated(shape, low), Truncated(shape, high=-low)
        np.testing.assert_allclose(above.quantile(ends), expected, rtol=1e-12)
        np.testing.assert_allclose(below.quantile(1 - ends), -expected, rtol=1e-6)
        half = float(above.quantile(np.array([0.5]))[0])
        assert above.below(half) == pytest.approx(0.5, rel=1e-9)
    doubled = Truncated(Lognormal(0.5, 2.0), 2.0**low)
    np.testing.assert_allclose(np.log2(doubled.quantile(ends)), expected, rtol=1e-12)


def test_a_truncation_at_the_very_end_of_a_table_stays_within_its_bounds():
    for shape in (Beta(2, 5), Mixture((0.5, 0.5), (Normal(0, 1), Normal(2, 3)))):
        drawn = Truncated(shape, 0.99, 9.0).quantile(np.array([2.0**-53, 0.5, 1 - 2.0**-53]))
        assert np.isfinite(drawn).all() and (drawn >= 0.99).all()


def test_a_recorded_series_moves_as_one():
    path = Path((2020, 2021, 2022), (1.0, 2.0, math.nan), relative=0.05)
    values = path.quantile(np.array([0.05, 0.5, 0.95]))
    np.testing.assert_allclose(values[0], [1 / 1.05, 1.0, 1.05], rtol=1e-12)
    np.testing.assert_allclose(values[1], 2 * values[0])
    assert np.isnan(values[2]).all()
    assert Path((2020,), (1.5,)).quantile(U).shape == (1, 1)


def test_a_distribution_a_year_moves_by_one_draw():
    path = PathOf((2020, 2021), (Uniform(0, 1), Uniform(0, 10)))
    np.testing.assert_allclose(path.quantile(U)[1], 10 * path.quantile(U)[0])


def test_years_outside_a_series_are_unknown():
    path = Path((2020, 2021), (1.0, 2.0))
    found = aligned(path, path.quantile(U), np.array([2019, 2020, 2021, 2022]))
    np.testing.assert_array_equal(found[:, 0], [math.nan, 1.0, 2.0, math.nan])


@pytest.mark.parametrize(
    ("table", "shape"),
    [
        ({"lognormal": {"p05": 0.3, "p95": 1.3}}, Lognormal(0.3, 1.3)),
        ({"normal": {"p05": 1, "p95": 3}}, Normal(1, 3)),
        ({"percentiles": {"p05": 1, "p50": 2, "p95": 5}}, Percentiles(1, 2, 5)),
        ({"uniform": {"low": 0, "high": 1}}, Uniform(0, 1)),
        ({"triangular": {"low": 0, "mode": 1, "high": 3}}, Triangular(0, 1, 3)),
        ({"beta": {"alpha": 2, "beta": 3}}, Beta(2, 3)),
        ({"constant": 4}, Constant(4)),
        ({"series": {"2023": 2.0, "2022": 1}, "relative": 0.05}, Path((2022, 2023), (1, 2), 0.05)),
        (
            {"normal": {"p05": 1, "p95": 3}, "truncate": [0, 9]},
            Truncated(Normal(1, 3), 0.0, 9.0),
        ),
    ],
)
def test_shapes_are_read_as_a_file_writes_them(table, shape):
    assert shape_from(table, "givens.toml: s.shape") == shape


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            {"lognormal": {"p05": 1.3, "p95": 0.3}},
            "GivenError in s.shape.lognormal\n"
            "  found     p05 = 1.3, p95 = 0.3\n"
            "  expected  p05 below p95\n"
            "  try       the smaller number as p05, or `constant` if they are the same",
        ),
        (
            {"lognormale": {"p05": 0.3, "p95": 1.3}},
            "GivenError in s.shape.lognormale\n"
            "  found     key 'lognormale'\n"
            "  expected  one of normal, lognormal, percentiles, uniform, triangular, beta, "
            "empirical, mixture, discrete, constant, series, by_year, truncate, relative, "
            "widening, since\n"
            "  try       lognormal",
        ),
        (
            {"lognormal": {"q05": 0.3, "p95": 1.3}},
            "GivenError in s.shape.lognormal.q05\n"
            "  found     key 'q05'\n"
            "  expected  one of p05, p95\n"
            "  try       p05",
        ),
        (
            {"normal": {"p05": "1", "p95": 3}},
            "GivenError in s.shape.normal.p05\n"
            "  found     '1'\n"
            "  expected  a number\n"
            "  try       a plain number without quotes",
        ),
    ],
)
def test_a_wrong_shape_is_told_with_its_path_and_the_nearest_name(table, text):
    with pytest.raises(GivenError) as caught:
        shape_from(table, "s.shape")
    assert str(caught.value) == text


@pytest.mark.parametrize(
    "table",
    [
        {"lognormal": {"p05": -1.0, "p95": 1.0}},
        {"lognormal": {"p05": 1.0}},
        {"percentiles": {"p05": 1, "p50": 1, "p95": 2}},
        {"uniform": {"low": 1, "high": 1}},
        {"triangular": {"low": 0, "mode": 4, "high": 3}},
        {"beta": {"alpha": 0, "beta": 3}},
        {"normal": {"p05": 0, "p95": 1}, "truncate": [50, 60]},
        {"normal": {"p05": 0, "p95": 1}, "truncate": [1, 0]},
        {"normal": {"p05": 0, "p95": math.inf}},
        {"normal": {"p05": 0, "p95": 1}, "relative": 0.1},
        {"normal": {"p05": 0, "p95": 1}, "uniform": {"low": 0, "high": 1}},
        {"series": {"soon": 1.0}},
        {"series": {"2022": 1.0}, "relative": -0.1},
        {"constant": True},
        {},
    ],
)
def test_impossible_shapes_are_refused_where_they_stand(table):
    with pytest.raises(GivenError) as caught:
        shape_from(table, "givens.toml: s.shape")
    assert caught.value.where.startswith("givens.toml: s.shape")
