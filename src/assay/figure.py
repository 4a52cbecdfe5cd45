"""A figure: an amount as an interval, with unit, time, region and definition.

Not here: where it comes from (`record/fact.py`) or who said it (`claims/claim.py`). Claims, facts
and results
are compared as figures, so that every comparison is the same one.
"""

from dataclasses import dataclass

from assay.units import convert, unit


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount known to lie between `low` and `high`, best told by `mid`."""

    low: float
    """Lower end, in `unit`."""
    mid: float
    """Best single value, in `unit`."""
    high: float
    """Upper end, in `unit`."""
    unit: str
    """Unit with labels, as in `units.toml`."""
    year: int | None = None
    """Calendar year it speaks of; None if it speaks of none."""
    region: str | None = None
    """Region as the record names it; None if unstated."""
    definition: str | None = None
    """Key of `record/definitions.csv`; None if unstated."""

    def to(self, target: str) -> "Figure":
        """The same figure in unit `target`. Raises UnitError if the units do not fit."""
        factor = convert(1.0, self.unit, target)
        return Figure(
            self.low * factor,
            self.mid * factor,
            self.high * factor,
            target,
            self.year,
            self.region,
            self.definition,
        )


def comparable(left: Figure, right: Figure) -> bool:
    """Whether both measure the same dimension, labels left aside."""
    return unit(left.unit).unlabelled().powers == unit(right.unit).unlabelled().powers


def _ends(figure: Figure) -> tuple[float, float]:
    scale = unit(figure.unit).scale
    return figure.low * scale, figure.high * scale


def overlap(left: Figure, right: Figure, slack: float = 1e-9) -> bool:
    """Whether the two intervals share a point; `slack` is relative and only absorbs rounding of
    floats."""
    (low_a, high_a), (low_b, high_b) = _ends(left), _ends(right)
    room = slack * max(abs(low_a), abs(high_a), abs(low_b), abs(high_b))
    return low_a <= high_b + room and low_b <= high_a + room


def times_outside(value: float, low: float, high: float) -> float:
    """How many times `value` lies beyond the interval: 1 inside, above 1 outside; all in one unit.

    Values of unlike sign are infinitely far apart.
    """
    if low <= value <= high:
        return 1.0
    end = low if value < low else high
    if value * end <= 0:
        return float("inf")
    ratio = abs(value / end)
    return max(ratio, 1 / ratio)
