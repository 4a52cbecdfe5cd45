"""How a figure came to be what it is: its vintages in order of issue, each with its change.

Not here: which vintage is the newest (`record.py`), how a history is drawn (`report/`).

A forecast of a year, its revisions and its outcome are one line: the change is told from the
vintage before it of the same issuer, definition, region and day, for only those are the same
figure made anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assay.record.fact import Fact


@dataclass(frozen=True, slots=True)
class Vintage:
    """One issue of one figure."""

    fact: Fact
    """The figure as issued."""
    before: Fact | None
    """The issue before it of the same figure; None for the first."""
    change: float | None
    """Its middle less that of the issue before, in the fact's own unit; None for the first."""

    @property
    def known_on(self) -> date:
        """The day from which it could have been known."""
        return self.fact.known_on


@dataclass(frozen=True, slots=True)
class YearOfVintages:
    """All that was issued about one year, or one stretch of years."""

    years: tuple[int, int] | None
    """First and last year; None for figures without a time."""
    vintages: tuple[Vintage, ...]
    """Oldest original first, whoever issued it."""


def history_of(facts: Iterable[Fact]) -> tuple[YearOfVintages, ...]:
    """The facts of one topic year by year, in order of years, those without a time last."""
    by_years: dict[tuple[int, int] | None, list[Fact]] = {}
    for fact in facts:
        by_years.setdefault(fact.years, []).append(fact)
    timed = sorted(years for years in by_years if years is not None)
    untimed = [None] if None in by_years else []
    return tuple(
        YearOfVintages(years, vintages_of(by_years[years])) for years in (*timed, *untimed)
    )


def vintages_of(facts: Iterable[Fact]) -> tuple[Vintage, ...]:
    """Facts of one year in order of issue, each with its change from the issue before."""
    issued: dict[tuple[object, ...], list[Fact]] = {}
    found = []
    for fact in sorted(facts, key=lambda one: (one.issued_on, one.known_on, one.id)):
        key = (fact.issuer, fact.definition, fact.region, fact.day, fact.unit)
        # two figures of one issue are two tellings of it, not a revision
        earlier = [one for one in issued.get(key, ()) if one.issued_on < fact.issued_on]
        before = earlier[-1] if earlier else None
        change = None if before is None else fact.figure().mid - before.figure().mid
        found.append(Vintage(fact, before, change))
        issued.setdefault(key, []).append(fact)
    return tuple(found)
