"""Give-back: what the driver saves elsewhere. Reported, never part of the chain.

Not here: any figure; only published evidence counts, and the record holds it. Which evidence a
story tells is in its folder (`stories/giveback_file.py`).
"""

import numpy as np

from assay.figure import Figure
from assay.model.summary import Band
from assay.ruler.mark import Measured
from assay.ruler.story import GiveBack, Story

PERCENT = 100.0
"""Per cent of one."""


def measure(story: Story) -> Measured:
    """The row of the ruler: how many times its own use the driver would save, as first told, and
    all evidence beside it. Without a value where nothing was published."""
    found = [(one.name, *told(one)) for one in story.giveback]
    savings = [one for one in story.giveback if one.kind == "saving"]
    value = np.array([told(savings[0])[0].p50]) if savings else np.empty(0)
    return Measured("giveback", value, np.empty(0, bool), 0.0, "x", False, (), tuple(found))


def told(evidence: GiveBack) -> tuple[Band, str]:
    """One piece of evidence as a band with its unit, by its kind."""
    if evidence.kind == "saving":
        return over(evidence.of, evidence.against), "x"
    if evidence.kind == "promise":
        return kept_at_most(evidence.of, evidence.share or 1.0, evidence.against), "percent"
    return over(evidence.of, evidence.against), "1"


def over(of: Figure, against: Figure) -> Band:
    """One figure over another, from the smallest to the largest that their ends allow."""
    return _band(of.low / against.high, of.mid / against.mid, of.high / against.low)


def kept_at_most(promised: Figure, share: float, came: Figure) -> Band:
    """How much of a promised saving can have come, per cent of it, were all that kept the outcome
    below the projection owed to it: (promised / share - came) / promised. Zero where the outcome
    lies above the projection."""
    projected = promised.mid / share
    low, mid, high = (
        PERCENT * max(projected - outcome, 0.0) / promised.mid
        for outcome in (came.high, came.mid, came.low)
    )
    return _band(low, mid, high)


def _band(low: float, mid: float, high: float) -> Band:
    return Band(low, (low + mid) / 2, mid, (mid + high) / 2, high)
