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
from assay.model.memory import require_memory
from assay.model.shapes import Path, PathOf, aligned, at_score
from assay.model.sobol import (
    BITS,
    STRETCH,
    Digits,
    dimensions,
    higher,
    named_seed,
    scrambled,
    sequence,
)  # fmt: skip
from assay.units import unit

Floats = NDArray[np.float64]
Method = Literal["sobol", "plain"]

SAMPLES = 2**14
"""Samples by default: for percentiles as good as some 40,000 plain ones, for means more (R1)."""
RANDOMISATIONS = 8
"""Independent parts by default: enough to tell an error to a quarter of itself."""
MIDDLE: Floats = np.array([0.5])
"""The probability of a median, one sample."""
SMALLEST = 0.5**54
"""What stands for a drawn 0, half the step of a drawn number, so that quantiles stay finite."""
SPARSE = 500
"""Numbers drawn in the time in which one is reached by itself (measured)."""


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
        """For each sample, the randomisation it belongs to. Raises StoryError for too many."""
        require_memory(self.samples, 1)
        return np.repeat(np.arange(self.randomisations), np.diff(self.starts()))


@dataclass(frozen=True, slots=True)
class Stream:
    """The uniform numbers of one name, before any is drawn."""

    name: str
    """The name, on which alone they depend (and on the seed)."""
    design: Design
    """How many, how drawn."""
    directions: Digits | None
    """Scrambled direction numbers, (randomisation, column); None for plain sampling."""
    low: Digits | None
    """The first points of each randomisation, (randomisation, point); None for plain sampling."""


def streams(names: Iterable[str], wanted: Iterable[str], design: Design) -> dict[str, Stream]:
    """A stream for each wanted name; `names` are all that the model draws, in order, wanted or not:
    what is asked of a run moves none of its numbers."""
    if design.method == "plain":
        return {name: Stream(name, design, None, None) for name in wanted}
    dealt = dimensions(names)
    return {name: _stream(name, dealt[name], design) for name in wanted}


@lru_cache(maxsize=2048)
def _stream(name: str, dimension: int, design: Design) -> Stream:
    """A name's stream, made once: a verdict runs one model many times with the same design."""
    most = max(end - first for first, end in pairwise(design.starts()))
    columns = (most - 1).bit_length()
    directions, shift = scrambled(name, dimension, design.randomisations, columns, design.seed)
    low = sequence(directions, 0, min(STRETCH, 1 << directions.shape[-1])) ^ shift
    directions.flags.writeable = low.flags.writeable = False
    return Stream(name, design, directions, low)


def uniforms(stream: Stream, start: int, stop: int) -> Floats:
    """Uniform numbers (0, 1) for samples start..stop."""
    found = np.empty(stop - start)
    if not _fill_whole(found, stream, start):
        for part, (first, end) in enumerate(pairwise(stream.design.starts())):
            low, high = max(start, first), min(stop, end)
            if low < high:
                _fill(found[low - start : high - start], stream, part, low - first)
    if stream.directions is None:
        return np.maximum(found, SMALLEST, out=found)
    # the middle of each point's interval, so that neither 0 nor 1 occurs
    found += 0.5
    found *= 0.5**BITS
    return found


def uniforms_at(stream: Stream, places: NDArray[np.int64]) -> Floats:
    """Uniform numbers (0, 1) for the samples at these places, which rise."""
    first, last = int(places[0]), int(places[-1])
    if stream.directions is None and places.size * SPARSE < last - first:
        parts = [
            _one_by_one(stream, part, places[(places >= start) & (places < end)] - start)
            for part, (start, end) in enumerate(pairwise(stream.design.starts()))
        ]
        return np.maximum(np.concatenate(parts), SMALLEST)
    return uniforms(stream, first, last + 1)[places - first]


def _one_by_one(stream: Stream, part: int, places: NDArray[np.int64]) -> Floats:
    """Plain numbers of one randomisation, without those between."""
    bits = np.random.PCG64(named_seed(stream.name, stream.design.seed, f"plain {part}"))
    numbers, reached, found = np.random.Generator(bits), 0, np.empty(places.size)
    for row, place in enumerate(places.tolist()):
        bits.advance(place - reached)
        found[row], reached = numbers.random(), place + 1
    return found


def _fill_whole(found: Floats, stream: Stream, start: int) -> bool:
    """The same of several whole randomisations at once, which saves seven eighths of the calls of a
    verdict; false, and nothing done, where they are not whole or not alike."""
    low, directions, design = stream.low, stream.directions, stream.design
    length, odd = divmod(design.samples, design.randomisations)
    if low is None or directions is None or odd or start % length or found.size % length:
        return False
    stretches, short = divmod(length, low.shape[1])
    parts = slice(start // length, (start + found.size) // length)
    if short or found.size == length:
        return False
    differ = sequence(directions[parts, (low.shape[1] - 1).bit_length() :], 0, stretches)
    np.bitwise_xor(
        low[parts, None, :], differ[:, :, None],
        out=found.reshape(-1, stretches, low.shape[1]), casting="unsafe",
    )  # fmt: skip
    return True


def _fill(found: Floats, stream: Stream, part: int, start: int) -> None:
    """Numbers of one randomisation from `start` on; of a sequence, its points as whole numbers."""
    if stream.directions is None or stream.low is None:
        bits = np.random.PCG64(named_seed(stream.name, stream.design.seed, f"plain {part}"))
        bits.advance(start)  # one 64-bit step a number, so any block is reached directly
        np.random.Generator(bits).random(out=found)
        return
    low, directions = stream.low[part], stream.directions[part]
    first, inside = divmod(start, low.size)
    last = -(-(start + found.size) // low.size)
    if last - first == 1:
        some = low[inside : inside + found.size]
        found[:] = some ^ higher(directions, first * low.size) if first else some
        return
    # within a stretch, points differ from those of the first by the same binary digits
    differ = sequence(directions[(low.size - 1).bit_length() :], first, last)
    whole = (low ^ differ[:, None]).reshape(-1)
    found[:] = whole[inside : inside + found.size]


def draw(given: Given, u: Floats, years: NDArray[np.int64]) -> Floats:
    """The given's values at probabilities `u`, in base units, aligned to the model's years."""
    return in_base(given, given.shape.quantile(u), years)


def draw_at(given: Given, scores: Floats, years: NDArray[np.int64]) -> Floats:
    """The same at standard normal scores."""
    return in_base(given, at_score(given.shape, scores), years)


def in_base(given: Given, values: Floats, years: NDArray[np.int64]) -> Floats:
    """Values in the given's own unit, in base units and aligned to the model's years."""
    scale = unit(given.unit, f"given {given.name}").scale
    if isinstance(given.shape, Path | PathOf):
        values = aligned(given.shape, values, years)
    return values if scale == 1.0 else values * scale


def medians(givens: Iterable[Given], years: Sequence[int]) -> dict[str, Floats]:
    """Every given at its median, in its own unit: (1,) for a number, (year, 1) for a series."""
    calendar = np.array(years)
    found = {}
    for given in givens:
        values = given.shape.quantile(MIDDLE)
        if isinstance(given.shape, Path | PathOf):
            values = aligned(given.shape, values, calendar)
        found[given.name] = values
    return found
