"""What an attribution found, and the reader of the file that holds it.

Not here: the fit (`fit.py`), writing the file (`result_file.py`). Light on purpose: stories and
reports read a result without pandas or statsmodels.

An `Attribution` is one fit of a price on its drivers over a period that ends before the windows
begin. Its coefficients are then frozen; every `WindowResult` says how much of the change between
two exact closes they account for, in log points (100 * ln of the ratio, never per cent).
`Share.value` is the contribution by the coefficients as fitted: within a window the values of all
groups and of the unexplained add up to `actual`. p05, p50 and p95 are those of bootstrap draws;
medians do not add up. One draw of the coefficients serves all windows.

The groups come in the order of `GROUPS`. Those before "gold" are the macro stage; gold is a
mediator (what gold did beyond what the macro stage says of gold, times silver's answer to it), not
a cause. The unexplained is what is left, and no group.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assay.errors import PriceError
from assay.prices.typed_table import made, unfit

GROUPS = (
    "dollar",
    "copper",
    "rates",
    "geopolitics",
    "ai_equity",
    "nasdaq",
    "drift",
    "gold",
)
"""Every group that an attribution may have, in the order in which they are shown."""

FORMAT = 1
"""Version of the file; raised when a reader of the old one would misread the new one."""

OWN_FILES = "own_files"
"""Stands among the sources of a fit for series that came from files of the user's own."""

SHIPPED = Path(__file__).parent.parent / "stories" / "silver" / "attribution.toml"
"""The attribution that ships with the silver story."""


@dataclass(frozen=True, slots=True)
class Target:
    """The price that was explained."""

    series: str
    """Id of the series, e.g. lbma.silver."""
    title: Mapping[str, str]
    """Its name by language, en and zh."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """The answer of the price to one regressor, frozen after the fit."""

    regressor: str
    """Name of the regressor, e.g. real_yield; "drift" is the constant, a week."""
    group: str
    """The group it counts for."""
    unit: str
    """What one unit of the regressor is: "log_point" or "percentage_point"."""
    value: float
    """Log points of the price for one such unit."""
    error: float
    """Standard error, robust to heteroskedasticity and autocorrelation."""


@dataclass(frozen=True, slots=True)
class Share:
    """A contribution in log points, with its 90 % band."""

    group: str
    """A group of `GROUPS`, or "macro", "measured", "unexplained_by_macro", "unexplained"."""
    value: float
    """By the coefficients as fitted; these add up."""
    p05: float
    """5th percentile of the bootstrap draws."""
    p50: float
    """Their median."""
    p95: float
    """95th percentile."""


@dataclass(frozen=True, slots=True)
class DriverChange:
    """How far one regressor moved between the two closes of a window."""

    regressor: str
    """Name as among the coefficients."""
    change: float
    """Its change, in `unit`."""
    unit: str
    """ "log_point", "percentage_point" or "week"."""


@dataclass(frozen=True, slots=True)
class WindowResult:
    """What the frozen coefficients account for between two closes."""

    name: str
    """ "2025", "2026_january", "2026_fall" or "story"."""
    start: date
    """Day of the first close."""
    end: date
    """Day of the last close."""
    known_on: date
    """The last day of its data: before it, nobody could have known this window."""
    actual: float
    """What the price did, in log points."""
    shares: tuple[Share, ...]
    """One a group, in the order of `Attribution.groups`."""
    macro: Share
    """All groups before gold together, drift included."""
    measured: Share
    """Macro and gold together."""
    unexplained_by_macro: Share
    """`actual` less macro: what gold is then asked about."""
    unexplained: Share
    """`actual` less measured."""
    drivers: tuple[DriverChange, ...]
    """How far each regressor moved."""
    correlations: tuple[tuple[float, ...], ...]
    """Correlation of the groups' contributions over the draws, rows and columns in the order of
    `shares`; a group whose draws do not vary has 0 with all others."""

    def share(self, group: str) -> Share:
        """The share of one group. Raises PriceError for a group that was not measured."""
        for share in self.shares:
            if share.group == group:
                return share
        names = ", ".join(share.group for share in self.shares)
        raise PriceError(f"window {self.name}", f"no group {group!r}", names, "one of them")


@dataclass(frozen=True, slots=True)
class Null:
    """How large a year's residual is in ordinary years, each left out of the fit in turn."""

    stage: str
    """ "macro", or "gold" where gold is added."""
    years: tuple[int, ...]
    """The years left out, one at a time."""
    residuals: tuple[float, ...]
    """Residual of each year in log points."""
    sd: float
    """Their standard deviation."""
    tested: int
    """The year held against them."""
    residual: float
    """Residual of that year in log points."""
    z: float
    """That residual in standard deviations of the others: the null is centred on zero."""


