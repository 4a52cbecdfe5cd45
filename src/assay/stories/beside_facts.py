"""Nodes of a story at the medians of its givens, beside facts that no given takes.

Not here: which nodes and facts (`NAME/hindcast.py`), parameters fitted to early years
(`silver/hindcast.py`), what a line of a hindcast is (`ruler/hindcast.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assay.model.run import Fix, evaluate
from assay.model.shapes import Path, PathOf, aligned
from assay.record.fact import Fact
from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine, Point
from assay.ruler.story import Story, Text
from assay.units import convert

MEDIAN = 1 / 2
"""The probability below a median."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A node that published figures stand beside."""

    node: str
    """Node of the model."""
    unit: str
    """Unit in which both are told; that of the node, labels included."""
    facts: tuple[str, ...]
    """Ids of the facts, each of one year."""
    title: Text
    """What the line is."""
    reason: Text
    """How it is computed, or why the difference is no error."""
    scored: bool = True
    """Whether the difference is an error: the same thing was counted."""
    do: Mapping[str, Fix] = field(default_factory=dict)
    """Nodes held where the published figure chose among alternatives."""
    band: float | None = None
    """Mean size of error that the story owns up to, percent: a judgement, no older than the error;
    None where nothing is scored."""


def medians(story: Story) -> dict[str, NDArray[np.float64]]:
    """Every given at its median, in its own unit: (1,), or (year, 1) over the model's years."""
    years = np.arange(story.model.first_year, story.model.last_year + 1)
    found = {}
    for given in story.givens:
        values = given.shape.quantile(np.array([MEDIAN]))
        if isinstance(given.shape, Path | PathOf):
            values = aligned(given.shape, values, years)
        found[given.name] = values
    return found


def beside_facts(story: Story, record: Record, rows: Sequence[Beside]) -> tuple[HindcastLine, ...]:
    """Each row as a line of a hindcast; facts not known to the record are left out."""
    middle = medians(story)
    return tuple(_line(story, record, row, middle) for row in rows)


def _line(
    story: Story, record: Record, row: Beside, middle: Mapping[str, NDArray[np.float64]]
) -> HindcastLine:
    done = evaluate(story.model, story.givens, middle, [row.node], do=row.do)
    points = tuple(
        _point(row, fact, float(done.at(row.node, fact.years[0], row.unit)[0]))
        for fact in (record.by_id[key] for key in row.facts if key in record.by_id)
        if fact.years is not None
    )
    return HindcastLine(row.node, row.title, points, row.scored, row.reason, row.unit, row.band)


def _point(row: Beside, fact: Fact, computed: float) -> Point:
    year = fact.years[0] if fact.years else 0
    published = convert(fact.figure().mid, fact.unit, row.unit, fact.id)
    error = convert(computed / published - 1, "1", "percent") if row.scored else None
    return Point(year, computed, published, error, row.scored)
