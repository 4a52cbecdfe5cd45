"""Distributions of one number by their quantile functions, told by percentiles or bounds.

Not here: series over years and how a file writes a shape (`shapes.py`), the points they are
evaluated at (`sample.py`). All numbers are in the given's own unit; an impossible distribution
raises GivenError that names the key.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from assay.errors import GivenError
from assay.model.normal import LEAST, Z95, probability_below, standard_normal

Floats = NDArray[np.float64]

TABLE_POINTS = 4097
"""Nodes of the table that inverts a beta distribution; interpolation is then right to 1e-6."""
TABLE_REACH = 8.0
"""Standard normal range of that table; the probability beyond it is 1e-15, less than one sample."""
FEWEST = 1e-290
"""The least probability between two bounds of which samples can be told apart: 2^53 of them share
it, and the smallest number is 1e-308."""
TABLE_DENSITY = (TABLE_POINTS - 1) / (2 * TABLE_REACH)
"""Steps of that table a unit, a power of two."""


class Shape(Protocol):
    """A distribution, or a path of them over years."""

    def quantile(self, u: Floats) -> Floats:
        """The value at probability `u` (0 < u < 1), elementwise; a path gives (year, sample)."""
        ...


class Distribution(Shape, Protocol):
    """A distribution of one number, which can be truncated."""

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        ...


@runtime_checkable
class Scored(Distribution, Protocol):
    """A distribution that is a function of a standard normal number and can be turned around."""

    def score(self, value: float) -> float:
        """The standard normal score of a value."""
        ...

    def at_score(self, z: Floats) -> Floats:
        """The value whose standard normal score is `z`."""
        ...


@dataclass(frozen=True, slots=True)
class Constant:
    """One number, known exactly."""

    value: float
    """The number."""

    def __post_init__(self) -> None:
        _finite("constant", value=self.value)

    def quantile(self, u: Floats) -> Floats:
        """The number itself, once per sample."""
        return np.full(np.shape(u), float(self.value))

    def below(self, value: float) -> float:
        """0 up to the number, 1 beyond it."""
        return 1.0 if value > self.value else 0.0


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal distribution by its 5th and 95th percentile."""

    p05: float
    """5th percentile."""
    p95: float
    """95th percentile."""

    def __post_init__(self) -> None:
        _finite("normal", p05=self.p05, p95=self.p95)
        _rising("normal", p05=self.p05, p95=self.p95)

    def quantile(self, u: Floats) -> Floats:
        """Middle plus spread times the standard normal quantile."""
        return self.at_score(standard_normal(u))

    def at_score(self, z: Floats) -> Floats:
        """The value whose standard normal score is `z`."""
        return (self.p05 + self.p95) / 2 + (self.p95 - self.p05) / (2 * Z95) * z

    def score(self, value: float) -> float:
        """The standard normal score of a value."""
        middle, spread = (self.p05 + self.p95) / 2, (self.p95 - self.p05) / (2 * Z95)
        return (value - middle) / spread

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        return probability_below(self.score(value))


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Normal on either side of its median, each side as wide as its own percentile says."""

    p05: float
    """5th percentile."""
    p50: float
    """Median."""
    p95: float
    """95th percentile."""

    def __post_init__(self) -> None:
        _finite("percentiles", p05=self.p05, p50=self.p50, p95=self.p95)
        _rising("percentiles", p05=self.p05, p50=self.p50)
        _rising("percentiles", p50=self.p50, p95=self.p95)

    def quantile(self, u: Floats) -> Floats:
        """Median plus the side's spread times the standard normal quantile."""
        return self.at_score(standard_normal(u))

    def at_score(self, z: Floats) -> Floats:
        """The value whose standard normal score is `z`."""
        return self.p50 + z / Z95 * np.where(z < 0, self.p50 - self.p05, self.p95 - self.p50)

    def score(self, value: float) -> float:
        """The standard normal score of a value."""
        above = value - self.p50
        side = self.p95 - self.p50 if above > 0 else self.p50 - self.p05
        return above / side * Z95

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        return probability_below(self.score(value))


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A lognormal distribution by its 5th and 95th percentile, both positive."""

    p05: float
    """5th percentile."""
    p95: float
    """95th percentile."""

    def __post_init__(self) -> None:
        _finite("lognormal", p05=self.p05, p95=self.p95)
        if self.p05 <= 0:
            raise GivenError(
                "lognormal.p05",
                f"p05 = {self.p05:g}",
                "p05 above 0: a lognormal amount is never zero or negative",
                "normal, if the amount can be negative",
            )
        _rising("lognormal", p05=self.p05, p95=self.p95)

    def _logs(self) -> tuple[float, float]:
        low, high = math.log(self.p05), math.log(self.p95)
        return (low + high) / 2, (high - low) / (2 * Z95)

    def quantile(self, u: Floats) -> Floats:
        """Exponential of a normal quantile."""
        return self.at_score(standard_normal(u))

    def at_score(self, z: Floats) -> Floats:
        """The value whose standard normal score is `z`."""
        middle, spread = self._logs()
        return np.exp(middle + spread * z)

    def score(self, value: float) -> float:
        """The standard normal score of a value."""
        middle, spread = self._logs()
        return (math.log(value) - middle) / spread if value > 0 else -math.inf

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        return probability_below(self.score(value))


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between two bounds alike."""

    low: float
    """Lower bound."""
    high: float
    """Upper bound."""

    def __post_init__(self) -> None:
        _finite("uniform", low=self.low, high=self.high)
        _rising("uniform", low=self.low, high=self.high)

    def quantile(self, u: Floats) -> Floats:
        """Low bound plus `u` times the width."""
        return self.low + (self.high - self.low) * u

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@dataclass(frozen=True, slots=True)
class Triangular:
    """A triangle over two bounds with its peak at the mode."""

    low: float
    """Lower bound."""
    mode: float
    """Where the peak is."""
    high: float
    """Upper bound."""

    def __post_init__(self) -> None:
        _finite("triangular", low=self.low, mode=self.mode, high=self.high)
        _rising("triangular", low=self.low, high=self.high)
        if not self.low <= self.mode <= self.high:
            raise GivenError(
                "triangular.mode",
                f"low = {self.low:g}, mode = {self.mode:g}, high = {self.high:g}",
                "the mode between low and high",
                "low <= mode <= high",
            )

    def quantile(self, u: Floats) -> Floats:
        """The two square-root branches, left and right of the mode."""
        width, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        left = self.low + np.sqrt(u * (width * rise))
        right = self.high - np.sqrt((1.0 - u) * (width * fall))
        return np.where(u * width <= rise, left, right)

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        width, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        if value <= self.low:
            return 0.0
        if value >= self.high:
            return 1.0
        if value <= self.mode:
            return (value - self.low) ** 2 / (width * rise)
        return 1.0 - (self.high - value) ** 2 / (width * fall)


