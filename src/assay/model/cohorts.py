"""Stocks by cohorts: what came in each year leaves by a lifetime distribution.

Not here: other kernels (`kernels.py`). Ages are whole years at the end of each year; a cohort does
not leave in the year it comes in, and a share S(a-1) - S(a) of it leaves at age a.

Whole arrays: `outflow(inflow, WeibullLife(shape, scale))`. Inside a feedback loop, year by year:
`outflow_this_year(history_inflow, history_leaving)`, where `leaving` is a quantity of its own,
`leaving_by_age(year, WeibullLife(shape, scale))`, so that lifetimes are reckoned once and not
yearly.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assay.model.dimensioned import Value, told_by
from assay.model.kernels import ONE_YEAR, by_year

Floats = NDArray[np.float64]


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
        result: Floats = np.exp(-((age / self.scale) ** self.shape))
        return result


@dataclass(frozen=True, slots=True)
class LognormalLife:
    """A lognormal lifetime by its mean and standard deviation."""

    mean: Value
    """In years."""
    deviation: Value
    """Standard deviation, in years."""

    def surviving(self, age: Floats) -> Floats:
        """Normal tail of the age's logarithm, with the moments of the logarithm."""
        variance = np.log(1.0 + (self.deviation / self.mean) ** 2)
        with np.errstate(divide="ignore"):
            distance = (np.log(age / self.mean) + variance / 2) / np.sqrt(variance)
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
        tail = normal_tail((age - self.mean) / self.deviation)
        return np.where(age > 0, tail, 1.0)


@dataclass(frozen=True, slots=True)
class FixedLife:
    """Everything leaves at the same age."""

    years: Value
    """In years; the cohort leaves at the first whole age not below it."""

    def surviving(self, age: Floats) -> Floats:
        """1 below the age, 0 from it on."""
        return np.where(age < self.years, 1.0, 0.0)


@told_by(lambda distance: np.exp(-distance))
def normal_tail(distance: Floats) -> Floats:
    """Probability that a standard normal lies beyond `distance`."""
    from scipy.special import ndtr

    tail: Floats = ndtr(-distance)
    return tail


def survival(life: Life, oldest: int) -> Floats:
    """Shares surviving ages 0..oldest, (oldest + 1, sample); at age 0 exactly 1."""
    shares = life.surviving(np.arange(1, oldest + 1.0)[:, None])
    return by_year([1.0, *shares])


def _plain_same(inflow: Value, life: Value) -> Value:
    """The plain formula of an outflow: the inflow times a share."""
    return inflow * life.surviving(ONE_YEAR)


@told_by(_plain_same)
def outflow(inflow: Floats, life: Life) -> Floats:
    """What leaves each year, (year, sample), from an inflow over years; no cohort before the first.

    outflow(t) = sum over c < t of inflow(c) * (S(t-c-1) - S(t-c)). Unit of the inflow.
    """
    shares = survival(life, len(inflow) - 1)
    return _convolved(inflow, shares[:-1] - shares[1:], 1)


@told_by(lambda inflow, life: _plain_same(inflow, life) * ONE_YEAR)
def stock(inflow: Floats, life: Life) -> Floats:
    """What is in use at the end of each year, (year, sample): t/year as t.

    stock(t) = sum over c <= t of inflow(c) * S(t-c).
    """
    return _convolved(inflow, survival(life, len(inflow) - 1), 0)


def _convolved(inflow: Floats, shares: Floats, delay: int) -> Floats:
    """Row t is the sum over cohorts c <= t - delay of inflow(c) * shares(t - c - delay)."""
    return by_year(
        [_over_cohorts(inflow[: max(0, row - delay + 1)], shares) for row in range(len(inflow))]
    )


def _over_cohorts(inflow: Floats, shares: Floats) -> Floats | float:
    """The sum of every cohort times its share, the youngest first in `shares`; 0 without any."""
    total: Floats | float = 0.0
    for cohort, share in zip(inflow, shares[: len(inflow)][::-1], strict=True):
        total = total + cohort * share
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


@told_by(lambda stock_wanted, life: _plain_same(stock_wanted, life) / ONE_YEAR)
def inflow_for_stock(stock_wanted: Floats, life: Life) -> Floats:
    """The inflow each year that keeps up a stock over years: t as t/year (stock-driven).

    inflow(t) = stock(t) - sum over c < t of inflow(c) * S(t-c); negative where the stock falls
    faster than it wears out. The first year's stock is all new.
    """
    shares = survival(life, len(stock_wanted) - 1)
    inflow: list[Floats] = []
    for row in range(len(stock_wanted)):
        needed = stock_wanted[row]
        for cohort, came in enumerate(inflow):
            needed = needed - came * shares[row - cohort]
        inflow.append(needed)
    return by_year(inflow)


def _plain_inflow(history_inflow: Value, stock_wanted: Value, life: Value) -> Value:
    return (stock_wanted - _plain_same(history_inflow, life)[0] * ONE_YEAR) / ONE_YEAR


@told_by(_plain_inflow)
def inflow_this_year(history_inflow: Floats, stock_wanted: Floats, life: Life) -> Floats:
    """This year's inflow, (sample,), that brings the stock to `stock_wanted` (t as t/year)."""
    shares = survival(life, len(history_inflow))
    return stock_wanted - _over_cohorts(history_inflow, shares[1:])
