"""Two dated series, or a price and dated tellings, on one grid of weeks or months; the finding.

Not here: the tests and the rule (`lead_and_lag.py`), the file (`interest.py`).

`interest_of` asks the question of a series of news volume, `study_of_tellings` of dated tellings.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from assay.prices.interest import (
    EPISODES,
    SHORTEST,
    Correlation,
    Interest,
    LagTest,
    Step,
    Study,
    Telling,
)
from assay.prices.lead_and_lag import (
    DRAWS,
    SEED,
    WEEK,
    Floats,
    Grid,
    ruled,
    tested,
    varies,
)
from assay.prices.tellings import episodes, placed, width
from assay.record.feeds.series import Series

Days = Mapping[date, float]
"""A dated series: day -> value."""

WEEK_DAYS = 7
"""Days of a week."""


def interest_of(news: Series, price: Series, seed: int = SEED, draws: int = DRAWS) -> Interest:
    """Whether news volume (a share of all coverage) leads or follows a price, week by week.

    Never raises for short or flat series: the word is then "cannot tell". Raises ExtraMissing
    without statsmodels.
    """
    closes = last_of(_days(price), WEEK)
    volume = mean_of(_days(news), WEEK)
    steps, change = changes(closes, WEEK, frozenset(volume))
    told = _log([volume[step] for step in steps])
    study = _study(
        "news_weekly", news.name, price.name, WEEK, steps, change, told, (), 0, seed, draws
    )
    return Interest(
        known_on=max((*news.known_on, *price.known_on), default=date.min),
        source=(price.name, news.name),
        seed=seed,
        draws=draws,
        made=f"Mean news volume of each week, {news.name}, and its last price, {price.name}.",
        studies=(study,),
        tellings=(),
    )


def _days(series: Series) -> Days:
    return dict(zip(series.days, series.values, strict=True))


def study_of_tellings(
    name: str,
    tellings: tuple[Telling, ...],
    kinds: tuple[str, ...],
    price: Days,
    price_id: str,
    grid: Grid,
    since: date,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Study:
    """Dated tellings of some kinds against a price: daily closes, or a value a month.

    `since` is the day from which the story could have been told: placebos are placed from there to
    the last price. Raises ExtraMissing without statsmodels, never for a short list or price.
    """
    used = placed(tellings, kinds)
    left_out = sum(one.kind in kinds for one in tellings) - len(used)
    closes = {step: value for step, value in last_of(price, grid).items() if step >= since}
    steps, change = changes(closes, grid)
    within = tuple(
        one
        for one in used
        if steps and steps[0] <= one.first and one.last < _after(steps[-1], grid)
    )
    told = masses(within, steps, grid)
    return _study(
        name, "tellings", price_id, grid, steps, change, told, within, left_out, seed, draws
    )


def _study(
    name: str,
    news_id: str,
    price_id: str,
    grid: Grid,
    steps: list[date],
    change: Floats,
    told: Floats,
    used: tuple[Telling, ...],
    left_out: int,
    seed: int,
    draws: int,
) -> Study:
    """The tests where they can be made, and the word by the rule."""
    dated = news_id == "tellings"
    apart = episodes(used, grid.apart)
    word, reason = "cannot tell", "short"
    tests: tuple[LagTest, ...] = ()
    bands: tuple[Correlation, ...] = ()
    path: tuple[Step, ...] = ()
    if len(steps) >= SHORTEST:
        reason = "flat"
        if varies(change, grid.own) and varies(told, grid.own):
            tests, bands, path = tested(change, told, grid, seed, draws, dated)
            word, reason = ruled(tests)
            if dated and apart < EPISODES:
                word, reason = "cannot tell", "few"
    return Study(
        name=name,
        news=news_id,
        price=price_id,
        step=grid.step,
        lags=grid.lags,
        start=steps[0] if steps else date.max,
        end=_after(steps[-1], grid) - timedelta(days=1) if steps else date.max,
        steps=len(steps),
        tellings=len(used),
        left_out=left_out,
        episodes=apart,
        word=word,
        reason=reason,
        correlations=bands,
        tests=tests,
        path=path,
    )


def first_day(day: date, grid: Grid) -> date:
    """The first day of the step a day lies in: the Monday, or the first of the month."""
    if grid.step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1)


def _after(step: date, grid: Grid) -> date:
    """The first day of the step after."""
    if grid.step == "week":
        return step + timedelta(days=WEEK_DAYS)
    return (step.replace(day=1) + timedelta(days=31)).replace(day=1)


def last_of(series: Days, grid: Grid) -> dict[date, float]:
    """The last value of every step that has one, in order; what is not a number is left out."""
    known = sorted((day, value) for day, value in series.items() if np.isfinite(value))
    return {first_day(day, grid): value for day, value in known}


def mean_of(series: Days, grid: Grid) -> dict[date, float]:
    """The mean of every step that has a value, in order; what is not a number is left out."""
    found: dict[date, list[float]] = {}
    for day in sorted(series):
        if np.isfinite(series[day]):
            found.setdefault(first_day(day, grid), []).append(series[day])
    return {step: float(np.mean(values)) for step, values in found.items()}


def changes(
    closes: Days, grid: Grid, needed: frozenset[date] | None = None
) -> tuple[list[date], Floats]:
    """The longest stretch of steps without a gap, and the price's change in each, in log points.

    `needed` are the steps that the other series has. Prices of zero or less make a gap.
    """
    best: list[date] = []
    run: list[date] = []
    good = {step for step, value in closes.items() if value > 0}
    for step in sorted(good):
        before = first_day(step - timedelta(days=1), grid)
        if before in good and (needed is None or step in needed):
            run = [*run, step] if run and run[-1] == before else [step]
            best = run if len(run) > len(best) else best
        else:
            run = []
    if not best:
        return [], np.zeros(0)
    levels = [closes[first_day(best[0] - timedelta(days=1), grid)], *(closes[s] for s in best)]
    return best, 100 * np.diff(np.log(np.array(levels)))


def masses(tellings: tuple[Telling, ...], steps: list[date], grid: Grid) -> Floats:
    """Tellings a step: one known to the day counts one, an interval by the share of its days."""
    place = {step: n for n, step in enumerate(steps)}
    found = np.zeros(len(steps))
    for one in tellings:
        for days in range(width(one)):
            step = first_day(one.first + timedelta(days=days), grid)
            if step in place:
                found[place[step]] += 1 / width(one)
    return found


def _log(values: list[float]) -> Floats:
    """Logarithms of shares of coverage; a zero counts as half the smallest share seen."""
    shares = np.maximum(np.array(values, dtype=np.float64), 0)
    if not shares.size or not shares.max() > 0:
        return np.zeros(shares.size)
    return np.asarray(np.log(np.maximum(shares, shares[shares > 0].min() / 2)))
