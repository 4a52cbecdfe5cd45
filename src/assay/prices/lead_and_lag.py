"""Whether news of a story leads or follows a price: three tests both ways, and a rule.

Not here: the type of the finding (`interest.py`), the list of tellings (`tellings.py`), series and
calendars (`steps.py`). Needs the extra `assay[prices]`.

**The rule**, fixed before any data were looked at. News *follows* if every test shows the
direction from price to news and not every test shows the other; *leads* the other way round; if all
tests show both directions, or not all show either, one *cannot tell*. A test shows a direction if
its p-value, corrected by Holm for the two directions, is at most 5 %. The tests are

1. *correlation*: of the surprises of both series (what is left of each after its own past, Haugh
   1976, J. Am. Stat. Assoc. 71, 378) at lags 1 to 8 weeks (1 or 2 months); the statistic is the
   largest in size, so that looking at many lags costs what it must;
2. *granger*: does the past of one help to foresee the other beyond its own past, 4 weeks (1 month)
   back (Granger 1969, Econometrica 37, 424)? The F test of statsmodels stands beside;
3. *event*, for dated tellings only: the change of the price over the 8 weeks (2 months) before the
   week of a telling, and over as many after it, against the same tellings placed at random.

p-values are those of one null for all: the news (for Granger from price to news: the price) is
rolled by a random stretch, cut into blocks of 13 weeks (3 months) and put in another order, which
keeps what is alike within a quarter (clusters of tellings, persistence) and breaks the tie to the
other series. All tests must agree, so no further correction for the number of tests is due.

Fewer than 40 steps, or dated tellings in fewer than 5 separate episodes: cannot tell, whatever the
tests say.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.errors import ExtraMissing
from assay.prices.attribution import INSTALL
from assay.prices.interest import Correlation, LagTest, Step

Floats = NDArray[np.float64]

LEVEL = 0.05
"""Chance of finding a direction where there is none; the field's custom."""
BAND = (5.0, 95.0)
"""Percentiles of a 90 % band, as everywhere in assay."""
DRAWS = 1999
"""Reorderings: with the observed order 2,000, so that p-values are told to half a thousandth."""
SEED = 1
"""Default seed; any other serves as well, and the finding names the one used."""
PERFECT = 1e-12
"""Share of a variance below which a rest is the rounding of floats."""
SAME = 1e-9
"""Share by which two statistics may differ and still be the same but for rounding."""
DIRECTIONS = ("follows", "leads")


@dataclass(frozen=True, slots=True)
class Grid:
    """How time is cut, and how far the tests look; fixed beforehand."""

    step: str
    """"week" or "month"."""
    lags: int
    """Lags on either side."""
    own: int
    """Lags of the past in Granger's test and in the surprises."""
    block: int
    """Steps in a block."""
    apart: int
    """Days by which separate episodes differ: as long as the lags."""


WEEK = Grid("week", 8, 4, 13, 56)
"""8 weeks either side; a month of own past; blocks of a quarter, as in the attribution."""
MONTH = Grid("month", 2, 1, 3, 61)
"""The same in months, as nearly as months allow."""


def tested(
    change: Floats, news: Floats, grid: Grid, seed: int, draws: int, dated: bool
) -> tuple[tuple[LagTest, ...], tuple[Correlation, ...], tuple[Step, ...]]:
    """All tests of two aligned series: log changes of the price in log points, news, both (steps,).

    Raises ExtraMissing without statsmodels. The series must vary.
    """
    rng = np.random.default_rng(seed)
    order = orders(change.size, grid.block, draws, rng)
    found, bands = correlations(change, news, grid, rng, draws)
    found += granger(change, news, grid, order)
    path: tuple[Step, ...] = ()
    if dated:
        events, path = around(change, news, grid, order)
        found += events
    return found, bands, path


def ruled(tests: Sequence[LagTest]) -> tuple[str, str]:
    """Word and reason by the rule above."""
    shown = [
        direction
        for direction in DIRECTIONS
        if all(one.p_holm <= LEVEL for one in tests if one.direction == direction)
    ]
    if len(shown) == 1:
        return shown[0], "shown"
    return "cannot tell", "both" if shown else "neither"


