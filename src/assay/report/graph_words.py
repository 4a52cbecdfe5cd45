"""What the drawings of a graph say of a node on hover, whatever they are drawn with.

Not here: the drawings (`graph_to_svg.py`, `graph_to_mermaid.py`), a node in the terminal
(`graph_to_terminal.py`).
"""

from assay.argument import ArgumentNode
from assay.report.columns import printable
from assay.report.words import Words

ROOMS = ("given", "quantity", "role")
"""Rooms of the argument, from what is put in to what the ruler measures."""


def formula_of(node: ArgumentNode) -> list[str]:
    """The node's name and unit, and its formula where it has one, one thing a line."""
    lines = [f"{node.name} [{node.unit}]"]
    if node.formula:
        lines.append(f"= {node.formula}")
    return list(map(printable, lines))


def sources_of(node: ArgumentNode) -> list[str]:
    """The works behind the node, one a line."""
    return list(map(printable, node.sources))


def hover(node: ArgumentNode, words: Words) -> list[str]:
    """All that there is to say of a node, one thing a line."""
    lines = [text for text in (node.what,) if text]
    if node.roles:
        lines.append(words.plain("graph.plays", {"roles": ", ".join(node.roles)}))
    inside = [words.plain("graph.holds", {"names": ", ".join(node.folded)})] if node.folded else []
    return [
        *formula_of(node),
        *map(printable, lines),
        *sources_of(node),
        *map(printable, inside),
    ]
