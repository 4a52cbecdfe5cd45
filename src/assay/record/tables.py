"""Reads the record's tables: csv rows into facts, sources, definitions, topics and regions.

Not here: questions to the record (`record.py`), the rules for a good row (`check.py`).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assay.errors import RecordError, UnknownSource
from assay.record.fact import Fact, Source

FOLDER = Path(__file__).parent / "facts"
KNOWN_ENDS = FOLDER / "known_ends"
"""Past stories whose end is known: a record of their own, so that no page is held against them."""
TABLES = ("sources.csv", "definitions.csv", "topics.csv", "regions.csv")
"""Files of the folder that hold no facts."""
COLUMNS = (
    "id", "topic", "quantity", "definition", "value", "low", "high", "unit", "years", "day",
    "region",    "source", "inputs", "known_on", "issued_on", "status", "note", "confidence",
)  # fmt: skip
"""Columns of a table of facts, in order."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A boundary: what exactly was measured."""

    key: str
    """Key used by facts."""
    axis: str
    """What it is a choice of; definitions of one axis exclude each other."""
    title_en: str
    """Short English name."""
    title_zh: str
    """Short Chinese name."""
    words_en: tuple[str, ...]
    """English words that name it."""
    words_zh: tuple[str, ...]
    """Chinese words that name it."""
    what: str
    """What is inside the boundary and what is not."""
    default_for: tuple[str, ...]
    """Roles ("user", "whole") for which a bare word of `default_words` means it."""
    default_words: tuple[str, ...]
    """Bare words of both languages that name the axis but not the side."""
    source: str
    """Key of the source that sets the boundary; empty where the words themselves do."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of a story: what forecasts, vintages and outcomes have in common."""

    name: str
    """`story.line`."""
    title_en: str
    """English name."""
    title_zh: str
    """Chinese name."""
    unit: str
    """Unit of its facts."""
    definition: str
    """Definition meant when none is named."""
    region: str
    """Region meant when none is named."""
    issuers: tuple[str, ...]
    """Who is asked first where several speak of the same year; empty: the newest."""
    short: str = ""
    """A shorter name of the line within its story; empty if it has none."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region with the words that name it."""

    name: str
    """As the facts have it."""
    words_en: tuple[str, ...]
    """English names."""
    words_zh: tuple[str, ...]
    """Chinese names."""


def split(text: str) -> tuple[str, ...]:
    """The parts of a cell that lists several, separated by `|`."""
    return tuple(text.split("|")) if text else ()


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a csv with its place, `file:line`. Raises RecordError for a cell too many."""
    name = path.name
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        for cells in reader:
            where = f"{name}:{reader.line_num}"
            if len(cells) != len(header):
                raise RecordError(
                    where, f"{len(cells)} cells", f"{len(header)} cells", "quote cells with commas"
                )
            yield where, dict(zip(header, cells, strict=True))


def read_sources(path: Path) -> dict[str, Source]:
    """Every source by id. Raises RecordError for a day that cannot be read."""
    return {
        row["id"]: Source(
            row["id"], row["title"], row["publisher"], row["address"], row["issuer"],
            day_of(row["issued_on"], where), day_of(row["known_on"], where), row["confidence"],
        )
        for where, row in rows(path)
    }  # fmt: skip


def read_definitions(path: Path) -> dict[str, Definition]:
    """Every definition by key."""
    return {
        row["key"]: Definition(
            row["key"], row["axis"], row["title_en"], row["title_zh"], split(row["words_en"]),
            split(row["words_zh"]), row["what"], split(row["default_for"]),
            split(row["default_words"]), row["source"],
        )
        for _, row in rows(path)
    }  # fmt: skip


def read_topics(path: Path) -> dict[str, Topic]:
    """Every topic by name."""
    return {
        row["topic"]: Topic(
            row["topic"], row["title_en"], row["title_zh"], row["unit"], row["definition"],
            row["region"], split(row["issuers"]), row.get("short", ""),
        )
        for _, row in rows(path)
    }  # fmt: skip


def read_regions(path: Path) -> dict[str, Region]:
    """Every region by name."""
    return {
        row["region"]: Region(row["region"], split(row["words_en"]), split(row["words_zh"]))
        for _, row in rows(path)
    }


def read_facts(path: Path, sources: dict[str, Source]) -> list[Fact]:
    """The facts of one table, as printed: no correction applied, issuers of derived rows open.

    Raises RecordError for a cell that cannot be read, UnknownSource for an unlisted source.
    """
    return [fact_of(where, row, sources) for where, row in rows(path)]


def fact_of(where: str, row: dict[str, str], sources: dict[str, Source]) -> Fact:
    """A row with every column as a fact. Raises RecordError, UnknownSource."""
    source = sources.get(row["source"])
    if source is None:
        from difflib import get_close_matches

        near = get_close_matches(row["source"], sources, n=3, cutoff=0.4)
        raise UnknownSource(
            where,
            f"source {row['source']!r} of {row['id']}",
            "a source listed in sources.csv",
            f"one of {', '.join(near)}" if near else "add its row to sources.csv",
        )
    return Fact(
        row["id"], row["topic"], row["quantity"], row["definition"],
        _number(row["value"], where), _number(row["low"], where), _number(row["high"], where),
        row["unit"], read_years(row["years"], where),
        day_of(row["day"], where) if row["day"] else None,
        row["region"], row["source"], split(row["inputs"]), day_of(row["known_on"], where),
        day_of(row["issued_on"], where), source.issuer, row["status"], row["note"],
        row["confidence"],
    )  # fmt: skip


def _number(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise RecordError(where, repr(text), "a plain number", "write 1000, not 1,000") from None


def day_of(text: str, where: str) -> date:
    """A day as tables write it. Raises RecordError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RecordError(where, repr(text), "a day", "write 2026-01-23") from None


def read_years(text: str, where: str) -> tuple[int, int] | None:
    """The first and last year of `2025` or `2023-2028`; None of nothing. Raises RecordError."""
    if not text:
        return None
    first, _, last = text.partition("-")
    try:
        return int(first), int(last or first)
    except ValueError:
        raise RecordError(where, repr(text), "a year or two", "write 2025 or 2023-2028") from None
