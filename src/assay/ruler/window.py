"""Yearly amounts over a window that begins and ends inside years.

Not here: which window a story explains (`story.py`), what its rise was due to (`explained.py`).

A yearly amount stands for the end of its year: on 31 December 2024 it is that of 2024, on 23
January 2026 it lies 23/365
of the way from that of 2025 to that of 2026.
"""

from calendar import isleap
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assay.model.run import Run
from assay.ruler.story import Window

Samples = NDArray[np.float64]


def _elapsed(day: date) -> float:
    """The share of its year that has passed at the end of `day`."""
    days = 366 if isleap(day.year) else 365
    return (day - date(day.year - 1, 12, 31)).days / days


def level_on(run: Run, node: str, day: date, unit: str) -> Samples:
    """The yearly amount of `node` on `day`, in `unit`, one value a sample."""
    share = _elapsed(day)
    this = run.at(node, day.year, unit)
    if share >= 1.0:
        return this
    last = run.at(node, day.year - 1, unit)
    return last + share * (this - last)


def change_over(run: Run, node: str, window: Window, unit: str) -> Samples:
    """By how much the yearly amount of `node` changed over the window, in `unit`."""
    return level_on(run, node, window.end, unit) - level_on(run, node, window.start, unit)


def mean_over(run: Run, node: str, window: Window, unit: str) -> Samples:
    """The mean of `node` over the window, each year weighted by its days inside the window."""
    total = np.zeros(run.replicate.shape[0])
    days = (window.end - window.start).days
    for year in range(window.start.year, window.end.year + 1):
        first = max(window.start, date(year - 1, 12, 31))
        last = min(window.end, date(year, 12, 31))
        if last > first:
            total += (last - first).days / days * run.at(node, year, unit)
    return total


def last_full_year(window: Window) -> int:
    """The last calendar year that lies wholly inside the window, else the year of its end."""
    whole = window.end.year if _elapsed(window.end) >= 1.0 else window.end.year - 1
    return whole if whole > window.start.year else window.end.year
