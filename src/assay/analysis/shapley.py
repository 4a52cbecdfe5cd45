"""Shapley effects: shares of variance that add up to 1 although inputs move together.

Not here: shares of independent inputs (`sensitivity.py`, `saltelli.py`).

Owen (2014), SIAM/ASA Journal on Uncertainty Quantification 2, 245-251; for dependent inputs Song,
Nelson and Staum (2016), the same journal 4, 1060-1083. An input's effect is what it adds to the
variance explained, averaged over all orders in which inputs become known. The variance explained
by a set is the mean product of two runs that share it and draw the rest anew, given it; under the
Gaussian copula those draws are exact.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from assay.analysis.importance import normals

Floats = NDArray[np.float64]

SAMPLES = 2**12
"""Runs a set."""
ALL_ORDERS = 4
"""Up to so many inputs all orders are tried: 24 orders of 16 sets."""
ORDERS = 16
"""Orders drawn where there are more inputs, each with its reverse."""
LEAST = 1e-10
"""Lifts a matrix of normal scores that two inputs share entirely."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Shapley effects, (input,), which add up to 1, and their standard errors."""

    effect: Floats
    """Share of the variance."""
    error: Floats
    """Standard error: of the runs, and of the orders where not all were tried."""


def shapley_effects(
    run: Callable[[Floats], Floats], correlation: Floats, seed: int, samples: int = SAMPLES
) -> Effects:
    """Effects of the inputs of `run`, (input, point) -> (point,), given as normal scores.

    `correlation` is that of the scores. The same seed gives the same bits.
    """
    size = len(correlation)
    every = list(permutations(range(size))) if size <= ALL_ORDERS else _some_orders(size, seed)
    first = _root(correlation) @ normals("shapley", seed, (size, samples))
    of_first = run(first)
    centred = of_first - of_first.mean()
    known: dict[frozenset[int], Floats] = {
        frozenset(): np.zeros(samples),
        frozenset(range(size)): centred**2,
    }

    def explained(inside: frozenset[int]) -> Floats:
        """Products, one a sample, whose mean is the variance that the set explains."""
        if inside not in known:
            again = _drawn_given(first, correlation, sorted(inside), seed)
            known[inside] = centred * (run(again) - of_first.mean())
        return known[inside]

    steps = np.zeros((len(every), size, samples), dtype=np.float32)
    for row, order in enumerate(every):
        before: frozenset[int] = frozenset()
        for one in order:
            after = before | {one}
            steps[row, one] = explained(after) - explained(before)
            before = after
    variance = float(np.mean(centred**2)) or 1.0
    added = steps.mean(axis=0, dtype=np.float64)
    within = added.std(axis=1) / np.sqrt(samples)
    between = steps.mean(axis=2, dtype=np.float64).std(axis=0) / np.sqrt(len(every))
    of_orders = between if size > ALL_ORDERS else np.zeros(size)
    return Effects(added.mean(axis=1) / variance, np.hypot(within, of_orders) / variance)


def _some_orders(size: int, seed: int) -> list[tuple[int, ...]]:
    """Orders drawn at random, each followed by its reverse."""
    keys = normals("shapley orders", seed, (ORDERS, size))
    drawn = [tuple(int(k) for k in np.argsort(row)) for row in keys]
    return [order for one in drawn for order in (one, one[::-1])]


def _root(matrix: Floats) -> Floats:
    """A lower triangular factor; of a matrix that rounding left indefinite, of the nearest."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    lifted = (vectors * np.maximum(values, LEAST)) @ vectors.T
    return np.asarray(np.linalg.cholesky(lifted), dtype=np.float64)


def _drawn_given(first: Floats, correlation: Floats, inside: list[int], seed: int) -> Floats:
    """Scores that share the inputs of `inside`, the others drawn anew from their distribution
    given those."""
    outside = [at for at in range(len(correlation)) if at not in inside]
    between = correlation[np.ix_(outside, inside)]
    slopes = np.linalg.solve(
        correlation[np.ix_(inside, inside)] + LEAST * np.eye(len(inside)), between.T
    ).T
    rest = correlation[np.ix_(outside, outside)] - slopes @ between.T
    fresh = normals(f"shapley {inside}", seed, (len(outside), first.shape[1]))
    found = first.copy()
    found[outside] = slopes @ first[inside] + _root(rest) @ fresh
    return found
