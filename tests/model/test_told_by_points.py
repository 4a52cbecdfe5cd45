"""Percentiles of any kind, scenarios, observed values, mixtures and years: SciPy's inverse CDFs."""

import math
import re

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from scipy import interpolate, optimize, special, stats

from assay.errors import GivenError
from assay.model.model import Model
from assay.model.normal import Z95, standard_normal
from assay.model.run import run
from assay.model.shapes import (
    Beta,
    Constant,
    Discrete,
    Empirical,
    Lognormal,
    Mixture,
    Normal,
    PathOf,
    Percentiles,
    Quantiles,
    Truncated,
    Uniform,
    at_score,
)
from assay.model.written import shape_from
from tests.model.r1_model import given

U = np.concatenate(
    [10.0 ** -np.arange(2, 8), np.linspace(0.001, 0.999, 999), 1 - 10.0 ** -np.arange(2, 8)]
)


def test_percentiles_of_any_kind_are_what_comes_out():
    shape = Quantiles((0.1, 0.25, 0.5, 0.9), (1.0, 2.0, 4.0, 5.0))
    np.testing.assert_allclose(
        shape.quantile(np.array(shape.probabilities)), shape.values, rtol=1e-12
    )


def test_percentiles_are_a_line_over_normal_scores():
    levels, values = (0.02, 0.3, 0.6, 0.95), (-3.0, 1.0, 1.5, 7.0)
    oracle = interpolate.make_interp_spline(special.ndtri(levels), values, k=1)
    shape = Quantiles(levels, values)
    np.testing.assert_allclose(shape.quantile(U), oracle(special.ndtri(U)), rtol=1e-10)


@pytest.mark.parametrize(
    "oracle", [stats.norm(3.0, 2.0), stats.norm(-1.0, 0.1)], ids=["wide", "narrow"]
)
def test_percentiles_of_a_normal_distribution_are_that_distribution(oracle):
    levels = (0.025, 0.2, 0.5, 0.8, 0.99)
    shape = Quantiles(levels, tuple(oracle.ppf(levels).tolist()))
    np.testing.assert_allclose(shape.quantile(U), oracle.ppf(U), rtol=1e-9)
    for value in oracle.ppf([0.001, 0.3, 0.99]):
        assert shape.below(value) == pytest.approx(oracle.cdf(value), abs=1e-12)


def test_the_three_usual_ones_are_percentiles():
    three = Quantiles((0.05, 0.5, 0.95), (-1.0, 1.0, 6.0))
    np.testing.assert_allclose(
        three.quantile(U), Percentiles(-1.0, 1.0, 6.0).quantile(U), rtol=1e-9
    )


def test_scenarios_are_scipys_discrete_distribution():
    shape = Discrete((1.0, 2.0, 5.0), (0.5, 0.3, 0.2))
    oracle = stats.rv_discrete(values=(shape.values, shape.probabilities))
    np.testing.assert_array_equal(shape.quantile(U), oracle.ppf(U))
    # the value itself is not below itself
    assert [shape.below(at) for at in (1.0, 1.5, 5.0, 6.0)] == pytest.approx([0, 0.5, 0.8, 1.0])


def test_what_was_seen_is_drawn_as_numpy_and_scipy_draw_it():
    seen = (0.1, 0.4, 0.5, 2.0, 7.0, 7.5)
    shape = Empirical(seen)
    np.testing.assert_allclose(shape.quantile(U), np.quantile(seen, U), rtol=1e-12)
    oracle = stats.rv_histogram((np.ones(len(seen) - 1) / np.diff(seen), seen), density=True)
    np.testing.assert_allclose(shape.quantile(U), oracle.ppf(U), rtol=1e-9)
    for value in (0.0, 0.1, 0.3, 0.5, 1.0, 7.4, 7.5, 8.0):
        assert shape.below(value) == pytest.approx(oracle.cdf(value), abs=1e-12)


@drawn(st.lists(st.integers(-20, 20), min_size=2, max_size=12).filter(lambda x: len(set(x)) > 1))
def test_values_seen_more_than_once_count_more_than_once(seen):
    shape = Empirical(tuple(sorted(float(one) for one in seen)))
    np.testing.assert_allclose(shape.quantile(U), np.quantile(seen, U), rtol=1e-12, atol=1e-12)
    for value in set(seen):
        # nothing below it is beyond its first place, and all of it lies below the next number
        assert shape.below(float(value)) <= np.mean(np.array(seen) <= value)
        assert shape.below(value + 1e-9) >= shape.below(float(value))


MIXED = [
    (
        Mixture((0.7, 0.3), (Normal(0.0, 2.0), Normal(8.0, 9.0))),
        (stats.norm(1.0, 1.0 / Z95), stats.norm(8.5, 0.5 / Z95)),
    ),
    (
        Mixture((0.25, 0.75), (Lognormal(0.3, 1.3), Uniform(1.0, 4.0))),
        (
            stats.lognorm(math.log(1.3 / 0.3) / 2 / Z95, scale=math.sqrt(0.3 * 1.3)),
            stats.uniform(1.0, 3.0),
        ),
    ),
    (
        Mixture((0.5, 0.5), (Beta(2.0, 5.0), Beta(5.0, 2.0, 0.5, 3.0))),
        (stats.beta(2.0, 5.0), stats.beta(5.0, 2.0, 0.5, 2.5)),
    ),
]


