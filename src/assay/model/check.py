"""Checks a model before it runs: every formula once with units, so that runs pay nothing for them.

Not here: the order of computation (`graph.py`), arrays that carry units (`dimensioned.py`).
"""

import inspect
from functools import lru_cache

import numpy as np

from assay.errors import StoryError, UnitError
from assay.model.answer import FAILURES, numbers, placed
from assay.model.complaint import place
from assay.model.dimensioned import YEAR_POWERS, Dimensioned, Mismatch, Plain, powers_text
from assay.model.graph import YEAR, Declaration, Graph, drafted
from assay.model.mixing import Mixed, among, mixing, probe, refusal
from assay.model.model import NO_UNIT, Quantity
from assay.model.names import missing_name, missing_names
from assay.units import Powers, Unit, unit


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
            # where no unit was told, the declaration has been complained about
            if not (declared.amiss and graph.unit(name) == NO_UNIT):
                complaints.append(error)
    units[YEAR] = unit("year")
    told = _of_formulas(graph, units)
    for name, quantity in graph.quantities.items():
        if name in units:
            complaints.extend(_beside(graph, quantity, units))
        complaints.extend(told[name])
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


def _of_formulas(graph: Graph, units: dict[str, Unit]) -> dict[str, list[StoryError]]:
    """What is wrong with each formula, asked in the order in which they follow from each other, so
    that each sees numbers where it does in a run, and series where it does."""
    over_time = {name: one.over_time for name, one in graph.inputs.items()}
    stepped = {name for group in graph.order if group.stepped for name in group.names}
    in_order = [name for group in graph.order for name in group.names]
    told: dict[str, list[StoryError]] = {}
    for name in dict.fromkeys((*in_order, *graph.quantities)):
        quantity = graph.quantities[name]
        over_time[name] = True
        if not _can_be_asked(graph, quantity, units):
            told[name] = _names_missed(graph, quantity, None)
            continue
        probes = _probes(graph, name, units, over_time, name in stepped)
        answer = _answer(quantity, probes)
        if isinstance(answer, Dimensioned) and name not in stepped and quantity.known is None:
            over_time[name] = answer.ndim == 2
        misfit = _misfit(graph, quantity, units, probes, answer)
        # a formula that answers has found all names that it needs
        told[name] = [] if misfit is None else _names_missed(graph, quantity, misfit)
    return told


def _names_missed(
    graph: Graph, quantity: Quantity, beside: StoryError | NameError | None
) -> list[StoryError]:
    """The names that a formula looks for in vain, and what else is wrong with it."""
    nodes = (*graph.inputs, *graph.quantities, YEAR)
    missing = missing_names(quantity.formula)
    found: list[StoryError] = [
        missing_name(quantity.name, quantity.formula, one, nodes) for one in missing
    ]
    if isinstance(beside, NameError):
        name = str(beside.name or beside)
        told = missing_name(quantity.name, quantity.formula, name, nodes)
        return found if name in missing else [*found, told]
    return found if beside is None else [*found, beside]


def _answer(quantity: Quantity, probes: list[Dimensioned]) -> Dimensioned | StoryError | NameError:
    """What a formula says to values with units."""
    try:
        with np.errstate(all="ignore"):
            answer = quantity.formula(*probes)
        if isinstance(answer, Dimensioned):
            return answer
        return Plain(numbers(answer), "a plain number")
    except NameError as error:
        return error
    except FAILURES as error:
        return _told(place(quantity.name, quantity.formula), error)


def _told(where: str, error: BaseException) -> StoryError:
    """What a formula raised, as a complaint that says where."""
    if isinstance(error, Mixed):
        return refusal(where, error.found, error.chain)
    if isinstance(error, Mismatch):
        return UnitError(where, error.found, error.expected, error.remedy, chain=error.chain)
    if isinstance(error, StoryError):
        return placed(error, where)
    return StoryError(
        where, f"{type(error).__name__}: {error}", "arithmetic on arrays", "NumPy or a kernel"
    )


def _misfit(
    graph: Graph,
    quantity: Quantity,
    units: dict[str, Unit],
    probes: list[Dimensioned],
    answer: Dimensioned | StoryError | NameError,
) -> StoryError | NameError | None:
    """What is wrong with an answer: that there is none, its unit, or that samples are mixed."""
    if not isinstance(answer, Dimensioned):
        return answer
    declared = units.get(quantity.name)
    # a plain 0 fits any unit
    nothing = isinstance(answer, Plain) and not np.any(answer.values)
    if declared is not None and not nothing and answer.powers != declared.powers:
        return UnitError(
            _where(graph, quantity.name),
            powers_text(answer.powers),
            f"{quantity.unit} [{declared.in_base()}]",
            _replacement(graph, quantity.name, answer.powers, units),
            chain="a plain number" if isinstance(answer, Plain) else answer.text,
        )
    mixes = mixing(quantity.formula, [one.values for one in probes])
    return None if mixes is None else refusal(_where(graph, quantity.name), mixes)


def _probes(
    graph: Graph, name: str, units: dict[str, Unit], over_time: dict[str, bool], stepped: bool
) -> list[Dimensioned]:
    """One array with a unit for each parameter, shaped as in a run of a few samples."""
    years = np.array(graph.years(), dtype=np.float64)[:, None]
    probes = []
    for place_of, need in enumerate(graph.needs[name]):
        text = f"{need.node} [{graph.unit(need.node)}]"
        if need.when != "now":
            text = f"{need.when}_{text}"
        values = years if need.node == YEAR else probe(len(years), place_of)
        if need.node != YEAR and units[need.node].powers == YEAR_POWERS:
            values = among(values, years)
        if need.when == "history":
            values = values[: max(1, len(years) // 2)]
        elif stepped:
            values = values[len(years) // 2]
        elif need.when == "now" and not over_time.get(need.node, True):
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
