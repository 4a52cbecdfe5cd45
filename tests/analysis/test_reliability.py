"""What would have to be true: design points and small probabilities of textbook problems."""

import numpy as np
import pytest

from assay.analysis.design_point import search
from assay.analysis.importance import estimate
from assay.analysis.limit_state import LimitState, limit_state
from assay.analysis.reliability import requirement
from assay.analysis.subset import subset_simulation
from assay.model.correlation import Correlation
from assay.model.model import Model
from assay.model.normal import Z95, probability_below
from assay.model.shapes import Constant, Lognormal, Normal, Path
from tests.analysis.problems import PROBLEMS, SERIES, Problem
from tests.model.r1_model import given

SURE = 0.012
"""Relative standard error asked for, so that 5 % is four of them."""

SMOOTH = [one for one in PROBLEMS if one.name in ("a plane", "two modes", "a curved border")]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda one: one.name)
def test_probability_and_design_points_of_a_textbook_problem(problem: Problem):
    found = requirement(problem.state(), 1, sure=SURE)
    assert not found.holds
    assert found.method == "importance"
    assert found.probability == pytest.approx(problem.probability, rel=0.05)
    must_be_ways(found.ways, problem)


def must_be_ways(found, problem):
    """Each printed design point is found, in the order of distance, and no other."""
    assert len(found) == len(problem.ways)
    distances = [one.distance for one in found]
    assert distances == sorted(distances)
    for way in map(np.array, problem.ways):
        nearest = min(float(np.linalg.norm(one.point - way)) for one in found)
        assert nearest <= problem.rel * float(np.linalg.norm(way))


def test_an_event_that_holds_in_the_middle_is_told_by_the_ways_out_of_it():
    found = requirement(SERIES.state(), 1, sure=SURE)
    assert found.holds
    assert 1 - found.probability == pytest.approx(1 - SERIES.probability, rel=0.05)
    must_be_ways(found.ways, SERIES)


def test_the_printed_answers_of_the_two_modes_are_reproduced():
    """Der Kiureghian and Dakessian (1998), table 1: beta 2.906 and 3.094, P 3.02e-3."""
    problem = PROBLEMS[1]
    assert problem.probability == pytest.approx(3.02e-3, rel=0.01)
    found = requirement(problem.state(), 1)
    assert [one.distance for one in found.ways] == pytest.approx([2.906, 3.094], rel=0.001)


BEAM = Model(2020, 2020)


@BEAM.quantity("t")
def excess(load, strength):
    return load - strength


@BEAM.quantity("1")
def logarithm(load, strength):
    return np.log(load / strength)


STRENGTH, LOAD = Lognormal(15.0, 30.0), Lognormal(4.0, 12.0)
GIVENS = [given("strength", "t", STRENGTH), given("load", "t", LOAD)]


def of_logs(shape):
    low, high = np.log([shape.p05, shape.p95])
    return (low + high) / 2, (high - low) / (2 * Z95)


def test_strength_against_load_both_lognormal_is_exact():
    """beta = (m_R - m_S) / sqrt(s_R^2 + s_S^2) of the logarithms, whichever margin is used."""
    (mean_r, sd_r), (mean_s, sd_s) = of_logs(STRENGTH), of_logs(LOAD)
    beta = (mean_r - mean_s) / np.hypot(sd_r, sd_s)
    for target in ("excess", "logarithm"):
        state, space = limit_state(BEAM, GIVENS, (target,), lambda r, t=target: r.at(t, 2020))
        found = requirement(state, 1, sure=SURE)
        (way,) = found.ways
        assert way.distance == pytest.approx(beta, rel=0.002)
        assert found.probability == pytest.approx(probability_below(-beta), rel=0.05)
        scores = space.scores(way.point[:, None])[:, 0]
        strength, load = (space.told(k, float(z)) for k, z in enumerate(scores))
        # where both are equal, each moved as its variance asks
        assert strength == pytest.approx(load, rel=0.002)
        assert scores == pytest.approx(beta * np.array([-sd_r, sd_s]) / np.hypot(sd_r, sd_s), 0.01)


MANY = 4 * 10**6
"""Draws of OpenTURNS's plain simulation: one in a thousand is then told to 2 %."""