@pytest.mark.parametrize(("shape", "parts"), MIXED)
def test_a_mixture_is_the_inverse_of_its_weighted_sum(shape, parts):
    def below(value):
        return sum(w * part.cdf(value) for w, part in zip(shape.weights, parts, strict=True))

    found = shape.quantile(U)
    width = found.max() - found.min()
    for u, value in zip(U[6:-6:37], found[6:-6:37], strict=True):
        exact = optimize.brentq(lambda at, u=u: below(at) - u, found.min() - 1, found.max() + 1)
        # between two parts far apart hardly anything lies, so that probability decides, not place
        assert value == pytest.approx(exact, abs=1e-5 * width) or below(value) == pytest.approx(
            u, abs=1e-7
        )
    for value in found[::101]:
        assert shape.below(value) == pytest.approx(below(value), abs=1e-12)
    assert (np.diff(found[6:-6]) >= 0).all()
    # the tails too
    for u in (1e-6, 1 - 1e-6):
        assert below(shape.quantile(np.array([u]))[0]) == pytest.approx(u, rel=1e-4)


def test_a_mixture_of_one_is_that_one():
    one = Mixture((1.0,), (Normal(-1.0, 3.0),))
    np.testing.assert_allclose(one.quantile(U), Normal(-1.0, 3.0).quantile(U), atol=1e-5)


def test_a_part_that_is_one_value_keeps_its_whole_probability():
    shape = Mixture((0.4, 0.6), (Constant(0.0), Uniform(-1.0, 1.0)))
    u = (np.arange(100_000) + 0.5) / 100_000
    found = shape.quantile(u)
    assert np.mean(np.abs(found) < 1e-12) == pytest.approx(0.4, abs=1e-4)
    assert np.mean(found < -0.5) == pytest.approx(0.15, abs=1e-4)


def test_a_mixture_can_be_truncated():
    shape = Truncated(MIXED[0][0], 0.0, 8.5)
    found = shape.quantile(U)
    assert found.min() >= 0 and found.max() <= 8.5
    # the truncated median halves what lies between the bounds
    inner = MIXED[0][0]
    middle = (inner.below(0.0) + inner.below(8.5)) / 2
    assert inner.below(shape.quantile(np.array([0.5]))[0]) == pytest.approx(middle, abs=1e-6)


@pytest.mark.parametrize(
    "shape",
    [
        Quantiles((0.1, 0.5, 0.8), (1.0, 2.0, 3.0)),
        Discrete((1.0, 2.0), (0.5, 0.5)),
        Empirical((1.0, 2.0, 9.0)),
        MIXED[0][0],
    ],
)
def test_a_value_at_a_score_is_that_at_the_probability_below_it(shape):
    z = standard_normal(U)
    np.testing.assert_allclose(at_score(shape, z), shape.quantile(U), rtol=1e-8, atol=1e-9)


def read(table):
    return shape_from(table, "givens.toml: s.shape")


@pytest.mark.parametrize(
    ("table", "shape"),
    [
        ({"percentiles": {"p10": 1, "p90": 5}}, Quantiles((0.1, 0.9), (1.0, 5.0))),
        (
            {"percentiles": {"p2.5": 0, "p50": 2, "p75": 3}},
            Quantiles((0.025, 0.5, 0.75), (0.0, 2.0, 3.0)),
        ),
        ({"percentiles": {"p5": 1, "p95": 5}}, Quantiles((0.05, 0.95), (1.0, 5.0))),
        (
            {"discrete": {"values": [5, 1], "probabilities": [0.25, 0.75]}},
            Discrete((1.0, 5.0), (0.75, 0.25)),
        ),
        ({"empirical": {"values": [3, 1, 2]}}, Empirical((1.0, 2.0, 3.0))),
        (
            {"empirical": {"values": [3, 1, 2]}, "truncate": [1.5, 9]},
            Truncated(Empirical((1.0, 2.0, 3.0)), 1.5, 9.0),
        ),
        (
            {
                "mixture": [
                    {"weight": 0.5, "normal": {"p05": 1, "p95": 3}, "truncate": [0, 9]},
                    {"weight": 0.5, "constant": 0},
                ]
            },
            Mixture((0.5, 0.5), (Truncated(Normal(1, 3), 0.0, 9.0), Constant(0.0))),
        ),
        (
            {"by_year": {"2025": {"uniform": {"low": 0, "high": 1}}, "2024": {"constant": 1}}},
            PathOf((2024, 2025), (Constant(1.0), Uniform(0, 1))),
        ),
    ],
)
def test_shapes_are_read_as_a_file_writes_them(table, shape):
    assert read(table) == shape


