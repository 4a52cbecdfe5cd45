"""Givens that move together do so by as much as was said, and each keeps its own distribution."""

import math

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from scipy import special, stats

from assay.analysis.requirement import break_even
from assay.errors import GivenError, StoryError, UnknownNode
from assay.model.correlation import Correlation
from assay.model.model import Model
from assay.model.normal import Z95, probabilities_below
from assay.model.run import Fix, run
from assay.model.shapes import Beta, Constant, Lognormal, Normal, Path, Truncated, Uniform
from tests.model.r1_model import given

NAMES = ("a", "b", "c", "d")
GIVENS = (
    given("a", "1", Normal(-1.0, 2.0)),
    given("b", "1", Lognormal(0.3, 1.3)),
    given("c", "1", Uniform(0.0, 4.0)),
    given("d", "1", Truncated(Normal(0.0, 1.0), 0.1, 0.8)),
    given("e", "1", Beta(2.0, 5.0)),
)
MATRIX = (
    (1.0, 0.7, -0.4, 0.0),
    (0.7, 1.0, -0.2, 0.3),
    (-0.4, -0.2, 1.0, -0.5),
    (0.0, 0.3, -0.5, 1.0),
)
TIED = Correlation("tied", NAMES, MATRIX)

SUM = Model(2020, 2021)


@SUM.quantity("1")
def total(a, b, c, d, e):
    return a + b + c + d + e


def outcome(*asked, correlations=(TIED,), givens=GIVENS, **options):
    options = {"samples": 2**14, "seed": 4} | options
    return run(SUM, givens, outputs=asked, correlations=correlations, **options)


@pytest.mark.parametrize(
    ("method", "samples", "error"), [("sobol", 2**14, 0.01), ("plain", 2**16, 0.012)]
)
def test_ranks_move_together_as_the_matrix_says(method, samples, error):
    """Three standard errors of a plain sample are 3 / sqrt(2^16) = 0.012."""
    done = outcome(*NAMES, method=method, samples=samples)
    told = stats.spearmanr(np.stack([done.values(name) for name in NAMES], axis=1)).statistic
    for i, row in enumerate(MATRIX):
        for j, rho in enumerate(row):
            assert told[i, j] == pytest.approx(6 / math.pi * math.asin(rho / 2), abs=error)


@pytest.mark.parametrize(("method", "error"), [("sobol", 0.006), ("plain", 0.02)])
def test_no_distribution_moves(method, error):
    """The quantiles asked for are those of the shapes; errors in probability."""
    done = outcome(*NAMES, method=method)
    chances = np.array([0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99])
    for one in GIVENS[:4]:
        found = np.quantile(done.values(one.name), chances)
        assert [one.shape.below(value) for value in found] == pytest.approx(chances, abs=error)


@pytest.mark.parametrize("method", ["sobol", "plain"])
def test_an_identity_is_todays_numbers_bit_for_bit(method):
    """Rows of a matrix that touch no other row likewise."""
    identity = tuple(tuple(float(i == j) for j in range(4)) for i in range(4))
    before = outcome("total", *NAMES, "e", correlations=(), method=method)
    after = outcome("total", *NAMES, "e", method=method, correlations=(
        Correlation("none", NAMES, identity),))  # fmt: skip
    for name in before.outputs:
        np.testing.assert_array_equal(before.values(name), after.values(name))
    tied = outcome(*NAMES, "e", method=method)
    for name in ("a", "e"):  # the first of a matrix keeps its own draw, as one outside it does
        np.testing.assert_array_equal(before.values(name), tied.values(name))


@pytest.mark.parametrize("method", ["sobol", "plain"])
def test_threads_and_blocks_move_no_bit(method):
    one, *others = (
        outcome("total", samples=40_001, method=method, threads=threads, block=block)
        for threads, block in ((1, 16384), (2, 16384), (3, 8192), (1, 10**6))
    )
    for other in others:
        np.testing.assert_array_equal(one.values("total"), other.values("total"))


def test_what_is_not_asked_for_moves_nothing():
    whole = outcome("total", *NAMES)
    for name in NAMES:
        np.testing.assert_array_equal(outcome(name).values(name), whole.values(name))


@pytest.mark.parametrize(
    ("names", "matrix", "found"),
    [
        (("a", "b"), (("x", 1), (1, 1)), "'x'"),
        (("a", "b"), ("10", "01"), "'10', '01'"),
        (("a", "b"), None, "None"),
        (("a", "b"), ((1, None), (None, 1)), "None"),
        ("ab", ((1, 0), (0, 1)), "'ab'"),
        (("a", 2), ((1, 0), (0, 1)), "2"),
    ],
)
def test_what_is_no_matrix_of_numbers_or_no_list_of_names_is_refused(names, matrix, found):
    with pytest.raises(GivenError, match=f"found .*{found}"):
        Correlation("pair", names, matrix)


def test_a_given_added_to_the_story_moves_no_other():
    before = outcome("total", *NAMES)
    after = outcome("total", *NAMES, "f", givens=(*GIVENS, given("f", "1", Uniform(0, 1))))
    for name in before.outputs:
        np.testing.assert_array_equal(before.values(name), after.values(name))


def test_one_held_at_a_value_moves_none_that_is_tied_to_it():
    """To hold is to intervene, not to observe."""
    before = outcome(*NAMES)
    after = outcome(*NAMES, do={"a": Fix(7.0, "1")})
    assert (after.values("a") == 7).all()
    for name in NAMES[1:]:
        np.testing.assert_array_equal(before.values(name), after.values(name))


