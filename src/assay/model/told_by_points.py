"""Distributions told by points: some percentiles, some values with their probabilities, or draws.

Not here: distributions by a formula (`distributions.py`), mixtures (`mixture.py`), how a file
writes them (`written.py`). All numbers are in the given's own unit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assay.errors import GivenError
from assay.model.normal import probability_below, standard_normal

Floats = NDArray[np.float64]

WHOLE = 1e-9
"""By how much probabilities that are to make up 1 may miss it: what adding decimals leaves."""


@dataclass(frozen=True, slots=True)
class Quantiles:
    """A distribution through given quantiles: normal between each two of them and beyond the ends.

    A line through (normal score, value) from each to the next, so that two make a normal
    distribution, and three with the middle one the median make `Percentiles`.
    """

    probabilities: tuple[float, ...]
    """Rising, above 0 and below 1."""
    values: tuple[float, ...]
    """Rising, one for each."""

    def __post_init__(self) -> None:
        require_rising("percentiles", self.probabilities, "percentages")
        require_rising("percentiles", self.values, "values, the lower percentile the smaller one")
        if len(self.values) != len(self.probabilities) or len(self.values) < 2:
            raise GivenError(
                "percentiles", f"{len(self.values)} values", "two or more", "p05 = ..., p95 = ..."
            )
        if not (self.probabilities[0] > 0 and self.probabilities[-1] < 1):
            raise GivenError(
                "percentiles",
                f"{100 * self.probabilities[0]:g} % .. {100 * self.probabilities[-1]:g} %",
                "percentages above 0 and below 100",
                "p01 and p99, or truncate = [low, high] for the ends of what is possible",
            )

    def quantile(self, u: Floats) -> Floats:
        """The value on the line at the normal score of `u`."""
        return self.at_score(standard_normal(u))

    def at_score(self, z: Floats) -> Floats:
        """The value whose standard normal score is `z`."""
        scores, values = self.line()
        return _along(np.asarray(z, dtype=np.float64), scores, values)

    def score(self, value: float) -> float:
        """The standard normal score of a value."""
        scores, values = self.line()
        return float(_along(np.array([value]), values, scores)[0])

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        return probability_below(self.score(value))

    def line(self) -> tuple[Floats, Floats]:
        """The normal scores and the values at them."""
        return standard_normal(np.array(self.probabilities)), np.array(self.values)


def _along(at: Floats, across: Floats, up: Floats) -> Floats:
    """A line through points, its first and last piece going on beyond them."""
    piece = np.clip(np.searchsorted(across, at) - 1, 0, across.size - 2)
    slope = (up[1:] - up[:-1]) / (across[1:] - across[:-1])
    found: Floats = up[piece] + slope[piece] * (at - across[piece])
    return found


@dataclass(frozen=True, slots=True)
class Discrete:
    """One of some values, each with its probability: scenarios."""

    values: tuple[float, ...]
    """Rising."""
    probabilities: tuple[float, ...]
    """One for each, above 0, together 1."""

    def __post_init__(self) -> None:
        require_rising("discrete", self.values, "values")
        require_shares("discrete", self.probabilities, len(self.values))

    def quantile(self, u: Floats) -> Floats:
        """The smallest value up to which the probabilities come to `u`."""
        place = np.searchsorted(np.cumsum(self.probabilities)[:-1], u, side="left")
        found: Floats = np.array(self.values)[place]
        return found

    def below(self, value: float) -> float:
        """The probability of a draw below `value`, the value itself not among them."""
        pairs = zip(self.values, self.probabilities, strict=True)
        return math.fsum(share for one, share in pairs if one < value)


@dataclass(frozen=True, slots=True)
class Empirical:
    """What was seen, each value alike, evenly spread between neighbours.

    The quantiles are those of R's type 7 (R. J. Hyndman and Y. Fan 1996, Sample quantiles in
    statistical packages, The American Statistician 50(4)), as NumPy's; no draw lies beyond the
    smallest and the largest.
    """

    values: tuple[float, ...]
    """Two or more, none smaller than the one before."""

    def __post_init__(self) -> None:
        require_finite("empirical", self.values)
        if len(self.values) < 2 or self.values[0] == self.values[-1]:
            raise GivenError(
                "empirical", f"{len(set(self.values))} value", "two or more that differ", "constant"
            )
        if list(self.values) != sorted(self.values):
            raise GivenError("empirical", "values out of order", "rising values", "sorted(values)")

    def quantile(self, u: Floats) -> Floats:
        """Between the two values next to the place `u` of the way from the first to the last."""
        places = np.arange(len(self.values))
        return np.interp(u * (len(self.values) - 1), places, self.values)

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        after = int(np.searchsorted(self.values, value, side="left"))
        if after in (0, len(self.values)):
            return float(after > 0)
        first, last = self.values[after - 1], self.values[after]
        return (after - 1 + (value - first) / (last - first)) / (len(self.values) - 1)


def require_finite(kind: str, numbers: Sequence[float]) -> None:
    """Raise GivenError unless all are finite numbers."""
    for number in numbers:
        if not math.isfinite(number):
            raise GivenError(kind, f"{number}", "finite numbers", "a number")


def require_rising(kind: str, numbers: Sequence[float], what: str) -> None:
    """Raise GivenError unless each is above the one before."""
    require_finite(kind, numbers)
    for before, after in pairwise(numbers):
        if not before < after:
            raise GivenError(
                kind, f"{before:g}, then {after:g}", f"rising {what}, each once", "their order"
            )


def require_shares(kind: str, shares: Sequence[float], count: int) -> None:
    """Raise GivenError unless there are so many above 0 that come to 1."""
    require_finite(kind, shares)
    if len(shares) != count or not count:
        raise GivenError(
            kind, f"{len(shares)} probabilities for {count} values", "one for each", "as many"
        )
    if min(shares) <= 0:
        raise GivenError(
            kind, f"a probability of {min(shares):g}", "each above 0", "leave that one out"
        )
    if abs(math.fsum(shares) - 1) > WHOLE:
        raise GivenError(
            kind, f"{math.fsum(shares):g} in all", "1 in all", f"each / {math.fsum(shares):g}"
        )
