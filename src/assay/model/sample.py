"""Draws every given a run needs, a block of samples at a time, in base units.

Not here: the distributions (`shapes.py`), the points themselves (`sobol.py`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.givens import Given
from assay.model.shapes import Path, PathOf, aligned
from assay.model.sobol import BITS, Directions, named_generator, sequence
from assay.units import unit

Floats = NDArray[np.float64]
Method = Literal["sobol", "plain"]


@dataclass(frozen=True, slots=True)
class Design:
    """How many samples, how drawn."""

    samples: int
    """All samples together; a power of two serves best."""
    seed: int
    """The same seed gives the same bits."""
    randomisations: int
    """Independent parts, from which errors are estimated; as equal as can be."""
    method: Method
    """"sobol" or "plain"."""

    def __post_init__(self) -> None:
        if self.samples < 1 or not 1 <= self.randomisations <= self.samples:
            raise StoryError(
                "samples",
                f"{self.samples} samples in {self.randomisations} randomisations",
                "at least one sample in each randomisation",
                "samples=2**14, randomisations=8",
            )
        if self.method not in ("sobol", "plain"):
            raise StoryError("method", repr(self.method), "sobol or plain", "sobol")

    def starts(self) -> tuple[int, ...]:
        """First sample of each randomisation, and the end of the last."""
        parts = self.randomisations
        return tuple(part * self.samples // parts for part in range(parts + 1))

    def replicate(self) -> NDArray[np.int64]:
        """For each sample, the randomisation it belongs to."""
        return np.repeat(np.arange(self.randomisations), np.diff(self.starts()))


def uniforms(name: str, design: Design, start: int, stop: int) -> Floats:
    """The uniform numbers (0, 1) of one name for samples start..stop; no other name moves them."""
    found = np.empty(stop - start)
    bounds = design.starts()
    for part, (first, end) in enumerate(pairwise(bounds)):
        low, high = max(start, first), min(stop, end)
        if low >= high:
            continue
        piece = found[low - start : high - start]
        if design.method == "sobol":
            directions, shift = _randomised(name, design.seed, part)
            points = sequence(directions, low - first, high - first)
            np.add(points ^ shift, 0.5, out=piece, dtype=np.float64)
            piece *= 0.5**BITS
        else:
            generator = named_generator(name, design.seed, f"plain {part}")
            # one 64-bit step a number, so any block can be reached directly
            generator.bit_generator.advance(low - first)  # type: ignore[attr-defined]
            generator.random(out=piece)
            np.maximum(piece, 0.5**54, out=piece)
    return found


@lru_cache(maxsize=4096)
def _randomised(name: str, seed: int, part: int) -> tuple[Directions, np.uint32]:
    generator = named_generator(name, seed, f"sobol {part}")
    drawn = generator.integers(0, 1 << BITS, size=BITS + 1, dtype=np.uint64)
    place = np.uint64(BITS - 1) - np.arange(BITS, dtype=np.uint64)
    directions = (drawn[:BITS] | np.uint64(1)) << place & np.uint64((1 << BITS) - 1)
    return directions.astype(np.uint32), np.uint32(drawn[BITS])


def draw(given: Given, u: Floats, years: NDArray[np.int64]) -> Floats:
    """The given's values at probabilities `u`, in base units, aligned to the model's years."""
    scale = unit(given.unit, f"given {given.name}").scale
    values = given.shape.quantile(u)
    if isinstance(given.shape, Path | PathOf):
        values = aligned(given.shape, values, years)
    return values if scale == 1.0 else values * scale


def medians(givens: Iterable[Given], years: Sequence[int]) -> dict[str, Floats]:
    """Every given at its median, in its own unit: (1,) for a number, (year, 1) for a series."""
    middle, calendar = np.array([0.5]), np.array(years)
    found = {}
    for given in givens:
        values = given.shape.quantile(middle)
        if isinstance(given.shape, Path | PathOf):
            values = aligned(given.shape, values, calendar)
        found[given.name] = values
    return found
