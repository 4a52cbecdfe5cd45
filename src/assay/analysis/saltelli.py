"""First-order and total shares of variance from runs made for the purpose.

Not here: shares from samples in hand (`sensitivity.py`). For independent inputs, or groups of
inputs that are independent of each other.

Two independent designs and their mixtures (Saltelli et al. 2010, Computer Physics Communications
181, 259-270); total shares after Jansen (1999), Computer Physics Communications 117, 35-43. First
order by regression on all the runs or by Saltelli's mean of products, whichever is surer: the one
where an input does much, the other where it does next to nothing, and for a group, which has no
such regression. One independent randomisation after the other, so that memory does not grow with
their number, errors are told by leaving one out, and a run that is stopped has an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assay.analysis.sensitivity import FEWEST_PARTS, coefficients, shares_of
from assay.errors import ArgumentError
from assay.model.sample import RANDOMISATIONS, Design, Stream, streams, uniforms
from assay.model.watch import Watch

Floats = NDArray[np.float64]
Groups = Sequence[tuple[int, ...]]

SAMPLES = 2**12
"""Points of each of the two designs; the whole takes as many times inputs and two."""
AT_CALL = 2**14
"""Points of one call, where the inputs let it: enough to outweigh the call, few enough for the
cache."""


@dataclass(frozen=True, slots=True)
class SobolShares:
    """First-order and total shares, (output, input), with their standard errors."""

    first: Floats
    """What each input explains alone."""
    first_error: Floats
    """Its standard error."""
    total: Floats
    """What would be left if all others were known."""
    total_error: Floats
    """Its standard error."""
    runs: int
    """Points computed for it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Means over one randomisation, of outputs less one and the same number an output."""

    runs: int
    """Points computed."""
    both: tuple[Floats, Floats]
    """Mean and mean square over the two designs, (output,)."""
    every: tuple[Floats, Floats]
    """The same over all points."""
    total: Floats
    """Half the mean square of the difference that an input alone makes, (output, input)."""
    shared: Floats
    """Mean product of the other design and that difference, (output, input)."""
    difference: Floats
    """Mean of that difference, (output, input)."""
    waves: Floats
    """Mean of output times wave, and of the wave itself, (output + 1, coordinate, wave)."""


def runs_of(inputs: int, samples: int) -> int:
    """How many points `sobol_shares` computes."""
    return (inputs + 2) * samples


def sobol_shares(
    run: Callable[[Floats], Floats],
    names: Sequence[str],
    seed: int,
    samples: int = SAMPLES,
    groups: Groups | None = None,
    watch: Watch | None = None,
) -> SobolShares:
    """Shares of `run`, (coordinate, point) -> (output, point), its coordinates given as
    probabilities and drawn by their `names`.

    `groups` are places of coordinates that count as one input (default: each one by itself). Errors
    come from independent randomisations. The same seed gives the same bits. Where `watch` stops it,
    the shares are those of the randomisations done, of three at least. Raises ArgumentError for no
    names, for names that repeat, and for results of another length.
    """
    _require_names(names)
    alone = [(place,) for place in range(len(names))]
    asked: Groups = alone if groups is None else groups
    design = Design(samples, seed, RANDOMISATIONS, "sobol")
    both = [f"{side} {name}" for name in names for side in ("one", "other")]
    drawn = streams(both, both, design)
    watch = watch or Watch()
    watch.begin(runs_of(len(asked), samples))
    parts: list[Part] = []
    shift: Floats | None = None
    for stretch in pairwise(design.starts()):
        if len(parts) >= FEWEST_PARTS and watch.stop.is_set():
            break
        one, other = (
            np.stack([_uniform(drawn[f"{side} {name}"], stretch) for name in names])
            for side in ("one", "other")
        )
        found, shift = _part(run, (one, other), asked, shift, watch)
        parts.append(found)
    return _joined(parts, asked)


def _require_names(names: Sequence[str]) -> None:
    if not names:
        found, expected = "no name", "the name of one input or more"
        raise ArgumentError("the argument names", found, expected, 'names=("growth", "price")')
    twice = sorted({name for name in names if list(names).count(name) > 1})
    if twice:
        told = f"{', '.join(map(repr, twice))} twice"
        raise ArgumentError("the argument names", told, "each name once", "other names")


def _uniform(stream: Stream, stretch: tuple[int, int]) -> Floats:
    return uniforms(stream, *stretch)


def _asked(run: Callable[[Floats], Floats], points: Floats, watch: Watch) -> Floats:
    """Results as (output, point)."""
    found = np.atleast_2d(run(points))
    if found.ndim != 2 or found.shape[1] != points.shape[1]:
        expected = f"(output, {points.shape[1]}), a result for each point"
        raise ArgumentError("the argument run", f"shape {found.shape}", expected, "such a function")
    watch.add(points.shape[1])
    return found


def _part(
    run: Callable[[Floats], Floats],
    designs: tuple[Floats, Floats],
    groups: Groups,
    shift: Floats | None,
    watch: Watch,
) -> tuple[Part, Floats]:
    """One randomisation, and what was taken off its outputs: `shift`, or the first of its own."""
    one, other = designs
    size = one.shape[1]
    of_one, of_other = _asked(run, one, watch), _asked(run, other, watch)
    if shift is None:
        shift = of_one[:, :1].copy()
    of_one, of_other = of_one - shift, of_other - shift
    waves = _with_level(one, of_one) + _with_level(other, of_other)
    total = of_one.sum(axis=1) + of_other.sum(axis=1)
    squares = _squares(of_one) + _squares(of_other)
    both = (total / (2 * size), squares / (2 * size))
    columns: list[tuple[Floats, Floats, Floats]] = []
    at_once = max(1, AT_CALL // size)
    for start in range(0, len(groups), at_once):
        some = groups[start : start + at_once]
        mixed = np.tile(one, len(some))
        for place, group in enumerate(some):
            mixed[list(group), place * size : (place + 1) * size] = other[list(group)]
        of_mixed = _asked(run, mixed, watch) - shift
        waves += _with_level(mixed, of_mixed)
        total, squares = total + of_mixed.sum(axis=1), squares + _squares(of_mixed)
        for place in range(len(some)):
            made = of_mixed[:, place * size : (place + 1) * size] - of_one
            mean = made.mean(axis=1)
            columns.append(((made**2).mean(axis=1) / 2, (of_other * made).mean(axis=1), mean))
    halves, shared, difference = (np.stack(one, axis=-1) for one in zip(*columns, strict=True))
    runs = runs_of(len(groups), size)
    every = (total / runs, squares / runs)
    return Part(runs, both, every, halves, shared, difference, waves / runs), shift


def _with_level(points: Floats, values: Floats) -> Floats:
    """Coefficients of the values and of 1, (output + 1, coordinate, wave)."""
    return coefficients(points, np.vstack([values, np.ones((1, values.shape[1]))]))


def _squares(values: Floats) -> Floats:
    found: Floats = (values**2).sum(axis=1)
    return found


def _joined(parts: Sequence[Part], groups: Groups) -> SobolShares:
    """The shares of some randomisations, all of one weight."""
    middle = np.mean([part.both[0] for part in parts], axis=0)
    variance = np.stack([part.both[1] - 2 * middle * part.both[0] + middle**2 for part in parts])
    total, total_error = _shares(np.stack([part.total for part in parts]), variance)
    # of a mean that is not 0 the waves, which do not quite cancel, would see a part
    level = np.mean([part.every[0] for part in parts], axis=0)
    spread = np.mean([part.every[1] for part in parts], axis=0) - level**2
    waves = np.stack([part.waves[:-1] - level[:, None, None] * part.waves[-1] for part in parts])
    alone = shares_of(waves, spread)
    shared = np.stack([part.shared - middle[:, None] * part.difference for part in parts])
    first, first_error = _shares(shared, variance)
    for place, group in enumerate(groups):
        one = group[0]
        surer = (alone.error[:, one] < first_error[:, place]) & (len(group) == 1)
        first[surer, place] = alone.share[surer, one]
        first_error[surer, place] = alone.error[surer, one]
    return SobolShares(first, first_error, total, total_error, sum(part.runs for part in parts))


def _shares(parts: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Ratio of means over all parts, and its error by leaving one out: (output, input)."""
    many = len(parts)
    whole = _ratio(parts.mean(axis=0), variance.mean(axis=0))
    left = np.stack(
        [
            _ratio(np.delete(parts, k, axis=0).mean(axis=0), np.delete(variance, k, 0).mean(axis=0))
            for k in range(many)
        ]
    )
    spread = ((left - left.mean(axis=0)) ** 2).sum(axis=0)
    return whole, np.sqrt(spread * (many - 1) / many)


def _ratio(top: Floats, variance: Floats) -> Floats:
    found: Floats = top / np.where(variance > 0, variance, 1.0)[:, None]
    return found
