"""What other methods say of the same price; none of it enters a contribution.

Not here: the attribution itself. Coefficients that may vary (a Kalman filter of random walks), a
structural time series (Harvey 1989), a test for explosive stretches (Phillips, Shi and Yu 2015,
International Economic Review 56), and what speculators held.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil, log, sqrt
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from assay.prices.attribution import Table, statsmodels
from assay.prices.result import Episode, Reading
from assay.prices.windows import Daily, Days, Values

SIMULATED = 500
"""Random walks from which the critical values are simulated: the 95th percentile of one is then
between the 93rd and the 97th (binomial, two standard errors)."""

LEVEL = 0.95
"""Percentile of the walks above which a stretch is called explosive, as Phillips, Shi and Yu."""

SHORTEST, ROOT = 0.01, 1.8
"""The smallest window is T (0.01 + 1.8 / sqrt(T)): Phillips, Shi and Yu (2015), section 5."""

ITERATIONS = 500
"""Bound of the optimiser's steps; variances near zero make it slow."""


def gold_beta_over_time(table: Table) -> Values | None:
    """Silver's answer to gold week by week, every coefficient a random walk; filtered: (n,).

    One-sided: each value knows only the weeks up to its own. Variances by maximum likelihood; None
    if no maximum was found.
    """
    scale = np.std(table.regressors, axis=0)
    model: Any = statsmodels().tsa.SARIMAX(
        table.target - table.target.mean(),
        exog=table.regressors / scale,
        order=(0, 0, 0),
        time_varying_regression=True,
        mle_regression=False,
    )
    fitted = _fitted(model)
    return None if fitted is None else np.asarray(fitted.filtered_state[-1], float) / scale[-1]


def structural_level(target: Values, regressors: Values) -> Values | None:
    """What a local level keeps of the price's level beside the regressors; smoothed: (n,).

    `target` (n,) and `regressors` (n, k) are levels. Unlike the attribution it is fitted on all
    weeks, those to be explained too, and so explains more. None if no maximum was found.
    """
    scale = np.std(regressors, axis=0)
    start = regressors[0]
    model: Any = statsmodels().tsa.UnobservedComponents(
        target, "local level", exog=(regressors - start) / scale
    )
    fitted = _fitted(model)
    return None if fitted is None else np.asarray(fitted.level.smoothed, float)


def _fitted(model: Any) -> Any:  # noqa: ANN401 - a library without types
    """The model at its maximum likelihood; None if the optimiser did not find it."""
    with catch_warnings():
        simplefilter("ignore")  # what they warn of is what is asked in the next line but one
        fitted = model.fit(disp=0, maxiter=ITERATIONS)
    return fitted if fitted.mle_retvals["converged"] else None


def backward_sup_adf(paths: Values, smallest: int) -> Values:
    """The backward supremum of the augmented Dickey-Fuller statistic: (paths, n).

    For every end the largest t-value of the lagged level, over all starts that leave `smallest`
    changes, in a regression of the change on a constant and the lagged level (no further lags).
    NaN before the first end. `paths` is (paths, n).
    """
    found = np.full(paths.shape, np.nan)
    change, level = np.diff(paths, axis=1), paths[:, :-1]
    for end in range(smallest, paths.shape[1]):
        # the newest first, so that a running sum is the sum over a window that ends here
        x = (level[:, :end] - level[:, end - 1 : end])[:, ::-1]
        d = change[:, :end][:, ::-1]
        sums = (np.cumsum(one, axis=1)[:, smallest - 1 :] for one in (x, d, x * x, x * d, d * d))
        sx, sd, sxx, sxd, sdd = sums
        n = np.arange(smallest, end + 1)
        xx, xd, dd = sxx - sx * sx / n, sxd - sx * sd / n, sdd - sd * sd / n
        root = xd / xx
        noise = (dd - root * xd) / (n - 2)
        found[:, end] = np.max(root / np.sqrt(noise / xx), axis=1)
    return found


@dataclass(frozen=True, slots=True)
class Walks:
    """What random walks of some length say, against which a price is held."""

    smallest: int
    """Changes in the smallest window: T (SHORTEST + ROOT / sqrt(T))."""
    statistics: Values
    """(walks, T - smallest) the backward supremum of each walk at every end."""


def walks(periods: int, rng: np.random.Generator) -> Walks:
    """SIMULATED random walks of that many periods; serves every price that is no longer."""
    smallest = int(periods * (SHORTEST + ROOT / sqrt(periods)))
    paths = np.cumsum(rng.standard_normal((SIMULATED, periods)), axis=1)
    return Walks(smallest, backward_sup_adf(paths, smallest)[:, smallest:])


def explosive(
    name: str, path: Values, days: Days, against: Walks
) -> tuple[list[Episode], list[Reading]]:
    """Stretches in which a price, in log points, explodes, and the figures behind them.

    In two steps: the supremum over all ends must lie above that of LEVEL of as many random walks;
    then those stretches are dated that lie above the walks end by end for at least ln(T) periods.
    The readings: the supremum, its critical value, and the longest stretch, long enough or not.
    """
    periods, smallest = path.size, against.smallest
    null = against.statistics[:, : periods - smallest]
    found = backward_sup_adf(path[None], smallest)[0, smallest:]
    stretches = list(_stretches(found > np.quantile(null, LEVEL, axis=0)))
    critical = float(np.quantile(np.max(null, axis=1), LEVEL))
    at = [date.fromordinal(int(day)) for day in days[smallest:]]
    enough = ceil(log(periods))
    figures = {
        "sup": float(np.max(found)),
        "sup_critical": critical,
        "longest": float(max((b - a for a, b in stretches), default=0)),
        "long_enough": float(enough),
    }
    dated = [
        Episode(name, at[a], at[b - 1])
        for a, b in stretches
        if b - a >= enough and figures["sup"] > critical
    ]
    return dated, [Reading(f"{name}_{key}", at[-1], one, "1") for key, one in figures.items()]


def _stretches(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Runs of true: first index and the one after the last."""
    edges = np.diff(np.concatenate([[0], flags.astype(int), [0]]))
    starts, ends = np.flatnonzero(edges > 0), np.flatnonzero(edges < 0)
    for a, b in zip(starts, ends, strict=True):
        yield int(a), int(b)


def flows(held: Daily, start: date, end: date) -> list[Reading]:
    """Managed money's net futures position around a window: contracts on the report's Tuesday.

    The last report by the start, the last by the end, and the next one, which became known on the
    Friday after its Tuesday.
    """
    first = int(np.searchsorted(held.days, start.toordinal(), side="right")) - 1
    last = int(np.searchsorted(held.days, end.toordinal(), side="right")) - 1
    picked = [at for at in (first, last, last + 1) if 0 <= at < held.days.size]
    return [
        Reading(
            "managed_money_net",
            date.fromordinal(int(held.days[at])),
            float(held.values[at]),
            "contract",
        )
        for at in dict.fromkeys(picked)
    ]


def month_ends(first: date, last: date) -> Days:
    """Ordinals of the last days of all months from `first` to `last`."""
    months = range(first.year * MONTHS + first.month, last.year * MONTHS + last.month + 1)
    ends = [date(at // MONTHS, at % MONTHS + 1, 1).toordinal() - 1 for at in months]
    return np.array([end for end in ends if end <= last.toordinal()], dtype=np.int64)


MONTHS = 12
"""Months of a year."""
