"""One published figure and one published work.

Not here: the collection and its vintages (`record.py`), the rules for a good row (`check.py`).
"""

from dataclasses import dataclass
from datetime import date

from assay.figure import Figure


@dataclass(frozen=True, slots=True)
class Source:
    """A work that printed figures."""

    id: str
    """Key used by facts and givens."""
    title: str
    """Title of the work."""
    publisher: str
    """Who published the text through which the figure reaches us."""
    address: str
    """Web address, or how to find it; may be empty."""
    issuer: str
    """Who made the numbers; vintages of one issuer supersede each other."""
    issued_on: date
    """Day of the original; orders vintages."""
    known_on: date
    """Day from which anybody could have known: never later than the day the facts were
    collected."""
    confidence: str
    """"high", "medium" or "low"."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One published figure."""

    id: str
    """Unique key."""
    topic: str
    """`story.line`, e.g. silver.market_balance: forecasts and outcomes of one line share a
    topic."""
    quantity: str
    """What was measured, in words."""
    definition: str
    """Key of `definitions.csv`: the boundary of what was measured."""
    value: float | None
    """The number in `unit`; None where only a range was printed."""
    low: float | None
    """Lower end as printed; None if none."""
    high: float | None
    """Upper end as printed; None if none."""
    unit: str
    """Unit with labels."""
    years: tuple[int, int] | None
    """First and last calendar year; equal for a single year; None if it has no time."""
    day: date | None
    """The day of a daily figure; None otherwise."""
    region: str
    """Region as the record names it."""
    source: str
    """Key of the source that decides issuer and order of vintages."""
    inputs: tuple[str, ...]
    """Ids of the facts it was derived from; empty for a printed figure."""
    known_on: date
    """Day from which it could have been known."""
    issued_on: date
    """Day of the original; orders vintages of one issuer."""
    issuer: str
    """Who made the number."""
    status: str
    """"actual", "forecast" or "estimate"."""
    note: str
    """What a reader should know about it."""
    confidence: str
    """"high", "medium" or "low"."""

    def figure(self) -> Figure:
        """The fact as an interval; an end that was not printed is the value."""
        known = [x for x in (self.low, self.value, self.high) if x is not None]
        low = self.low if self.low is not None else known[0]
        high = self.high if self.high is not None else known[-1]
        mid = self.value if self.value is not None else (low + high) / 2
        year = self.years[0] if self.years and self.years[0] == self.years[1] else None
        return Figure(
            min(low, mid), mid, max(high, mid), self.unit, year, self.region, self.definition
        )
