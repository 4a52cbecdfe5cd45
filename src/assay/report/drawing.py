"""Inline SVG: the ruler's axis and track, bars with whiskers, symbols; fluid without a script.

Not here: curves over years (`plots.py`), what is drawn (`sections/`). Horizontal coordinates
are per cent of the width, heights are pixels, so text keeps its size on every screen.
"""

import math
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from assay.model.summary import Band
from assay.report.words import trusted
from assay.ruler.mark import Mark

DECADES_BELOW = 2
"""The axis begins at one hundredth of what a mark needs ..."""
DECADES_ABOVE = 1
"""... and ends at ten times: so `enough` stands at two thirds, for every mark and story."""

NARROW = 25.0
"""Per cent of the width within which two names above an axis would run into each other."""

SHAPES = {
    "held": '<path d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z" fill="currentColor"/><path '
    'd="M4.6 8.3l2.3 2.3 4.5-4.9" fill="none" stroke="var(--card)" stroke-width="2"/>',
    "broken": '<path d="M1.5 1.5h13v13h-13z" fill="currentColor"/><path d="M5 5l6 6M11 5l-6 6" '
    'stroke="var(--card)" stroke-width="2"/>',
    "open": '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/>',
    "none": '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.8" '
    'stroke-dasharray="2.6 2"/><path d="M5 8h6" stroke="currentColor" stroke-width="2"/>',
    "superseded": '<path d="M2 4h8v10H2z" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M6 1.6h8v10h-2" fill="none" stroke="currentColor" stroke-width="1.8"/>',
    "misframed": '<path d="M1.8 4.8h9.4v9.4H1.8z" fill="none" stroke="currentColor" '
    'stroke-width="1.8" stroke-dasharray="2.4 1.6"/><path d="M6.2 1.6h8.2v8.2H6.2z" '
    'fill="currentColor"/>',
    "clashes": '<path d="M1 5.2h10M8.4 1.8l3.4 3.4-3.4 3.4M15 10.8H5M7.6 7.4l-3.4 3.4 3.4 3.4" '
    'fill="none" stroke="currentColor" stroke-width="1.9"/>',
    "untraceable": '<path d="M8 1l7 7-7 7-7-7z" fill="none" stroke="currentColor" '
    'stroke-width="1.7"/><path d="M6.2 6.4c.2-2.3 3.7-2.2 3.6 0 0 1.4-1.8 1.3-1.8 2.8" '
    'fill="none" stroke="currentColor" stroke-width="1.5"/><circle cx="8" cy="11.2" r="1" '
    'fill="currentColor"/>',
}
"""One shape for each state and standing, so that none is told by colour alone."""
SHAPE_OF = {
    "undecided": "open",
    "no data": "none",
    "supported": "held",
    "contradicted": "broken",
    "holds": "held",
    "fails": "broken",
    "cannot tell": "open",
}
"""States that share a shape with another."""
COLOUR_OF = {"holds": "held", "fails": "broken", "cannot tell": "open", "no data": "none"}
"""States whose colour class is not their own name."""


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def colour(state: str) -> str:
    """The class that colours a state."""
    name = COLOUR_OF.get(state, "open" if state == "undecided" else state)
    return f"c-{name}"


def symbol(state: str) -> Markup:
    """The shape of a state or standing; decorative, the word stands beside it."""
    shape = SHAPES[SHAPE_OF.get(state, state)]
    return Markup('<svg class="sy" viewBox="0 0 16 16" aria-hidden="true">{}</svg>').format(
        trusted(shape)
    )


def state_word(state: str, word: object) -> Markup:
    """Symbol and word of a state, in its colour."""
    return Markup('<span class="st {}">{}{}</span>').format(colour(state), symbol(state), word)


def place(multiple: float) -> float:
    """Where a multiple of what a mark needs stands on the axis, in per cent, held to its ends."""
    if multiple <= 0:
        return 0.0
    share = (math.log10(multiple) + DECADES_BELOW) / (DECADES_BELOW + DECADES_ABOVE)
    return 100 * min(1.0, max(0.0, share))


def multiples(mark: Mark) -> Band | None:
    """A mark's band in multiples of what it needs; inverted where it must lie below."""
    band = mark.value
    if band is None or mark.threshold == 0:
        return None
    ends = [band.p05, band.p25, band.p50, band.p75, band.p95]
    if mark.below:
        ends = [mark.threshold / x if x > 0 else math.inf for x in reversed(ends)]
    else:
        ends = [x / mark.threshold for x in ends]
    return Band(*ends)


