"""Evaluates a graph on one block of samples: whole arrays where it can, year by year where it must.

Not here: drawing the samples (`sample.py`), blocks over threads (`run.py`). All arrays are bare
float64 in coherent base units: (year, sample) or (year, 1) over time, (sample,) or (1,) otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assay.arguments import mapping_of
from assay.errors import StoryError, UnitError
from assay.model.answer import FAILURES, numbers, placed
from assay.model.complaint import place, require_finite
from assay.model.graph import YEAR, Declaration, Graph, Group, Need, build
from assay.units import unit

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fix:
    """A node held at a value, whatever its formula or distribution says."""

    value: float
    """The value, in `unit`."""
    unit: str | None = None
    """A unit that fits the node's; None for the node's own."""
    years: int | tuple[int, ...] | None = None
    """The years in which it is held; None for all."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A node moved from where its formula or distribution has it: times a factor, plus a step."""

    factor: float = 1.0
    """By what it is multiplied first."""
    step: float = 0.0
    """What is added then, in `unit`."""
    unit: str | None = None
    """A unit that fits the node's; None for the node's own."""
    years: int | tuple[int, ...] | None = None
    """The years in which it is moved; None for all."""


Do: TypeAlias = Fix | Shift
"""What can be done to a node from outside."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A fix or a shift in base units and rows."""

    value: float
    """In base units."""
    rows: NDArray[np.bool_] | None
    """Rows (years) held; None for all."""
    factor: float = 0.0
    """By what the node's own value is multiplied before `value` is added; 0 for a fix."""
    told: bool = False
    """Whether the values come with the samples, under the name `holding(name)`, no number where
    the node is left as it is; `value` is then of no account."""


