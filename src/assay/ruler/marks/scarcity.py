"""Scarcity: can supply and stocks not follow what the driver adds?

Not here: whether a shortage reaches the price (`transmission.py`).
"""

import numpy as np

from assay.model.run import Run
from assay.ruler.mark import Measured
from assay.ruler.story import Story

THRESHOLD = 1.0
"""Times that added supply and releasable stocks cover what the driver adds; below 1 there is not
enough."""

SWEEP = (0.5, 1.0, 2.0, 5.0)
"""Times covered; from half of what is added to five times as much."""

CEILING = 1000.0
"""Times covered beyond which it makes no difference; also stands where the driver adds nothing."""


def measure(run: Run, story: Story) -> Measured:
    """How many times supply above today's and releasable stocks cover the driver's use above
    today's.

    All cumulated from the year after today to the horizon. Does not hold where the driver's use
    does not grow.
    """
    roles = story.roles
    unit = run.unit(roles.use)
    stock_unit = f"{unit}*year"
    years = range(story.today + 1, story.horizon + 1)

    def added(node: str) -> np.ndarray:
        base = run.at(node, story.today, unit)
        return sum((run.at(node, year, unit) - base for year in years), np.zeros_like(base))

    cover = added(roles.supply)
    if roles.releasable_stocks:
        cover = cover + run.at(roles.releasable_stocks, story.today, stock_unit)
    wanted = added(roles.use)
    grows = wanted > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(grows, np.minimum(cover / wanted, CEILING), CEILING)
    return Measured("scarcity", value, grows & (value < THRESHOLD), THRESHOLD, "x", True, SWEEP)
