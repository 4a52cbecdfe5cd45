"""Stocks by cohorts: what came in each year leaves by a lifetime distribution.

Not here: other kernels (`kernels.py`). Ages are whole years at the end of each year; a cohort does
not leave in the year it comes in, and a share S(a-1) - S(a) of it leaves at age a. Over whole
arrays `entering="middle"` or `"start"` of the year makes cohorts half a year or a year older, and
part of one leaves in the year it comes in.

Whole arrays: `outflow(inflow, WeibullLife(shape, scale))`. Inside a feedback loop, year by year:
`outflow_this_year(history_inflow, history_leaving)`, where `leaving` is a quantity of its own,
`leaving_by_age(year, WeibullLife(shape, scale))`, so that lifetimes are reckoned once and not
yearly.

A lifetime of one number a sample is that of every cohort. One of a value a year, (year, sample), is
each cohort's own: what came in in 2030 lives as the row of 2030 says. Inside a feedback loop that
is `outflow_by_cohort(history_inflow, WeibullLife(shape, history_scale))`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.complaint import nearest
from assay.model.dimensioned import Value, told_by
from assay.model.kernels import ONE_YEAR, by_year
from assay.model.program import OVER_YEARS

Floats = NDArray[np.float64]
Entering = Literal["end", "middle", "start"]
"""When in its year a cohort comes in."""
OLDER: dict[Entering, float] = {"end": 0.0, "middle": 0.5, "start": 1.0}
"""Its age at the end of that year."""


def _older(entering: Entering) -> float:
    """The age of a cohort at the end of its year. Raises StoryError for another word."""
    if entering not in OLDER:
        raise StoryError(
            "entering",
            repr(entering),
            f"when in its year a cohort comes in: {', '.join(OLDER)}",
            nearest(str(entering), OLDER),
        )
    return OLDER[entering]


def _above_0(value: Value) -> Value:
    """The parameter of a lifetime, and no number where it is none that a lifetime can have, so that
    a run tells the formula, the year and the inputs instead of going on with it."""
    return np.where(value > 0, value, np.nan)


class Life(Protocol):
    """A lifetime distribution."""

    def surviving(self, age: Floats) -> Floats:
        """Share still in use at `age` (years): (age, 1) -> (age, sample)."""
        ...


@dataclass(frozen=True, slots=True)
class WeibullLife:
    """A Weibull lifetime."""

    shape: Value
    """Pure number: 1 is accident, above 1 is wear."""
    scale: Value
    """In years: 63 % are gone by then."""

    def surviving(self, age: Floats) -> Floats:
        """exp(-(age/scale)^shape)."""
        return weibull_tail(age, _above_0(self.shape), _above_0(self.scale))


@dataclass(frozen=True, slots=True)
class LognormalLife:
    """A lognormal lifetime by its mean and standard deviation."""

    mean: Value
    """In years."""
    deviation: Value
    """Standard deviation, in years."""

    def surviving(self, age: Floats) -> Floats:
        """Normal tail of the age's logarithm, with the moments of the logarithm."""
        variance = np.log(1.0 + (_above_0(self.deviation) / _above_0(self.mean)) ** 2)
        with np.errstate(divide="ignore"):
            distance = (np.log(age / _above_0(self.mean)) + variance / 2) / np.sqrt(variance)
        return normal_tail(distance)


@dataclass(frozen=True, slots=True)
class NormalLife:
    """A normal lifetime by its mean and standard deviation; the part below zero leaves at age 1."""

    mean: Value
    """In years."""
    deviation: Value
    """Standard deviation, in years."""

    def surviving(self, age: Floats) -> Floats:
        """Normal tail beyond the age; all survive age 0."""
        tail = normal_tail((age - _above_0(self.mean)) / _above_0(self.deviation))
        return np.where(age > 0, tail, 1.0)


@dataclass(frozen=True, slots=True)
class FixedLife:
    """Everything leaves at the same age."""

    years: Value
    """In years; the cohort leaves at the first whole age not below it."""

    def surviving(self, age: Floats) -> Floats:
        """1 below the age, 0 from it on."""
        kept = np.where(age < self.years, 1.0, 0.0)
        return np.where(self.years > 0, kept, np.nan)


@told_by(lambda age, shape, scale: np.exp(-((age / scale) ** shape)))
def weibull_tail(age: Floats, shape: Floats, scale: Floats) -> Floats:
    """Probability that a Weibull lifetime lies beyond `age`; by logarithms, since the ages' are the
    same in all samples and a power costs as much as three exponentials (measured)."""
    with np.errstate(divide="ignore"):
        distance = shape * (np.log(age) - np.log(scale))
    tail: Floats = np.exp(-np.exp(distance))
    return tail


