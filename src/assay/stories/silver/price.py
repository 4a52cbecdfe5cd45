"""The price of silver, what answers it, and what moved it over the window.

Not here: the lines themselves (`market.py`, `quantities.py`); how contributions are told apart
(the ruler). Comparative statics of one market: a shift moves the price by shift / (Q * S), S the
sum of supply and demand elasticities, each weighted with its line's size.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("1")
def mine_elasticity_fitted(by_product_share, primary_mine_elasticity, by_product_mine_elasticity):
    """Mines' own elasticity: primary silver mines answer the price, by-product mines hardly."""
    primary = (1 - by_product_share) * primary_mine_elasticity
    return primary + by_product_share * by_product_mine_elasticity


@model.quantity("1")
def fitted_elasticity_sum(
    previous_total_demand,
    previous_mine_production,
    mine_elasticity_fitted,
    previous_recycling,
    recycling_elasticity_fitted,
    previous_photovoltaics,
    photovoltaics_elasticity_fitted,
    previous_other_industry,
    other_industry_elasticity_fitted,
    previous_jewelry,
    jewelry_elasticity_fitted,
    previous_silverware,
    silverware_elasticity_fitted,
):
    """Weighted sum of the lines' own elasticities as they were fitted or judged one by one;
    investment counts with zero."""
    moved = (
        previous_mine_production * mine_elasticity_fitted
        + previous_recycling * recycling_elasticity_fitted
        + previous_photovoltaics * photovoltaics_elasticity_fitted
        + previous_other_industry * other_industry_elasticity_fitted
        + previous_jewelry * jewelry_elasticity_fitted
        + previous_silverware * silverware_elasticity_fitted
    )
    return moved / previous_total_demand


@model.quantity("1")
def answering_weight(
    previous_total_demand,
    previous_mine_production,
    previous_recycling,
    previous_photovoltaics,
    previous_other_industry,
    previous_jewelry,
    previous_silverware,
):
    """Size of all lines that answer the price, supply and demand, against all use."""
    return (
        previous_mine_production
        + previous_recycling
        + previous_photovoltaics
        + previous_other_industry
        + previous_jewelry
        + previous_silverware
    ) / previous_total_demand


@model.quantity("1")
def elasticity_shrunk(market_elasticity, fitted_elasticity_sum):
    """What is left of each line's own elasticity where the draw of the market's is below their sum;
    all of it elsewhere."""
    below = market_elasticity < fitted_elasticity_sum
    return np.where(below, market_elasticity / fitted_elasticity_sum, 1)


@model.quantity("1")
def elasticity_added(market_elasticity, fitted_elasticity_sum, answering_weight):
    """What every line answers beside its own elasticity where the draw of the market's is above
    their sum. It is the answer that takes time, so it is alike in all lines and follows the
    planning price; a line's own elasticity answers within the year."""
    return np.maximum(market_elasticity - fitted_elasticity_sum, 0) / answering_weight


@model.quantity("1")
def mine_elasticity(mine_elasticity_fitted, elasticity_shrunk, elasticity_added):
    """By how much mines raise output when the price they plan with rises."""
    return mine_elasticity_fitted * elasticity_shrunk + elasticity_added


@model.quantity("1")
def recycling_elasticity(recycling_elasticity_fitted, elasticity_shrunk, elasticity_added):
    """By how much recycling rises with the price."""
    return recycling_elasticity_fitted * elasticity_shrunk + elasticity_added


@model.quantity("1")
def photovoltaics_elasticity(photovoltaics_elasticity_fitted, elasticity_shrunk, elasticity_added):
    """By how much cell makers save silver in the year in which its price rises."""
    return photovoltaics_elasticity_fitted * elasticity_shrunk + elasticity_added


@model.quantity("1")
def other_industry_elasticity(
    other_industry_elasticity_fitted, elasticity_shrunk, elasticity_added
):
    """By how much other industry saves silver when its price rises."""
    return other_industry_elasticity_fitted * elasticity_shrunk + elasticity_added


@model.quantity("1")
def jewelry_elasticity(jewelry_elasticity_fitted, elasticity_shrunk, elasticity_added):
    """By how much jewelry falls when the price rises."""
    return jewelry_elasticity_fitted * elasticity_shrunk + elasticity_added


@model.quantity("1")
def silverware_elasticity(silverware_elasticity_fitted, elasticity_shrunk, elasticity_added):
    """By how much silverware falls when the price rises."""
    return silverware_elasticity_fitted * elasticity_shrunk + elasticity_added