@dataclass(frozen=True, slots=True)
class OutOfSample:
    """Share of the weekly variance that the frozen coefficients foresee."""

    stage: str
    """ "macro" or "gold"."""
    year: int
    """The year, after the fit."""
    weeks: int
    """How many weeks it has."""
    r2: float
    """1 less squared residuals over squared changes about their mean; negative if worse."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a robustness check."""

    name: str
    """What was read, e.g. gold_beta_over_time."""
    day: date
    """The day it speaks of."""
    value: float
    """The figure."""
    unit: str
    """ "1", "log_point", "contract" or "USD/oz"."""


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of time in which a series was flagged."""

    name: str
    """The test and its series, e.g. explosive_silver."""
    start: date
    """First day flagged."""
    end: date
    """Last day flagged."""


@dataclass(frozen=True, slots=True)
class Robustness:
    """What other methods say; none of it enters a contribution."""

    readings: tuple[Reading, ...]
    """Dated figures."""
    episodes: tuple[Episode, ...]
    """Dated flags."""
    never: tuple[str, ...]
    """Tests that ran and never flagged anything."""


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """Something that was asked for and could not be measured; it is missing, not zero."""

    name: str
    """The group or check."""
    reason: str
    """Why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What moved a price, by coefficients frozen before the windows begin."""

    target: Target
    """The price explained."""
    fitted: tuple[date, date]
    """First and last day of the weeks fitted; the coefficients are known from the last."""
    weeks: int
    """How many weekly changes were fitted."""
    known_on: date
    """The last day of any data used, robustness checks included; each window has its own."""
    sources: tuple[str, ...]
    """Ids of `record/facts/sources.csv`, and OWN_FILES where series came from the user's files."""
    made: str
    """How the file was made, in a sentence."""
    seed: int
    """Seed of the bootstrap."""
    draws: int
    """Number of bootstrap draws."""
    block_weeks: int
    """Length of a bootstrap block."""
    dollar_bridge: float
    """Slope of the broad dollar on DXY, by which DXY stands in where the broad index is missing; 0
    if it never does."""
    groups: tuple[str, ...]
    """The groups measured, in the order of `GROUPS`."""
    coefficients: tuple[Coefficient, ...]
    """Of the full regression with gold: gold's is silver's answer to gold's own move."""
    covariance: tuple[tuple[float, ...], ...]
    """Covariance of the coefficients, in their order."""
    macro_coefficients: tuple[Coefficient, ...]
    """Of the regression without gold."""
    windows: tuple[WindowResult, ...]
    """One a window."""
    null: tuple[Null, ...]
    """One a stage."""
    out_of_sample: tuple[OutOfSample, ...]
    """One a stage."""
    robustness: Robustness
    """What other methods say."""
    not_measured: tuple[NotMeasured, ...]
    """What is missing, with the reason."""

    def window(self, name: str) -> WindowResult:
        """The window of that name. Raises PriceError if there is none."""
        for window in self.windows:
            if window.name == name:
                return window
        names = ", ".join(window.name for window in self.windows)
        raise PriceError("the attribution", f"no window {name!r}", names, "one of them")


def read_attribution(path: Path = SHIPPED) -> Attribution:
    """The attribution in a results file, by default the shipped one.

    Raises PriceError, with the place in the file, for one that is missing, broken, of another
    format, whose contributions do not add up, or whose parts do not fit each other.
    """
    from assay.prices.agreement import must_agree

    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise PriceError(
                str(path), f"more than {MOST_BYTES:,} bytes", "a results file", "assay fit --out"
            )
        table = tomllib.loads(raw.decode("utf-8"))
    except OSError as cause:
        raise PriceError(
            str(path), cause.strerror or type(cause).__name__, "a results file", "assay fit --out"
        ) from cause
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise unfit(str(path), str(cause), "a TOML file", REMEDY) from cause
    if table.pop("format", None) != FORMAT:
        raise PriceError(
            f"{path}: format", "another format", f"format = {FORMAT}", "make it again: assay fit"
        )
    found = made(Attribution, table, str(path), REMEDY)
    for window in found.windows:
        _must_add_up(window, f"{path}: window {window.name}")
    must_agree(found, str(path))
    return found


ROUNDING = 0.051
"""Log points by which printed contributions may miss their sum: ten numbers, each rounded to a
hundredth, miss it by no more than ten halves of one."""


def _must_add_up(window: WindowResult, where: str) -> None:
    total = sum(share.value for share in window.shares) + window.unexplained.value
    if abs(total - window.actual) > ROUNDING:
        raise PriceError(
            where, f"contributions that add up to {total:.2f}", f"{window.actual:.2f}", "assay fit"
        )


REMEDY = "make the file again: assay fit --out FILE"

MOST_BYTES = 1_000_000
"""Largest file read: fifty times the shipped one."""
