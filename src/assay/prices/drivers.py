"""What is asked of a price: the regressors, their groups, and the series that each is made of.

Not here: where the series come from (`fit.py`), what they explain (`attribution.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from assay.prices.result import NotMeasured
from assay.prices.windows import (
    Daily,
    Days,
    Values,
    continued,
    log_points,
    on,
    slope,
    week_mean,
)


@dataclass(frozen=True, slots=True)
class Regressor:
    """One column of the regression."""

    name: str
    """Its name in results."""
    group: str
    """The group it counts for."""
    unit: str
    """ "log_point" or "percentage_point"."""
    needs: tuple[str, ...]
    """The series it is made of: the first, less the second where there are two."""


REGRESSORS = (
    Regressor("broad_dollar", "dollar", "log_point", ("dollar",)),
    Regressor("copper", "copper", "log_point", ("copper",)),
    Regressor("real_yield", "rates", "percentage_point", ("real_yield",)),
    Regressor("breakeven", "rates", "percentage_point", ("breakeven",)),
    Regressor("geopolitical_risk", "geopolitics", "log_point", ("geopolitical_risk",)),
    Regressor("volatility", "geopolitics", "log_point", ("volatility",)),
    Regressor("semiconductors_less_nasdaq", "ai_equity", "log_point", ("semiconductors", "nasdaq")),
    Regressor("nasdaq", "nasdaq", "log_point", ("nasdaq",)),
)
"""The macro stage, group after group. Semiconductors count beyond the Nasdaq, so that a rise of all
shares is not told as one of AI; copper carries the industrial cycle and with it news of AI and of
tariffs, which a regression cannot take apart."""

GOLD = Regressor("gold", "gold", "log_point", ("gold",))
"""The mediator, of the second stage."""

LEVELS = ("real_yield", "breakeven")
"""Series whose changes are differences of the level, in percentage points."""

SMOOTHED = ("geopolitical_risk",)
"""Series taken as the mean of 7 days."""

SERIES = (
    "silver",
    "gold",
    "dollar",
    "dxy",
    "copper",
    "real_yield",
    "breakeven",
    "geopolitical_risk",
    "volatility",
    "semiconductors",
    "nasdaq",
    "managed_money",
)
"""Every series that an attribution can be given. `dxy` only continues `dollar` where that ends, and
`managed_money` is no driver: a flow moves with the price, not before it."""


NOTHING: Mapping[str, str] = {}
"""No reasons."""

NO_SERIES = "no series was given"
"""The reason where none is told."""


@dataclass(frozen=True, slots=True)
class Drivers:
    """The series an attribution has, on the scale on which their changes are taken."""

    target: Daily
    """The price explained, in log points."""
    levels: Mapping[str, Daily]
    """Each series in log points or percent."""
    macro: tuple[Regressor, ...]
    """Regressors of the macro stage whose series are all there."""
    gold: Regressor | None
    """The mediator; None without its series."""
    missing: tuple[NotMeasured, ...]
    """Regressors that lack a series."""
    bridge: float
    """Slope by which DXY continues the dollar; 0 if it does not."""

    @property
    def regressors(self) -> tuple[Regressor, ...]:
        """All regressors, gold last."""
        return (*self.macro, self.gold) if self.gold else self.macro

    def column(self, regressor: Regressor, days: Days) -> Values:
        """A regressor's level on each day."""
        first, *less = (on(self.levels[name], days) for name in regressor.needs)
        return first - sum(less, np.zeros(days.size))

    def changes(self, days: Days) -> tuple[Values, Values]:
        """Changes from each day to the next of the target (n,) and of the regressors (n, k)."""
        columns = [np.diff(self.column(one, days)) for one in self.regressors]
        return np.diff(on(self.target, days)), np.column_stack(columns)


def drivers(
    series: Mapping[str, Daily], first: date, last: date, absent: Mapping[str, str] = NOTHING
) -> Drivers:
    """The series of SERIES that are there, on their scales; `absent` says why others are not.

    DXY continues the dollar by its slope over the weeks from `first` to `last`, those of the fit.
    """
    levels = {}
    for name, one in series.items():
        if name == "managed_money":
            continue
        smooth = week_mean(one) if name in SMOOTHED else one
        levels[name] = smooth if name in LEVELS else log_points(smooth)
    bridge = 0.0
    if "dollar" in levels and "dxy" in levels:
        if levels["dxy"].last > levels["dollar"].last:
            bridge = slope(levels["dollar"], levels["dxy"], first, last)
            levels["dollar"] = continued(levels["dollar"], levels["dxy"], bridge)
        del levels["dxy"]
    wanted = (*REGRESSORS, GOLD)
    lacks = {one: [name for name in one.needs if name not in levels] for one in wanted}
    return Drivers(
        target=levels.pop("silver"),
        levels=levels,
        macro=tuple(one for one in REGRESSORS if not lacks[one]),
        gold=None if lacks[GOLD] else GOLD,
        missing=tuple(
            NotMeasured(one.name, "; ".join(absent.get(name, NO_SERIES) for name in names))
            for one, names in lacks.items()
            if names
        ),
        bridge=bridge,
    )
