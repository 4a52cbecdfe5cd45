"""English times: in 2024, FY25, Q3, by end-2026, last May, a year earlier, between 2022 and 2025.

Not here: which of them are only compared with (`times.py`).
"""

import re

from assay.claims.calendar_years import (
    Published,
    moved,
    of_two_digits,
    page_year,
    pair_of,
    year_of_day,
    years_of_part,
)
from assay.claims.named_time import Time

YEAR = r"(?:19|20|21)\d{2}"
TWO_OR_FOUR = r"(?:20)?\d{2}"
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
PARTLY = (
    r"(?:(?:end|start|beginning|middle|close)\sof\s|(?:early|late|mid|end|year-end)[\s-]"
    r"|full[\s-]year\s|fiscal\s(?:year\s)?|calendar\s(?:year\s)?)"
)
BEFORE_TIME = (
    r"(?:(?:by|in|on|since|until|till|during|through|throughout|before|after|from|as\sof|for|around"
    rf"|to)\s)?(?:the\s)?{PARTLY}?"
)
MONTH_OF = rf"(?:(?:{MONTHS})\.?\s)?"
UNIT_NEXT = r"\s?(?:%|per\b|t\b|tonnes|tons|kg|MW|GW|TWh|million|billion)"
NUMBERS = {name: count for count, name in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), start=1
)}  # fmt: skip
COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
ORDINAL = r"(?:first|second|third|fourth)"
OF_YEAR = r"(?:\sof)?[\s-]?(?:fiscal\s(?:year\s)?|FY\s?|CY\s?)?"
ENGLISH = re.compile(
    rf"""\b(?:
    (?P<span>(?:(?:between|from|in|over|by|through|until|during|for)\s)?(?:the\s)?{PARTLY}?{MONTH_OF}(?:FY\s?)?(?P<first>{YEAR})
            (?:(?:\s?[-–—]\s?|\s(?:and|to|through)\s)(?:the\s)?{PARTLY}?{MONTH_OF}(?P<last>{YEAR})
            |[-–](?P<last_two>\d{{2}}(?!\d|[.,]\d|%)))\b
        |{BEFORE_TIME}(?:FY\s?)?(?P<fiscal>(?<=FY)\d{{2}}|(?<=FY\s)\d{{2}}|{YEAR})/(?P<fiscal_last>{TWO_OR_FOUR})\b(?![/.,]?\d))
    |(?P<since>since\s(?:the\s)?{PARTLY}?(?P<since_year>{YEAR}))\b
    |(?P<day>{BEFORE_TIME}(?:(?P<date_before>3[01]|[12]?\d)(?:st|nd|rd|th)?\s(?:of\s)?)?
        (?:(?P<which_month>this|last|next)\s)?(?P<month>{MONTHS})\.?
        (?:\s(?P<date>3[01]|[12]?\d)(?:st|nd|rd|th)?\b(?![.,]?\d|{UNIT_NEXT}))?
        (?:,?\s(?P<day_year>{YEAR}))?)\b
    |(?P<quarter>{BEFORE_TIME}(?:(?:(?:{ORDINAL}|last|final)[\s-](?:fiscal[\s-])?(?:quarter|half)|[QH][1-4]){OF_YEAR}(?:(?P<quarter_year>(?<!H[12]){YEAR})|(?:['’]|(?<=FY))(?P<quarter_short>\d{{2}}))
        |(?:[1-4]Q|[12]H)\s?(?:FY)?['’]?(?P<half_year>{TWO_OR_FOUR})))\b(?![.,]?\d|%)
    |(?P<short>{BEFORE_TIME}(?:(?:FY|CY)[\s-]?['’]?(?P<fy>{TWO_OR_FOUR})[EFe]?|(?P<estimated>{YEAR})[EFAe]))\b(?![.,]?\d|%)
    |(?P<year>{BEFORE_TIME}(?P<of>{YEAR})(?:-end)?)\b(?!\.\d|{UNIT_NEXT})
    |(?P<relative>{BEFORE_TIME}(?:(?P<which>this|last|next)\s(?:fiscal\s|financial\s|calendar\s)?year
        |(?<=[%\d]\s)(?P<following>next)(?=[,.;)]|$)|year[\s-]to[\s-]date|YTD|so\sfar\sthis\syear|the\syear\sso\sfar)(?:'s)?)\b
    |(?P<shift>(?:(?:in|for|during|over|from|than|to)\s)?(?:(?:the\s)?(?:same\s(?:period|quarter|month|half|time)\s(?:of\s)?)?(?:(?:a|the|one)\syear|twelve\smonths|12\smonths)[\s-](?:earlier|before|prior)
        |(?:the\s)?year[\s-](?:earlier|ago)(?:\s(?:period|quarter|figure|level|half))?
        |(?:the\s)?(?:prior|previous|preceding)[\s-](?:fiscal\s)?year(?:\s(?:period|quarter))?|(?:a\syear|{COUNT}\syears)\s(?P<on>later|on(?=,))|(?:the|a)\s(?P<next>following)\syear
        |{COUNT}\syears\s(?:earlier|before|prior)))\b
    |(?P<ago>(?P<ago_count>a|{COUNT})\syears?\sago)\b
    |(?P<whole>{BEFORE_TIME}(?:whole\syear|full[\s-]year|{ORDINAL}[\s-](?:quarter|half)|Q[1-4]|[1-4]Q|[12]H|(?:(?<=\bin\s)|(?<=\bby\s)|(?<=\bfor\s))H[12]
        |first\s(?P<months>two|three|four|five|six|seven|eight|nine|ten|eleven)\smonths|that\syear|the\syear(?!\s(?:to|ended|ending|through)\b)))\b(?![-\w])
    |(?P<vague>(?:(?:over|in|for|during|within)\s)?(?:the\s)?(?:past|next|coming|last|recent|following|preceding)\s
            (?:(?:few|several|{COUNT})\s)?(?:years?|decades?|months?|weeks?|days?|quarter|century)
        |(?P<decade>{BEFORE_TIME}(?:this|the)\sdecade(?:'s\send)?)
        |today|currently|nowadays|recently|now(?=[,.;)]|$)|(?:a|{COUNT})\s(?:decades?|months?)\s(?:ago|earlier))\b
    |(?P<length>{COUNT}[\s-](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)(?:[\s-]old)?
        |\d{{1,2}}:\d{{2}}(?:\s?[ap]m)?)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
ANCHOR_EN = re.compile(
    r"(?:19|20|21)\d\d|\b[FC]Y|\bQ[1-4]|[1-4]Q|H[12]|[12]H|\d:\d|\b(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?"
    rf"|centur|quarter|half|today|now|currently|recently|ytd|{MONTHS})(?![a-z])",
    re.IGNORECASE,
)
"""What a sentence without a time has none of."""
MONTH_NUMBER = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
OFFSET = {"this": 0, "last": -1, "next": 1}
DECADE_ENDS = re.compile(r"\bend\b|['’]s\send|close", re.IGNORECASE)
"""By the end of the decade is by 2030 on a page of the twenties."""
PART = re.compile(
    r"(?P<ordinal>first|second|third|fourth)[\s-](?P<of>quarter|half)|Q(?P<q>[1-4])"
    r"|(?P<qs>[1-4])Q|H(?P<h>[12])|(?P<hs>[12])H",
    re.IGNORECASE,
)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
QUARTER_MONTHS, HALF_MONTHS = 3, 6
EXPECTED = re.compile(
    r"\b(?:will|would|should|could|may|might|expect\w*|forecast\w*|guid\w+|target\w*|project\w*|outlook"
    r"|sees|seen|(?:bull|bear|base)\scase|likely|by)\b",
    re.IGNORECASE,
)
"""Beside one of these a quarter that is over is meant as the next one."""
WILL = re.compile(r"\b(?:will|would|is\sto|are\sto|due)\b(?:[^,.;]|[.,](?=\d))*$", re.IGNORECASE)
"""Before a month these make it the next one."""
SAME_CLAUSE = re.compile(r"(?:(?!\band\b)[^,.;])*")
BESIDE = 32
"""Characters to either side in which such a word is looked for."""


def english(match: re.Match[str], published: Published) -> Time | None:
    """The time that `match` of ENGLISH names."""
    start, end = match.span()
    page = page_year(published)
    if match["span"]:
        return _span(match)
    if match["since"]:
        first_year = int(match["since_year"])
        span = (first_year, page) if page is not None and page > first_year else None
        return Time(start, end, first_year if page == first_year else None, span=span)
    if match["day"]:
        return _day(match, published)
    if match["quarter"] or match["short"]:
        named = ("quarter_year", "quarter_short", "half_year", "fy", "estimated")
        digits = next(match[name] for name in named if match[name])
        return Time(start, end, of_two_digits(digits), period=True)
    if match["year"]:
        adjective = match.string[:start].lower().endswith((" a ", " an ")) or start == 0
        return Time(start, end, int(match["of"]), period=not adjective or start == 0)
    if match["relative"]:
        year = moved(page, OFFSET[(match["which"] or match["following"] or "this").lower()])
        return Time(start, end, year, period=True)
    if match["shift"]:
        counted = COUNTED.search(match.group())
        years = _count(counted[1]) if counted else 1
        later = match["on"] or match["next"]
        return Time(start, end, None, shift=years if later else -years, period=True)
    if match["ago"]:
        return Time(start, end, moved(page, -_count(match["ago_count"])))
    if match["decade"]:
        ends = DECADE_ENDS.search(match.group())
        return Time(start, end, page - page % 10 + 10 if page is not None and ends else None)
    if match["whole"]:
        return _part(match, published)
    return Time(start, end, None, length=bool(match["length"]))


def _span(match: re.Match[str]) -> Time:
    """Between 2022 and 2025; 2024/25, but 2025/10 is a month."""
    first, last = pair_of(
        match["first"] or match["fiscal"],
        match["last"] or match["last_two"] or match["fiscal_last"],
    )
    if match["fiscal"] and last != first + 1:
        return Time(*match.span(), first, period=True)
    return Time(*match.span(), None, span=(first, last), period=True)


COUNTED = re.compile(rf"({COUNT})\syears\s", re.IGNORECASE)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower(), 1)


def _part(match: re.Match[str], published: Published) -> Time:
    """A part of a year without its year: the last that had begun, or the next where one is
    expected; the year named before goes first."""
    start, end = match.span()
    months = match["months"]
    until = NUMBERS[months.lower()] if months else None
    part = (until, until) if until else _months(match.group())
    before = match.string[max(0, start - BESIDE) : start]
    behind = SAME_CLAUSE.match(match.string, end, end + BESIDE)
    ahead = bool(EXPECTED.search(before) or (behind and EXPECTED.search(behind.group())))
    year, over = years_of_part(part, published, ahead) if part else (None, None)
    return Time(start, end, year, whole=True, over=over, period=True)


def _months(words: str) -> tuple[int, int] | None:
    """First and last month of a part of a year; None for the full year."""
    part = PART.search(words)
    if part is None:
        return None
    if part["ordinal"]:
        count, quarter = ORDINALS[part["ordinal"].lower()], part["of"].lower() == "quarter"
    else:
        quarter = bool(part["q"] or part["qs"])
        count = int(next(filter(None, part.group("q", "qs", "h", "hs"))))
    length = QUARTER_MONTHS if quarter else HALF_MONTHS
    return length * (count - 1) + 1, length * count


def _day(match: re.Match[str], published: Published) -> Time | None:
    day = match["date"] or match["date_before"]
    named, which = match["month"].lower(), (match["which_month"] or "").lower()
    bare = match["day_year"] is None and not which
    if bare and named in ("may", "mar", "march") and match["month"][0].islower():
        return None
    if bare and day is None and not match["month"][0].isupper():
        return None  # "may" and "march" are verbs
    if bare and named == "may" and day is None and match.start("month") == match.start():
        return None
    month = MONTH_NUMBER[named[:3]]
    if match["day_year"]:
        return Time(*match.span(), int(match["day_year"]), period=day is None)
    if which in ("this", "next"):
        return Time(*match.span(), moved(page_year(published), OFFSET[which]), period=True)
    ahead = bool(WILL.search(match.string[max(0, match.start() - BESIDE) : match.start()]))
    year = year_of_day(month, int(day) if day else None, published, ahead)
    page = page_year(published)
    if match.group().lower().startswith("since ") and year is not None and page != year:
        return Time(*match.span(), None, span=(year, page or year))
    latest = published[1] or published[0]
    if which == "last" and latest is not None and month == latest.month:
        year = latest.year - 1
    return Time(*match.span(), year, period=day is None)
