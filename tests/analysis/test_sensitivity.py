"""Shares of variance against exact answers of published functions, and against SALib."""

import numpy as np
import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from assay.analysis.limit_state import limit_state
from assay.analysis.saltelli import sobol_shares
from assay.analysis.sensitivity import first_order, ranks, waves
from assay.analysis.shapley import shapley_effects
from assay.analysis.tornado import swings
from assay.model.correlation import Correlation
from assay.model.model import Model
from assay.model.normal import Z95
from assay.model.shapes import Normal
from tests.model.r1_model import given

# Ishigami and Homma (1990) with a = 7, b = 0.1; exact shares after Sobol and Levitan (1999).
ISHIGAMI_FIRST = (0.3139, 0.4424, 0.0)
ISHIGAMI_TOTAL = (0.5576, 0.4424, 0.2437)


def ishigami(u):
    x = np.pi * (2 * u - 1)
    return (np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0]))[None]


# Sobol's g-function with the coefficients of Saltelli et al. (2010).
COEFFICIENTS = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
PARTIAL = 1 / (3 * (1 + COEFFICIENTS) ** 2)
WHOLE = np.prod(1 + PARTIAL) - 1


def sobol_g(u):
    terms = (np.abs(4 * u - 2) + COEFFICIENTS[:, None]) / (1 + COEFFICIENTS[:, None])
    return np.prod(terms, axis=0)[None]


def test_first_order_shares_of_ishigami_from_samples_in_hand():
    u = np.random.default_rng(1).random((3, 2**16))
    found = first_order(u, ishigami(u))
    np.testing.assert_allclose(found.share[0], ISHIGAMI_FIRST, atol=0.01)
    assert (np.abs(found.share[0] - ISHIGAMI_FIRST) <= 4 * found.error[0] + 0.001).all()
    assert (found.error < 0.008).all()


def test_first_order_shares_of_sobol_g_from_samples_in_hand():
    u = np.random.default_rng(2).random((8, 2**16))
    np.testing.assert_allclose(first_order(u, sobol_g(u)).share[0], PARTIAL / WHOLE, atol=0.01)


def test_designed_runs_give_first_and_total_shares_of_ishigami():
    found = sobol_shares(ishigami, ("a", "b", "c"), seed=1, samples=2**15)
    np.testing.assert_allclose(found.first[0], ISHIGAMI_FIRST, atol=0.01)
    np.testing.assert_allclose(found.total[0], ISHIGAMI_TOTAL, atol=0.01)
    assert (found.total_error < 0.005).all()


def test_designed_runs_give_total_shares_of_sobol_g():
    found = sobol_shares(sobol_g, tuple("abcdefgh"), seed=1, samples=2**14)
    exact = PARTIAL * np.prod(1 + PARTIAL) / (1 + PARTIAL) / WHOLE
    np.testing.assert_allclose(found.total[0], exact, atol=0.01)


def test_salib_says_the_same_of_its_own_design():
    """The same function, SALib's sampler and analysis; both within its confidence and ours."""
    pytest.importorskip("SALib")
    from SALib.analyze import sobol as analyze
    from SALib.sample import sobol as sample

    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    points = sample.sample(problem, 2**12, calc_second_order=False, seed=3)
    theirs = analyze.analyze(problem, ishigami(points.T)[0], calc_second_order=False, seed=3)
    ours = sobol_shares(ishigami, ("a", "b", "c"), seed=1, samples=2**13)
    np.testing.assert_allclose(ours.total[0], theirs["ST"], atol=0.03)
    u = np.random.default_rng(4).random((3, 2**16))
    np.testing.assert_allclose(first_order(u, ishigami(u)).share[0], theirs["S1"], atol=0.03)


def test_every_output_and_year_has_its_own_shares_and_a_constant_has_none():
    u = np.random.default_rng(5).random((2, 2**13))
    growing = np.stack([u[0] + year * u[1] for year in range(3)] + [np.ones(2**13)])
    found = first_order(u, growing).share
    assert found[0] == pytest.approx([1, 0], abs=0.03)
    assert found[1] == pytest.approx([0.5, 0.5], abs=0.03)
    assert found[2] == pytest.approx([0.2, 0.8], abs=0.03)
    assert (found[3] == 0).all()


@settings(max_examples=20, deadline=None)
@each(st.integers(0, 2**32), st.floats(-3, 3), st.floats(0.1, 10))
def test_shares_do_not_change_with_the_unit_or_the_scale_an_input_is_told_in(seed, shift, factor):
    u = np.random.default_rng(seed).random((3, 2**10))
    plain = first_order(u, ishigami(u)).share
    retold = first_order(np.exp(u * factor), factor * ishigami(u) + shift).share
    np.testing.assert_allclose(retold, plain, atol=1e-9)


def test_waves_are_orthonormal_over_ranks():
    at = ranks(np.random.default_rng(1).random((1, 2**13)))
    rows = waves(at[0])
    np.testing.assert_allclose(rows @ rows.T / 2**13, np.eye(len(rows)), atol=1e-9)


def test_shapley_effects_of_correlated_normals_are_exact():
    """Linear model of two: Iooss and Prieur (2019), International Journal for Uncertainty
    Quantification 9, 493-514, section 3.2."""
    rho, sd = 0.7, np.array([1.0, 2.0])
    found = shapley_effects(lambda z: sd @ z, np.array([[1, rho], [rho, 1]]), 1, samples=2**16)
    both = sd[0] ** 2 + sd[1] ** 2 + 2 * rho * sd[0] * sd[1]
    crossed = rho * sd[0] * sd[1] + rho**2 * (sd[1] ** 2 - sd[0] ** 2) / 2
    exact = (sd**2 + np.array([crossed, rho * sd[0] * sd[1] * 2 - crossed])) / both
    assert exact.sum() == pytest.approx(1)
    np.testing.assert_allclose(found.effect, exact, atol=0.01)
    assert (np.abs(found.effect - exact) <= 4 * found.error).all()


def test_shapley_effects_add_up_to_one_and_a_copy_takes_half():
    """Of two inputs that are one, each gets half, though either alone tells everything."""
    same = np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    found = shapley_effects(lambda z: z[0] + z[2], same, 1, samples=2**14)
    assert found.effect.sum() == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(found.effect, [0.25, 0.25, 0.5], atol=0.03)


def test_shapley_effects_of_many_inputs_come_from_some_orders():
    weights = np.array([3.0, 2, 1, 1, 1, 0])
    found = shapley_effects(lambda z: weights @ z, np.eye(6), 1, samples=2**13)
    assert found.effect.sum() == pytest.approx(1, abs=1e-5)
    exact = weights**2 / (weights**2).sum()
    assert (np.abs(found.effect - exact) <= 4 * found.error + 0.01).all()


PAIR = Model(2020, 2020)


@PAIR.quantity("1")
def gap(one, other):
    return 2 * one - other


def test_a_tornado_moves_each_given_between_its_ends_and_its_partners_with_it():
    """Scores of sd 1: 2 z - r z for the first, 2 r z - z for the second, at z = 1.645."""
    givens = [given("one", "1", Normal(-Z95, Z95)), given("other", "1", Normal(-Z95, Z95))]
    for r in (0.0, 0.5):
        pair = Correlation("pair", ("one", "other"), ((1.0, r), (r, 1.0)))
        state, space = limit_state(PAIR, givens, ("gap",), lambda run: run.at("gap", 2020), (pair,))
        low, high, middle = swings(state, space)
        assert middle == pytest.approx([0])
        assert high[0] == pytest.approx([Z95 * (2 - r), Z95 * (2 * r - 1)])
        assert low == pytest.approx(-high)
