"""A story's graph as a Mermaid flow chart: one box a node, by rooms of the argument.

Not here: the drawing (`graph_to_svg.py`).
"""

from assay.argument import Argument, ArgumentNode
from assay.report.columns import printable
from assay.report.words import Words

ROOMS = ("given", "quantity", "role")
"""Rooms of the argument, from what is put in to what the ruler measures."""
SHAPES = {"given": ('(["', '"])'), "quantity": ('["', '"]'), "role": ('[["', '"]]')}
"""How Mermaid writes the box of each room."""


def flow_chart(argument: Argument, language: str) -> str:
    """The graph in Mermaid's language; arrows of last year's values are dotted."""
    words = Words(language)
    lines = ["flowchart LR"]
    for room in ROOMS:
        nodes = [node for node in argument.nodes if node.room == room]
        if nodes:
            lines.append(f'  subgraph {room}s["{_text(words.plain(f"graph.{room}"))}"]')
            lines += [f"    {_box(node, language)}" for node in nodes]
            lines.append("  end")
    drawn = {node.name for node in argument.nodes}
    for node in argument.nodes:
        for other, when in node.needs:
            if other in drawn:
                arrow = "-->" if when in ("now", "known") else "-.->"
                lines.append(f"  n_{other} {arrow} n_{node.name}")
    return "\n".join(lines) + "\n"


def _box(node: ArgumentNode, language: str) -> str:
    opened, closed = SHAPES[node.room]
    title = f"{node.title[language]}<br>" if node.title else ""
    # names of the language itself, such as "end", may not stand alone
    head = _text(title.removesuffix("<br>")) + ("<br>" if title else "")
    return f"n_{node.name}{opened}{head}{node.name}<br>{_text(node.unit)}{closed}"


def _text(text: str) -> str:
    """Text that Mermaid takes as text: its own signs as entities."""
    signs = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}
    return "".join(signs.get(one, one) for one in printable(text))
