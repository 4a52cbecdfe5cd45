"""Checks a model before it runs: every formula once with units, so that runs pay nothing for them.

Not here: the order of computation (`graph.py`), arrays that carry units (`dimensioned.py`).
"""

import inspect
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from assay.errors import StoryError, UnitError
from assay.model.complaint import nearest, place, raise_all
from assay.model.dimensioned import Dimensioned, Mismatch, powers_text
from assay.model.givens import Given
from assay.model.graph import YEAR, Declaration, Graph, declaration, drafted, unused
from assay.model.model import Model, Quantity
from assay.model.names import missing_name, missing_names
from assay.units import Powers, Unit, unit

PROBE = 0.5
"""Value of every probe; formulas are asked for their unit, not for their number."""


def check(model: Model, givens: Sequence[Given], used: Iterable[str] = ()) -> Graph:
    """The graph of a model in which names, units and givens all fit; every complaint at once.

    `used` are givens that something other than a formula asks for (roles of a story, outputs).
    Raises StoryError or a kind of it.
    """
    declared = declaration(model, givens)
    graph, amiss = drafted(declared)
    asked = list(used)
    complaints: list[StoryError] = [
        *amiss,
        *(
            StoryError("roles", name, "a given or a quantity", nearest(name, known))
            for known in ((*graph.quantities, *graph.inputs),)
            for name in asked
            if name not in known
        ),
    ]
    raise_all([*complaints, *unused(graph, asked), *unit_complaints(declared)], "the model")
    return graph


def require_units(graph: Graph) -> None:
    """Raise UnitError, listing every formula whose units do not fit; done once per content."""
    raise_all(unit_complaints(graph.declaration), "the model")


@lru_cache(maxsize=32)
def unit_complaints(declared: Declaration) -> tuple[StoryError, ...]:
    """A complaint for each unit that cannot be read and each formula whose units do not fit.

    What needs a node that there is not, or one whose unit cannot be read, is not asked.
    """
    graph, _ = drafted(declared)
    complaints: list[StoryError] = []
    units: dict[str, Unit] = {}
    for name in (*graph.inputs, *graph.quantities):
        where = f"given {name}" if name in graph.inputs else _where(graph, name)
        try:
            units[name] = unit(graph.unit(name), where)
        except UnitError as error:
            complaints.append(error)
    units[YEAR] = unit("year")
    stepped = {name for group in graph.order if group.stepped for name in group.names}
    for name, quantity in graph.quantities.items():
        if name in units:
            complaints.extend(_beside(graph, quantity, units))
        complaints.extend(_of_formula(graph, quantity, units, name in stepped))
    return tuple(complaints)


def _can_be_asked(graph: Graph, quantity: Quantity, units: dict[str, Unit]) -> bool:
    """Whether every parameter of the formula is a node with a unit."""
    needs = graph.needs[quantity.name]
    parameters = inspect.signature(quantity.formula).parameters
    return len(needs) == len(parameters) and all(need.node in units for need in needs)


def _where(graph: Graph, name: str) -> str:
    return place(name, graph.quantities[name].formula)


def _beside(graph: Graph, quantity: Quantity, units: dict[str, Unit]) -> list[StoryError]:
    """The start and the known series have the unit of the quantity."""
    return [
        UnitError(
            _where(graph, quantity.name),
            f"{role}={name!r} in {graph.unit(name)} [{units[name].in_base()}]",
            f"{quantity.unit} [{units[quantity.name].in_base()}]",
            "a given of the same dimension and labels",
        )
        for role, name in (("start", quantity.start), ("known", quantity.known))
        if name is not None and name in units and not units[name].fits(units[quantity.name])
    ]


