"""The rows of the record that speak of a line: printed figures, and shares computed from two.

Not here: which of them a claim's words ask for (`named.py`), what follows (`against_record.py`).
"""

from collections.abc import Sequence
from dataclasses import replace

from assay.checks.row import Row, Side, is_evidence, printed, share, told_alike
from assay.record.fact import Fact
from assay.record.record import Record
from assay.ruler.story import Line


def rows_of(line: Line, record: Record, claimed_unit: str) -> tuple[Row, ...]:
    """All rows of `line` that are evidence and told like `claimed_unit`, printed ones first."""
    direct = [printed(fact) for fact in evidence_of(line.record, record)]
    computed = shares(evidence_of(line.part, record), evidence_of(line.whole, record))
    return tuple(row for row in (*direct, *computed) if told_alike(claimed_unit, row.unit))


def between_days(rows: Sequence[Row]) -> tuple[Row, ...]:
    """What a daily figure passed through in a year, from its lowest to its highest known day.

    For a claim that names a year and no day: a price that stood at 30 and at 70 stood at 50
    between.
    """
    days: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row.day is not None and row.value is not None:
            days.setdefault((row.newest.topic, row.sides, row.years), []).append(row)
    found = []
    for one_year in days.values():
        low = min(one_year, key=lambda row: (row.low, row.newest.id))
        high = max(one_year, key=lambda row: (row.high, row.newest.id))
        if low is not high:
            facts = low.facts + high.facts
            found.append(replace(low, value=None, high=high.high, day=None, facts=facts))
    return tuple(found)


def evidence_of(topics: Sequence[str], record: Record) -> tuple[Fact, ...]:
    """The facts of the topics that may decide a standing, in the order of the topics."""
    found = [fact for topic in topics for fact in record.by_topic.get(topic, ())]
    return tuple(fact for fact in found if is_evidence(fact, record.by_id))


def shares(parts: Sequence[Fact], wholes: Sequence[Fact]) -> tuple[Row, ...]:
    """Every share of a part in a whole, each by its newest issue.

    The whole is that of the part's year, and where none is known the latest known one (DESIGN,
    "misframed").
    """
    found = []
    regions = {part.region for part in parts}
    for part in _last_issues(parts):
        # where a region has a part of its own, another region's part in its whole means nothing
        sides = dict.fromkeys(
            Side(fact.definition, fact.region)
            for fact in wholes
            if fact.region == part.region or fact.region not in regions
        )
        latest = [one for side in sides if (one := _whole_for(part, side, wholes)) is not None]
        same_year = [one for one in latest if one.years == part.years]
        rows = [share(printed(part), printed(whole)) for whole in same_year or latest]
        found += [row for row in rows if row is not None]
    return tuple(found)


def _last_issues(facts: Sequence[Fact]) -> list[Fact]:
    last: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.issued_on, f.known_on, f.id)):
        key = (fact.topic, fact.issuer, fact.definition, fact.region, fact.years, fact.day)
        last[key] = fact
    return list(last.values())


def _whole_for(part: Fact, side: Side, wholes: Sequence[Fact]) -> Fact | None:
    alike = [
        fact
        for fact in _last_issues(wholes)
        if Side(fact.definition, fact.region) == side and fact.day is None and fact.years
    ]
    same_year = [fact for fact in alike if fact.years == part.years]
    actual = [fact for fact in alike if fact.status != "forecast"]
    return max(
        same_year or actual or alike,
        key=lambda fact: (fact.years or (0, 0), fact.issued_on, fact.id),
        default=None,
    )
