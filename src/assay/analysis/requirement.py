"""What would have to be true: how far each given alone would have to move to reach a threshold.

Not here: the telling of it (`verdict.BreakEven`). Each given moves on its own normal scale while
all others stay at their medians, so a requirement of two givens together is not found here.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.errors import StoryError
from assay.model.correlation import Correlation
from assay.model.givens import Given
from assay.model.graph import graph_of
from assay.model.model import Model
from assay.model.normal import probability_below
from assay.model.run import Run, evaluate
from assay.model.sample import medians
from assay.model.shapes import Constant, Path, PathOf, aligned, at_score, certain, over_time

Floats = NDArray[np.float64]

REACH = 6.0
"""Sweep in standard normal units: beyond it lies one draw in 5e8, which no given's width means."""
POINTS = 121
"""Points of a sweep: a step of 0.1, between which the crossing is interpolated."""


@dataclass(frozen=True, slots=True)
class Found:
    """One given, moved alone."""

    name: str
    """The given."""
    unit: str
    """Unit of median and needed."""
    median: float
    """Where it is believed to lie."""
    needed: float | None
    """Where it would have to lie; None where no value within reach is enough."""
    z: float | None
    """The needed value on the given's own standard normal scale; 0 is the median."""
    percentile: float | None
    """Its percentile, 0..100; None where no value is enough."""
    best: float
    """The target's value nearest to the threshold over the sweep (beyond it, if reached)."""


def break_even(
    model: Model,
    givens: Sequence[Given],
    target: Callable[[Run], Floats],
    outputs: Sequence[str],
    threshold: float,
    correlations: Sequence[Correlation] = (),
    years: Mapping[str, Iterable[int]] | None = None,
) -> tuple[Found, ...]:
    """For each given, the nearest value at which `target` reaches `threshold`, others at medians.

    Those correlated with the given follow it to where they are most likely then. `target` takes a
    run of `outputs`, of some in certain `years` alone, and returns one number a sample. Series and
    constants are not moved, nor givens that the outputs do not need. Sorted by distance from the
    median, givens that cannot do it last.
    Raises StoryError if the target cannot be told at the medians.
    """
    graph = graph_of(model, givens)
    wanted = graph.behind(outputs)
    moved = [
        given
        for given in givens
        if given.name in wanted
        and not over_time(given.shape)
        and not isinstance(given.shape, Constant)
    ]
    z = np.linspace(-REACH, REACH, POINTS)
    u = np.array([probability_below(one) for one in z])
    middle = medians(givens, graph.years())
    inputs = _sweeps(moved, middle, u)
    for one in correlations:
        _follow(one, moved, {given.name: given for given in givens}, inputs, graph.years())
    done = evaluate(model, givens, inputs, outputs, years=years, unfinished="keep")
    reached = np.asarray(target(done), dtype=np.float64)
    base = float(reached[-1])
    if not math.isfinite(base):
        raise StoryError(
            "break_even",
            f"{base} with every given at its median",
            "a finite target at the medians",
            "another target",
        )
    found = []
    for position, given in enumerate(moved):
        sweep = reached[position * POINTS : (position + 1) * POINTS]
        found.append(_found(given, float(middle[given.name][0]), z, sweep, threshold, base))
    return tuple(sorted(found, key=lambda one: _distance(one, threshold)))


def _sweeps(moved: Sequence[Given], middle: Mapping[str, Floats], u: Floats) -> dict[str, Floats]:
    """Every given at its median but over its own stretch of samples; last, all medians."""
    inputs = dict(middle)
    for position, given in enumerate(moved):
        values = np.full(len(moved) * POINTS + 1, middle[given.name][0])
        values[position * POINTS : (position + 1) * POINTS] = given.shape.quantile(u)
        inputs[given.name] = values
    return inputs


def _follow(
    correlation: Correlation,
    moved: Sequence[Given],
    givens: Mapping[str, Given],
    inputs: dict[str, Floats],
    years: Sequence[int],
) -> None:
    """Bring the partners of each moved given along: where its normal score is z, theirs is most
    likely r * z."""
    z = np.linspace(-REACH, REACH, POINTS)
    for position, given in enumerate(moved):
        stretch = slice(position * POINTS, (position + 1) * POINTS)
        for name in correlation.givens:
            r = correlation.between(given.name, name)
            if name == given.name or r == 0 or certain(givens[name].shape):
                continue
            shape = givens[name].shape
            values = at_score(shape, r * z)
            if isinstance(shape, Path | PathOf):
                values = aligned(shape, values, np.array(years))
            width = len(moved) * POINTS + 1
            widened = np.array(np.broadcast_to(inputs[name], (*values.shape[:-1], width)))
            widened[..., stretch] = values
            inputs[name] = widened


def _found(
    given: Given, median: float, z: Floats, sweep: Floats, threshold: float, base: float
) -> Found:
    """The crossing nearest to the median, if there is one."""
    finite = np.where(np.isfinite(sweep), sweep, base)
    best = float(finite.max() if base < threshold else finite.min())
    crossing = _crossing(z, sweep - threshold)
    if crossing is None:
        return Found(given.name, given.unit, median, None, None, None, best)
    below = probability_below(crossing)
    needed = float(given.shape.quantile(np.array([below]))[0])
    return Found(given.name, given.unit, median, needed, crossing, 100 * below, best)


def _crossing(z: Floats, excess: Floats) -> float | None:
    """Where the excess is zero, nearest to z = 0, by linear interpolation; None if nowhere."""
    before, after = excess[:-1], excess[1:]
    with np.errstate(invalid="ignore"):
        steps = np.flatnonzero(
            np.isfinite(before) & np.isfinite(after) & (before * after <= 0) & (before != after)
        )
    if steps.size == 0:
        return None
    rise = excess[steps + 1] - excess[steps]
    crossings = z[steps] - excess[steps] / rise * (z[steps + 1] - z[steps])
    return float(crossings[np.argmin(np.abs(crossings))])


def _distance(found: Found, threshold: float) -> tuple[int, float]:
    """Sort key: those that reach it by |z|, then the others by what is missing."""
    if found.z is not None:
        return 0, abs(found.z)
    return 1, abs(found.best - threshold)
