"""A time as a sentence names it.

Not here: how it is found (`times.py`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Time:
    """A time as the text names it."""

    start: int
    """First character."""
    end: int
    """One past the last."""
    year: int | None
    """The calendar year; None for spans of years and for vague times."""
    whole: bool = False
    """True for 全年 or "the full year": the year is the one named before."""
    length: bool = False
    """True for a length of time or an age: two minutes, 三年."""
    base: bool = False
    """True for a time that is only compared with: "than in 2024", 比上年."""
    span: tuple[int, int] | None = None
    """First and last year of a time that spans years; None for any other."""
    shift: int | None = None
    """Years from the year named before (上年 -1, 同年 0); None for a time of its own."""
    over: int | None = None
    """For a part of a year without its year, that of the last one over on the page's day; `year` is
    that of the last begun."""
    period: bool = False
    """True for a year or a part of one that a page reports on: 2024, FY25, the third quarter."""
