"""Made-up worlds in which news follows a price, leads it, or has nothing to do with it.

Not here: what is found in them (`test_interest.py`).
"""

from datetime import date, timedelta

import numpy as np

from assay.prices.interest import Study, Telling
from assay.prices.lead_and_lag import WEEK
from assay.prices.steps import study_of_tellings
from assay.record.feeds.series import Series

FIRST = date(2020, 1, 3)
WARM_UP = 20


def series(name: str, values: np.ndarray, days: list[date]) -> Series:
    return Series(
        name, "nobody", "1", "weekly", tuple(days), tuple(map(float, values)), tuple(days)
    )


def fridays(count: int) -> list[date]:
    return [FIRST + timedelta(days=7 * n) for n in range(count)]


def fat_tailed(rng: np.random.Generator, count: int) -> np.ndarray:
    """Weekly changes in log points with fat tails and calm and wild quarters."""
    wild = np.repeat(rng.uniform(0.6, 1.8, count // 13 + 1), 13)[:count]
    return 3 * wild * rng.standard_t(5, count)


def news_world(
    kind: str, seed: int, weeks: int = 208, memory: float = 0.6
) -> tuple[Series, Series]:
    """News volume and price; `kind` is "follows", "leads" or "apart"."""
    rng = np.random.default_rng(seed)
    count = weeks + WARM_UP
    change, surprise = fat_tailed(rng, count), rng.normal(size=count)
    news = np.zeros(count)
    for t in range(3, count):
        heard = 0.06 * (change[t - 1] + 0.5 * change[t - 2]) if kind == "follows" else 0.0
        news[t] = memory * news[t - 1] + 0.4 * surprise[t] + heard
        if kind == "leads":
            change[t] += 2.5 * (surprise[t - 1] + 0.5 * surprise[t - 2])
    price = 25 * np.exp(np.cumsum(change[WARM_UP:]) / 100)
    volume = 0.01 * np.exp(news[WARM_UP:])
    days = fridays(weeks)
    return series("gdelt.silver_ai_en", volume, days), series("lbma.silver", price, days)


def telling_world(kind: str, seed: int, weeks: int = 312, count: int = 60) -> Study:
    """Dated tellings against a price, tested; the same kinds of world."""
    rng = np.random.default_rng(seed)
    change = fat_tailed(rng, weeks)
    days = fridays(weeks)
    if kind == "follows":
        risen = np.convolve(change, np.ones(4))[:weeks]  # of this week and the three before
        calm = np.median(np.abs(np.lib.stride_tricks.sliding_window_view(change, 26)), axis=1)
        usual = np.concatenate([np.full(25, calm[0]), calm])
        after = np.argsort(-(risen / usual)[4:-1])[: weeks // 6] + 5
        told = rng.choice(after, count)  # in weeks after the largest rises for their times
    elif kind == "leads":
        told = rng.integers(1, weeks - 5, count)
        for week in told:
            change[week + 1 : week + 4] += 3.5
    else:
        bursts = rng.integers(1, weeks - 5, count // 4)
        told = np.minimum(np.repeat(bursts, 4) + rng.integers(0, 5, 4 * bursts.size), weeks - 1)
    tellings = tuple(
        Telling(f"t{n}", day, day, "told", "told", "en", "here", day)
        for n, day in enumerate(days[week] - timedelta(days=2) for week in told)
    )
    price = dict(zip(days, 25 * np.exp(np.cumsum(change) / 100), strict=True))
    return study_of_tellings("made_up", tellings, ("told",), price, "x", WEEK, FIRST, 1, 499)