def test_one_known_exactly_moves_none_that_is_tied_to_it():
    known = (given("a", "1", Constant(3.0)), *GIVENS[1:])
    before, after = outcome(*NAMES), outcome(*NAMES, givens=known)
    assert (after.values("a") == 3).all()
    for name in NAMES[1:]:
        np.testing.assert_array_equal(before.values(name), after.values(name))


def test_samples_picked_out_are_the_ones_they_would_be_among_all():
    places = np.array([0, 5, 77, 4000])
    whole, some = outcome("total", method="plain"), outcome("total", method="plain", only=places)
    np.testing.assert_allclose(some.values("total"), whole.values("total")[places], rtol=1e-12)


def test_two_that_are_one_rise_and_fall_together():
    one = Correlation("same", ("a", "b"), ((1.0, 1.0), (1.0, 1.0)))
    opposed = Correlation("opposed", ("a", "b"), ((1.0, -1.0), (-1.0, 1.0)))
    for correlation, sign in ((one, 1), (opposed, -1)):
        done = outcome("a", "b", correlations=(correlation,))
        ranks = stats.spearmanr(done.values("a"), done.values("b")).statistic
        assert ranks == pytest.approx(sign, abs=1e-6)


def test_a_printed_matrix_may_be_indefinite_by_its_rounding_and_no_more():
    """Three that all move alike, printed to two decimals; then one that contradicts itself."""
    rounded = Correlation("rounded", ("a", "b", "c"), (
        (1.0, 0.99, 0.98), (0.99, 1.0, 1.0), (0.98, 1.0, 1.0)))  # fmt: skip
    done = outcome("a", "b", "c", correlations=(rounded,))
    found = stats.spearmanr(done.values("b"), done.values("c")).statistic
    assert found == pytest.approx(1.0, abs=0.03)
    with pytest.raises(GivenError) as caught:
        Correlation("torn", ("a", "b", "c"), (
            (1.0, 0.9, -0.9), (0.9, 1.0, 0.9), (-0.9, 0.9, 1.0)))  # fmt: skip
    assert "smallest eigenvalue of -0.8" in caught.value.found
    assert caught.value.where == "correlation.torn.matrix"


def test_a_matrix_that_is_none_is_told_pair_by_pair_and_all_at_once():
    with pytest.raises(GivenError) as caught:
        Correlation("bad", ("a", "b", "c"), ((1.0, 0.5, 2.0), (0.4, 0.9, 0.0), (2.0, 0.0, 1.0)))
    told = str(caught.value)
    assert "0.5 one way and 0.4 the other for a and b" in told
    assert "2 for a and c" in told
    assert "0.9 for b with itself" in told
    with pytest.raises(GivenError) as caught:
        Correlation("short", ("a", "b"), ((1.0, 0.5),))
    assert "a row and a column for each of the 2 givens" in caught.value.expected
    with pytest.raises(GivenError):
        Correlation("unknown", ("a", "b"), ((1.0, math.nan), (math.nan, 1.0)))


def test_a_stranger_and_a_given_claimed_twice_are_told_together():
    half = ((1.0, 0.5), (0.5, 1.0))
    pairs = (Correlation("first", ("a", "bb"), half), Correlation("second", ("c", "a"), half))
    with pytest.raises(StoryError) as caught:
        outcome("total", correlations=pairs)
    assert "'a', which is in correlation.first too" in str(caught.value)
    assert "bb" in str(caught.value)
    with pytest.raises(UnknownNode) as alone:
        outcome("total", correlations=pairs[:1])
    assert "b" in alone.value.remedy


@drawn(st.lists(st.floats(-40, 40), min_size=1, max_size=20))
def test_probabilities_are_scipys_and_never_quite_0_or_1(z):
    found = probabilities_below(np.array(z))
    np.testing.assert_allclose(found, np.clip(special.ndtr(z), 2.0**-53, 1 - 2.0**-53), rtol=1e-12)
    assert ((found > 0) & (found < 1)).all()


def test_partners_come_along_when_one_is_moved_alone():
    """Two of standard deviation 1 and correlation 0.5: at z the sum is 1.5 z, so 3 needs z = 2.
    The third is not tied to them and reaches it at 3; by its factor of 1.1 the series at 1.86."""
    both = Model(2020, 2021)

    @both.quantity("1")
    def outcome_of(x, y, w, path):
        return x + y + w + 10 * np.log(path)

    flat = Path((2020, 2021), (1.0, 1.0), 0.1)
    normals = [given(name, "1", Normal(-Z95, Z95)) for name in "xyw"]
    tied = (Correlation("xy", ("x", "y"), ((1.0, 0.5), (0.5, 1.0))),)
    with_path = (Correlation("xp", ("x", "path"), ((1.0, 0.5), (0.5, 1.0))),)
    givens = [*normals, given("path", "1", flat)]

    def needed(correlations):
        found = break_even(
            both, givens, lambda r: r.at("outcome_of", 2020), ("outcome_of",), 3.0, correlations
        )
        return {one.name: one.z for one in found}

    assert needed(()) == pytest.approx({"x": 3, "y": 3, "w": 3}, rel=1e-9)
    assert needed(tied) == pytest.approx({"x": 2, "y": 2, "w": 3}, rel=1e-9)
    along = 1 + 0.5 * 10 * math.log(1.1) / Z95
    assert needed(with_path) == pytest.approx({"x": 3 / along, "y": 3, "w": 3}, rel=1e-6)
