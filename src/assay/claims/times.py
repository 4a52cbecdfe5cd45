"""Times named in a sentence, and the calendar year they speak of, held against the page's own date.

Not here: which time belongs to which number (`quantities.py`). Without a date of the page no
relative time has a year.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from assay.claims.measures import simple

Published = tuple[date | None, date | None]


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


YEAR = r"(?:19|20|21)\d{2}"
HAN_YEAR = r"[一二][〇零一二三四五六七八九]{3}"
QUARTER = (
    r"(?:第?[一二三四1-4]季度|[上下]半年|全年|年[底末初中]|年?\d{1,2}月(?:份)?(?:\d{1,2}[日号])?)"
)
SPOKEN = r"[一二三四五六七八九十两几数]{1,4}"
CHINESE = re.compile(
    rf"""
    (?P<span>(?:自|从|在)?{YEAR}年?(?:[-—–~～]|至|到){YEAR}年?(?:期间|间|之间)?)
    |(?P<since>(?:自|从)?{YEAR}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:以来|至今|起|开始))
    |(?P<year>(?:到|至|截至|截止|在|于)?了?(?P<of>{YEAR}|{HAN_YEAR})财?年
        (?:{QUARTER}|[底末初中])?(?:之?前|之?后)?)
    |(?P<relative>(?:到|截至|在)?(?P<which>今年|去年|前年|明年|(?<![成产运工标])后年(?![产耗用])|本年度?|年内|上一?年)
        (?:{QUARTER}|开年|[底末初中])?(?:同期)?(?:以来|至今)?)
    |(?P<day>(?P<month>1[0-2]|[1-9])月(?:份|(?P<date>3[01]|[12]\d|[1-9])[日号])(?:以来)?)
    |(?P<whole>全年|第?[一二三四1-4]季度|[上下]半年|前[一二三四五六七八九十\d]{{1,2}}个?月)
    |(?P<vague>
        (?:近|过去|未来|今后|最近|此后|接下来)的?[一二三四五六七八九十几两数\d]{{1,3}}个?
            (?:年|月|天|周|季度)(?:来|内|间|里)?
        |[本上这下]个?[周月]|(?:(?<![一二两三四五六七八九十每])[本上这下]?周|星期)[一二三四五六日天](?![次到个])|[今昨前]日|昨天
        |近几年|近些年|近年来?|不久前|迄今为止|目前|当前|如今|此前|日前|近日|最近|同期|在此之[前后]
        |(?:{SPOKEN}|\d{{1,3}})(?:个月|年)(?:前|后|内|来|间)
    )
    |(?P<length>\d{{1,4}}(?:\.\d)?(?:个?多?月|个?小时|分钟|秒钟?|[天岁周])
        |{SPOKEN}(?:个?多?月|个?小时|分钟|岁|年)
        |\d{{1,2}}[:：]\d{{2}}(?::\d{{2}})?|\d{{1,3}}年
    )""",
    re.VERBOSE,
)
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
BEFORE_TIME = (
    r"(?:(?:by|in|on|since|until|till|during|through|throughout|before|after|from|as\sof|for|around"
    r"|to)\s)?(?:the\s)?(?:(?:end|start|beginning|middle|close)\sof\s|(?:early|late|mid)[\s-]"
    r"|full[\s-]year\s|fiscal\s|calendar\s)?"
)
UNIT_NEXT = r"\s?(?:%|per\b|t\b|tonnes|tons|kg|MW|GW|TWh|million|billion)"
COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)"
ENGLISH = re.compile(
    rf"""\b(?:
    (?P<span>(?:(?:between|from|in|over)\s)?{YEAR}(?:\s?[-–—]\s?|\s(?:and|to|through)\s)
        (?:{YEAR}|\d{{2}}(?![\d.,%]))\b)
    |(?P<since>since\s(?:the\s)?(?:(?:start|beginning|end)\sof\s|(?:early|late|mid)[\s-])?{YEAR})\b
    |(?P<day>{BEFORE_TIME}(?:(?P<date_before>3[01]|[12]?\d)(?:st|nd|rd|th)?\s(?:of\s)?)?
        (?P<month>{MONTHS})\.?
        (?:\s(?P<date>3[01]|[12]?\d)(?:st|nd|rd|th)?\b(?![.,]?\d|{UNIT_NEXT}))?
        (?:,?\s(?P<day_year>{YEAR}))?)\b
    |(?P<quarter>{BEFORE_TIME}(?:(?:first|second|third|fourth|last)\s(?:quarter|half)|Q[1-4]|H[12])
        (?:\sof)?\s(?P<quarter_year>{YEAR}))\b
    |(?P<year>{BEFORE_TIME}(?P<of>{YEAR})(?:-end)?)\b(?!\.\d|{UNIT_NEXT})
    |(?P<relative>{BEFORE_TIME}(?:(?P<which>this|last|next|previous)\syear
        |year[\s-]to[\s-]date|so\sfar\sthis\syear|the\syear\sso\sfar)(?:'s)?)\b
    |(?P<whole>{BEFORE_TIME}(?:whole\syear|full\syear|(?:first|second|third|fourth)\s(?:quarter|half)
        |that\syear|the\syear))\b
    |(?P<vague>(?:(?:over|in|for|during|within)\s)?(?:the\s)?(?:past|next|coming|last|recent)\s
            (?:(?:few|several|{COUNT})\s)?(?:years?|decades?|months?|weeks?|days?|quarter|century)
        |(?P<decade>{BEFORE_TIME}(?:this|the)\sdecade(?:'s\send)?)
        |today|currently|nowadays|recently|(?:a|{COUNT})\s(?:years?|decades?|months?)\s(?:ago|earlier))\b
    |(?P<length>{COUNT}[\s-](?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)(?:[\s-]old)?
        |\d{{1,2}}:\d{{2}}(?:\s?[ap]m)?)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
MONTH_NUMBER = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
OFFSET = {
    "今年": 0, "本年": 0, "本年度": 0, "年内": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2,
    "明年": 1, "后年": 2, "this": 0, "last": -1, "previous": -1, "next": 1,
}  # fmt: skip


def times_in(words: str, language: str, published: Published) -> list[Time]:
    """The times of a sentence, in order, with places relative to it."""
    pattern, resolve = (CHINESE, _chinese) if language == "zh" else (ENGLISH, _english)
    found = []
    for match in pattern.finditer(words):
        time = resolve(match, published)
        if time is None or _is_part_of_number(words, match):
            continue
        if match["day"] and OF_A_DOCUMENT.match(words, match.end()):
            continue
        if not _counts(words, match.group(), match.end()):
            base = BASE.search(words[max(0, time.start - BASE_REACH) : time.start]) is not None
            base = base or match.group().lower().startswith(("from a ", "than "))
            base = base or (not match["span"] and _is_compared_with(words, time))
            found.append(replace(time, length=bool(match["length"]), base=base))
    return _with_wholes(found)


OF_A_DOCUMENT = re.compile(r"\s(?:report|survey|paper|filing|study|note|forecast|outlook)\b")
"""Behind a month: when something was written, not what it is about (in a December report)."""
COUNTING = re.compile(r"(?:by|from|to|around|for|before|after|of)?\s?\d{4}", re.IGNORECASE)
SCALED = re.compile(r"[\s-](?:hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)


def _counts(words: str, time: str, end: int) -> bool:
    """Whether four digits are a number and no year: 1950 gallons, but in 1950 people."""
    if not COUNTING.fullmatch(time):
        return False
    if SCALED.match(words, end):
        return True
    unit = simple(words, end + 1) if words[end : end + 1] in (" ", "-") else None
    if unit is None or len(unit[2]) == 1:
        return False
    return time[0].isdigit() or unit[1] not in NOT_AFTER_A_YEAR


NOT_AFTER_A_YEAR = frozenset(("person", "x", "household", "vehicle", "server", "month", "day"))
"""What people are counted in may follow a year: "by 2030 people will"."""
LEFT = ("从", "自", "由")
COMPARED_WITH = re.compile(
    r"(?:%|per\scent|percent|points|fold|times)\s(?:higher\s|lower\s|more\s|less\s)?$",
    re.IGNORECASE,
)


MULTIPLE_OF = re.compile(r"的[^，,。；;]{0,4}?[\d一二两三四五六七八九十几百.]+多?倍")
"""是去年同期的三倍: three times what was then."""


def _is_compared_with(words: str, time: Time) -> bool:
    """The 2020 of 从2020年的13美分涨到18 and of "up 82 per cent on 2010" or "from 2010"."""
    if words[: time.start].endswith(LEFT) and words[time.end : time.end + 1] == "的":
        return True
    if MULTIPLE_OF.match(words, time.end):
        return True
    opener = words[time.start : time.start + len("from ")].lower()
    before = words[max(0, time.start - BASE_REACH - len("per cent")) : time.start]
    return opener.startswith(("on ", "from ")) and COMPARED_WITH.search(before) is not None


BASE = re.compile(
    r"(?:[比较]|than\s(?:in\s)?|compared\s(?:with|to)\s|versus\s|from\s)$", re.IGNORECASE
)
BASE_REACH = 14
"""Characters before a time in which "than" is looked for."""


def _is_part_of_number(words: str, match: re.Match[str]) -> bool:
    before = words[max(0, match.start() - 1) : match.start()]
    return (
        bool(before)
        and (before in "$€£¥￥.,-" or before.isdigit())
        and match.group()[0].isdigit()
        and (before not in ",-" or words[max(0, match.start() - 2) : match.start() - 1].isdigit())
    )


def _with_wholes(times: list[Time]) -> list[Time]:
    """全年 and "the third quarter" take the year named last before them."""
    year, resolved = None, []
    for time in times:
        if time.whole:
            resolved.append(replace(time, year=year if year is not None else time.year))
            continue
        year = time.year if time.year is not None else year
        resolved.append(time)
    return resolved


def page_year(published: Published) -> int | None:
    """The year in which the page appeared; the later one where its interval spans two."""
    day = published[1] or published[0]
    return day.year if day is not None else None


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


def _chinese(match: re.Match[str], published: Published) -> Time | None:
    start, end = match.span()
    if match["year"]:
        digits = match["of"]
        return Time(start, end, _plausible(_number(digits)))
    if match["relative"]:
        year = page_year(published)
        return Time(start, end, year + OFFSET[match["which"]] if year is not None else None)
    if match["day"]:
        day = int(match["date"]) if match["date"] else None
        ahead = match.string[:start].endswith(("将于", "定于", "拟于", "将在"))
        return Time(start, end, year_of_day(int(match["month"]), day, published, ahead))
    if match.group() == "全年" and AHEAD.match(match.string, end):
        return Time(start, end, page_year(published))
    if NEAR_DAY.fullmatch(match.group()):
        return Time(start, end, page_year(published))
    return Time(
        start, end, None if match["length"] else _of_part(match, published), bool(match["whole"])
    )


NEAR_DAY = re.compile(r"[今昨]日|昨天|今天")
"""Days beside that of the page, whose year is its own but for one day in 365."""


AHEAD = re.compile(r"[^，,。；;]{0,8}(?:预计|有望|预期|料将|将)")
"""Behind 全年 the year is the one in which the page appeared."""


PART_ENDS = {
    "一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12, "上": 6, "下": 12,
}  # fmt: skip
"""Month in which a quarter or half of a year ends."""


def _of_part(match: re.Match[str], published: Published) -> int | None:
    """The year of a quarter or half without year: the last that was over when the page appeared."""
    part = re.search(r"([一二三四1-4])季度|([上下])半年", match.group())
    if match["whole"] is None or part is None:
        return None
    return year_of_day(PART_ENDS[part[1] or part[2]], 1, published)


def _number(digits: str) -> int:
    table = str.maketrans("〇零一二三四五六七八九", "00123456789")
    return int(digits.translate(table))


EARLIEST, LATEST = 1800, 2199
"""Years a page of our time can speak of; other four-digit numbers before 年 are none."""


def _plausible(year: int) -> int | None:
    return year if EARLIEST <= year <= LATEST else None


def _english(match: re.Match[str], published: Published) -> Time | None:
    start, end = match.span()
    if match["day"]:
        return _english_day(match, published)
    if match["quarter"]:
        return Time(start, end, int(match["quarter_year"]))
    if match["year"]:
        return Time(start, end, int(match["of"]))
    if match["relative"]:
        year, which = page_year(published), (match["which"] or "this").lower()
        return Time(start, end, year + OFFSET[which] if year is not None else None)
    if match["decade"]:
        year, ends = page_year(published), DECADE_ENDS.search(match.group())
        return Time(start, end, year - year % 10 + 10 if year is not None and ends else None)
    part = PART_EN.search(match.group()) if match["whole"] else None
    if part is not None:
        ended = year_of_day(PART_ENDS_EN[part[0].lower()], 1, published)
        return Time(start, end, ended)
    return Time(start, end, None, bool(match["whole"]))


DECADE_ENDS = re.compile(r"\bend\b|['’]s\send|close", re.IGNORECASE)
"""By the end of the decade is by 2030 on a page of the twenties."""
PART_EN = re.compile(r"(?:first|second|third|fourth)\s(?:quarter|half)", re.IGNORECASE)
PART_ENDS_EN = {
    "first quarter": 3, "second quarter": 6, "third quarter": 9, "fourth quarter": 12,
    "first half": 6, "second half": 12,
}  # fmt: skip
"""Month in which a part of a year ends."""


def _english_day(match: re.Match[str], published: Published) -> Time | None:
    day = match["date"] or match["date_before"]
    named = match["month"].lower()
    if (
        match["day_year"] is None
        and named in ("may", "mar", "march")
        and match["month"][0].islower()
    ):
        return None
    if match["day_year"] is None and day is None and not match["month"][0].isupper():
        return None  # "may" and "march" are verbs
    if (
        named == "may"
        and day is None
        and match["day_year"] is None
        and match.start("month") == match.start()
    ):
        return None
    month = MONTH_NUMBER[named[:3]]
    if match["day_year"]:
        return Time(*match.span(), int(match["day_year"]))
    return Time(*match.span(), year_of_day(month, int(day) if day else None, published))
