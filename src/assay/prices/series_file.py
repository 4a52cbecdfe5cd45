"""Reads a series from a file that the user gives: `date,value`, a day a line.

Not here: the last good copies of the feeds (`live.py`). The file may hold anything: sizes are
bounded, and every complaint names the line.
"""

import csv
import io
from datetime import date
from math import isfinite
from pathlib import Path

import numpy as np

from assay.errors import PriceError
from assay.prices.windows import Daily

MOST_BYTES = 20_000_000
"""Largest file read: forty times the longest daily series of a century."""

NO_VALUE = ("", ".", "NA", "NaN")
"""How publishers mark a day without a value; such lines are left out."""

HEADER = ["date", "value"]
"""The two columns."""

SHOWN = 40
"""Characters of a wrong cell that a complaint repeats."""


def read_series(path: Path, name: str) -> Daily:
    """The series in a file. Raises PriceError, with the line, for anything else than a series."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as cause:
        raise PriceError(
            str(path), cause.strerror or type(cause).__name__, "a CSV file", f"--series {name}=FILE"
        ) from cause
    if len(raw) > MOST_BYTES:
        raise PriceError(
            str(path), f"more than {MOST_BYTES:,} bytes", "a series", "a file with less in it"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise PriceError(
            str(path), f"a byte that is not UTF-8 at {cause.start}", "text", "save it as CSV, UTF-8"
        ) from cause
    return _parsed(text, path, name)


def _parsed(text: str, path: Path, name: str) -> Daily:
    rows = csv.reader(io.StringIO(text))
    days: list[int] = []
    values: list[float] = []
    try:
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            if rows.line_num == 1:
                if [cell.strip().lower() for cell in row] != HEADER:
                    raise _wrong(where, ",".join(row), "the header date,value")
                continue
            if not row:
                continue
            if len(row) != len(HEADER):
                raise _wrong(where, f"{len(row)} columns", "two: date,value")
            if row[1].strip() in NO_VALUE:
                continue
            day = _day(row[0], where)
            if days and day <= days[-1]:
                raise _wrong(where, row[0], f"a day after {date.fromordinal(days[-1])}")
            days.append(day)
            values.append(_number(row[1], where))
    except csv.Error as cause:
        raise _wrong(f"{path}, line {rows.line_num}", str(cause), "date,value") from cause
    if not days:
        raise PriceError(str(path), "no value", "at least a week of values", "another file")
    return Daily(name, np.array(days, dtype=np.int64), np.array(values))


def _day(cell: str, where: str) -> int:
    try:
        return date.fromisoformat(cell.strip()).toordinal()
    except ValueError as cause:
        raise _wrong(where, cell, "a day such as 2026-01-23") from cause


def _number(cell: str, where: str) -> float:
    try:
        number = float(cell)
    except ValueError as cause:
        raise _wrong(where, cell, "a number") from cause
    if not isfinite(number):
        raise _wrong(where, cell, "a finite number")
    return number


def _wrong(where: str, found: str, expected: str) -> PriceError:
    shown = "".join(c if c.isprintable() else "?" for c in found[:SHOWN])
    return PriceError(where, shown or "nothing", expected, "mend the line, or leave the series out")
