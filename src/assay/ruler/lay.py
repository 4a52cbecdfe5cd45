"""Lays the ruler on a run: every mark, the shares and the contributions, from the same aligned
samples.

Not here: how any one of them is measured (`marks/`, `explained.py`, `contributions.py`) or joined
(`chain.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assay.model.model import Model
from assay.model.run import Run
from assay.ruler.contributions import moved_by
from assay.ruler.explained import Shares, shares_of
from assay.ruler.mark import Measured
from assay.ruler.marks import (
    giveback,
    growth,
    necessity,
    rivals,
    scarcity,
    size,
    transmission,
)
from assay.ruler.story import Story


@dataclass(frozen=True, slots=True)
class Laid:
    """The ruler as laid on one run."""

    marks: tuple[Measured, ...]
    """All marks in the order of the chain, giveback last."""
    shares: Shares | None
    """The driver's shares of the effect; None if nothing rose."""
    moved: Mapping[str, NDArray[np.float64]]
    """Each cause group's contribution; empty if nothing rose."""
    main_cause: NDArray[np.bool_]
    """Whether the driver is the main cause, sample by sample."""


def outputs(story: Story) -> tuple[str, ...]:
    """The nodes the ruler asks a run for."""
    roles = story.roles
    asked = [
        roles.use,
        roles.net_use,
        roles.total_use,
        roles.use_with_substitution,
        roles.use_without_substitution,
        roles.irreplaceable_use,
        roles.supply,
        roles.releasable_stocks,
        roles.elasticity_sum,
        roles.driver_elasticity,
        roles.fitted_rise,
        *roles.users,
        *(node for group in story.groups for node in group.nodes),
    ]
    return tuple(dict.fromkeys(node for node in asked if node))


def years_of(story: Story, last: int | None = None) -> dict[str, tuple[int, ...]]:
    """Of each node the ruler asks a run for, the years that its marks look at, up to the `last`
    that is run."""
    window = story.window
    around = range(window.start.year - 1, window.end.year + 1) if window else range(0)
    looked_at = {*around, story.today, story.horizon}
    # scarcity adds up what comes between
    added_up = {*looked_at, *range(story.today, story.horizon + 1)}
    roles = story.roles
    every = range(story.model.first_year, (last or story.model.last_year) + 1)
    return {
        node: tuple(
            sorted((added_up if node in (roles.use, roles.supply) else looked_at) & {*every})
        )
        for node in outputs(story)
    }


def early_model(story: Story) -> Model:
    """The story's model up to the last year that window or today asks for; formulas never look
    ahead, so its years are those of the whole."""
    last = max(story.today, story.window.end.year if story.window else story.today)
    return replace(story.model, last_year=last)


def early_outputs(story: Story) -> tuple[str, ...]:
    """The nodes that the early marks ask a run for."""
    roles = story.roles
    asked = [roles.use, roles.net_use, roles.total_use, roles.elasticity_sum]
    users = roles.users if story.effect == "use" else ()
    return tuple(dict.fromkeys(n for n in (*asked, roles.driver_elasticity, *users) if n))


def early_marks(run: Run, story: Story) -> tuple[Measured, ...]:
    """The marks of the driver alone that need no year after the window or today."""
    shares = shares_of(run, story)
    marks = (
        size.measure(run, story),
        transmission.measure(shares, run.replicate.shape[0]),
    )
    return tuple(mark for mark in marks if mark.name not in story.not_applicable)


def lay(run: Run, story: Story) -> Laid:
    """Measure every mark of the story in every sample of the run."""
    samples = run.replicate.shape[0]
    shares = shares_of(run, story)
    moved = moved_by(run, story, shares)
    marks = (
        size.measure(run, story),
        growth.measure(run, story),
        necessity.measure(run, story),
        scarcity.measure(run, story),
        transmission.measure(shares, samples),
        rivals.measure(story, moved, samples),
        giveback.measure(story),
    )
    named = tuple(
        replace(mark, why_not=story.not_applicable[mark.name])
        if mark.name in story.not_applicable
        else mark
        for mark in marks
    )
    return Laid(named, shares, moved, transmission.is_main_cause(shares, samples))
