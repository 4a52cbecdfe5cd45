"""A feed's bytes into its series, whatever the publisher: columns joined, days and values checked.

Not here: the forms of the publishers (one module each), a copy held against the last
(`update.py`).
"""

from importlib import import_module
from itertools import pairwise

from assay.errors import FeedContent
from assay.record.feeds.cells import Row
from assay.record.feeds.feed import Column, Feed
from assay.record.feeds.series import Series, known_by

READERS = ("fred", "lbma", "gpr", "worldbank", "cftc", "gdelt")
"""The modules that read a publisher's form; each has `rows(feed, body)`."""


def series_in(feed: Feed, body: bytes) -> tuple[Series, ...]:
    """Every series of a feed. Raises FeedForm, FeedContent."""
    reader = import_module(f"assay.record.feeds.{feed.reader}")
    rows: list[Row] = reader.rows(feed, body)
    for before, after in pairwise(rows):
        if after.day <= before.day:
            raise FeedContent(
                feed.name,
                f"{after.day} follows {before.day}",
                "days that rise",
                "look at the publisher's page",
            )
    return tuple(_series(feed, column, rows) for column in feed.series)


def _series(feed: Feed, column: Column, rows: list[Row]) -> Series:
    """One series; days on which one of its columns is missing are left out."""
    days, values, known = [], [], []
    for row in rows:
        value = _value(column, row)
        if value is None:
            continue
        if not column.low <= value <= column.high:
            raise FeedContent(
                feed.name,
                f"{column.name} = {value:g} on {row.day}",
                f"a value between {column.low:g} and {column.high:g}",
                "look at the publisher's page",
            )
        days.append(row.day)
        values.append(value)
        known.append(row.known_on or known_by(feed.known, row.day))
    if not days:
        raise FeedContent(
            feed.name,
            f"no value of {column.name}",
            "a series with values",
            "look at the publisher's page",
        )
    return Series(
        column.name,
        feed.publisher,
        column.unit,
        feed.frequency,
        tuple(days),
        tuple(values),
        tuple(known),
    )


def _value(column: Column, row: Row) -> float | None:
    """The column's sum, what is taken off, and what it is divided by; None if one is missing."""
    found = {name: row.values.get(name) for name in column.columns}
    if any(value is None for value in found.values()):
        return None
    known = {name: value for name, value in found.items() if value is not None}
    value = sum(known[name] for name in column.plus) - sum(known[name] for name in column.minus)
    if not column.over:
        return value
    return value / known[column.over] if known[column.over] else None
