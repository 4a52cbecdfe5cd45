"""Names to an order of computation: who needs whom, and which quantities must step year by year.

Not here: units (`check.py`), evaluation (`plan.py`). Nothing is computed here.

A parameter `x` needs x of the same year, `previous_x` x of the year before, `history_x` all years
before; `year` is built in. Quantities that need each other through time form a stepped group.
"""

import inspect
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Literal

from assay.errors import Cycle, StoryError, UnknownNode
from assay.model.complaint import alike, nearest, place, raise_all
from assay.model.givens import Given
from assay.model.model import Model, Quantity
from assay.model.shapes import over_time

YEAR = "year"
"""The built-in node: the calendar years."""
PREFIXES: dict[str, Literal["previous", "history"]] = {
    "previous_": "previous",
    "history_": "history",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One parameter of a formula."""

    node: str
    """The node it needs."""
    when: Literal["now", "previous", "history"]
    """The same year, the year before, or all years before."""


@dataclass(frozen=True, slots=True)
class Input:
    """What the graph knows of a given."""

    name: str
    """Name of the given."""
    unit: str
    """Its unit."""
    over_time: bool
    """Whether it has one value a year."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """Model and givens as one comparable value: what a graph and its unit check depend on."""

    first_year: int
    """First calendar year."""
    last_year: int
    """Last calendar year."""
    quantities: tuple[Quantity, ...]
    """In order of declaration."""
    inputs: tuple[Input, ...]
    """In order of the givens."""
    amiss: tuple[StoryError, ...] = ()
    """What is wrong with the declarations themselves."""


@dataclass(frozen=True, slots=True)
class Group:
    """Quantities computed together."""

    names: tuple[str, ...]
    """In the order in which they follow from each other within a year."""
    stepped: bool
    """True where they are computed year by year, False for whole (year, sample) arrays."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The order of computation of a whole model."""

    declaration: Declaration
    """What it was made of."""
    quantities: Mapping[str, Quantity]
    """By name."""
    inputs: Mapping[str, Input]
    """By name."""
    needs: Mapping[str, tuple[Need, ...]]
    """Each formula's parameters, in order."""
    order: tuple[Group, ...]
    """Groups such that each follows from those before it."""

    def years(self) -> range:
        """The calendar years."""
        return range(self.declaration.first_year, self.declaration.last_year + 1)

    def parents(self, name: str) -> tuple[str, ...]:
        """All nodes that `name` is computed from, in any year; none for a given."""
        quantity = self.quantities.get(name)
        if quantity is None:
            return ()
        beside = [node for node in (quantity.start, quantity.known) if node is not None]
        found = [need.node for need in self.needs[name] if need.node != YEAR]
        return tuple(dict.fromkeys((*found, *beside)))

    def behind(self, names: Iterable[str]) -> frozenset[str]:
        """The names and everything they are computed from."""
        found: set[str] = set()
        open_names = list(names)
        while open_names:
            name = open_names.pop()
            if name not in found:
                found.add(name)
                open_names.extend(self.parents(name))
        return frozenset(found)

    def path(self, source: str, target: str) -> bool:
        """Whether `target` is computed, through any years, from `source`."""
        return source != target and source in self.behind(self.parents(target))

    def unit(self, name: str) -> str:
        """The declared unit of a given or quantity; calendar years for `year`."""
        if name == YEAR:
            return "year"
        if name in self.quantities:
            return self.quantities[name].unit
        return self.inputs[name].unit

    def require(self, names: Iterable[str], where: str) -> None:
        """Raise UnknownNode unless each name is a given or a quantity."""
        known = (*self.quantities, *self.inputs)
        raise_all(
            [
                UnknownNode(where, name, "a given or a quantity", nearest(name, known))
                for name in names
                if name not in self.quantities and name not in self.inputs
            ],
            where,
        )


def declaration(model: Model, givens: Sequence[Given]) -> Declaration:
    """Model and givens without their numbers."""
    inputs = tuple(Input(given.name, given.unit, over_time(given.shape)) for given in givens)
    return Declaration(
        model.first_year,
        model.last_year,
        tuple(model.quantities.values()),
        inputs,
        tuple(model.amiss),
    )


def graph_of(model: Model, givens: Sequence[Given]) -> Graph:
    """The graph of a model, built once per content.

    Raises UnknownNode, Cycle or StoryError, with every complaint at once.
    """
    return build(declaration(model, givens))


def build(declared: Declaration) -> Graph:
    """The graph of a declaration. Raises as `graph_of`."""
    graph, complaints = drafted(declared)
    raise_all(complaints, "the model")
    return graph


@lru_cache(maxsize=32)
def drafted(declared: Declaration) -> tuple[Graph, tuple[StoryError, ...]]:
    """The graph as far as it can be drawn up, and all that is wrong with it.

    With complaints it serves to look for more of them, and for nothing else: it may name nodes that
    there are not, and circles have no place in its order.
    """
    complaints = [*declared.amiss, *_names_taken_twice(declared)]
    quantities = {quantity.name: quantity for quantity in declared.quantities}
    inputs = {one.name: one for one in declared.inputs}
    needs: dict[str, tuple[Need, ...]] = {}
    for quantity in declared.quantities:
        needs[quantity.name] = tuple(_needs(quantity, complaints))
        complaints.extend(_unmet(quantity, needs[quantity.name], quantities, inputs))
    order = tuple(_order(quantities, needs, complaints))
    graph = Graph(declared, MappingProxyType(quantities), MappingProxyType(inputs), needs, order)
    return graph, tuple(complaints)


def unused(graph: Graph, used: Container[str]) -> list[StoryError]:
    """A complaint for each given that neither a formula nor `used` asks for."""
    formulas = {need.node for needs in graph.needs.values() for need in needs}
    return [
        StoryError(
            f"given {name}",
            "no formula asks for it",
            "every given to be used",
            f"its name as a parameter{_asked_as(name, formulas)}, or strike the given",
        )
        for name in unasked(graph)
        if name not in used
    ]


def unasked(graph: Graph) -> tuple[str, ...]:
    """The givens that no formula asks for."""
    asked = graph.behind(graph.quantities)
    return tuple(name for name in graph.inputs if name not in asked)


def _asked_as(name: str, formulas: Iterable[str]) -> str:
    near = alike(name, formulas)
    return f" ({' or '.join(near)}?)" if near else ""


def _names_taken_twice(declared: Declaration) -> Iterator[StoryError]:
    seen: set[str] = set()
    names = [one.name for one in declared.inputs] + [q.name for q in declared.quantities]
    for name in names:
        if name in seen:
            yield StoryError(name, "a name given twice", "one node a name", "another name")
        if name == YEAR or name.startswith(tuple(PREFIXES)):
            yield StoryError(
                name,
                "a name that the engine reads in its own way",
                "a name other than year, previous_... and history_...",
                "another name",
            )
        seen.add(name)


def _needs(quantity: Quantity, complaints: list[StoryError]) -> Iterator[Need]:
    for parameter in inspect.signature(quantity.formula).parameters.values():
        plain = parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        if not plain or parameter.default is not inspect.Parameter.empty:
            complaints.append(
                StoryError(
                    place(quantity.name, quantity.formula),
                    f"parameter {parameter}",
                    "plain names of nodes, without defaults, * or **",
                    "a given for the default",
                )
            )
            continue
        for prefix, when in PREFIXES.items():
            if parameter.name.startswith(prefix):
                yield Need(parameter.name.removeprefix(prefix), when)
                break
        else:
            yield Need(parameter.name, "now")


def _unmet(
    quantity: Quantity,
    needs: tuple[Need, ...],
    quantities: Mapping[str, Quantity],
    inputs: Mapping[str, Input],
) -> Iterator[StoryError]:
    where = place(quantity.name, quantity.formula)
    known = (*quantities, *inputs, YEAR)
    for need in needs:
        if need.node not in known:
            yield UnknownNode(where, need.node, "a given or a quantity", nearest(need.node, known))
        elif need.when != "now" and need.node not in quantities:
            yield StoryError(
                where,
                f"{need.when}_{need.node}, but {need.node} is no quantity",
                "the past of a quantity",
                "a quantity that returns the given",
            )
        elif need.when == "previous" and quantities[need.node].start is None:
            yield StoryError(
                where,
                f"previous_{need.node}, but no start for the year before the first",
                f"a start for {need.node}",
                f"@model.quantity(..., start=a given) at {need.node}",
            )
    for role, name in (("start", quantity.start), ("known", quantity.known)):
        if name is None:
            continue
        if name not in inputs:
            yield UnknownNode(where, f"{role}={name!r}", "a given", nearest(name, inputs))
        elif inputs[name].over_time != (role == "known"):
            found = "a series" if inputs[name].over_time else "one number"
            yield StoryError(
                where,
                f"{role}={name!r}, which is {found}",
                "one number to start from" if role == "start" else "a series of known years",
                "another given",
            )


def _order(
    quantities: Mapping[str, Quantity],
    needs: Mapping[str, tuple[Need, ...]],
    complaints: list[StoryError],
) -> Iterator[Group]:
    edges = {
        name: [need.node for need in needs[name] if need.node in quantities] for name in quantities
    }
    now = {
        name: [need.node for need in needs[name] if need.when == "now" and need.node in quantities]
        for name in quantities
    }
    for names in _strongly_connected(edges):
        inside = set(names)
        sorter = TopologicalSorter(
            {name: [parent for parent in now[name] if parent in inside] for name in names}
        )
        try:
            in_year = tuple(sorter.static_order())
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            complaints.append(
                Cycle(
                    place(circle[0], quantities[circle[0]].formula),
                    " needs ".join(circle),
                    "no circle within one year",
                    f"previous_{circle[1]} in {circle[0]}, if last year's value is meant",
                )
            )
            continue
        looks_back = any(need.when == "history" for name in names for need in needs[name])
        itself = any(name in edges[name] for name in names)
        yield Group(in_year, len(names) > 1 or itself or looks_back)


def _strongly_connected(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Groups that need each other, each after the groups it needs.

    R. Tarjan (1972), Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 146-160;
    with an explicit stack, so that long chains do not exhaust Python's.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    is_waiting: set[str] = set()
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        waiting.append(root)
        is_waiting.add(root)
        while work:
            name, rest = work[-1]
            for parent in rest:
                if parent not in index:
                    index[parent] = low[parent] = len(index)
                    waiting.append(parent)
                    is_waiting.add(parent)
                    work.append((parent, iter(edges[parent])))
                    break
                if parent in is_waiting:
                    low[name] = min(low[name], index[parent])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    cut = waiting.index(name)
                    group, waiting[cut:] = waiting[cut:], []
                    is_waiting.difference_update(group)
                    yield group
