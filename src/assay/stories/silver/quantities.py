"""What AI takes of silver: servers, chips, data centres, what is saved, what comes back.

Not here: the other users and the supply (`market.py`), the price (`price.py`), the numbers to
question (`givens.toml`), which node answers which question of the ruler (`story.toml`).
"""

import numpy as np

from assay.model.cohorts import WeibullLife, leaving_by_age, outflow_this_year
from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("server/year")
def ai_servers_counted(ai_servers_january, ai_servers_may, ai_server_scope):
    """AI servers shipped in the years that were counted or forecast; one scope a sample, never a
    mixture of both."""
    return np.where(ai_server_scope < 1, ai_servers_january, ai_servers_may)


@model.quantity("server/year", start="ai_servers_built_start")
def ai_servers_ordered(ai_servers_built, previous_ai_servers_ordered, ai_orders_kept):
    """Servers put to use in the year by the efficiency race, which the power of AI needs; orders do
    not break off within a year."""
    return np.maximum(ai_servers_built, previous_ai_servers_ordered * ai_orders_kept)


@model.quantity("1")
def ai_server_growth(ai_servers_ordered, previous_ai_servers_ordered):
    """Servers of a year over those of the year before, by the efficiency race: of any scope, so
    that shipments counted more widely can grow by it."""
    return ai_servers_ordered / previous_ai_servers_ordered


@model.quantity("server/year", start="ai_servers_start")
def ai_servers_base(
    year,
    first_counted_year,
    last_counted_year,
    previous_ai_servers_base,
    ai_servers_counted,
    ai_server_growth,
    ai_server_growth_before,
):
    """AI servers shipped without announced build-outs: counted, and grown from there both ways."""
    later = previous_ai_servers_base * ai_server_growth
    earlier = previous_ai_servers_base * np.exp(ai_server_growth_before)
    known = np.where(year > last_counted_year, later, ai_servers_counted)
    return np.where(year < first_counted_year, earlier, known)


@model.quantity("server/year")
def announced_ai_servers(
    year,
    last_actual_year,
    build_out_end,
    stargate_built,
    stargate_power,
    nvidia_openai_built,
    nvidia_openai_power,
    years_of_build_out,
    power_per_ai_server,
    china_built,
    china_computing_added,
    computing_per_ai_server,
):
    """AI servers for announced centres, spread evenly until the end year; scenarios, none unless
    switched on, since announced is not built."""
    power = stargate_built * stargate_power + nvidia_openai_built * nvidia_openai_power
    western = power / (years_of_build_out * power_per_ai_server)
    a_year = western + china_built * china_computing_added / computing_per_ai_server
    begun = np.where(year > last_actual_year, a_year, 0)
    return np.where(year <= build_out_end, begun, 0)


@model.quantity("server/year")
def ai_servers_shipped(ai_servers_base, announced_ai_servers):
    """AI servers shipped in the year."""
    return ai_servers_base + announced_ai_servers


@model.quantity("t{silver}/year")
def chip_packaging_silver(ai_servers_shipped, chip_packaging_per_server):
    """Silver in the packages of the accelerators, memories and power stages of the servers shipped;
    part of the server's silver, and the part that nothing replaces."""
    return ai_servers_shipped * chip_packaging_per_server


@model.quantity("1")
def ai_thrift_kept(year, last_actual_year, ai_thrift_rate):
    """Share of a server's silver that thrift has left since the last full year."""
    thrifted = np.exp(-ai_thrift_rate * (year - last_actual_year))
    return np.where(year > last_actual_year, thrifted, 1)


@model.quantity("1", start="none_yet")
def ai_copper_share(
    previous_ai_copper_share,
    previous_silver_price,
    ai_copper_trigger,
    ai_copper_speed,
    ai_irreplaceable_share,
    ai_cable_share,
):
    """Share of a server's silver replaced by copper: moves towards all that can be replaced, in
    years after a price above the trigger; it never moves back."""
    rest = 1 - ai_irreplaceable_share - ai_cable_share - previous_ai_copper_share
    triggered = np.where(previous_silver_price > ai_copper_trigger, ai_copper_speed, 0)
    return previous_ai_copper_share + triggered * rest


