"""Sixteen past stories whose end is known: claim, window, outcome, and what is no evidence.

Not here: their facts (`load(KNOWN_ENDS)`, the same types and rules as any record), the ruler laid
on them. A number that was remembered, assumed or chosen is a judgement with its reason: usable as
an input, never as evidence.
"""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from assay.errors import RecordError
from assay.figure import Figure
from assay.record.tables import KNOWN_ENDS, read_years

LABELS = ("confirmed", "mixed", "refuted")
"""Whether the driver was a main cause of the rise."""
KINDS = ("unconfirmed", "assumed", "derived")
"""Why a number is a judgement: remembered and found in no text, assumed for want of an estimate,
or computed from such or by a choice."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A number that is usable but no evidence."""

    id: str
    """`story.key`, never the id of a fact."""
    topic: str
    """`story.line`, as facts have it."""
    quantity: str
    """What it measures, in words."""
    value: float
    """Best value in `unit`."""
    low: float | None
    """Lower end; None if none was given."""
    high: float | None
    """Upper end; None if none was given."""
    unit: str
    """Unit."""
    years: tuple[int, int] | None
    """First and last year; None if it has no time."""
    kind: str
    """"unconfirmed", "assumed" or "derived"."""
    why: str
    """Why it is a judgement, and why this number."""
    confidence: str
    """"high", "medium" or "low"."""

    def figure(self) -> Figure:
        """The judgement as an interval, its value where an end is missing."""
        year = self.years[0] if self.years and self.years[0] == self.years[1] else None
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return Figure(low, self.value, high, self.unit, year, "", "")


@dataclass(frozen=True, slots=True)
class Told:
    """What a source says in words."""

    key: str
    """Key within the story."""
    about: str
    """What it speaks of."""
    text: str
    """What it says."""
    source: str
    """Key of the source in this record; empty where none was found."""
    known_on: date
    """Day from which it could have been known."""
    confidence: str
    """"high", "medium" or "low"."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A result of the ruler's algebra, worked out by hand; to hold the ruler against."""

    key: str
    """Key within the story."""
    quantity: str
    """What was computed."""
    value: float
    """Result in `unit`."""
    low: float | None
    """Lower end; None if none was computed."""
    high: float | None
    """Upper end; None if none was computed."""
    unit: str
    """Unit."""
    why: str
    """The formula."""
    confidence: str
    """"high", "medium" or "low"."""


@dataclass(frozen=True, slots=True)
class KnownEnd:
    """A past story and how it ended."""

    name: str
    """Key; the first part of its topics."""
    title: Mapping[str, str]
    """Short name by language."""
    claim: Mapping[str, str]
    """What was claimed, by language."""
    driver: str
    """What is said to have driven the price."""
    resource: str
    """Of what."""
    start: str
    """First day, month or year of the rise."""
    end: str
    """Last day, month or year of the rise."""
    label: str
    """"confirmed", "mixed" or "refuted": a judgement on the driver as a main cause."""
    why: str
    """Why that label."""
    confidence: str
    """How sure the label is: "high", "medium" or "low"."""
    judgements: tuple[Judgement, ...]
    """Numbers that are no evidence."""
    told: tuple[Told, ...]
    """What sources say in words."""
    by_hand: tuple[ByHand, ...]
    """The algebra worked out by hand."""


@lru_cache(maxsize=2)
def known_ends(path: Path = KNOWN_ENDS / "known_ends.toml") -> Mapping[str, KnownEnd]:
    """Every story by name. Raises RecordError for a missing key, a wrong label or kind."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: _story(f"{path.name}, {name}", name, rows) for name, rows in tables.items()}


def _story(where: str, name: str, rows: Mapping[str, Any]) -> KnownEnd:
    with _complete(where):
        return KnownEnd(
            name, rows["title"], rows["claim"], rows["driver"], rows["resource"], rows["start"],
            rows["end"], _one_of(LABELS, rows["label"], where), rows["why"], rows["confidence"],
            tuple(_judgement(where, name, row) for row in rows.get("judgement", ())),
            tuple(
                Told(row["key"], row["about"], row["text"], row["source"], row["known_on"],
                     row["confidence"])
                for row in rows.get("told", ())
            ),
            tuple(
                ByHand(row["key"], row["quantity"], row["value"], row.get("low"),
                       row.get("high"), row["unit"], row["why"], row["confidence"])
                for row in rows.get("by_hand", ())
            ),
        )  # fmt: skip


def _judgement(where: str, name: str, row: Mapping[str, Any]) -> Judgement:
    return Judgement(
        f"{name}.{row['key']}", f"{name}.{row['line']}", row["quantity"], row["value"],
        row.get("low"), row.get("high"), row["unit"], read_years(row["years"], where),
        _one_of(KINDS, row["kind"], where), row["why"], row["confidence"],
    )  # fmt: skip


def _one_of(words: tuple[str, ...], found: str, where: str) -> str:
    if found not in words:
        raise RecordError(where, repr(found), f"one of {', '.join(words)}", "")
    return found


@contextmanager
def _complete(where: str) -> Iterator[None]:
    """A missing key as an error that names it."""
    try:
        yield
    except KeyError as missing:
        raise RecordError(
            where, f"no key {missing}", "every key of known_ends.toml's first story", "add the key"
        ) from None