def by_openturns(ot, distribution, margin):
    """Its design point in standard normal coordinates, by Abdo and Rackwitz, and its probability:
    by importance sampling around that point where the event is rare, else by plain draws."""

    def at_many(points):
        return margin(np.asarray(points).T)[:, None]

    function = ot.PythonFunction(distribution.getDimension(), 1, func_sample=at_many)
    vector = ot.CompositeRandomVector(function, ot.RandomVector(distribution))
    event = ot.ThresholdEvent(vector, ot.GreaterOrEqual(), 0.0)
    marginals = [distribution.getMarginal(k) for k in range(distribution.getDimension())]
    # not the very middle, where the slope of one of them is zero
    middle = [one.computeQuantile(0.52)[0] for one in marginals]
    search = ot.FORM(ot.AbdoRackwitz(), event, middle)
    search.run()
    found = search.getResult()
    if found.getEventProbability() < 1e-4:
        drawn = ot.PostAnalyticalImportanceSampling(found)
        drawn.setMaximumOuterSampling(100)
    else:
        drawn = ot.ProbabilitySimulationAlgorithm(event, ot.MonteCarloExperiment())
        drawn.setMaximumOuterSampling(MANY // 10**5)
    drawn.setBlockSize(10**5)
    drawn.setMaximumCoefficientOfVariation(0.01)
    drawn.run()
    point = np.array(found.getStandardSpaceDesignPoint())
    return point, drawn.getResult().getProbabilityEstimate()


@pytest.mark.parametrize("problem", SMOOTH, ids=lambda one: one.name)
def test_openturns_finds_the_same_design_point_and_probability(problem: Problem):
    """Its search knows smooth events with one margin only; of two modes it tells the nearest."""
    ot = pytest.importorskip("openturns")
    ot.RandomGenerator.SetSeed(1)
    theirs, probability = by_openturns(ot, ot.Normal(problem.size), lambda u: problem.margins(u)[0])
    ours = requirement(problem.state(), 1, sure=SURE)
    way = ours.ways[0]
    assert way.distance == pytest.approx(float(np.linalg.norm(theirs)), rel=0.001)
    np.testing.assert_allclose(way.point, theirs, atol=0.01 * way.distance)
    assert ours.probability == pytest.approx(probability, rel=0.05)


@pytest.mark.parametrize("output", ["excess", "logarithm"])
def test_openturns_says_the_same_of_givens_with_their_own_distributions(output):
    ot = pytest.importorskip("openturns")
    ot.RandomGenerator.SetSeed(2)
    marginals = [ot.LogNormal(*of_logs(shape), 0.0) for shape in (STRENGTH, LOAD)]
    margin = {
        "excess": lambda x: x[1] - x[0],
        "logarithm": lambda x: np.log(x[1] / x[0]),
    }[output]
    theirs, probability = by_openturns(ot, ot.JointDistribution(marginals), margin)
    state, space = limit_state(BEAM, GIVENS, (output,), lambda done: done.values(output))
    ours = requirement(state, 1, sure=SURE)
    names = [one.name for one in space.givens]
    point = [ours.ways[0].point[names.index(name)] for name in ("strength", "load")]
    np.testing.assert_allclose(point, theirs, atol=0.01 * ours.ways[0].distance)
    assert ours.probability == pytest.approx(probability, rel=0.05)


def test_correlated_givens_are_moved_as_they_move_together():
    """The sum of two normals of sd s with correlation r: sd s sqrt(2 + 2 r), both moved alike."""
    plain = [given("strength", "t", Normal(-Z95, Z95)), given("load", "t", Normal(-Z95, Z95))]
    pair = Correlation("pair", ("strength", "load"), ((1.0, -0.6), (-0.6, 1.0)))
    state, space = limit_state(
        BEAM, plain, ("excess",), lambda r: r.at("excess", 2020) - 7.0, (pair,)
    )
    found = requirement(state, 1, sure=SURE)
    beta = 7.0 / np.sqrt(2 + 2 * 0.6)
    assert found.ways[0].distance == pytest.approx(beta, rel=0.001)
    assert found.probability == pytest.approx(probability_below(-beta), rel=0.05)
    assert space.scores(found.ways[0].point[:, None])[:, 0] == pytest.approx([-3.5, 3.5], rel=0.01)


def test_constants_are_no_coordinates_and_a_series_is_told_by_its_last_known_year():
    shapes = [
        given("strength", "t", Path((2019, 2020), (8.0, 10.0), 0.5)),
        given("load", "t", Constant(5.0)),
    ]
    state, space = limit_state(BEAM, shapes, ("excess",), lambda r: r.at("excess", 2020))
    assert state.names == ("strength",)
    found = requirement(state, 1)
    score = float(space.scores(found.ways[0].point[:, None])[0, 0])
    assert space.told(0, score) == pytest.approx(5.0, rel=1e-4)
    assert score == pytest.approx(-np.log(2) / (np.log(1.5) / Z95), rel=1e-3)


@pytest.mark.parametrize("beta", [2.0, 4.75])
def test_subset_simulation_agrees_with_the_exact_probability(beta):
    """At one in a million, where 2^14 samples see nothing; in ten dimensions, without slopes."""
    normal = np.ones(10) / np.sqrt(10)
    state = LimitState(tuple("abcdefghij"), lambda u: (normal @ u - beta)[None])
    found = subset_simulation(state, 3)
    assert abs(found.probability - probability_below(-beta)) <= 3 * found.error
    assert found.error <= 0.6 * found.probability
    assert (state.least(found.inside) >= 0).all()


def test_what_slopes_do_not_show_is_found_by_subset_simulation():
    """A margin in stairs has no slopes at all, and still a probability."""
    state = LimitState(("a", "b"), lambda u: np.floor(4 * (u[0] + u[1] - 5))[None])
    found = requirement(state, 2)
    exact = probability_below(-5 / np.sqrt(2))
    assert found.method in ("importance", "subset")
    assert abs(found.probability - exact) <= 4 * found.error
    assert 0 < found.error < 0.5 * exact


def test_what_cannot_be_is_told_as_not_found():
    found = requirement(LimitState(("a",), lambda u: np.full((1, u.shape[1]), -1.0)), 1)
    assert (found.ways, found.probability, found.method) == ((), 0.0, "none")


def test_the_same_seed_gives_the_same_bits_and_another_seed_others():
    state = PROBLEMS[1].state()
    one, two, other = (requirement(state, seed) for seed in (1, 1, 2))
    assert (one.probability, one.error) == (two.probability, two.error)
    assert all((a.point == b.point).all() for a, b in zip(one.ways, two.ways, strict=True))
    assert other.probability != one.probability


def test_draws_around_the_wrong_point_say_that_they_are_not_sure():
    state = LimitState(("a",), lambda u: (u[0] - 6)[None])
    assert not estimate(state, [np.array([-3.0])], 1).is_sure


def test_a_search_that_starts_beyond_the_border_ends_on_it():
    state = LimitState(("a", "b"), lambda u: (u[0] + 2 * u[1] - 5)[None])
    (way,) = search(state, np.array([[6.0], [-1.0]]))
    assert way.point == pytest.approx([1.0, 2.0], rel=1e-3)
    assert way.active == (0,)