def _of_formula(
    graph: Graph, quantity: Quantity, units: dict[str, Unit], stepped: bool
) -> list[StoryError]:
    """What is wrong with one formula: its units, and the names that it looks for in vain.

    Names are looked for only where the formula has not just been seen to find all it needs.
    """
    asked = _can_be_asked(graph, quantity, units)
    answer = _answer(graph, quantity, units, stepped) if asked else None
    if asked and answer is None:
        return []
    nodes = (*graph.inputs, *graph.quantities, YEAR)
    missing = missing_names(quantity.formula)
    found: list[StoryError] = [
        missing_name(quantity.name, quantity.formula, one, nodes) for one in missing
    ]
    if isinstance(answer, NameError):
        name = str(answer.name or answer)
        told = missing_name(quantity.name, quantity.formula, name, nodes)
        return found if name in missing else [*found, told]
    return found if answer is None else [*found, answer]


def _answer(
    graph: Graph, quantity: Quantity, units: dict[str, Unit], stepped: bool
) -> StoryError | NameError | None:
    """What a formula says to values with units; nothing where they fit."""
    where, declared = _where(graph, quantity.name), units.get(quantity.name)
    probes = _probes(graph, quantity.name, units, stepped)
    try:
        with np.errstate(all="ignore"):
            result = quantity.formula(*probes)
        if declared is None:
            return None
        if not isinstance(result, Dimensioned):
            # a plain 0 fits any unit
            powers = () if np.any(result) else declared.powers
            result = Dimensioned(result, powers, "a plain number")
        if result.powers == declared.powers:
            return None
    except Mismatch as error:
        return UnitError(where, error.found, error.expected, error.remedy, chain=error.chain)
    except (StoryError, NameError) as error:
        return error
    except (
        TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError,
        RuntimeError, ImportError,
    ) as error:  # fmt: skip
        return StoryError(
            where, f"{type(error).__name__}: {error}", "arithmetic on arrays", "NumPy or a kernel"
        )
    return UnitError(
        where,
        powers_text(result.powers),
        f"{quantity.unit} [{declared.in_base()}]",
        _replacement(graph, quantity.name, result.powers, units),
        chain=result.text,
    )


def _probes(graph: Graph, name: str, units: dict[str, Unit], stepped: bool) -> list[Dimensioned]:
    """One array with a unit for each parameter, shaped as in a run of one sample."""
    years = np.array(graph.years(), dtype=np.float64)[:, None]
    probes = []
    for need in graph.needs[name]:
        text = f"{need.node} [{graph.unit(need.node)}]"
        if need.when != "now":
            text = f"{need.when}_{text}"
        values = years if need.node == YEAR else np.full(years.shape, PROBE)
        if need.when == "history":
            values = values[: max(1, len(years) // 2)]
        elif stepped:
            values = values[len(years) // 2]
        elif need.node in graph.inputs and not graph.inputs[need.node].over_time:
            values = values[0]
        probes.append(Dimensioned(values, units[need.node].powers, text))
    return probes


def _replacement(graph: Graph, name: str, found: Powers, units: dict[str, Unit]) -> str:
    """A node that would make the units fit in place of one of the formula's own."""
    wanted = units[name].powers
    own = {name, *(need.node for need in graph.needs[name])}
    for need in graph.needs[name]:
        here = dict(units[need.node].powers)
        for sign in (1, -1):
            missing = _difference(wanted, found, sign)
            target = dict(here)
            for unit_name, power in missing.items():
                target[unit_name] = target.get(unit_name, 0) + power
            powers = tuple(sorted((key, power) for key, power in target.items() if power))
            for other in (*graph.inputs, *graph.quantities):
                fits = other in units and units[other].powers == powers
                if powers and fits and other not in own:
                    return f"{other} [{graph.unit(other)}] for {need.node}"
    return f"{powers_text(found)} as the unit, or another factor in the formula"


def _difference(wanted: Powers, found: Powers, sign: int) -> dict[str, int]:
    left, right = dict(wanted), dict(found)
    return {
        key: sign * (left.get(key, 0) - right.get(key, 0))
        for key in {*left, *right}
        if left.get(key, 0) != right.get(key, 0)
    }
