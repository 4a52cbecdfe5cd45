"""Growth: will the driver's use grow by half until the horizon?

Not here: whether anything stands in its place (`necessity.py`).
"""

import numpy as np

from assay.model.run import Run
from assay.ruler.mark import Measured
from assay.ruler.story import Story

THRESHOLD = 1.5
"""Times today's use: growth of half in about five years is 8 per cent a year, twice the long-run
growth of metal demand
(a judgement of method: below it a driver grows with its market)."""

SWEEP = (1.0, 1.25, 1.5, 2.0, 3.0)
"""Times today's use; from no growth at all to a tripling."""


def measure(run: Run, story: Story) -> Measured:
    """The driver's use at the horizon over that of today, efficiency gains and rebound included."""
    use = story.roles.use
    unit = run.unit(use)
    today = run.at(use, story.today, unit)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(today > 0, run.at(use, story.horizon, unit) / today, 0.0)
    return Measured("growth", value, value >= THRESHOLD, THRESHOLD, "x", False, SWEEP)
