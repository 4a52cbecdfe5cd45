"""Chinese times: 2025年上半年, 前三季度, 1—9月, 去年同期, “十四五”期间, FY25, 2023年以来.

Not here: which of them are only compared with (`times.py`).
"""

import re

from assay.claims.calendar_years import (
    Published,
    moved,
    of_two_digits,
    page_year,
    pair_of,
    plausible,
    year_of_day,
    years_of_part,
)
from assay.claims.named_time import Time

YEAR = r"(?:19|20|21)\d{2}"
HAN_YEAR = r"[一二][〇零一二三四五六七八九]{3}"
TENS = "一二三四五六七八九十"
MONTHS = r"(?:1[0-2]|[1-9])\s?(?:[-—–~～]|至|到)\s?(?:1[0-2]|[1-9])月(?:份|(?!\d))"
MONTH_PART = r"(?:份|初|底|末|中旬|[上下]旬|\d{1,2}[日号])"
PART_NAMED = r"年?(?:[底末初]|中(?=[，,、。；;（(）)\s已就又将曾还各]|$))"
"""2023年中 is the middle of the year, 2023年中国 is not."""
QUARTER = (
    rf"(?:第?[一二三四1-4]季度|前[二三四2-4两]?个?季度|[上下]半年|全年|{MONTHS}|{PART_NAMED}|年?\d{{1,2}}月{MONTH_PART}?"
    rf"|前[{TENS}\d]{{1,2}}个?月|[Qq][1-4]|[Hh][12])"
)
SPOKEN = r"[一二三四五六七八九十两几数]{1,4}"
CHINESE = re.compile(
    rf"""
    (?P<span>(?:自|从|在)?(?P<first>{YEAR})年?(?:[-—–~～]|至|到)(?P<last>{YEAR})年?(?:期间|间|之间)?
        |(?P<fiscal>{YEAR})/(?P<fiscal_last>(?:20)?\d{{2}})(?![\d/]))
    |(?P<since>(?:自|从)?(?P<since_year>{YEAR})年(?:\d{{1,2}}月(?:份|\d{{1,2}}[日号])?|{PART_NAMED})?
        (?:以来|至今|起|开始|(?<=[自从].{{5}})[^，,。；;\d]{{1,12}}以来|(?<=[自从].{{7}})[^，,。；;\d]{{1,12}}以来
            |(?<=[自从].{{8}})[^，,。；;\d]{{1,12}}以来))
    |(?P<plan>[“"‘「]?十(?P<which_plan>[一二三四五])五(?![吨个万亿岁天元克公千倍成级度分]|年(?!规划))[”"’」]?
        (?:规划)?(?P<plan_part>[末初]期?)?(?:期间|时期|以来)?)
    |(?P<year>(?:到|至|截至|截止|在|于)?了?(?P<of>{YEAR}|{HAN_YEAR})(?:年度|财?年)
        {QUARTER}?(?:之?前|之?后)?)
    |(?P<short>(?<![\d.A-Za-z])(?:FY(?P<fy>(?:20)?\d{{2}})|(?:[1-4]Q|[12]H)(?P<half>\d{{2}})|(?P<digits>(?:20)?\d{{2}})(?:财年|年?(?:[Qq][1-4]|[Hh][12])
        |(?<=20\d\d)[EFA]|年(?=(?:[上下]半|全)年|[一二三四]季度|[底末初]|\d{{1,2}}月)))(?:{QUARTER})?(?![A-Za-z\d]))
    |(?P<relative>(?:到|截至|在)?(?P<which>今年|去年|前年|明年|(?<![成产运工标])后年(?![产耗用])|本年度?|年内|(?<![\d一二三四五六七八九十今去前明后])年初|开年(?=以来|至今))
        (?:{QUARTER}|开年)?(?:同期)?(?:以来|至今)?)
    |(?P<shift>(?P<next>次年|翌年)|(?P<before>上一?年度?|(?<=[^提\d一二三四五六七八九十])前一年|上一?财年)(?:{QUARTER})?(?:同期)?|同一?年(?!级|龄)|当年|当期|报告期内?|(?<![\d年])同期)
    |(?P<ago>(?P<ago_count>[一二两三四五六七八九]|\d{{1,2}})年前)
    |(?P<day>(?<!连续)(?<!近)(?<!每)(?P<month>1[0-2]|[1-9])月(?:份|初|底|末|中旬|[上下]旬|(?P<date>3[01]|[12]\d|[1-9])[日号]|(?=以来|至今)
        |(?![\d龄薪供租饼亮球台季票均度相刊经一二三四五六七八九十]))(?:以来|至今)?)
    |(?P<whole>全年|第?[一二三四1-4]季度|前[二三四2-4两]?个?季度|[上下]半年|前[{TENS}\d]{{1,2}}个?月|{MONTHS}|(?<![A-Za-z\d])[Qq][1-4](?![A-Za-z\d]))
    |(?P<vague>
        (?:近|过去|未来|今后|最近|此后|接下来)的?[一二三四五六七八九十几两数\d]{{1,3}}个?
            (?:年|月|天|周|季度)(?:来|内|间|里)?
        |[本上这下]个?[周月]|(?:(?<![一二两三四五六七八九十每])[本上这下]?周|星期)[一二三四五六日天](?![次到个])|[今昨前]日|昨天
        |近几年|近些年|近年来?|不久前|迄今为止|目前|当前|如今|此前|日前|近日|最近|在此之[前后]
        |(?:{SPOKEN}|\d{{1,3}})(?:个月|年)(?:前|后|内|来|间)
    )
    |(?P<length>\d{{1,4}}(?:\.\d)?(?:个?多?月|个?小时|分钟|秒钟?|[天岁周])
        |{SPOKEN}(?:个?多?月|个?小时|分钟|岁|年)
        |\d{{1,2}}[:：]\d{{2}}(?::\d{{2}})?|\d{{1,3}}年
    )""",
    re.VERBOSE,
)
ANCHOR_ZH = re.compile(
    r"[年月周日天]|[前以]来|小时|分钟|秒|岁|季度|同期|当期|目前|当前|如今|此前|近日|不久|迄今|此之|时期|五[”\"’」规期末]|\d:\d\d|FY|[Qq]\d|[HE]\d?"
)
"""What a sentence without a time has none of."""
OFFSET = {
    "今年": 0, "本年": 0, "本年度": 0, "年内": 0, "年初": 0, "开年": 0,
    "去年": -1, "前年": -2, "明年": 1, "后年": 2,
}  # fmt: skip
SINCE_THEN = re.compile(r"(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|以来|开始)")
"""Behind 今年 these make a beginning of it."""
NEAR_DAY = re.compile(r"[今昨]日|昨天|今天")
"""Days beside that of the page, whose year is its own but for one day in 365."""
AHEAD = re.compile(r"[^，,。；;]{0,8}(?:预计|有望|预期|料将|将)")
"""Behind 全年 the year is the one in which the page appeared."""
EXPECTED = re.compile(r"(?:预[计期测估]|有望|料|指引|展望|目标|或)[^，,。；;]{0,12}$")
"""Before a quarter these make it the next one, not the last."""
PLAN_STARTS = {"一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}
PLAN_LENGTH = 5
"""China's five-year plans."""
HALVES = {"上": (1, 6), "下": (7, 12)}
"""First and last month of either half of a year."""
HALF = re.compile(r"([上下])半年")
QUARTER_OF = re.compile(r"(?P<until>前)?(?P<of>[一二三四两1-4])?个?季度|[Qq](?P<q>[1-4])")
QUARTER_MONTHS = 3
"""Months of a quarter."""
MONTHS_UNTIL = re.compile(rf"(?:[-—–~～至到]\s?|前)(?P<month>\d{{1,2}}|[{TENS}]{{1,2}})个?月")
NUMBERS = {sign: number for number, sign in enumerate(TENS, start=1)} | {"十一": 11, "两": 2}
"""Months and quarters in Han numbers, up to the eleventh month; the twelfth ends the year."""


def chinese(match: re.Match[str], published: Published) -> Time | None:
    """The time that `match` of CHINESE names."""
    start, end = match.span()
    page = page_year(published)
    if match["span"]:
        return _span(match)
    if match["since"]:
        first_year = int(match["since_year"])
        span = (first_year, page) if page is not None and page > first_year else None
        return Time(start, end, first_year if page == first_year else None, span=span)
    if match["plan"]:
        first_year = PLAN_STARTS[match["which_plan"]]
        part = (match["plan_part"] or "")[:1]
        year = {"末": first_year + PLAN_LENGTH - 1, "初": first_year}.get(part)
        span = None if year else (first_year, first_year + PLAN_LENGTH - 1)
        return Time(start, end, year, span=span, period=True)
    if match["year"]:
        return Time(start, end, plausible(_year(match["of"])), period=True)
    if match["short"]:
        digits = match["fy"] or match["half"] or match["digits"]
        return Time(start, end, of_two_digits(digits), period=True)
    if match["relative"]:
        running = SINCE_THEN.match(match.string, end) or match.group().endswith(("以来", "至今"))
        return Time(start, end, moved(page, OFFSET[match["which"]]), period=not running)
    if match["shift"]:
        return Time(start, end, None, shift=_shift(match), period=True)
    if match["ago"]:
        return Time(start, end, moved(page, -(number(match["ago_count"]) or 0)))
    if match["day"]:
        return _day(match, published)
    return _part(match, published, page)


def _shift(match: re.Match[str]) -> int:
    return 1 if match["next"] else -1 if match["before"] else 0


def _span(match: re.Match[str]) -> Time:
    """2020至2025年; 2027/2028, but 2025/10 is a month."""
    first, last = pair_of(match["first"] or match["fiscal"], match["last"] or match["fiscal_last"])
    if match["fiscal"] and last != first + 1:
        return Time(*match.span(), first, period=True)
    return Time(*match.span(), None, span=(first, last), period=True)


def _day(match: re.Match[str], published: Published) -> Time:
    start = match.start()
    day = int(match["date"]) if match["date"] else None
    ahead = match.string[:start].endswith(("将于", "定于", "拟于", "将在"))
    year = year_of_day(int(match["month"]), day, published, ahead)
    return Time(start, match.end(), year, period=match["date"] is None)


def _part(match: re.Match[str], published: Published, page: int | None) -> Time:
    """A part of a year, a vague time, or a length of time."""
    start, end = match.span()
    words = match.group()
    if words == "全年" and AHEAD.match(match.string, end):
        return Time(start, end, page, period=True)
    if NEAR_DAY.fullmatch(words):
        return Time(start, end, page)
    if match["length"] or not match["whole"]:
        return Time(start, end, None, length=bool(match["length"]))
    part = _months(words)
    ahead = EXPECTED.search(match.string[max(0, start - 16) : start]) is not None
    year, over = years_of_part(part, published, ahead) if part else (None, None)
    return Time(start, end, year, whole=True, over=over, period=True)


def _months(words: str) -> tuple[int, int] | None:
    """First and last month of a part of a year, the last alone for 前三季度; None for 全年."""
    half, quarter = HALF.search(words), QUARTER_OF.search(words)
    if half:
        return HALVES[half[1]]
    if quarter:
        last = QUARTER_MONTHS * (number(quarter["of"] or quarter["q"]) or 3)
        return last if quarter["until"] else last - QUARTER_MONTHS + 1, last
    until = MONTHS_UNTIL.search(words)
    last = min(12, number(until["month"]) or 12) if until else 0
    return (last, last) if last else None


def number(digits: str | None) -> int | None:
    """A small number in digits or Han characters."""
    if not digits:
        return None
    return int(digits) if digits.isdigit() else NUMBERS.get(digits)


def _year(digits: str) -> int:
    table = str.maketrans("〇零一二三四五六七八九", "00123456789")
    return int(digits.translate(table))
