"""Rivals: is the driver the largest cause?

Not here: what each cause contributed (`ruler/contributions.py`). Mediators, investment and the
unexplained are not
compared: they are no causes, or nobody knows what moved them.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assay.ruler.mark import Measured
from assay.ruler.story import Story

THRESHOLD = 100.0
"""Per cent of the largest rival: the driver must at least equal it."""

SWEEP = (10.0, 25.0, 50.0, 100.0)
"""Per cent of the largest rival."""

CEILING = 1000.0
"""Per cent; ten times the largest rival, more is not told apart. Stands where no rival raised the
effect."""


def measure(story: Story, moved: Mapping[str, NDArray[np.float64]], samples: int) -> Measured:
    """The driver's contribution over that of the largest compared cause group, per cent.

    `moved` holds each group's contribution to the rise, sample by sample, all in one unit; empty if
    nothing rose. A driver that added nothing is no cause, however much all others took away.
    """
    driver = story.groups[0].name
    rivals = [group.name for group in story.groups[1:] if group.compared and group.name in moved]
    if driver not in moved or not rivals:
        return Measured(
            "rivals", np.empty(0), np.zeros(samples, bool), THRESHOLD, "percent", False, ()
        )
    largest = np.max([moved[name] for name in rivals], axis=0)
    own = moved[driver]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(largest > 0, 100 * own / largest, np.where(own > 0, CEILING, 0.0))
    value = np.clip(ratio, -CEILING, CEILING)
    return Measured(
        "rivals", value, (own > 0) & (own >= largest), THRESHOLD, "percent", False, SWEEP
    )
