"""Transmission: does what the driver adds reach the effect?

Not here: how the share is computed (`ruler/explained.py`).
"""

import numpy as np
from numpy.typing import NDArray

from assay.model.summary import Band, band
from assay.ruler.explained import Shares
from assay.ruler.mark import Measured

MATERIAL = 10.0
"""Per cent of the rise from which a cause is material; a tenth, as commodity attribution calls a
share minor below it."""

MAIN_CAUSE = 50.0
"""Per cent of the rise from which a cause is the main one: more than all others together."""

SWEEP = (1.0, 2.0, 5.0, 10.0, 20.0, 33.0, 50.0)
"""Per cent of the rise, from a trace to the main cause."""


def measure(shares: Shares | None, samples: int) -> Measured:
    """The driver's share of the effect, per cent; holds nowhere if there was no rise to explain."""
    if shares is None:
        return Measured(
            "transmission", np.empty(0), np.zeros(samples, bool), MATERIAL, "percent", False, ()
        )
    value = 100 * shares.share
    beside = _of_price(shares) if shares.needed is not None else _of_use(shares)
    return Measured(
        "transmission", value, value >= MATERIAL, MATERIAL, "percent", False, SWEEP, beside
    )


def _of_price(shares: Shares) -> tuple[tuple[str, Band, str], ...]:
    assert shares.if_no_driver is not None and shares.needed is not None
    return (
        ("share_gross", band(100 * shares.gross), "percent"),
        ("share_if_no_driver", band(100 * shares.if_no_driver), "percent"),
        ("share_if_horizon_priced_in", band(100 * shares.if_horizon_priced_in), "percent"),
        ("needed", band(shares.needed), "1"),
    )


def _of_use(shares: Shares) -> tuple[tuple[str, Band, str], ...]:
    return (("share_to_horizon", band(100 * shares.if_horizon_priced_in), "percent"),)


def is_main_cause(shares: Shares | None, samples: int) -> NDArray[np.bool_]:
    """Whether the driver is the main cause, sample by sample."""
    if shares is None:
        return np.zeros(samples, bool)
    return np.asarray(100 * shares.share >= MAIN_CAUSE)
