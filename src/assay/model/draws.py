"""The givens of one run, ready to be drawn block by block.

Not here: a single draw (`sample.py`), what becomes of the values (`blocks.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.model.complaint import raise_all
from assay.model.correlation import Correlation, complaints_among, coupled, weights_of
from assay.model.givens import Given
from assay.model.normal import probabilities_below, standard_normal
from assay.model.plan import Plan
from assay.model.sample import (
    MIDDLE,
    Design,
    Stream,
    draw,
    draw_at,
    in_base,
    streams,
    uniforms,
    uniforms_at,
)
from assay.model.shapes import Path, aligned, certain, over_time
from assay.model.trace import Known
from assay.units import unit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draws:
    """Every given that a plan needs."""

    by_name: Mapping[str, Given]
    """All givens of the model."""
    inputs: tuple[str, ...]
    """Names of those in use."""
    same: Mapping[str, Floats]
    """Values of those that are the same in every sample."""
    streams: Mapping[str, Stream]
    """Uniform numbers of the others, and of those that they move with."""
    weights: Mapping[str, Mapping[str, float]]
    """For each that moves with others, by how much it takes each one's normal score."""
    calendar: NDArray[np.int64]
    """The model's years."""
    only: NDArray[np.int64] | None
    """Places of the samples that are drawn; None for all."""

    def known(self) -> tuple[Known, ...]:
        """What can be told before any sample is drawn."""
        return tuple(self._known(name) for name in self.inputs)

    def whole(self, found: Mapping[str, Floats]) -> dict[str, Floats]:
        """The same with whole series in place of their factors."""
        return {
            name: in_base(self.by_name[name], series * values, self.calendar)
            if (series := self._series(name)) is not None
            else values
            for name, values in found.items()
        }

    def factors(self, start: int, stop: int) -> dict[str, Floats]:
        """Values in base units of samples start..stop of those drawn; of a series that one unknown
        factor multiplies, the factor alone, (sample,)."""
        scores = {
            name: standard_normal(self._uniforms(name, start, stop))
            for name in dict.fromkeys(name for taken in self.weights.values() for name in taken)
        }
        found = dict(self.same)
        for name in self.inputs:
            given = self.by_name[name]
            if name in self.weights:
                scored = coupled(self.weights[name], scores)
                found[name] = self._at_score(given, scored)
            elif name not in self.same:
                u = self._uniforms(name, start, stop)
                found[name] = (
                    given.shape.factor(u)
                    if isinstance(given.shape, Path)
                    else draw(given, u, self.calendar)
                )
        return found

    def _at_score(self, given: Given, scores: Floats) -> Floats:
        if isinstance(given.shape, Path):
            return given.shape.factor(probabilities_below(scores))
        return draw_at(given, scores, self.calendar)

    def _series(self, name: str) -> Floats | None:
        """The values that a drawn factor multiplies, in the given's own unit, (year, 1)."""
        shape = self.by_name[name].shape
        if name in self.same or not isinstance(shape, Path):
            return None
        return np.array(shape.values)[:, None]

    def _uniforms(self, name: str, start: int, stop: int) -> Floats:
        if self.only is None:
            return uniforms(self.streams[name], start, stop)
        return uniforms_at(self.streams[name], self.only[start:stop])

    def _known(self, name: str) -> Known:
        if name in self.same:
            return known_of(name, self.same[name])
        given = self.by_name[name]
        if not over_time(given.shape):
            return Known(name, None, False)
        series = self._series(name)
        if series is not None and isinstance(given.shape, Path):
            values = aligned(given.shape, series, self.calendar)
            scale = unit(given.unit, f"given {name}").scale
            return Known(name, values.tobytes(), True, factor=scale)
        # a year without a value has none in any sample
        missing = np.isnan(draw(given, MIDDLE, self.calendar)[:, 0])
        return Known(name, None, True, tuple(missing.tolist()))


def draws_for(
    plan: Plan,
    givens: Sequence[Given],
    design: Design,
    correlations: Sequence[Correlation],
    only: NDArray[np.int64] | None,
) -> Draws:
    """The draws of a plan's givens. Raises StoryError for correlations of unknown givens."""
    by_name = {given.name: given for given in givens}
    calendar = np.array(plan.graph.years())
    raise_all(complaints_among(correlations, by_name), "correlations")
    uncertain = [name for name in plan.inputs if not certain(by_name[name].shape)]
    touched = [one for one in correlations if not set(one.givens).isdisjoint(uncertain)]
    weights = {n: taken for n, taken in weights_of(touched).items() if n in uncertain}
    scored = dict.fromkeys(name for taken in weights.values() for name in taken)
    return Draws(
        by_name=by_name,
        inputs=plan.inputs,
        same={
            name: draw(by_name[name], MIDDLE, calendar)
            for name in plan.inputs
            if certain(by_name[name].shape)
        },
        streams=streams(_drawn(givens, correlations), [*uncertain, *scored], design),
        weights=weights,
        calendar=calendar,
        only=only,
    )


def _drawn(givens: Sequence[Given], correlations: Sequence[Correlation]) -> list[str]:
    """The names that take a dimension, whatever is asked: uncertain givens, and correlated ones."""
    moved = {name for one in correlations for name in one.givens}
    return [one.name for one in givens if one.name in moved or not certain(one.shape)]


def known_of(name: str, values: Floats) -> Known:
    """What an array of a given's values tells: (sample,) or (year, sample)."""
    by_year = values.ndim == 2
    if values.shape[-1] == 1:
        return Known(name, values.tobytes(), by_year)
    if not by_year:
        return Known(name, None, False)
    lacking = np.count_nonzero(np.isnan(values), axis=1)
    samples = values.shape[1]
    missing = (None if 0 < count < samples else count > 0 for count in lacking.tolist())
    return Known(name, None, True, tuple(missing))