@dataclass(frozen=True, slots=True)
class Beta:
    """A beta distribution with parameters `alpha` and `beta`, stretched from `low` to `high`."""

    alpha: float
    """First shape parameter, above 0."""
    beta: float
    """Second shape parameter, above 0."""
    low: float = 0.0
    """Lower bound."""
    high: float = 1.0
    """Upper bound."""

    def __post_init__(self) -> None:
        _finite("beta", alpha=self.alpha, beta=self.beta, low=self.low, high=self.high)
        for key, value in (("alpha", self.alpha), ("beta", self.beta)):
            if value <= 0:
                raise GivenError(
                    f"beta.{key}", f"{key} = {value:g}", f"{key} above 0", "a positive number"
                )
        _rising("beta", low=self.low, high=self.high)

    def quantile(self, u: Floats) -> Floats:
        """The inverse by a table in standard normal coordinates, interpolated."""
        return self.at_score(standard_normal(u))

    def at_score(self, z: Floats) -> Floats:
        """The value whose standard normal score is `z`."""
        values, steps = beta_table(self.alpha, self.beta)
        # the nodes are evenly spaced, so a score tells its own place in the table
        place = np.clip((z + TABLE_REACH) * TABLE_DENSITY, 0.0, TABLE_POINTS - 1.0)
        node = np.minimum(place.astype(np.intp), TABLE_POINTS - 2)
        place -= node
        place *= steps.take(node)
        place += values.take(node)
        return self.low + (self.high - self.low) * place

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        from scipy.special import betainc

        share = min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))
        return float(betainc(self.alpha, self.beta, share))