@told_by(lambda distance: np.exp(-distance))
def normal_tail(distance: Floats) -> Floats:
    """Probability that a standard normal lies beyond `distance`."""
    from scipy.special import ndtr

    tail: Floats = ndtr(-distance)
    return tail


def survival(life: Life, oldest: int, entering: Entering = "end") -> Floats:
    """Shares in use at the end of the year of coming in and of `oldest` years after it,
    (oldest + 1, sample); where that is age 0 exactly 1. Raises StoryError for another word."""
    older = _older(entering)
    if older:
        return life.surviving(np.arange(oldest + 1.0)[:, None] + older)
    shares = life.surviving(np.arange(1, oldest + 1.0)[:, None])
    return by_year([1.0, *shares])


Known = TypeVar("Known", bound=Life)


def differs_by_cohort(life: Life) -> bool:
    """Whether a parameter has a value a year, so that each cohort has a lifetime of its own."""
    return any(np.ndim(value) == 2 for value in _parameters(life).values())


def life_of(life: Known, cohort: int) -> Known:
    """The lifetime of one cohort, by its place among the years."""
    rows = {name: value for name, value in _parameters(life).items() if np.ndim(value) == 2}
    return replace(life, **{name: value[cohort] for name, value in rows.items()})  # type: ignore[type-var]  # a life is a dataclass


def _parameters(life: Life) -> dict[str, Any]:
    return {field.name: getattr(life, field.name) for field in fields(life)}  # type: ignore[arg-type]  # a life is a dataclass


def _survivals(life: Life, years: int, entering: Entering = "end") -> Sequence[Floats]:
    """For each cohort, the shares surviving ages 0, 1, ...; the same object where all are alike.

    Raises ValueError where a parameter has another number of years.
    """
    if not differs_by_cohort(life):
        return [survival(life, years - 1, entering)] * years
    for name, value in _parameters(life).items():
        if np.ndim(value) == 2 and len(value) != years:
            raise ValueError(f"{name} of a lifetime has {len(value)} years, the inflow {years}")
    return [
        survival(life_of(life, cohort), years - 1 - cohort, entering) for cohort in range(years)
    ]


def _plain_same(inflow: Value, life: Value, entering: Entering = "end") -> Value:
    """The plain formula of an outflow: the inflow times a share."""
    _older(entering)
    return inflow * life.surviving(ONE_YEAR)


@told_by(_plain_same)
def outflow(inflow: Floats, life: Life, entering: Entering = "end") -> Floats:
    """What leaves each year, (year, sample), from an inflow over years; no cohort before the first.

    outflow(t) = sum over c < t of inflow(c) * (S(t-c-1) - S(t-c)), and with another `entering` what
    leaves of the year's own inflow. Unit of the inflow.
    """
    years = len(inflow)
    if differs_by_cohort(life) or _older(entering):
        left = [_leaving(shares, entering) for shares in _survivals(life, years, entering)]
        return _convolved_by_cohort(inflow, left, 0 if _older(entering) else 1)
    shares = survival(life, years - 1)
    return _convolved(inflow, shares[:-1] - shares[1:], 1)


def _leaving(shares: Floats, entering: Entering) -> Floats:
    """Shares that leave from year to year; of a cohort older than 0 at once, in its first too."""
    left = [before - after for before, after in pairwise(shares)]
    if not _older(entering):
        return by_year(left) if left else shares[:0]
    return by_year([1.0 - shares[0], *left])


@told_by(lambda inflow, life, *entering: _plain_same(inflow, life, *entering) * ONE_YEAR)
def stock(inflow: Floats, life: Life, entering: Entering = "end") -> Floats:
    """What is in use at the end of each year, (year, sample): t/year as t.

    stock(t) = sum over c <= t of inflow(c) * S(t-c).
    """
    if differs_by_cohort(life):
        return _convolved_by_cohort(inflow, _survivals(life, len(inflow), entering), 0)
    return _convolved(inflow, survival(life, len(inflow) - 1, entering), 0)


def _convolved(inflow: Floats, shares: Floats, delay: int) -> Floats:
    """Row t is the sum over cohorts c <= t - delay of inflow(c) * shares(t - c - delay)."""
    return by_year(
        [_over_cohorts(inflow[: max(0, row - delay + 1)], shares) for row in range(len(inflow))]
    )


