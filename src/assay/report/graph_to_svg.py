"""A story's graph as one SVG file: layers from what is put in to what the ruler measures.

Not here: where boxes stand and how lines run (`graph_layout.py`), the same as Mermaid
(`graph_to_mermaid.py`), what is said on hover (`graph_words.py`). The file stands alone: no style
sheet, no script, no outside font.
"""

from collections.abc import Mapping, Sequence
from html import escape

from assay.argument import Argument, ArgumentNode
from assay.report.columns import printable, width
from assay.report.graph_layout import AT_ONCE, Layout, Spot, laid_out
from assay.report.graph_words import ROOMS, hover
from assay.report.palette import palette
from assay.report.words import Words

BOX, GAP = (232, 36), (86, 10)
"""Size of a box and room between two, across and down, in pixels."""
FOLDED_BOX, FOLDED_GAP = (200, 50), (40, 14)
"""The same of a graph that is folded: fewer boxes, each with a line more."""
MARGIN, TOP = 52, 84
"""Margins in pixels; the title and the key stand above."""
SWING, LOOP = 0.6, 0.2
"""How far a line within a layer swings out, in parts of the room between layers; how far from the
middle of a box a line to itself begins and ends, in parts of the box."""
PER_LETTER = 7.4
"""Width of a column of text of a box, in pixels: 31 fit the wider one."""
FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
STROKES = {"given": "line", "quantity": "macro", "role": "driver"}
"""Colour of each room's boxes, by its role in the palette."""


def drawing(argument: Argument, language: str) -> str:
    """The drawing in "en" or "zh"."""
    words, is_folded = Words(language), any(node.folded for node in argument.nodes)
    box, gap = (FOLDED_BOX, FOLDED_GAP) if is_folded else (BOX, GAP)
    layout = laid_out(argument, *map(float, (box[1], gap[1])))
    left = {name: MARGIN + layer * (box[0] + gap[0]) for name, layer in layout.layer.items()}
    across = max(MARGIN + box[0] + max(left.values(), default=0), 3 * BOX[0])
    down = TOP + max(layout.middle.values(), default=0.0) + box[1] / 2 + MARGIN
    colours = palette()["light"]

    def top(name: str) -> float:
        return TOP + layout.middle[Spot(name)] - box[1] / 2

    title = escape(printable(words.plain("graph.title", {"story": argument.title[language]})))
    body = "".join(
        [
            *map(_end, ("line", "driver")),
            *_edges(argument, layout, left, box, gap[0]),
            *(
                _box(node, (left[node.name], top(node.name)), box, argument, words)
                for node in argument.nodes
            ),
        ]
    )
    if is_folded:
        body += (
            f'<text x="{MARGIN}" y="{down - MARGIN / 2:g}" font-size="12" fill="{colours["soft"]}">'
            f"{escape(words.plain('graph.folded'))}</text>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down:g}" '
        f'width="{across}" height="{down:g}" font-family="{FONT}" role="img">'
        f"<title>{title}</title>"
        f'<rect width="{across}" height="{down:g}" fill="{colours["card"]}"/>'
        f'<text x="{MARGIN}" y="34" font-size="18" font-weight="600" fill="{colours["ink"]}">'
        f"{title}</text>{_key(words, colours)}{body}</svg>\n"
    )


def _key(words: Words, colours: Mapping[str, str]) -> str:
    parts = []
    for place, room in enumerate(ROOMS):
        x = MARGIN + place * BOX[0]
        parts.append(
            f'<rect x="{x}" y="48" width="22" height="14" rx="{_corner(room)}" '
            f'fill="{colours["paper"]}" stroke="{colours[STROKES[room]]}" stroke-width="1.5"/>'
            f'<text x="{x + 30}" y="60" font-size="13" fill="{colours["soft"]}">'
            f"{escape(words.plain(f'graph.{room}'))}</text>"
        )
    return "".join(parts)


def _corner(room: str) -> int:
    return 9 if room == "given" else 2


def _end(colour: str) -> str:
    """The tip of a line of that colour."""
    return (
        f'<marker id="end-{colour}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" '
        f'markerHeight="6" orient="auto"><polygon points="0,0 8,4 0,8" '
        f'fill="{palette()["light"][colour]}"/></marker>'
    )


