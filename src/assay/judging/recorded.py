"""The verb `record`: what was published of a topic, as an object that notebooks can show.

Not here: what the record answers (`record/answer.py`), how it is printed (`report/record_*.py`),
the other verbs (`verbs.py`): a question to the record must not wait for the engine to load.
"""

from dataclasses import dataclass
from typing import Any

from assay.arguments import Day, day_of, text_of
from assay.errors import RecordError
from assay.record.answer import (
    StoryAnswer,
    StoryName,
    TopicAnswer,
    all_stories,
    of_story,
    of_topic,
)
from assay.record.names import meant_by
from assay.record.record import load
from assay.record.tables import KNOWN_ENDS


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the record holds, as asked."""

    answer: TopicAnswer | StoryAnswer
    """A topic's figures, or the topics of a story."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One flat row a figure, for a data frame; one a topic where a story was asked for."""
        from assay.report.record_to_json import rows_of

        return rows_of(self.answer)

    def _repr_html_(self) -> str:
        """The small table that a notebook shows."""
        from assay.report.record_to_html import table

        return table(self.answer, "en")


def record(name: str, *, as_of: Day | None = None, history: bool = False) -> Recorded:
    """What was published of a topic, e.g. "silver.photovoltaics" or "silver.pv".

    The name of a story answers with its topics. `history` tells every vintage with its change.
    Raises RecordError with the nearest names, NotKnownYet before the first day.
    """
    name, whole = text_of(name, "name", "silver.pv"), load()
    try:
        meant = meant_by(name, (whole,))
    except RecordError:
        meant = meant_by(name, (whole, load(KNOWN_ENDS)))
    day = min(day_of(as_of) or whole.last_known_on, whole.last_known_on)
    if meant.topic is None:
        return Recorded(of_story(meant.story, meant.record, day))
    return Recorded(of_topic(meant.topic, meant.record, day, history=history))


def stories() -> tuple[StoryName, ...]:
    """The stories that can be asked for."""
    return all_stories(load())
