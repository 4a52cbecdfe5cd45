"""Draws every given a run needs, a block of samples at a time, in base units.

Not here: the distributions (`shapes.py`), the points themselves (`sobol.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.givens import Given
from assay.model.shapes import Path, PathOf, aligned, at_score
from assay.model.sobol import BITS, Digits, dimensions, named_seed, scrambled, sequence
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


@dataclass(frozen=True, slots=True)
class Stream:
    """The uniform numbers of one name, before any is drawn."""

    name: str
    """The name, on which alone they depend (and on the seed)."""
    design: Design
    """How many, how drawn."""
    directions: Digits | None
    """Scrambled direction numbers, (randomisation, column); None for plain sampling."""
    shift: Digits | None
    """Digital shift, (randomisation, 1); None for plain sampling."""


def streams(names: Iterable[str], wanted: Iterable[str], design: Design) -> dict[str, Stream]:
    """A stream for each wanted name; `names` are all of the model, in order, wanted or not."""
    if design.method == "plain":
        return {name: Stream(name, design, None, None) for name in wanted}
    dealt = _dealt(tuple(names), design.randomisations)
    return {name: _stream(name, tuple(one[name] for one in dealt), design) for name in wanted}


@lru_cache(maxsize=16)
def _dealt(names: tuple[str, ...], parts: int) -> tuple[Mapping[str, int], ...]:
    """The dimension of every name in each randomisation; the same for every run of a model."""
    return tuple(dimensions(names, part) for part in range(parts))


@lru_cache(maxsize=2048)
def _stream(name: str, dimension: tuple[int, ...], design: Design) -> Stream:
    """A name's stream, made once: a verdict runs one model many times with the same design."""
    columns = (max(np.diff(design.starts())) - 1).item().bit_length()
    directions, shift = scrambled(name, dimension, columns, design.seed)
    directions.flags.writeable = shift.flags.writeable = False
    return Stream(name, design, directions, shift)


def uniforms(stream: Stream, start: int, stop: int) -> Floats:
    """Uniform numbers (0, 1) for samples start..stop."""
    bounds = stream.design.starts()
    sizes = set(np.diff(bounds).tolist())
    if stream.directions is not None and sizes == {bounds[1]} and start == 0 and stop == bounds[-1]:
        return _as_uniform(sequence(stream.directions, 0, bounds[1]), stream.shift).reshape(-1)
    found = np.empty(stop - start)
    for part, (first, end) in enumerate(pairwise(bounds)):
        low, high = max(start, first), min(stop, end)
        if low < high:
            found[low - start : high - start] = _of_part(stream, part, low - first, high - first)
    return found


def _of_part(stream: Stream, part: int, start: int, stop: int) -> Floats:
    """Numbers start..stop of one randomisation."""
    if stream.directions is not None and stream.shift is not None:
        return _as_uniform(sequence(stream.directions[part], start, stop), stream.shift[part])
    bits = np.random.PCG64(named_seed(stream.name, stream.design.seed, f"plain {part}"))
    bits.advance(start)  # one 64-bit step a number, so any block is reached directly
    return np.maximum(np.random.Generator(bits).random(stop - start), SMALLEST)


def _as_uniform(points: Digits, shift: Digits | None) -> Floats:
    """The middle of each point's interval, so that neither 0 nor 1 occurs."""
    shifted = points if shift is None else points ^ shift
    middle: Floats = (shifted + np.float64(0.5)) * 0.5**BITS
    return middle


def draw(given: Given, u: Floats, years: NDArray[np.int64]) -> Floats:
    """The given's values at probabilities `u`, in base units, aligned to the model's years."""
    return _in_base(given, given.shape.quantile(u), years)


def draw_at(given: Given, scores: Floats, years: NDArray[np.int64]) -> Floats:
    """The same at standard normal scores."""
    return _in_base(given, at_score(given.shape, scores), years)


def _in_base(given: Given, values: Floats, years: NDArray[np.int64]) -> Floats:
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