def _edges(
    argument: Argument, layout: Layout, left: Mapping[str, float], box: tuple[int, int], gap: int
) -> list[str]:
    """One curve a need, from the right of what is needed to the left of what needs it.

    Between two layers a line bends, and within one it is level, in a lane of its own. One that goes
    back leaves on the left and ends on the right, and one within a layer swings out to the right.
    """
    colours, found = palette()["light"], []
    for (source, end, when), spots in layout.routes.items():
        of_focus = argument.focus in (source, end)
        colour = "driver" if of_focus else "line"
        dash = "" if when in AT_ONCE else ' stroke-dasharray="5 4"'
        found.append(
            f'<path d="{_curve(spots, layout, left, box, gap)}" fill="none" '
            f'stroke="{colours[colour]}" marker-end="url(#end-{colour})" '
            f'stroke-opacity="{0.9 if of_focus else 0.6}"{dash}/>'
        )
    return found


def _curve(
    spots: Sequence[Spot],
    layout: Layout,
    left: Mapping[str, float],
    box: tuple[int, int],
    gap: int,
) -> str:
    """The way of one line."""
    first, last = spots[0], spots[-1]
    apart = layout.layer[last.name] - layout.layer[first.name]
    y, to_y = (TOP + layout.middle[spot] for spot in (first, last))
    if apart == 0:
        shift = box[1] * LOOP if first == last else 0.0
        return _bend(left[first.name] + box[0], y - shift, to_y + shift, gap * SWING, 0)
    step = 1 if apart > 0 else -1
    x = left[first.name] + (box[0] if step > 0 else 0)
    told = ""
    for spot in spots[1:]:
        to_y = TOP + layout.middle[spot]
        told += _bend(x, y, to_y, step * gap / 2, step * gap)
        x, y = x + step * gap, to_y
        if spot.way:
            x += step * box[0]
            told += f"H{x:g}"
    return told[0] + told[1:].replace("M", "L")


def _bend(x: float, y: float, to_y: float, reach: float, across: float) -> str:
    """A curve that begins and ends level."""
    return f"M{x:g} {y:g}C{x + reach:g} {y:g} {x + reach:g} {to_y:g} {x + across:g} {to_y:g}"


def _box(
    node: ArgumentNode,
    place: tuple[float, float],
    box: tuple[int, int],
    argument: Argument,
    words: Words,
) -> str:
    """A box with the name and the unit; formula, meaning and sources on hover."""
    colours, (x, y) = palette()["light"], place
    is_focus = node.name == argument.focus
    title = node.title[words.language] if node.title else node.name
    unit = f"{node.name} [{node.unit}]" if node.title else f"[{node.unit}]"
    letters = int(box[0] / PER_LETTER)
    lines = [(title, 12, colours["ink"], letters), (unit, 10, colours["soft"], letters + 7)]
    if node.folded:
        lines.append((_inside(node, argument, words), 10, colours["soft"], letters + 7))
    return (
        f"<g><title>{escape(chr(10).join(hover(node, words)))}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{box[0]}" height="{box[1]}" rx="{_corner(node.room)}" '
        f'fill="{colours["paper"]}" stroke="{colours[STROKES[node.room]]}" '
        f'stroke-width="{3 if is_focus else 1.5}"/>'
        + "".join(
            f'<text x="{x + 8:g}" y="{y + 15 + 14 * row:g}" font-size="{size}" fill="{colour}">'
            f"{escape(cut(text, most))}</text>"
            for row, (text, size, colour, most) in enumerate(lines)
        )
        + "</g>"
    )


def _inside(node: ArgumentNode, argument: Argument, words: Words) -> str:
    """How many computed nodes and how many givens are folded into a box."""
    steps = sum(name in argument.steps for name in node.folded)
    values = {"steps": steps, "inputs": len(node.folded) - steps}
    return words.plain("graph.inside" if steps else "graph.inside_inputs", values)


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, with a mark where it was cut."""
    text = printable(text)
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"
