"""A run's blocks on a graphics card: the same plan of kernels, executed by another array module.

Not here: the module (`array_module.py`), the plan (`program.py`), other executors (`elsewhere.py`).

    run(model, givens, outputs=("share",), executor=Device(on_card()))

The card draws the points itself, from the digits that the processor would take; inverses come from
the module's own functions, so that results agree to about 1e-12 and not to the bit. A formula that
cannot be traced runs on the processor, and what it needs is carried to and fro.
"""

import math
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assay.errors import AssayError
from assay.model.array_module import Array, ArrayModule
from assay.model.blocks import compiled
from assay.model.complaint import raise_all
from assay.model.correlation import coupled
from assay.model.distributions import (
    TABLE_POINTS,
    TABLE_REACH,
    Beta,
    Constant,
    Truncated,
    beta_table,
)
from assay.model.draws import Draws
from assay.model.elsewhere import opened_order, part_of
from assay.model.failure import not_finite
from assay.model.givens import Given
from assay.model.mixture import Mixture, mixture_table
from assay.model.normal import Z95
from assay.model.plan import Plan
from assay.model.program import Choice, ProductsSummed, Program, WrittenOut
from assay.model.sample import Stream, uniforms
from assay.model.schedule import BY_KEYWORD
from assay.model.shapes import Path, PathOf, Shape
from assay.model.sobol import BITS, sequence
from assay.model.told_by_points import Discrete, Empirical, Quantiles
from assay.units import unit

Floats = NDArray[np.float64]

BLOCK = 2**20
"""Samples computed at a time: enough to keep thousands of threads at work, and some hundred arrays
of them fit any card's memory."""
FARTHEST = 40.0
"""Normal score beyond which none lies: its probability is no number above 0."""
TAKES_NO_PLACE = {wrapped: function for function, wrapped in BY_KEYWORD.items()}
"""What stands in a program for NumPy's functions that take their result's place by keyword."""


class Device(Executor):
    """An executor that computes the blocks of a run with an array module, one after another."""

    def __init__(self, module: ArrayModule, block: int = BLOCK) -> None:
        self.module = module
        self.block = block

    def submit(  # type: ignore[override]  # tasks of a run have no keywords
        self,
        task: Callable[..., Any],
        /,
        *arguments: Any,  # noqa: ANN401 - as Executor's
    ) -> "Future[Any]":
        """Compute at once; blocks of a run with the module, whatever else as it stands."""
        future: Future[Any] = Future()
        try:
            if task is part_of:
                future.set_result(part_on(self.module, *arguments))
            else:
                future.set_result(task(*arguments))
        except AssayError as refusal:
            future.set_exception(refusal)
        return future


def part_on(module: ArrayModule, sent: bytes, start: int, stop: int) -> dict[str, Floats]:
    """As `part_of`: every output for samples start..stop, as NumPy's arrays."""
    order, plan, draws = opened_order(sent)
    program = compiled(plan.key(), draws.known())
    found = {
        name: module.to_host(values)
        for name, values in computed(module, program, draws, start, stop).items()
    }
    if order.refuse:
        _refuse(plan, draws, found, start, stop)
    for name, values in program.fixed.items():
        found[name] = values.reshape(-1, 1) if program.shapes[name] else values
    return found


def _refuse(plan: Plan, draws: Draws, found: Mapping[str, Floats], start: int, stop: int) -> None:
    """Raise StoryError for a computed output that is no finite number."""
    for name, values in found.items():
        if name in plan.graph.quantities and not np.isfinite(values).all():
            given = draws.whole(draws.factors(start, stop))
            raise_all(not_finite(plan, name, values, given), "the run")


def computed(
    module: ArrayModule, program: Program, draws: Draws, start: int, stop: int
) -> dict[str, Array]:
    """Every output that differs by sample, as arrays of the module, which may not be done yet."""
    xp, samples = module.arrays, stop - start
    values = drawn(module, draws, start, stop)
    outputs = {
        name: xp.empty(samples if years is None else (years, samples))
        for name, years in program.shapes.items()
        if name not in program.fixed
    }
    arrays: list[Array] = [
        *(values[name] if row is None else values[name][row] for name, row in program.inputs),
        *(constant.item() for constant in program.constants),
        *(
            outputs[name] if program.shapes[name] is None else outputs[name][row]
            for name, row in program.outputs
        ),
        *(xp.empty(samples, dtype=bool if truth else float) for truth in program.truths),
    ]
    with np.errstate(all="ignore"):
        for function, one, other, result in program.steps:
            if other >= 0:
                known = module.function(TAKES_NO_PLACE.get(function, function))
                known(arrays[one], arrays[other], out=arrays[result])
            elif result >= 0:
                _one(module, function, arrays, one, result)
            else:
                _several(module, function, arrays)  # type: ignore[arg-type]  # the only other steps
    return outputs


def _one(module: ArrayModule, function: Any, arrays: list[Array], one: int, result: int) -> None:  # noqa: ANN401 - a ufunc
    """A function of one array; a number that is the same in every sample is written out."""
    if isinstance(arrays[one], float | bool):
        arrays[result][...] = float(function(arrays[one]))
        return
    module.function(function)(arrays[one], out=arrays[result])


