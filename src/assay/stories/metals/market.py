"""Every other use of copper, mines and scrap, and the price that holds them together.

Not here: AI (`quantities.py`), the numbers to question (`givens.toml`).

Up to the last full year the published total is known and split by the published shares of its
users; equipment is what the others leave. From there every user grows by itself and answers a price
that is told as a multiple of today's: where demand at today's price outgrows supply at today's
price, the price rises until both meet (comparative statics of one market).
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("t{copper}/year", start="copper_use_start", known="copper_use_known")
def copper_counted(previous_copper_counted, copper_use_growth_before):
    """All use of refined copper as published; years without a figure by the trend before."""
    return previous_copper_counted * np.exp(copper_use_growth_before)


@model.quantity("vehicle/year", start="electric_cars_start", known="electric_cars_known")
def electric_cars(previous_electric_cars, electric_car_growth, electric_car_ceiling):
    """Electric cars sold in the year, plug-in hybrids among them; slows towards a ceiling."""
    room = 1 - previous_electric_cars / electric_car_ceiling
    return previous_electric_cars * np.exp(electric_car_growth * room)


@model.quantity("t{copper}/year")
def electric_car_copper(electric_cars, copper_per_electric_car):
    """Copper in the electric cars sold in the year."""
    return electric_cars * copper_per_electric_car


@model.quantity("t{copper}/year", start="line_start")
def construction_at_todays_price(
    year,
    last_actual_year,
    copper_counted,
    construction_share,
    previous_construction_at_todays_price,
    construction_growth,
):
    """Copper in buildings, had the price stayed."""
    later = previous_construction_at_todays_price * np.exp(construction_growth)
    return np.where(year > last_actual_year, later, construction_share * copper_counted)


@model.quantity("t{copper}/year", start="line_start")
def grids_at_todays_price(
    year,
    last_actual_year,
    copper_counted,
    infrastructure_share,
    previous_grids_at_todays_price,
    grid_growth,
):
    """Copper in grids and other infrastructure, had the price stayed."""
    later = previous_grids_at_todays_price * np.exp(grid_growth)
    return np.where(year > last_actual_year, later, infrastructure_share * copper_counted)


@model.quantity("t{copper}/year", start="line_start")
def industry_at_todays_price(
    year,
    last_actual_year,
    copper_counted,
    industry_share,
    previous_industry_at_todays_price,
    industry_growth,
):
    """Copper in industrial plant, had the price stayed."""
    later = previous_industry_at_todays_price * np.exp(industry_growth)
    return np.where(year > last_actual_year, later, industry_share * copper_counted)


@model.quantity("t{copper}/year", start="line_start")
def other_transport_at_todays_price(
    year,
    last_actual_year,
    copper_counted,
    transport_share,
    electric_car_copper,
    previous_other_transport_at_todays_price,
    other_transport_growth,
):
    """Copper in transport without electric cars, had the price stayed."""
    later = previous_other_transport_at_todays_price * np.exp(other_transport_growth)
    rest = transport_share * copper_counted - electric_car_copper
    return np.where(year > last_actual_year, later, rest)


@model.quantity("t{copper}/year", start="line_start")
def equipment_at_todays_price(
    year,
    last_actual_year,
    copper_counted,
    construction_share,
    infrastructure_share,
    industry_share,
    transport_share,
    data_centre_copper,
    robot_copper,
    previous_equipment_at_todays_price,
    equipment_growth,
):
    """Copper in appliances, electronics and other equipment, had the price stayed: in known years
    what the other users leave of the published total, data centres and robots among them."""
    named = construction_share + infrastructure_share + industry_share + transport_share
    rest = copper_counted * (1 - named) - data_centre_copper - robot_copper
    later = previous_equipment_at_todays_price * np.exp(equipment_growth)
    return np.where(year > last_actual_year, later, rest)


@model.quantity("t{copper}/year")
def copper_use_at_todays_price(
    construction_at_todays_price,
    grids_at_todays_price,
    industry_at_todays_price,
    other_transport_at_todays_price,
    equipment_at_todays_price,
    electric_car_copper,
    data_centre_copper,
    robot_copper,
):
    """All use of copper, had the price stayed."""
    return (
        construction_at_todays_price
        + grids_at_todays_price
        + industry_at_todays_price
        + other_transport_at_todays_price
        + equipment_at_todays_price
        + electric_car_copper
        + data_centre_copper
        + robot_copper
    )


@model.quantity("t{copper}/year", start="copper_mined_start", known="copper_mined_known")
def copper_mined_at_todays_price(
    year, last_actual_year, previous_copper_mined_at_todays_price, mine_growth_before, mine_growth
):
    """Copper mined, had the price stayed: projects that come, grades that fall."""
    growth = np.where(year > last_actual_year, mine_growth, mine_growth_before)
    return previous_copper_mined_at_todays_price * np.exp(growth)


@model.quantity("t{copper}/year", start="copper_scrap_start", known="copper_scrap_known")
def copper_scrap_at_todays_price(
    year, last_actual_year, previous_copper_scrap_at_todays_price, scrap_growth_before, scrap_growth
):
    """Refined copper from scrap, had the price stayed."""
    growth = np.where(year > last_actual_year, scrap_growth, scrap_growth_before)
    return previous_copper_scrap_at_todays_price * np.exp(growth)


@model.quantity("1")
def copper_mine_elasticity(mine_elasticity, copper_by_product_share):
    """By how much mines answer the price; copper that comes up with other metals does not."""
    return mine_elasticity * (1 - copper_by_product_share)


@model.quantity("t{copper}/year")
def copper_supply_at_todays_price(
    copper_mined_at_todays_price, refined_from_mined, copper_scrap_at_todays_price
):
    """All supply of refined copper, had the price stayed."""
    return copper_mined_at_todays_price * refined_from_mined + copper_scrap_at_todays_price


@model.quantity("1")
def copper_elasticity_sum(
    copper_demand_elasticity,
    copper_mine_elasticity,
    scrap_elasticity,
    copper_scrap_at_todays_price,
    copper_supply_at_todays_price,
):
    """S: what demand and supply answer together, mines and scrap by their weight."""
    scrap = copper_scrap_at_todays_price / copper_supply_at_todays_price
    return (
        copper_demand_elasticity + (1 - scrap) * copper_mine_elasticity + scrap * scrap_elasticity
    )


@model.quantity("1", start="price_of_today")
def copper_price(
    year,
    last_actual_year,
    copper_use_at_todays_price,
    copper_supply_at_todays_price,
    copper_elasticity_sum,
):
    """The price as a multiple of today's at which demand and supply meet."""
    gap = copper_use_at_todays_price / copper_supply_at_todays_price
    return np.where(year > last_actual_year, gap ** (1 / copper_elasticity_sum), 1)


