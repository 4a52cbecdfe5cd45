"""Size: is the driver a large user of the resource today?

Not here: whether it grows (`growth.py`).
"""

from assay.model.run import Run
from assay.ruler.mark import Measured
from assay.ruler.story import Story

THRESHOLD = 5.0
"""Per cent of all use from which a driver counts as big: the usual first cut of materiality in
auditing (ISA 320)."""

SWEEP = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)
"""Per cent; other first cuts in use lie between 1 and 10 per cent, so all of them are shown."""


def measure(run: Run, story: Story) -> Measured:
    """The driver's gross use as a share of all use in the last year fully known, per cent."""
    roles = story.roles
    unit = run.unit(roles.total_use)
    value = 100 * run.at(roles.use, story.today, unit) / run.at(roles.total_use, story.today, unit)
    return Measured("size", value, value >= THRESHOLD, THRESHOLD, "percent", False, SWEEP)
