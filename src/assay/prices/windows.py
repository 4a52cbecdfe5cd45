"""Closes of a series, their changes from Friday to Friday, and between two exact days.

Not here: which series are drivers (`drivers.py`), what their changes explain (`attribution.py`).
Changes are log points, 100 * ln(after / before), for prices and indexes, and percentage points for
yields: never per cent, which do not add up.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from assay.errors import PriceError

Days = NDArray[np.int64]
Values = NDArray[np.float64]

WEEK = 7
"""Days from one Friday to the next."""

FRIDAY = 4
"""`date.weekday` of the last trading day of a week."""

STALE = 7
"""Days after which an older value no longer stands for a close: the longest closing of exchanges in
the period fitted was four days; the week after a missing one would be told as two weeks."""

FEWEST = 52
"""Weeks below which no slope is measured: one of each season."""


@dataclass(frozen=True, slots=True)
class Daily:
    """A series of closes or levels."""

    name: str
    """What it is, for complaints."""
    days: Days
    """Proleptic ordinals of the days, strictly rising."""
    values: Values
    """The values, finite; the same length."""

    @property
    def last(self) -> date:
        """The day of the last value."""
        return date.fromordinal(int(self.days[-1]))

    def until(self, day: date) -> "Daily":
        """The part up to and with a day."""
        kept = self.days <= day.toordinal()
        return Daily(self.name, self.days[kept], self.values[kept])


def fridays(first: date, last: date) -> Days:
    """Ordinals of all Fridays from `first` to `last`, both included."""
    ahead = timedelta((FRIDAY - first.weekday()) % WEEK)
    return np.arange((first + ahead).toordinal(), last.toordinal() + 1, WEEK, dtype=np.int64)


def on(series: Daily, days: Days) -> Values:
    """The close of each day: the last value not later, if it is not older than STALE days.

    Raises PriceError for a day before the first value, or whose last value is too old.
    """
    found = np.searchsorted(series.days, days, side="right") - 1
    age = days - series.days[np.maximum(found, 0)]
    for missing in np.flatnonzero((found < 0) | (age >= STALE)):
        day = date.fromordinal(int(days[missing]))
        raise PriceError(
            f"series {series.name}",
            f"no value from {day - timedelta(STALE - 1)} to {day}",
            "values for every week of the fit and every window",
            f"--series {series.name}=FILE.csv with that week in it",
        )
    return series.values[found]


def log_points(series: Daily) -> Daily:
    """100 * ln of every value. Raises PriceError for one that is not positive."""
    wrong = np.flatnonzero(series.values <= 0)
    if wrong.size:
        day = date.fromordinal(int(series.days[wrong[0]]))
        raise PriceError(
            f"series {series.name}",
            f"{series.values[wrong[0]]:g} on {day}",
            "positive values",
            "a price or an index, of which logarithms can be taken",
        )
    return Daily(series.name, series.days, 100 * np.log(series.values))


def week_mean(series: Daily) -> Daily:
    """The mean of the values of the last 7 days, for an index whose single days are noise."""
    total = np.concatenate([[0.0], np.cumsum(series.values)])
    first = np.searchsorted(series.days, series.days - WEEK, side="right")
    after = np.arange(1, series.days.size + 1)
    whole = series.days - series.days[0] >= WEEK - 1
    means = (total[after] - total[first]) / (after - first)
    return Daily(series.name, series.days[whole], means[whole])


def slope(answer: Daily, cause: Daily, first: date, last: date) -> float:
    """Least-squares slope of one series' weekly changes on another's, both in log points.

    Raises PriceError where they share fewer than FEWEST weeks.
    """
    begins = max(first.toordinal(), int(answer.days[0]), int(cause.days[0]))
    ends = min(last.toordinal(), int(answer.days[-1]), int(cause.days[-1]))
    weeks = fridays(date.fromordinal(begins), date.fromordinal(max(begins, ends)))
    if weeks.size <= FEWEST:
        raise PriceError(
            f"series {answer.name} and {cause.name}",
            f"{max(0, weeks.size - 1)} weeks in common",
            f"at least {FEWEST}",
            "longer series",
        )
    x = np.diff(on(cause, weeks))
    y = np.diff(on(answer, weeks))
    x = x - x.mean()
    return float(np.sum(x * y) / np.sum(x * x))


def continued(series: Daily, substitute: Daily, times: float) -> Daily:
    """A series in log points, continued after its end by `times` the substitute's changes."""
    end = series.days[-1]
    later = substitute.days > end
    base = on(substitute, series.days[-1:])[0]
    values = series.values[-1] + times * (substitute.values[later] - base)
    return Daily(
        series.name,
        np.concatenate([series.days, substitute.days[later]]),
        np.concatenate([series.values, values]),
    )


def ordinal(days: tuple[date, ...]) -> Days:
    """Days as ordinals."""
    return np.array([day.toordinal() for day in days], dtype=np.int64)