@model.quantity("1")
def ai_cable_replaced(year, last_actual_year, ai_cable_share, optics_rate):
    """Share of a server's silver gone where optical modules took over from silver-plated cable."""
    replaced = ai_cable_share * (1 - np.exp(-optics_rate * (year - last_actual_year)))
    return np.where(year > last_actual_year, replaced, 0)


@model.quantity("t{silver}/year")
def ai_server_silver(
    ai_servers_shipped,
    silver_per_ai_server,
    chip_packaging_silver,
    ai_thrift_kept,
    ai_copper_share,
    ai_cable_replaced,
):
    """Silver in the AI servers shipped, after thrift, copper and optics; chips are spared."""
    open_to_saving = ai_servers_shipped * silver_per_ai_server - chip_packaging_silver
    kept = ai_thrift_kept * (1 - ai_copper_share - ai_cable_replaced)
    return chip_packaging_silver + open_to_saving * kept


@model.quantity("t{silver}/year")
def ai_data_centre_silver(ai_servers_shipped, power_per_ai_server, data_centre_silver_per_power):
    """Silver in power supply, cooling and connectors of the centres built for the servers shipped;
    racks in, power plants and grid out."""
    return ai_servers_shipped * power_per_ai_server * data_centre_silver_per_power


@model.quantity("t{silver}/year", start="ai_silver_start")
def ai_silver(ai_server_silver, ai_data_centre_silver):
    """All silver that AI takes in the year, gross."""
    return ai_server_silver + ai_data_centre_silver


@model.quantity("t{silver}/year")
def ai_silver_without_saving(ai_servers_shipped, silver_per_ai_server, ai_data_centre_silver):
    """What AI would take had nothing been thrifted or replaced."""
    return ai_servers_shipped * silver_per_ai_server + ai_data_centre_silver


@model.quantity("t{silver}/year")
def ai_silver_irreplaceable(
    ai_servers_shipped,
    silver_per_ai_server,
    chip_packaging_silver,
    ai_data_centre_silver,
    ai_thrift_kept,
    ai_irreplaceable_share,
):
    """The part of AI's silver that no known substitute can take: chips, and a share of the rest."""
    boards = ai_servers_shipped * silver_per_ai_server - chip_packaging_silver
    rest = boards * ai_thrift_kept + ai_data_centre_silver
    return chip_packaging_silver + ai_irreplaceable_share * rest


@model.quantity("kg{silver}/server")
def silver_per_general_server(silver_per_ai_server, general_server_ratio):
    """Silver in one general server."""
    return silver_per_ai_server * general_server_ratio


@model.quantity("t{silver}/year", start="displaced_silver_start")
def displaced_silver(ai_servers_shipped, general_servers_displaced, silver_per_general_server):
    """Silver of the general servers that were not bought because an AI server was."""
    return ai_servers_shipped * general_servers_displaced * silver_per_general_server


@model.quantity("t{silver}/year")
def ai_net_silver(ai_silver, displaced_silver):
    """What AI takes, less what it displaces."""
    return ai_silver - displaced_silver


@model.quantity("percent")
def ai_silver_change(ai_silver, previous_ai_silver):
    """Growth of AI's silver against the year before."""
    return ai_silver / previous_ai_silver - 1


@model.quantity("percent")
def ai_silver_share(ai_silver, total_demand):
    """AI's silver, gross, as a share of all use of silver."""
    return ai_silver / total_demand


@model.quantity("1")
def ai_servers_leaving(year, ai_server_life, ai_server_life_spread):
    """Share of a year's servers retired at ages 1, 2, ...; lifetimes after Weibull."""
    return leaving_by_age(year, WeibullLife(shape=ai_server_life_spread, scale=ai_server_life))


@model.quantity("t{silver}/year", start="returned_start")
def ai_silver_returned(history_ai_server_silver, history_ai_servers_leaving, server_recovery):
    """Silver recovered from retired AI servers, cohort by cohort."""
    retired = outflow_this_year(history_ai_server_silver, history_ai_servers_leaving)
    return server_recovery * retired
