"""A figure of the record as claims are held against it: printed, or a share of two printed ones.

Not here: which rows a claim asks for (`named.py`), what follows from them (`against_record.py`).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from assay.checks.standing import Evidence
from assay.figure import Figure
from assay.record.fact import Fact
from assay.units import Unit, unit

COUNTED = ("server", "vehicle", "GPU", "person", "robot", "prompt", "rack", "cell")
"""Base units that pages leave to the sentence: "a server holds 1 kg" is kg per server."""
RATIOS = ("percent", "%", "x", "log_point")
"""Units of a share or multiple; a bare count ("2 million") may be counted by anything."""
ROUNDED_BY = 0.01
"""A figure of the record is rounded by a hundredth at most: 8.6 may be 8.64, but a table's 1,000 is
no 1,400. Claims are read more widely, since pages round more than tables do."""
PER_TIME = re.compile(r"/(day|month|week|h|year)\b")
POWER = re.compile(r"(^|[^A-Za-z])[kMGT]?W($|[^A-Za-z])")
"""A unit of power; TWh a year has its dimension but is not told in its stead."""


Values = dict[str, str | float | int | date | tuple[float, float]]
"""What fills the sentence of a reason."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one printed figure was measured of."""

    definition: str
    """Key of `definitions.csv`."""
    region: str
    """Region as the record names it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of the record with all that a claim may name about it."""

    low: float
    """Lower end in `unit`, rounding included."""
    value: float | None
    """Best value in `unit`; None where only a range is known."""
    high: float
    """Upper end in `unit`, rounding included."""
    unit: str
    """Unit with labels; the labels of a share that do not cancel stay."""
    sides: tuple[Side, ...]
    """One for a printed figure; numerator and denominator for a computed share."""
    years: tuple[int, int] | None
    """First and last year it speaks of; None if it has no time."""
    day: date | None
    """The day of a daily figure."""
    facts: tuple[Fact, ...]
    """The printed figures behind it; numerator first."""

    @property
    def newest(self) -> Fact:
        """The fact that decides issuer, source and order of vintages."""
        return max(self.facts, key=lambda fact: (fact.issued_on, fact.known_on, fact.id))

    @property
    def known_on(self) -> date:
        """The day on which the last of its inputs became known."""
        return max(fact.known_on for fact in self.facts)

    @property
    def period(self) -> str | None:
        """The time by which a flow is told ("day", "year"); None where the unit names none."""
        return period_of(self.unit)

    def ends(self) -> tuple[float, float]:
        """Both ends in base units, labels left aside."""
        scale = unit(self.unit).scale
        return self.low * scale, self.high * scale

    def told(self, claimed: tuple[float, float]) -> float | tuple[float, float]:
        """The value, or the range around it where only that meets `claimed`, in base units."""
        if self.value is None:
            return self.low, self.high
        half, scale = half_step(self.value), unit(self.unit).scale
        near = ((self.value - half) * scale, (self.value + half) * scale)
        if meets(near, claimed) or not self.met(claimed):
            return self.value
        return self.low, self.high

    def evidence(self, role: str, claimed: tuple[float, float]) -> tuple[Evidence, ...]:
        """The row as told beside a claim of `claimed` base units; a share brings its two inputs."""
        newest = self.newest
        years = "" if self.years is None else "-".join(map(str, sorted(set(self.years))))
        whole = Evidence(
            value=self.told(claimed),
            unit=self.unit,
            source=newest.source,
            known_on=self.known_on,
            definition=" / ".join(side.definition for side in self.sides),
            quantity=" / ".join(fact.quantity for fact in self.facts),
            year=self.day.isoformat() if self.day else years,
            fact=newest.id if len(self.facts) == 1 else None,
            role=role,
        )
        if len(self.facts) == 1:
            return (whole,)
        inputs = (printed(fact) for fact in self.facts)
        return (whole, *(one for row in inputs for one in row.evidence("input", row.ends())))

    def met(self, claimed: tuple[float, float]) -> bool:
        """Whether an interval in base units shares a point with the row."""
        return meets(self.ends(), claimed)


def meets(left: tuple[float, float], right: tuple[float, float]) -> bool:
    """Whether two intervals share a point; a billionth of slack absorbs the rounding of floats."""
    slack = 1e-9 * max(map(abs, (*left, *right)))
    return left[0] <= right[1] + slack and right[0] <= left[1] + slack


def rounding(value: float) -> float:
    """One unit in the last non-zero digit of a number as printed (8.6 -> 0.1, 1200 -> 100)."""
    if value == 0:
        return 0.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(10.0 ** int(exponent))


