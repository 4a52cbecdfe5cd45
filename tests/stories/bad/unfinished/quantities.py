"""Two formulas that divide by nothing in one year, apart from each other."""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2030)


@model.quantity("t/year")
def use(year, things, use_of_one):
    """Infinite in 2020."""
    return things * use_of_one / np.where(year == 2020, 0.0, 1.0)


@model.quantity("t/year")
def all_use(year, other_use):
    """No number in 2018."""
    nothing = np.where(year == 2018, 0.0, 1.0)
    return other_use * nothing / nothing
