"""Changes computed from two levels of the record: "industrial demand fell 3 %" needs both years.

Not here: changes that were printed (`rows.py`), what becomes of a claim (`against_record.py`).

A change is held against two levels of one definition, region and issuer, as they were known on each
day on which either was issued, so that a revision of a level supersedes what was right before it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assay.checks.named import WHOLE_YEAR
from assay.checks.row import RATIOS, Row, period_of, printed, shape
from assay.checks.rows import evidence_of
from assay.checks.standing import CheckedClaim, Reason
from assay.claims.claim import YEAR, QuantityClaim
from assay.record.fact import Fact
from assay.record.record import Record
from assay.ruler.story import Line, Words
from assay.units import unit

MONEY = frozenset(("USD", "CNY", "EUR", "GBP"))
"""Prices move between days; two yearly means tell nothing of a rise from one day to another."""
OTHER_STRETCH = re.compile(
    r"quarter|month|week|half|daily|a\syear\b|per\syear|annual(?:ly|ised|ized)?\b|average|compound"
    r"|季度|环比|[上下]半年|半年|月|周|年均|平均|复合",
    re.IGNORECASE,
)
"""The change is over another stretch than one year, or a mean of several."""
COMPARED = re.compile(
    r"\bthan\s(?!(?:a|the)\s(?:year|previous|prior)|in\s|last\s|\d{4})"
    r"|[比较](?!去年|上年|上一年|前年|同期|往年|此前|\d{4})[^，,。；;]{0,12}?[多高少低大]",
    re.IGNORECASE,
)
"""What is compared is another thing and no other year."""
PER_PIECE = re.compile(
    r"\b(?:per|each|every)\b|intensity|loading|efficien|每|单位|单耗|单台|单片|度电|强度|效率",
    re.IGNORECASE,
)
"""What is told is an amount a piece."""
SINCE = re.compile(r"since|自|从|以来|至今", re.IGNORECASE)
Span = tuple[int, int]
"""First and last year of a change."""


def change_lines(words: Words, clause: str) -> tuple[Line, ...]:
    """A line for the change of each level of a topic that has none of its own.

    That of an amount a piece ("silver per watt") only where the clause says so: its other words are
    those of the whole amount, whose changes are told far more often.
    """
    told = {line.change_of for line in words.lines.values()}
    a_piece = PER_PIECE.search(clause)
    return tuple(
        replace(line, node=None, record=(), part=(), whole=(), unit="percent", change_of=name)
        for name, line in words.lines.items()
        if name not in told and _is_level(line) and (a_piece or not _of_a_piece(line))
    )


def _of_a_piece(line: Line) -> bool:
    return "/" in line.unit and period_of(line.unit) is None


def _is_level(line: Line) -> bool:
    """Whether a line is a level that one issuer tells year by year: no share, price or change."""
    if line.change_of is not None or line.unit in RATIOS or not line.record:
        return False
    return MONEY.isdisjoint(shape(unit(line.unit)))


def changed(
    claim: QuantityClaim, clause: str, level: Line | None, record: Record
) -> tuple[Row, ...]:
    """The changes of a level over the stretch that a claim names, each as known on some day.

    Empty without a level, and where the words name a stretch of which no levels are printed (a
    quarter, since March) or compare two things.
    """
    if (
        level is None
        or not _is_level(level)
        or OTHER_STRETCH.search(clause)
        or COMPARED.search(clause)
    ):
        return ()
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in evidence_of(level.record, record):
        if fact.day is None and fact.years is not None and fact.years[0] == fact.years[1]:
            key = (fact.topic, fact.issuer, fact.definition, fact.region)
            groups.setdefault(key, []).append(fact)
    return tuple(row for facts in groups.values() for row in _of_one_issuer(claim, facts))


def _of_one_issuer(claim: QuantityClaim, facts: Sequence[Fact]) -> list[Row]:
    by_year: dict[int, list[Fact]] = {}
    for fact in facts:
        by_year.setdefault((fact.years or (0, 0))[1], []).append(fact)
    actual = [
        year
        for year, issues in by_year.items()
        if any(fact.status != "forecast" for fact in issues)
    ]
    found: list[Row] = []
    for first, last in _stretches(claim, sorted(by_year), max(actual, default=0)):
        found += _as_known(by_year.get(first, ()), by_year.get(last, ()))
    return found


def _stretches(claim: QuantityClaim, years: Sequence[int], latest: int) -> Iterable[Span]:
    """The stretches a claim may speak of: the year it names, two years, or each year if none."""
    time = (claim.time or "").strip()
    since = YEAR.search(time) if SINCE.search(time) else None
    if claim.year is None and since is not None:
        return ((int(since.group()), latest),)
    if claim.year is None and claim.years is not None:
        return (claim.years,)
    if claim.year is not None:
        whole = not time or WHOLE_YEAR.fullmatch(time)
        return ((claim.year - 1, claim.year),) if whole else ()
    return () if time else tuple((year - 1, year) for year in years)


def _as_known(first: Sequence[Fact], last: Sequence[Fact]) -> list[Row]:
    """The change from one level to another, once for each day on which either was issued."""
    found: list[Row] = []
    for day in sorted({fact.issued_on for fact in (*first, *last)}):
        pair = [
            max((one for one in issues if one.issued_on <= day), key=_issue, default=None)
            for issues in (first, last)
        ]
        before, after = pair
        row = _change(printed(before), printed(after)) if before and after else None
        if row is not None and row not in found:
            found.append(row)
    return found


def _issue(fact: Fact) -> tuple[object, ...]:
    return fact.issued_on, fact.known_on, fact.id


def _change(before: Row, after: Row) -> Row | None:
    """The change in per cent, with the band that the rounding of both levels leaves."""
    if shape(unit(before.unit)) != shape(unit(after.unit)):
        return None
    low, high = before.ends()
    new_low, new_high = after.ends()
    if low <= 0 or new_low < 0:
        return None  # a balance may change its sign, and no per cent tells of that
    value = None
    if before.value is not None and after.value is not None:
        old, new = before.value * unit(before.unit).scale, after.value * unit(after.unit).scale
        value = 100 * (new / old - 1)
    first, last = (before.years or (0, 0))[0], (after.years or (0, 0))[1]
    return Row(
        100 * (new_low / high - 1),
        value,
        100 * (new_high / low - 1),
        "percent",
        after.sides,
        (last, last) if last - first == 1 else (first, last),
        None,
        after.facts + before.facts,
    )


TOLD: Mapping[str, str] = {
    "supported": "supported_change",
    "contradicted": "contradicted_change",
}
"""The sentence that names both levels, for the one that names one figure."""


def with_levels(checked: CheckedClaim) -> CheckedClaim:
    """A checked change whose reason names the two levels it was computed from, if it was."""
    if not checked.claim.is_change:
        return checked
    inputs = [item for item in checked.against[:3] if item.role == "input"]
    (reason, *others) = checked.reasons
    if reason.key not in TOLD or len(inputs) != 2 or checked.against[0].role != "match":
        return checked
    after, before = inputs
    values = {
        **reason.values,
        "before": before.value,
        "after": after.value,
        "level_unit": after.unit,
        "before_unit": before.unit,
        "before_year": int(before.year),
        "after_year": int(after.year),
    }
    return replace(checked, reasons=(Reason(TOLD[reason.key], values), *others))