@lru_cache(maxsize=64)
def beta_table(alpha: float, beta: float) -> tuple[Floats, Floats]:
    """Beta quantiles at evenly spaced standard normal nodes, and the steps between them; the upper
    half by mirror, which keeps digits."""
    from scipy.special import betaincinv, ndtr

    nodes = np.linspace(-TABLE_REACH, TABLE_REACH, TABLE_POINTS)
    lower = betaincinv(alpha, beta, ndtr(nodes))
    upper = 1.0 - betaincinv(beta, alpha, ndtr(-nodes))
    values = np.where(nodes < 0, lower, upper)
    return values, np.diff(values)


@dataclass(frozen=True, slots=True)
class Truncated:
    """A distribution drawn only from the probability between two bounds; never clamped."""

    shape: Distribution
    """What is confined."""
    low: float = -math.inf
    """Lower bound."""
    high: float = math.inf
    """Upper bound."""

    def __post_init__(self) -> None:
        _rising("truncate", low=self.low, high=self.high)
        start, end = self.bounds()
        if abs(end - start) < FEWEST:
            raise GivenError(
                "truncate",
                f"[{self.low:g}, {self.high:g}], where the distribution has no probability",
                "bounds around some of the distribution",
                "bounds on both sides of its middle",
            )

    def turned(self) -> Scored | None:
        """The shape where both bounds lie above its middle, so that probabilities are best told
        from above: below there they are numbers near 1, which have no digits left for them."""
        shape = self.shape
        return shape if isinstance(shape, Scored) and shape.score(self.low) > 0 else None

    def bounds(self) -> tuple[float, float]:
        """The probability below either bound; that above it where the shape is turned."""
        turned = self.turned()
        if turned is None:
            return self.shape.below(self.low), self.shape.below(self.high)
        low, high = turned.score(self.low), turned.score(self.high)
        return probability_below(-low), probability_below(-high)

    def quantile(self, u: Floats) -> Floats:
        """The quantile at the probability `u` of the way between the bounds."""
        (start, end), turned = self.bounds(), self.turned()
        if turned is None:
            found = self.shape.quantile(np.minimum(start + (end - start) * u, 1.0 - LEAST))
        else:
            # from the far end, since `u` is never quite 1 and so no probability comes out as 0
            found = turned.at_score(-standard_normal(end + (start - end) * (1.0 - u)))
        # rounding of the table or of `u` can leave the interval by an ulp; the bounds are exact
        return np.clip(found, self.low, self.high)

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        (start, end), turned = self.bounds(), self.turned()
        from_above = 0.0 if turned is None else -turned.score(value)
        here = self.shape.below(value) if turned is None else probability_below(from_above)
        return min(1.0, max(0.0, (here - start) / (end - start)))


def _finite(kind: str, **numbers: float) -> None:
    for key, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, (int, float, np.floating, np.integer)):
            raise GivenError(f"{kind}.{key}", f"{key} = {value!r}", "a number", "a plain number")
        if not math.isfinite(value):
            raise GivenError(f"{kind}.{key}", f"{key} = {value}", "a finite number", "a number")


def _rising(kind: str, **pair: float) -> None:
    (low_key, low), (high_key, high) = pair.items()
    if not low < high:
        raise GivenError(
            kind,
            f"{low_key} = {low:g}, {high_key} = {high:g}",
            f"{low_key} below {high_key}",
            f"the smaller number as {low_key}, or `constant` if they are the same",
        )
