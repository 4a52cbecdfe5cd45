"""A story's own record: tables in its folder, read beside the record that ships.

Not here: the tables' form (`tables.py`), the rules for a row (`check.py`).

A folder `record/` of a story may hold `sources.csv`, `topics.csv`, `definitions.csv`, `regions.csv`
and any other tables of facts. What a column may leave out is taken from the row's topic and
source, so that a newcomer writes only what cannot be inferred.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from assay.errors import RecordError
from assay.record.check import refuse, rows_off
from assay.record.fact import Source
from assay.record.record import Record, indexed, load, with_issuers
from assay.record.tables import (
    COLUMNS,
    TABLES,
    Definition,
    Region,
    Topic,
    day_of,
    fact_of,
    read_definitions,
    read_regions,
    rows,
    split,
)

NAME = "record"
"""The folder in a story's folder that holds its own record."""
NEEDED_OF_FACT = ("id", "topic", "unit", "source", "status")
"""Columns that every table of facts has; one of value, low and high must be filled too."""
NEEDED_OF_SOURCE = ("id", "title", "publisher", "address", "issued_on", "confidence")
"""Columns of a table of sources; issuer and known_on follow from the publisher and issued_on."""
NEEDED_OF_TOPIC = ("topic", "title_en", "title_zh", "unit")
"""Columns of a table of topics."""
AS_NAMED = "as_named"
"""The definition of a topic that names none: what its own words say."""
WORLD = "World"
"""The region of a topic that names none."""
Row = TypeVar("Row")
"""A row of any table."""
ALL_COLUMNS = frozenset(COLUMNS)


def record_beside(folder: Path) -> Record:
    """The record that ships, with that of the story in `folder` added where it has one.

    Raises RecordError for a row that breaks a rule or a name that the shipped record has taken,
    UnknownSource.
    """
    own = folder / NAME
    return _beside(own, _written(own)) if own.is_dir() else load()


def _written(own: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells that a table was written since: name, size and time of each."""
    told = ((path, path.stat()) for path in sorted(own.glob("*.csv")))
    return tuple((path.name, stat.st_size, stat.st_mtime_ns) for path, stat in told)


@lru_cache(maxsize=4)
def _beside(own: Path, _: tuple[tuple[str, int, int], ...]) -> Record:
    shipped = load()
    sources = _joined(shipped.sources, _sources(own / "sources.csv"), "source", own)
    topics = _joined(shipped.topics, _topics(own / "topics.csv"), "topic", own)
    definitions = _joined(shipped.definitions, _definitions(own), "definition", own)
    regions = _joined(shipped.regions, _regions(own), "region", own)
    facts = [
        fact_of(where, _filled(where, row, topics, sources), sources)
        for path in sorted(own.glob("*.csv"))
        if path.name not in TABLES
        for where, row in _rows(path, NEEDED_OF_FACT)
    ]
    _joined(shipped.by_id, {fact.id: fact for fact in facts}, "fact", own)
    every = with_issuers([*shipped.facts, *facts])
    record = indexed(tuple(every), sources, definitions, topics, regions, {})
    refuse(rows_off(every[len(shipped.facts) :], record))
    return record


def _joined(
    shipped: Mapping[str, Row], own: Mapping[str, Row], kind: str, folder: Path
) -> dict[str, Row]:
    """Both tables as one. Raises RecordError where a key of the shipped one is used again."""
    for key in own:
        if key in shipped:
            raise RecordError(
                f"{folder.parent.name}/{NAME}",
                f"a {kind} {key!r}, which the record that ships has too",
                "keys of your own",
                f"leave the row out to use the shipped {kind}, or give yours another name",
            )
    return {**shipped, **own}


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of a table that has the needed columns and fills them; none where there is no file."""
    if not path.exists():
        return
    for where, row in rows(path):
        lacking = [column for column in needed if not row.get(column)]
        if lacking:
            raise RecordError(
                where, f"nothing in {', '.join(lacking)}", "a value", "fill in the columns named"
            )
        yield where, row


def _sources(path: Path) -> dict[str, Source]:
    found = {}
    for where, row in _rows(path, NEEDED_OF_SOURCE):
        issued_on = day_of(row["issued_on"], where)
        known_on = day_of(row["known_on"], where) if row.get("known_on") else issued_on
        found[row["id"]] = Source(
            row["id"], row["title"], row["publisher"], row["address"],
            row.get("issuer") or row["publisher"], issued_on, known_on, row["confidence"],
        )  # fmt: skip
    return found


def _topics(path: Path) -> dict[str, Topic]:
    return {
        row["topic"]: Topic(
            row["topic"], row["title_en"], row["title_zh"], row["unit"],
            row.get("definition") or AS_NAMED, row.get("region") or WORLD,
            split(row.get("issuers", "")), row.get("short", ""),
        )
        for _, row in _rows(path, NEEDED_OF_TOPIC)
    }  # fmt: skip


def _definitions(own: Path) -> dict[str, Definition]:
    path = own / "definitions.csv"
    return read_definitions(path) if path.exists() else {}


def _regions(own: Path) -> dict[str, Region]:
    path = own / "regions.csv"
    return read_regions(path) if path.exists() else {}


def _filled(
    where: str,
    row: Mapping[str, str],
    topics: Mapping[str, Topic],
    sources: Mapping[str, Source],
) -> dict[str, str]:
    """The row with every column of a fact: what it leaves out follows from topic and source."""
    unknown = sorted(set(row) - ALL_COLUMNS)
    if unknown:
        raise RecordError(
            where, f"a column {unknown[0]!r}", f"columns of {', '.join(COLUMNS)}", "strike it"
        )
    about, source = topics.get(row["topic"]), sources.get(row["source"])
    inferred = dict.fromkeys(COLUMNS, "")
    if about:
        inferred |= {
            "quantity": about.title_en, "definition": about.definition, "region": about.region,
        }  # fmt: skip
    if source:
        inferred |= {
            "known_on": source.known_on.isoformat(), "issued_on": source.issued_on.isoformat(),
            "confidence": source.confidence,
        }  # fmt: skip
    return inferred | {column: text for column, text in row.items() if text}
