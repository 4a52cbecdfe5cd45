"""How far a story's marks hold or miss, as margins that questions of `analysis/` understand.

Not here: how a mark is measured (`ruler/marks/`), what is asked of the margins
(`what_it_takes.py`, `what_to_find_out.py`).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from assay.errors import UnknownNode
from assay.model.complaint import nearest
from assay.model.run import Run
from assay.ruler.chain import in_chain
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


def margin(mark: Measured, threshold: float | None = None) -> Floats:
    """The logarithm of value over threshold, (sample,): 0 or more where the mark holds.

    Turned round where the value must lie below. Where most of a value's factors are lognormal its
    logarithm is nearly a plane, on which design points are found in a few steps.
    """
    ratio = mark.values / (mark.threshold if threshold is None else threshold)
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


def marks_in_chain(story: Story, done: Run) -> tuple[Measured, ...]:
    """The marks that count, as measured in a run."""
    return tuple(mark for mark in lay(done, story).marks if in_chain(mark) and mark.values.size)


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
    """The margin of one mark, (1, sample). Raises UnknownNode if the chain has no such mark."""

    def row(done: Run) -> Floats:
        found = {mark.name: mark for mark in marks_in_chain(story, done)}
        if name not in found:
            expected = "a mark of the chain"
            raise UnknownNode("--mark", repr(name), expected, nearest(name, found))
        return margin(found[name])[None]

    return row
