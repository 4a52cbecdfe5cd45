"""A series as a publisher gives it: days, values, and the day on which each became known.

Not here: where it comes from (`feed.py`), how a publisher writes it down (one module each).
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY, FRIDAY, MONDAY = 5, 4, 0
"""Days of the week as `date.weekday` counts them."""

MONTHLY_DELAY = 5
"""Days after the end of a month until its value is out: the Pink Sheets of June and July 2026 came
on the 2nd and the 4th of the next month; a weekend and New Year add at most another day."""

RULES = ("same_day", "next_day", "next_working_day", "next_friday", "next_monday", "month_end")
"""When a value becomes known; holidays and closed governments are not modelled."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values by day, oldest first. `days`, `values` and `known_on` have the same length."""

    name: str
    """The name by which it is read, such as `fred.DFII10`."""
    publisher: str
    """Who made the numbers."""
    unit: str
    """Unit of the values, as in `units.toml`."""
    frequency: str
    """daily, weekly or monthly."""
    days: tuple[date, ...]
    """The day each value is for, strictly rising; for a month its first day."""
    values: tuple[float, ...]
    """The values, all finite; days without a value are left out."""
    known_on: tuple[date, ...]
    """The day from which each value could be known; never before the value's own day."""

    def as_of(self, day: date) -> "Series":
        """What of the series was known on a day; it may be empty."""
        known = [at for at, known in enumerate(self.known_on) if known <= day]
        return Series(
            self.name,
            self.publisher,
            self.unit,
            self.frequency,
            tuple(self.days[at] for at in known),
            tuple(self.values[at] for at in known),
            tuple(self.known_on[at] for at in known),
        )

    def on(self, day: date) -> float | None:
        """The value that stands on a day: the newest that is not for a later one."""
        at = bisect_right(self.days, day)
        return self.values[at - 1] if at else None


def known_by(rule: str, day: date) -> date:
    """The day on which a value for `day` becomes known, by one of RULES.

    `next_friday` and `next_monday` are strictly after the day; `month_end` counts MONTHLY_DELAY
    days from the end of the month that begins on the day.
    """
    if rule == "same_day":
        return day
    if rule == "next_day":
        return day + timedelta(days=1)
    if rule == "next_working_day":
        following = day + timedelta(days=1)
        while following.weekday() >= SATURDAY:
            following += timedelta(days=1)
        return following
    if rule in ("next_friday", "next_monday"):
        wanted = FRIDAY if rule == "next_friday" else MONDAY
        ahead = (wanted - day.weekday() - 1) % 7 + 1
        return day + timedelta(days=ahead)
    if rule == "month_end":
        after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return after + timedelta(days=MONTHLY_DELAY - 1)
    raise ValueError(f"no such rule: {rule}")
