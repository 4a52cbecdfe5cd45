"""The calendar year that a day, a month or a part of a year means on a page of a known date.

Not here: the words that name them (`times_zh.py`, `times_en.py`).
"""

from datetime import date

Published = tuple[date | None, date | None]

EARLIEST, LATEST = 1800, 2199
"""Years a page of our time can speak of; other four-digit numbers before 年 are none."""


def plausible(year: int) -> int | None:
    """`year`, if a page can speak of it."""
    return year if EARLIEST <= year <= LATEST else None


def page_year(published: Published) -> int | None:
    """The year in which the page appeared; the later one where its interval spans two."""
    day = published[1] or published[0]
    return day.year if day is not None else None


def moved(year: int | None, by: int) -> int | None:
    """The year `by` years on."""
    return year + by if year is not None else None


def year_of_day(
    month: int, day: int | None, published: Published, ahead: bool = False
) -> int | None:
    """The year of a month and day without year: the last such day that is not after the page.

    For a day that lies `ahead` of the page, as in 将于12月8日, the first that is not before it.
    """
    latest = published[1] or published[0]
    if latest is None:
        return None
    if ahead:
        return latest.year if (month, day or 31) >= (latest.month, latest.day) else latest.year + 1
    return latest.year if (month, day or 1) <= (latest.month, latest.day) else latest.year - 1


def years_of_part(
    months: tuple[int, int], published: Published, ahead: bool
) -> tuple[int | None, int | None]:
    """The years of a part of a year, from its first to its last month: of the last that had begun
    on the page's day (the first that was not over where it lies `ahead`), and of the last over."""
    first, last = months
    over = year_of_day(last, 1, published)
    if ahead:
        return year_of_day(last, None, published, ahead), over
    return year_of_day(first, 1, published), over


CENTURY = 2000
"""FY25 is of this century: pages of the last one did not tell of data centres."""


def of_two_digits(digits: str) -> int:
    """The year of 25 in FY25, and of 2025 in FY2025."""
    return int(digits) if len(digits) > len("25") else CENTURY + int(digits)


def pair_of(first: str, second: str) -> tuple[int, int]:
    """The years of 2024/25, FY24-25 and 2020至2030."""
    start = of_two_digits(first)
    return start, int(second) if len(second) > len("25") else start - start % 100 + int(second)
