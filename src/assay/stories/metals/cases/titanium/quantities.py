"""Titanium in humanoid robots, beside all others who use titanium, and the sponge that is made.

Not here: the robots (`../../robots.py`), the numbers to question (`givens.toml`), which node
answers which question of the ruler (`story.toml`).

Sponge is the first form of the metal, and what is counted; of it more is needed than a part weighs.
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("t{titanium}/year")
def robot_titanium_without_saving(robots_made, titanium_per_robot, sponge_per_part):
    """Sponge for the robots made in the year, had nothing been replaced."""
    return robots_made * titanium_per_robot * sponge_per_part


@model.quantity("1")
def titanium_kept(year, robots_counted_year, titanium_replaced_rate, titanium_irreplaceable_share):
    """Share of a robot's titanium that aluminium, magnesium and plastics have left."""
    faded = np.exp(-titanium_replaced_rate * (year - robots_counted_year))
    later = titanium_irreplaceable_share + (1 - titanium_irreplaceable_share) * faded
    return np.where(year > robots_counted_year, later, 1)


@model.quantity("t{titanium}/year")
def robot_titanium(robot_titanium_without_saving, titanium_kept):
    """Sponge that humanoid robots take in the year."""
    return robot_titanium_without_saving * titanium_kept


@model.quantity("t{titanium}/year")
def robot_titanium_irreplaceable(robot_titanium_without_saving, titanium_irreplaceable_share):
    """The part of it that nothing else can do."""
    return robot_titanium_without_saving * titanium_irreplaceable_share


@model.quantity("t{titanium}/year", start="sponge_start", known="sponge_known")
def sponge_counted(previous_sponge_counted, sponge_growth_before):
    """Titanium sponge made, as published; years without a figure by the trend before."""
    return previous_sponge_counted * np.exp(sponge_growth_before)


@model.quantity("t{titanium}/year", start="titanium_line_start")
def aerospace_titanium(
    year,
    last_actual_year,
    sponge_counted,
    aerospace_titanium_share,
    previous_aerospace_titanium,
    aerospace_titanium_growth,
):
    """Sponge for aircraft and rockets."""
    later = previous_aerospace_titanium * np.exp(aerospace_titanium_growth)
    return np.where(year > last_actual_year, later, aerospace_titanium_share * sponge_counted)


@model.quantity("t{titanium}/year", start="titanium_line_start")
def chemical_titanium(
    year,
    last_actual_year,
    sponge_counted,
    chemical_titanium_share,
    previous_chemical_titanium,
    chemical_titanium_growth,
):
    """Sponge for chemical plant."""
    later = previous_chemical_titanium * np.exp(chemical_titanium_growth)
    return np.where(year > last_actual_year, later, chemical_titanium_share * sponge_counted)


@model.quantity("t{titanium}/year", start="titanium_line_start")
def electronics_titanium(
    year,
    last_actual_year,
    sponge_counted,
    electronics_titanium_share,
    previous_electronics_titanium,
    electronics_titanium_growth,
):
    """Sponge for phones, watches and other electronics."""
    later = previous_electronics_titanium * np.exp(electronics_titanium_growth)
    return np.where(year > last_actual_year, later, electronics_titanium_share * sponge_counted)


@model.quantity("t{titanium}/year", start="titanium_line_start")
def other_titanium(
    year,
    last_actual_year,
    sponge_counted,
    aerospace_titanium,
    chemical_titanium,
    electronics_titanium,
    robot_titanium,
    previous_other_titanium,
    other_titanium_growth,
):
    """Sponge for power plants, medicine, ships, sport: in known years what the others leave."""
    named = aerospace_titanium + chemical_titanium + electronics_titanium + robot_titanium
    later = previous_other_titanium * np.exp(other_titanium_growth)
    return np.where(year > last_actual_year, later, sponge_counted - named)


@model.quantity("t{titanium}/year")
def titanium_use(
    robot_titanium, aerospace_titanium, chemical_titanium, electronics_titanium, other_titanium
):
    """All use of titanium sponge."""
    return (
        robot_titanium
        + aerospace_titanium
        + chemical_titanium
        + electronics_titanium
        + other_titanium
    )


@model.quantity("t{titanium}/year", start="sponge_start")
def titanium_supply(
    year, last_actual_year, sponge_counted, previous_titanium_supply, sponge_growth
):
    """Sponge that can be made: as counted, then with the plants that are built."""
    later = previous_titanium_supply * np.exp(sponge_growth)
    return np.where(year > last_actual_year, later, sponge_counted)


@model.quantity("percent")
def robot_titanium_share(robot_titanium, titanium_supply):
    """Robots' share of all titanium sponge."""
    return robot_titanium / titanium_supply


@model.quantity("t{titanium}/year")
def fleet_titanium(robot_fleet, fleet_years, titanium_per_robot, sponge_per_part):
    """Sponge a year, were a whole fleet of robots built within some years at today's design."""
    return robot_fleet / fleet_years * titanium_per_robot * sponge_per_part


@model.quantity("percent")
def fleet_titanium_share(fleet_titanium, titanium_supply):
    """That fleet's share of all titanium sponge."""
    return fleet_titanium / titanium_supply
