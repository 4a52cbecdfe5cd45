"""Every shape a given can have: distributions, and series over years.

Not here: the quantile functions of single numbers (`distributions.py`, `told_by_points.py`,
`mixture.py`), how a file writes them (`written.py`), where they are evaluated (`sample.py`).
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.errors import GivenError
from assay.model.distributions import (
    Beta,
    Constant,
    Distribution,
    Lognormal,
    Normal,
    Percentiles,
    Shape,
    Triangular,
    Truncated,
    Uniform,
)
from assay.model.mixture import Mixture
from assay.model.normal import Z95, probabilities_below, standard_normal
from assay.model.told_by_points import Discrete, Empirical, Quantiles

__all__ = [
    "Beta",
    "Constant",
    "Discrete",
    "Distribution",
    "Empirical",
    "Lognormal",
    "Mixture",
    "Normal",
    "Path",
    "PathOf",
    "Percentiles",
    "Quantiles",
    "Shape",
    "Triangular",
    "Truncated",
    "Uniform",
    "aligned",
    "at_score",
    "certain",
    "over_time",
]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Path:
    """A recorded series, one value a year, all of it uncertain by the same unknown factor."""

    years: tuple[int, ...]
    """Calendar years, rising."""
    values: tuple[float, ...]
    """One value a year; NaN where unknown."""
    relative: float = 0.0
    """Half width: 90 % of draws lie within 1/(1+relative) .. 1+relative times it; 0 is exact."""

    def __post_init__(self) -> None:
        _years_rise("series", self.years, len(self.values))
        if not (math.isfinite(self.relative) and self.relative >= 0):
            raise GivenError(
                "relative", f"relative = {self.relative}", "0 or more", "0.05 for 5 percent"
            )
        if any(math.isinf(value) for value in self.values):
            raise GivenError("series", "an infinite value", "finite values", "nan where unknown")

    def quantile(self, u: Floats) -> Floats:
        """(year, sample): the series times one lognormal factor; (year, 1) where it is exact."""
        series = np.asarray(self.values, dtype=np.float64)[:, None]
        return series if self.relative == 0 else series * self.factor(u)

    def factor(self, u: Floats) -> Floats:
        """The lognormal factor that all years share, (sample,)."""
        return np.exp(math.log1p(self.relative) / Z95 * standard_normal(u))


@dataclass(frozen=True, slots=True)
class PathOf:
    """A distribution a year, moved by one shared draw: high in one year is high in every year."""

    years: tuple[int, ...]
    """Calendar years, rising."""
    shapes: tuple[Distribution, ...]
    """One distribution a year."""

    def __post_init__(self) -> None:
        _years_rise("path", self.years, len(self.shapes))

    def quantile(self, u: Floats) -> Floats:
        """(year, sample): each year's quantile at the same `u`."""
        return np.stack([shape.quantile(u) for shape in self.shapes])


def at_score(shape: Shape, z: Floats) -> Floats:
    """The value whose standard normal score is `z`; as `quantile` at the probability below it."""
    if isinstance(shape, Normal | Percentiles | Lognormal | Beta | Quantiles | Mixture):
        return shape.at_score(z)
    return shape.quantile(probabilities_below(z))


def over_time(shape: Shape) -> bool:
    """Whether the shape has one value a year."""
    return isinstance(shape, Path | PathOf)


def certain(shape: Shape) -> bool:
    """Whether every draw gives the same: a constant, or a series that is exact."""
    return isinstance(shape, Constant) or (isinstance(shape, Path) and shape.relative == 0)


def aligned(shape: Path | PathOf, values: Floats, years: NDArray[np.int64]) -> Floats:
    """The rows of `values` (the shape's years) at `years`; NaN where the shape has none."""
    position = {year: row for row, year in enumerate(shape.years)}
    rows = [position.get(int(year)) for year in years]
    if rows == list(range(len(shape.years))):
        return values
    found = np.full((len(rows), values.shape[1]), np.nan)
    for target, row in enumerate(rows):
        if row is not None:
            found[target] = values[row]
    return found


def _years_rise(kind: str, years: tuple[int, ...], count: int) -> None:
    if not years or len(years) != count or list(years) != sorted(set(years)):
        raise GivenError(
            kind,
            f"{len(years)} years and {count} values",
            "one value for each of some rising years",
            "2022 = 1.0, 2023 = 1.1 and so on",
        )
