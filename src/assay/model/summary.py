"""Samples told in a few numbers: quantiles and probabilities with their errors.

Not here: drawing and running (`sample.py`, `run.py`).
"""

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Found = TypeVar("Found")
"""What is said of one row."""

LONG = 2**16
"""Values of a row from which on a sort costs more than a few pivots (measured)."""
AT_ONCE = 2**15
"""Values of a row taken at a time, so that what is made of them stays in the cache."""
BAND = (0.05, 0.25, 0.50, 0.75, 0.95)
"""The probabilities of a band."""


@dataclass(frozen=True, slots=True)
class Band:
    """Five quantiles of one sampled amount, in one unit."""

    p05: float
    """5th percentile."""
    p25: float
    """25th percentile."""
    p50: float
    """Median."""
    p75: float
    """75th percentile."""
    p95: float
    """95th percentile."""


def quantiles(values: Floats, probabilities: Sequence[float]) -> Floats:
    """Quantiles over the last axis, linearly interpolated: (year, sample) -> (year, probability).

    By a full sort, or for long rows and for a single quantile by one pivot at a time, long ones
    over threads: NumPy's partition with several pivots is slower than either (numpy/numpy#32187).
    The same whichever it is.
    """
    samples = values.shape[-1]
    position = np.asarray(probabilities, dtype=np.float64) * (samples - 1)
    below = np.floor(position).astype(np.int64)
    above = np.minimum(below + 1, samples - 1)

    def between(low: Floats, high: Floats) -> Floats:
        found: Floats = low + (high - low) * (position - below)
        return found

    if samples < LONG and position.size > 1:
        ordered = np.sort(values, axis=-1)
        return between(ordered[..., below], ordered[..., above])
    places = sorted(set(below.tolist()))

    def of_row(row: Floats) -> Floats:
        ordered = np.array(row)
        _put_in_place(ordered, 0, samples, places)
        # what follows a pivot is the least of all up to the next
        following = {
            place: np.fmin.reduce(ordered[min(place + 1, samples - 1) : end + 1])
            for place, end in pairwise([*places, samples])
        }
        return between(ordered[below], np.array([following[place] for place in below.tolist()]))

    found = _of_rows(of_row, values.reshape(-1, samples))
    return np.array(found).reshape(*values.shape[:-1], position.size)


def moments(values: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each row, (row, sample) -> (row,) each; not over threads,
    whose short calls wait for each other longer than they take (measured)."""

    def of_row(row: Floats) -> tuple[float, float]:
        mean, squares = float(np.mean(row)), 0.0
        for start in range(0, row.size, AT_ONCE):
            apart = row[start : start + AT_ONCE] - mean
            squares += float(np.einsum("i,i->", apart, apart))
        return mean, math.sqrt(squares / row.size)

    found = np.array([of_row(row) for row in values])
    return found[:, 0], found[:, 1]


def _of_rows(of_row: Callable[[Floats], Found], rows: Floats) -> list[Found]:
    """What is said of each row, over threads where rows are long."""
    if rows.shape[-1] < LONG:
        return [of_row(row) for row in rows]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(of_row, rows))


def _put_in_place(values: Floats, first: int, end: int, places: Sequence[int]) -> None:
    """Bring to each of the rising places what a sort of values[first:end] would bring there."""
    if places:
        middle = len(places) // 2
        place = places[middle]
        values[first:end].partition(place - first)
        _put_in_place(values, first, place, places[:middle])
        _put_in_place(values, place + 1, end, places[middle + 1 :])


def medians(values: Floats) -> Floats:
    """The median over the last axis: (year, sample) -> (year,)."""
    return quantiles(values, (0.5,))[..., 0]


def band(values: Floats) -> Band:
    """The band of one amount, (sample,)."""
    return Band(*(float(q) for q in quantiles(values, BAND)))


def bands(values: Floats) -> tuple[Band, ...]:
    """One band a year, of (year, sample)."""
    return tuple(Band(*(float(q) for q in row)) for row in quantiles(values, BAND))


def probability(holds: NDArray[np.bool_], replicate: NDArray[np.int64]) -> tuple[float, float]:
    """Share of samples in which it holds, and its standard error.

    As `mean`; a probability is the mean of ones and zeros.
    """
    return mean(np.asarray(holds, dtype=np.float64), replicate)


def mean(values: Floats, replicate: NDArray[np.int64]) -> tuple[float, float]:
    """Mean over samples, and its standard error.

    The error comes from the spread of the independent randomisations, since points within one are
    not independent (A. B. Owen, Monte Carlo theory, methods and examples, ch. 17). With a single
    randomisation it is that of independent samples, which overstates.
    """
    sizes = np.bincount(replicate)
    if sizes.size < 2:
        return float(np.mean(values)), float(np.std(values) / np.sqrt(values.size))
    parts = np.bincount(replicate, weights=values) / sizes
    return float(np.mean(values)), float(np.std(parts, ddof=1) / np.sqrt(sizes.size))