@model.quantity("1")
def copper_demand_answer(copper_price, copper_demand_elasticity):
    """What a dearer copper leaves of a user's demand."""
    return copper_price**-copper_demand_elasticity


@model.quantity("t{copper}/year")
def construction(construction_at_todays_price, copper_demand_answer):
    """Copper in buildings."""
    return construction_at_todays_price * copper_demand_answer


@model.quantity("t{copper}/year")
def grids(grids_at_todays_price, copper_demand_answer):
    """Copper in grids and other infrastructure."""
    return grids_at_todays_price * copper_demand_answer


@model.quantity("t{copper}/year")
def industry(industry_at_todays_price, copper_demand_answer):
    """Copper in industrial plant."""
    return industry_at_todays_price * copper_demand_answer


@model.quantity("t{copper}/year")
def other_transport(other_transport_at_todays_price, copper_demand_answer):
    """Copper in transport without electric cars."""
    return other_transport_at_todays_price * copper_demand_answer


@model.quantity("t{copper}/year")
def equipment(equipment_at_todays_price, copper_demand_answer):
    """Copper in appliances, electronics and other equipment, data centres left out."""
    return equipment_at_todays_price * copper_demand_answer


@model.quantity("t{copper}/year")
def copper_use(
    construction,
    grids,
    industry,
    other_transport,
    equipment,
    electric_car_copper,
    data_centre_copper,
    robot_copper,
):
    """All use of refined copper."""
    return (
        construction
        + grids
        + industry
        + other_transport
        + equipment
        + electric_car_copper
        + data_centre_copper
        + robot_copper
    )


@model.quantity("t{copper}/year")
def copper_mined(copper_mined_at_todays_price, copper_price, copper_mine_elasticity):
    """Copper mined."""
    return copper_mined_at_todays_price * copper_price**copper_mine_elasticity


@model.quantity("t{copper}/year")
def copper_scrap(copper_scrap_at_todays_price, copper_price, scrap_elasticity):
    """Refined copper from scrap."""
    return copper_scrap_at_todays_price * copper_price**scrap_elasticity


@model.quantity("t{copper}/year")
def copper_supply(copper_mined, refined_from_mined, copper_scrap):
    """All supply of refined copper."""
    return copper_mined * refined_from_mined + copper_scrap


@model.quantity("t{copper}")
def releasable_copper(copper_stocks, releasable_copper_share):
    """Copper in warehouses that a higher price can bring out."""
    return copper_stocks * releasable_copper_share
