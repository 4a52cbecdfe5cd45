"""Shares of variance against exact answers of published functions, and against SALib."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from assay.analysis.limit_state import limit_state
from assay.analysis.node_of_inputs import node_of_inputs
from assay.analysis.saltelli import runs_of as runs_of_sobol
from assay.analysis.saltelli import sobol_shares
from assay.analysis.sensitivity import first_order, ranks, waves
from assay.analysis.shapley import runs_of as runs_of_shapley
from assay.analysis.shapley import shapley_effects
from assay.analysis.tornado import swings
from assay.errors import ArgumentError
from assay.model.correlation import Correlation
from assay.model.model import Model
from assay.model.normal import Z95
from assay.model.shapes import Normal
from assay.model.watch import Watch
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


def test_inputs_taken_together_have_one_first_order_and_one_total_share():
    """Ishigami's first and third input meet nothing but each other: alone they explain the rest."""
    found = sobol_shares(ishigami, ("a", "b", "c"), 1, 2**14, groups=[(0, 2), (1,)])
    exact = (ISHIGAMI_TOTAL[0], ISHIGAMI_FIRST[1])
    np.testing.assert_allclose(found.first[0], exact, atol=0.015)
    np.testing.assert_allclose(found.total[0], exact, atol=0.015)
    assert (np.abs(found.first[0] - exact) <= 4 * found.first_error[0]).all()
    assert found.runs == runs_of_sobol(2, 2**14) == 4 * 2**14


def test_first_order_and_total_shares_of_a_constant_are_nothing_and_of_every_output_its_own():
    def run(u):
        return np.stack([u[0] + 0.1 * u[1], np.full(u.shape[1], 19.3), u[0] * 0.1 + u[1]])

    found = sobol_shares(run, ("a", "b"), seed=1)
    exact = np.array([[1, 0.01], [0, 0], [0.01, 1]]) / 1.01
    np.testing.assert_allclose(found.first, exact, atol=0.005)
    np.testing.assert_allclose(found.total, exact, atol=0.005)
    assert (found.first[1] == 0).all() and (found.total[1] == 0).all()


def test_shapley_effects_of_several_outputs_are_those_of_each_alone():
    weights, related = (
        np.array([[1.0, 2.0], [3.0, 0.0], [0.0, 0.0]]),
        np.array([[1, 0.5], [0.5, 1]]),
    )
    found = shapley_effects(lambda z: weights @ z + 7, related, 1)
    for row in (0, 1):
        alone = shapley_effects(lambda z, row=row: weights[row] @ z, related, 1)
        np.testing.assert_allclose(found.effect[row], alone.effect, atol=1e-9)
        np.testing.assert_allclose(found.error[row], alone.error, atol=1e-9)
    assert (found.effect[2] == 0).all() and (found.error[2] == 0).all()


@pytest.mark.parametrize(("inputs", "sets"), [(1, 2), (3, 8), (5, 32)])
def test_the_number_of_runs_is_known_before(inputs, sets):
    seen = []

    def run(points):
        seen.append(points.shape[1])
        return points.sum(axis=0)

    found = shapley_effects(run, np.eye(inputs), 1, samples=64)
    assert sum(seen) == found.runs == runs_of_shapley(inputs, 1, 64) <= 64 * sets
    seen.clear()
    names = tuple("abcde"[:inputs])
    assert sobol_shares(run, names, 1, 64).runs == sum(seen) == runs_of_sobol(inputs, 64)


def test_shapley_effects_of_a_long_tail_are_as_sure_as_they_say():
    """Of exp(a.z) the variance that a set explains is exp(var of E[a.z | set]) - 1, times what all
    sets share; averaged over all orders by hand."""
    weights, r = np.array([0.5, 0.4, 0.3]), 0.7
    related = np.array([[1, r, 0], [r, 1, 0], [0, 0, 1.0]])

    def explained(known):
        known = list(known)
        taken = related[:, known] @ np.linalg.inv(related[np.ix_(known, known)])
        told = weights @ taken
        return np.exp(told @ related[np.ix_(known, known)] @ told) - 1 if known else 0.0

    exact = np.zeros(3)
    for order in permutations(range(3)):
        for place, one in enumerate(order):
            exact[one] += (explained(order[: place + 1]) - explained(order[:place])) / 6
    exact /= explained((0, 1, 2))
    found = [shapley_effects(lambda z: np.exp(weights @ z), related, seed) for seed in range(8)]
    gaps = np.array([one.effect - exact for one in found])
    errors = np.array([one.error for one in found])
    assert (np.abs(gaps) <= 4 * errors).all() and (errors < 0.03).all()
    # no error bar is far too wide or too narrow
    assert (np.sqrt((gaps**2).mean(axis=0)) > errors.mean(axis=0) / 4).all()


