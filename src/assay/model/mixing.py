"""Finds formulas in which a sample's value depends on other samples, which no formula may do.

A run computes samples in blocks and over threads, so what such a formula says would depend on how
they fall into blocks. Two ways to find one: by the shapes of what it asks NumPy for, which names
the operation, and by asking it for some samples with and without the others, which finds all else.

Not here: which formulas are asked (`check.py`, `trace.py`), units (`dimensioned.py`).
"""

import inspect
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.answer import FAILURES, numbers

Floats = NDArray[np.float64]
Value = Any
"""Whatever a formula may hand to NumPy."""
Formula = Callable[..., Value]
"""From arrays to whatever its author returns."""

SAMPLES = 11
"""Samples with which a formula is asked: as many as hardly any formula has parts or tables, so that
a last axis of this length is that of the samples."""
SOME = (9, 2, 5, 0)
"""The samples with which it is asked again: fewer, since a count may matter, and in another order,
since that may; more than one, since a single one is computed in another order by NumPy."""
LEAST = 0.5
"""The smallest number of these; the largest is 1 above it, so that no power of it runs away."""
FACTORS = (1.0, 1e-12, 1.0, 0.1, 1e12, 1.0, -1.0, 1e3, 10.0, 1.0, 1e-3)
"""By what the numbers of the samples are multiplied: those that are left out reach beyond the rest
as far as a threshold may lie, since a formula may ask whether all are above it."""
STRIDES = (0.6180339887, 0.7548776662, 0.5698402910)
"""Steps from sample to sample, year to year and argument to argument, as shares of the range of
these numbers: the golden ratio, the plastic one and its square, by which no two come out equal and
none are in order."""
TOLERANCE = 1e-6
"""By how much of the largest value two answers may differ by rounding: NumPy adds and raises to
powers in another order where arrays are longer, and differences of large numbers show it."""
KEEPS_SAMPLES = frozenset({"expand_dims", "squeeze"})
"""Functions whose axis says where a new one goes, or an empty one is."""


class Mixed(Exception):
    """A formula asks something of several samples together: what, and in which expression."""

    def __init__(self, found: str, chain: str) -> None:
        super().__init__(found, chain)
        self.found, self.chain = found, chain


def refusal(where: str, found: str, chain: str = "") -> StoryError:
    """What is told of a formula that mixes samples."""
    return StoryError(
        where,
        f"{found}: it mixes samples",
        "each sample's value from that sample alone, whichever others are computed with it",
        "axis=0 for a sum over years, numpy.where for a choice by sample",
        chain=chain,
    )


@lru_cache(maxsize=64)
def probe(rows: int, argument: int) -> Floats:
    """Numbers to ask a formula with, (year, sample), all different; `argument` is its place."""
    samples, years, arguments = STRIDES
    steps = np.arange(SAMPLES) * samples + np.arange(rows)[:, None] * years + argument * arguments
    numbers: Floats = (LEAST + steps % 1.0) * FACTORS
    return numbers


def among(numbers: Floats, years: Floats) -> Floats:
    """Numbers of a probe as points in time, about the years of a model."""
    spread: Floats = years.flat[0] + numbers * years.size
    return spread


def mixing(formula: Formula, arguments: Sequence[Floats]) -> str | None:
    """What gives a formula away that answers some samples otherwise without the others; None where
    nothing does, or where it fails, which a run tells better.

    `arguments` are as in a run of `SAMPLES` samples.
    """
    some = [values[..., SOME] if _of_samples(values) else values for values in arguments]
    for values in (*arguments, *some):
        values.flags.writeable = False
    try:
        with np.errstate(all="ignore"):
            all_of_them = numbers(formula(*arguments))
            answer = numbers(formula(*some))
            expected = all_of_them[..., SOME] if _of_samples(all_of_them) else all_of_them
            if expected.shape != answer.shape or _same(expected, answer):
                return None
            again = numbers(formula(*arguments))
    except FAILURES:
        return None
    again = again[..., SOME] if _of_samples(again) else again
    if again.shape != expected.shape or not _same(expected, again):
        return "other numbers each time it is asked with the same inputs"
    return "other values for some samples without the others"


def _same(one: Floats, other: Floats) -> bool:
    if (one == other).all():  # most are, and this is asked in a hundredth of the time
        return True
    finite = np.abs(one[np.isfinite(one)])
    limit = TOLERANCE * finite.max(initial=0.0)
    return bool(np.isclose(one, other, rtol=0.0, atol=limit, equal_nan=True).all())


def _of_samples(values: Value) -> bool:
    return np.shape(values)[-1:] == (SAMPLES,)


def refuse_of_samples(what: str, values: Value, chain: str) -> None:
    """Raise Mixed where the last axis is that of the samples."""
    if _of_samples(values):
        raise Mixed(what, chain)


def refuse_picking(values: Value, key: Value, chain: str) -> None:
    """Raise Mixed where a key takes some of the samples."""
    if not _of_samples(values) or (
        np.ndim(values) == 2 and isinstance(key, int | np.integer | slice)
    ):
        return
    parts = key if isinstance(key, tuple) else (key,)
    places = np.broadcast_to(np.arange(SAMPLES), np.shape(values))[key]
    by_truth = any(np.asarray(one).dtype == bool and _of_samples(one) for one in parts)
    if by_truth or (places.size and np.unique(places).size < SAMPLES):
        raise Mixed("some of the samples", f"{chain}[...]")


def refuse_axis(name: str, values: Value, axis: Value, chain: str) -> None:
    """Raise Mixed where a function along an axis, or along all where that is None, goes along the
    samples."""
    if not _of_samples(values):
        return
    last = np.ndim(values) - 1
    axes = axis if isinstance(axis, tuple) else (axis,)
    if any(one is None or one % (last + 1) == last for one in axes):
        raise Mixed(f"numpy.{name} over the samples", chain)


def refuse_mixing(function: Value, args: Value, kwargs: Value, chain: str) -> None:
    """Raise Mixed where one of NumPy's functions with an axis goes along the samples."""
    signature = _with_axis(function)
    if signature is None or function.__name__ in KEEPS_SAMPLES:
        return
    try:
        bound = signature.bind(*args, **kwargs)
    except TypeError:
        return
    bound.apply_defaults()
    first = next(iter(bound.arguments.values()))
    if isinstance(first, np.ndarray):
        refuse_axis(function.__name__, first, bound.arguments["axis"], chain)


@lru_cache(maxsize=128)
def _with_axis(function: Value) -> inspect.Signature | None:
    """The signature of a function that has an axis."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    return signature if "axis" in signature.parameters else None
