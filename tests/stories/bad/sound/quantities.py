"""A small story in which nothing is wrong; the others spoil a file of it."""

from assay.model.model import Model

model = Model(2015, 2030)


@model.quantity("t/year")
def use(things, use_of_one):
    """Use by the driver."""
    return things * use_of_one


@model.quantity("t/year")
def all_use(use, other_use):
    """All use."""
    return use + other_use
