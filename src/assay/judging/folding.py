"""A story's graph folded to its chain: the nodes that the ruler or the report names, no more.

Not here: the whole graph (`explaining.py`), how it is drawn (`report/graph_to_*.py`). What lies
between two nodes of the chain is folded into the one that needs it, and stays a hover away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assay.argument import ArgumentNode

EARLIER = ("previous", "history")
"""Needs of years before."""


def folded(nodes: Iterable[ArgumentNode]) -> tuple[ArgumentNode, ...]:
    """The nodes with a role, and the computed ones that have a name in words; each knows what it
    is made of beside them. All nodes, where none has a role."""
    by_name = {node.name: node for node in nodes}
    chain = {node.name for node in by_name.values() if node.roles or (node.needs and node.title)}
    if not any(node.roles for node in by_name.values()):
        return tuple(by_name.values())
    drawn = {name: _on_chain(by_name[name], by_name, chain) for name in by_name if name in chain}
    return tuple(_once(node, drawn) for node in drawn.values())


def _once(node: ArgumentNode, drawn: Mapping[str, ArgumentNode]) -> ArgumentNode:
    """The node without what reaches it from years before through another one it needs as well."""
    before = {
        name
        for other, when in node.needs
        if when == "now"
        for name, _ in drawn[other].needs
        if name != node.name
    }
    needs = tuple((name, when) for name, when in node.needs if when == "now" or name not in before)
    return replace(node, needs=needs)


def _on_chain(
    node: ArgumentNode, by_name: Mapping[str, ArgumentNode], chain: set[str]
) -> ArgumentNode:
    """The node with what it needs of the chain: in the same year, or once a year before."""
    kinds: dict[str, str] = {}
    inside: dict[str, None] = {}
    earlier: list[str] = []
    for kind in ("now", "previous"):
        waiting = [node.name] if kind == "now" else _met(earlier, kind, chain, kinds, inside)
        while waiting:
            needs = by_name[waiting.pop(0)].needs
            same = [name for name, when in needs if when not in EARLIER and name in by_name]
            if kind == "now":
                earlier += [name for name, when in needs if when in EARLIER and name in by_name]
            waiting += _met(same, kind, chain, kinds, inside)
    return replace(node, needs=tuple(kinds.items()), folded=tuple(inside))


def _met(
    names: Iterable[str], kind: str, chain: set[str], kinds: dict[str, str], inside: dict[str, None]
) -> list[str]:
    """Note the names as needs of that kind or as folded; those that are looked into next."""
    more = []
    for name in names:
        if name in chain:
            kinds.setdefault(name, kind)
        elif name not in inside:
            inside[name] = None
            more.append(name)
    return more