def _convolved_by_cohort(inflow: Floats, shares: Sequence[Floats], delay: int) -> Floats:
    """The same where each cohort c has shares(c) of its own."""
    rows: list[Floats | float] = []
    for row in range(len(inflow)):
        total: Floats | float = 0.0
        for cohort in range(row - delay + 1):
            total = total + inflow[cohort] * shares[cohort][row - cohort - delay]
        rows.append(total)
    return by_year(rows)


def _over_cohorts(inflow: Floats, shares: Floats) -> Floats | float:
    """The sum of every cohort times its share, the youngest first in `shares`; 0 without any."""
    if len(inflow) == 0:
        return 0.0
    total: Floats = np.einsum(OVER_YEARS, inflow, shares[: len(inflow)][::-1])
    return total


@told_by(lambda year, life: year / year * life.surviving(ONE_YEAR))
def leaving_by_age(year: Floats, life: Life) -> Floats:
    """Share of a cohort that leaves at ages 1, 2, ... in the row of each year, (year, sample)."""
    shares = survival(life, len(year))
    result: Floats = shares[:-1] - shares[1:]
    return result


@told_by(lambda history_inflow, history_leaving: (history_inflow * history_leaving)[0])
def outflow_this_year(history_inflow: Floats, history_leaving: Floats) -> Floats:
    """What leaves this year, (sample,), from the inflow of the years before, (year, sample).

    `history_leaving` is the past of `leaving_by_age`: its first row is age 1. The same as a row of
    `outflow`; nothing leaves in the first year. Unit of the inflow.
    """
    if len(history_inflow) == 0:
        none: Floats = np.sum(history_inflow, axis=0)
        return none
    return np.atleast_1d(_over_cohorts(history_inflow, history_leaving))


@told_by(lambda history_inflow, life: _plain_same(history_inflow, life)[0])
def outflow_by_cohort(history_inflow: Floats, life: Life) -> Floats:
    """What leaves this year, (sample,), where each cohort before has a lifetime of its own.

    The parameters of `life` have a value a year, as many as `history_inflow`: the past of a
    quantity. The same as a row of `outflow`. Unit of the inflow.
    """
    years = len(history_inflow)
    if years == 0:
        none: Floats = np.sum(history_inflow, axis=0)
        return none
    total: Floats | float = 0.0
    for cohort in range(years):
        ages = np.array([[years - cohort - 1.0], [years - cohort]])
        before, now = life_of(life, cohort).surviving(ages)
        # nothing has left a cohort of age 0
        total = total + history_inflow[cohort] * ((1.0 if cohort == years - 1 else before) - now)
    return np.atleast_1d(total)


@told_by(lambda wanted, life, *entering: _plain_same(wanted, life, *entering) / ONE_YEAR)
def inflow_for_stock(stock_wanted: Floats, life: Life, entering: Entering = "end") -> Floats:
    """The inflow each year that keeps up a stock over years: t as t/year (stock-driven).

    inflow(t) = stock(t) - sum over c < t of inflow(c) * S(t-c); negative where the stock falls
    faster than it wears out. The first year's stock is all new.
    """
    shares = _survivals(life, len(stock_wanted), entering)
    inflow: list[Floats] = []
    for row in range(len(stock_wanted)):
        needed = stock_wanted[row]
        for cohort, came in enumerate(inflow):
            needed = needed - came * shares[cohort][row - cohort]
        # what comes in is to make up for what leaves of it in the same year
        inflow.append(needed / shares[row][0] if _older(entering) else needed)
    return by_year(inflow)


def _plain_inflow(history_inflow: Value, stock_wanted: Value, life: Value) -> Value:
    return (stock_wanted - _plain_same(history_inflow, life)[0] * ONE_YEAR) / ONE_YEAR


@told_by(_plain_inflow)
def inflow_this_year(history_inflow: Floats, stock_wanted: Floats, life: Life) -> Floats:
    """This year's inflow, (sample,), that brings the stock to `stock_wanted` (t as t/year).

    Where each cohort has a lifetime of its own, `life` has as many years as `history_inflow`.
    """
    if differs_by_cohort(life):
        years = len(history_inflow)
        for cohort in range(years):
            age = np.array([[float(years - cohort)]])
            stock_wanted = (
                stock_wanted - history_inflow[cohort] * life_of(life, cohort).surviving(age)[0]
            )
        return stock_wanted
    shares = survival(life, len(history_inflow))
    return stock_wanted - _over_cohorts(history_inflow, shares[1:])
