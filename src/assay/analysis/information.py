"""What finding out one thing would be worth: expected value of partial perfect information.

Not here: shares of variance as such (`sensitivity.py`), which givens one measurement tells
(`judging/what_to_find_out.py`).

Two questions, each answered from samples in hand. By the word: how much less often the best word is
wrong once the given is known, under a loss of 1 for a wrong word (Raiffa and Schlaifer 1961; by
regression as Strong, Oakley and Brennan 2014, Medical Decision Making 34, 311-326). By a margin:
what share of its variance goes once the given is known. Words are chosen on one half of the
independent parts and scored on the other, so noise is never told as worth.

What is told is the worth of the best rule among those fitted, so it errs downwards, by more than
its error where several inputs decide together: of what settles the word for good, two tell all but
some hundredths, three or more all but a tenth (measured on sums, products and boxes of ranks).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assay.analysis.products import products
from assay.analysis.sensitivity import parts_of, waves

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

WAVES = 5
"""Cosines an input beside its tails: they tell a hump from a step and hardly fit noise."""
CROSSED = 2
"""Cosines an input that are multiplied with those of others of its group; of two inputs all are,
which only for two are few enough for noise."""
MOST_CROSSED = 4
"""Inputs of a group whose cosines are multiplied with each other, the first ones."""
FEW_WAVES = 1
"""Cosines an input beside its tails in groups larger than that, whose inputs each weigh little."""
RIDGE = 1e-6
"""Keeps inputs that are nearly one solvable, relative to a variance of 1."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What knowing something would be worth, and its standard error."""

    worth: float
    """A fall in the chance to be wrong, or a share of variance; about 0 to 1, if anything low."""
    error: float
    """Standard error of sampling alone."""


def wrong(words: Places) -> float:
    """The chance that the commonest word is wrong."""
    return 1 - float(np.bincount(words).max() / words.size)


def worth_by_word(
    at: Floats, groups: Sequence[Sequence[int]], words: Places, replicate: Places | None = None
) -> tuple[Worth, ...]:
    """For each group of inputs, the fall in the chance of a wrong word were the group known.

    `at` holds ranks, (input, sample); `words` the true word of each sample, 0, 1, ...; `groups`
    places of inputs.
    """
    part = parts_of(replicate, words.size)
    kinds = np.arange(int(words.max()) + 1)
    truth = (words[None] == kinds[:, None]).astype(np.float64)
    commonest = int(np.argmax(truth.sum(axis=1)))
    found = []
    for group in groups:
        guessed = _predicted(at, group, truth, part)
        chosen = np.argmax(guessed, axis=0)
        gain = (chosen == words).astype(np.float64) - (commonest == words)
        found.append(_mean(gain, part))
    return tuple(found)


def worth_by_margin(
    at: Floats, groups: Sequence[Sequence[int]], margin: Floats, replicate: Places | None = None
) -> tuple[Worth, ...]:
    """For each group of inputs, the share of the margin's variance that goes were it known."""
    part = parts_of(replicate, margin.size)
    centred = margin - margin.mean()
    variance = float(np.mean(centred**2))
    if variance == 0:
        return tuple(Worth(0.0, 0.0) for _ in groups)
    return tuple(_settled(_rows(at, group), centred, variance, part) for group in groups)


def _settled(rows: Floats, centred: Floats, variance: float, part: Places) -> Worth:
    """The share of variance that rows explain, from sums of products alone.

    With weights w fitted on other parts, 2 w.b - w.G.w a part, G and b its mean products of rows
    with each other and with the margin.
    """
    many = int(part.max()) + 1
    squares, sides = _sums(np.concatenate([rows, centred[None]]), part, many)
    gains = np.empty(many)
    for half in (0, 1):
        there = np.arange(many) % 2 == half
        fitted = squares[~there].mean(axis=0) + RIDGE * np.eye(len(rows))
        weights = np.linalg.solve(fitted, sides[~there].mean(axis=0))
        gains[there] = 2 * sides[there] @ weights - (squares[there] @ weights) @ weights
    gains /= variance
    return Worth(float(gains.mean()), float(gains.std(ddof=1) / np.sqrt(many)))


def _sums(rows: Floats, part: Places, many: int) -> tuple[Floats, Floats]:
    """Mean products of each part's rows with each other, and with the last row."""
    sizes = np.bincount(part, minlength=many)
    if (sizes == sizes[0]).all() and (np.diff(part) >= 0).all():
        # parts of one length, one after the other, need no copies
        apart = np.split(rows, many, axis=1)
    else:
        apart = [rows[:, part == k] for k in range(many)]
    found = np.stack([products(some, some) for some in apart])
    found /= sizes[:, None, None]
    return found[:, :-1, :-1], found[:, :-1, -1]


def _mean(values: Floats, part: Places) -> Worth:
    """The mean, and its error from the spread of the parts."""
    means = np.bincount(part, weights=values) / np.bincount(part)
    return Worth(float(values.mean()), float(means.std(ddof=1) / np.sqrt(means.size)))


def _predicted(at: Floats, group: Sequence[int], truth: Floats, part: Places) -> Floats:
    """What each half of the parts says of the other, (kind, sample), by least squares."""
    rows = _rows(at, group)
    found = np.empty(truth.shape)
    halves = part % 2
    for half in (0, 1):
        here, there = halves != half, halves == half
        some = rows[:, here]
        squares = products(some, some) / some.shape[1] + RIDGE * np.eye(len(rows))
        weights = np.linalg.solve(squares, products(some, truth[:, here]) / some.shape[1])
        found[:, there] = weights.T @ rows[:, there]
    return found


def _rows(at: Floats, group: Sequence[int]) -> Floats:
    """1, the cosines of each input, and products of the first ones of different inputs."""
    count = WAVES if len(group) <= MOST_CROSSED else FEW_WAVES
    each = [_waves(at[place], count) for place in group]
    cross = count if len(group) == 2 else CROSSED
    crossed = [
        one[j] * other[k]
        for one, other in combinations(each[:MOST_CROSSED], 2)
        for j in range(cross)
        for k in range(cross)
    ]
    return np.concatenate([np.ones((1, at.shape[1])), *each, *(row[None] for row in crossed)])


def _waves(at: Floats, count: int) -> Floats:
    """Functions of an input's ranks: those of all ranks in the order in which it takes them."""
    places = np.rint(at * at.size - 0.5).astype(np.intp)
    return np.take(_in_order(at.size, count), places, axis=1)


@lru_cache(maxsize=4)
def _in_order(samples: int, count: int) -> Floats:
    """Functions of all ranks, rising."""
    return waves((np.arange(samples) + 0.5) / samples, count)
