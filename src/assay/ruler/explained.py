"""How much of the effect the driver explains, sample by sample.

Not here: whether that is enough (`marks/transmission.py`), what the rivals did
(`contributions.py`).

Partial equilibrium: a shift of demand moves the price by dlnP = shift / (Q * S), S the sum of the
elasticities of supply
and demand (comparative statics of one market, e.g. Hamilton 2009, Brookings Papers on Economic
Activity, section III).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from assay.model.run import Run
from assay.model.summary import band
from assay.ruler.mark import Explained
from assay.ruler.story import Story, Window
from assay.ruler.window import change_over, last_full_year, level_on, mean_over
from assay.units import convert

Samples = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Shares:
    """The driver's share of the effect in every sample, with its companions; fractions."""

    share: Samples
    """By the net change of use."""
    gross: Samples
    """By the gross change of use."""
    if_no_driver: Samples | None
    """Had the driver used nothing at all; None where the effect is use."""
    if_horizon_priced_in: Samples
    """Were its use of the horizon already priced in; of a use, the share up to the horizon."""
    needed: Samples | None
    """The sum of elasticities at which the driver would explain everything; None for a use."""
    shift: Samples
    """The driver's shift of demand, in the unit of `market`."""
    market: Samples
    """Mean use of the resource over the window."""
    rise: Samples | float
    """What is shared out: ln(P1/P0); of a use, the sum of all users' positive changes, in the unit
    of `market`, sample by sample."""


def rise_of(window: Window) -> float:
    """The rise of the effect over the window, ln(P1/P0)."""
    return log(window.end_value / window.start_value)


def shares_of_price(run: Run, story: Story, window: Window) -> Shares | None:
    """The driver's shares of a rise in price; None if the price did not rise.

    shift = change of net use + use * own elasticity * ln(P1/P0): what the driver gave up because of
    the price counts as its demand too. Companions after the same formula with all use, and with the
    growth up to the horizon.
    """
    rise = rise_of(window)
    if rise <= 0:
        return None
    roles = story.roles
    unit = run.unit(roles.use)
    elasticity_sum = constant(run, roles.elasticity_sum, window)
    given_up = np.zeros_like(elasticity_sum)
    if roles.driver_elasticity:
        use = run.at(roles.use, last_full_year(window), unit)
        given_up = use * constant(run, roles.driver_elasticity, window) * rise
    market = mean_over(run, roles.total_use, window, unit)
    net = change_over(run, roles.net_use, window, unit) + given_up
    gross = change_over(run, roles.use, window, unit) + given_up
    present = level_on(run, roles.net_use, window.end, unit)
    later = _growth_to_horizon(run, story, roles.net_use, window, unit)
    explains = 1.0 / (market * elasticity_sum * rise)
    return Shares(
        share=net * explains,
        gross=gross * explains,
        if_no_driver=present * explains,
        if_horizon_priced_in=later * explains,
        needed=net / (market * rise),
        shift=net,
        market=market,
        rise=rise,
    )


def _growth_to_horizon(run: Run, story: Story, node: str, window: Window, unit: str) -> Samples:
    """From the window's start to the horizon; not a number where the run ends before it."""
    before = level_on(run, node, window.start, unit)
    if story.horizon > run.years[-1]:
        return np.full_like(before, np.nan)
    return run.at(node, story.horizon, unit) - before


def shares_of_use(run: Run, story: Story, window: Window) -> Shares | None:
    """The driver's share of the growth of use: its change over the sum of all users' positive
    changes, in every sample by itself.

    None if no user grew in any sample. A user that shrank makes room and is no growth, so it is
    left out of the sum. The companion asks the same from the window's start up to the horizon.
    """
    roles = story.roles
    unit = run.unit(roles.use)
    start = {user: level_on(run, user, window.start, unit) for user in (*roles.users, roles.use)}
    changes = {user: change_over(run, user, window, unit) for user in start}
    share, growth = _of_growth(changes, roles.use)
    if not (growth > 0).any():
        return None
    later = {user: _growth_to_horizon(run, story, user, window, unit) for user in start}
    return Shares(
        share=share,
        gross=share,
        if_no_driver=None,
        if_horizon_priced_in=_of_growth(later, roles.use)[0],
        needed=None,
        shift=changes[roles.use],
        market=mean_over(run, roles.total_use, window, unit),
        rise=growth,
    )


def _of_growth(changes: Mapping[str, Samples], driver: str) -> tuple[Samples, Samples]:
    """The driver's part of the growth, and the growth: the sum of what every user added."""
    growth = np.sum([np.maximum(change, 0) for change in changes.values()], axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(growth > 0, changes[driver] / growth, 0.0), growth


def shares_of(run: Run, story: Story) -> Shares | None:
    """The driver's shares of the story's effect; None if there was nothing to explain."""
    if story.window is None:
        return None
    if story.effect == "price":
        return shares_of_price(run, story, story.window)
    return shares_of_use(run, story, story.window)


def constant(run: Run, node: str | None, window: Window) -> Samples:
    """A dimensionless node as one value a sample; a yearly one is taken at the window's last full
    year."""
    if node is None:
        return np.ones(run.replicate.shape[0])
    return run.at(node, last_full_year(window), "1")


def explained(run: Run, story: Story, shares: Shares, unit: str) -> Explained:
    """The shares told in bands; amounts in `unit` a year, the rise of a price in log points."""
    per_base = convert(1.0, run.unit(story.roles.use), unit, "explained")
    of_price = story.effect == "price"
    return Explained(
        share=band(shares.share),
        share_gross=band(shares.gross),
        if_no_driver=None if shares.if_no_driver is None else band(shares.if_no_driver),
        if_horizon_priced_in=band(shares.if_horizon_priced_in),
        needed=None if shares.needed is None else band(shares.needed),
        shift=band(shares.shift * per_base),
        market=band(shares.market * per_base),
        rise=100 * float(shares.rise) if of_price else None,
        growth=None if of_price else band(np.asarray(shares.rise) * per_base),
    )
