"""When a page can have appeared: an interval from its byline, its stamps and the days it mentions.

Not here: dates a page declares in its markup (`html.py`), times of claims (`claims/`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
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

HEADED_LINES = 40
"""Lines above the article among which those below its headline tell its day: captions and menus
stand between."""

OPENING_LINES = 5
"""Lines of the article's head among which those left out may tell its day."""

CENTURY = 2000
"""What a year of two figures lacks."""

CHANGED_REACH = 30
"""Characters before a stamp in which it is said that it tells of a change."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH_DAY = re.compile(
    r"(?<![\d年])(?P<m>1[0-2]|0?[1-9])\s?月\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[日号]"
)
_DAY_OF_MONTH = re.compile(
    rf"\b(?:on|since|by|until|after|of)\s(?P<n>{'|'.join(_FULL_MONTHS)})\s"
    r"(?P<e>3[01]|[12]\d|[1-9])\b(?!,?\s(?:19|20)\d\d)"
)
_CHANGED = re.compile(
    r"(?:updated?|modified|changed|revised|edited|更新|修改|编辑于|修订)\s?(?:at|on|时间|日期|于)?\s?[:：]?"
    r"(?:\s?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?)?\s*$",
    re.IGNORECASE,
)
"""Before a stamp: it tells when the article was changed."""
_IN_FIGURES = re.compile(
    r"(?<![\d./:-])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d|\d\d(?=,?\s\d{1,2}:))"
    r"(?![\d./-])"
)
_HALF_OF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
"""The clock of those who write the month first."""
_FUTURE = re.compile(r"将|预计|计划|截止|will|expected|due|scheduled", re.IGNORECASE)


Told = tuple[date, str]
"""A day and the words of the page that tell it."""


Dated = tuple[Interval, str, tuple[str, ...]]
"""An interval, the key of its reason, and the words of the page it rests on."""


def published(
    lines: Sequence[Line],
    block: Block,
    article: str,
    fetched: date | None,
    signed: Sequence[str] = (),
    title: str | None = None,
) -> Dated:
    """Interval of the day of publication, the key of its reason, and the words it rests on.

    `signed` are the lines cut out of the article because they sign it. "byline": a stamp at the
    article's head or foot is its day. "mentioned-and-stamped": not before the latest past day the
    article speaks of, not after the latest stamp of the page. "mentioned", "stamped", "fetched":
    only one of them is known. "none": nothing is.
    """
    own = _byline_day(lines, block, signed, title)
    if own and (fetched is None or own[0] <= fetched):
        return (own[0], own[1] if fetched is None else min(own[1], fetched)), "byline", (own[2],)
    stamps = [told for line in lines if furniture.is_stamp(line.text) for told in _told(line.text)]
    stamps = [told for told in stamps if fetched is None or told[0] <= fetched]
    latest = max(stamps, default=None)
    bound = latest[0] if latest else fetched
    mentioned = [told for told in mentioned_days(article, bound) if not bound or told[0] <= bound]
    earliest = max(mentioned, default=None)
    if earliest and latest:
        words = (earliest[1], latest[1])
        return (earliest[0], latest[0]), "mentioned-and-stamped", words
    if earliest:
        return (earliest[0], fetched), "mentioned", (earliest[1],)
    if latest:
        return (None, latest[0]), "stamped", (latest[1],)
    return (None, fetched), "fetched" if fetched else "none", ()


def days_in(text: str) -> list[date]:
    """Every day written with its year, in order; impossible ones are left out."""
    return [day for day, _ in _told(text)]


def _told(text: str) -> list[Told]:
    """Every day written with its year and how it is written, a time of day behind it included."""
    told = []
    for match in furniture.dates(text):
        day = _day_of(match)
        if day:
            clock = furniture.CLOCK.match(text, min(match.end() + 1, len(text)))
            told.append((day, text[match.start() : clock.end() if clock else match.end()]))
    return told


def mentioned_days(article: str, bound: date | None) -> Iterable[Told]:
    """Days the text speaks of as past; one without a year is the last such day not after
    `bound`."""
    for match in furniture.dates(article):
        day = _day_of(match)
        if day and not _in_future(article, match.start()):
            yield day, match[0]
    if bound is None:
        return
    for match, month, number in _without_year(article):
        if _in_future(article, match.start()):
            continue
        for year in (bound.year, bound.year - 1):
            day = _valid(year, month, number)
            if day and day <= bound:
                yield day, match[0].strip()
                break


def _without_year(article: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Days written without their year: how, the month and the day of the month."""
    if "月" in article:
        for match in _MONTH_DAY.finditer(article):
            yield match, int(match["m"]), int(match["d"])
    if any(name in article for name in _FULL_MONTHS):
        for match in _DAY_OF_MONTH.finditer(article):
            yield match, _MONTHS.index(match["n"][:3].lower()) + 1, int(match["e"])


def _byline_day(
    lines: Sequence[Line], block: Block, signed: Sequence[str], title: str | None
) -> tuple[date, date, str] | None:
    """The day told between headline and article, else in the nearest line above, else by a line
    that signs it or is left out at its head, else directly below it; a day of changing it only
    where no other is told. Two days where a day in figures can be read in two ways."""
    above = [line.text for line in lines[max(0, block.first - HEADED_LINES) : block.first]]
    heads = [at for at, line in enumerate(above) if title and title in line]
    below_title = above[heads[-1] :] if heads else []
    kept = set(block.kept)
    opening = range(block.first, min(block.first + OPENING_LINES, block.last))
    left_out = [lines[at].text for at in opening if at not in kept]
    foot = [line.text for line in lines[block.last : block.last + 1]]
    changed: list[tuple[date, date, str]] = []
    for text in (*below_title, *reversed(above[-BYLINE_ABOVE:]), *signed, *left_out, *foot):
        if len(text) > MAX_BYLINE_CHARACTERS:
            continue
        for first, last, words in _told_in_any_form(text):
            if not _CHANGED.search(text[: text.index(words)][-CHANGED_REACH:]):
                return first, last, words
            changed.append((first, last, words))
    return changed[0] if changed else None


def _told_in_any_form(text: str) -> list[tuple[date, date, str]]:
    """The days of a line, those in figures alone included: 13.11.2019, 11/19/19 6:56 AM."""
    told = [(day, day, words) for day, words in _told(text)]
    if told or len(text) > furniture.MAX_FURNITURE:
        return told
    for match in _IN_FIGURES.finditer(text):
        one, other, year = int(match["a"]), int(match["b"]), int(match["y"])
        year += CENTURY * (year < CENTURY)
        american = bool(_HALF_OF_DAY.search(text))
        orders = [(one, other)] if american else [(other, one)]
        orders += [] if american or match["s"] == "." else [(one, other)]
        days = [day for month, number in orders if (day := _valid(year, month, number))]
        days = days or [day for day in (_valid(year, one, other),) if day]
        if days:
            told.append((min(days), max(days), match[0]))
    return told


def _day_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    form = next(form for form in "1234" if groups["y" + form])
    name = groups.get("n" + form)
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(groups["m" + form])
    return _valid(int(groups["y" + form]), month, int(groups["d" + form]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_future(text: str, position: int) -> bool:
    return bool(_FUTURE.search(text, max(0, position - FUTURE_REACH), position))