def _line(x1: float, x2: float, y1: float, y2: float, name: str) -> str:
    return (
        f'<line x1="{number(x1)}%" x2="{number(x2)}%" y1="{number(y1)}" y2="{number(y2)}" '
        f'class="{name}"/>'
    )


def _box(low: float, high: float, y: float, height: float, name: str) -> str:
    width = max(high - low, 0.35)
    return (
        f'<rect x="{number(low)}%" width="{width:.2f}%" y="{number(y)}" '
        f'height="{number(height)}" class="{name}"/>'
    )


def drawing(parts: Iterable[str], height: float, name: str = "tr") -> Markup:
    """Parts of our own making as one fluid, decorative SVG."""
    return Markup('<svg class="{}" width="100%" height="{}" aria-hidden="true">{}</svg>').format(
        name, number(height), trusted("".join(parts))
    )


def scale_head(enough: str) -> Markup:
    """The axis with real graduations, 1 to 9 in every decade."""
    ticks = []
    for decade in range(-DECADES_BELOW, DECADES_ABOVE):
        for step in range(1, 10):
            top = 18 if step == 1 else 21 if step == 5 else 24
            x = place(step * 10.0**decade)
            ticks.append(_line(x, x, 30, top, "gr"))
    ticks += [_line(100, 100, 30, 18, "gr"), _line(0, 100, 30, 30, "gr")]
    for multiple, text, anchor, name in (
        (0.01, "1/100", "start", "tk"),
        (0.1, "1/10", "middle", "tk tenth"),
        (10, "10×", "end", "tk ten"),
    ):
        ticks.append(
            f'<text x="{number(place(multiple))}%" y="12" text-anchor="{anchor}" '
            f'class="{name}">{text}</text>'
        )
    ticks.append(
        f'<text x="{number(place(1))}%" y="12" text-anchor="middle" class="thl">{enough}</text>'
    )
    return drawing(ticks, 30, "tr rh")


def small_head() -> Markup:
    """The same axis over a narrow column: its ends, and where it is enough."""
    ends = ((0.01, "1/100", "start"), (1.0, "1", "middle"), (10.0, "10×", "end"))
    ticks = [_line(0, 100, 20, 20, "gr")]
    for multiple, text, anchor in ends:
        x, name = place(multiple), "thl" if multiple == 1 else "tk"
        ticks.append(_line(x, x, 20, 14, "gr"))
        ticks.append(
            f'<text x="{number(x)}%" y="11" text-anchor="{anchor}" class="{name}">{text}</text>'
        )
    return drawing(ticks, 22, "tr rh")


def _arrowhead(left: bool, y: float, tone: str) -> str:
    # a nested svg holds the pixels of the arrowhead at either end of the fluid width
    path = "M0 7L9 1v12z" if left else "M9 7L0 1v12z"
    shift = "0" if left else "-9"
    return (
        f'<svg x="{0 if left else 100}%" y="{number(y - 7)}" width="9" height="14" '
        f'overflow="visible"><path d="{path}" transform="translate({shift} 0)" '
        f'class="{tone}"/></svg>'
    )


def track(mark: Mark, height: float) -> Markup:
    """One mark on the common axis: pale 5-95 %, strong 25-75 %, dot at the median."""
    middle, band = height / 2, multiples(mark)
    parts = [_line(0, 100, middle, middle, "base")]
    if band is None:
        return drawing([*parts, _line(place(1), place(1), 0, height, "thr")], height)
    tone = {"held": "b-held", "broken": "b-broken"}.get(mark.state, "b-open")
    low, high = place(band.p05), place(band.p95)
    if band.p05 != band.p95:
        parts.append(_box(low, high, middle - 5, 10, f"band {tone}"))
        parts.append(_box(place(band.p25), place(band.p75), middle - 5, 10, f"core {tone}"))
    parts.append(_line(place(1), place(1), 0, height, "thr"))
    if band.p05 < 10.0**-DECADES_BELOW:
        parts.append(_arrowhead(True, middle, tone))
    if band.p95 > 10.0**DECADES_ABOVE:
        parts.append(_arrowhead(False, middle, tone))
    if 10.0**-DECADES_BELOW <= band.p50 <= 10.0**DECADES_ABOVE:
        parts.append(
            f'<circle cx="{number(place(band.p50))}%" cy="{number(middle)}" r="5.5" '
            f'class="med {tone}"/>'
        )
    return drawing(parts, height)


