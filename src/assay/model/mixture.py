"""A distribution that is one of several, each with its weight, drawn by one table.

Not here: the distributions it is made of (`distributions.py`, `told_by_points.py`), how a file
writes it (`written.py`).
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assay.model.distributions import Constant, Distribution
from assay.model.normal import probabilities_below, standard_normal
from assay.model.told_by_points import Discrete, require_shares

Floats = NDArray[np.float64]

NODES = 4097
"""Points of the table for each part; interpolation is then right to a few millionths of the
distribution's width."""
REACH = 8.0
"""Standard normal range of those points; the probability beyond it is 1e-15."""
FARTHEST = 1e-14
"""Probability at either end that the table leaves out, since sums of probabilities near 1 have no
digits left there; less than one sample in any run."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """Several distributions, one of which holds."""

    weights: tuple[float, ...]
    """Probability of each, above 0, together 1."""
    shapes: tuple[Distribution, ...]
    """The distributions."""

    def __post_init__(self) -> None:
        require_shares("mixture", self.weights, len(self.shapes))

    def quantile(self, u: Floats) -> Floats:
        """The inverse of the weighted sum of the parts' probabilities, by a table."""
        return self.at_score(standard_normal(u))

    def at_score(self, z: Floats) -> Floats:
        """The value whose standard normal score is `z`."""
        scores, values = mixture_table(self)
        return np.interp(z, scores, values)

    def below(self, value: float) -> float:
        """The probability of a draw below `value`."""
        pairs = zip(self.weights, self.shapes, strict=True)
        return math.fsum(weight * shape.below(value) for weight, shape in pairs)


@lru_cache(maxsize=64)
def mixture_table(mixture: Mixture) -> tuple[Floats, Floats]:
    """Normal scores, none smaller than the one before, and the mixture's values there: those of
    each part, where all of them have most of their points."""
    u = probabilities_below(np.linspace(-REACH, REACH, NODES))
    places = [shape.quantile(u) for shape in mixture.shapes]
    # a step between a value and the number next to it keeps the whole probability there
    places += [
        np.nextafter(shape.quantile(u), np.inf)
        for shape in mixture.shapes
        if isinstance(shape, Constant | Discrete)
    ]
    values = np.unique(np.concatenate(places))
    below = np.array([mixture.below(value) for value in values.tolist()])
    # the last value's own probability lies above it
    below[-1] = max(below[-1], 1.0 - FARTHEST)
    kept = (below >= FARTHEST) & (below <= 1.0 - FARTHEST)
    first = max(int(np.argmax(kept)) - 1, 0)
    last = min(below.size - int(np.argmax(kept[::-1])) + 1, below.size)
    shares = np.clip(np.maximum.accumulate(below[first:last]), FARTHEST / 2, 1.0 - FARTHEST / 2)
    return standard_normal(shares), values[first:last]