def half_step(value: float) -> float:
    """How far a printed figure of the record may be rounded, to either side."""
    return min(rounding(value) / 2, ROUNDED_BY * abs(value))


def is_converted(one: str, other: str) -> bool:
    """Whether a figure in one unit gets other digits in the other, the period left aside: tonnes
    and ounces, but not tonnes and kilograms."""
    ratio = unit(PER_TIME.sub("", one)).scale / unit(PER_TIME.sub("", other)).scale
    decades = math.log10(ratio)
    return abs(decades - round(decades)) > 1e-9


def period_of(text: str) -> str | None:
    """The time by which a unit divides ("t/day" -> "day"); None if it names none."""
    found = PER_TIME.search(text)
    return found.group(1) if found else None


def shape(measured: Unit) -> dict[str, int]:
    """The dimension of a unit without labels."""
    return dict(measured.unlabelled().powers)


@lru_cache(maxsize=4096)
def told_alike(claimed: str, asked: str) -> bool:
    """Whether a bare number in unit `claimed` can be a figure in unit `asked`.

    Pages leave out labels, the period of a flow and what a figure is counted by; nothing else.
    """
    if bool(POWER.search(claimed)) != bool(POWER.search(asked)):
        return False
    have, need = shape(unit(claimed)), shape(unit(asked))
    if need and claimed in RATIOS:
        return False
    if (claimed == "x") != (asked == "x"):
        return False
    left_out = {name: need.get(name, 0) - have.get(name, 0) for name in {*have, *need}}
    gaps = {name: power for name, power in left_out.items() if power}
    return all(
        (name == "year" and power == -1) or (name in COUNTED and name not in have)
        for name, power in gaps.items()
    )


def printed(fact: Fact) -> Row:
    """A fact as a row; an end that was not printed is the value with its rounding."""
    half = half_step(fact.value) if fact.value is not None else 0.0
    figure = fact.figure()
    low, high = figure.low, figure.high
    if fact.value is not None and fact.low is None:
        low = fact.value - half
    if fact.value is not None and fact.high is None:
        high = fact.value + half
    return Row(
        low,
        fact.value,
        high,
        fact.unit,
        (Side(fact.definition, fact.region),),
        fact.years,
        fact.day,
        (fact,),
    )


def is_evidence(fact: Fact, by_id: Mapping[str, Fact]) -> bool:
    """Whether a row of the record may decide a standing.

    Rows that relay claims, rows without a confirmed source and rows derived from either may not.
    """
    if fact.id.startswith("claim") or "claim" in fact.id or "claim" in fact.quantity.lower():
        return False
    if fact.source.startswith("article_") or fact.source == "unconfirmed":
        return False
    known = (by_id.get(name) for name in fact.inputs if name != fact.id)
    return not any("claim" in name for name in fact.inputs) and all(
        is_evidence(one, by_id) for one in known if one is not None
    )


def vintage_key(row: Row) -> tuple[object, ...]:
    """Rows with the same key are vintages of one figure by one issuer."""
    return (row.newest.topic, row.newest.issuer, row.sides, row.years, row.day, row.period)


def share(part: Row, whole: Row) -> Row | None:
    """The share of one row in another, in per cent; None where they are not told alike.

    Labels that differ stay in the unit, so a share of litres withdrawn in litres consumed never
    looks plain.
    """
    gap = shape(unit(part.unit) / unit(whole.unit))
    if any(name != "year" or abs(power) > 1 for name, power in gap.items()):
        return None
    whole_low, whole_high = whole.ends()
    part_low, part_high = part.ends()
    if whole_low <= 0 or part_low < 0:
        return None
    value = None
    if part.value is not None and whole.value is not None:
        value = 100 * part.value * unit(part.unit).scale / (whole.value * unit(whole.unit).scale)
    return Row(
        100 * part_low / whole_high,
        value,
        100 * part_high / whole_low,
        "percent" + _labels_left(part.unit, whole.unit),
        part.sides + whole.sides,
        part.years,
        part.day,
        part.facts + whole.facts,
    )


def _labels_left(part: str, whole: str) -> str:
    above, below = unit(part).labels, unit(whole).labels
    over = "".join(f"{{{name}}}" for name in sorted(above - below))
    under = "".join(f"/{{{name}}}" for name in sorted(below - above))
    return over + under


def in_base(figure: Figure) -> tuple[float, float]:
    """Both ends of a claimed figure in base units, labels left aside."""
    scale = unit(figure.unit).scale
    return figure.low * scale, figure.high * scale
