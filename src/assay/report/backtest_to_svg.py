"""A backtest as one SVG file in the report's colours: needed by outcome, and calibration.

Not here: the same inside a report (`sections/trust.py`), in characters
(`backtest_to_terminal.py`). The file stands alone: no style sheet, no script, no outside font.
"""

import math
from collections.abc import Iterator
from html import escape

from assay.backtest.result import Backtest, PastStory, Vintage
from assay.report.columns import printable, wrapped
from assay.report.palette import palette
from assay.report.words import Words

WIDTH = 760
"""Width of the drawing in pixels."""
LEFT, RIGHT = 250, 34
"""Margins in pixels: names of the stories at the left."""
ROW = 21
"""Pixels a story takes."""
TOP = 104
"""Pixels above the first story: title, score, caption."""
GAP = 12
"""Pixels between the groups of one outcome."""
LOWER = 230
"""Pixels of the lower panel's plot."""
FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
COLUMNS = 108
"""Columns of a line of text that fit the width."""
AXIS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Ticks of the axis of elasticities, its ends included."""
TONES = {"confirmed": "held", "mixed": "open", "refuted": "broken"}
"""Colour of an outcome; each has a shape of its own too."""


def chart(found: Backtest, name: str, language: str) -> str:
    """The vintage "then" or "now" in "en" or "zh"."""
    words, told = Words(language), found.vintage(name)
    upper, bottom = _stories(words, told)
    lower, height = _calibration(words, told, bottom + 64)
    scores = told.scores
    line = words.plain(
        "backtest.chart_scores",
        {
            "right": f"{scores.right:g}",
            "pairs": scores.pairs,
            "brier": f"{scores.brier:.3f}",
            "base": f"{scores.brier_base:.3f}",
            "rate": f"{100 * found.placebo.rate:.1f}",
            "rate_room": f"{100 * found.placebo.rate_with_room:.1f}",
        },
    )
    head = [
        _text(24, 30, words.plain(f"backtest.title_{name}"), "ink", 16),
        _text(24, 52, line, "soft", 12),
        _text(24, 78, words.plain("backtest.chart_needed"), "ink", 13),
        _text(24, 95, words.plain("backtest.chart_needed_cap"), "soft", 11),
    ]
    body = "".join((*head, *upper, *lower))
    card = palette()["light"]["card"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="{FONT}" role="img">'
        f"<title>{escape(words.plain(f'backtest.title_{name}'))}</title>"
        f'<rect width="{WIDTH}" height="{height}" fill="{card}"/>{body}</svg>\n'
    )


def place(needed: float) -> float:
    """Where a sum of elasticities stands on its axis, 0 to 1; nought and below at the left end."""
    low, high = math.log(AXIS[0]), math.log(AXIS[-1])
    if needed <= AXIS[0]:
        return 0.0
    return min(1.0, (math.log(needed) - low) / (high - low))


def in_rows(told: Vintage) -> list[tuple[str, list[PastStory]]]:
    """The stories by outcome, the largest `needed` first."""
    rows = []
    for label in TONES:
        of = [story for story in told.stories if story.label == label]
        rows.append((label, sorted(of, key=lambda one: -one.needed.p50)))
    return rows


def _x(share: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * share


def _stories(words: Words, told: Vintage) -> tuple[list[str], float]:
    """One row a story: name, band, median in the shape of its outcome."""
    parts: list[str] = []
    y = float(TOP + 16)
    for label, stories in in_rows(told):
        parts.append(_text(24, y, words.plain(f"backtest.{label}"), TONES[label], 12))
        y += ROW - 3
        for story in stories:
            parts.append(_text(36, y + 4, story.title[words.language], "ink0", 12))
            parts += _band(story, label, y)
            y += ROW
        y += GAP
    y -= GAP
    axis = []
    for at in AXIS:
        x = _x(place(at))
        axis.append(_line(x, x, TOP, y, "hair"))
        axis.append(_text(x, y + 16, f"{at:g}", "soft", 11, "middle"))
    return axis + parts, y


def _band(story: PastStory, label: str, y: float) -> Iterator[str]:
    tone = palette()["light"][TONES[label]]
    low, high = (_x(place(end)) for end in (story.needed.p05, story.needed.p95))
    if high > low:
        yield (
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{tone}" '
            f'stroke-width="6" stroke-opacity=".3"/>'
        )
    yield _shape(_x(place(story.needed.p50)), y, label)


def _shape(x: float, y: float, label: str) -> str:
    """Disc for confirmed, ring for mixed, square for refuted."""
    tone, card = palette()["light"][TONES[label]], palette()["light"]["card"]
    if label == "refuted":
        return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="{tone}"/>'
    fill = tone if label == "confirmed" else card
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.6" fill="{fill}" stroke="{tone}" '
        f'stroke-width="1.8"/>'
    )


def _calibration(words: Words, told: Vintage, top: float) -> tuple[list[str], int]:
    """What was said against what came true; stories as ticks, states as dots."""
    first, last = top + 56, top + 56 + LOWER

    def y(share: float) -> float:
        return last - (last - first) * share

    parts = [_text(24, top, words.plain("backtest.chart_calibration"), "ink", 13)]
    for place_, line in enumerate(wrapped(words.plain("backtest.chart_calibration_cap"), COLUMNS)):
        parts.append(_text(24, top + 17 + 15 * place_, line, "soft", 11))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(_line(_x(0), _x(1), y(share), y(share), "hair"))
        parts.append(_text(_x(0) - 8, y(share) + 4, f"{100 * share:.0f} %", "soft", 11, "end"))
        parts.append(_text(_x(share), last + 30, f"{100 * share:.0f} %", "soft", 11, "middle"))
    parts.append(_text(24, y(0.5) + 4, words.plain("backtest.chart_true"), "soft", 12))
    parts.append(_text(_x(0.5), last + 48, words.plain("backtest.chart_said"), "soft", 12,
                       "middle"))  # fmt: skip
    line = palette()["light"]["line"]
    parts.append(
        f'<line x1="{_x(0):.1f}" y1="{y(0):.1f}" x2="{_x(1):.1f}" y2="{y(1):.1f}" '
        f'stroke="{line}" stroke-dasharray="5 4"/>'
    )
    parts += _ticks(told, first, last)
    for one in told.scores.bins:
        if one.forecast is None:
            continue
        x, height = _x(one.forecast), y(one.confirmed / one.stories)
        tone = palette()["light"]["ink"]
        parts.append(f'<circle cx="{x:.1f}" cy="{height:.1f}" r="5" fill="{tone}"/>')
        below = height < (first + last) / 2
        shift = 20 if below else -11
        told_as = f"{one.confirmed}/{one.stories}"
        parts.append(_text(x, height + shift, told_as, "ink0", 12, "middle"))
    return parts, round(last + 64)


def _ticks(told: Vintage, first: float, last: float) -> Iterator[str]:
    """One tick a scored story: confirmed ones above the plot, refuted ones below."""
    for story in told.stories:
        if story.label == "mixed":
            continue
        up = story.label == "confirmed"
        start, end = (first - 12, first - 3) if up else (last + 3, last + 12)
        x, tone = _x(story.main_cause), palette()["light"][TONES[story.label]]
        yield (
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{start:.1f}" y2="{end:.1f}" stroke="{tone}" '
            f'stroke-width="2.5"/>'
        )


def _line(x1: float, x2: float, y1: float, y2: float, role: str) -> str:
    tone = palette()["light"][role]
    return f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}" stroke="{tone}"/>'


def _text(x: float, y: float, text: str, role: str, size: int, anchor: str = "start") -> str:
    fill = palette()["light"]["ink" if role == "ink0" else role]
    weight = ' font-weight="600"' if role in ("ink", *TONES.values()) else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" '
        f'text-anchor="{anchor}"{weight}>{escape(printable(text))}</text>'
    )
