"""The point nearest to the origin within half-spaces and bounds.

Not here: where the half-spaces come from (`design_point.py`). Least distance programming (Lawson
and Hanson 1974, Solving Least Squares Problems, chapter 23), by trying the few sets of half-spaces
that can be active: a story has six marks.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 6
"""Rounds of fixing coordinates at their bounds; few are ever bound."""
RIDGE = 1e-9
"""Keeps nearly parallel half-spaces solvable, relative to the largest slope squared."""
SLACK = 1e-9
"""By how much a half-space may be missed through rounding."""


def nearest(slopes: Floats, needs: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The smallest y with slopes @ y >= needs and low <= y <= high; and its multipliers.

    `slopes` is (part, coordinate). Where no point satisfies all, the one that misses them least in
    the mean square.
    """
    free = np.ones(slopes.shape[1], dtype=bool)
    point = np.zeros(slopes.shape[1])
    weights = np.zeros(len(needs))
    for _ in range(ROUNDS):
        rest = needs - slopes[:, ~free] @ point[~free]
        weights = _multipliers(slopes[:, free], rest)
        point[free] = slopes[:, free].T @ weights
        beyond = free & ((point < low) | (point > high))
        if not beyond.any():
            break
        point = np.clip(point, low, high)
        free &= ~beyond
    return np.clip(point, low, high), weights


def _multipliers(slopes: Floats, needs: Floats) -> Floats:
    """The weights of the half-spaces in the nearest point: none below 0, and 0 where inactive."""
    found = np.zeros(len(needs))
    if (needs <= 0).all():
        return found
    products = slopes @ slopes.T
    scale = float(np.trace(products)) or 1.0
    for size in range(1, len(needs) + 1):
        active = np.array(list(combinations(range(len(needs)), size)))
        inside = products[active[:, :, None], active[:, None, :]]
        weights = np.linalg.solve(inside + RIDGE * scale * np.eye(size), needs[active][:, :, None])[
            :, :, 0
        ]
        tried = np.zeros((len(active), len(needs)))
        np.put_along_axis(tried, active, weights, axis=1)
        slack = SLACK * (1 + np.abs(needs)) + 2 * RIDGE * scale * tried
        met = (needs - tried @ products <= slack).all(axis=1) & (weights >= 0).all(axis=1)
        if met.any():
            return np.asarray(tried[np.argmax(met)])
    short = list(np.flatnonzero(needs > 0))
    softened = products[np.ix_(short, short)] + scale / 100 * np.eye(len(short))
    found[:] = 0
    found[short] = np.maximum(np.linalg.solve(softened, needs[short]), 0)
    return found
