"""How much electronic waste AI leaves, and who leaves the rest.

Not here: servers put to use and retired, cohort by cohort (`../shared/efficiency.py`), the numbers
to question (`givens.toml`), which node answers which question of the ruler (`story.toml`).
"""

import numpy as np

from assay.model.kernels import cumulative
from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("kt{ewaste}/year")
def ai_waste_without_reuse(ai_servers_retired, ai_server_power, mass_per_power):
    """Mass of the AI servers retired in the year, with their share of racks, power and network."""
    return ai_servers_retired * ai_server_power * mass_per_power


@model.quantity("1")
def reuse_reached(year, last_actual_year, years_to_reuse, reuse_uptake):
    """Share of retired servers for which longer life, repair and reuse have been taken up."""
    on_the_way = np.clip((year - last_actual_year) / years_to_reuse, 0, 1)
    return reuse_uptake * on_the_way


@model.quantity("kt{ewaste}/year", start="ai_waste_start")
def ai_waste(ai_waste_without_reuse, reuse_reached, waste_cut_by_reuse):
    """Electronic waste of AI in the year."""
    return ai_waste_without_reuse * (1 - reuse_reached * waste_cut_by_reuse)


@model.quantity("kt{ewaste}/year")
def ai_waste_irreplaceable(ai_waste_without_reuse, waste_cut_by_reuse):
    """What is left of AI's waste once all that reuse can avoid is avoided."""
    return ai_waste_without_reuse * (1 - waste_cut_by_reuse)


@model.quantity("kt{ewaste}/year")
def ai_net_waste(ai_waste, displaced_waste_share):
    """AI's waste, less that of the general servers not bought because of it."""
    return ai_waste * (1 - displaced_waste_share)


@model.quantity("Mt{ewaste}")
def ai_waste_added_up(ai_waste, year, adding_since):
    """AI's waste from the year of the best-known sum on."""
    return cumulative(np.where(year < adding_since, 0, ai_waste))


@model.quantity("Mt{ewaste}/year")
def world_waste(
    year, world_waste_counted_year, world_waste_counted, world_waste_rise, world_waste_rise_before
):
    """All electronic waste of the world: the last count, and as much more or less a year."""
    since = year - world_waste_counted_year
    rise = np.where(since > 0, world_waste_rise, world_waste_rise_before)
    return world_waste_counted + rise * since


@model.quantity("percent")
def ai_share_of_waste(ai_waste, world_waste):
    """AI's share of the world's electronic waste."""
    return ai_waste / world_waste


@model.quantity("Mt{ewaste}/year")
def small_it(year, world_waste_counted_year, small_it_counted, small_it_growth):
    """Waste of phones, laptops, routers and other small IT, without AI's servers."""
    return small_it_counted * np.exp(small_it_growth * (year - world_waste_counted_year))


@model.quantity("Mt{ewaste}/year")
def solar_panels(year, world_waste_counted_year, solar_panels_counted, solar_panel_growth):
    """Waste of solar panels."""
    return solar_panels_counted * np.exp(solar_panel_growth * (year - world_waste_counted_year))


@model.quantity("Mt{ewaste}/year")
def household_waste(world_waste, ai_waste, small_it, solar_panels):
    """Waste of everything else with a plug."""
    return world_waste - ai_waste - small_it - solar_panels


@model.quantity("Mt{ewaste}/year")
def household_counted(
    small_equipment_counted, large_equipment_counted, cooling_counted, screens_counted
):
    """The classes of that waste, when they were counted."""
    return small_equipment_counted + large_equipment_counted + cooling_counted + screens_counted


@model.quantity("Mt{ewaste}/year")
def small_equipment(household_waste, small_equipment_counted, household_counted):
    """Waste of vacuum cleaners, toasters, toys and tools: the classes keep their proportions."""
    return household_waste * small_equipment_counted / household_counted


@model.quantity("Mt{ewaste}/year")
def large_equipment(household_waste, large_equipment_counted, household_counted):
    """Waste of washing machines, ovens and other large equipment, solar panels left out."""
    return household_waste * large_equipment_counted / household_counted


@model.quantity("Mt{ewaste}/year")
def cooling_equipment(household_waste, cooling_counted, household_counted):
    """Waste of fridges, freezers and air conditioners."""
    return household_waste * cooling_counted / household_counted


@model.quantity("Mt{ewaste}/year")
def screens(household_waste, screens_counted, household_counted):
    """Waste of screens and lamps."""
    return household_waste * screens_counted / household_counted


@model.quantity("GPU/year")
def gpus_built(ai_servers_built, gpus_per_server):
    """Accelerators put to use in the year."""
    return ai_servers_built * gpus_per_server


@model.quantity("GPU/year")
def gpus_scrapped(ai_waste, mass_per_gpu):
    """Accelerators that must be scrapped in the year for AI's waste to be what it is."""
    return ai_waste / mass_per_gpu


@model.quantity("1")
def scrapped_over_shipped(gpus_scrapped, gpus_shipped_counted):
    """Those over all data-centre accelerators shipped in the year that was counted: what is
    scrapped must first have been shipped."""
    return gpus_scrapped / gpus_shipped_counted
