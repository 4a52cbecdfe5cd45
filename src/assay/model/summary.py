"""Samples told in a few numbers: quantiles with their errors.

Not here: drawing and running (`sample.py`, `run.py`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Five quantiles of one sampled amount, in one unit."""

    p05: float
    """5th percentile."""
    p25: float
    """25th percentile."""
    p50: float
    """Median."""
    p75: float
    """75th percentile."""
    p95: float
    """95th percentile."""
