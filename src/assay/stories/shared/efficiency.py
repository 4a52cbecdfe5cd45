"""The efficiency race: how much power and electricity AI takes, and what must be built for it.

Not here: the numbers to question (`efficiency.toml`), any one resource (`NAME/quantities.py`). A
story whose `story.toml` says `shared = ["efficiency"]` has these quantities among its own; the
world's, since servers serve the world. Chips do more a joule, models need less computing for the
same service, cheaper service is asked for more: power is what is left of that race.
"""

import numpy as np

from assay.model.cohorts import WeibullLife, inflow_for_stock, outflow
from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("1")
def hardware_efficiency(year, ai_counted_year, hardware_efficiency_gain):
    """Computing a joule, as a multiple of the counted year's."""
    return np.exp(hardware_efficiency_gain * (year - ai_counted_year))


@model.quantity("1")
def model_efficiency(year, ai_counted_year, model_efficiency_gain):
    """Service a computation, as a multiple of the counted year's."""
    return np.exp(model_efficiency_gain * (year - ai_counted_year))


@model.quantity("1", start="ai_service_cost_start")
def ai_service_cost(hardware_efficiency, model_efficiency):
    """Energy that one unit of AI service takes, as a multiple of the counted year's; its cost to
    those who ask for it falls alike."""
    return 1 / (hardware_efficiency * model_efficiency)


@model.quantity("1", start="ai_service_demand_start")
def ai_service_demand(
    year,
    ai_counted_year,
    previous_ai_service_demand,
    previous_ai_service_cost,
    ai_service_cost,
    ai_demand_growth,
    ai_demand_fade,
    previous_ai_power,
    ai_power_ceiling,
    ai_rebound_elasticity,
    ai_power_growth_before,
):
    """AI service asked for, as a multiple of the counted year's: it grows by itself, ever less as
    the market and the grid fill, and rebounds as it gets cheaper. Before the count it is what the
    power of the time could do."""
    room = np.maximum(1 - previous_ai_power / ai_power_ceiling, 0)
    wanted = ai_demand_growth * room * np.exp(-ai_demand_fade * (year - ai_counted_year))
    cheaper = (ai_service_cost / previous_ai_service_cost) ** -ai_rebound_elasticity
    later = previous_ai_service_demand * np.exp(wanted) * cheaper
    earlier = np.exp(ai_power_growth_before * (year - ai_counted_year)) / ai_service_cost
    return np.where(year > ai_counted_year, later, earlier)


@model.quantity("EFLOPS")
def ai_computing(ai_computing_counted, ai_service_demand, model_efficiency):
    """Computing that runs for AI, half precision, on average."""
    return ai_computing_counted * ai_service_demand / model_efficiency


@model.quantity("GW{it}", start="ai_power_start")
def ai_power(ai_power_counted, ai_service_demand, ai_service_cost):
    """Mean load of AI servers in the world, before cooling and losses."""
    return ai_power_counted * ai_service_demand * ai_service_cost


@model.quantity("GW{it}", start="ai_power_start")
def ai_power_without_gains(
    year,
    ai_counted_year,
    previous_ai_power_without_gains,
    ai_power_ceiling,
    ai_demand_growth,
    ai_demand_fade,
    ai_power,
):
    """Mean load of AI servers had chips and models stayed as they were when counted: the same
    demand at a cost that does not fall, so without rebound."""
    room = np.maximum(1 - previous_ai_power_without_gains / ai_power_ceiling, 0)
    wanted = ai_demand_growth * room * np.exp(-ai_demand_fade * (year - ai_counted_year))
    return np.where(
        year > ai_counted_year, previous_ai_power_without_gains * np.exp(wanted), ai_power
    )


@model.quantity("TWh/year")
def ai_electricity_without_gains(ai_power_without_gains, power_usage_effectiveness):
    """Electricity of AI had nothing become more efficient after the count."""
    return ai_power_without_gains * power_usage_effectiveness


@model.quantity("TWh/year", start="ai_electricity_start")
def ai_electricity(ai_power, power_usage_effectiveness):
    """Electricity of AI in the world, cooling and losses of its data centres included."""
    return ai_power * power_usage_effectiveness


@model.quantity("TWh/year", start="other_data_centre_electricity_start")
def other_data_centre_electricity(
    year,
    ai_counted_year,
    data_centre_electricity_counted,
    data_centre_growth_before,
    ai_electricity,
    previous_other_data_centre_electricity,
    other_data_centre_growth,
):
    """Electricity of data centres for everything but AI: what the count of all leaves, then
    grown."""
    all_counted = data_centre_electricity_counted * np.exp(
        data_centre_growth_before * (year - ai_counted_year)
    )
    later = previous_other_data_centre_electricity * np.exp(other_data_centre_growth)
    return np.where(year > ai_counted_year, later, all_counted - ai_electricity)


@model.quantity("TWh/year")
def data_centre_electricity(ai_electricity, other_data_centre_electricity):
    """Electricity of all data centres in the world, crypto left out."""
    return ai_electricity + other_data_centre_electricity


@model.quantity("GW", start="data_centre_capacity_start")
def data_centre_capacity(data_centre_electricity, data_centre_load_factor):
    """Power that the world's data centres can draw; on average they draw less."""
    return data_centre_electricity / data_centre_load_factor


@model.quantity("GW/year")
def data_centre_capacity_added(data_centre_capacity, previous_data_centre_capacity, each_year):
    """Data-centre power by which the world's grows in the year."""
    return (data_centre_capacity - previous_data_centre_capacity) / each_year


@model.quantity("GW{it}", start="ai_capacity_start")
def ai_capacity(ai_power, ai_utilisation):
    """Power that the AI servers in use can draw; on average they draw less."""
    return ai_power / ai_utilisation


@model.quantity("GW{it}/year")
def ai_capacity_added(ai_capacity, previous_ai_capacity, each_year):
    """Power by which the AI servers in use grow in the year."""
    return (ai_capacity - previous_ai_capacity) / each_year


@model.quantity("server")
def ai_servers_in_use(ai_capacity, ai_server_power):
    """AI servers in use at the end of the year, counted in servers of today's power."""
    return ai_capacity / ai_server_power


@model.quantity("server/year")
def ai_servers_built(ai_servers_in_use, ai_server_life, ai_server_life_spread):
    """AI servers put to use in the year: what grows, and what replaces the retired."""
    life = WeibullLife(shape=ai_server_life_spread, scale=ai_server_life)
    return inflow_for_stock(ai_servers_in_use, life)


@model.quantity("server/year")
def ai_servers_retired(ai_servers_built, ai_server_life, ai_server_life_spread):
    """AI servers retired in the year, cohort by cohort; lifetimes after Weibull."""
    life = WeibullLife(shape=ai_server_life_spread, scale=ai_server_life)
    return outflow(ai_servers_built, life)
