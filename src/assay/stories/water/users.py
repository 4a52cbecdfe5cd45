"""Who else uses water, and how much may be used.

Not here: AI (`quantities.py`). Users' lines start from the last count of a region and grow from
there; power plants follow the electricity made. Of each line the data centres' part is taken out,
so that the lines add up to what is counted as all.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("1")
def irrigation_grown(year, water_counted_year, irrigation_growth):
    """Irrigation over that of the year counted."""
    return np.exp(irrigation_growth * (year - water_counted_year))


@model.quantity("1")
def households_grown(year, water_counted_year, household_growth):
    """Households' water over that of the year counted."""
    return np.exp(household_growth * (year - water_counted_year))


@model.quantity("1")
def industry_grown(year, water_counted_year, industry_growth):
    """Industry's water over that of the year counted."""
    return np.exp(industry_growth * (year - water_counted_year))


@model.quantity("TWh/year")
def electricity_made(year, electricity_counted_year, electricity_counted, electricity_growth):
    """All electricity made in the region."""
    return electricity_counted * np.exp(electricity_growth * (year - electricity_counted_year))


@model.quantity("km3{withdrawn}/year")
def irrigation_withdrawn(water_counted, irrigation_share, irrigation_grown):
    """Water taken for irrigation."""
    return water_counted * irrigation_share * irrigation_grown


@model.quantity("km3{withdrawn}/year")
def households_withdrawn(water_counted, household_share, households_grown):
    """Water taken for households and services."""
    return water_counted * household_share * households_grown


@model.quantity("km3{withdrawn}/year")
def industry_withdrawn(water_counted, industry_share, industry_grown):
    """Water taken by industry, power plants left out."""
    return water_counted * industry_share * industry_grown


@model.quantity("km3{withdrawn}/year")
def others_withdrawn(water_counted, others_share, households_grown):
    """Water taken for what is counted apart: livestock, ponds, towns' green, rivers fed; it grows
    as households do, for want of a count."""
    return water_counted * others_share * households_grown


@model.quantity("km3{withdrawn}/year")
def power_plants_withdrawn(electricity_made, withdrawn_per_kwh_at_the_plant):
    """Water taken by power plants."""
    return electricity_made * withdrawn_per_kwh_at_the_plant


@model.quantity("km3{consumed}/year")
def irrigation(irrigation_withdrawn, irrigation_consumed_share):
    """Water that irrigation consumes."""
    return irrigation_withdrawn * irrigation_consumed_share


@model.quantity("km3{consumed}/year")
def households(households_withdrawn, household_consumed_share):
    """Water that households and services consume."""
    return households_withdrawn * household_consumed_share


@model.quantity("km3{consumed}/year")
def all_industry(industry_withdrawn, industry_consumed_share):
    """Water that industry consumes, data centres' cooling among it, power plants left out."""
    return industry_withdrawn * industry_consumed_share


@model.quantity("km3{consumed}/year")
def others(others_withdrawn, others_consumed_share):
    """Water consumed by what is counted apart."""
    return others_withdrawn * others_consumed_share


@model.quantity("km3{consumed}/year")
def all_power_plants(electricity_made, consumed_per_kwh_at_the_plant):
    """Water that making electricity consumes, that of data centres among it."""
    return electricity_made * consumed_per_kwh_at_the_plant


@model.quantity("TWh/year")
def other_centre_electricity(other_data_centre_electricity, other_centre_share_here):
    """Electricity of data centres in the region for everything but AI."""
    return other_data_centre_electricity * other_centre_share_here


@model.quantity("km3{consumed}/year")
def other_centres_on_site(
    other_centre_electricity, other_centre_effectiveness, consumed_per_kwh_on_site
):
    """Water that cooling the other data centres evaporates."""
    return other_centre_electricity / other_centre_effectiveness * consumed_per_kwh_on_site


@model.quantity("km3{consumed}/year")
def other_centres_at_the_plant(
    other_centre_electricity, consumed_per_kwh_at_the_plant, power_plants_counted
):
    """Water that making the other data centres' electricity evaporates."""
    return other_centre_electricity * consumed_per_kwh_at_the_plant * power_plants_counted


@model.quantity("km3{consumed}/year")
def other_centres(other_centres_on_site, other_centres_at_the_plant):
    """Water that data centres consume without AI."""
    return other_centres_on_site + other_centres_at_the_plant


@model.quantity("km3{consumed}/year")
def data_centres_on_site(ai_water_on_site, other_centres_on_site):
    """Water that all data centres evaporate on site."""
    return ai_water_on_site + other_centres_on_site


@model.quantity("km3{consumed}/year")
def data_centres(ai_water_consumed, other_centres):
    """Water that all data centres consume."""
    return ai_water_consumed + other_centres


@model.quantity("L{consumed}/kWh")
def data_centre_water_per_kwh(data_centres, ai_electricity_here, other_centre_electricity):
    """Water consumed for a kilowatt-hour of data centres, wherever it evaporates."""
    return data_centres / (ai_electricity_here + other_centre_electricity)


@model.quantity("km3{consumed}/year")
def industry(all_industry, ai_water_on_site, other_centres_on_site):
    """Water that industry consumes, data centres and power plants left out."""
    return all_industry - ai_water_on_site - other_centres_on_site


@model.quantity("km3{consumed}/year")
def power_plants(all_power_plants, ai_water_at_the_plant, other_centres_at_the_plant):
    """Water that making electricity for all others consumes."""
    return all_power_plants - ai_water_at_the_plant - other_centres_at_the_plant


@model.quantity("km3{consumed}/year")
def total_water_consumed(irrigation, households, all_industry, others, all_power_plants):
    """All water consumed."""
    return irrigation + households + all_industry + others + all_power_plants


@model.quantity("km3{withdrawn}/year")
def total_water_withdrawn(
    irrigation_withdrawn,
    households_withdrawn,
    industry_withdrawn,
    others_withdrawn,
    power_plants_withdrawn,
):
    """All water withdrawn."""
    farms_and_homes = irrigation_withdrawn + households_withdrawn
    return farms_and_homes + industry_withdrawn + others_withdrawn + power_plants_withdrawn


@model.quantity("km3{consumed}/year", start="total_water_start")
def water_consumed_lately(
    year, last_actual_year, previous_water_consumed_lately, total_water_consumed
):
    """All water consumed, held at the last full year from then on."""
    return np.where(year > last_actual_year, previous_water_consumed_lately, total_water_consumed)


@model.quantity("km3{consumed}/year")
def water_to_be_had(year, last_actual_year, water_consumed_lately, consumption_limit):
    """Water that may be consumed: up to the last full year what was, from then on the limit that
    rivers and aquifers are held to bear. What lies between is room; beyond the limit there is
    none."""
    room = np.maximum(consumption_limit, water_consumed_lately)
    return np.where(year > last_actual_year, room, water_consumed_lately)
