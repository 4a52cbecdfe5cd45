"""Times named in a sentence, and the calendar year they speak of, held against the page's own date.

Not here: the words of either language (`times_zh.py`, `times_en.py`), which time belongs to which
number (`setting.py`) and times left to the sentence before (`carried.py`). Without a date of the
page no relative time has a year.
"""

import re
from dataclasses import replace

from assay.claims.calendar_years import Published, moved, page_year
from assay.claims.measures import simple
from assay.claims.named_time import Time
from assay.claims.times_en import ANCHOR_EN, ENGLISH, english
from assay.claims.times_zh import ANCHOR_ZH, CHINESE, chinese


def times_in(
    words: str, language: str, published: Published, known: int | None = None
) -> list[Time]:
    """The times of a sentence, in order, with places relative to it; `known` is the year that the
    sentences before spoke of."""
    zh = language == "zh"
    if (ANCHOR_ZH if zh else ANCHOR_EN).search(words) is None:
        return []
    pattern, resolve = (CHINESE, chinese) if zh else (ENGLISH, english)
    found = []
    for match in pattern.finditer(words):
        time = resolve(match, published)
        if time is None or _is_part_of_number(words, match):
            continue
        if match["day"] and OF_A_DOCUMENT.match(words, match.end()):
            continue
        if not _counts(words, match.group(), match.end()):
            found.append(replace(time, base=not time.length and _is_base(words, time)))
    return _resolved(found, known, page_year(published))


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
    if MONEY_OF.search(words[: end - len(time)][-10:]) and DOLLARS.match(words, end):
        return False
    unit = simple(words, end + 1) if words[end : end + 1] in (" ", "-") else None
    if unit is None or len(unit[2]) == 1:
        return False
    return time[0].isdigit() or unit[1] not in NOT_AFTER_A_YEAR


MONEY_OF = re.compile(r"(?:\b(?:in|real|constant)\s|\()$", re.IGNORECASE)
DOLLARS = re.compile(r"\s(?:US\s|U\.S\.\s)?(?:dollars|euros|prices|yuan)\b")
"""In 2024 dollars: prices of that year."""
NOT_AFTER_A_YEAR = frozenset(("person", "x", "household", "vehicle", "server", "month", "day"))
"""What people are counted in may follow a year: "by 2030 people will"."""
LEFT = ("从", "自", "由")
COMPARED_WITH = re.compile(
    r"(?:%|per\scent|percent|points|fold|times)\s(?:higher\s|lower\s|more\s|less\s)?$",
    re.IGNORECASE,
)
MULTIPLE_OF = re.compile(
    r"[^，,。；;]{0,12}?的[^，,。；;]{0,4}?[\d一二两三四五六七八九十几百.]+多?倍"
)
"""是去年同期的三倍, 约为2023年2600吨的近1000倍: so many times what was then."""
BASE = re.compile(
    r"(?:[比较]|(?:than|above|below)\s(?:in\s)?|compared\s(?:(?:with|to)\s)?|versus\s|from\s|over\s)$",
    re.IGNORECASE,
)
ALIKE = ("与", "和", "跟", "同")
LEVEL_WITH = re.compile(r"[^，,。；;]{0,6}(?:持平|相当|相近|相若|一样|相比)")
"""与去年基本持平: as much as then."""
OF_BEFORE = re.compile(r"\b(?:from|than|over|on|above|below)\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
"""Before "a year earlier": up 22 cents from the cap a year before."""
RECORD = re.compile(
    r"的?[^，,。；;]{0,4}?(?:最[高低大小好差快慢多少]|新[高低]|首次|第[一二三四五]次|之最)"
)
SUPERLATIVE = re.compile(
    r"\b(?:[a-z]{3,}est|most|least|best|worst|first)\b(?:\s[a-z-]+){0,4}\s$", re.IGNORECASE
)
"""Beside a beginning these tell for how long nothing was like it: the fastest since 2018."""
BEST_REACH = 48
BASE_REACH = 24
"""Characters before a time in which "than" is looked for."""


def _is_base(words: str, time: Time) -> bool:
    """Whether a time is only compared with: than in 2024, 比上年, up 82 per cent on 2010."""
    named = words[time.start : time.end].lower()
    if named.startswith(("from a ", "from the ", "than ", "over the ")) and time.shift is not None:
        return True
    reach = words[max(0, time.start - BASE_REACH) : time.start]
    if (
        DOLLARS.match(words, time.end)
        or BASE.search(reach)
        or (time.shift is not None and OF_BEFORE.search(reach))
    ):
        return True
    if words[: time.start].endswith(ALIKE) and LEVEL_WITH.match(words, time.end):
        return True
    if RECORD.match(words, time.end) or SUPERLATIVE.search(words[: time.start][-BEST_REACH:]):
        return words[time.start : time.end].lower().startswith("since ") or "以来" in named
    if time.span is not None:
        return False
    if words[: time.start].endswith(LEFT) and words[time.end : time.end + 1] == "的":
        return True
    if MULTIPLE_OF.match(words, time.end):
        return True
    before = words[max(0, time.start - BASE_REACH - len("per cent")) : time.start]
    return named.startswith(("on ", "from ")) and COMPARED_WITH.search(before) is not None


def _is_part_of_number(words: str, match: re.Match[str]) -> bool:
    before = words[max(0, match.start() - 1) : match.start()]
    return (
        bool(before)
        and (before in "$€£¥￥.,-" or before.isdigit())
        and match.group()[0].isdigit()
        and (before not in ",-" or words[max(0, match.start() - 2) : match.start() - 1].isdigit())
    )


def _resolved(times: list[Time], known: int | None, page: int | None) -> list[Time]:
    """全年 and "the third quarter" take the year named last before them; 上年 and "a year earlier"
    count from it."""
    named, resolved = None, []
    for time in times:
        if time.shift is not None:
            given = named or known or (page if time.shift else None)
            resolved.append(replace(time, year=moved(given, time.shift)))
            continue
        if time.whole:
            own = time.over if time.over is not None and time.over == known else time.year
            time = replace(time, year=named or own or known)
        if time.span is not None and not time.period and named and named > time.span[0]:
            time = replace(time, span=(time.span[0], named))  # in 2023 ..., tripled since 2014
        elif not time.base and not time.length:
            named = time.year or (time.span[1] if time.span else named)
        resolved.append(time)
    return resolved
