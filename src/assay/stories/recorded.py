"""Takes a given's numbers from the record, in the vintage of the day.

Not here: the record's own rules for a vintage (`record/record.py`), the rest of a given
(`given_file.py`). A reference names what is wanted; where nothing of it was known on the day,
today's vintage serves and the given says so. Outcomes (status "actual") of years that were not
over, or not yet counted, on the day are left out: the model computes them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assay.errors import GivenError, NotKnownYet, UnitError
from assay.model.complaint import nearest
from assay.prices.result import Attribution
from assay.record.fact import Fact
from assay.record.record import Record
from assay.units import unit

KEYS = ("topic", "status", "definition", "region", "fact", "facts", "year", "end", "missing")
"""Keys that a reference to the record may have."""

AT = "@"
"""Stands between a line and its region."""


@dataclass(frozen=True, slots=True)
class Known:
    """The day's knowledge: what a reference is resolved against."""

    record: Record
    """The record as of the day."""
    whole: Record
    """The record as it is today."""
    today: int
    """The last year fully known on the day."""
    first_year: int
    """First year of the model."""
    attribution: Attribution | None = None
    """What moved the story's price, as fitted; None where nothing was."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a reference came to."""

    table: Mapping[str, Any]
    """The shape's table, as it would be written by hand, in the given's unit."""
    source: tuple[str, ...]
    """Sources of the facts used, in order of first use."""
    known_on: date
    """When the newest of them became known."""
    known_later: bool
    """Whether any of them became known only after the day."""
    facts: tuple[str, ...]
    """Ids of the facts used, oldest year first."""
    fitted: str | None = None
    """What of the attribution it is; None for the record's."""
    filled: tuple[int, ...] = ()
    """Years in which nothing was published, so that a number of the story's own stands in."""


def resolve(
    reference: Mapping[str, Any], beside: Mapping[str, Any], target: str, where: str, known: Known
) -> Recorded:
    """The shape that a reference stands for.

    `{ topic = ..., status = "actual" }` or `{ facts = [...] }` is a series over years,
    `{ fact = ... }`, or a topic with `year = "today"`, one number: uniform where only a range was
    printed, with `relative = 0.1` a lognormal around the value, else constant. `end = "low"` takes
    one end of a printed range; `missing = 0` fills years without a row up to today. Raises
    GivenError for a reference that finds nothing, UnitError for a unit that does not fit `target`.
    """
    for key in reference:
        if key not in KEYS:
            raise GivenError(f"{where}.{key}", "a key", "", nearest(key, KEYS))
    if "fact" in reference or reference.get("year") == "today":
        fact, later = _one(reference, where, known)
        table = _number(fact, reference, beside, target, where)
        return Recorded(table, _sources([fact]), fact.known_on, later, (fact.id,))
    found, later = _years(reference, where, known)
    values = {str(year): _value(fact, target, where) for year, fact in found.items()}
    filled: tuple[int, ...] = ()
    if "missing" in reference:
        every = range(known.first_year, known.today + 1)
        filled = tuple(year for year in every if year not in found)
        values |= {str(year): float(reference["missing"]) for year in filled}
    facts = list(found.values())
    return Recorded(
        {"series": values, **beside},
        _sources(facts),
        max(f.known_on for f in facts),
        later,
        tuple(fact.id for fact in facts),
        filled=filled,
    )


def _one(reference: Mapping[str, Any], where: str, known: Known) -> tuple[Fact, bool]:
    if "fact" in reference:
        key = str(reference["fact"]).replace("{today}", str(known.today))
        fact = known.whole.by_id.get(key)
        if fact is None and "{today}" in str(reference["fact"]):
            raise NotKnownYet(
                f"{where}.fact",
                f"{key}: on that day the last year fully known was {known.today}",
                "a day on which a year was fully known whose last price the record holds",
                "a later day, or the record's own last one",
            )
        if fact is None:
            near = nearest(key, known.whole.by_id)
            raise GivenError(f"{where}.fact", key, "a fact of the record", near)
        return fact, key not in known.record.by_id
    found, _ = _years(reference, where, known)
    if known.today not in found:
        raise GivenError(
            where, f"nothing for {known.today}", "a fact of that year", "another topic"
        )
    fact = found[known.today]
    return fact, fact.id not in known.record.by_id


def _years(reference: Mapping[str, Any], where: str, known: Known) -> tuple[dict[int, Fact], bool]:
    """For each year the fact of the day's vintage, else today's."""
    if "facts" in reference:
        missing = [key for key in reference["facts"] if key not in known.whole.by_id]
        if missing:
            near = nearest(missing[0], known.whole.by_id)
            raise GivenError(f"{where}.facts", missing[0], "a fact of the record", near)
        rank = dict.fromkeys(reference["facts"], 0)
        rows = [known.whole.by_id[key] for key in rank]
    else:
        rows, rank = _of_topics(reference, where, known)
    outcome = "actual" in _listed(reference.get("status"))
    chosen: dict[int, Fact] = {}
    for year in sorted({fact.years[0] for fact in rows if fact.years}):
        if outcome and year > known.today:
            continue
        of_year = [fact for fact in rows if fact.years == (year, year)]
        if of_year:
            chosen[year] = _vintage(of_year, rank, known)
    if not chosen and outcome and any(fact.years for fact in rows):
        raise NotKnownYet(
            where,
            f"no outcome up to {known.today}, the last year that was known in full",
            "a day on which one of these years was counted",
            "a later day, or the record's own last one",
        )
    if not chosen:
        raise GivenError(where, "no fact", "facts with a year", "another topic or status")
    return chosen, any(fact.id not in known.record.by_id for fact in chosen.values())