def _several(
    module: ArrayModule, step: Choice | ProductsSummed | WrittenOut, arrays: list[Array]
) -> None:
    if isinstance(step, Choice):
        arrays[step.result][...] = module.arrays.where(
            arrays[step.truth], arrays[step.where_true], arrays[step.elsewhere]
        )
        return
    if isinstance(step, ProductsSummed):
        arrays[step.result][...] = sum(
            arrays[left] * arrays[right] for left, right in zip(step.left, step.right, strict=True)
        )
        return
    here = [
        np.asarray(one) if isinstance(one, float | bool) else module.to_host(one) for one in arrays
    ]
    step(here)
    for place in step.results:
        arrays[place][...] = module.arrays.asarray(here[place])


def drawn(module: ArrayModule, draws: Draws, start: int, stop: int) -> dict[str, Array]:
    """As `Draws.factors`: every given in base units, as arrays of the module."""
    xp = module.arrays
    scores = {
        name: module.special.ndtri(points(module, draws.streams[name], start, stop, draws.only))
        for name in dict.fromkeys(name for taken in draws.weights.values() for name in taken)
    }
    found = {name: xp.asarray(values) for name, values in draws.same.items()}
    for name in draws.inputs:
        given = draws.by_name[name]
        if name in draws.weights:
            found[name] = _values(module, given, coupled(draws.weights[name], scores), draws)
        elif name not in draws.same:
            u = points(module, draws.streams[name], start, stop, draws.only)
            found[name] = _values(module, given, module.special.ndtri(u), draws, u)
    return found


def _values(
    module: ArrayModule, given: Given, z: Array, draws: Draws, u: Array | None = None
) -> Array:
    """A given's values in base units; of a series that one factor multiplies, the factor alone."""
    shape, scale = given.shape, unit(given.unit, f"given {given.name}").scale
    if isinstance(shape, Path):
        return module.arrays.exp(math.log1p(shape.relative) / Z95 * z)
    u = module.special.ndtr(z) if u is None else u
    if not isinstance(shape, PathOf):
        return inverse(module, shape, u, z) * scale
    rows = {
        year: inverse(module, one, u, z)
        for year, one in zip(shape.years, shape.shapes, strict=True)
    }
    missing = module.arrays.full(z.shape, math.nan)
    return module.arrays.stack([rows.get(int(year), missing) for year in draws.calendar]) * scale


def points(
    module: ArrayModule, stream: Stream, start: int, stop: int, only: NDArray[np.int64] | None
) -> Array:
    """Uniform numbers (0, 1) for samples start..stop, those of `uniforms`; drawn by the module
    where they are a sequence's."""
    xp = module.arrays
    if only is not None or stream.low is None or stream.directions is None:
        if only is None:
            return xp.asarray(uniforms(stream, start, stop))
        places = only[start:stop]
        first, last = int(places[0]), int(places[-1])
        return xp.asarray(uniforms(stream, first, last + 1)[places - first])
    parts = []
    for part, (begin, end) in enumerate(pairwise(stream.design.starts())):
        low, high = max(start, begin) - begin, min(stop, end) - begin
        if low < high:
            parts.append(_digits(module, stream.low[part], stream.directions[part], low, high))
    digits = parts[0] if len(parts) == 1 else xp.concatenate(parts)
    return (digits + 0.5) * 0.5**BITS


def _digits(
    module: ArrayModule,
    low: NDArray[np.uint32],
    directions: NDArray[np.uint32],
    start: int,
    stop: int,
) -> Array:
    """Points start..stop of a sequence: those of its first stretch, with other high digits."""
    first, last = start // low.size, -(-stop // low.size)
    differ = sequence(directions[(low.size - 1).bit_length() :], first, last)
    whole = (module.arrays.asarray(low) ^ module.arrays.asarray(differ)[:, None]).reshape(-1)
    return whole[start - first * low.size : stop - first * low.size]


def inverse(module: ArrayModule, shape: Shape, u: Array, z: Array) -> Array:
    """The values of a distribution at probabilities `u`, whose normal scores are `z`."""
    xp = module.arrays
    match shape:
        case Constant():
            return xp.full(u.shape, float(shape.value))
        case Truncated():
            (start, end), above = shape.bounds(), shape.turned() is not None
            inner = end + (start - end) * (1.0 - u) if above else start + (end - start) * u
            scores = module.special.ndtri(inner)
            found = inverse(module, shape.shape, inner, -scores if above else scores)
            return xp.clip(found, shape.low, shape.high)
        case Beta():
            nodes = np.linspace(-TABLE_REACH, TABLE_REACH, TABLE_POINTS)
            values, _ = beta_table(shape.alpha, shape.beta)
            return shape.low + (shape.high - shape.low) * _through(module, z, nodes, values)
        case Mixture():
            return _through(module, z, *mixture_table(shape))
        case Quantiles():
            # a line goes on beyond its ends, where a table stops
            reach = np.array([-FARTHEST, *shape.line()[0].tolist(), FARTHEST])
            return _through(module, z, reach, shape.at_score(reach))
        case Empirical():
            places = np.arange(float(len(shape.values)))
            return _through(module, u * places[-1], places, np.array(shape.values))
        case Discrete():
            steps = xp.asarray(np.cumsum(shape.probabilities)[:-1])
            return xp.asarray(np.array(shape.values))[xp.searchsorted(steps, u, side="left")]
    if hasattr(shape, "at_score"):
        return shape.at_score(z)
    return shape.quantile(u)


def _through(module: ArrayModule, at: Array, across: Floats, up: Floats) -> Array:
    """A table, with straight lines between its points."""
    return module.arrays.interp(at, module.arrays.asarray(across), module.arrays.asarray(up))
