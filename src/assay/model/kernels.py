"""What formulas often need over years, written for speed: growth, logistic, running sums, lookups.

Not here: stocks with lifetimes (`cohorts.py`). Each serves whole (year, sample) arrays; `growth`,
`logistic` and the two conversions serve a single year of a feedback loop as well.

A step of the model is one year, so a flow (t/year) and the amount it brings in a year (t) have the
same number but not the same unit: `over_a_year` and `per_year` tell one as the other.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.dimensioned import (
    YEAR_POWERS,
    Dimensioned,
    Mismatch,
    Value,
    powers_text,
    told_by,
)

Floats = NDArray[np.float64]

ONE_YEAR = Dimensioned(1.0, YEAR_POWERS, "1 year")
"""The model's step, for the unit check."""
RATES = ((), (("year", -1),))
"""Units in which a yearly rate may be given: percent, or percent/year."""


def _count(rate: Value) -> Value:
    """The plain formula of a yearly rate as a pure number."""
    if isinstance(rate, Dimensioned) and rate.powers not in RATES:
        raise Mismatch(powers_text(rate.powers), "percent or percent/year", rate.text, "a rate")
    return Dimensioned(rate.values, (), rate.text) if isinstance(rate, Dimensioned) else rate


def _plain_growth(value: Value, rate: Value, year: Value, base: Value) -> Value:
    return value * (1.0 + _count(rate)) ** ((year - base) / ONE_YEAR)


def by_year(rows: Sequence[Floats | float]) -> Floats:
    """One row a year, (year, sample), from numbers and (sample,) arrays, which may differ in width.

    Arrays that are not drawn yet (`traced.py`) are put together as they are.
    """
    if any(hasattr(row, "tape") for row in rows):
        return np.stack(rows)
    return np.stack(np.broadcast_arrays(*(np.atleast_1d(row) for row in rows)))


@told_by(_plain_growth)
def growth(value: Floats, rate: Floats, year: Floats, base: Floats | float) -> Floats:
    """`value` at the year `base`, growing (before it: shrinking) by `rate` a year.

    value * (1 + rate) ** (year - base), by recurrence. `rate` is one number a sample (percent or
    percent/year), or one a year and sample (the rate from the year before), with `base` then a year
    of the model, the same in all samples. Unit of `value`.
    """
    years = np.asarray(year, dtype=np.float64)
    factor = 1.0 + rate
    if np.ndim(rate) == 2:
        index = np.cumprod(factor, axis=0)
        grown_by: Floats = value * index / index[_row(years, base)]
        return grown_by
    grown = [value * factor ** (years.flat[0] - base)]
    if years.ndim < 2:
        return grown[0]
    for _ in range(1, len(years)):
        grown.append(grown[-1] * factor)
    return by_year(grown)


def _plain_logistic(ceiling: Value, steepness: Value, midpoint: Value, year: Value) -> Value:
    return ceiling / (1.0 + np.exp(-steepness * (year - midpoint)))


@told_by(_plain_logistic)
def logistic(ceiling: Floats, steepness: Floats, midpoint: Floats, year: Floats) -> Floats:
    """An S-curve towards `ceiling`, half of it at `midpoint` (year), `steepness` in 1/year.

    ceiling / (1 + exp(-steepness * (year - midpoint))), by recurrence. Unit of `ceiling`.
    """
    years = np.asarray(year, dtype=np.float64)
    odds = [np.exp(-steepness * (years.flat[0] - midpoint))]
    if years.ndim < 2:
        single: Floats = ceiling / (1.0 + odds[0])
        return single
    fade = np.exp(-steepness)
    for _ in range(1, len(years)):
        odds.append(odds[-1] * fade)
    curve: Floats = ceiling / (1.0 + by_year(odds))
    return curve


@told_by(lambda year, base: (year - base) / ONE_YEAR)
def years_since(year: Floats, base: Floats | float) -> Floats:
    """How many years after `base`, as a pure number for exponents."""
    return year - base


@told_by(lambda flow: flow * ONE_YEAR)
def over_a_year(flow: Floats) -> Floats:
    """The amount that a yearly flow brings in one year: t/year as t."""
    return flow


@told_by(lambda amount: amount / ONE_YEAR)
def per_year(amount: Floats) -> Floats:
    """An amount a year, or a change from one year to the next, as a yearly flow: t as t/year."""
    return amount


@told_by(lambda flow: flow * ONE_YEAR)
def cumulative(flow: Floats) -> Floats:
    """The running sum of a yearly flow from the model's first year on: t/year as t."""
    return np.cumsum(flow, axis=0)


@told_by(lambda series, start, *_: np.where(series > 0, series, start))
def lag(series: Floats, start: Floats, years: int = 1) -> Floats:
    """The series `years` earlier, `start` before its first year. Unit of both."""
    return by_year([*(start,) * min(years, len(series)), *series[: max(0, len(series) - years)]])


@told_by(lambda series, year, wanted: np.where(year == wanted, series, series)[0])
def lookup(series: Floats, year: Floats, wanted: int) -> Floats:
    """The series in one calendar year, (sample,). Unit of the series.

    Raises StoryError for a year outside the model.
    """
    found: Floats = series[_row(np.asarray(year), wanted)]
    return found


def _row(years: Floats, wanted: Value) -> int:
    one = np.asarray(wanted)
    if one.size != 1:
        raise StoryError(
            "a year", "one that differs by sample", "one year for all samples", "a constant given"
        )
    row = int(one.item()) - int(years.flat[0])
    if years.ndim < 2 or not 0 <= row < len(years):
        last = int(years.flat[-1])
        raise StoryError(
            f"year {one.item():g}",
            f"years {int(years.flat[0])}..{last}",
            "a year of the model, outside a feedback loop",
            "a given for years before the model",
        )
    return row
