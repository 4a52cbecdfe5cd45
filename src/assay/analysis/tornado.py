"""A tornado: how far each given alone moves a margin, the others where they then most likely are.

Not here: shares of variance (`sensitivity.py`), where a given alone would suffice
(`requirement.py`).
"""

import numpy as np
from numpy.typing import NDArray

from assay.analysis.limit_state import LimitState, Space
from assay.model.normal import Z95

Floats = NDArray[np.float64]


def swings(state: LimitState, space: Space) -> tuple[Floats, Floats, Floats]:
    """Margins with each given at its 5th and at its 95th percentile, (part, given), and at the
    medians, (part,).

    Givens that move with it go where they are most likely then: where one has the normal score z,
    the independent coordinates are z times its row of the factor.
    """
    cloud = np.concatenate(
        [np.zeros((len(space.givens), 1)), -Z95 * space.factor.T, Z95 * space.factor.T], axis=1
    )
    margins = state.at_variations(cloud[:, :, None])[:, :, 0]
    count = len(space.givens)
    return margins[:, 1 : count + 1], margins[:, count + 1 :], margins[:, 0]
