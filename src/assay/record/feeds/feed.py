"""A feed as `feeds.toml` declares it: what it is, where it is, on which terms, in which form.

Not here: asking for it (`update.py`), reading its form (one module a publisher).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from assay.errors import UnknownFeed

TABLE = Path(__file__).parent / "feeds.toml"


@dataclass(frozen=True, slots=True)
class Column:
    """How one series is made from the columns of a feed."""

    name: str
    """Name of the series."""
    what: str
    """What it measures, in a few words."""
    unit: str
    """Unit of the values, as in `units.toml`."""
    plus: tuple[str, ...]
    """Columns added up, as the publisher names them."""
    minus: tuple[str, ...]
    """Columns taken off."""
    over: str
    """Column the value is divided by; empty if none."""
    low: float
    """Below this the value is no such quantity: far outside all that was ever published."""
    high: float
    """The same, above."""
    printed_unit: str
    """The unit as the publisher prints it, where the form has one; empty if not."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the series needs."""
        return (*self.plus, *self.minus, *((self.over,) if self.over else ()))


@dataclass(frozen=True, slots=True)
class Feed:
    """One answer of one publisher; it may hold several series."""

    name: str
    """`publisher.what`, also its name in the cache."""
    publisher: str
    """Who makes the numbers."""
    what: str
    """What it is, in a few words."""
    address: str
    """Where it is; `{yesterday}` stands for the day before the one on which it is asked for."""
    link: str
    """Text of the link to follow from the address to the file; empty if the address is the file."""
    reader: str
    """Which module reads it."""
    frequency: str
    """daily, weekly or monthly."""
    known: str
    """When a value becomes known; one of `series.RULES`."""
    licence: str
    """The licence in two or three words, for a table."""
    terms: str
    """What it asks or forbids."""
    may_redistribute: bool
    """Whether its numbers may be passed on."""
    about: str
    """The publisher's page about it."""
    holds: Mapping[str, str]
    """Columns that must hold the given text on every row."""
    day_column: str
    """The column with the day, where forms differ; empty if the reader knows it."""
    series: tuple[Column, ...]
    """What is read from it."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column its series need, each once."""
        return tuple(dict.fromkeys(name for each in self.series for name in each.columns))


@lru_cache(maxsize=1)
def feeds() -> tuple[Feed, ...]:
    """Every feed, in the order of the table."""
    with TABLE.open("rb") as file:
        table = tomllib.load(file)
    return tuple(_feed(row, table["publisher"]) for row in table["feed"])


def feed_named(name: str) -> Feed:
    """The feed of this name. Raises UnknownFeed."""
    known = {feed.name: feed for feed in feeds()}
    if name not in known:
        raise _unknown(name, "feed", tuple(known))
    return known[name]


def feed_of(series: str) -> tuple[Feed, Column]:
    """The feed that holds a series, and the series in it. Raises UnknownFeed."""
    known = {column.name: (feed, column) for feed in feeds() for column in feed.series}
    if series not in known:
        raise _unknown(series, "series", tuple(known))
    return known[series]


def _unknown(name: str, kind: str, known: tuple[str, ...]) -> UnknownFeed:
    near = get_close_matches(name, known, n=3, cutoff=0.4) or known
    shown = "".join(c if c.isprintable() else "?" for c in name)[:60]
    return UnknownFeed(
        shown, f"no {kind} of this name", "one of " + ", ".join(near), "assay update --list"
    )


def _feed(row: Mapping[str, object], publishers: Mapping[str, Mapping[str, object]]) -> Feed:
    """One row of the table; what it leaves out its publisher says."""
    name = str(row["name"])
    told = {**publishers[name.split(".")[0]], **row}
    listed = told["series"]
    holds = told.get("holds", {})
    if not isinstance(listed, list) or not isinstance(holds, dict):
        raise TypeError(f"{name}: series must be a list and holds a table")
    return Feed(
        name=name,
        publisher=str(told["publisher"]),
        what=str(told["what"]),
        address=str(told["address"]),
        link=str(told.get("link", "")),
        reader=str(told["reader"]),
        frequency=str(told["frequency"]),
        known=str(told["known"]),
        licence=str(told["licence"]),
        terms=str(told["terms"]),
        may_redistribute=bool(told["may_redistribute"]),
        about=str(told["about"]),
        holds={str(key): str(value) for key, value in holds.items()},
        day_column=str(told.get("day_column", "")),
        series=tuple(_column(each) for each in listed),
    )


def _column(row: Mapping[str, object]) -> Column:
    def names(key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)

    return Column(
        name=str(row["name"]),
        what=str(row["what"]),
        unit=str(row["unit"]),
        plus=names("plus"),
        minus=names("minus"),
        over=str(row.get("over", "")),
        low=float(str(row["low"])),
        high=float(str(row["high"])),
        printed_unit=str(row.get("printed_unit", "")),
    )
