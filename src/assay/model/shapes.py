"""Distributions by their quantile functions.

Not here: which points they are evaluated at (`sample.py`).
"""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Shape(Protocol):
    """A distribution, or a path of them over years."""

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """The value at cumulative probability `u` (0 < u < 1), elementwise; a path gives (year, sample)."""
        ...