@pytest.mark.parametrize("form", ["normal", "lognormal"])
def test_any_two_percentiles_make_a_normal_or_a_lognormal_distribution(form):
    oracle = {"normal": stats.norm(5.0, 1.0), "lognormal": stats.lognorm(0.4, scale=3.0)}[form]
    low, high = oracle.ppf([0.1, 0.75])
    shape = read({form: {"p10": low, "p75": high}})
    np.testing.assert_allclose(shape.quantile(U), oracle.ppf(U), rtol=1e-9)


def test_a_series_whose_uncertainty_grows_with_every_year():
    table = {"series": {"2023": 2.0, "2024": math.nan, "2025": 3.0, "2027": 4.0}}
    shape = read({**table, "relative": 0.01, "widening": 0.05, "since": 2024})
    assert shape.years == (2023, 2025, 2027)
    ends = shape.quantile(np.array([0.05, 0.5, 0.95]))
    for row, value, width in zip(ends, (2.0, 3.0, 4.0), (0.01, 0.06, 0.16), strict=True):
        np.testing.assert_allclose(row, [value / (1 + width), value, value * (1 + width)])
    # exact up to the year from which it widens
    exact = read({**table, "widening": 0.05, "since": 2025})
    assert exact.shapes[:2] == (Constant(2.0), Constant(3.0))


def test_such_a_series_runs_and_is_missing_where_it_has_no_year():
    model = Model(2023, 2027)

    @model.quantity("t/year", known="published")
    def use(fallback):
        return fallback

    series = {"series": {"2023": 2.0, "2025": 3.0, "2026": 3.0, "2027": 4.0}, "widening": 0.1}
    givens = [
        given("published", "t/year", read(series)),
        given("fallback", "t/year", Constant(9.0)),
    ]
    done = run(model, givens, outputs=("use",), samples=4096)
    assert (done.at("use", 2024) == 9.0).all()
    widths = [float(np.log(done.at("use", year)).std()) for year in (2025, 2026, 2027)]
    assert widths == pytest.approx([math.log(1 + w) / Z95 for w in (0.2, 0.3, 0.4)], rel=1e-2)
    # high in one year is high in every year
    assert np.corrcoef(done.at("use", 2026), done.at("use", 2027))[0, 1] > 0.99


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ({"percentiles": {"p50": 1}}, "1 values"),
        ({"percentiles": {"p00": 1, "p50": 2}}, "percentages above 0 and below 100"),
        ({"percentiles": {"p10": 2, "p90": 1}}, "the lower percentile the smaller one"),
        ({"percentiles": {"p05": 1, "p5": 2}}, "each once"),
        ({"normal": {"p05": 1, "p50": 2, "p95": 3}}, "two percentiles"),
        ({"lognormal": {"p10": 0, "p90": 3}}, "never zero or negative"),
        ({"discrete": {"values": [1, 2], "probabilities": [0.5, 0.4]}}, "0.9 in all"),
        ({"discrete": {"values": [1, 2], "probabilities": [1.0]}}, "1 probabilities for 2 values"),
        ({"discrete": {"values": [1, 2], "probabilities": [1.5, -0.5]}}, "each above 0"),
        ({"discrete": {"values": [1, 1], "probabilities": [0.5, 0.5]}}, "each once"),
        ({"discrete": {"values": [1, 2]}}, "a list of numbers"),
        ({"discrete": {"values": [1, 2], "chances": [1, 2]}}, "probabilities"),
        (
            {"discrete": {"values": [1], "probabilities": [1]}, "truncate": [0, 1]},
            "beside discrete",
        ),
        ({"empirical": {"values": [1]}}, "two or more that differ"),
        ({"empirical": {"values": [1, 1]}}, "two or more that differ"),
        ({"empirical": {"values": [1, math.inf]}}, "finite numbers"),
        ({"empirical": [1, 2]}, "a table"),
        ({"mixture": []}, "a list of distributions with weights"),
        ({"mixture": [{"constant": 1}]}, "no weight"),
        ({"mixture": [{"weight": 0.5, "constant": 1}]}, "0.5 in all"),
        ({"mixture": [{"weight": 1, "series": {"2024": 1.0}}]}, "a distribution of one number"),
        ({"mixture": [{"weight": 1, "norml": {"p05": 1, "p95": 2}}]}, "normal"),
        ({"by_year": {}}, "a table of years"),
        ({"by_year": {"soon": {"constant": 1}}}, "a calendar year"),
        ({"by_year": {"2024": {"series": {"2024": 1.0}}}}, "a distribution of one number"),
        ({"series": {"2024": 1.0}, "widening": 0}, "above 0"),
        ({"series": {"2024": 1.0}, "since": 2024}, "since without widening"),
        ({"series": {"2024": 1.0}, "widening": 0.1, "since": "soon"}, "a calendar year"),
        ({"series": {"2024": 1.0, "2025": -1.0}, "widening": 0.1}, "by_year"),
    ],
)
def test_impossible_shapes_are_refused_where_they_stand(table, text):
    with pytest.raises(GivenError, match=re.escape(text)) as caught:
        read(table)
    assert caught.value.where.startswith("givens.toml: s.shape")
    assert len(str(caught.value).splitlines()) in (3, 4)