def orders(steps: int, block: int, draws: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """(draws, steps): indices that roll a series and put its blocks in another order."""
    starts = np.arange(0, steps, block)
    made = np.empty((draws, steps), dtype=np.intp)
    for place in range(draws):
        rolled = np.roll(np.arange(steps), rng.integers(steps))
        pieces = [rolled[start : start + block] for start in rng.permutation(starts)]
        made[place] = np.concatenate(pieces)
    return made


def varies(series: Floats, own: int) -> bool:
    """Whether a series does anything that its own past does not foresee."""
    inner = series[own:-own]
    if inner.size <= own or not np.ptp(inner) > 0:
        return False
    left = surprises(series, own)
    return bool(left @ left > PERFECT * (series @ series))


def surprises(series: Floats, own: int) -> Floats:
    """What is left of a series after a regression on a constant and `own` of its own lags."""
    past = _past(series, own)
    now = series[own:]
    fitted, *_ = np.linalg.lstsq(past, now, rcond=None)
    return np.asarray(now - past @ fitted)


def _past(series: Floats, own: int) -> Floats:
    """(steps - own, 1 + own): a constant and the series 1 to `own` steps before."""
    lags = [series[own - lag : series.size - lag] for lag in range(1, own + 1)]
    return np.column_stack([np.ones(series.size - own), *lags])


def correlations(
    change: Floats, news: Floats, grid: Grid, rng: np.random.Generator, draws: int
) -> tuple[tuple[LagTest, ...], tuple[Correlation, ...]]:
    """Correlations of the surprises at every lag, with their bands, and the two largest tested."""
    price, story = surprises(change, grid.own), surprises(news, grid.own)
    order = orders(story.size, grid.block, draws, rng)
    lags = range(-grid.lags, grid.lags + 1)
    seen = np.array([_lagged(price, story[None, :], lag)[0] for lag in lags])
    null = np.column_stack([_lagged(price, story[order], lag) for lag in lags])
    low, high = np.percentile(null, BAND, axis=0)
    rows = tuple(
        Correlation(lag, float(seen[n]), float(low[n]), float(high[n]))
        for n, lag in enumerate(lags)
    )
    sides = {"follows": slice(grid.lags + 1, None), "leads": slice(0, grid.lags)}
    tests = []
    for direction, side in sides.items():
        largest = np.abs(seen[side]).max()
        p = _share(np.abs(null[:, side]).max(axis=1), largest)
        value = seen[side][np.abs(seen[side]).argmax()]
        tests.append(LagTest("correlation", direction, float(value), None, p, p))
    return _holm(tests), rows


def _lagged(price: Floats, story: Floats, lag: int) -> Floats:
    """(orders,): correlation of the price with the story `lag` steps later."""
    size = price.size - abs(lag)
    first, second = (0, lag) if lag >= 0 else (-lag, 0)
    product = story[:, second : second + size] @ price[first : first + size]
    scale = np.sqrt((price @ price) * (story * story).sum(axis=1))
    found = np.zeros_like(product)
    np.divide(product, scale, out=found, where=scale > 0)
    return np.asarray(found)


def granger(
    change: Floats, news: Floats, grid: Grid, order: NDArray[np.intp]
) -> tuple[LagTest, ...]:
    """Granger's test both ways, its p-value by reordering the cause, the F test's beside it."""
    tests = []
    for direction, effect, cause in (("follows", news, change), ("leads", change, news)):
        seen, p_asymptotic = _library_f(effect, cause, grid.own)
        p = _share(granger_f(effect, cause[order], grid.own), seen)
        tests.append(LagTest("granger", direction, seen, p_asymptotic, p, p))
    return _holm(tests)


def _library_f(effect: Floats, cause: Floats, own: int) -> tuple[float, float | None]:
    """F and its asymptotic p-value, as statsmodels has them; no such p-value of a perfect fit."""
    try:
        from statsmodels.tools.sm_exceptions import InfeasibleTestError
        from statsmodels.tsa.stattools import grangercausalitytests
    except ImportError:
        raise ExtraMissing(
            "the test of lead and lag", "no statsmodels", "the extra assay[prices]", INSTALL
        ) from None
    try:
        with warnings.catch_warnings():
            # lags of one series that repeat the other's are no reason to say more than the F does
            warnings.simplefilter("ignore")
            found = grangercausalitytests(np.column_stack([effect, cause]), [own])
    except InfeasibleTestError:
        return float(granger_f(effect, cause[None, :], own)[0]), None
    statistic, p, *_ = found[own][0]["ssr_ftest"]
    return float(statistic), float(p)


def granger_f(effect: Floats, causes: Floats, own: int) -> Floats:
    """(orders,): the same F for many orders of the cause (orders, steps) at once.

    Frisch and Waugh 1933: the own past is taken out of both sides first. Tested equal to
    statsmodels' for one.
    """
    basis, _ = np.linalg.qr(_past(effect, own))
    now = effect[own:]
    left = now - basis @ (basis.T @ now)
    size = effect.size
    lags = np.stack([causes[:, own - lag : size - lag] for lag in range(1, own + 1)], axis=2)
    lags = lags - np.einsum("tk,dkl->dtl", basis, np.einsum("tk,dtl->dkl", basis, lags))
    product = np.einsum("dtl,t->dl", lags, left)
    square = np.einsum("dtl,dtm->dlm", lags, lags)
    gain = np.einsum("dl,dlm,dm->d", product, np.linalg.pinv(square, hermitian=True), product)
    free = now.size - (2 * own + 1)
    rest = np.maximum(left @ left - gain, PERFECT * (left @ left))
    return np.asarray((gain / own) / (rest / free))


def around(
    change: Floats, tellings: Floats, grid: Grid, order: NDArray[np.intp]
) -> tuple[tuple[LagTest, ...], tuple[Step, ...]]:
    """The price around tellings, against the same tellings in another order.

    Only tellings with a full window on both sides count. No step and no test where none has one.
    """
    reach = grid.lags
    middle = np.arange(reach, change.size - reach)
    weights = tellings[middle]
    if not weights.sum() > 0:
        return (), ()
    offsets = np.arange(-reach - 1, reach + 1)
    total = np.concatenate([[0.0], np.cumsum(change)])
    # total[t] is the level at the close of step t - 1, so the zero is the close before the telling
    levels = total[middle[:, None] + offsets + 1] - total[middle][:, None]
    seen = weights @ levels / weights.sum()
    drawn = tellings[order][:, middle]
    drawn = drawn[drawn.sum(axis=1) > 0]
    null = drawn @ levels / drawn.sum(axis=1, keepdims=True)
    low, high = np.percentile(null, BAND, axis=0)
    path = tuple(
        Step(int(offset), float(seen[n]), float(low[n]), float(high[n]))
        for n, offset in enumerate(offsets)
    )
    tests = []
    for direction, value, placebo in (
        ("follows", -seen[0], -null[:, 0]),
        ("leads", seen[-1] - seen[reach + 1], null[:, -1] - null[:, reach + 1]),
    ):
        p = min(1.0, 2 * min(_share(placebo, value), _share(-placebo, -value)))
        tests.append(LagTest("event", direction, float(value), None, p, p))
    return _holm(tests), path


def _share(null: Floats, seen: float) -> float:
    """Share of orders as large as what was seen, which is counted among them.

    An order that leaves the tellings where they were gives the same but for rounding, and counts.
    """
    as_large = null >= seen - SAME * abs(seen)
    return float((as_large.sum() + 1) / (as_large.size + 1))


def _holm(tests: Sequence[LagTest]) -> tuple[LagTest, ...]:
    """Two p-values corrected for being two (Holm 1979, Scand. J. Stat. 6, 65)."""
    smallest = min(one.p for one in tests)
    least = min(1.0, 2 * smallest)
    return tuple(
        LagTest(
            one.name,
            one.direction,
            one.statistic,
            one.p_asymptotic,
            one.p,
            least if one.p == smallest else max(least, one.p),
        )
        for one in tests
    )
