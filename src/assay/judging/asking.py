"""The verb `need`: what would have to be true for a story, as an object that notebooks can show.

Not here: how it is found (`what_it_takes.py`), how it is printed (`report/need_to_*.py`), the other
verbs (`verbs.py`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from assay.answers import Needed
from assay.judging.weighing import alone
from assay.judging.what_it_takes import what_it_takes
from assay.model.watch import Watch
from assay.ruler.story import Story

AGAINST_SHARE = ("material", "main_cause", "transmission")
"""Targets beside which one given at a time is told: its share of the rise is part of them."""


@dataclass(frozen=True, slots=True)
class ShownNeeded(Needed):
    """What would have to be true, with the table that a notebook shows."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One flat row a given of the nearest way, for a data frame."""
        from assay.report.answers_to_json import move_row

        ways = self.requirement.ways
        return [move_row(move) for move in ways[0].moves] if ways else []

    def _repr_html_(self) -> str:
        """The small table that a notebook shows."""
        from assay.report.need_to_notebook import table

        return table(self, "en")


def needed(
    story: Story, day: date, target: str, seed: int, watch: Watch | None = None
) -> ShownNeeded:
    """What would have to be true for `target`: a degree of the chain, or a mark.

    `watch` is told how far the sampling is, and may stop it. Raises UnknownNode for another target.
    """
    found, swings = what_it_takes(story, target, seed, watch)
    return ShownNeeded(
        story=story.name,
        title=story.words.title,
        driver=story.groups[0].title,
        resource={language: words[0] for language, words in story.words.resource.items()},
        horizon=story.horizon,
        as_of=day,
        seed=seed,
        requirement=found,
        swings=swings,
        alone=alone(story) if target in AGAINST_SHARE else (),
        effect=story.effect,
    )
