"""The rules of a good record: every complaint at once.

Not here: reading the tables (`tables.py`), the sums themselves (`facts/sums.toml`), how the
numbers of an article are checked (`checks/`).

What must add up is checked on every load; the rest by the tests for the records that ship, on
every load for a record of one's own.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assay.errors import RecordError, UnitError
from assay.record.fact import Fact
from assay.record.record import Record
from assay.record.tables import FOLDER
from assay.units import unit

COLLECTED_ON = date(2026, 11, 22)
"""The day on which the shipped facts were collected: none can have become known later."""
STATUSES = ("actual", "forecast", "estimate")
CONFIDENCES = ("high", "medium", "low")
DERIVED = "derived"
"""The source of every figure computed from others."""
RELAYED_SOURCES = ("article_", "unconfirmed")
"""Sources that pass a number on without having made or seen it: never evidence."""
SHOWN = 20
"""How many complaints an error prints; the rest are counted."""
WHOLE = 100.0
"""What shares of one whole add up to, in per cent."""
SLACK = 1e-9
"""Absorbs the rounding of floats in a sum."""

Rule = Callable[[Fact, Record], Iterator[str]]


def complaints(
    record: Record, collected_on: date = COLLECTED_ON, sums: Path = FOLDER / "sums.toml"
) -> tuple[str, ...]:
    """Everything wrong with a record, as `id: what`; empty for a good one."""
    found = list(rows_off(record.facts, record))
    found += [
        f"{fact.id}: known on {fact.known_on}, after the day of collection {collected_on}"
        for fact in record.facts
        if fact.known_on > collected_on
    ]
    seen: set[str] = set()
    for fact in record.facts:
        if fact.id in seen:
            found.append(f"{fact.id}: the id is used twice")
        seen.add(fact.id)
    return (*found, *sums_off(record, sums))


def rows_off(facts: Iterable[Fact], record: Record) -> tuple[str, ...]:
    """What is wrong with each of the facts of a record, as `id: what`."""
    return tuple(f"{fact.id}: {text}" for fact in facts for text in _of_fact(fact, record))


def check(
    record: Record, collected_on: date = COLLECTED_ON, sums: Path = FOLDER / "sums.toml"
) -> None:
    """Raises RecordError with every complaint; returns for a good record."""
    refuse(complaints(record, collected_on, sums))


def check_sums(record: Record, sums: Path = FOLDER / "sums.toml") -> None:
    """Raises RecordError with every sum that does not close; returns where all do."""
    refuse(tuple(sums_off(record, sums)))


def refuse(found: tuple[str, ...]) -> None:
    """Raises RecordError with every complaint; returns where there is none."""
    if not found:
        return
    shown = "\n            ".join(found[:SHOWN])
    more = f"\n            and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise RecordError(
        "the record",
        f"{len(found)} rows that break a rule:\n            {shown}{more}",
        "rows that keep the rules of record/facts/README.md",
        "correct the rows named",
    )


def _of_fact(fact: Fact, record: Record) -> Iterator[str]:
    for rule in (_unit, _keys, _interval, _days, _inputs, _relayed):
        yield from rule(fact, record)


def _unit(fact: Fact, record: Record) -> Iterator[str]:
    try:
        own = unit(fact.unit, fact.id)
        about = record.topics.get(fact.topic)
        if about and own.unlabelled().powers != unit(about.unit).unlabelled().powers:
            yield f"unit {fact.unit} does not measure what its topic measures, {about.unit}"
    except UnitError as error:
        yield f"unit {error.found}"


def _keys(fact: Fact, record: Record) -> Iterator[str]:
    known: tuple[tuple[str, str, Mapping[str, Any]], ...] = (
        ("topic", fact.topic, record.topics),
        ("definition", fact.definition, record.definitions),
        ("source", fact.source, record.sources),
    )
    for kind, key, table in known:
        if key not in table:
            yield f"{kind} {key!r} is not listed"
    if fact.region and fact.region not in record.regions:
        yield f"region {fact.region!r} is not listed"
    if fact.status not in STATUSES:
        yield f"status {fact.status!r} is none of {', '.join(STATUSES)}"
    if fact.confidence not in CONFIDENCES:
        yield f"confidence {fact.confidence!r} is none of {', '.join(CONFIDENCES)}"
    if not fact.quantity:
        yield "no words for the quantity"


def _interval(fact: Fact, _: Record) -> Iterator[str]:
    ends = [end for end in (fact.low, fact.value, fact.high) if end is not None]
    if not ends:
        yield "no number"
    if ends != sorted(ends):
        yield f"low, value, high are not in order: {ends}"
    if fact.years and fact.years[0] > fact.years[1]:
        yield f"years run backwards: {fact.years}"


def _days(fact: Fact, _: Record) -> Iterator[str]:
    if fact.known_on < fact.issued_on:
        yield f"known on {fact.known_on}, before its original of {fact.issued_on}"
    if fact.status == "actual" and fact.years and date(fact.years[0], 1, 1) > fact.issued_on:
        yield f"an outcome of {fact.years[0]} issued on {fact.issued_on}"


def _inputs(fact: Fact, record: Record) -> Iterator[str]:
    if (fact.source == DERIVED) != bool(fact.inputs):
        yield "a derived figure names its inputs, a printed one has none"
    missing = [key for key in fact.inputs if key not in record.by_id]
    if missing:
        yield f"inputs are not in the record: {', '.join(missing)}"
    elif fact.inputs:
        inputs = [record.by_id[key] for key in fact.inputs]
        for name, day, newest in (
            ("known", fact.known_on, max(one.known_on for one in inputs)),
            ("issued", fact.issued_on, max(one.issued_on for one in inputs)),
        ):
            if day != newest:
                yield f"{name} on {day}, its newest input on {newest}"


def _relayed(fact: Fact, _: Record) -> Iterator[str]:
    if "claim" in fact.id.lower() or "claim" in fact.quantity.lower():
        yield "relays a claim: never evidence"
    if fact.source.startswith(RELAYED_SOURCES):
        yield f"source {fact.source} only relays: never evidence"


def sums_off(record: Record, sums: Path = FOLDER / "sums.toml") -> Iterator[str]:
    """Everything of `sums.toml` that does not add up; nothing where there is no such file."""
    if not sums.exists():
        return
    table = tomllib.loads(sums.read_text("utf-8"))
    for kind, rule in (
        ("line", _line_sum),
        ("figure", _figure_sum),
        ("shares", _shares),
        ("within", _within),
        ("between", _between),
    ):
        for row in table.get(kind, ()):
            yield from rule(row, record)


def _line_sum(row: Mapping[str, Any], record: Record) -> Iterator[str]:
    plus, minus, optional = row["plus"], row.get("minus", []), row.get("optional", [])
    issues: dict[tuple[object, ...], dict[str, float]] = {}
    for topic in (row["total"], *plus, *minus, *optional):
        for fact in record.by_topic.get(topic, ()):
            if fact.value is not None:
                issue: tuple[object, ...] = (
                    fact.issuer,
                    fact.issued_on,
                    fact.definition,
                    fact.years,
                )
                issues.setdefault(issue, {})[topic] = fact.value
    for issued, values in issues.items():
        if any(topic not in values for topic in (row["total"], *plus, *minus)):
            continue
        parts = [values[topic] for topic in (*plus, *(t for t in optional if t in values))]
        parts += [-values[topic] for topic in minus]
        yield from _off(
            f"{row['total']} {issued[-1]}", values[row["total"]], parts, row["rounding"]
        )


def _figure_sum(row: Mapping[str, Any], record: Record) -> Iterator[str]:
    values = _values((row["total"], *row["parts"]), record)
    if None in values:
        yield f"{row['total']}: a figure of the sum is not in the record"
    else:
        total, *parts = (value for value in values if value is not None)
        yield from _off(row["total"], total, parts, row["rounding"])


def _shares(row: Mapping[str, Any], record: Record) -> Iterator[str]:
    values = _values(row["parts"], record)
    if None in values:
        yield f"{row['parts'][0]}: a share of the whole is not in the record"
    else:
        parts = [value for value in values if value is not None]
        yield from _off(" + ".join(row["parts"]), WHOLE, parts, row["rounding"])


def _within(row: Mapping[str, Any], record: Record) -> Iterator[str]:
    values = _values((row["whole"], *row["parts"]), record)
    if None in values:
        yield f"{row['whole']}: a figure of the whole is not in the record"
    else:
        whole, *parts = (value for value in values if value is not None)
        if sum(parts) > whole * (1 + SLACK):
            yield f"{row['whole']}: its parts, {sum(parts):g}, are more than the whole, {whole:g}"


def _between(row: Mapping[str, Any], record: Record) -> Iterator[str]:
    values = _values((row["mean"], *row["parts"]), record)
    if None in values:
        yield f"{row['mean']}: a figure of the mean is not in the record"
    else:
        mean, *parts = (value for value in values if value is not None)
        if not min(parts) <= mean <= max(parts):
            yield f"{row['mean']}: {mean:g} is no mean of {', '.join(f'{x:g}' for x in parts)}"


def _values(keys: Iterable[str], record: Record) -> list[float | None]:
    """The values in base units, so that a part in kt can be held against a whole in Mt."""
    facts = [record.by_id.get(key) for key in keys]
    return [
        None if fact is None or fact.value is None else fact.value * _scale(fact.unit, facts)
        for fact in facts
    ]


def _scale(own: str, facts: Iterable[Fact | None]) -> float:
    """1 where all are told in one unit, so that no digit of a printed sum is lost."""
    if len({fact.unit for fact in facts if fact is not None}) == 1:
        return 1.0
    return unit(own).scale


def _off(what: str, total: float, parts: list[float], rounding: float) -> Iterator[str]:
    room = rounding * (1 + len(parts)) + SLACK
    if abs(sum(parts) - total) > room:
        yield f"{what}: {sum(parts):g} adds up where {total:g} is printed, more than {room:.2g} off"
