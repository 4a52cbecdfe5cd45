"""The chain is joint over worlds, never a product of separate probabilities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assay.ruler.chain import degree, join, joint, ranking, told, worlds
from assay.ruler.mark import Measured


def mark(name, holds, values=None, threshold=1.0):
    holds = np.asarray(holds, dtype=bool)
    values = (
        np.where(holds, threshold + 1, threshold - 1.0) if values is None else np.asarray(values)
    )
    return Measured(name, values, holds, threshold, "x", False, (threshold,))


def replicates(n):
    return np.arange(n) % 8


def p_chain_by_loop(marks):
    return sum(all(sample) for sample in zip(*marks, strict=True)) / len(marks[0])


tables = st.integers(1, 5).flatmap(lambda m: arrays(bool, (m, 400)))


def test_two_links_that_stand_and_fall_together_are_as_likely_as_one():
    """P(A and A) is P(A) = 1/4; multiplying would say 1/16."""
    holds = np.arange(64) % 4 == 0
    chain = join([mark("size", holds), mark("growth", holds)], holds, replicates(64), None)
    assert chain.material.probability == 0.25
    assert chain.product == 0.0625
    assert chain.left == (0.25, 0.25)


@given(tables)
def test_the_chain_is_the_share_of_worlds_in_which_every_link_holds(table):
    marks = [mark(str(i), row) for i, row in enumerate(table)]
    assert joint(marks).mean() == p_chain_by_loop(table.tolist())


@given(tables)
def test_granting_a_link_never_lowers_the_probability(table):
    marks = [mark(str(i), row) for i, row in enumerate(table)]
    whole = joint(marks).mean()
    for row in told(marks, replicates(400)):
        assert row.probability_if_granted is None or row.probability_if_granted >= whole


@given(tables)
def test_a_hundred_worlds_show_each_count_within_half_a_world_of_its_share(table):
    """A prefix of k links holds in round(100 p_k) columns, give or take the tie at half."""
    marks = [mark(str(i), row) for i, row in enumerate(table)]
    shown = np.array(worlds(marks))
    prefix = np.logical_and.accumulate(table, axis=0).mean(axis=1)
    drawn = np.logical_and.accumulate(shown, axis=0).sum(axis=1)
    assert (abs(drawn - 100 * prefix) <= 0.5 + 1e-9).all()
    assert (np.diff(shown[0].astype(int)) <= 0).all(), "survivors of the first link stand left"


def test_a_story_that_holds_in_no_world_is_bounded_by_three_over_n():
    none = np.zeros(2**14, bool)
    independent = np.zeros(2**16, bool)
    found = degree(none, replicates(none.size), independent)
    assert (found.probability, found.count, found.samples) == (0.0, 0, 65536)
    assert found.upper == 3 / 65536


def test_independent_samples_that_do_hold_give_the_probability_instead_of_a_bound():
    independent = np.zeros(65536, bool)
    independent[:4] = True
    found = degree(np.zeros(256, bool), replicates(256), independent)
    assert found.upper is None
    assert found.probability == 4 / 65536
    assert found.error == pytest.approx(2 / 65536, rel=1e-3)


def test_a_link_that_never_holds_is_weaker_than_one_that_rarely_does():
    rare = np.arange(100) == 0
    never = np.zeros(100, bool)
    assert ranking([mark("growth", rare), mark("size", never)])[0] == ("size", "distance")


def test_of_links_that_never_hold_the_one_farther_off_in_its_own_spread_is_weaker():
    """Median 10 short with half a width of 1 is weaker than 20 short with half a width of 10."""
    never = np.zeros(1001, bool)
    spread = np.linspace(-1, 1, 1001)
    near = mark("size", never, values=-20 + 10 * spread, threshold=0.0)
    far = mark("rivals", never, values=-10 + 1 * spread, threshold=0.0)
    assert [name for name, _ in ranking([near, far])] == ["rivals", "size"]


def test_a_mark_without_meaning_for_the_story_is_left_out_of_the_chain():
    silent = Measured(
        "scarcity", np.empty(0), np.zeros(64, bool), 1.0, "x", True, (), (), {"en": "-"}
    )
    holds = np.ones(64, bool)
    chain = join([mark("size", holds), silent], holds, replicates(64), None)
    assert chain.material.probability == 1.0
    row = told([mark("size", holds), silent], replicates(64))[1]
    assert (row.in_chain, row.probability, row.state) == (False, None, "no data")


@pytest.mark.parametrize(
    ("material", "main", "first_word"),
    [(0.9, 0.7, "yes"), (0.9, 0.3, "partly"), (0.2, 0.0, "no"), (0.5, 0.1, "cannot_tell")],
)
def test_the_first_word_follows_from_the_two_probabilities(material, main, first_word):
    n = 1000
    holds = np.arange(n) < material * n
    chain = join([mark("size", holds)], np.arange(n) < main * n, np.arange(n) % 8, None)
    assert chain.answer == first_word
