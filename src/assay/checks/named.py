"""What the words of a claim name: amount, year, day, period, region and definition.

Not here: which line of a story the claim is about (`tie.py`), what the record says
(`against_record.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assay.checks.row import Row, Side, is_converted, meets, period_of, rounding
from assay.claims.claim import Comparator, QuantityClaim
from assay.record.record import Record
from assay.record.tables import Definition
from assay.ruler.story import Line
from assay.units import unit

WHOLE_YEAR = re.compile(
    r"(?:(?:in|during|over|for|through|throughout)\s+)?(?:the\s+)?(?:(?:full|whole|calendar)\s+)?"
    r"(?:year\s+)?(?:of\s+)?(?:(?:19|20|21)\d\d|last year)"
    r"|在?(?:(?:19|20|21)\d\d年?|去年|前年|上年)(?:全年)?|全年",
    re.IGNORECASE,
)
"""A time that means the year as a whole; "since March" or "by August 2026" does not."""

CONVERTED = 0.005
"""What conversion by rounded factors may move a figure by: a gallon as 3.8 litres instead of 3.785
moves it by 0.4 %, and a figure in ounces may have been rounded before it was told in tonnes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the words name of one side of a figure; nothing named asks for nothing."""

    definitions: tuple[Definition, ...] = ()
    """Definitions any of which would do; empty if the words name none."""
    region: str | None = None
    """Region as the record names it; None if the words name none."""

    def departs(self, side: Side, record: Record) -> str | None:
        """How a side departs from what was asked: "region", "definition"; None if it does not.

        A definition of another axis is no departure: it says something the words leave open.
        """
        own = record.definitions.get(side.definition)
        if self.region is not None and side.region.casefold() != self.region.casefold():
            return "region"
        if own is None or own in self.definitions:
            return None
        same_axis = any(own.axis == one.axis for one in self.definitions)
        return "definition" if same_axis else None


@dataclass(frozen=True, slots=True)
class Named:
    """A claim as it can be held against rows of the record."""

    claim: QuantityClaim
    """The claim."""
    line: Line
    """The line it is about."""
    interval: tuple[float, float]
    """What the printed number stands for, in base units, signed as the words say."""
    month_day: tuple[int, int] | None
    """Month and day where the words give them."""
    period: str | None
    """The time by which a flow is told; None if neither unit nor words nor a year tell it."""
    part: Asked
    """Asked of the numerator of a computed share."""
    whole: Asked
    """Asked of the denominator of a computed share."""
    printed: Asked
    """Asked of a printed figure."""
    record: Record
    """Where definitions and their axes are looked up."""

    @property
    def year(self) -> int | None:
        """The year the claim speaks of."""
        return self.claim.year

    @property
    def text(self) -> str:
        """The claim as written."""
        return self.claim.text

    def fits_time(self, row: Row) -> bool:
        """Whether the row speaks of the claim's year and day; a claim without year is held against
        every year."""
        if row.day is not None and self.month_day not in (None, (row.day.month, row.day.day)):
            return False
        if row.years is None or self.year is None:
            return True
        return row.years[0] <= self.year <= row.years[1]

    def same_window(self, row: Row) -> bool:
        """Whether the row could contradict the claim: a level can, and a change over the very year
        that the words name.

        A change since March, or over two days, says nothing against one over another stretch.
        """
        if self.line.change_of is None:
            return True
        if self.year is None and self.claim.years is not None:
            return row.years == self.claim.years
        if self.year is None or not WHOLE_YEAR.fullmatch((self.claim.time or "全年").strip()):
            return False
        whole = row.day is None or (row.day.month, row.day.day) == (12, 31)
        return whole and row.years == (self.year, self.year)

    def may_mean(self, row: Row) -> bool:
        """Whether anybody could mean this share: of one region in itself, or in the one named.

        One country's part of another's whole can always be computed and says nothing.
        """
        first, last = row.sides[0].region, row.sides[-1].region
        return first == last or last == self.whole.region

    def fits(self, row: Row) -> bool:
        """Whether definition, period and region of the row are those the words name."""
        return self.departs(row) is None

    def departs(self, row: Row) -> str | None:
        """In what the row differs from the words: "period", "region", "definition"; None if in
        nothing."""
        if self.period is None and row.period not in (None, "year"):
            return "period"
        if self.month_day is not None and row.day is None and row.years is not None:
            return "period"
        asked = (self.printed,) if len(row.sides) == 1 else (self.part, self.whole)
        found = (
            wish.departs(side, self.record) for wish, side in zip(asked, row.sides, strict=True)
        )
        return next((difference for difference in found if difference), None)

    def meets(self, row: Row) -> bool:
        """Whether the claimed interval shares a point with the row."""
        return meets(self.held_at(row), row.ends())

    def meets_as_printed(self, row: Row) -> bool:
        """Whether it does by its digits alone, whatever hedge stands before them."""
        value = self.claim.value
        if isinstance(value, tuple):
            return self.meets(row)
        middle = self.printed_at(row)
        half = abs(middle) * (self.claim.step or rounding(value)) / 2 / abs(value or 1.0)
        return meets((middle - half, middle + half), row.ends())

    def meets_converted(self, row: Row) -> bool:
        """Whether it would, had the page converted the row's figure by rounded factors."""
        if not is_converted(self.claim.unit, row.unit):
            return False
        low, high = self.held_at(row)
        return meets((low - CONVERTED * abs(low), high + CONVERTED * abs(high)), row.ends())

    def held_at(self, row: Row) -> tuple[float, float]:
        """The claimed interval told by the row's own period where the words name none."""
        low, high = self.interval
        told_by = self.period or row.period
        if told_by and period_of(self.claim.unit) is None and row.period is not None:
            scale = unit(f"1/{told_by}").scale
            return low * scale, high * scale
        return low, high

    def printed_at(self, row: Row) -> float:
        """The number as printed (the middle of a range), told as `held_at` tells the interval."""
        value = self.claim.value
        middle = sum(value) / 2 if isinstance(value, tuple) else value
        low, high = self.interval
        printed = middle * unit(self.claim.unit).scale * (-1 if high < 0 < middle else 1)
        told, _ = self.held_at(row)
        return printed * (told / low if low else 1.0)

    def ends_told_by(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that tell the two ends of a printed range, lower first; empty if none do."""
        value = self.claim.value
        if not isinstance(value, tuple) or self.claim.comparator is Comparator.VAGUE:
            return []
        half = self.claim.step / 2 or rounding(value[0]) / 2
        scale = unit(self.claim.unit).scale
        told = []
        for end in value:
            near = ((end - half) * scale, (end + half) * scale)
            told += [row for row in rows if row.met(near) and row not in told][:1]
        return told if len(told) == len(value) else []
