"""The series that are at hand for a fit of one's own: copies of the feeds, and files.

Not here: asking a publisher (`record/feeds/`), the fit (`fit.py`). Nothing touches the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from assay.errors import PriceError
from assay.prices.drivers import SERIES
from assay.prices.fit import FITTED, WINDOWS, Progress, Request, fit
from assay.prices.result import OWN_FILES, Attribution, Target
from assay.prices.series_file import read_series
from assay.prices.windows import STALE, Daily, ordinal


@dataclass(frozen=True, slots=True)
class Feed:
    """Which copy stands for a series."""

    name: str
    """The feed's name of it, as in docs/feeds.md."""
    source: str
    """Id in `record/facts/sources.csv`."""


FEEDS = {
    "silver": Feed("lbma.silver", "lbma_silver_price"),
    "gold": Feed("lbma.gold_pm", "lbma_gold_pm_price"),
    "dollar": Feed("fred.DTWEXBGS", "fed_h10_broad"),
    "real_yield": Feed("fred.DFII10", "fed_h15_tips"),
    "breakeven": Feed("fred.T10YIE", "stlouisfed_breakeven"),
    "nasdaq": Feed("fred.NASDAQCOM", "nasdaq_composite"),
    "volatility": Feed("fred.VIXCLS", "cboe_vix"),
    "geopolitical_risk": Feed("gpr.daily", "gpr_daily"),
    "managed_money": Feed("cftc.silver_managed_money_net", "cftc_silver"),
}
"""Series with a feed. Daily copper and semiconductor closes have none that may be asked for."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """What there is to fit."""

    series: Mapping[str, Daily]
    """Series by the names of `drivers.SERIES`."""
    absent: Mapping[str, str]
    """Why each of the others is missing."""
    sources: tuple[str, ...]
    """Ids of the sources of the copies used; last OWN_FILES, where a file was."""
    from_files: tuple[str, ...]
    """Names of the series that came from files."""


def at_hand(files: Mapping[str, Path]) -> AtHand:
    """Files first, copies of the feeds for the rest.

    A copy that does not cover the fit and every window is left out and named. Raises PriceError
    for a file that is no series, or that ends too early, and for a name that is none.
    """
    from assay.record.feeds import cache

    for name in files:
        if name not in SERIES:
            shown = "".join(c if c.isprintable() else "?" for c in name)
            raise PriceError("--series", shown, ", ".join(SERIES), "one of these names")
    series = {name: read_series(path, name) for name, path in files.items()}
    absent: dict[str, str] = {}
    sources: list[str] = []
    for name in SERIES:
        if name in series:
            continue
        if name not in FEEDS:
            absent[name] = "no feed may be asked for it; give a file: " + _option(name)
            continue
        feed = FEEDS[name]
        copy = cache.read(feed.name)
        if copy is None:
            absent[name] = f"no copy of {feed.name}; assay update, or {_option(name)}"
            continue
        found = Daily(name, ordinal(copy.days), np.array(copy.values))
        short = _short(found)
        if short and not (name == "dollar" and "dxy" in series):
            absent[name] = f"{feed.name} {short}; assay update, or {_option(name)}"
            continue
        series[name] = found
        sources.append(feed.source)
    absent.pop("dxy", None)  # it only stands in for the dollar
    if files:
        sources.append(OWN_FILES)
    return AtHand(series, absent, tuple(sources), tuple(files))


LONDON = Target(
    "lbma.silver",
    {"en": "LBMA silver price, London noon", "zh": "LBMA白银定盘价（伦敦正午）"},
)
"""The price explained where no file gives another."""

OWN = Target("silver", {"en": "Silver price of a file", "zh": "用户文件中的银价"})
"""The price explained where a file gives it."""

HEAD = """What moved silver: results of one fit, written by assay fit silver.

docs/attribution.md has the method and what it cannot show. Contributions are log points, never per
cent. Only coefficients and changes over whole windows are here, no series: several publishers do
not let their series be passed on (assay update --list has the terms).
"""
"""What stands on top of a results file."""


def refit(files: Mapping[str, Path], seed: int, progress: Progress) -> Attribution:
    """The attribution of the London price from what is at hand. Raises PriceError, ExtraMissing."""
    given = at_hand(files)
    told = []
    if set(given.sources) - {OWN_FILES}:
        told.append("from copies of the feeds")
    if given.from_files:
        told.append(f"from files: {', '.join(given.from_files)}")
    request = Request(
        target=OWN if "silver" in given.from_files else LONDON,
        sources=given.sources,
        made=f"assay fit silver --seed {seed}, {'; '.join(told)}",
        seed=seed,
    )
    return fit(given.series, request, progress, given.absent)


def _option(name: str) -> str:
    return f"--series {name}=FILE.csv"


def _short(found: Daily) -> str:
    """Why a series does not cover the fit and the windows; empty if it does."""
    first, last = date.fromordinal(int(found.days[0])), found.last
    needed = max(end for _, end in WINDOWS.values())
    if first > FITTED[0]:
        return f"begins on {first}, after {FITTED[0]}"
    if (needed - last).days >= STALE:
        return f"ends on {last}, before {needed}"
    return ""
