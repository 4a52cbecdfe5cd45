"""The whole attribution: series in, result out.

Not here: where the series come from (`live.py`), the file of results (`result_file.py`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from assay.errors import PriceError
from assay.prices.attribution import (
    Regression,
    Table,
    frozen,
    must_differ,
    regression,
    statsmodels,
)
from assay.prices.bootstrap import BLOCK, DRAWS, draws
from assay.prices.drivers import NO_SERIES, NOTHING, Drivers, Regressor, drivers
from assay.prices.null import leave_one_year_out, out_of_sample
from assay.prices.result import (
    GROUPS,
    Attribution,
    Coefficient,
    DriverChange,
    Episode,
    NotMeasured,
    Null,
    Reading,
    Robustness,
    Share,
    Target,
    WindowResult,
)
from assay.prices.robustness import (
    explosive,
    flows,
    gold_beta_over_time,
    month_ends,
    structural_level,
    walks,
)
from assay.prices.windows import WEEK, Daily, Days, Values, fridays, on, ordinal

FITTED = (date(2011, 11, 15), date(2024, 12, 31))
"""Days of the fit: from the first of the copper fund to the last before the rise."""

FIRST_NULL_YEAR = 2012
"""The first full calendar year of the fit."""

TESTED = 2025
"""The first year after the fit, held against the years within it."""

WINDOWS = {
    "2025": (date(2024, 12, 31), date(2025, 12, 31)),
    "2026_january": (date(2025, 12, 31), date(2026, 1, 23)),
    "2026_fall": (date(2026, 1, 29), date(2026, 2, 2)),
    "story": (date(2024, 12, 31), date(2026, 1, 23)),
}
"""First and last close of each window: the year of the rise, its last weeks, the fall from the
highest close, and the rise that the story tells of."""

REMEDY = "assay update, or --series NAME=FILE.csv"
"""How to come by a series."""

Progress = Callable[[str, int, int], None]
"""Told the step (bootstrap, null, time-varying, structural, explosive), how much of it is done, and
of how much."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be explained, and how it is named."""

    target: Target
    """The price."""
    sources: tuple[str, ...]
    """Ids of the sources of all series."""
    made: str
    """How the result came about, in a sentence."""
    seed: int
    """Seed of the bootstrap and of simulated critical values."""
    draws: int = DRAWS
    """Bootstrap draws."""


def silent(step: str, done: int, of: int) -> None:
    """Progress that nobody watches."""
    del step, done, of


def fit(
    series: Mapping[str, Daily],
    request: Request,
    progress: Progress = silent,
    absent: Mapping[str, str] = NOTHING,
) -> Attribution:
    """The attribution of the series "silver" to the others, by the names of `drivers.SERIES`.

    What is missing is left out and named, never taken as zero; `absent` tells why, by series.
    Raises PriceError for series that are too short, hold no driver at all, or move in step;
    ExtraMissing.
    """
    statsmodels()  # before anything takes time
    if "silver" not in series:
        # a reason brings its own remedy along, which would otherwise be said twice
        reason, _, remedy = absent.get("silver", NO_SERIES).partition("; ")
        raise PriceError("assay fit", reason, "the price of silver", remedy or REMEDY)
    found = drivers(series, *FITTED, absent)
    weeks = fridays(*FITTED)
    table = _table(found, weeks)
    must_differ(table)
    drawn = draws(
        table, request.draws, request.seed, lambda n: progress("bootstrap", n, request.draws)
    )
    progress("null", 0, 1)
    after = fridays(date.fromordinal(int(weeks[-1])), date(TESTED, 12, 31))
    later = _table(found, after)
    years = np.array([date.fromordinal(int(day)).year for day in weeks[1:]])
    null = leave_one_year_out(table, years, later, TESTED, FIRST_NULL_YEAR)
    windows = tuple(_window(name, ends, found, table, drawn) for name, ends in WINDOWS.items())
    full = regression(table, len(table.groups))
    robustness, missing = _robustness(series, found, windows, null, request.seed, absent, progress)
    return Attribution(
        target=request.target,
        fitted=FITTED,
        weeks=table.target.size,
        known_on=max(found.target.last, *(one.last for one in found.levels.values())),
        sources=request.sources,
        made=request.made,
        seed=request.seed,
        draws=request.draws,
        block_weeks=BLOCK,
        dollar_bridge=found.bridge,
        groups=table.shown_groups,
        coefficients=_coefficients(found.regressors, full),
        covariance=tuple(tuple(map(float, row)) for row in full.covariance),
        macro_coefficients=_coefficients(found.macro, regression(table, len(found.macro))),
        windows=windows,
        null=null,
        out_of_sample=out_of_sample(table, later, TESTED),
        robustness=robustness,
        not_measured=(*found.missing, *missing),
    )


