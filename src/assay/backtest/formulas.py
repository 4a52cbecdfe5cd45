"""The formulas of every past story, written once: lines between two ends, and what follows.

Not here: the numbers (`stories.toml`), how they become a story (`small_story.py`). A parameter's
name is the node it needs, as in any story.
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def between(year: Values, first: Values, last: Values, start: Values, end: Values) -> Values:
    """A line from one end to the other, level before and after: the last known figure stands."""
    elapsed = np.minimum(np.maximum(year - first, 0), last - first)
    return start + (end - start) * elapsed / (last - first)


def total_use(
    year: Values,
    total_first_year: Values,
    total_last_year: Values,
    total_at_start: Values,
    total_at_end: Values,
) -> Values:
    """All use of the resource."""
    return between(year, total_first_year, total_last_year, total_at_start, total_at_end)


def use_counted(
    year: Values,
    use_first_year: Values,
    use_last_year: Values,
    use_at_start: Values,
    use_at_end: Values,
) -> Values:
    """The driver's use, where somebody counted it."""
    return between(year, use_first_year, use_last_year, use_at_start, use_at_end)


def use_by_share(use_share_at_end: Values, total_at_end: Values) -> Values:
    """The driver's use at the end, where only its share of all use was told."""
    return use_share_at_end * total_at_end


def use_of_all(total_use: Values) -> Values:
    """The driver's use where the driver is all users together."""
    return 1 * total_use


def use_withheld(total_at_start: Values, total_use: Values) -> Values:
    """What was taken off the market since the start of the window."""
    return total_at_start - total_use


def net_use(driver_use: Values, kept_share: Values) -> Values:
    """The driver's use less what it gives back."""
    return driver_use * kept_share


def others_use(total_use: Values, driver_use: Values, inside_use: Values) -> Values:
    """Everyone else, those with a line of their own left out."""
    return total_use - driver_use - inside_use


def others_beside_withheld(total_use: Values, inside_use: Values) -> Values:
    """Everyone else where the driver uses nothing."""
    return total_use - inside_use


def stranger_use(
    year: Values,
    stranger_first_year: Values,
    stranger_last_year: Values,
    stranger_at_start: Values,
    stranger_at_end: Values,
) -> Values:
    """The line of a driver that has nothing to do with this market."""
    return between(
        year, stranger_first_year, stranger_last_year, stranger_at_start, stranger_at_end
    )


def others_beside_stranger(others_without_stranger: Values, stranger_use: Values) -> Values:
    """What a stranger's use would have left to everyone else; below nought where there is no room
    for it."""
    return others_without_stranger - stranger_use


def elasticity_sum(supply_elasticity: Values, demand_elasticity: Values) -> Values:
    """Sum of the elasticities of supply and demand."""
    return supply_elasticity + demand_elasticity


def answer_of_users(demand_elasticity: Values) -> Values:
    """By how much the driver's use falls as the price rises, where it is a user like any other."""
    return 1 * demand_elasticity
