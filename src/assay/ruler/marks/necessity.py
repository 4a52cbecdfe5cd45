"""Necessity: can the driver not do without the resource?

Not here: whether supply can follow (`scarcity.py`).
"""

import numpy as np

from assay.model.run import Run
from assay.model.summary import Band, band
from assay.ruler.mark import Measured
from assay.ruler.story import Story

THRESHOLD = 50.0
"""Per cent of the use that must survive substitution and thrift: the larger half (a judgement of
method)."""

SWEEP = (25.0, 50.0, 75.0, 90.0)
"""Per cent; from a quarter to nearly all."""


def measure(run: Run, story: Story) -> Measured:
    """Use at the horizon with substitution and thrift over use without, per cent; the floor stands
    beside it."""
    roles = story.roles
    unit = run.unit(roles.use_without_substitution)
    without = run.at(roles.use_without_substitution, story.horizon, unit)
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = run.at(roles.use_with_substitution, story.horizon, unit)
        value = np.where(without > 0, 100 * kept / without, 0.0)
        beside: tuple[tuple[str, Band, str], ...] = ()
        if roles.irreplaceable_use:
            floor = 100 * run.at(roles.irreplaceable_use, story.horizon, unit) / without
            beside = (("irreplaceable_floor", band(floor), "percent"),)
    return Measured(
        "necessity", value, value >= THRESHOLD, THRESHOLD, "percent", False, SWEEP, beside
    )
