"""A limit state: an event of a run as margins, in independent standard normal coordinates.

Not here: where the event is most probable (`design_point.py`), how probable it is
(`importance.py`, `subset.py`). The event happens where every margin is 0 or more. Givens that move
together are taken to independent coordinates by the Gaussian copula they are drawn with, which for
it is Nataf's transformation (Liu and Der Kiureghian 1986, Probabilistic Engineering Mechanics 1,
105-112).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.correlation import Correlation, weights_of
from assay.model.givens import Given
from assay.model.graph import graph_of
from assay.model.model import Model
from assay.model.run import Run, evaluate
from assay.model.sample import medians
from assay.model.shapes import Path, PathOf, aligned, at_score, certain, over_time

Floats = NDArray[np.float64]

WORST = 50.0
"""Margins are held to this: margins are logarithms of ratios, and e^50 is beyond any quantity."""


@dataclass(frozen=True, slots=True)
class LimitState:
    """An event over independent standard normal coordinates."""

    names: tuple[str, ...]
    """A name for each coordinate."""
    margins: Callable[[Floats], Floats]
    """(coordinate, point) -> (part, point); the event happens where no part is below 0."""
    varied: Callable[[Floats], Floats] | None = None
    """The same for (coordinate, variation, point) with most coordinates as in the first variation,
    which can be had for less; None where it cannot."""

    def least(self, points: Floats) -> Floats:
        """The smallest margin of each point, (point,); 0 or more where the event happens."""
        found: Floats = self.margins(points).min(axis=0)
        return found

    def at_variations(self, cloud: Floats) -> Floats:
        """Margins of (coordinate, variation, point) as (part, variation, point)."""
        count, *rest = cloud.shape
        found = self.varied(cloud) if self.varied else self.margins(cloud.reshape(count, -1))
        return found.reshape(-1, *rest)


@dataclass(frozen=True, slots=True)
class Space:
    """The uncertain givens behind some outputs, and how independent coordinates move them."""

    givens: tuple[Given, ...]
    """One a coordinate."""
    factor: Floats
    """Lower triangular (given, coordinate): what each given's normal score takes of each."""
    years: tuple[int, ...]
    """The model's years."""

    def scores(self, points: Floats) -> Floats:
        """Each given's own standard normal score: (coordinate, ...) -> (given, ...)."""
        found = np.array(points, dtype=np.float64)
        for row in self.coupled():
            taken = np.flatnonzero(self.factor[row])
            # term by term, so that no score depends on how many are computed at once
            found[row] = sum(self.factor[row, k] * points[k] for k in taken)
        return found

    def coupled(self) -> NDArray[np.int64]:
        """The givens that take more than their own coordinate."""
        return np.flatnonzero((self.factor != np.eye(len(self.givens))).any(axis=1))

    def inputs(self, points: Floats) -> dict[str, Floats]:
        """Each given's values in its own unit, as `evaluate` takes them."""
        scores, found = self.scores(points), {}
        for given, row in zip(self.givens, scores, strict=True):
            found[given.name] = self._values(given, row).reshape(
                *([len(self.years)] if over_time(given.shape) else []), -1
            )
        return found

    def _values(self, given: Given, scores: Floats) -> Floats:
        """One given's values at its scores; of variations that are like the first, only once."""
        if scores.ndim == 1:
            values = at_score(given.shape, scores)
        else:
            unlike = np.flatnonzero((scores != scores[0]).any(axis=1))
            few = np.concatenate([[0], unlike])
            told = at_score(given.shape, scores[few].ravel())
            told = told.reshape(*told.shape[:-1], few.size, -1)
            place = np.zeros(scores.shape[0], dtype=np.int64)
            place[unlike] = np.arange(1, few.size)
            values = told[..., place, :].reshape(*told.shape[:-2], -1)
        if isinstance(given.shape, Path | PathOf):
            values = aligned(given.shape, values, np.array(self.years))
        return values

    def told(self, place: int, scores: Floats) -> Floats:
        """The values of one given at normal scores; of a series, those of its last known year."""
        shape = self.givens[place].shape
        values = at_score(shape, scores)
        if over_time(shape):
            values = values[np.isfinite(values[:, 0])][-1]
        return values


def space_of(
    model: Model,
    givens: Sequence[Given],
    outputs: Sequence[str],
    correlations: Sequence[Correlation] = (),
) -> Space:
    """The uncertain givens that `outputs` need, and those that they are correlated with."""
    graph = graph_of(model, givens)
    wanted = graph.behind(outputs)
    weights = weights_of(correlations)
    taken = {other for name in weights if name in wanted for other in weights[name]}
    moved = tuple(
        given
        for given in givens
        if (given.name in wanted or given.name in taken) and not certain(given.shape)
    )
    place = {given.name: at for at, given in enumerate(moved)}
    factor = np.eye(len(moved))
    for name, row in place.items():
        if name in weights:
            factor[row] = 0
            for other, weight in weights[name].items():
                if other in place:
                    factor[row, place[other]] = weight
    return Space(moved, factor, tuple(graph.years()))


def limit_state(
    model: Model,
    givens: Sequence[Given],
    outputs: Sequence[str],
    margins: Callable[[Run], Floats],
    correlations: Sequence[Correlation] = (),
) -> tuple[LimitState, Space]:
    """The event that all `margins` of a run, (part, sample), are 0 or more; and its coordinates.

    A margin that is not a number counts as missed by far.
    """
    space = space_of(model, givens, outputs, correlations)
    middle = medians(givens, space.years)

    def at(points: Floats) -> Floats:
        inputs: Mapping[str, Floats] = {**middle, **space.inputs(points)}
        done = evaluate(model, givens, inputs, outputs, unfinished="keep")
        return held(margins(done))

    return LimitState(tuple(given.name for given in space.givens), at, at), space


def replaced(state: LimitState, by: Callable[[Floats], Floats]) -> LimitState:
    """The same coordinates with other margins, made of the old ones, (part, ...)."""
    varied = state.varied

    def at(points: Floats) -> Floats:
        return by(state.margins(points))

    def at_varied(cloud: Floats) -> Floats:
        return by(state.at_variations(cloud))

    return LimitState(state.names, at, at_varied if varied else None)


def held(margins: Floats) -> Floats:
    """Margins as finite numbers, (part, point); one part may come as (point,)."""
    told = np.atleast_2d(np.asarray(margins, dtype=np.float64))
    return np.clip(np.nan_to_num(told, nan=-WORST, posinf=WORST, neginf=-WORST), -WORST, WORST)