def holding(name: str) -> str:
    """The name under which the values come at which a node is held."""
    return f"do {name}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan as one comparable value."""

    declaration: Declaration
    """The model and its givens without their numbers."""
    outputs: tuple[str, ...]
    """What is kept."""
    holds: tuple[tuple[str, float, tuple[bool, ...] | None, float, bool], ...]
    """Nodes held or moved: name, value in base units, for each year whether (None for all),
    factor, and whether the value comes with the samples."""
    kept: tuple[tuple[str, tuple[int, ...]], ...]
    """Outputs of which not all years are kept, and the rows that are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compute for some outputs, in order, and when each array can be let go."""

    graph: Graph
    """The whole graph."""
    outputs: tuple[str, ...]
    """What is kept."""
    groups: tuple[Group, ...]
    """The groups that the outputs need."""
    inputs: tuple[str, ...]
    """The givens that the outputs need."""
    freed: tuple[tuple[str, ...], ...]
    """After each group, the nodes that nothing later asks for."""
    holds: Mapping[str, Hold]
    """Nodes held or moved."""
    years: Floats
    """Calendar years as numbers."""
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Rows (years) kept of an output, rising; all of those that are not named here."""

    def key(self) -> Asked:
        """What the plan was made of."""
        holds = (
            (
                name,
                hold.value,
                None if hold.rows is None else tuple(hold.rows.tolist()),
                hold.factor,
                hold.told,
            )
            for name, hold in self.holds.items()
        )
        kept = tuple(self.kept.items())
        return Asked(self.graph.declaration, self.outputs, tuple(holds), kept)


def plan_of(asked: Asked) -> Plan:
    """The plan that was made of this."""
    plan = plan_for(build(asked.declaration), asked.outputs, None)
    holds = {
        name: Hold(value, None if rows is None else np.array(rows), factor, told)
        for name, value, rows, factor, told in asked.holds
    }
    return replace(plan, holds=holds, kept=dict(asked.kept))


def plan_for(
    graph: Graph,
    outputs: Sequence[str],
    fixes: Mapping[str, Do] | None,
    years: Mapping[str, int | Iterable[int]] | None = None,
) -> Plan:
    """The plan for some outputs; of those named in `years`, only these calendar years are kept.

    Raises UnknownNode, UnitError or StoryError if they do not fit.
    """
    outputs = (outputs,) if isinstance(outputs, str) else tuple(outputs)
    graph.require(outputs, "outputs")
    fixes = mapping_of(fixes or {}, "do")
    graph.require(fixes, "do")
    wanted = graph.behind(outputs)
    groups = tuple(group for group in graph.order if wanted.intersection(group.names))
    last: dict[str, int] = {}
    for position, group in enumerate(groups):
        for name in group.names:
            last[name] = position
            for parent in graph.parents(name):
                last[parent] = position
                quantity = graph.quantities.get(parent)
                if quantity is not None and quantity.start is not None:
                    # previous_x asks for x's start too, even where x itself is long computed
                    last[quantity.start] = position
    freed: list[list[str]] = [[] for _ in groups]
    for name, position in last.items():
        if name not in outputs:
            freed[position].append(name)
    return Plan(
        graph,
        tuple(dict.fromkeys(outputs)),
        groups,
        tuple(name for name in graph.inputs if name in wanted),
        tuple(tuple(names) for names in freed),
        {name: hold_for(graph, name, fix) for name, fix in fixes.items()},
        np.array(graph.years(), dtype=np.float64),
        {
            name: _rows(graph, f"years of {name}", of)
            for name, of in mapping_of(years or {}, "years").items()
            if name in outputs
        },
    )


def _rows(graph: Graph, where: str, years: int | Iterable[int]) -> tuple[int, ...]:
    """The rows of one calendar year or of some, rising. Raises StoryError for others."""
    wanted = set(years) if isinstance(years, Iterable) else {years}
    calendar = graph.years()
    strange = [year for year in wanted if year not in calendar]
    if strange or not wanted:
        found = f"year {strange[0]!r}" if strange else "no year"
        span = f"years of {calendar[0]}..{calendar[-1]}"
        raise StoryError(where, found, span, "a year of the model")
    return tuple(sorted(int(year) - calendar[0] for year in wanted))


def hold_for(graph: Graph, name: str, fix: Do) -> Hold:
    """What is done to a node, in base units and rows. Raises as `plan_for`."""
    where = f"do {name}"
    if not isinstance(fix, Fix | Shift):
        raise StoryError(where, f"{fix!r:.60}", "a Fix or a Shift", f"Fix({fix!r:.20})")
    declared = unit(graph.unit(name), name)
    given = declared if fix.unit is None else unit(fix.unit, where)
    value, factor = (fix.value, 0.0) if isinstance(fix, Fix) else (fix.step, fix.factor)
    require_finite(where, value, factor)
    if not given.fits(declared):
        raise UnitError(
            where,
            f"{fix.unit} [{given.in_base()}]",
            f"{graph.unit(name)} [{declared.in_base()}]",
            "a unit of the same dimension and labels",
        )
    if fix.years is None:
        return Hold(value * given.scale, None, factor)
    rows = np.zeros(len(graph.years()), dtype=np.bool_)
    rows[list(_rows(graph, where, fix.years))] = True
    return Hold(value * given.scale, rows, factor)


def evaluate_block(
    plan: Plan, values: Mapping[str, Floats], samples: int, scratch: dict[str, Floats]
) -> dict[str, Floats]:
    """Every output for one block, from the needed givens' values in base units.

    `scratch` keeps the memory of stepped groups from block to block, since memory already mapped is
    written twice as fast; outputs may lie in it, so they last until the next block.
    """
    env = givens_held(plan, values)
    env[YEAR] = plan.years[:, None]
    env = {name: read_only(array) for name, array in env.items()}
    with np.errstate(all="ignore"):
        for group, freed in zip(plan.groups, plan.freed, strict=True):
            if group.stepped:
                _step(plan, group, env, samples, scratch)
            else:
                env[group.names[0]] = read_only(_whole(plan, group.names[0], env, samples))
            for name in freed:
                env.pop(name, None)
    return {
        name: env[name][list(plan.kept[name])]
        if name in plan.kept and env[name].ndim == 2
        else env[name]
        for name in plan.outputs
    }


def givens_held(plan: Plan, values: Mapping[str, Floats]) -> dict[str, Floats]:
    """The givens' values with what is done to them."""
    return {
        name: held(own, _of(plan, name, values)) if name in plan.holds else own
        for name, own in values.items()
    }


def _of(plan: Plan, name: str, env: Mapping[str, Floats]) -> Hold | Floats:
    """What is done to a node: a hold, or the values that come with the samples."""
    hold = plan.holds[name]
    return env[holding(name)] if hold.told else hold


def held(values: Floats, hold: Hold | Floats) -> Floats:
    """The values with the held rows (or all of them) replaced or moved; or, where an array has a
    number, that."""
    if not isinstance(hold, Hold):
        return np.where(np.isnan(hold), values, hold)
    changed = moved(values, hold)
    if hold.rows is None:
        return changed
    if values.ndim == 1:
        values, changed = (
            np.broadcast_to(one, (hold.rows.size, one.size)) for one in (values, changed)
        )
    return np.where(hold.rows[:, None], changed, values)


def moved(values: Floats, hold: Hold) -> Floats:
    """What a hold makes of some values, in the years it is for."""
    if hold.factor == 0:
        return np.full_like(values, hold.value)
    return values * hold.factor + hold.value


