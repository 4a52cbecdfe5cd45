"""From which day on a story could have been judged, for days too early for it.

Not here: how a story is loaded as of a day (`load.py`), which year was fully known (`recorded.py`).
"""

from bisect import bisect_right
from datetime import date

from assay.errors import NotKnownYet
from assay.record.record import Record
from assay.stories.load import load_story
from assay.stories.place import STORY, place_of
from assay.stories.recorded import today_of


def year_known(name: str, day: date, whole: Record) -> int | None:
    """The last year of which every line of the story was an outcome on that day; None if none."""
    try:
        return today_of(place_of(name).table(STORY), whole.as_of(day), whole)
    except NotKnownYet:
        return None


def too_early(name: str, day: date, whole: Record, early: NotKnownYet) -> NotKnownYet:
    """The refusal of a day in plain words, with the first one that would do; `early` as it is
    where none would."""
    first = first_day(name, day, whole)
    if first is None:
        return early
    year = year_known(name, day, whole)
    return NotKnownYet(
        f"{name} as of {day}",
        "no year that the record had in full"
        if year is None
        else f"too early a day: the last year that the record had in full was {year}",
        "a day on which the record sufficed to compute the story",
        f"--as-of {first} or later",
    )


def first_day(name: str, day: date, whole: Record) -> date | None:
    """The first day after `day` on which the record sufficed for the story; None if none did.

    Only days on which something became known can be that day. What sufficed once suffices later,
    since nothing becomes unknown, so the days are halved.
    """
    days = sorted({fact.known_on for fact in whole.facts})
    later = days[bisect_right(days, day) :]
    low, high = 0, len(later)
    while low < high:
        middle = (low + high) // 2
        if _suffices(name, later[middle], whole):
            high = middle
        else:
            low = middle + 1
    return later[low] if low < len(later) else None


def _suffices(name: str, day: date, whole: Record) -> bool:
    try:
        load_story(name, whole.as_of(day), whole)
    except NotKnownYet:
        return False
    return True
