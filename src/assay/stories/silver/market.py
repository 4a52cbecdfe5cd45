"""Every other use of silver, its supply, and what lies above ground.

Not here: AI (`quantities.py`), the price and the elasticities (`price.py`). Every line is chained
to the year before, so that a forecast starts where the published line ends; published years
replace the formula (`known`), which the hindcast therefore runs without.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("W/year", start="pv_installations_start", known="pv_installations_known")
def pv_installations(previous_pv_installations, pv_growth):
    """Solar power installed in the year, direct current."""
    return previous_pv_installations * np.exp(pv_growth)


@model.quantity("1", start="none_yet")
def pv_copper_share(
    previous_pv_copper_share,
    previous_silver_price,
    pv_copper_trigger,
    pv_copper_speed,
    pv_copper_ceiling,
):
    """Share of new cells metallised with copper: grows after a year's price above the trigger."""
    speed = np.where(previous_silver_price > pv_copper_trigger, pv_copper_speed, 0)
    return previous_pv_copper_share + speed * (pv_copper_ceiling - previous_pv_copper_share)


@model.quantity("t{silver}/year")
def photovoltaics_at_old_price(
    previous_photovoltaics,
    pv_installations,
    previous_pv_installations,
    pv_thrift_rate,
    pv_copper_share,
    previous_pv_copper_share,
):
    """Silver for solar cells had the price stayed: more cells, each thriftier, some of copper."""
    cells = pv_installations / previous_pv_installations
    silver_cells = (1 - pv_copper_share) / (1 - previous_pv_copper_share)
    return previous_photovoltaics * cells * silver_cells * np.exp(-pv_thrift_rate)


@model.quantity("t{silver}/year", start="photovoltaics_start", known="photovoltaics_known")
def photovoltaics(
    photovoltaics_at_old_price,
    price_ratio,
    planning_ratio,
    photovoltaics_elasticity_fitted,
    elasticity_shrunk,
    elasticity_added,
):
    """Silver used in solar cells."""
    at_once = price_ratio ** -(photovoltaics_elasticity_fitted * elasticity_shrunk)
    return photovoltaics_at_old_price * at_once * planning_ratio**-elasticity_added


@model.quantity("mg{silver}/W")
def pv_silver_intensity(photovoltaics, pv_installations):
    """Silver used a watt installed."""
    return photovoltaics / pv_installations


@model.quantity("vehicle/year", start="vehicle_production_start", known="vehicle_production_known")
def vehicle_production(previous_vehicle_production, vehicle_growth):
    """Light vehicles made in the year."""
    return previous_vehicle_production * np.exp(vehicle_growth)


@model.quantity("vehicle/year", start="electric_vehicles_start", known="electric_vehicles_known")
def electric_vehicles(
    previous_electric_vehicles,
    vehicle_production,
    electric_vehicle_growth,
    electric_vehicle_ceiling,
):
    """Electric cars sold in the year, plug-in hybrids among them; slows towards a ceiling."""
    room = 1 - previous_electric_vehicles / (electric_vehicle_ceiling * vehicle_production)
    return previous_electric_vehicles * np.exp(electric_vehicle_growth * room)


@model.quantity("t{silver}/year", start="vehicle_silver_start")
def vehicle_silver(
    vehicle_production,
    electric_vehicles,
    hybrid_share,
    silver_per_combustion_car,
    silver_per_hybrid,
    silver_per_electric_car,
):
    """Silver in the light vehicles made in the year, by drive."""
    hybrids = hybrid_share * vehicle_production
    combustion = vehicle_production - hybrids - electric_vehicles
    return (
        combustion * silver_per_combustion_car
        + hybrids * silver_per_hybrid
        + electric_vehicles * silver_per_electric_car
    )


@model.quantity("t{silver}/year")
def other_industry_at_old_price(
    previous_other_industry, other_industry_growth, previous_displaced_silver, displaced_silver
):
    """Other industrial use had the price stayed; general servers displaced by AI leave it here."""
    grown = previous_other_industry * np.exp(other_industry_growth)
    return grown + previous_displaced_silver - displaced_silver


@model.quantity("t{silver}/year", start="other_industry_start")
def other_industry(
    year,
    last_actual_year,
    industrial_known,
    photovoltaics,
    vehicle_silver,
    ai_silver,
    other_industry_at_old_price,
    price_ratio,
    planning_ratio,
    other_industry_elasticity_fitted,
    elasticity_shrunk,
    elasticity_added,
):
    """All other industrial use: grid, appliances, phones, general servers, brazing, catalysts. What
    the published total leaves, later grown."""
    rest = industrial_known - photovoltaics - vehicle_silver - ai_silver
    at_once = price_ratio ** -(other_industry_elasticity_fitted * elasticity_shrunk)
    later = other_industry_at_old_price * at_once * planning_ratio**-elasticity_added
    return np.where(year > last_actual_year, later, rest)


