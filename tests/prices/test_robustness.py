"""The other methods against the same done by hand.

Not here: what they say of silver (`test_table.py`).
"""

from datetime import date

import numpy as np
import pytest
import statsmodels.api as sm

from assay.prices.robustness import (
    backward_sup_adf,
    explosive,
    flows,
    gold_beta_over_time,
    month_ends,
    structural_level,
    walks,
)
from assay.prices.windows import Daily, fridays, ordinal
from tests.prices.worlds import table


def kalman(target, regressors, variances, noise):
    """Random-walk coefficients filtered by the equations of the textbook, diffuse start."""
    k = regressors.shape[1]
    state, spread = np.zeros(k), 1e6 * np.eye(k)
    path = []
    for y, z in zip(target, regressors, strict=True):
        gain = spread @ z / (z @ spread @ z + noise)
        state = state + gain * (y - z @ state)
        spread = spread - np.outer(gain, z @ spread)
        path.append(state)
        spread = spread + np.diag(variances)
    return np.array(path)


def drifting(weeks=400):
    """A world in which the answer to gold rises from 0.9 to 1.9, all else as ever."""
    one = table(weeks=weeks, noise=1.0)
    rising = np.linspace(-0.4, 0.6, weeks)
    one.target[:] += rising * one.regressors[:, -1]
    return one, 1.3 + rising


def test_the_varying_answer_to_gold_is_that_of_a_filter_written_by_hand():
    one, _ = drifting(150)
    found = gold_beta_over_time(one)
    scale = np.std(one.regressors, axis=0)
    target = one.target - one.target.mean()
    model = sm.tsa.SARIMAX(target, exog=one.regressors / scale, order=(0, 0, 0),
                           time_varying_regression=True, mle_regression=False)  # fmt: skip
    fitted = model.fit(disp=0, maxiter=500)
    *variances, noise = fitted.params
    by_hand = kalman(target, one.regressors / scale, np.array(variances), noise)
    assert found == pytest.approx(by_hand[:, -1] / scale[-1], abs=0.02, rel=0.02)


def test_an_answer_that_rises_is_followed():
    one, truth = drifting()
    found = gold_beta_over_time(one)
    assert found[-1] - found[100] > 0.5
    assert np.mean(np.abs(found[100:] - truth[100:])) < 0.2


def test_the_structural_level_keeps_what_the_regressors_do_not_carry():
    rng = np.random.default_rng(2)
    columns = np.cumsum(rng.standard_normal((300, 2)), axis=0)
    rest = 0.2 * np.cumsum(rng.standard_normal(300))
    found = structural_level(5 + rest + columns @ [1.5, -0.7], columns)
    assert np.corrcoef(np.diff(found), np.diff(rest))[0, 1] > 0.95
    assert found[-1] - found[0] == pytest.approx(rest[-1] - rest[0], abs=0.6)


def test_the_supremum_is_the_largest_t_value_over_all_starts():
    path = np.cumsum(np.random.default_rng(3).standard_normal(40))
    found = backward_sup_adf(path[None], 12)[0]
    assert np.isnan(found[:12]).all()
    for end in (12, 20, 39):
        values = []
        for start in range(end - 12 + 1):
            y, x = np.diff(path[start : end + 1]), path[start:end]
            values.append(sm.OLS(y, sm.add_constant(x)).fit().tvalues[1])
        assert found[end] == pytest.approx(max(values))


AGAINST = walks(300, np.random.default_rng(1))


def walk(weeks=300):
    return 400 + np.cumsum(np.random.default_rng(4).standard_normal(weeks))


def test_a_random_walk_does_not_explode_and_a_bubble_does_where_it_is():
    days = fridays(date(2015, 1, 1), date(2020, 12, 31))[:300]
    dated, _ = explosive("walk", walk(), days, AGAINST)
    assert dated == []
    path = walk()
    path[200:240] += 2 * 1.12 ** np.arange(40)
    path[240:] += 1
    dated, figures = explosive("bubble", path, days, AGAINST)
    told = {one.name: one.value for one in figures}
    assert told["bubble_sup"] > told["bubble_sup_critical"]
    first = date.fromordinal(int(days[200]))
    last = date.fromordinal(int(days[245]))
    assert any(first < one.start < one.end < last for one in dated)
    assert told["bubble_longest"] >= told["bubble_long_enough"] == 6


def test_the_same_seed_flags_the_same():
    days = fridays(date(2015, 1, 1), date(2020, 12, 31))[:300]
    twice = [
        explosive("walk", walk(), days, walks(300, np.random.default_rng(9))) for _ in range(2)
    ]
    assert twice[0] == twice[1]


def test_a_shorter_price_is_held_against_the_beginning_of_the_same_walks():
    """What a walk says at an end hangs on nothing that comes after it."""
    paths = np.cumsum(np.random.default_rng(5).standard_normal((3, 60)), axis=1)
    whole = backward_sup_adf(paths, 12)
    assert backward_sup_adf(paths[:, :40], 12) == pytest.approx(whole[:, :40], nan_ok=True)


def test_months_end_on_their_last_day_and_one_that_is_not_over_is_left_out():
    found = [date.fromordinal(int(day)) for day in month_ends(date(2023, 12, 5), date(2024, 3, 30))]
    assert found == [date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)]


def test_positions_are_those_of_the_reports_before_and_the_one_after():
    days = ordinal((date(2024, 12, 24), date(2024, 12, 31), date(2026, 1, 20), date(2026, 1, 27)))
    held = Daily("managed_money", days, np.array([5.0, 4.0, -2.0, 1.0]))
    found = flows(held, date(2025, 1, 2), date(2026, 1, 23))
    assert [(one.day, one.value) for one in found] == [
        (date(2024, 12, 31), 4.0),
        (date(2026, 1, 20), -2.0),
        (date(2026, 1, 27), 1.0),
    ]