def _table(found: Drivers, weeks: Days) -> Table:
    """Changes from Friday to Friday."""
    if not found.macro:
        raise PriceError("assay fit", "no driver of the price", "at least one", REMEDY)
    target, regressors = found.changes(weeks)
    return Table(target, regressors, tuple(one.group for one in found.regressors))


def _coefficients(regressors: tuple[Regressor, ...], fitted: Regression) -> tuple[Coefficient, ...]:
    errors = np.sqrt(np.diag(fitted.covariance))
    names = [("drift", "drift", "week"), *((one.name, one.group, one.unit) for one in regressors)]
    return tuple(
        Coefficient(*name, float(value), float(error))
        for name, value, error in zip(names, fitted.values, errors, strict=True)
    )


def _window(
    name: str, ends: tuple[date, date], found: Drivers, table: Table, drawn: Values
) -> WindowResult:
    """Contributions between two closes; `drawn` serves every window, so that they hang together."""
    start, end = ends
    target, regressors = found.changes(ordinal(ends))
    actual = float(target[0])
    moved = np.concatenate([[(end - start).days / WEEK], regressors[0]])
    value = frozen(table)[0] @ moved
    spread = np.einsum("dgk,k->dg", drawn, moved)
    groups = table.shown_groups
    order = [groups.index(one) for one in GROUPS if one in groups]
    macro = [at for at in order if groups[at] != "gold"]

    def share(label: str, columns: list[int], of: float | None = None) -> Share:
        point, sample = float(value[columns].sum()), spread[:, columns].sum(axis=1)
        if of is not None:
            point, sample = of - point, of - sample
        low, mid, high = np.quantile(sample, (0.05, 0.5, 0.95))
        return Share(label, point, float(low), float(mid), float(high))

    return WindowResult(
        name=name,
        start=start,
        end=end,
        known_on=end,
        actual=actual,
        shares=tuple(share(groups[at], [at]) for at in order),
        macro=share("macro", macro),
        measured=share("measured", order),
        unexplained_by_macro=share("unexplained_by_macro", macro, actual),
        unexplained=share("unexplained", order, actual),
        drivers=(
            DriverChange("drift", float(moved[0]), "week"),
            *(
                DriverChange(one.name, float(change), one.unit)
                for one, change in zip(found.regressors, regressors[0], strict=True)
            ),
        ),
        correlations=_correlations(spread[:, order]),
    )


def _correlations(sample: Values) -> tuple[tuple[float, ...], ...]:
    centred = sample - sample.mean(axis=0)
    products = np.einsum("di,dj->ij", centred, centred)
    size = np.sqrt(np.diag(products))
    size = np.where(size > 0, size, np.inf)
    found = products / np.outer(size, size)
    np.fill_diagonal(found, 1.0)
    return tuple(tuple(map(float, row)) for row in found)


def _robustness(
    given: Mapping[str, Daily],
    found: Drivers,
    windows: tuple[WindowResult, ...],
    null: tuple[Null, ...],
    seed: int,
    absent: Mapping[str, str],
    progress: Progress,
) -> tuple[Robustness, list[NotMeasured]]:
    """Every check that its series allow; the others are named as missing."""
    readings = _exact_null(windows, null)
    missing: list[NotMeasured] = []
    story = next(one for one in windows if one.name == "story")
    if {"dollar", "dxy"} <= set(given):
        readings += _by_dxy(given, windows)
    if found.gold:
        progress("time-varying", 0, 1)
        beta = _beta(found, windows)
        progress("structural", 0, 1)
        level = _structural(found, windows)
        readings += beta + level
        missing += [
            NotMeasured(name, "its likelihood has no maximum that was found")
            for name, figures in (("gold_beta_over_time", beta), ("structural_rest", level))
            if not figures
        ]
    progress("explosive", 0, 1)
    episodes, more, never = _explosions(found, seed)
    if "managed_money" in given:
        more += flows(given["managed_money"], story.start, story.end)
    else:
        missing.append(NotMeasured("managed_money", absent.get("managed_money", NO_SERIES)))
    return Robustness(tuple(readings + more), tuple(episodes), tuple(never)), missing


