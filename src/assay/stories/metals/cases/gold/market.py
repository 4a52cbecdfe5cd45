"""Every other demand for gold, its supply, and how both answer the price.

Not here: AI (`quantities.py`), the numbers to question (`givens.toml`). Published years replace the
formula; what the lines leave of the published total is bought over the counter or not seen.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("t{gold}/year", start="electronics_gold_start", known="electronics_gold_known")
def electronics_counted(previous_electronics_counted, electronics_gold_growth):
    """Gold used in electronics as published; other years by the trend."""
    return previous_electronics_counted * np.exp(electronics_gold_growth)


@model.quantity("t{gold}/year", start="electronics_gold_start")
def other_electronics_gold(
    year,
    last_actual_year,
    electronics_counted,
    ai_gold,
    previous_other_electronics_gold,
    electronics_gold_growth,
):
    """Gold in all electronics but AI servers: in known years what AI leaves of the count."""
    later = previous_other_electronics_gold * np.exp(electronics_gold_growth)
    return np.where(year > last_actual_year, later, electronics_counted - ai_gold)


@model.quantity("t{gold}/year")
def electronics_gold(other_electronics_gold, ai_gold):
    """Gold used in electronics, AI servers among it."""
    return other_electronics_gold + ai_gold


@model.quantity("t{gold}/year", start="other_technology_start", known="other_technology_known")
def other_technology_gold(previous_other_technology_gold, other_technology_growth):
    """Gold in other industry and dentistry."""
    return previous_other_technology_gold * np.exp(other_technology_growth)


@model.quantity("t{gold}/year", start="jewellery_gold_start", known="jewellery_gold_known")
def jewellery_gold(previous_jewellery_gold, jewellery_gold_growth):
    """Gold in jewellery."""
    return previous_jewellery_gold * np.exp(jewellery_gold_growth)


@model.quantity("t{gold}/year", known="investment_gold_known")
def investment_gold(investment_gold_normal):
    """Gold bought as bars and coins and by funds, net."""
    return investment_gold_normal


@model.quantity("t{gold}/year", known="central_bank_gold_known")
def central_bank_gold(central_bank_gold_normal):
    """Gold bought by central banks, net."""
    return central_bank_gold_normal


@model.quantity("t{gold}/year", start="gold_mined_start", known="gold_mined_known")
def gold_mined(previous_gold_mined, gold_mined_growth):
    """Gold mined."""
    return previous_gold_mined * np.exp(gold_mined_growth)


@model.quantity("t{gold}/year", start="gold_recycled_start", known="gold_recycled_known")
def gold_recycled(previous_gold_recycled, gold_recycled_growth):
    """Gold recycled."""
    return previous_gold_recycled * np.exp(gold_recycled_growth)


@model.quantity("t{gold}/year", known="gold_hedging_known")
def gold_hedging(gold_hedging_normal):
    """Producers' hedges opened, net; below zero where more are closed."""
    return gold_hedging_normal


@model.quantity("t{gold}/year")
def gold_supply(gold_mined, gold_recycled, gold_hedging):
    """All supply of gold."""
    return gold_mined + gold_recycled + gold_hedging


@model.quantity("t{gold}/year")
def gold_use(gold_supply):
    """All demand for gold: what is supplied is bought, as the account is kept."""
    return gold_supply


@model.quantity("t{gold}/year")
def over_the_counter_gold(
    gold_use,
    electronics_gold,
    other_technology_gold,
    jewellery_gold,
    investment_gold,
    central_bank_gold,
):
    """Gold bought over the counter or not seen: what the lines leave of all demand."""
    seen = (
        electronics_gold
        + other_technology_gold
        + jewellery_gold
        + investment_gold
        + central_bank_gold
    )
    return gold_use - seen


@model.quantity("1")
def gold_elasticity_sum(
    gold_use,
    jewellery_gold,
    jewellery_elasticity,
    gold_recycled,
    gold_recycling_elasticity,
    gold_mined,
    gold_mine_elasticity,
    electronics_gold,
    other_technology_gold,
    technology_elasticity,
):
    """S: the sum over the lines of supply and demand, each elasticity weighted with its size;
    investors, central banks and what is not seen count with zero."""
    moved = (
        jewellery_gold * jewellery_elasticity
        + gold_recycled * gold_recycling_elasticity
        + gold_mined * gold_mine_elasticity
        + (electronics_gold + other_technology_gold) * technology_elasticity
    )
    return moved / gold_use


@model.quantity("t{gold}")
def releasable_gold(gold_held_by_funds, releasable_gold_share):
    """Bullion of investors that a higher price can bring out."""
    return gold_held_by_funds * releasable_gold_share
