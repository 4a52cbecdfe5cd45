"""A given: an uncertain input that argues for itself.

Not here: the distributions (`shapes.py`), reading a story's `givens.toml` with the record
(`stories/load.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assay.model.shapes import Shape


@dataclass(frozen=True, slots=True)
class Given:
    """An uncertain input: distribution, unit, source, why this width, what would change it."""

    name: str
    """Name by which formulas ask for it."""
    title: Mapping[str, str]
    """What it is, by language ("en", "zh")."""
    unit: str
    """Unit of the shape's numbers, with labels."""
    shape: Shape
    """Its distribution; a series has one value a year."""
    source: tuple[str, ...]
    """Source ids of the record; empty for a judgement."""
    judgement: bool
    """True where no published figure stands behind the numbers; `why` then says what does."""
    why: str
    """Why this middle and this width."""
    would_change: str
    """What finding would change it."""
    confidence: str
    """"high", "medium" or "low"."""
    known_on: date | None = None
    """When its newest source became known; None for a judgement."""
    known_later: bool = False
    """True where nothing was known on the as-of day, so that today's vintage had to serve."""
    facts: tuple[str, ...] = ()
    """Ids of the record's facts that its numbers were taken from, oldest year first; empty where
    the numbers stand in the story's own file."""
    fitted: str | None = None
    """What of the story's attribution its numbers are; None where they stand elsewhere."""
    filled: tuple[int, ...] = ()
    """Years in which nothing was published, so that a number of the story's own stands in."""
