"""Humanoid robots made in the year, and the metal in them as others have told it.

Not here: AI's data centres (`quantities.py`), titanium (`cases/titanium/quantities.py`), the
numbers to question (`givens.toml`).
"""

import numpy as np

from assay.model.model import Model

model = Model(2015, 2035)


@model.quantity("robot/year", start="robots_start")
def robots_made(
    year,
    robots_counted_year,
    robots_counted,
    previous_robots_made,
    robot_growth,
    robot_growth_fade,
    robot_growth_before,
):
    """Humanoid robots made: counted once, carried back, then grown ever more slowly."""
    wanted = robot_growth * np.exp(-robot_growth_fade * (year - robots_counted_year))
    later = previous_robots_made * np.exp(wanted)
    earlier = robots_counted * np.exp(robot_growth_before * (year - robots_counted_year))
    return np.where(year > robots_counted_year, later, earlier)
