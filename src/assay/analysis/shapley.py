"""Shapley effects: shares of variance that add up to 1 although inputs move together.

Not here: shares of independent inputs (`sensitivity.py`, `saltelli.py`).

Owen (2014), SIAM/ASA Journal on Uncertainty Quantification 2, 245-251; for dependent inputs Song,
Nelson and Staum (2016), the same journal 4, 1060-1083. An input's effect is what it adds to the
variance explained, averaged over all orders in which inputs become known. What a set leaves
unexplained is half the mean square difference of two runs that share it and draw the rest anew,
given it (Jansen 1999, Computer Physics Communications 117, 35-43); under the Gaussian copula those
draws are exact. Both runs come from one scrambled Sobol' design, and every set from the same two:
for lognormal inputs that takes a tenth of the runs that mean products of independent draws do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np
from numpy.typing import NDArray

from assay.analysis.importance import normals
from assay.errors import ArgumentError
from assay.model.normal import standard_normal
from assay.model.sample import RANDOMISATIONS, Design, streams, uniforms
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
    return samples * len(
        {frozenset(order[:known]) for order in orders for known in range(inputs + 1)}
    )


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
    if not size or samples < RANDOMISATIONS:
        found = f"{size} inputs and {samples} samples"
        expected = f"an input and {RANDOMISATIONS} samples at least"
        raise ArgumentError("shapley_effects", found, expected, "samples=2**12")
    watch = watch or Watch()
    watch.begin(runs_of(size, seed, samples))
    design = Design(samples, seed, RANDOMISATIONS, "sobol")
    one, fresh = _drawn(size, design)
    first = _root(correlation) @ one
    of_first = _asked(run, first, watch)
    starts = np.array(design.starts()[:-1])
    sizes = np.diff(design.starts())
    left = {frozenset(range(size)): np.zeros((*of_first.shape[:-1], RANDOMISATIONS))}

    def unexplained(known: frozenset[int]) -> Floats:
        """What a set leaves of the variance, in each randomisation, (..., part)."""
        if known not in left:
            again = _asked(run, _drawn_given(first, correlation, sorted(known), fresh), watch)
            squares = (of_first - again) ** 2 / 2
            left[known] = np.add.reduceat(squares, starts, axis=-1) / sizes
        return left[known]

    taken: list[Floats] = []
    for order in orders_of(size, seed):
        in_pairs = len(taken) >= FEWEST and len(taken) % 2 == 0
        if size > ALL_ORDERS and in_pairs and watch.stop.is_set():
            break
        sets = [frozenset(order[:known]) for known in range(size + 1)]
        steps = np.empty((size, *of_first.shape[:-1], RANDOMISATIONS))
        for place, (before, after) in zip(order, pairwise(sets), strict=True):
            steps[place] = unexplained(before) - unexplained(after)
        taken.append(steps)
    return _effects(np.stack(taken), size > ALL_ORDERS, samples * len(left))


def _drawn(size: int, design: Design) -> tuple[Floats, Floats]:
    """Independent normal scores of the inputs twice over, (input, point) each."""
    names = [f"{side} {place}" for place in range(size) for side in ("one", "other")]
    drawn = streams(names, names, design)
    one, other = (
        np.stack([uniforms(drawn[f"{side} {place}"], 0, design.samples) for place in range(size)])
        for side in ("one", "other")
    )
    return standard_normal(one), standard_normal(other)


def _asked(run: Callable[[Floats], Floats], points: Floats, watch: Watch) -> Floats:
    """Results as (output, point) or (point,)."""
    found = np.asarray(run(points), dtype=np.float64)
    if found.ndim not in (1, 2) or found.shape[-1] != points.shape[1]:
        expected = f"(output, {points.shape[1]}), a result for each point"
        raise ArgumentError("the argument run", f"shape {found.shape}", expected, "such a function")
    watch.add(points.shape[1])
    return found


def _effects(steps: Floats, some: bool, runs: int) -> Effects:
    """From what each input added, (order, input, ..., part); `some`: not all orders were tried."""
    added = steps.mean(axis=0)
    many = added.shape[-1]
    left_out = np.stack([_ratio(np.delete(added, k, axis=-1).mean(axis=-1)) for k in range(many)])
    within = ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0) * (many - 1) / many
    # an order and its reverse err in opposite ways, so that only pairs are independent
    between = np.zeros_like(within)
    if some:
        pairs = np.stack([_ratio(one.mean(axis=-1)) for one in steps[::2] + steps[1::2]])
        between = pairs.var(axis=0, ddof=1) / len(pairs)
    effect = _ratio(added.mean(axis=-1))
    return Effects(np.moveaxis(effect, 0, -1), np.moveaxis(np.sqrt(within + between), 0, -1), runs)


def _ratio(added: Floats) -> Floats:
    """What each input added, (input, ...), over what all did; 0 where that is nothing."""
    variance = added.sum(axis=0)
    found: Floats = np.where(variance > 0, added, 0.0) / np.where(variance > 0, variance, 1.0)
    return found


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


def _drawn_given(first: Floats, correlation: Floats, inside: list[int], fresh: Floats) -> Floats:
    """Scores that share the inputs of `inside`, the others drawn anew from their distribution
    given those, by `fresh` independent ones: each its own, so that two sets differ in nothing but
    what tells them apart."""
    outside = [at for at in range(len(correlation)) if at not in inside]
    found = first.copy()
    found[outside] = fresh[outside]
    linked = (correlation != np.eye(len(correlation))).any(axis=1)
    known, drawn = ([at for at in some if linked[at]] for some in (inside, outside))
    if drawn:
        between = correlation[np.ix_(drawn, known)]
        lift = LEAST * np.eye(len(known))
        slopes = np.linalg.solve(correlation[np.ix_(known, known)] + lift, between.T).T
        rest = correlation[np.ix_(drawn, drawn)] - slopes @ between.T
        found[drawn] = slopes @ first[known] + _root(rest) @ fresh[drawn]
    return found
