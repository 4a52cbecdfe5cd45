"""When a page can have appeared: an interval from its byline, its stamps and the days it mentions.

Not here: dates a page declares in its markup (`html.py`), times of claims (`claims/`).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assay.reading import furniture
from assay.reading.dump import Block, Line
from assay.reading.limits import MAX_BYLINE_CHARACTERS

Interval = tuple[date | None, date | None]
"""Earliest and latest day; None where nothing bounds it."""

BYLINE_ABOVE = 8
"""Lines above the article in which its own stamp stands."""

FUTURE_REACH = 10
"""Characters before a mentioned day in which a word of the future ("will", 将) unmakes it as a
bound."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_DAY = re.compile(
    r"(?<![\d年])(?P<m>1[0-2]|0?[1-9])\s?月\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[日号]"
    r"|\b(?:on|since|by|until|after|of)\s(?P<n>(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December))\s(?P<e>3[01]|[12]\d|[1-9])\b(?!,?\s(?:19|20)\d\d)"
)
_FUTURE = re.compile(r"将|预计|计划|截止|will|expected|due|scheduled", re.IGNORECASE)


def published(
    lines: Sequence[Line], block: Block, article: str, fetched: date | None
) -> tuple[Interval, str]:
    """Interval of the day of publication and the key of its reason.

    "byline": a stamp at the article's head or foot is its day. "mentioned-and-stamped": not
    before the
    latest past day the article speaks of, not after the latest stamp of the page. "mentioned",
    "stamped", "fetched": only one of them is known. "none": nothing is.
    """
    own = _byline_day(lines, block)
    if own and (fetched is None or own <= fetched):
        return (own, own), "byline"
    stamps = [day for line in lines if furniture.is_stamp(line.text) for day in days_in(line.text)]
    stamps = [day for day in stamps if fetched is None or day <= fetched]
    latest = max(stamps, default=None)
    bound = latest or fetched
    mentioned = [day for day in mentioned_days(article, bound) if bound is None or day <= bound]
    earliest = max(mentioned, default=None)
    if earliest and latest:
        return (earliest, latest), "mentioned-and-stamped"
    if earliest:
        return (earliest, fetched), "mentioned"
    if latest:
        return (None, latest), "stamped"
    return (None, fetched), "fetched" if fetched else "none"


def days_in(text: str) -> list[date]:
    """Every day written with its year, in order; impossible ones are left out."""
    days = (_day_of(match) for match in furniture.DATE.finditer(text))
    return [day for day in days if day]


def mentioned_days(article: str, bound: date | None) -> Iterable[date]:
    """Days the text speaks of as past; one without a year is the last such day not after
    `bound`."""
    for match in furniture.DATE.finditer(article):
        day = _day_of(match)
        if day and not _in_future(article, match.start()):
            yield day
    if bound is None:
        return
    for match in _MONTH_DAY.finditer(article):
        if _in_future(article, match.start()):
            continue
        month = int(match["m"]) if match["m"] else _MONTHS.index(match["n"][:3].lower()) + 1
        number = int(match["d"] or match["e"])
        for year in (bound.year, bound.year - 1):
            day = _valid(year, month, number)
            if day and day <= bound:
                yield day
                break


def _byline_day(lines: Sequence[Line], block: Block) -> date | None:
    """The day of the nearest stamp above the article, else of one directly below it."""
    above = [line.text for line in lines[max(0, block.first - BYLINE_ABOVE) : block.first]]
    below = [line.text for line in lines[block.last : block.last + 1]]
    for text in (*reversed(above), *below):
        if len(text) <= MAX_BYLINE_CHARACTERS:
            days = days_in(text)
            if days:
                return days[0]
    return None


def _day_of(match: re.Match[str]) -> date | None:
    for form in "1234":
        groups = match.groupdict()
        year = groups.get("y" + form)
        if not year:
            continue
        name = groups.get("n" + form)
        month = _MONTHS.index(name[:3].lower()) + 1 if name else int(groups["m" + form])
        return _valid(int(year), month, int(groups["d" + form]))
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_future(text: str, position: int) -> bool:
    return bool(_FUTURE.search(text, max(0, position - FUTURE_REACH), position))
