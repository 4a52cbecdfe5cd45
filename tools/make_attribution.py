"""Makes `src/assay/stories/silver/attribution.toml`: what moved silver, from files of series.

Not here: the method (`assay/prices/`). Run with the folder that holds the series as their
publishers gave them; only coefficients, changes over whole windows and what follows from them are
written, for several of the series may not be passed on.
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from assay.prices.fit import Request, fit
from assay.prices.result import SHIPPED, Attribution, Target
from assay.prices.result_file import write_attribution
from assay.prices.windows import Daily

SEED = 1

FILES = {
    "silver": ("yahoo_daily_closes.csv", "date", "SLV_close"),
    "gold": ("yahoo_daily_closes.csv", "date", "GLD_close"),
    "copper": ("yahoo_daily_closes.csv", "date", "CPER_close"),
    "semiconductors": ("yahoo_daily_closes.csv", "date", "SMH_close"),
    "dollar": ("fred_DTWEXBGS.csv", "date", "value"),
    "dxy": ("dxy_daily.csv", "date", "dxy_close"),
    "real_yield": ("fred_DFII10.csv", "date", "value"),
    "breakeven": ("fred_T10YIE.csv", "date", "value"),
    "nasdaq": ("fred_NASDAQCOM.csv", "date", "value"),
    "volatility": ("cboe_vix_daily.csv", "DATE", "CLOSE"),
    "geopolitical_risk": ("gpr_daily.csv", "date", "GPRD"),
    "managed_money": ("cftc_cot_silver.csv", "date", "mm_net"),
}
"""File, column of the day and column of the value of every series."""

SOURCES = (
    "slv_close",
    "gld_close",
    "cper_close",
    "smh_close",
    "fed_h10_broad",
    "ice_dxy",
    "fed_h15_tips",
    "stlouisfed_breakeven",
    "nasdaq_composite",
    "cboe_vix",
    "gpr_daily",
    "cftc_silver",
)
"""Ids in `record/facts/sources.csv`."""

HEAD = """What moved silver: results of `assay.prices`, written by tools/make_attribution.py.

Weekly (Friday) changes of the closes of the silver fund SLV in log points, fitted on the drivers
below from 2011-11-15 to 2024-12-31; the coefficients are then frozen. docs/attribution.md has the
method and what it cannot show. Contributions are log points, never per cent.

Only coefficients and changes over whole windows are here, no series. The series and their terms:
  SLV (iShares), GLD (SPDR), CPER (USCF), SMH (VanEck): closes by Yahoo Finance, research use only
  Federal Reserve H.10 broad dollar and H.15 yield of 10-year TIPS: U.S. government, public domain
  10-year break-even inflation, Federal Reserve Bank of St. Louis: public domain, cite the source
  U.S. Dollar Index (DXY): ICE, not to be redistributed; continues the broad dollar after 2025-12-26
  Nasdaq Composite: (c) Nasdaq, not to be redistributed; VIX: Cboe, its own terms
  Geopolitical Risk index: Caldara and Iacoviello (2022), free to use with citation
  Commitments of Traders: U.S. CFTC, public domain
"""


def series(folder: Path) -> dict[str, Daily]:
    """Every series of FILES."""
    return {
        name: Daily(name, *_columns(folder / where, name, *columns))
        for name, (where, *columns) in FILES.items()
    }


def _columns(
    path: Path, name: str, day: str, value: str
) -> tuple[
    "np.ndarray[tuple[int], np.dtype[np.int64]]", "np.ndarray[tuple[int], np.dtype[np.float64]]"
]:
    rows = [row for row in _rows(path, day, value) if name != "dxy" or row[0].isoweekday() < 6]
    return (
        np.array([at.toordinal() for at, _ in rows], dtype=np.int64),
        np.array([number for _, number in rows]),
    )


def _rows(path: Path, day: str, value: str) -> Iterator[tuple[date, float]]:
    """Days with a value; DXY's weekends are quotes of the day on which it was copied."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[value]:
                yield date.fromisoformat(row[day]), float(row[value])


def attribution(given: dict[str, Daily]) -> Attribution:
    """The result that ships."""
    return fit(
        given,
        Request(
            target=Target(
                "SLV", {"en": "Silver fund SLV, New York close", "zh": "白银ETF（SLV）纽约收盘价"}
            ),
            sources=SOURCES,
            made="tools/make_attribution.py FOLDER, with the series as their publishers gave them",
            seed=SEED,
        ),
    )


if __name__ == "__main__":
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else SHIPPED
    write_attribution(attribution(series(Path(sys.argv[1]))), target, HEAD)
    sys.stdout.write(f"{target.name}: {target.stat().st_size} bytes\n")
