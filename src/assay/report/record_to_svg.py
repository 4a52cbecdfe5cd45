"""A topic's figures over the years as one SVG file in the report's colours.

Not here: the same in characters (`record_to_terminal.py`), the report's own drawings
(`drawing.py`, `plots.py`). The file stands alone: no style sheet, no script, no outside font.
"""

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from assay.errors import RecordError
from assay.record.answer import Point, TopicAnswer
from assay.report import numbers
from assay.report.columns import printable, wrapped
from assay.report.palette import palette
from assay.report.words import Words
from assay.units import show

WIDTH, HEIGHT = 720, 400
"""Size of the drawing in pixels."""
LEFT, RIGHT, TOP, BOTTOM = 74, 24, 76, 74
"""Margins in pixels: numbers of the axis, last label, title, years and source."""
FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
TITLE_COLUMNS, FOOT_COLUMNS = 66, 104
"""Columns of the title and of the line below the chart that fit the width."""
FOOT_LINES = 2
LABELS = 12
"""Most labels on the axis of years; more would touch."""
PARTS = 5
"""Most parts into which the axis of values is cut."""
APART = 9
"""Pixels between the numbers of two issues, so that neither covers the other."""
ROOM = 0.05
"""Room at each end of the axis of years, as a share of its length."""


def chart(answer: TopicAnswer, language: str) -> str:
    """The chart of a topic. Raises RecordError where there is no figure with a year to draw."""
    if not answer.charted:
        raise RecordError(
            answer.name, "no figure with a year", "figures over years", "leave out --out"
        )
    words, points = Words(language), answer.charted
    xs = _times(points)
    scale = _Scale(points, xs, answer.history)
    parts = [*_frame(answer, words), *scale.grid(language)]
    if answer.history:
        parts += _paths(points, xs, scale)
    else:
        parts += _joined(points, xs, scale)
    parts += [dot for point, x in zip(points, xs, strict=True) for dot in _dot(point, x, scale)]
    colours = palette()["light"]
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="{FONT}" role="img">'
        f"<title>{escape(printable(answer.title[language]))}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["card"]}"/>{body}</svg>\n'
    )


def _times(points: Sequence[Point]) -> list[float]:
    """Where each point stands on the axis: the middle of its years, or its day in the year."""
    found = []
    for point in points:
        first, _, rest = point.label.partition("-")
        if rest.count("-") == 1:
            month, day = (int(part) for part in rest.split("-"))
            found.append(int(first) + (month - 1 + (day - 1) / DAYS) / MONTHS)
        else:
            found.append((int(first) + int(rest or first)) / 2)
    return found


MONTHS, DAYS = 12, 31
"""Only the order of days and about their distance shows in the drawing."""


class _Scale:
    """From years and values to pixels."""

    def __init__(self, points: Sequence[Point], xs: Sequence[float], history: bool) -> None:
        every = [
            value
            for point in points
            for value in (point.low, point.high, *(point.path if history else ()))
        ]
        self.step = _step(max(0.0, *every) - min(0.0, *every))
        self.low = math.floor(min(0.0, *every) / self.step) * self.step
        self.high = max(math.ceil(max(0.0, *every) / self.step), 0) * self.step
        if self.high == self.low:
            self.high = self.low + self.step
        self.first, self.last = min(xs), max(xs)
        if self.first == self.last:
            self.first, self.last = self.first - 1, self.last + 1

    def x(self, year: float) -> float:
        """Pixels from the left."""
        wide = WIDTH - LEFT - RIGHT
        share = (year - self.first) / (self.last - self.first)
        return LEFT + wide * (ROOM + (1 - 2 * ROOM) * share)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        tall = HEIGHT - TOP - BOTTOM
        return HEIGHT - BOTTOM - tall * (value - self.low) / (self.high - self.low)

    def grid(self, language: str) -> Iterator[str]:
        """Lines and numbers of both axes."""
        colours = palette()["light"]
        count = round((self.high - self.low) / self.step)
        for place in range(count + 1):
            value = self.low + place * self.step
            y = self.y(value)
            tone = colours["line"] if abs(value) < self.step / 2 else colours["hair"]
            yield (
                f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" '
                f'stroke="{tone}"/>'
            )
            told = numbers.published(float(f"{value:.6g}"), language)
            yield _text(LEFT - 8, y + 4, told, "soft", 12, "end")
        first, last = math.ceil(self.first), math.floor(self.last)
        every = max(1, math.ceil((last - first + 1) / LABELS))
        for year in range(first, last + 1, every):
            yield _text(self.x(year), HEIGHT - BOTTOM + 20, str(year), "soft", 12, "middle")


