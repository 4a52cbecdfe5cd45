"""Millions of samples in few numbers: the same as keeping them all, to within a bin."""

import pickle

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from assay.errors import StoryError
from assay.model import condensed
from assay.model.condensed import BINS, Counting, condense, histogram_for
from assay.model.model import Model
from assay.model.run import run
from assay.model.shapes import Constant, Normal, Uniform
from assay.model.summary import BAND, quantiles
from tests.model.r1_model import OUTPUTS, given, givens, model

SAMPLES = 60_000


@pytest.fixture
def counted(monkeypatch):
    """Histograms from 2^15 samples on, so that a test need not draw a million."""
    monkeypatch.setattr(condensed, "EXACT", 2**15)


def test_histograms_tell_what_all_samples_tell_to_within_a_bin(counted):
    found = condense(model, givens, outputs=OUTPUTS, samples=SAMPLES)
    kept = run(model, givens, outputs=OUTPUTS, samples=SAMPLES)
    for name in OUTPUTS:
        values = kept.values(name)
        np.testing.assert_allclose(found[name].mean, values.mean(axis=1), rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(found[name].deviation, values.std(axis=1), rtol=1e-9, atol=1e-12)
        exact = quantiles(values, BAND)
        ends = quantiles(values, (0.0001, 0.9999))
        bins = 1.5 * (ends[:, 1] - ends[:, 0])[:, None] / BINS
        assert (np.abs(found[name].quantiles - exact) <= bins + 1e-12).all()


def test_few_samples_are_told_exactly():
    found = condense(model, givens, outputs=("share",), samples=4096, probabilities=(0.5,))
    kept = run(model, givens, outputs=("share",), samples=4096).values("share")
    np.testing.assert_array_equal(found["share"].quantiles, quantiles(kept, (0.5,)))
    np.testing.assert_array_equal(found["share"].mean, kept.mean(axis=1))


def test_the_number_of_threads_moves_no_bit(counted):
    one, three = (
        condense(model, givens, outputs=OUTPUTS, samples=SAMPLES, threads=threads)
        for threads in (1, 3)
    )
    for name in OUTPUTS:
        for part in ("mean", "deviation", "quantiles"):
            np.testing.assert_array_equal(getattr(one[name], part), getattr(three[name], part))


def test_what_is_the_same_in_every_sample_is_told_as_it_is(counted):
    made = Model(2020, 2022)

    @made.quantity("t/year")
    def known(a, year):
        return a * (year / year)

    @made.quantity("t/year")
    def single(b):
        return 2 * b

    parts = (given("a", "kt/year", Constant(3.0)), given("b", "t/year", Uniform(1, 2)))
    found = condense(made, parts, outputs=("known", "single"), samples=SAMPLES)
    np.testing.assert_allclose(found["known"].quantiles, 3000.0)
    np.testing.assert_array_equal(found["known"].deviation, np.zeros(3))
    assert found["single"].quantiles.shape == (1, 5)
    np.testing.assert_allclose(found["single"].quantiles[0], [2.1, 2.5, 3, 3.5, 3.9], atol=0.001)


def test_a_result_that_is_no_number_is_refused_while_it_is_counted(counted):
    made = Model(2020, 2021)

    @made.quantity("1")
    def root(x):
        return np.sqrt(x)

    with pytest.raises(StoryError, match="nan"):
        condense(made, [given("x", "1", Normal(0, 1))], outputs=("root",), samples=SAMPLES)


@drawn(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=400),
    st.integers(1, 399),
)
def test_histograms_of_parts_add_up_to_that_of_the_whole(numbers, cut):
    values = np.array([numbers])
    whole, first, rest = (histogram_for(values) for _ in range(3))
    whole.count(values)
    cut = min(cut, values.shape[1] - 1)
    first.count(values[:, :cut])
    rest.count(values[:, cut:])
    first.add(rest)
    np.testing.assert_array_equal(first.counts, whole.counts)
    told = whole.quantiles((0.0, 0.3, 0.5, 1.0))[0]
    assert (np.diff(told) >= 0).all()
    assert told[0] >= values.min() and told[-1] <= values.max()


def test_nothing_that_is_kept_grows_with_the_number_of_blocks():
    """Blocks may come in any order; what is kept of a thousand is what is kept of ten."""

    def kept(blocks):
        counting, dice = Counting(), np.random.default_rng(4)
        order = [0, *(1 + dice.permutation(blocks - 1)).tolist()]
        for block in order:
            part = {"share": np.random.default_rng(block).normal(size=(3, 64))}
            counting.count(part, 64 * block, 64 * (block + 1))
        assert counting.reached == 64 * blocks and not counting.waiting
        return len(pickle.dumps((counting.own, counting.total, counting.edges, counting.waiting)))

    assert kept(1000) == kept(10)


def test_sums_do_not_depend_on_the_order_in_which_blocks_are_done():
    parts = {at: {"share": np.random.default_rng(at).normal(size=(2, 50))} for at in range(40)}

    def told(order):
        counting = Counting()
        for at in order:
            counting.count(parts[at], 50 * at, 50 * at + 50)
        return counting.condensed("share", 1.0, BAND)

    forward, mixed = told(range(40)), told([0, *range(39, 0, -1)])
    np.testing.assert_array_equal(forward.mean, mixed.mean)
    np.testing.assert_array_equal(forward.deviation, mixed.deviation)
    np.testing.assert_array_equal(forward.quantiles, mixed.quantiles)