def _whole(plan: Plan, name: str, env: Mapping[str, Floats], samples: int) -> Floats:
    """One quantity on whole arrays."""
    quantity = plan.graph.quantities[name]
    arguments = [_argument(plan, need, env) for need in plan.graph.needs[name]]
    result = called(plan, name, arguments, samples, plan.years.size)
    if result.ndim == 0:
        result = result.reshape(1)
    if quantity.known is not None:
        known = env[quantity.known]
        result = np.where(np.isnan(known), result, known)
    if name in plan.holds:
        result = held(result, _of(plan, name, env))
    return result


def _argument(plan: Plan, need: Need, env: Mapping[str, Floats]) -> Floats:
    values = env[need.node]
    if need.when == "now":
        return values
    start = plan.graph.quantities[need.node].start
    assert start is not None, "the graph refuses previous_ without start"
    rows = plan.years.size
    if values.ndim == 1:
        values = np.broadcast_to(values, (rows, values.size))
    before = env[start]
    width = max(values.shape[1], before.size)
    lagged = np.empty((rows, width))
    lagged[0] = before
    lagged[1:] = values[:-1]
    return lagged


def _step(
    plan: Plan, group: Group, env: dict[str, Floats], samples: int, scratch: dict[str, Floats]
) -> None:
    """A group that feeds back on itself, one year after another."""
    graph, rows = plan.graph, plan.years.size
    for name in group.names:
        if name not in scratch or scratch[name].shape != (rows, samples):
            scratch[name] = np.empty((rows, samples))
    inside = {name: scratch[name] for name in group.names}
    read = {name: read_only(array) for name, array in inside.items()}
    arrays = {**env, **read}
    for row in range(rows):
        for name in group.names:
            hold = plan.holds.get(name)
            if hold is not None and hold.rows is not None and not hold.rows[row]:
                hold = None
            if hold is not None and hold.factor == 0 and not hold.told:
                inside[name][row] = hold.value
                continue
            value = _known_row(plan, name, env, row)
            if value is None or np.isnan(value).any():
                arguments = [_row(plan, need, arrays, row) for need in graph.needs[name]]
                computed = called(plan, name, arguments, samples, 0)
                value = computed if value is None else np.where(np.isnan(value), computed, value)
            if hold is not None:
                value = held(value, env[holding(name)][row]) if hold.told else moved(value, hold)
            inside[name][row] = value
    env.update(read)


def _known_row(plan: Plan, name: str, env: Mapping[str, Floats], row: int) -> Floats | None:
    known = plan.graph.quantities[name].known
    if known is None:
        return None
    values: Floats = env[known][row]
    return None if np.isnan(values).all() else values


def _row(plan: Plan, need: Need, arrays: Mapping[str, Floats], row: int) -> Floats:
    """What a formula sees of a node in one year."""
    values = arrays[need.node]
    if need.when == "now":
        return values[row] if values.ndim == 2 else values
    if values.ndim == 1:
        values = np.broadcast_to(values, (plan.years.size, values.size))
    if need.when == "history":
        return values[:row]
    if row > 0:
        before: Floats = values[row - 1]
        return before
    start = plan.graph.quantities[need.node].start
    assert start is not None, "the graph refuses previous_ without start"
    return arrays[start]


def called(plan: Plan, name: str, arguments: Sequence[Floats], samples: int, rows: int) -> Floats:
    """What the formula returns, if it is one value a sample, or one for each of `rows` years.

    Raises StoryError for what is no number or has another shape, and where the formula fails.
    """
    formula = plan.graph.quantities[name].formula
    try:
        result = numbers(formula(*arguments))
    except StoryError as error:
        raise placed(error, place(name, formula)) from error
    except FAILURES as error:
        raise StoryError(
            place(name, formula),
            f"{type(error).__name__}: {error}",
            "a formula that returns a new array of its arguments' shape",
            "NumPy or a kernel of model/kernels.py",
        ) from error
    single = result.ndim == 0 or result.shape in ((1,), (samples,))
    if not single and (rows < 1 or result.shape not in ((rows, 1), (rows, samples))):
        raise StoryError(
            place(name, formula),
            f"an array of shape {result.shape}",
            f"({rows} years, {samples} samples), or {samples} samples" if rows else f"({samples},)",
            "a formula that keeps its arguments' shape",
        )
    return result


def read_only(values: Floats) -> Floats:
    """A view that a formula cannot write to, since others read the same array."""
    view = values.view()
    view.flags.writeable = False
    return view
