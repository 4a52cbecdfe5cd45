"""Subset simulation: the probability of a rare event as a product of larger ones, without slopes.

Not here: the faster way where most probable points are known (`importance.py`).

Au and Beck (2001), Probabilistic Engineering Mechanics 16, 263-277; the conditional samples of
Papaioannou, Betz, Zwirglmaier and Straub (2015), Probabilistic Engineering Mechanics 41, 89-103.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.analysis.importance import normals
from assay.analysis.limit_state import LimitState

Floats = NDArray[np.float64]

LEVEL = 0.1
"""Probability of each level given the one before (Au and Beck 2001, section 4.2)."""
SAMPLES = 2000
"""Samples a level: with ten, an error of some 30 % at 1e-6."""
LEVELS = 12
"""Levels at most: down to 1e-12."""
KEPT = 0.8
"""Correlation of a step with the one before (Papaioannou et al. 2015, section 3.4)."""


@dataclass(frozen=True, slots=True)
class Subset:
    """What subset simulation found."""

    probability: float
    """The estimate; 0 where the last level was reached without the event."""
    error: float
    """Its standard error, taking the samples of a chain as worth a quarter of independent ones."""
    inside: Floats
    """Points of the event, (coordinate, point); none where it was not reached."""


WORTH = 4.0
"""How many samples of a chain are worth one independent one (1 + gamma of Au and Beck 2001, figure
6, with room)."""


def subset_simulation(state: LimitState, seed: int, samples: int = SAMPLES) -> Subset:
    """The probability of the event and points within it; the same seed gives the same bits."""
    size = len(state.names)
    chains = round(LEVEL * samples)
    points = normals("subset", seed, (size, samples))
    margins = state.least(points)
    probability, spread = 1.0, 0.0
    for level in range(LEVELS):
        order = np.argsort(-margins, kind="stable")
        threshold = margins[order[chains - 1]]
        if threshold >= 0:
            break
        spread += (1 - LEVEL) / (LEVEL * samples) * (WORTH if level else 1.0)
        probability *= LEVEL
        seeds = order[:chains]
        points, margins = _conditional(
            state, points[:, seeds], margins[seeds], float(threshold), samples, (seed, level)
        )
    inside = margins >= 0
    share = float(inside.mean())
    if share == 0:
        return Subset(0.0, 0.0, points[:, :0])
    spread += (1 - share) / (share * samples) * (WORTH if probability < 1 else 1.0)
    probability *= share
    return Subset(probability, probability * math.sqrt(spread), points[:, inside])


def _conditional(
    state: LimitState,
    points: Floats,
    margins: Floats,
    threshold: float,
    samples: int,
    name: tuple[int, int],
) -> tuple[Floats, Floats]:
    """Samples at or above a threshold: chains of small steps from each point, those below refused.

    A step keeps the normal distribution: u' = r u + sqrt(1 - r^2) e.
    """
    seed, level = name
    size, chains = points.shape
    steps = -(-samples // chains)
    all_points, all_margins = [points], [margins]
    for step in range(1, steps):
        noise = normals(f"subset {level} {step}", seed, (size, chains))
        tried = KEPT * points + math.sqrt(1 - KEPT**2) * noise
        reached = state.least(tried)
        accepted = reached >= threshold
        points = np.where(accepted, tried, points)
        margins = np.where(accepted, reached, margins)
        all_points.append(points)
        all_margins.append(margins)
    return np.concatenate(all_points, axis=1), np.concatenate(all_margins)
