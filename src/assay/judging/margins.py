"""How far a story's marks hold or miss, as margins that questions of `analysis/` understand.

Not here: how a mark is measured (`ruler/marks/`), what is asked of the margins
(`what_it_takes.py`, `what_to_find_out.py`).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assay.model.run import Run
from assay.ruler.lay import lay
from assay.ruler.mark import Measured
from assay.ruler.marks.transmission import MAIN_CAUSE
from assay.ruler.story import Story

Floats = NDArray[np.float64]

BEND = 0.1
"""Multiple of the threshold below which the logarithm goes on as a straight line: shares can be
negative, and a tenth of what is needed is far from holding."""

MATERIAL, MAIN = "material", "main_cause"
"""The two degrees of the chain."""

MARKS = ("size", "growth", "necessity", "scarcity", "transmission", "rivals")
"""The marks that a chain can have, in its order."""


def margin(mark: Measured, threshold: float | None = None) -> Floats:
    """The logarithm of value over threshold, (sample,): 0 or more where the mark holds.

    Turned round where the value must lie below. Where most of a value's factors are lognormal its
    logarithm is nearly a plane, on which design points are found in a few steps. A mark without
    values, since nothing rose in any of the samples, counts as one of which nothing is reached:
    so it counts where something rose in others.
    """
    values = mark.values if mark.values.size else np.zeros(mark.holds.size)
    ratio = values / (mark.threshold if threshold is None else threshold)
    logs = np.log(np.maximum(ratio, BEND))
    told: Floats = np.where(ratio < BEND, logs + (ratio - BEND) / BEND, logs)
    return -told if mark.below else told


def reached(margins: Floats, below: bool) -> Floats:
    """Of margins, which share of what is needed is reached; 1 where the mark just holds."""
    if below:
        return np.exp(margins)
    bent = BEND * (1 + margins - np.log(BEND))
    found: Floats = np.where(margins < np.log(BEND), bent, np.exp(margins))
    return found


def marks_of(story: Story) -> tuple[str, ...]:
    """The names of the marks in a story's chain, in order: the same in every run of it."""
    return tuple(name for name in MARKS if name not in story.not_applicable)


def marks_in_chain(story: Story, done: Run) -> tuple[Measured, ...]:
    """The marks of `marks_of`, as measured in a run."""
    measured = {mark.name: mark for mark in lay(done, story).marks}
    return tuple(measured[name] for name in marks_of(story))


def of_chain(story: Story, degree: str) -> Callable[[Run], Floats]:
    """The margins of all marks of the chain, (part, sample), in one of its degrees."""

    def rows(done: Run) -> Floats:
        return np.stack(
            [
                margin(mark, MAIN_CAUSE)
                if degree == MAIN and mark.name == "transmission"
                else margin(mark)
                for mark in marks_in_chain(story, done)
            ]
        )

    return rows


def of_mark(story: Story, name: str) -> Callable[[Run], Floats]:
    """The margin of one of the story's marks, (1, sample)."""

    def row(done: Run) -> Floats:
        return margin(next(mark for mark in marks_in_chain(story, done) if mark.name == name))[None]

    return row
