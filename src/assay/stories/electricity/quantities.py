"""What AI and data centres take of the electricity of one place.

Not here: how much AI takes in the world (`shared/efficiency.py`), the other users and the supply
(`users.py`), the numbers to question (`givens.toml`), which node answers which question of the
ruler (`story.toml`). The place is the United States unless a case says otherwise.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("TWh/year")
def ai_use(ai_electricity, place_share_of_ai):
    """Electricity of AI in the place, cooling and losses included."""
    return ai_electricity * place_share_of_ai


@model.quantity("TWh/year")
def ai_use_without_saving(ai_electricity_without_gains, place_share_of_ai):
    """What AI would take had chips and models become no more efficient since the count."""
    return ai_electricity_without_gains * place_share_of_ai


@model.quantity("TWh/year", start="other_data_centre_use_start")
def other_data_centre_use(
    year,
    ai_counted_year,
    data_centre_use_counted,
    data_centre_use_growth_before,
    ai_use,
    previous_other_data_centre_use,
    other_data_centre_growth,
):
    """Electricity of the place's data centres for everything but AI: what the count of all leaves,
    later grown."""
    all_counted = data_centre_use_counted * np.exp(
        data_centre_use_growth_before * (year - ai_counted_year)
    )
    later = previous_other_data_centre_use * np.exp(other_data_centre_growth)
    return np.where(year > ai_counted_year, later, all_counted - ai_use)


@model.quantity("GW")
def data_centre_power(ai_use, other_data_centre_use, data_centre_load_factor):
    """Power that the place's data centres can draw."""
    return (ai_use + other_data_centre_use) / data_centre_load_factor


@model.quantity("GW")
def data_centre_load(data_centre_power, data_centre_load_factor):
    """Power that the place's data centres draw on average."""
    return data_centre_power * data_centre_load_factor


@model.quantity("percent")
def data_centre_utilisation(data_centre_load, data_centre_power):
    """What data centres draw on average over what they can draw."""
    return data_centre_load / data_centre_power


@model.quantity("TWh/year")
def data_centre_use(data_centre_load):
    """Electricity that the place's data centres use in a year: their mean load, all year long."""
    return data_centre_load


@model.quantity("percent")
def data_centre_share(data_centre_use, total_use):
    """Data centres' share of all electricity used in the place."""
    return data_centre_use / total_use


@model.quantity("percent")
def ai_share(ai_use, total_use):
    """AI's share of all electricity used in the place."""
    return ai_use / total_use
