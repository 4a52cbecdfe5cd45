"""A hindcast for a terminal: what a story's formulas say of years they have not seen.

Not here: how it is computed (`stories/NAME/hindcast.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assay.report.numbers import with_unit
from assay.report.words import Words
from assay.ruler.hindcast import HindcastLine, Point, written
from assay.units import show

if TYPE_CHECKING:
    from rich.console import Console

NUMBERS = ("computed", "published", "error")
"""Columns of numbers, beside the year; lines that are scored have a band besides."""


def render(lines: Iterable[HindcastLine], language: str, console: Console) -> None:
    """Print the scored lines with their errors by year, then those not scorable, and why.

    One block a line and one row a year, so that no number is broken however narrow the terminal.
    """
    lines, words = tuple(lines), Words(language)
    for title, scorable in (("scored", True), ("unscored", False)):
        those = [line for line in lines if line.scorable is scorable]
        if those:
            _table(words.plain(f"hindcast.{title}"), those, words, console)
        if scorable and any(line.band is not None for line in those):
            console.print(words.plain("hindcast.bands"))
            console.print()


def _table(title: str, lines: list[HindcastLine], words: Words, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False
    )
    table.add_column(words.plain("hindcast.line"), overflow="fold", ratio=1)
    table.add_column(words.plain("hindcast.year"), no_wrap=True)
    for name in NUMBERS:
        table.add_column(words.plain(f"hindcast.{name}"), justify="right", no_wrap=True)
    banded = any(line.band is not None for line in lines)
    if banded:
        table.add_column(words.plain("hindcast.band"), justify="right", no_wrap=True)
    for line in lines:
        told = Text(f"{line.title[words.language]}{_unit(line, words)}\n")
        told.append(line.reason[words.language], style="dim")
        rows = [_row(point, words) for point in line.told]
        if line.mean_error is not None and len(rows) > 1:
            mean = with_unit(f"{line.mean_error:.1f}", "percent", words.language)
            rows.append((words.plain("hindcast.mean"), "", "", mean))
        cells = zip(*rows, strict=True) if rows else [("",)] * (1 + len(NUMBERS))
        band = [_band(line, len(rows), words)] if banded else []
        table.add_row(told, *("\n".join(cell) for cell in cells), *band, end_section=True)
    console.print(table)


def _band(line: HindcastLine, rows: int, words: Words) -> str:
    """The band beside the last row, which is the mean where there are several."""
    told = "" if line.band is None else with_unit(f"±{line.band:g}", "percent", words.language)
    return "\n" * (rows - 1) + told


def _unit(line: HindcastLine, words: Words) -> str:
    """The line's unit in brackets; nothing for a line that is fed and shows no number."""
    symbol = show(line.unit, words.language)
    return f" ({symbol})" if symbol and line.points else ""


def _row(point: Point, words: Words) -> tuple[str, str, str, str]:
    published = "" if point.published is None else written(point.published)
    if point.error is None:
        return str(point.year), written(point.computed), published, ""
    sign = "\N{MINUS SIGN}" if point.error < 0 else "+"
    error = with_unit(f"{sign}{abs(point.error):.1f}", "percent", words.language)
    return str(point.year), written(point.computed), published, error