@model.quantity("1")
def elasticity_sum(
    previous_total_demand,
    previous_mine_production,
    mine_elasticity,
    previous_recycling,
    recycling_elasticity,
    previous_photovoltaics,
    photovoltaics_elasticity,
    previous_other_industry,
    other_industry_elasticity,
    previous_jewelry,
    jewelry_elasticity,
    previous_silverware,
    silverware_elasticity,
):
    """S: the sum over the lines of supply and demand, each elasticity weighted with last year's
    share of all use."""
    moved = (
        previous_mine_production * mine_elasticity
        + previous_recycling * recycling_elasticity
        + previous_photovoltaics * photovoltaics_elasticity
        + previous_other_industry * other_industry_elasticity
        + previous_jewelry * jewelry_elasticity
        + previous_silverware * silverware_elasticity
    )
    return moved / previous_total_demand


@model.quantity("t{silver}/year")
def demand_shift(
    ai_silver,
    previous_ai_silver,
    photovoltaics_at_old_price,
    previous_photovoltaics,
    vehicle_silver,
    previous_vehicle_silver,
    other_industry_at_old_price,
    previous_other_industry,
    photography,
    previous_photography,
):
    """By how much physical use would have changed at the old price. Investors are not in it: their
    moves are in the residual, which was measured on the price they move."""
    return (
        ai_silver
        - previous_ai_silver
        + photovoltaics_at_old_price
        - previous_photovoltaics
        + vehicle_silver
        - previous_vehicle_silver
        + other_industry_at_old_price
        - previous_other_industry
        + photography
        - previous_photography
    )


@model.quantity("t{silver}/year")
def supply_shift(
    previous_mine_production,
    mine_trend,
    hedging_and_official,
    previous_hedging_and_official,
    ai_silver_returned,
    previous_ai_silver_returned,
):
    """By how much supply would have changed at the old price: grades, hedges, retired servers."""
    mined = previous_mine_production * (np.exp(mine_trend) - 1)
    hedged = hedging_and_official - previous_hedging_and_official
    return mined + hedged + ai_silver_returned - previous_ai_silver_returned


@model.quantity("1")
def price_residual(
    year,
    last_actual_year,
    one_year,
    price_residual_1,
    price_residual_2,
    price_residual_3,
    price_residual_4,
    price_residual_5,
    price_residual_6,
    price_residual_7,
    price_residual_8,
    price_residual_9,
    price_residual_10,
    price_residual_11,
):
    """What moves the price beside physical use and supply, an independent draw each year."""
    draws = (
        price_residual_1,
        price_residual_2,
        price_residual_3,
        price_residual_4,
        price_residual_5,
        price_residual_6,
        price_residual_7,
        price_residual_8,
        price_residual_9,
        price_residual_10,
        price_residual_11,
    )
    total = 0 * price_residual_1
    for distance, drawn in enumerate(draws, start=1):
        total = np.where(year - last_actual_year == distance * one_year, drawn, total)
    return total


@model.quantity("USD/oz", start="silver_price_start", known="silver_price_known")
def silver_price(
    year,
    last_actual_year,
    one_year,
    previous_silver_price,
    year_end_price,
    demand_shift,
    supply_shift,
    previous_total_demand,
    elasticity_sum,
    price_residual,
):
    """The year's mean price. The first unknown year starts from the last known year's end, not from
    its mean, which a rise leaves behind."""
    first_unknown = year - last_actual_year == one_year
    base = np.where(first_unknown, year_end_price, previous_silver_price)
    shift = (demand_shift - supply_shift) / (previous_total_demand * elasticity_sum)
    return base * np.exp(shift + price_residual)


@model.quantity("USD/oz", start="silver_price_start")
def planning_price(previous_planning_price, previous_silver_price, planning_speed):
    """The price that mines and designers plan with: follows last year's price in part (adaptive
    expectations)."""
    followed = (previous_silver_price / previous_planning_price) ** planning_speed
    return previous_planning_price * followed


@model.quantity("1")
def planning_ratio(planning_price, previous_planning_price):
    """The planning price over that of the year before."""
    return planning_price / previous_planning_price


@model.quantity("1")
def price_ratio(silver_price, previous_silver_price):
    """The price over that of the year before."""
    return silver_price / previous_silver_price
