"""What AI takes of copper: halls built, servers replaced, robots; what is saved of it.

Not here: AI's power and its efficiency (`../shared/efficiency.py`), robots made (`robots.py`), the
other users, mines, scrap and the price (`market.py`), the numbers to question (`givens.toml`),
which node answers which question of the ruler (`story.toml`).

Copper follows what is built, not what runs: a hall takes it once, and what leaves with the servers
is bought again with the next ones. Power plants and the grid outside the fence are the grid's.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("GW/year")
def ai_halls_added(ai_capacity_added, power_usage_effectiveness):
    """Data-centre power built for AI in the year; halls that stand empty give nothing back."""
    return np.maximum(ai_capacity_added * power_usage_effectiveness, 0)


@model.quantity("GW/year")
def other_halls_added(data_centre_capacity_added, ai_halls_added):
    """Data-centre power built for everything but AI: what the growth of all leaves."""
    return np.maximum(data_centre_capacity_added - ai_halls_added, 0)


@model.quantity("1", start="none_yet")
def aluminium_share(
    previous_aluminium_share,
    previous_copper_price,
    aluminium_trigger,
    aluminium_speed,
    copper_irreplaceable_share,
):
    """Share of a hall's copper that aluminium has replaced: moves towards all that can be, in years
    after a price above the trigger; it never moves back."""
    rest = 1 - copper_irreplaceable_share - previous_aluminium_share
    triggered = np.where(previous_copper_price > aluminium_trigger, aluminium_speed, 0)
    return previous_aluminium_share + triggered * rest


@model.quantity("1")
def high_voltage_share(year, high_voltage_year, high_voltage_speed):
    """Share of new halls that feed their racks at high voltage: half in that year."""
    return 1 / (1 + np.exp(-high_voltage_speed * (year - high_voltage_year)))


@model.quantity("1")
def copper_kept(
    year,
    last_actual_year,
    copper_thrift_rate,
    aluminium_share,
    high_voltage_share,
    high_voltage_saving,
    conductor_share,
):
    """Share of a hall's copper that thrift, aluminium and higher voltage have left."""
    thrifted = np.exp(-copper_thrift_rate * (year - last_actual_year))
    left = np.where(year > last_actual_year, thrifted, 1)
    voltage = 1 - conductor_share * high_voltage_saving * high_voltage_share
    return left * (1 - aluminium_share) * voltage


@model.quantity("t{copper}/year")
def ai_hall_copper_without_saving(ai_halls_added, copper_per_capacity):
    """Copper in the halls built for AI, had nothing been saved."""
    return ai_halls_added * copper_per_capacity


@model.quantity("t{copper}/year")
def ai_replaced_copper_without_saving(
    ai_servers_retired,
    ai_server_power,
    power_usage_effectiveness,
    copper_per_capacity,
    copper_with_servers,
):
    """Copper bought again with the servers that replace retired ones, had nothing been saved."""
    power = ai_servers_retired * ai_server_power * power_usage_effectiveness
    return power * copper_per_capacity * copper_with_servers


@model.quantity("t{copper}/year")
def ai_data_centre_copper(
    ai_hall_copper_without_saving, ai_replaced_copper_without_saving, copper_kept
):
    """Copper that AI's data centres take in the year."""
    return (ai_hall_copper_without_saving + ai_replaced_copper_without_saving) * copper_kept


@model.quantity("t{copper}/year")
def robot_copper(robots_made, copper_per_robot):
    """Copper in the humanoid robots made in the year."""
    return robots_made * copper_per_robot


@model.quantity("t{copper}/year")
def ai_copper(ai_data_centre_copper, robot_copper):
    """All copper that AI takes in the year, robots included."""
    return ai_data_centre_copper + robot_copper


@model.quantity("t{copper}/year")
def ai_copper_without_saving(
    ai_hall_copper_without_saving, ai_replaced_copper_without_saving, robot_copper
):
    """What AI would take had nothing been saved or replaced."""
    return ai_hall_copper_without_saving + ai_replaced_copper_without_saving + robot_copper


@model.quantity("t{copper}/year")
def ai_copper_irreplaceable(ai_copper_without_saving, copper_irreplaceable_share):
    """The part of AI's copper that no known substitute can take."""
    return ai_copper_without_saving * copper_irreplaceable_share


@model.quantity("t{copper}/year")
def displaced_copper(ai_hall_copper_without_saving, copper_kept, halls_displaced):
    """Copper of the halls for general servers that were not built because one for AI was."""
    return ai_hall_copper_without_saving * copper_kept * halls_displaced


@model.quantity("t{copper}/year")
def ai_net_copper(ai_copper, displaced_copper):
    """What AI takes, less what it displaces."""
    return ai_copper - displaced_copper


@model.quantity("t{copper}/year")
def other_data_centre_copper(
    other_halls_added,
    other_data_centre_electricity,
    data_centre_load_factor,
    other_server_life,
    copper_per_capacity,
    copper_with_servers,
    copper_kept,
):
    """Copper that data centres take for everything but AI: built, and bought again with servers."""
    standing = other_data_centre_electricity / data_centre_load_factor
    replaced = standing / other_server_life * copper_with_servers
    return (other_halls_added + replaced) * copper_per_capacity * copper_kept


@model.quantity("t{copper}/year")
def data_centre_copper(ai_data_centre_copper, other_data_centre_copper):
    """Copper that all data centres take in the year."""
    return ai_data_centre_copper + other_data_centre_copper


@model.quantity("percent")
def data_centre_copper_share(data_centre_copper, copper_use):
    """Data centres' copper as a share of all use of copper."""
    return data_centre_copper / copper_use


@model.quantity("percent")
def ai_copper_share(ai_copper, copper_use):
    """AI's copper as a share of all use of copper."""
    return ai_copper / copper_use


@model.quantity("percent")
def robot_copper_share(robot_copper, copper_use):
    """The copper of humanoid robots as a share of all use of copper."""
    return robot_copper / copper_use
