"""The probability of a rare event by importance sampling around its most probable points.

Not here: those points (`design_point.py`), what to do where there are none (`subset.py`).

Standard normal densities centred at the points, mixed (Schueller and Stix 1987, Structural Safety
4, 293-309; Melchers 1989, Structural Safety 6, 3-10), so each draw counts by the ratio of the two
densities. Drawn in batches until the answer is as sure as asked.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.analysis.limit_state import LimitState
from assay.model.normal import standard_normal
from assay.model.sobol import named_seed
from assay.model.watch import Watch

Floats = NDArray[np.float64]

BATCH = 4096
"""Draws of a batch: a run of so many costs little more than one of a thousand (silver)."""
BATCHES = 32
"""Batches at most."""
SURE = 0.05
"""Relative standard error at which drawing ends: a twentieth, two printed digits being too many."""
FEWEST = 2
"""Batches at least."""
ENOUGH = 30
"""Draws that must lie in the event before their spread is trusted to tell the error."""
LEAST = 0.5**54
"""What stands for a drawn 0, half the step of a drawn number."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability and how sure it is."""

    probability: float
    """The estimate."""
    error: float
    """Its standard error."""
    runs: int
    """How many points were computed for it."""
    hits: int
    """How many of them lay in the event."""

    @property
    def is_sure(self) -> bool:
        """Whether enough draws lay in the event for the error to mean something."""
        return self.hits >= ENOUGH


def normals(name: str, seed: int, shape: tuple[int, int]) -> Floats:
    """Independent standard normal numbers that depend on name, seed and shape alone."""
    bits = np.random.PCG64(named_seed(name, seed, "analysis"))
    return standard_normal(np.maximum(np.random.Generator(bits).random(shape), LEAST))


def estimate(
    state: LimitState,
    centres: Sequence[Floats],
    seed: int,
    batches: int = BATCHES,
    sure: float = SURE,
    watch: Watch | None = None,
) -> Estimate:
    """How probable the event is, by draws around `centres`; the same seed gives the same bits.

    `watch` is told how many draws are done of those that it will likely take, and may end them
    once enough lie in the event for the error to mean something.
    """
    watch = watch or Watch()
    watch.begin(BATCH * batches)
    middles = np.stack(list(centres))
    dealt = _dealt(_shares(middles))
    # as dealt, so that the ratio of the densities is exact
    shares = np.bincount(dealt, minlength=len(middles)) / BATCH
    total = squares = 0.0
    drawn = hits = 0
    for batch in range(batches):
        points = normals(f"importance {batch}", seed, (len(state.names), BATCH))
        points += middles[dealt].T
        inside = state.least(points) >= 0
        weights = np.where(inside, _ratios(points, middles, shares), 0.0)
        total += float(weights.sum())
        squares += float((weights**2).sum())
        drawn += BATCH
        hits += int(inside.sum())
        mean = total / drawn
        error = math.sqrt(max(squares / drawn - mean**2, 0.0) / drawn)
        if hits >= ENOUGH:
            far = math.ceil((batch + 1) * (error / (sure * mean)) ** 2)
            watch.asked = BATCH * min(batches, max(FEWEST, far))
        watch.add(BATCH)
        if hits < ENOUGH:
            continue
        if (batch + 1 >= min(FEWEST, batches) and error <= sure * mean) or watch.stop.is_set():
            break
    return Estimate(mean, error, drawn, hits)


def _shares(middles: Floats) -> Floats:
    """Of how many draws each centre gets: as its own first-order density, at least a tenth of an
    even part."""
    halves = 0.5 * (middles**2).sum(axis=1)
    dense = np.exp(-(halves - halves.min()))
    even = 1 / len(dense)
    shares = np.maximum(dense / dense.sum(), even / 10)
    found: Floats = shares / shares.sum()
    return found


def _dealt(shares: Floats) -> NDArray[np.int64]:
    """For each draw of a batch, its centre."""
    ends = np.round(np.cumsum(shares) * BATCH)
    places = np.searchsorted(ends, np.arange(BATCH), side="right")
    return np.minimum(places, len(shares) - 1)


def _ratios(points: Floats, middles: Floats, shares: Floats) -> Floats:
    """Standard normal density over that of the mixture."""
    exponents = np.einsum("mk,kn->mn", middles, points)
    exponents -= 0.5 * (middles**2).sum(axis=1)[:, None]
    highest = exponents.max(axis=0)
    mixed = (shares[:, None] * np.exp(exponents - highest)).sum(axis=0)
    ratios: Floats = np.exp(-highest) / mixed
    return ratios
