"""What the driver takes of the resource, what all others take, and what there is.

Each function is one node. A parameter's name is the node it needs: a given of `givens.toml` or
another function here; `previous_x` is x of the year before. Units are written with labels, so that
`m3{withdrawn}` and `m3{consumed}` can never be mistaken for each other.

Not here: the numbers (`givens.toml`), which node answers which question (`story.toml`).
"""

import numpy as np

from assay.model.kernels import growth
from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("1{piece}/year")
def driver_units(driver_units_today, driver_growth, year, last_actual_year):
    """How many of them are made in the year."""
    return growth(driver_units_today, driver_growth, year, last_actual_year)


@model.quantity("1")
def thrift_kept(year, last_actual_year, thrift_rate):
    """Share of a piece's use that thrift has left since the last full year."""
    thrifted = np.exp(-thrift_rate * (year - last_actual_year))
    return np.where(year > last_actual_year, thrifted, 1)


@model.quantity("t{resource}/year")
def driver_use(driver_units, use_per_unit, thrift_kept):
    """What the driver takes of the resource in the year."""
    return driver_units * use_per_unit * thrift_kept


@model.quantity("t{resource}/year")
def driver_use_without_saving(driver_units, use_per_unit):
    """What it would take had nothing been saved."""
    return driver_units * use_per_unit


@model.quantity("t{resource}/year")
def other_use(other_use_today, other_growth, year, last_actual_year):
    """What everybody else takes in the year."""
    return growth(other_use_today, other_growth, year, last_actual_year)


@model.quantity("t{resource}/year")
def total_use(driver_use, other_use):
    """What all take in the year."""
    return driver_use + other_use


@model.quantity("percent")
def driver_share(driver_use, total_use):
    """The driver's share of all use."""
    return driver_use / total_use


@model.quantity("t{resource}/year")
def supply(supply_today, supply_growth, year, last_actual_year):
    """What there is to take in the year."""
    return growth(supply_today, supply_growth, year, last_actual_year)