def _power(multiple: float, ends: tuple[int, int]) -> float:
    """Where a multiple of the driver stands on an axis of powers of ten, in per cent."""
    low, high = ends
    if multiple <= 0:
        return 0.0
    return 100 * min(1.0, max(0.0, (math.log10(multiple) - low) / (high - low)))


def times_head(ends: tuple[int, int], driver: str) -> Markup:
    """An axis of multiples of the driver: the ends named, and the driver itself."""
    low, high = ends
    ticks = [_line(0, 100, 30, 30, "gr")]
    ticks += [
        _line(x, x, 30, 22, "gr") for x in (_power(10.0**i, ends) for i in range(low, high + 1))
    ]
    x = _power(1, ends)
    for power, anchor in ((low, "start"), (high, "end")):
        if abs(_power(10.0**power, ends) - x) > NARROW:
            named = f"1/{10**-power:,}" if power < 0 else f"{10**power:,}×"
            ticks.append(
                f'<text x="{number(_power(10.0**power, ends))}%" y="14" text-anchor="{anchor}" '
                f'class="tk">{named}</text>'
            )
    anchor = "start" if low == 0 else "middle"
    ticks.append(
        f'<text x="{number(x)}%" y="14" text-anchor="{anchor}" class="thl">{driver}</text>'
    )
    return drawing(ticks, 30, "tr rh")


def times_track(band: Band, driver: float, ends: tuple[int, int]) -> Markup:
    """Another user in multiples of the driver: band, dot at the median, a line where they are
    alike."""
    low, middle, high = (_power(x / driver, ends) for x in (band.p05, band.p50, band.p95))
    parts = [_line(0, 100, 11, 11, "base")]
    if band.p05 != band.p95:
        parts.append(_box(low, high, 6, 10, "band b-peer"))
    parts.append(_line(_power(1, ends), _power(1, ends), 0, 22, "own"))
    parts.append(f'<circle cx="{number(middle)}%" cy="11" r="5" class="med b-peer"/>')
    return drawing(parts, 22)


def worlds_row(holds: Sequence[bool], so_far: Sequence[bool]) -> Markup:
    """One hundred worlds of one mark: dark while all above hold too, pale alone, grey broken."""
    paths: dict[str, list[str]] = {"w0": [], "w1": [], "w2": []}
    for column, (alone, still) in enumerate(zip(holds, so_far, strict=True)):
        paths["w2" if still else "w1" if alone else "w0"].append(f"M{column * 10 + 1} 0h8v16h-8z")
    drawn = "".join(f'<path class="{n}" d="{"".join(d)}"/>' for n, d in paths.items() if d)
    return Markup(
        '<svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    ).format(trusted(drawn))


def bar(
    start: float, end: float, scale: tuple[float, float], name: str, whisker: Band | None
) -> list[str]:
    """A horizontal bar from `start` to `end` on `scale`, with the whisker of its far end."""

    def at(x: float) -> float:
        low, high = scale
        return 100 * (min(max(x, low), high) - low) / (high - low)

    parts = [_line(at(0), at(0), 0, 26, "zero")]
    parts.append(_box(at(min(start, end)), at(max(start, end)), 5, 16, f"bar {name}"))
    if whisker is not None and whisker.p05 != whisker.p95:
        low, high = at(start + whisker.p05), at(start + whisker.p95)
        parts.append(_line(low, high, 13, 13, "wh"))
        parts += [_line(x, x, 9, 17, "wh") for x in (low, high)]
    return parts


def shade(low: float, high: float, scale: tuple[float, float]) -> str:
    """The grey shade that repeats the extent of the unexplained behind what is carved out of it."""
    start, end = scale
    left, right = (100 * (x - start) / (end - start) for x in (min(low, high), max(low, high)))
    return _box(left, right, 0, 26, "ctx")


def percentile_track(median: float, needed: float | None) -> Markup:
    """An input's own scale of normal percentiles: ring at the median, dot where needed."""
    reach = 4.0

    def at(score: float) -> float:
        return 50 + 50 * max(-1.0, min(1.0, score / reach))

    ends = 1.645
    parts = [_line(0, 100, 15, 15, "base"), _box(at(-ends), at(ends), 10, 10, "band b-open")]
    if needed is not None:
        parts.append(_line(at(median), at(needed), 15, 15, "arr"))
        if abs(needed) > reach:
            parts.append(_arrowhead(needed < 0, 15, "dot1"))
        else:
            parts.append(f'<circle cx="{number(at(needed))}%" cy="15" r="6.5" class="dot1"/>')
    parts.append(f'<circle cx="{number(at(median))}%" cy="15" r="4.5" class="dot0"/>')
    return drawing(parts, 30)
