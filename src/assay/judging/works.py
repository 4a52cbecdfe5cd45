"""The works behind a number of a story in one year: of a node by its givens, of a fact by itself.

Not here: how a work is cited (`verdict.py`), what is told of each given (`provenance.py`).
"""

from collections.abc import Iterable

from assay.model.givens import Given
from assay.model.graph import Graph
from assay.record.record import Record
from assay.ruler.story import Story


def works_of_node(story: Story, graph: Graph, node: str, year: int, record: Record) -> list[str]:
    """Ids of the works that a node's value of the year rests on; where the year was published,
    of that figure alone. Within the year, and not through the driver's own use, which has
    sources of its own."""
    givens = {given.name: given for given in story.givens}
    known = givens.get(story.model.quantities[node].known or "")
    printed = _facts_of_year(known, year, record) if known else []
    if printed:
        return works_of_facts(printed, record)
    behind = (givens[name] for name in _needed(graph, node, story.roles.use) if name in givens)
    return list(dict.fromkeys(work for given in behind for work in _works_of_given(given, record)))


def _needed(graph: Graph, node: str, but: str) -> list[str]:
    """What a node is computed from in the same year, nearest first, and not through `but`."""
    waiting, found = [node], dict[str, None]()
    while waiting:
        name = waiting.pop(0)
        if name in found or name == but:
            continue
        found.setdefault(name)
        waiting += [need.node for need in graph.needs.get(name, ()) if need.when == "now"]
    return list(found)


def works_of_facts(names: Iterable[str], record: Record) -> list[str]:
    """Ids of the works in which the facts were printed; of a derived one those of its inputs."""
    waiting, seen, found = list(names), set[str](), dict[str, None]()
    while waiting:
        name = waiting.pop(0)
        fact = record.by_id.get(name)
        if fact is None or name in seen:
            continue
        seen.add(name)
        waiting += fact.inputs
        if not fact.inputs:
            found.setdefault(fact.source)
    return list(found)


def _facts_of_year(given: Given, year: int, record: Record) -> list[str]:
    dated = ((name, record.by_id.get(name)) for name in given.facts)
    return [name for name, fact in dated if fact and fact.years == (year, year)]


def _works_of_given(given: Given, record: Record) -> list[str]:
    return works_of_facts(given.facts, record) or list(given.source)
