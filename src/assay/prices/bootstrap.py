"""Draws of the coefficients: blocks of weeks drawn again, all windows from one draw.

Not here: what a draw is turned into (`attribution.py`). Blocks of 13 weeks keep whatever hangs
together within a quarter (Politis and Romano 1992, circular blocks).
"""

from collections.abc import Callable

import numpy as np

from assay.prices.attribution import Table, frozen
from assay.prices.windows import Values

BLOCK = 13
"""Weeks of a block: a quarter, within which weekly changes may hang together."""

DRAWS = 4000
"""Draws: the 5th percentile is then known to 0.05 of the spread (binomial error 0.34 % of rank)."""

BATCH = 250
"""Draws of a batch: bounds the memory to some megabytes and paces the progress shown."""


def weights(weeks: int, draws: int, rng: np.random.Generator) -> Values:
    """How often each week is drawn: (draws, weeks), every row with sum `weeks`."""
    blocks = -(-weeks // BLOCK)
    starts = rng.integers(0, weeks, size=(draws, blocks))
    drawn = (starts[:, :, None] + np.arange(BLOCK)).reshape(draws, -1)[:, :weeks] % weeks
    counted = np.zeros((draws, weeks))
    np.add.at(counted, (np.arange(draws)[:, None], drawn), 1.0)
    return counted


def draws(table: Table, count: int, seed: int, done: Callable[[int], None]) -> Values:
    """The matrix of `frozen` for every draw: (count, groups shown, 1 + k).

    `done` is told after each batch how many draws there are.
    """
    rng = np.random.default_rng(seed)
    found = []
    for begun in range(0, count, BATCH):
        size = min(BATCH, count - begun)
        found.append(frozen(table, weights(table.target.size, size, rng)))
        done(begun + size)
    return np.concatenate(found)
