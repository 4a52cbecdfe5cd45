"""Scores of forecasts against outcomes: order of pairs, Brier, calibration, one story left out.

Not here: the forecasts (`measuring.py`).
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log

from assay.backtest.result import Bin, PastStory, Scores
from assay.ruler.likelihood import BROKEN, HELD

OUTCOMES = {"confirmed": 1.0, "refuted": 0.0}
"""What a label says of the driver as a main cause; a mixed story says neither."""

BINS = ((0.0, BROKEN), (BROKEN, HELD), (HELD, 1.0))
"""The ruler's own three states."""


def scored(stories: Sequence[PastStory]) -> list[PastStory]:
    """The stories with an outcome."""
    return [one for one in stories if one.label in OUTCOMES]


def informative(stories: Sequence[PastStory]) -> list[PastStory]:
    """The stories with an outcome that are not nought by construction."""
    return [one for one in scored(stories) if one.informative]


def in_order(pairs: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """Of (label, value): pairs of a confirmed above a refuted one, ties half; and all pairs.

    Their ratio is the area under the receiver operating characteristic (Hanley and McNeil 1982,
    Radiology 143).
    """
    above = [value for label, value in pairs if label == "confirmed"]
    below = [value for label, value in pairs if label == "refuted"]
    right = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in above for b in below)
    return right, len(above) * len(below)


def brier(forecasts: Sequence[tuple[str, float]]) -> float:
    """Mean squared difference of forecast and outcome (Brier 1950, Monthly Weather Review 78)."""
    return sum((p - OUTCOMES[label]) ** 2 for label, p in forecasts) / len(forecasts)


def base_rate(stories: Sequence[PastStory]) -> float:
    """Brier score of always saying how many were confirmed."""
    rate = sum(OUTCOMES[one.label] for one in stories) / len(stories)
    return brier([(one.label, rate) for one in stories])


def scores_of(stories: Sequence[PastStory]) -> Scores:
    """All scores of one vintage."""

    def told(by: Callable[[PastStory], float], of: Sequence[PastStory]) -> list[tuple[str, float]]:
        return [(one.label, by(one)) for one in of]

    def main_cause(one: PastStory) -> float:
        return one.main_cause

    every, tested = scored(stories), informative(stories)
    right, pairs = in_order(told(main_cause, tested))
    return Scores(
        pairs=pairs,
        right=right,
        right_by_share=in_order(told(lambda one: one.share.p50, tested))[0],
        right_by_needed=in_order(told(lambda one: one.needed.p50, tested))[0],
        brier=brier(told(main_cause, every)),
        brier_base=base_rate(every),
        brier_informative=brier(told(main_cause, tested)),
        brier_informative_base=base_rate(tested),
        brier_material=brier(told(lambda one: one.material, tested)),
        bins=tuple(_bin(every, low, high) for low, high in BINS),
    )


def _bin(stories: Sequence[PastStory], low: float, high: float) -> Bin:
    """Forecasts above `low`, the first bin from 0 on, up to `high`."""
    inside = [one for one in stories if low < one.main_cause <= high or one.main_cause == low == 0]
    mean = sum(one.main_cause for one in inside) / len(inside) if inside else None
    return Bin(low, high, len(inside), mean, sum(one.label == "confirmed" for one in inside))


def best_threshold(values: Sequence[tuple[str, float]]) -> float:
    """The value at or above which most are confirmed and below which most are refuted.

    Of several as good the one in the widest gap, on a logarithmic scale; all values positive.
    """
    ordered = sorted({value for _, value in values})
    best = (-1, 0.0, ordered[0])
    for low, high in pairwise(ordered):
        at = (low * high) ** 0.5
        right = sum((value >= at) == (label == "confirmed") for label, value in values)
        best = max(best, (right, log(high / low), at))
    return best[2]