def test_an_input_that_does_nothing_has_no_shapley_effect_at_all():
    found = shapley_effects(lambda z: np.exp(z[0] + z[1]), np.eye(6), 1, samples=2**10)
    assert (found.effect[2:] == 0).all() and (found.error[2:] == 0).all()
    assert (np.abs(found.effect[:2] - 0.5) <= 4 * found.error[:2]).all()


def stopped_after(runs):
    """A watch that asks for an end once so many runs are done."""
    watch = Watch()
    watch.tell = lambda done, _: watch.stop.set() if done >= runs else None
    return watch


def test_a_design_that_is_stopped_has_the_shares_of_what_is_done():
    watch = stopped_after(1)
    found = sobol_shares(ishigami, ("a", "b", "c"), seed=1, samples=2**15, watch=watch)
    assert watch.cut_short() and watch.done == found.runs == runs_of_sobol(3, 2**15) * 3 // 8
    np.testing.assert_allclose(found.total[0], ISHIGAMI_TOTAL, atol=0.02)
    weights = np.arange(1.0, 9.0)
    watch = stopped_after(1)
    effects = shapley_effects(lambda z: weights @ z, np.eye(8), 1, 2**12, watch)
    assert watch.cut_short() and watch.done == effects.runs < runs_of_shapley(8, 1, 2**12)
    exact = weights**2 / (weights**2).sum()
    assert (np.abs(effects.effect - exact) <= 4 * effects.error + 0.02).all()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: sobol_shares(ishigami, (), 1), "no name"),
        (lambda: sobol_shares(ishigami, ("a", "b", "b"), 1), "'b' twice"),
        (lambda: sobol_shares(lambda u: u[:, :5], ("a", "b"), 1), "shape (2, 5)"),
        (lambda: shapley_effects(ishigami, np.eye(0), 1), "0 inputs"),
        (lambda: shapley_effects(lambda z: 1.0, np.eye(3), 1), "shape ()"),
        (lambda: first_order(np.ones((2, 99)), np.ones((1, 98))), "99 samples in inputs, 98"),
        (lambda: first_order(np.ones((2, 99)), np.ones((1, 99)), np.arange(9)), "9 samples in rep"),
        (lambda: first_order(np.ones(99), np.ones((1, 99))), "shape (99,)"),
        (lambda: first_order(np.ones((0, 99)), np.ones((1, 99))), "shape (0, 99)"),
        (lambda: first_order(np.ones((2, 99)), np.full((1, 99), np.nan)), "no finite numbers"),
        (lambda: first_order(np.ones((2, 3)), np.ones((1, 3))), "3 samples"),
    ],
)
def test_what_cannot_be_shared_out_is_refused_with_what_was_found(asked, told):
    with pytest.raises(ArgumentError) as refusal:
        asked()
    assert told in refusal.value.found and refusal.value.remedy


CHAIN = Model(2020, 2022)


@CHAIN.quantity("1")
def weighed(one, other, alone, year):
    return one + 2 * other + (year - 2020) * alone


def chain_of(r, *years):
    names = {"one": "1", "other": "1", "alone": "1/year", "unused": "1"}
    givens = [given(name, unit, Normal(-Z95, Z95)) for name, unit in names.items()]
    pair = Correlation("pair", ("one", "other"), ((1.0, r), (r, 1.0)))
    return node_of_inputs(CHAIN, givens, "weighed", years, (pair,))


def test_a_node_is_a_function_of_the_inputs_behind_it_through_their_distributions():
    node = chain_of(0.6, 2020, 2022)
    assert [one.name for one in node.givens] == ["one", "other", "alone"]
    np.testing.assert_allclose(node.correlation, [[1, 0.6, 0], [0.6, 1, 0], [0, 0, 1]], atol=1e-12)
    z = np.random.default_rng(1).standard_normal((3, 50))
    exact = np.stack([z[0] + 2 * z[1], z[0] + 2 * z[1] + 2 * z[2]])
    np.testing.assert_allclose(node.at_scores(z), exact, atol=1e-9)
    assert node.groups() == ((0, 1), (2,))
    assert node.coordinates((0, 1)) == (0, 1) and node.coordinates((2,)) == (2,)


def test_a_node_of_inputs_that_move_together_is_drawn_as_a_run_draws_it():
    """Of independent coordinates, the second taken with the first: z, r z + sqrt(1 - r^2) y."""
    u = np.random.default_rng(2).random((3, 2**15))
    values = chain_of(0.6, 2020).at_probabilities(u)[0]
    assert values.var() == pytest.approx(1 + 4 + 2 * 2 * 0.6, rel=0.02)
