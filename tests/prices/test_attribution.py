"""Contributions in worlds that are known: they add up, are found, and hang on no unit.

Not here: the real series (`test_table.py`).
"""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.errors import PriceError
from assay.prices.attribution import frozen, must_differ, regression, shapley
from assay.prices.bootstrap import draws, weights
from tests.prices.worlds import TRUE, orthogonal, table

MOVED = np.array([52.0, -7.0, 30.0, -0.3, 0.1, 45.0])
"""Weeks, then the changes of the five regressors."""


def test_the_shapley_values_are_the_mean_over_all_orders():
    """By hand, for a game of three in which two are worth more together."""
    worth = {(): 1, ("a",): 4, ("b",): 3, ("c",): 1, ("a", "b"): 10, ("a", "c"): 4, ("b", "c"): 5,
             ("a", "b", "c"): 12}  # fmt: skip

    def of(subset):
        return np.array([float(worth[tuple(sorted(subset))])])

    by_hand = dict.fromkeys("abc", 0.0)
    for order in permutations("abc"):
        for place, one in enumerate(order):
            by_hand[one] += (of(order[: place + 1]) - of(order[:place]))[0] / 6
    found = shapley(("a", "b", "c"), of)
    assert [one[0] for one in found] == pytest.approx(list(by_hand.values()))
    assert sum(one[0] for one in found) == pytest.approx(12 - 1)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.floats(-50, 50), min_size=6, max_size=6))
def test_contributions_add_up_to_the_full_regression(seed, moved):
    """Whatever moved: the groups together are what the regression with all of them predicts."""
    one = table(weeks=120, seed=seed, noise=2.0)
    moved = np.array(moved)
    design = np.column_stack([np.ones(120), one.regressors])
    full = np.linalg.lstsq(design, one.target, rcond=None)[0]
    macro = np.linalg.lstsq(design[:, :-1], one.target, rcond=None)[0]
    found = frozen(one)[0] @ moved
    assert found[:-1].sum() == pytest.approx(macro @ moved[:-1], abs=1e-8)
    assert found.sum() == pytest.approx(full @ moved, abs=1e-8)


def test_a_known_world_is_found():
    one = orthogonal()
    found = frozen(one)[0] @ MOVED
    said = TRUE * MOVED[1:]
    expected = [said[0], said[1], said[2] + said[3], 0.1 * MOVED[0], said[4]]
    assert one.shown_groups == ("dollar", "copper", "rates", "drift", "gold")
    assert found == pytest.approx(expected, abs=1e-9)


def test_gold_counts_only_beyond_what_the_macro_stage_says_of_it():
    """Gold that moved just as the dollar and copper say adds nothing."""
    one = table()
    design = np.column_stack([np.ones(one.target.size), one.regressors[:, :-1]])
    said = np.linalg.lstsq(design, one.regressors[:, -1], rcond=None)[0] @ MOVED[:-1]
    as_said = np.array([*MOVED[:-1], said])
    matrix = frozen(one)[0]
    assert (matrix @ as_said)[-1] == pytest.approx(0, abs=1e-9)
    beyond = as_said + np.array([0, 0, 0, 0, 0, 10.0])
    assert (matrix @ beyond)[-1] == pytest.approx(10 * TRUE[-1], abs=0.3)


def test_a_driver_that_did_not_move_contributes_nothing():
    still = MOVED.copy()
    still[2] = 0
    found = frozen(orthogonal())[0] @ still
    assert found[1] == pytest.approx(0, abs=1e-9)
    assert found[0] == pytest.approx(TRUE[0] * still[1], abs=1e-9)


def test_a_still_driver_that_moves_with_others_may_be_given_some_of_their_part():
    """The price of fairness between correlated drivers, told in docs/attribution.md."""
    still = MOVED.copy()
    still[2] = 0
    assert abs((frozen(table())[0] @ still)[1]) > 0.1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(1e-3, 1e3), min_size=5, max_size=5))
def test_no_contribution_hangs_on_the_unit_of_a_driver(times):
    one = table(weeks=200)
    scaled = replace(one, regressors=one.regressors * times)
    moved = MOVED * np.array([1.0, *times])
    assert frozen(scaled)[0] @ moved == pytest.approx(frozen(one)[0] @ MOVED, abs=1e-6)


def test_a_window_of_two_parts_is_the_sum_of_its_parts():
    matrix = frozen(table())[0]
    half = MOVED * np.array([0.5, 0.1, 0.9, -1, 2, 0.3])
    assert matrix @ MOVED == pytest.approx(matrix @ half + matrix @ (MOVED - half), abs=1e-9)


def test_robust_errors_cover_the_truth():
    found = regression(table(), 5)
    errors = np.sqrt(np.diag(found.covariance))
    assert np.all(np.abs(found.values - [0.1, *TRUE]) < 4 * errors)
    assert np.all(errors < 0.05)


def test_weights_draw_every_week_alike_and_in_blocks():
    drawn = weights(130, 400, np.random.default_rng(1))
    assert drawn.sum(axis=1) == pytest.approx(130)
    assert drawn.mean(axis=0) == pytest.approx(1, abs=0.25)
    together = np.mean([np.corrcoef(drawn[:, at], drawn[:, at + 1])[0, 1] for at in range(129)])
    assert together > 0.8


def test_a_draw_is_a_refit_on_the_weeks_drawn():
    """Weights and repeated rows are the same thing."""
    one = table(weeks=90, noise=2.0)
    drawn = weights(90, 3, np.random.default_rng(5))
    for row, matrix in zip(drawn, frozen(one, drawn), strict=True):
        kept = np.repeat(np.arange(90), row.astype(int))
        repeated = replace(one, target=one.target[kept], regressors=one.regressors[kept])
        assert matrix == pytest.approx(frozen(repeated)[0], abs=1e-8)


def test_one_seed_gives_the_same_bits_and_another_others():
    one = table(weeks=100)
    told = []
    first = draws(one, 300, 1, told.append)
    assert np.array_equal(first, draws(one, 300, 1, told.append))
    assert not np.array_equal(first, draws(one, 300, 2, told.append))
    assert told == [250, 300] * 3


def test_fewer_weeks_give_wider_bands():
    spread = [
        np.std(draws(table(weeks=weeks), 200, 1, lambda _: None) @ MOVED, axis=0)
        for weeks in (2000, 125)
    ]
    assert np.all(spread[1] > 2 * spread[0])


@pytest.mark.parametrize("change", ["still", "in step"])
def test_series_that_cannot_be_told_apart_are_refused(change):
    one = table(weeks=100)
    columns = one.regressors.copy()
    columns[:, 1] = 0 if change == "still" else 3 * columns[:, 0]
    with pytest.raises(PriceError, match="move"):
        must_differ(replace(one, regressors=columns))
