"""First-order and total shares of variance from runs made for the purpose.

Not here: shares from samples in hand (`sensitivity.py`). For independent inputs.

Two independent designs and their mixtures (Saltelli et al. 2010, Computer Physics Communications
181, 259-270); total shares after Jansen (1999), Computer Physics Communications 117, 35-43; first
order by regression on all the runs, which is surer than any mean of products.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.analysis.sensitivity import first_order
from assay.model.sample import RANDOMISATIONS, Design, streams, uniforms

Floats = NDArray[np.float64]

SAMPLES = 2**12
"""Points of each of the two designs; the whole takes as many times inputs and two."""


@dataclass(frozen=True, slots=True)
class SobolShares:
    """First-order and total shares, (output, input), with their standard errors."""

    first: Floats
    """What each input explains alone."""
    first_error: Floats
    """Its standard error."""
    total: Floats
    """What would be left if all others were known."""
    total_error: Floats
    """Its standard error."""


def sobol_shares(
    run: Callable[[Floats], Floats], names: tuple[str, ...], seed: int, samples: int = SAMPLES
) -> SobolShares:
    """Shares of `run`, (input, point) -> (output, point), its inputs given as probabilities.

    Errors come from independent randomisations of the designs. The same seed gives the same bits.
    """
    design = Design(samples, seed, RANDOMISATIONS, "sobol")
    both = [f"{side} {name}" for name in names for side in ("one", "other")]
    drawn = {name: uniforms(one, 0, samples) for name, one in streams(both, both, design).items()}
    one = np.stack([drawn[f"one {name}"] for name in names])
    other = np.stack([drawn[f"other {name}"] for name in names])
    of_one, of_other = np.atleast_2d(run(one)), np.atleast_2d(run(other))
    middle = (of_one.mean(axis=1) + of_other.mean(axis=1))[:, None] / 2
    of_one, of_other = of_one - middle, of_other - middle
    part = design.replicate()
    points, values, totals = [one, other], [of_one, of_other], []
    for place in range(len(names)):
        mixed = one.copy()
        mixed[place] = other[place]
        of_mixed = np.atleast_2d(run(mixed)) - middle
        points.append(mixed)
        values.append(of_mixed)
        totals.append(_by_part((of_one - of_mixed) ** 2 / 2, part))
    variance = _by_part((of_one**2 + of_other**2) / 2, part)
    every = np.tile(part, len(points))
    alone = first_order(np.concatenate(points, 1), np.concatenate(values, 1), every)
    total, total_error = _shares(np.stack(totals, axis=-1), variance)
    return SobolShares(alone.share, alone.error, total, total_error)


def _by_part(values: Floats, part: NDArray[np.int64]) -> Floats:
    """Means of each randomisation, (part, output)."""
    sizes = np.bincount(part)
    return np.stack([np.bincount(part, weights=row) / sizes for row in values], axis=1)


def _shares(parts: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Ratio of means over all parts, and its error by leaving one out: (output, input)."""
    many = len(parts)
    whole = _ratio(parts.mean(axis=0), variance.mean(axis=0))
    left = np.stack(
        [
            _ratio(np.delete(parts, k, axis=0).mean(axis=0), np.delete(variance, k, 0).mean(axis=0))
            for k in range(many)
        ]
    )
    spread = ((left - left.mean(axis=0)) ** 2).sum(axis=0)
    return whole, np.sqrt(spread * (many - 1) / many)


def _ratio(top: Floats, variance: Floats) -> Floats:
    found: Floats = top / np.where(variance > 0, variance, 1.0)[:, None]
    return found
