"""What AI takes of water: from its electricity, on site and at the power plants.

Not here: AI's electricity (`../shared/efficiency.py`), the other users and what a country has
(`users.py`), the numbers to question (`givens.toml`), which node answers which question of the
ruler (`story.toml`).

Water withdrawn is taken and mostly given back; water consumed is gone. Their labels never cancel:
each line stands twice, and nothing but a published ratio leads from one to the other.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("GW{it}")
def ai_power_here(
    ai_power,
    nameplate_all_year,
    ai_servers_in_use,
    ai_server_power,
    hours_run,
    ai_share_here,
):
    """Mean load of AI servers in the region; where the switch is on, of all servers at their
    nameplate all year, as the origin of the best-known figure has it."""
    at_the_plate = ai_servers_in_use * ai_server_power * hours_run
    return np.where(nameplate_all_year > 0, at_the_plate, ai_power) * ai_share_here


@model.quantity("TWh/year")
def ai_electricity_here(ai_power_here, power_usage_effectiveness):
    """Electricity of AI in the region, cooling and losses of its data centres included."""
    return ai_power_here * power_usage_effectiveness


@model.quantity("GW{it}")
def ai_power_unsaved_here(ai_power_here, ai_power, ai_power_without_gains):
    """The same had chips and models stayed as they were when AI was counted."""
    return ai_power_here * ai_power_without_gains / ai_power


@model.quantity("1")
def reservoirs_counted(reservoir_boundary):
    """1 where evaporation from hydropower's reservoirs counts, else 0: one boundary a sample."""
    return np.where(reservoir_boundary < 1, 0, 1)


@model.quantity("1")
def plant_water_kept(year, last_actual_year, plant_water_fade):
    """Share of a kilowatt-hour's water at the plant that wind, sun and dry towers have left."""
    return np.exp(-plant_water_fade * (year - last_actual_year))


@model.quantity("1")
def cooling_water_kept(year, last_actual_year, cooling_water_fade):
    """Share of a kilowatt-hour's water on site that closed loops have left since the last year."""
    faded = np.exp(-cooling_water_fade * (year - last_actual_year))
    return np.where(year > last_actual_year, faded, 1)


@model.quantity("L{consumed}/kWh")
def consumed_per_kwh_at_the_plant(
    plant_water_consumed, plant_water_kept, reservoirs_counted, reservoir_water_consumed
):
    """Water evaporated for a kilowatt-hour: in cooling, and from reservoirs where they count."""
    return plant_water_consumed * plant_water_kept + reservoirs_counted * reservoir_water_consumed


@model.quantity("L{withdrawn}/kWh")
def withdrawn_per_kwh_at_the_plant(plant_water_withdrawn, plant_water_kept):
    """Water taken for a kilowatt-hour; water that passes a turbine is not taken."""
    return plant_water_withdrawn * plant_water_kept


@model.quantity("L{consumed}/kWh{it}")
def consumed_per_kwh_on_site(cooling_water_consumed, cooling_water_kept):
    """Water evaporated on site for a kilowatt-hour of the servers."""
    return cooling_water_consumed * cooling_water_kept


@model.quantity("km3{consumed}/year")
def ai_water_on_site(ai_power_here, consumed_per_kwh_on_site):
    """Water that cooling AI's servers evaporates."""
    return ai_power_here * consumed_per_kwh_on_site


@model.quantity("km3{consumed}/year")
def ai_water_at_the_plant(ai_electricity_here, consumed_per_kwh_at_the_plant, power_plants_counted):
    """Water that making AI's electricity evaporates; none where only the site counts."""
    return ai_electricity_here * consumed_per_kwh_at_the_plant * power_plants_counted


@model.quantity("km3{consumed}/year", start="ai_water_start")
def ai_water_consumed(ai_water_on_site, ai_water_at_the_plant):
    """All water that AI consumes, on site and at the plant."""
    return ai_water_on_site + ai_water_at_the_plant


@model.quantity("km3{withdrawn}/year")
def ai_water_withdrawn(
    ai_water_on_site,
    cooling_water_withdrawn,
    ai_electricity_here,
    withdrawn_per_kwh_at_the_plant,
    power_plants_counted,
):
    """All water that is taken for AI, most of it given back a few degrees warmer."""
    at_the_plant = ai_electricity_here * withdrawn_per_kwh_at_the_plant * power_plants_counted
    return ai_water_on_site * cooling_water_withdrawn + at_the_plant


@model.quantity("km3{consumed}/year")
def ai_water_without_saving(
    ai_power_unsaved_here,
    power_usage_effectiveness,
    cooling_water_consumed,
    plant_water_consumed,
    plant_water_kept,
    reservoirs_counted,
    reservoir_water_consumed,
    power_plants_counted,
    year,
    last_actual_year,
):
    """What AI would consume were chips and models, and a kilowatt-hour's water, as they were."""
    kept = np.where(year > last_actual_year, 1, plant_water_kept)
    at_the_plant = plant_water_consumed * kept + reservoirs_counted * reservoir_water_consumed
    plants = power_usage_effectiveness * at_the_plant * power_plants_counted
    a_kwh = cooling_water_consumed + plants
    return ai_power_unsaved_here * a_kwh


@model.quantity("km3{consumed}/year")
def ai_water_irreplaceable(ai_water_consumed, irreplaceable_water_share):
    """The part that neither dry cooling nor wind and sun can spare."""
    return ai_water_consumed * irreplaceable_water_share


@model.quantity("km3{consumed}/year")
def ai_net_water(ai_water_consumed, displaced_water_share):
    """What AI consumes, less that of the general servers not bought because of it."""
    return ai_water_consumed * (1 - displaced_water_share)


@model.quantity("L{consumed}/kWh")
def ai_water_per_kwh(ai_water_consumed, ai_electricity_here):
    """Water consumed for a kilowatt-hour of AI, wherever it evaporates."""
    return ai_water_consumed / ai_electricity_here


@model.quantity("percent")
def ai_share_of_consumption(ai_water_consumed, total_water_consumed):
    """AI's share of all water consumed."""
    return ai_water_consumed / total_water_consumed


@model.quantity("percent")
def ai_share_of_withdrawal(ai_water_withdrawn, total_water_withdrawn):
    """AI's share of all water withdrawn."""
    return ai_water_withdrawn / total_water_withdrawn


@model.quantity("km3{withdrawn}/year")
def uk_water_withdrawn(uk_withdrawal_per_person, uk_people):
    """Fresh water withdrawn in the United Kingdom."""
    return uk_withdrawal_per_person * uk_people


@model.quantity("percent")
def ai_withdrawal_over_uk(ai_water_withdrawn, uk_water_withdrawn):
    """Water withdrawn for AI over water withdrawn in the United Kingdom: like over like."""
    return ai_water_withdrawn / uk_water_withdrawn


@model.quantity("percent{consumed}/{withdrawn}")
def ai_consumption_over_uk(ai_water_consumed, uk_water_withdrawn):
    """Water consumed for AI over water withdrawn in the United Kingdom: unlike, as labels say."""
    return ai_water_consumed / uk_water_withdrawn


@model.quantity("t{consumed}/day")
def chatgpt_water(chatgpt_prompts, water_per_prompt, density_of_water):
    """Water consumed for ChatGPT a day."""
    return chatgpt_prompts * water_per_prompt * density_of_water
