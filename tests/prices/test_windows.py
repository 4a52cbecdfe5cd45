"""Closes and changes: which day counts, which is too old, and what a bridge says.

Not here: what the changes explain (`test_attribution.py`).
"""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import PriceError
from assay.prices.windows import (
    Daily,
    continued,
    fridays,
    log_points,
    on,
    ordinal,
    slope,
    week_mean,
)

MONDAY = date(2026, 1, 5)


def daily(values, first=MONDAY, name="silver", step=1):
    start = first.toordinal()
    return Daily(name, np.arange(start, start + step * len(values), step), np.array(values, float))


def days(*texts):
    return ordinal(tuple(date.fromisoformat(text) for text in texts))


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_weeks_begin_and_end_on_fridays_within_the_period(first, length):
    last = date.fromordinal(first.toordinal() + length)
    found = [date.fromordinal(int(day)) for day in fridays(first, last)]
    assert all(day.weekday() == 4 and first <= day <= last for day in found)
    assert len(found) in (length // 7, length // 7 + 1)


def test_a_day_without_a_close_takes_the_last_one():
    series = Daily("silver", days("2025-12-24", "2025-12-29"), np.array([60.0, 64.0]))
    assert list(on(series, days("2025-12-24", "2025-12-26", "2025-12-29"))) == [60, 60, 64]


@pytest.mark.parametrize("day", ["2025-12-23", "2025-12-31"])
def test_a_day_before_the_first_close_or_a_week_after_the_last_is_refused(day):
    series = Daily("copper", days("2025-12-24"), np.array([60.0]))
    with pytest.raises(PriceError) as refusal:
        on(series, days(day))
    assert "copper" in refusal.value.where and day in refusal.value.found


def test_changes_are_log_points_that_add_up():
    prices = log_points(daily([50.0, 100.0, 25.0]))
    steps = np.diff(prices.values)
    assert steps == pytest.approx([100 * np.log(2), -100 * np.log(4)])
    assert steps.sum() == pytest.approx(100 * np.log(0.5))


def test_a_price_of_zero_is_refused_with_its_day():
    with pytest.raises(PriceError, match="0 on 2026-01-06"):
        log_points(daily([1.0, 0.0]))


def test_a_week_mean_takes_seven_days_and_begins_with_the_first_whole_week():
    found = week_mean(daily([1, 2, 3, 4, 5, 6, 7, 15]))
    assert list(found.values) == [4, 6]
    assert found.last == date(2026, 1, 12)
    with_gaps = week_mean(daily([1.0, 5.0, 9.0, 13.0], step=4))
    assert list(with_gaps.values) == [7, 11]


def test_the_bridge_continues_from_the_last_value_by_the_slope():
    rng = np.random.default_rng(1)
    path = np.cumsum(rng.standard_normal(800))
    dxy = daily(path, first=date(2020, 1, 1))
    broad = daily(3 + 0.5 * path[:700], first=date(2020, 1, 1))
    found = slope(broad, dxy, date(2020, 1, 1), date(2021, 6, 30))
    assert found == pytest.approx(0.5)
    whole = continued(broad, dxy, found)
    assert whole.values == pytest.approx(3 + 0.5 * path)


def test_a_slope_of_less_than_a_year_is_refused():
    short = daily(np.arange(1, 200))
    with pytest.raises(PriceError, match="weeks in common"):
        slope(short, short, MONDAY, date(2026, 12, 31))