def _step(span: float) -> float:
    """A round step that cuts a span into at most five parts."""
    if span <= 0:
        return 1.0
    raw = span / PARTS
    size = 10.0 ** math.floor(math.log10(raw))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= raw)


def _text(x: float, y: float, text: str, role: str, size: int, anchor: str = "start") -> str:
    fill = palette()["light"][role]
    weight = ' font-weight="600"' if role == "ink" else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" '
        f'text-anchor="{anchor}"{weight}>{escape(printable(text))}</text>'
    )


def _frame(answer: TopicAnswer, words: Words) -> Iterator[str]:
    """Title, unit with definition and region, and the line that says what the marks mean."""
    language = words.language
    title = wrapped(answer.title[language], TITLE_COLUMNS)[0]
    yield _text(24, 32, title, "ink", 17)
    definition, region = (side[language] for side in answer.charted_as)
    day = numbers.day_text(answer.as_of, language)
    side = words.plain("record.group", {"definition": definition, "region": region})
    unit = show(answer.unit, language)
    known = words.plain(
        "record.as_known" if unit else "record.unitless", {"unit": unit, "day": day}
    )
    yield _text(24, 54, wrapped(f"{known} · {side}", FOOT_COLUMNS)[0], "soft", 12)
    issuers = "; ".join(dict.fromkeys(point.issuer for point in answer.charted))
    key = "record.drawn_history" if answer.history else "record.drawn"
    foot = wrapped(words.plain(key, {"sources": issuers}), FOOT_COLUMNS)[:FOOT_LINES]
    for place, line in enumerate(foot):
        yield _text(24, HEIGHT - 30 + 16 * place, line, "soft", 12)


def _joined(points: Sequence[Point], xs: Sequence[float], scale: _Scale) -> Iterator[str]:
    """The line through one issuer's points: whole between outcomes, broken at a forecast."""
    tone = palette()["light"]["held"]
    pairs = list(zip(points, xs, strict=True))
    for (one, x1), (other, x2) in pairwise(pairs):
        if one.issuer != other.issuer:
            continue
        dash = ' stroke-dasharray="5 4"' if "forecast" in (one.status, other.status) else ""
        yield (
            f'<line x1="{scale.x(x1):.1f}" y1="{scale.y(one.middle):.1f}" '
            f'x2="{scale.x(x2):.1f}" y2="{scale.y(other.middle):.1f}" stroke="{tone}" '
            f'stroke-width="2"{dash}/>'
        )


def _paths(points: Sequence[Point], xs: Sequence[float], scale: _Scale) -> Iterator[str]:
    """The earlier issues of each year above or below its last, joined by a line."""
    tone = palette()["light"]["super"]
    for point, year in zip(points, xs, strict=True):
        x, ys = scale.x(year), [scale.y(value) for value in point.path]
        yield (
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{min(ys):.1f}" y2="{max(ys):.1f}" '
            f'stroke="{tone}" stroke-width="1.5"/>'
        )
        taken = [ys[-1]]
        for number, y in reversed(list(enumerate(ys[:-1], 1))):
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.8" fill="{tone}"/>'
            if all(abs(y - other) >= APART for other in taken):
                yield _text(x + 7, y + 4, str(number), "super", 11)
                taken.append(y)


def _dot(point: Point, year: float, scale: _Scale) -> Iterator[str]:
    """The last issue with its range."""
    colours = palette()["light"]
    x, y = scale.x(year), scale.y(point.middle)
    tone = colours["unexp" if point.status == "estimate" else "held"]
    if point.low != point.high:
        yield (
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{scale.y(point.low):.1f}" '
            f'y2="{scale.y(point.high):.1f}" stroke="{tone}" stroke-width="3" '
            f'stroke-opacity=".45"/>'
        )
    fill = colours["card"] if point.status == "forecast" else tone
    yield (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{tone}" '
        f'stroke-width="2"/>'
    )
