"""An amount as found: a number with its unit, its comparator and its place.

Not here: how it is found (`amounts.py`).
"""

from dataclasses import dataclass

from assay.claims.claim import Comparator
from assay.claims.measures import Measure
from assay.claims.numeral import Numeral


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as found."""

    start: int
    """First character, an adjoining comparator included."""
    end: int
    """One past the last."""
    numeral: Numeral
    """The number."""
    unit: str
    """Plain symbol, with denominators."""
    written: str
    """The unit as the text spells it."""
    comparator: Comparator
    """How the number is compared."""
    other: str | None = None
    """A second reading of the unit."""


def amount_of(text: str, numeral: Numeral, measure: Measure, begin: int) -> Amount:
    """The amount of `numeral` in `measure`, whose spelling begins at `begin`."""
    end = max(measure.end, numeral.end)
    counted = numeral if measure.factor == 1.0 else numeral.times(measure.factor)
    return Amount(
        numeral.start,
        end,
        counted,
        measure.unit,
        text[begin:end],
        numeral.comparator,
        measure.other,
    )
