"""The list of dated tellings of a story: days on which it, or what it leans on, was published.

Not here: what the days are held against (`lead_and_lag.py`); the shape of a telling
(`interest.py`). The list is `events.csv` in a story's folder. A telling known only to the month is
an interval; it counts by the share of its days.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assay.errors import PriceError, UnknownSource
from assay.prices.interest import Telling
from assay.record.fact import Source
from assay.record.tables import rows

FILE = "events.csv"
"""Name of the list in a story's folder."""
KINDS = ("told", "report", "announcement")
"""The story itself; a report that tellings lean on; capacity or servers announced."""
STORY = ("told", "report")
"""Kinds in which the story itself is before the public: these decide."""

WIDEST = 31
"""Days that an interval may have to be placed at all: a month. A year would smear a telling over
rise and fall alike."""


def read_tellings(path: Path, sources: Mapping[str, Source]) -> tuple[Telling, ...]:
    """Every telling of the list, in order of days.

    Raises PriceError for a day or kind that cannot be read, UnknownSource for an unlisted source.
    """
    found = [_telling(where, row, sources) for where, row in rows(path)]
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.id)))


def placed(tellings: tuple[Telling, ...], kinds: tuple[str, ...]) -> tuple[Telling, ...]:
    """Those of the kinds whose interval is narrow enough to be placed."""
    return tuple(one for one in tellings if one.kind in kinds and width(one) <= WIDEST)


def width(telling: Telling) -> int:
    """How many days it can have been."""
    return (telling.last - telling.first).days + 1


def episodes(tellings: tuple[Telling, ...], apart: int) -> int:
    """How many stretches of tellings lie more than `apart` days from each other."""
    count, end = 0, date.min
    for one in sorted(tellings, key=lambda one: one.first):
        if end == date.min or (one.first - end).days > apart:
            count += 1
        end = max(end, one.last)
    return count


def _telling(where: str, row: Mapping[str, str], sources: Mapping[str, Source]) -> Telling:
    try:
        first, last = (date.fromisoformat(row[key]) for key in ("first", "last"))
    except (KeyError, ValueError) as cause:
        raise _unfit(where, f"{cause}", "first and last as days, 2026-01-23") from None
    if first > last:
        raise _unfit(where, f"{first} after {last}", "first, then last")
    if row["kind"] not in KINDS:
        raise _unfit(where, repr(row["kind"]), ", ".join(KINDS))
    if row["source"] not in sources:
        raise UnknownSource(
            where, f"source {row['source']!r}", "a source listed in sources.csv", "add its row"
        )
    known = max(sources[row["source"]].known_on, first)
    return Telling(
        row["id"], first, last, row["what"], row["kind"], row["language"], row["source"], known
    )


def _unfit(where: str, found: str, expected: str) -> PriceError:
    return PriceError(where, found, expected, "correct the row")
