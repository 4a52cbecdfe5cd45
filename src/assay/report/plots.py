"""Curves over years: fan, stacked areas, slope; stretched SVG with labels as text over it.

Not here: rulers and bars (`drawing.py`).
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from assay.model.summary import Band
from assay.report.drawing import number
from assay.report.words import trusted

WIDTH, HEIGHT = 600, 200
"""The stretched drawing's own units; only its proportions show."""


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _x(position: int, count: int) -> float:
    return WIDTH * position / max(count - 1, 1)


def nice_step(top: float) -> float:
    """A round step that cuts 0..top into two to five parts."""
    raw = top / 5
    step = 10.0 ** math.floor(math.log10(raw))
    return next(step * factor for factor in (1, 2, 5, 10) if step * factor >= raw)


def _y(value: float, top: float) -> float:
    return HEIGHT - HEIGHT * max(0.0, min(value, top)) / top


def fan_paths(
    bands: Sequence[Band],
    worlds: Sequence[Sequence[float]],
    threshold: Sequence[float] | None,
    known: int,
    top: float,
) -> Markup:
    """The fan: 90 % and 50 % bands, thin worlds, then the median; `known` is the place of today."""
    n = len(bands)

    def line(values: Sequence[float]) -> str:
        return _path([(_x(i, n), _y(v, top)) for i, v in enumerate(values)])

    def area(low: Sequence[float], high: Sequence[float]) -> str:
        there = [(_x(i, n), _y(v, top)) for i, v in enumerate(low)]
        back = [(_x(i, n), _y(v, top)) for i, v in enumerate(high)]
        return _path(there + back[::-1]) + "Z"

    outer = area([b.p05 for b in bands], [b.p95 for b in bands])
    inner = area([b.p25 for b in bands], [b.p75 for b in bands])
    parts = [f'<path class="f90" d="{outer}"/>', f'<path class="f50" d="{inner}"/>']
    parts.append(f'<path class="spag" d="{"".join(line(world) for world in worlds)}"/>')
    parts.append(f'<path class="fm" d="{line([b.p50 for b in bands])}"/>')
    if threshold is not None:
        parts.append(f'<path class="thr" d="{line(threshold)}"/>')
    if 0 < known < n - 1:
        x = number(_x(known, n))
        parts.append(f'<path class="now" d="M{x} 0V{HEIGHT}"/>')
    return _stretched(parts)


def area_paths(layers: Sequence[tuple[str, Sequence[float]]], known: int, top: float) -> Markup:
    """Stacked areas, the first layer at the bottom; years after `known` are veiled."""
    n = len(layers[0][1])
    floor, parts = [0.0] * n, []
    for name, values in layers:
        ceiling = [low + value for low, value in zip(floor, values, strict=True)]
        there = [(_x(i, n), _y(v, top)) for i, v in enumerate(ceiling)]
        back = [(_x(i, n), _y(v, top)) for i, v in enumerate(floor)]
        parts.append(f'<path class="{name}" d="{_path(there + back[::-1])}Z"/>')
        floor = ceiling
    if 0 < known < n - 1:
        x = _x(known, n)
        parts.append(f'<path class="veil" d="M{number(x)} 0H{WIDTH}V{HEIGHT}H{number(x)}Z"/>')
        parts.append(f'<path class="now" d="M{number(x)} 0V{HEIGHT}"/>')
    return _stretched(parts)


def path_paths(
    points: Sequence[tuple[float, float, float]], low: float, high: float, zero: int
) -> Markup:
    """A path in its band, points as (value, low, high), on a scale from `low` to `high`.

    A level line marks nought, a dotted one the place `zero`.
    """
    n, top = len(points), high - low

    def at(place: int, value: float) -> tuple[float, float]:
        return _x(place, n), _y(value - low, top)

    there = [at(i, under) for i, (_, under, _) in enumerate(points)]
    back = [at(i, over) for i, (*_, over) in enumerate(points)]
    level = number(_y(-low, top))
    parts = [
        f'<path class="f90" d="{_path(there + back[::-1])}Z"/>',
        f'<path class="nil" d="M0 {level}H{WIDTH}"/>',
        f'<path class="now" d="M{number(_x(zero, n))} 0V{HEIGHT}"/>',
        f'<path class="fm" d="{_path([at(i, value) for i, (value, *_) in enumerate(points)])}"/>',
    ]
    return _stretched(parts)


def _stretched(parts: Sequence[str]) -> Markup:
    return Markup(
        '<svg class="pl2" viewBox="0 0 {} {}" preserveAspectRatio="none" '
        'aria-hidden="true">{}</svg>'
    ).format(WIDTH, HEIGHT, trusted("".join(parts)))


def label(kind: str, position: float, text: object) -> Markup:
    """A label over a plot: `y` and `e` by height, `x` by width, in per cent."""
    side = "left" if kind.split()[0] == "x" else "top"
    return Markup('<span class="{}" style="{}:{}%">{}</span>').format(
        kind, side, number(position), text
    )


def height_of(value: float, top: float) -> float:
    """Where a value stands in a plot, in per cent from its upper edge."""
    return 100 * _y(value, top) / HEIGHT


def apart(heights: Sequence[float], gap: float, lowest: float = 100.0) -> list[float]:
    """Heights of labels moved as little as needed so that none covers another."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = list(heights)
    for before, here in pairwise(order):
        placed[here] = max(placed[here], placed[before] + gap)
    over = placed[order[-1]] - lowest if order else 0.0
    if over > 0:
        limit = lowest
        for here in reversed(order):
            placed[here] = min(placed[here], limit)
            limit = placed[here] - gap
    return placed


def slope(first: float, last: float, tone: str) -> Markup:
    """Two values joined by a line, on a scale of their own."""
    low, high = min(first, last, 0.0), max(first, last)
    room = (high - low) or 1.0
    start, end = (number(100 - 100 * (x - low) / room) for x in (first, last))
    return Markup(
        '<svg class="slo" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="sl {}" d="M0 {}L100 {}"/></svg>'
    ).format(tone, start, end)
