"""Who else uses the electricity of the place, how much there is, and how much there can be.

Not here: AI and data centres (`quantities.py`), which user is a rival (`story.toml`). Users that
are counted in the world are taken by the place's share of them; what no line names is the rest.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


def carried(counted, year, counted_year, growth_before, growth_after):
    """A use that was counted in one year, carried back and forward at rates in logarithms."""
    rate = np.where(year > counted_year, growth_after, growth_before)
    return counted * np.exp(rate * (year - counted_year))


@model.quantity("TWh/year")
def electric_vehicle_use(
    year,
    electric_vehicles_counted,
    electric_vehicles_counted_year,
    electric_vehicle_growth_before,
    electric_vehicle_growth,
    place_share_of_electric_vehicles,
):
    """Electricity that charges vehicles."""
    world = carried(
        electric_vehicles_counted,
        year,
        electric_vehicles_counted_year,
        electric_vehicle_growth_before,
        electric_vehicle_growth,
    )
    return world * place_share_of_electric_vehicles


@model.quantity("TWh/year")
def cooling_use(year, cooling_counted, cooling_counted_year, cooling_growth):
    """Electricity that cools homes and shops."""
    return carried(cooling_counted, year, cooling_counted_year, cooling_growth, cooling_growth)


@model.quantity("TWh/year")
def crypto_use(
    year,
    crypto_counted,
    crypto_counted_year,
    crypto_growth_before,
    crypto_growth,
    place_share_of_crypto,
):
    """Electricity that mines Bitcoin and other coins."""
    world = carried(crypto_counted, year, crypto_counted_year, crypto_growth_before, crypto_growth)
    return world * place_share_of_crypto


@model.quantity("TWh/year")
def aluminium_use(
    year,
    aluminium_counted,
    aluminium_counted_year,
    aluminium_growth,
    place_share_of_aluminium,
):
    """Electricity that smelts aluminium."""
    world = carried(
        aluminium_counted, year, aluminium_counted_year, aluminium_growth, aluminium_growth
    )
    return world * place_share_of_aluminium


@model.quantity("TWh/year")
def named_use(
    ai_use, other_data_centre_use, electric_vehicle_use, cooling_use, crypto_use, aluminium_use
):
    """Electricity of all users that have a line of their own."""
    return (
        ai_use
        + other_data_centre_use
        + electric_vehicle_use
        + cooling_use
        + crypto_use
        + aluminium_use
    )


@model.quantity("TWh/year")
def total_use_counted(
    year,
    last_actual_year,
    total_use_published,
    total_use_first,
    total_use_first_year,
    total_use_growth_before,
):
    """All electricity used in the years in which it was counted; outside them, where little or
    nothing asks for it, carried from the first."""
    carried_on = total_use_first * np.exp(total_use_growth_before * (year - total_use_first_year))
    counted = np.where(year < total_use_first_year, carried_on, total_use_published)
    return np.where(year > last_actual_year, carried_on, counted)


@model.quantity("TWh/year", start="rest_start")
def rest_of_use(
    year, last_actual_year, total_use_counted, named_use, previous_rest_of_use, rest_growth
):
    """Everybody else: homes, shops, offices, factories, heat, rail. What the count leaves, later
    grown."""
    later = previous_rest_of_use * np.exp(rest_growth)
    return np.where(year > last_actual_year, later, total_use_counted - named_use)


@model.quantity("TWh/year")
def total_use(named_use, rest_of_use):
    """All electricity used in the place."""
    return named_use + rest_of_use


@model.quantity("TWh/year", start="supply_start")
def electricity_supply(
    year, last_actual_year, total_use_counted, previous_electricity_supply, supply_growth
):
    """Electricity that can be had: what was used, then what power plants and lines built a year
    allow."""
    later = previous_electricity_supply * np.exp(supply_growth)
    return np.where(year > last_actual_year, later, total_use_counted)
