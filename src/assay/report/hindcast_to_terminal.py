"""A hindcast for a terminal: what a story's formulas say of years they have not seen.

Not here: how it is computed (`stories/NAME/hindcast.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assay.ruler.hindcast import HindcastLine, Point
from assay.units import show

if TYPE_CHECKING:
    from rich.console import Console

UNIT = "Moz{silver}/year"
"""Unit of the lines, as hindcasts give them."""

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
    table = Table(title=f"{cells} ({show(UNIT, language)})", title_justify="left")
    for heading in (name, *map(str, years), mean, how):
        table.add_column(heading, overflow="fold")
    for line in (one for one in lines if one.scorable):
        points = {point.year: point for point in line.points}
        row = [_cell(points.get(year)) for year in years]
        error = "" if line.mean_error is None else f"{line.mean_error:.1f} %"
        table.add_row(*map(Text, (line.title[language], *row, error, line.reason[language])))
    console.print(table)
    rest = Table(title=unscored, title_justify="left")
    for heading in (name, cells, how):
        rest.add_column(heading, overflow="fold")
    for line in (one for one in lines if not one.scorable):
        held = "; ".join(
            f"{point.year}: {_cell(point)}" for point in line.points if point.published is not None
        )
        rest.add_row(*map(Text, (line.title[language], held, line.reason[language])))
    console.print(rest)


def _cell(point: Point | None) -> str:
    if point is None:
        return ""
    if point.published is None or point.error is None:
        return f"{point.computed:.1f}"
    sign = "\N{MINUS SIGN}" if point.error < 0 else "+"
    return f"{point.computed:.1f} / {point.published:.1f}, {sign}{abs(point.error):.1f} %"
