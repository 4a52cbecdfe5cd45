"""What an update did for one feed.

Not here: doing it (`update.py`), showing it (`report/feeds_to_terminal.py`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assay.record.feeds.feed import Feed


class State(StrEnum):
    """Where a feed stands after an update."""

    FRESH = "fresh"
    """New data came and is kept."""
    UNCHANGED = "unchanged"
    """The publisher has what the last good copy has."""
    LAST_GOOD = "last good copy"
    """Nothing usable came; the last good copy is in use."""
    MISSING = "missing"
    """Nothing usable came and there is no copy."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The standing of a feed after an update, or without one."""

    feed: Feed
    """The feed."""
    state: State
    """Where it stands."""
    rows: int
    """Days with at least one value in the copy now in use; 0 if there is none."""
    last_day: date | None
    """Last day of its data; None if there is no copy."""
    fetched: date | None
    """The day on which the copy in use came or was last confirmed (UTC); None if there is none."""
    reason: str
    """Why it is not fresh, in one line; empty if it is fresh or unchanged."""
    notes: tuple[str, ...] = ()
    """What else the user must know, a line each."""

    @property
    def is_current(self) -> bool:
        """Whether it is fresh or confirmed."""
        return self.state in (State.FRESH, State.UNCHANGED)