def _of_topics(
    reference: Mapping[str, Any], where: str, known: Known
) -> tuple[list[Fact], dict[str, int]]:
    """The facts of the topics and definitions named, each with its rank in the order named."""
    topics = _listed(reference.get("topic"))
    statuses, definitions = _listed(reference.get("status")), _listed(reference.get("definition"))
    regions = _listed(reference.get("region"))
    if not topics:
        raise GivenError(where, "neither topic nor fact", "one of them", 'topic = "silver.jewelry"')
    rows: list[Fact] = []
    rank: dict[str, int] = {}
    for topic in topics:
        if topic not in known.whole.topics and topic not in known.whole.by_topic:
            near = nearest(topic, known.whole.topics)
            raise GivenError(f"{where}.topic", topic, "a topic of the record", near)
        for fact in known.whole.by_topic.get(topic, ()):
            named = not definitions or fact.definition in definitions
            named = named and (not regions or fact.region in regions)
            if named and (not statuses or fact.status in statuses) and fact.day is None:
                place = definitions.index(fact.definition) if definitions else 0
                rank[fact.id] = len(definitions) * topics.index(topic) + place
                rows.append(fact)
    return rows, rank


def _vintage(facts: list[Fact], rank: Mapping[str, int], known: Known) -> Fact:
    """Of one year: the first definition named, then what was known, then the newest original."""
    first = min(rank[fact.id] for fact in facts)
    named = [fact for fact in facts if rank[fact.id] == first]
    told = [fact for fact in named if fact.id in known.record.by_id]
    return max(told or named, key=lambda fact: (fact.issued_on, not fact.inputs, fact.id))


def _number(
    fact: Fact, reference: Mapping[str, Any], beside: Mapping[str, Any], target: str, where: str
) -> dict[str, Any]:
    rest = {key: value for key, value in beside.items() if key != "relative"}
    end = reference.get("end")
    if end is not None:
        printed = {"low": fact.low, "high": fact.high}.get(str(end))
        if printed is None:
            raise GivenError(f"{where}.end", str(end), "low or high, as printed", "strike it")
        return {"constant": printed * _factor(fact, target, where), **rest}
    if fact.value is None and fact.low is not None and fact.high is not None:
        factor = _factor(fact, target, where)
        return {"uniform": {"low": fact.low * factor, "high": fact.high * factor}, **rest}
    value = _value(fact, target, where)
    if "relative" in beside:
        width = 1 + float(beside["relative"])
        return {"lognormal": {"p05": value / width, "p95": value * width}, **rest}
    return {"constant": value, **rest}


def _value(fact: Fact, target: str, where: str) -> float:
    return fact.figure().mid * _factor(fact, target, where)


def _factor(fact: Fact, target: str, where: str) -> float:
    """What makes the fact's number one of the given's unit; a fact without labels takes the
    given's."""
    printed, wanted = unit(fact.unit, fact.id), unit(target, where)
    if not printed.can_be(wanted):
        raise UnitError(
            where,
            f"{target} [{wanted.in_base()}], while {fact.id} is in {fact.unit}",
            f"a unit that fits {fact.unit} [{printed.in_base()}]",
            f'unit = "{fact.unit}"',
        )
    factor = printed.scale / wanted.scale
    return factor if math.isfinite(factor) else math.nan


def _sources(facts: list[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.source for fact in facts))


def _listed(value: object) -> list[str]:
    """One name or a list of names, as a list; nothing as none."""
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return [] if value is None else [str(value)]


def last_full_year(
    topics: tuple[str, ...],
    total: str,
    record: Record,
    whole: Record,
    region: str | None = None,
) -> int:
    """The last year in which every line of the total is an outcome, as known on the record's day.

    A line may name its own region ("electricity.data_centre_use@World"); else it is that of
    `region`, and without one that of `topics.csv`.

    A year whose printed total is an outcome counts too: its lines were printed with it, and where
    the record kept only a later vintage of a line, that one serves (and is told as known later).
    Raises NotKnownYet where no year was known.
    """
    settled = [_last_actual(record, topics, region), _last_actual(record, (total,), region)]
    years = [year for year in settled if year is not None]
    if not years:
        raise NotKnownYet(
            total, f"no full year known on {record.last_known_on}", "one", "a later day"
        )
    return min(max(years), _last_actual(whole, topics, region) or max(years))


def _last_actual(record: Record, lines: tuple[str, ...], region: str | None) -> int | None:
    """The last year in which every line, in its region, is an outcome; None if there is none."""
    years: list[set[int]] = []
    for line in lines:
        topic, _, own = line.partition(AT)
        series = record.series(topic, own or region)
        years.append({year for year, fact in series.items() if fact.status == "actual"})
    common = set.intersection(*years) if years else set()
    return max(common) if common else None


def today_of(table: Mapping[str, Any], record: Record, whole: Record) -> int:
    """The last year fully known to a story: the one that its file names, else that of its lines.

    A story whose lines are in no record names the year itself. Raises NotKnownYet.
    """
    if "today" in table:
        return int(table["today"])
    lines, total = tuple(table["lines"]), str(table["total"])
    return last_full_year(lines, total, record, whole, table.get("region"))
