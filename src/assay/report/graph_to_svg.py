"""A story's graph as one SVG file: layers from what is put in to what the ruler measures.

Not here: the same as Mermaid (`graph_to_mermaid.py`), a node in words (`graph_to_terminal.py`). The
file stands alone: no style sheet, no script, no outside font. Layers by the longest way from the
givens; within a layer by the mean place of the neighbours (Sugiyama, Tagawa and Toda 1981, IEEE
Trans. Syst. Man Cybern. 11, 109-125), so that the same graph is always drawn alike.
"""

from collections.abc import Mapping
from html import escape

from assay.argument import Argument, ArgumentNode
from assay.report.columns import printable, width
from assay.report.graph_to_mermaid import ROOMS
from assay.report.palette import palette
from assay.report.words import Words

BOX, GAP = (232, 36), (86, 10)
"""Size of a box and room between two, across and down, in pixels."""
FOLDED_BOX, FOLDED_GAP = (200, 50), (40, 14)
"""The same of a graph that is folded: fewer boxes, each with a line more."""
MARGIN, TOP = 52, 84
"""Margins in pixels; the title and the key stand above."""
SWEEPS = 8
"""Passes of ordering; more move no box of the silver story."""
PER_LETTER = 7.4
"""Width of a column of text of a box, in pixels: 31 fit the wider one."""
FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
STROKES = {"given": "line", "quantity": "macro", "role": "driver"}
"""Colour of each room's boxes, by its role in the palette."""
AT_ONCE = ("now", "known")
"""What is needed of the same year; the rest is drawn dashed."""

Places = dict[str, tuple[float, float]]


def layers(argument: Argument) -> list[list[str]]:
    """The nodes by layer: each after what it needs of the same year, givens just before use.

    Around a focus by the steps to it: what it needs before it, what asks for it after it.
    """
    drawn = {node.name: node for node in argument.nodes}
    depth = _by_need(drawn) if argument.focus is None else _by_distance(drawn, argument.focus)
    first = min(depth.values(), default=0)
    found: list[list[str]] = [[] for _ in range(1 + max(depth.values(), default=-1) - first)]
    for name in drawn:
        found[depth[name] - first].append(name)
    return _ordered(found, drawn)


def _by_distance(drawn: Mapping[str, ArgumentNode], focus: str) -> dict[str, int]:
    depth = {focus: 0}
    for sign in (-1, 1):
        edge = [focus]
        for step in range(1, len(drawn)):
            edge = [
                other
                for other in drawn
                if other not in depth
                and any(
                    _is_needed(drawn, *((other, one) if sign < 0 else (one, other))) for one in edge
                )
            ]
            depth.update(dict.fromkeys(edge, sign * step))
    return depth


def _is_needed(drawn: Mapping[str, ArgumentNode], needed: str, by: str) -> bool:
    return any(needed == one for one, _ in drawn[by].needs)


def _by_need(drawn: Mapping[str, ArgumentNode]) -> dict[str, int]:
    depth: dict[str, int] = {}
    for name in drawn:
        waiting = [name]
        while waiting:
            last = waiting[-1]
            needs = _needed_now(drawn, last)
            missing = [one for one in needs if one not in depth]
            if missing:
                waiting += missing
            else:
                depth[waiting.pop()] = 1 + max((depth[one] for one in needs), default=-1)
    for name, node in drawn.items():
        users = [other for other in drawn if _is_needed(drawn, name, other)]
        if not node.needs and users:
            depth[name] = max(0, min(depth[user] for user in users) - 1)
    return depth


def _needed_now(drawn: Mapping[str, ArgumentNode], name: str) -> list[str]:
    return [one for one, when in drawn[name].needs if when in AT_ONCE and one in drawn]


def _ordered(found: list[list[str]], drawn: Mapping[str, ArgumentNode]) -> list[list[str]]:
    """Each layer by the mean place of its neighbours, forwards and backwards in turn."""
    beside: dict[str, list[str]] = {name: [] for name in drawn}
    for name, node in drawn.items():
        for other, _ in node.needs:
            if other in drawn:
                beside[name].append(other)
                beside[other].append(name)
    place = {name: row / len(layer) for layer in found for row, name in enumerate(layer)}
    for sweep in range(SWEEPS):
        for layer in found if sweep % 2 == 0 else reversed(found):
            mean = {
                name: sum(place[one] for one in beside[name]) / len(beside[name])
                if beside[name]
                else place[name]
                for name in layer
            }
            layer.sort(key=lambda name, mean=mean: (mean[name], name))  # type: ignore[misc]  # a default binds it
            place.update({name: (row + 0.5) / len(layer) for row, name in enumerate(layer)})
    return found


def drawing(argument: Argument, language: str) -> str:
    """The drawing in "en" or "zh"."""
    words, columns = Words(language), layers(argument)
    tallest = max(map(len, columns), default=1)
    is_folded = any(node.folded for node in argument.nodes)
    box, gap = (FOLDED_BOX, FOLDED_GAP) if is_folded else (BOX, GAP)
    step_x, step_y = box[0] + gap[0], box[1] + gap[1]
    places: Places = {
        name: (
            MARGIN + column * step_x,
            TOP + (row + (tallest - len(layer)) / 2) * step_y,
        )
        for column, layer in enumerate(columns)
        for row, name in enumerate(layer)
    }
    across = max(2 * MARGIN + len(columns) * step_x - gap[0], 3 * BOX[0])
    down = TOP + tallest * step_y + MARGIN
    colours = palette()["light"]
    title = escape(printable(words.plain("graph.title", {"story": argument.title[language]})))
    body = "".join(
        [
            *_edges(argument, places, box, colours),
            *(_box(node, places[node.name], box, argument, words) for node in argument.nodes),
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


def _edges(
    argument: Argument, places: Places, box: tuple[int, int], colours: Mapping[str, str]
) -> list[str]:
    """One curve a need, from the right of what is needed to the left of what needs it."""
    found = []
    for node in argument.nodes:
        x, y = places[node.name]
        for other, when in node.needs:
            if other not in places:
                continue
            from_x, from_y = places[other][0] + box[0], places[other][1] + box[1] / 2
            to_y, bend = y + box[1] / 2, max(GAP[0] / 2, (x - from_x) / 2)
            of_focus = argument.focus in (node.name, other)
            dash = "" if when in AT_ONCE else ' stroke-dasharray="5 4"'
            found.append(
                f'<path d="M{from_x:g} {from_y:g}C{from_x + bend:g} {from_y:g} {x - bend:g} '
                f'{to_y:g} {x:g} {to_y:g}" fill="none" '
                f'stroke="{colours["driver" if of_focus else "line"]}" '
                f'stroke-opacity="{0.9 if of_focus else 0.45}"{dash}/>'
            )
    return found


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
        f"<g><title>{escape(hover(node, words))}</title>"
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


def hover(node: ArgumentNode, words: Words) -> str:
    """All that there is to say of a node, one thing a line."""
    lines = [f"{node.name} [{node.unit}]"]
    if node.formula:
        lines.append(f"= {node.formula}")
    lines += [text for text in (node.what,) if text]
    if node.roles:
        lines.append(words.plain("graph.plays", {"roles": ", ".join(node.roles)}))
    lines += node.sources
    if node.folded:
        lines.append(words.plain("graph.holds", {"names": ", ".join(node.folded)}))
    return "\n".join(map(printable, lines))


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, with a mark where it was cut."""
    text = printable(text)
    if width(text) <= columns:
        return text
    while width(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…"
