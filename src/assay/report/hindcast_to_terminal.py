"""A hindcast for a terminal: what a story's formulas say of years they have not seen.

Not here: how it is computed (`stories/NAME/hindcast.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assay.ruler.hindcast import HindcastLine, Point, written
from assay.units import show

if TYPE_CHECKING:
    from rich.console import Console

TEXTS = {
    "en": ("line", "mean error", "how", "fed or not scorable", "computed / published, error"),
    "zh": ("项目", "平均误差", "方法", "直接采用或无法评分", "计算值 / 公布值，误差"),
}
"""Headings of the two tables, by language."""


def render(lines: Iterable[HindcastLine], language: str, console: Console) -> None:
    """Print the scored lines with their errors by year, then those not scorable, and why."""
    from rich.table import Table
    from rich.text import Text

    lines = tuple(lines)
    name, mean, how, unscored, cells = TEXTS[language]
    years = sorted({p.year for line in lines if line.scorable for p in line.points if p.scored})
    alike = {line.unit for line in lines}
    one = next(iter(alike)) if len(alike) == 1 else None
    title = cells if one is None else f"{cells} ({show(one, language)})"
    table = Table(title=title, title_justify="left")
    for heading in (name, *map(str, years), mean, how):
        table.add_column(heading, overflow="fold")
    for line in (row for row in lines if row.scorable):
        points = {point.year: point for point in line.points}
        row = [_cell(points.get(year)) for year in years]
        error = "" if line.mean_error is None else f"{line.mean_error:.1f} %"
        table.add_row(*map(Text, (_name(line, one, language), *row, error, line.reason[language])))
    console.print(table)
    rest = Table(title=unscored, title_justify="left")
    for heading in (name, cells, how):
        rest.add_column(heading, overflow="fold")
    for line in (row for row in lines if not row.scorable):
        held = "; ".join(
            f"{point.year}: {_cell(point)}" for point in line.points if point.published is not None
        )
        rest.add_row(*map(Text, (_name(line, one, language), held, line.reason[language])))
    console.print(rest)


def _name(line: HindcastLine, told: str | None, language: str) -> str:
    """The line's title, with its unit unless the table tells it for all."""
    title = line.title[language]
    return title if line.unit == told else f"{title} ({show(line.unit, language)})"


def _cell(point: Point | None) -> str:
    if point is None:
        return ""
    if point.published is None or point.error is None:
        return written(point.computed)
    sign = "\N{MINUS SIGN}" if point.error < 0 else "+"
    return f"{written(point.computed)} / {written(point.published)}, {sign}{abs(point.error):.1f} %"
