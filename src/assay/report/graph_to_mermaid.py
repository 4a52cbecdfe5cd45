"""A story's graph as a Mermaid flow chart: one box a node, by rooms of the argument.

Not here: the drawing (`graph_to_svg.py`), what is said on hover (`graph_words.py`).
"""

from assay.argument import Argument, ArgumentNode
from assay.report.columns import printable
from assay.report.graph_words import ROOMS, formula_of, hover, sources_of
from assay.report.numbers import count
from assay.report.words import Words

SHAPES = {"given": ('(["', '"])'), "quantity": ('["', '"]'), "role": ('[["', '"]]')}
"""How Mermaid writes the box of each room."""
SIGNS = {
    "#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "%": "#37;",
}  # fmt: skip
"""How it writes its own signs as text; two per cent signs and a brace would set its options."""
LONGEST = 50_000
"""Characters of a chart that Mermaid draws; of a longer one it draws an error, and no chart may
move that bound (its `maxTextSize`)."""


def flow_chart(argument: Argument, language: str) -> str:
    """The graph in Mermaid's language; arrows of last year's values are dotted.

    On hover a box tells formula, meaning and sources; where that is more than Mermaid takes,
    formulas and sources, or formulas, and a comment says so.
    """
    words = Words(language)
    chart = _chart(argument, words)
    told = [
        _tips([(node, hover(node, words)) for node in argument.nodes]),
        _tips([(node, [*formula_of(node), *sources_of(node)]) for node in argument.nodes]),
        _tips([(node, formula_of(node)) for node in argument.nodes if node.formula]),
        "",
    ]
    note = f"  %% {words.plain('graph.shortened', {'most': count(LONGEST)})}\n"
    kept = next(tips for tips in told if not tips or len(chart + note + tips) <= LONGEST)
    return chart + ("" if kept is told[0] else note) + kept


def _chart(argument: Argument, words: Words) -> str:
    """Boxes and arrows."""
    lines = ["flowchart LR"]
    for room in ROOMS:
        nodes = [node for node in argument.nodes if node.room == room]
        if nodes:
            lines.append(f'  subgraph {room}s["{_text(words.plain(f"graph.{room}"))}"]')
            lines += [f"    {_box(node, words.language)}" for node in nodes]
            lines.append("  end")
    drawn = {node.name for node in argument.nodes}
    for node in argument.nodes:
        for other, when in node.needs:
            if other in drawn:
                arrow = "-->" if when in ("now", "known") else "-.->"
                lines.append(f"  n_{other} {arrow} n_{node.name}")
    return "\n".join(lines) + "\n"


def _tips(told: list[tuple[ArgumentNode, list[str]]]) -> str:
    """What boxes tell on hover. Mermaid ties that to a click; the function it names is none, and
    is not called either unless a page allows charts to call any."""
    return "".join(
        f'  click n_{node.name} call none() "{"<br/>".join(map(_text, lines))}"\n'
        for node, lines in told
    )


def _box(node: ArgumentNode, language: str) -> str:
    opened, closed = SHAPES[node.room]
    title = f"{node.title[language]}<br>" if node.title else ""
    # names of the language itself, such as "end", may not stand alone
    head = _text(title.removesuffix("<br>")) + ("<br>" if title else "")
    return f"n_{node.name}{opened}{head}{node.name}<br>{_text(node.unit)}{closed}"


def _text(text: str) -> str:
    """Text that Mermaid takes as text: its own signs as entities."""
    return "".join(SIGNS.get(one, one) for one in printable(text))