def _exact_null(windows: tuple[WindowResult, ...], null: tuple[Null, ...]) -> list[Reading]:
    """The year's residual between its exact closes instead of its Fridays, in the null's sd."""
    year = windows[0]
    rest = {"macro": year.unexplained_by_macro, "gold": year.unexplained}
    return [
        Reading(f"z_of_exact_closes_{one.stage}", year.end, rest[one.stage].value / one.sd, "1")
        for one in null
    ]


def _by_dxy(given: Mapping[str, Daily], windows: tuple[WindowResult, ...]) -> list[Reading]:
    """The contributions had DXY been taken for the broad dollar, which it is not."""
    told = {name: one for name, one in given.items() if name != "dxy"}
    found = drivers({**told, "dollar": given["dxy"]}, *FITTED)
    table = _table(found, fridays(*FITTED))
    nothing = frozen(table)
    readings = []
    for one in windows:
        by_dxy = _window(one.name, (one.start, one.end), found, table, nothing)
        shares = [*by_dxy.shares, by_dxy.macro, by_dxy.unexplained]
        readings += [
            Reading(f"by_dxy_{one.name}_{share.group}", one.end, share.value, "log_point")
            for share in shares
            if share.group in ("dollar", "copper", "macro", "gold", "unexplained")
        ]
    return readings


def _weeks_of_all(found: Drivers) -> Days:
    """Fridays from the fit's first to the last for which every series has a value."""
    last = min(found.target.last, *(one.last for one in found.levels.values()))
    return fridays(FITTED[0], last)


def _beta(found: Drivers, windows: tuple[WindowResult, ...]) -> list[Reading]:
    weeks = _weeks_of_all(found)
    beta = gold_beta_over_time(_table(found, weeks))
    if beta is None:
        return []
    year, story = windows[0], windows[-1]
    middle = year.start + (year.end - year.start) / 2
    readings = []
    for day in (year.start, middle, year.end, story.end):
        at = int(np.searchsorted(weeks[1:], day.toordinal(), side="right")) - 1
        friday = date.fromordinal(int(weeks[1:][at]))
        readings.append(Reading("gold_beta_over_time", friday, float(beta[at]), "1"))
    return readings


def _structural(found: Drivers, windows: tuple[WindowResult, ...]) -> list[Reading]:
    weeks = _weeks_of_all(found)
    columns = np.column_stack([found.column(one, weeks) for one in found.regressors])
    level = structural_level(on(found.target, weeks), columns)
    if level is None:
        return []
    readings = []
    for one in windows:
        if (one.end - one.start).days < WEEK:
            continue
        a, b = (
            int(np.searchsorted(weeks, day.toordinal(), side="right")) - 1
            for day in (one.start, one.end)
        )
        readings.append(
            Reading(f"structural_rest_{one.name}", one.end, float(level[b] - level[a]), "log_point")
        )
    return readings


def _explosions(found: Drivers, seed: int) -> tuple[list[Episode], list[Reading], list[str]]:
    """Silver, and silver against gold, by month ends and by Fridays: the answer hangs on which."""
    episodes: list[Episode] = []
    readings: list[Reading] = []
    never = []
    series = {"silver": [found.target]}
    if found.gold:
        series["silver_over_gold"] = [found.target, found.levels["gold"]]
    for step, ends in (("monthly", month_ends), ("weekly", fridays)):
        against = walks(ends(FITTED[0], found.target.last).size, np.random.default_rng(seed))
        for name, paths in series.items():
            days = ends(FITTED[0], min(path.last for path in paths))
            price, *less = (on(path, days) for path in paths)
            test = f"explosive_{name}_{step}"
            path = price - sum(less, np.zeros(days.size))
            flagged, figures = explosive(test, path, days, against)
            episodes += flagged
            readings += figures
            if not flagged:
                never.append(test)
    return episodes, readings, never