@model.quantity("t{silver}/year")
def industrial(photovoltaics, vehicle_silver, ai_silver, other_industry):
    """Silver used by industry."""
    return photovoltaics + vehicle_silver + ai_silver + other_industry


@model.quantity("t{silver}/year", start="photography_start", known="photography_known")
def photography(previous_photography, photography_trend):
    """Silver used in photography."""
    return previous_photography * np.exp(photography_trend)


@model.quantity("t{silver}/year", start="jewelry_start", known="jewelry_known")
def jewelry(
    previous_jewelry,
    price_ratio,
    planning_ratio,
    jewelry_elasticity_fitted,
    elasticity_shrunk,
    elasticity_added,
):
    """Silver used in jewelry."""
    at_once = price_ratio ** -(jewelry_elasticity_fitted * elasticity_shrunk)
    return previous_jewelry * at_once * planning_ratio**-elasticity_added


@model.quantity("t{silver}/year", start="silverware_start", known="silverware_known")
def silverware(
    previous_silverware,
    price_ratio,
    planning_ratio,
    silverware_elasticity_fitted,
    elasticity_shrunk,
    elasticity_added,
):
    """Silver used in silverware."""
    at_once = price_ratio ** -(silverware_elasticity_fitted * elasticity_shrunk)
    return previous_silverware * at_once * planning_ratio**-elasticity_added


@model.quantity("t{silver}/year", start="bar_and_coin_start", known="bar_and_coin_known")
def bar_and_coin(previous_bar_and_coin, bar_and_coin_normal, bar_and_coin_return):
    """Bars and coins bought, net: returns to its normal year by year."""
    return previous_bar_and_coin + bar_and_coin_return * (
        bar_and_coin_normal - previous_bar_and_coin
    )


@model.quantity("t{silver}/year", known="exchange_traded_known")
def exchange_traded_products(exchange_traded_normal):
    """Silver bought by exchange-traded products, net; no part of total demand."""
    return exchange_traded_normal


@model.quantity("t{silver}/year", known="hedging_demand_known")
def hedging_demand(hedging_demand_normal):
    """Producers' hedges closed, net."""
    return hedging_demand_normal


@model.quantity("t{silver}/year", start="total_demand_start")
def total_demand(industrial, photography, jewelry, silverware, bar_and_coin, hedging_demand):
    """All use of silver, without exchange-traded products."""
    return industrial + photography + jewelry + silverware + bar_and_coin + hedging_demand


@model.quantity("t{silver}/year", start="mine_production_start", known="mine_production_known")
def mine_production(
    previous_mine_production,
    planning_ratio,
    mine_elasticity,
    mine_trend,
):
    """Silver mined: most of it with other metals, so it hardly asks for silver's price."""
    return previous_mine_production * np.exp(mine_trend) * planning_ratio**mine_elasticity


@model.quantity("t{silver}/year", start="recycling_start", known="recycling_known")
def recycling(
    previous_recycling,
    price_ratio,
    planning_ratio,
    recycling_elasticity_fitted,
    elasticity_shrunk,
    elasticity_added,
    ai_silver_returned,
    previous_ai_silver_returned,
):
    """Old scrap; retired AI servers come on top of what the price brings out."""
    servers = ai_silver_returned - previous_ai_silver_returned
    at_once = price_ratio ** (recycling_elasticity_fitted * elasticity_shrunk)
    return previous_recycling * at_once * planning_ratio**elasticity_added + servers


@model.quantity(
    "t{silver}/year", start="hedging_and_official_start", known="hedging_and_official_known"
)
def hedging_and_official(hedging_and_official_normal):
    """Producers' new hedges and sales by states, net."""
    return hedging_and_official_normal


@model.quantity("t{silver}/year")
def net_hedging(hedging_and_official, hedging_demand):
    """Hedging and official sales less hedges closed: what they added to the market."""
    return hedging_and_official - hedging_demand


@model.quantity("t{silver}/year")
def total_supply(mine_production, recycling, hedging_and_official):
    """All supply of silver."""
    return mine_production + recycling + hedging_and_official


@model.quantity("t{silver}/year")
def market_balance(total_supply, total_demand):
    """Supply less use, before exchange-traded products; below zero is a deficit."""
    return total_supply - total_demand


@model.quantity("t{silver}")
def releasable_stocks(
    identifiable_stocks, exchange_traded_holdings, counted_in_both, releasable_share
):
    """Bullion above ground that a higher price can bring out."""
    above_ground = identifiable_stocks + exchange_traded_holdings - counted_in_both
    return releasable_share * above_ground
