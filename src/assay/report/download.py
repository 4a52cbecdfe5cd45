"""The numbers of a chart as a CSV file inside the report: a link that saves, and loads nothing.

Not here: the tables shown in the page (`sections/`), the verdict for programs (`to_json.py`).
"""

import math
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup

from assay.model.summary import Band
from assay.report.page import Page

Cell = str | float | int | None
PERCENTILES = ("p05", "p25", "p50", "p75", "p95")
"""Columns of a band."""
DIGITS = 6
"""Significant digits written: more than any chart shows, fewer than the noise of sampling."""
MARK = "\ufeff"
"""Byte order mark, by which spreadsheets know that the file is UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""
SAFE = " ,.:;()/-+*"
"""Characters left as they are in the address, beside letters and digits."""


def link(page: Page, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Markup:
    """A link that saves the rows as `name`.csv."""
    lines = [",".join(map(_cell, row)) for row in (head, *rows)]
    text = MARK + "\r\n".join(lines) + "\r\n"
    return Markup(
        '<a class="csv" download="{}.csv" href="data:text/csv;charset=utf-8,{}">{}</a>'
    ).format(name, quote(text, safe=SAFE), page.say("csv"))


def cells(band: Band | None) -> tuple[float | None, ...]:
    """A band's percentiles; empty cells where there is none."""
    if band is None:
        return (None,) * len(PERCENTILES)
    return (band.p05, band.p25, band.p50, band.p75, band.p95)


def unit_cell(page: Page, unit: str) -> str:
    """A unit's name as it stands alone: `fold`, not `-fold`."""
    return page.unit_name(unit).lstrip("-")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value + 0.0:.{DIGITS}g}" if math.isfinite(value) else ""
    text = str(value)
    if isinstance(value, str) and text.startswith(FORMULA):
        text = "'" + text
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
