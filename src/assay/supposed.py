"""What a story says were some of its nodes otherwise, told beside what it says as it stands.

Not here: how it is found (`supposing.py`), how changes are read (`changes.py`), how it is shown
(`report/what_if_to_*.py`).
"""

from dataclasses import dataclass
from datetime import date

from assay.model.summary import Band
from assay.ruler.mark import Chain, Mark
from assay.ruler.story import Text


@dataclass(frozen=True, slots=True)
class NodeBeside:
    """A node before and after, from the same samples."""

    name: str
    """Name of the node."""
    title: Text | None
    """What the report calls it; None where the story has no name for it."""
    unit: str
    """Unit of all bands."""
    year: int | None
    """The year they speak of; None for a number without years."""
    before: Band
    """As the story stands."""
    after: Band
    """With the changes."""
    difference: Band
    """After less before, sample by sample."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A node that was changed."""

    text: str
    """The change as it was asked for."""
    node: NodeBeside
    """The node before and after."""
    reaches: bool
    """Whether anything that the ruler measures is computed from it."""


@dataclass(frozen=True, slots=True)
class MarkBeside:
    """A mark before and after."""

    before: Mark
    """As the story stands."""
    after: Mark
    """With the changes."""
    difference: Band | None
    """After less before, sample by sample, in the mark's unit; None where it has no value."""
    probability: float | None
    """Change of the probability that it holds; None where it has none."""
    error: float | None
    """Standard error of that change, from independent randomisations."""


@dataclass(frozen=True, slots=True)
class ShareBeside:
    """How much of the effect the driver explains, fractions."""

    before: Band
    """As the story stands."""
    after: Band
    """With the changes."""
    difference: Band
    """After less before, sample by sample."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A story with changes beside the story as it stands: the same random numbers in both."""

    story: str
    """Name of the story."""
    title: Text
    """What the story is called."""
    scenario: str | None
    """Title of the scenario; None without a file."""
    why: str | None
    """Why the scenario is worth asking for; None without a file."""
    as_of: date
    """The record was read as known on this day."""
    samples: int
    """Samples of each of the two runs."""
    seed: int
    """Seed of both."""
    changes: tuple[Changed, ...]
    """What was changed."""
    before: Chain
    """The chain as the story stands; where it holds in no sample, with the bound 3/n."""
    after: Chain
    """The chain with the changes."""
    chance: tuple[float, float]
    """Change of the probability that the whole chain holds as a material cause, and its error."""
    marks: tuple[MarkBeside, ...]
    """Every mark in the order of the ruler."""
    share: ShareBeside | None
    """The share explained; None where the effect did not rise."""
    moved: tuple[NodeBeside, ...]
    """The computed quantities that moved most, the largest relative change first."""
