"""Give-back: what the driver saves elsewhere. Reported, never part of the chain.

Not here: any figure; only published evidence counts, and the record holds it.
"""

import numpy as np

from assay.ruler.mark import Measured


def measure() -> Measured:
    """The row of the ruler that is printed without a value until a story brings published
    evidence."""
    return Measured("giveback", np.empty(0), np.empty(0, bool), 0.0, "percent", False, ())
