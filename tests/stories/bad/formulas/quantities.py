"""A misspelt name, a circle, a sum of unlike units and an idle given, all in one file."""

from assay.model.model import Model

model = Model(2015, 2030)


@model.quantity("t/year")
def use(thingz, use_of_one):
    """Asks for a node that there is not."""
    return thingz * use_of_one


@model.quantity("t/year")
def all_use(use, other_use, use_of_one):
    """Adds a weight of one thing to a flow."""
    return use + other_use + use_of_one


@model.quantity("1")
def price(demand):
    """Needs demand of the same year."""
    return demand


@model.quantity("1")
def demand(price):
    """Needs the price of the same year."""
    return price
