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
from assay.errors import ArgumentError
from assay.model.watch import Watch

Floats = NDArray[np.float64]
Order = tuple[int, ...]

SAMPLES = 2**12
"""Runs a set."""
ALL_ORDERS = 4
"""Up to so many inputs all orders are tried: 24 orders of 16 sets."""
ORDERS = 16
"""Orders drawn where there are more inputs, each with its reverse."""
FEWEST = 4
"""Orders after which a run may be stopped: two, each with its reverse."""
PARTS = 64
"""Parts of the runs, from which the error is told to a tenth of itself."""
LEAST = 1e-10
"""Lifts a matrix of normal scores that two inputs share entirely."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Shapley effects, (output, input), which add up to 1, and their standard errors; (input,)
    where the results came as (point,)."""

    effect: Floats
    """Share of the variance; 0 of an output without any."""
    error: Floats
    """Standard error: of the runs, and of the orders where not all were tried."""
    runs: int
    """Points computed for it."""


def orders_of(inputs: int, seed: int) -> list[Order]:
    """The orders in which inputs become known: all, or some and their reverses."""
    return list(permutations(range(inputs))) if inputs <= ALL_ORDERS else _some_orders(inputs, seed)


def runs_of(inputs: int, seed: int, samples: int) -> int:
    """How many points `shapley_effects` computes."""
    orders = orders_of(inputs, seed)
    sets = {frozenset(order[:known]) for order in orders for known in range(1, inputs)}
    return samples * (1 + len(sets))


def shapley_effects(
    run: Callable[[Floats], Floats],
    correlation: Floats,
    seed: int,
    samples: int = SAMPLES,
    watch: Watch | None = None,
) -> Effects:
    """Effects of the inputs of `run`, (input, point) -> (output, point) or (point,), given as
    normal scores.

    `correlation` is that of the scores. The same seed gives the same bits. Where `watch` stops it,
    the effects are those of the orders done. Raises ArgumentError for no inputs, for too few
    samples, and for results of another length.
    """
    size = len(correlation)
    if not size or samples < PARTS:
        found = f"{size} inputs and {samples} samples"
        expected = f"an input and {PARTS} samples at least"
        raise ArgumentError("shapley_effects", found, expected, "samples=2**12")
    watch = watch or Watch()
    watch.begin(runs_of(size, seed, samples))
    first = _root(correlation) @ normals("shapley", seed, (size, samples))
    of_first = _asked(run, first, watch)
    # by way of one sample, so that of a constant nothing is left
    middle = of_first[..., :1] + (of_first - of_first[..., :1]).mean(axis=-1, keepdims=True)
    centred = of_first - middle
    starts = np.arange(PARTS) * samples // PARTS
    sizes = np.diff(starts, append=samples)

    def means(products: Floats) -> Floats:
        """Of each part, (..., part)."""
        found: Floats = np.add.reduceat(products, starts, axis=-1) / sizes
        return found

    known: dict[frozenset[int], Floats] = {
        frozenset(): np.zeros((*of_first.shape[:-1], PARTS)),
        frozenset(range(size)): means(centred**2),
    }
    taken: list[Floats] = []
    for order in orders_of(size, seed):
        if size > ALL_ORDERS and len(taken) >= FEWEST and watch.stop.is_set():
            break
        steps, before = np.empty((size, *of_first.shape[:-1], PARTS)), frozenset[int]()
        for one in order:
            after = before | {one}
            if after not in known:
                again = _drawn_given(first, correlation, sorted(after), seed)
                # a mean product of what two runs share is the variance that the shared explains
                known[after] = means(centred * (_asked(run, again, watch) - middle))
            steps[one] = known[after] - known[before]
            before = after
        taken.append(steps)
    runs = samples * (len(known) - 1)
    return _effects(np.stack(taken), sizes / samples, size > ALL_ORDERS, runs)


def _asked(run: Callable[[Floats], Floats], points: Floats, watch: Watch) -> Floats:
    """Results as (output, point) or (point,)."""
    found = np.asarray(run(points), dtype=np.float64)
    if found.ndim not in (1, 2) or found.shape[-1] != points.shape[1]:
        expected = f"(output, {points.shape[1]}), a result for each point"
        raise ArgumentError("the argument run", f"shape {found.shape}", expected, "such a function")
    watch.add(points.shape[1])
    return found


def _effects(steps: Floats, weights: Floats, some: bool, runs: int) -> Effects:
    """From what each input added, (order, input, ..., part); `some`: not all orders were tried."""
    added = steps.mean(axis=0)
    mean = added @ weights
    within = np.sqrt((((added - mean[..., None]) ** 2) @ weights) / (len(weights) - 1))
    of_orders = (steps @ weights).std(axis=0) / np.sqrt(len(steps)) if some else 0.0
    variance = mean.sum(axis=0)
    safe = np.where(variance > 0, variance, 1.0)
    effect, error = np.where(variance > 0, mean, 0.0) / safe, np.hypot(within, of_orders) / safe
    return Effects(np.moveaxis(effect, 0, -1), np.moveaxis(error, 0, -1), runs)


def _some_orders(size: int, seed: int) -> list[Order]:
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
