"""Units in running text: the longest spelling of `units.toml` at a place, with its denominators.

Not here: the numbers before them (`amounts.py`), which of them make a claim (`refusals.py`) and
what units mean (`assay.units`).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay import units


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as found in a text."""

    end: int
    """One past its last character."""
    unit: str
    """Plain symbol, with denominators: `USD/oz`."""
    other: str | None = None
    """A second reading of the spelling: `short_ton` for "tons"."""
    factor: float = 1.0
    """How many of `unit` the spelling is worth: 0.1 per cent for ‰."""


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The table `amounts.toml`."""
    return tomllib.loads(files("assay.claims").joinpath("amounts.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def refused_units() -> Mapping[str, str]:
    """Spellings of the units no claim is made in -> symbol: the table `refused_units.toml`."""
    text = files("assay.claims").joinpath("refused_units.toml").read_text("utf-8")
    table = tomllib.loads(text)
    found = {word: symbol for symbol, words in table["unit"].items() for word in words}
    found |= {word: symbol for symbol, words in table["metre"].items() for word in words}
    for symbol, words in table["prefixed"].items():
        for word in (symbol, *words):
            found.setdefault(word, symbol)
            for prefix, spelt in table["prefix"].items():
                spelt_out = len(word) > 2 or not word.isascii()
                found |= {f"{name}{word}": prefix + symbol for name in spelt if spelt_out}
                if word == symbol:
                    found.setdefault(prefix + word, prefix + symbol)
    for word in table["bare"]["only_prefixed"]:
        found.pop(word, None)
    return found


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every spelling of a unit, made ready for looking up."""

    exact: Mapping[str, str]
    """Spellings as they are -> symbol."""
    any_case: Mapping[str, str]
    """Spellings in small letters that serve in any case -> symbol."""
    lengths: Mapping[str, tuple[int, ...]]
    """First two characters in small -> lengths of the spellings that begin so, longest first."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The spellings of `units.toml`, of `amounts.toml` and of the units that are refused."""
    table = rules()
    exact = {
        **refused_units(),
        **units.spellings(),
        **table["compound"],
        **{word: pair[0] for word, pair in table["scaled"].items()},
        **{word: pair[0] for word, pair in table["ambiguous"].items()},
    }
    folded: dict[str, set[str]] = {}
    lengths: dict[str, set[int]] = {}
    for spelling, symbol in exact.items():
        if len(spelling) > 1:
            folded.setdefault(spelling.lower(), set()).add(symbol)
        lengths.setdefault(spelling[:2].lower(), set()).add(len(spelling))
    any_case = {
        spelling: next(iter(found)) for spelling, found in folded.items() if len(found) == 1
    }
    ordered = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return Lexicon(exact, any_case, ordered)


def simple(text: str, place: int) -> tuple[int, str, str] | None:
    """End, symbol and spelling of the longest unit at `place`."""
    words = lexicon()
    first = text[place : place + 2].lower()
    for length in (*words.lengths.get(first, ()), *words.lengths.get(first[:1], ())):
        end = place + length
        spelling = text[place:end]
        if len(spelling) < length:
            continue
        symbol = words.exact.get(spelling) or words.any_case.get(spelling.lower())
        if symbol is None:
            continue
        following = text[end : end + 1]
        if following.isascii() and following.isalnum():
            if spelling[-1].isascii() and spelling[-1].isalnum() and not CARBON.match(text, end):
                continue
        elif following and following in NOT_BEFORE.get(spelling, ""):
            continue
        if spelling == "in" and INCH_AFTER.match(text, end) is None:
            continue
        return end, symbol, spelling
    return None


CARBON = re.compile(r" ?CO[2₂](?:[- ]?(?:eq?|equivalent))?(?![\w])", re.IGNORECASE)
"""What weighs may be glued to its unit: 1.2 MtCO2e, 300 gCO2/kWh."""
INCH_AFTER = re.compile(
    r"(?:\.?\s?(?:thick|wide|long|tall|high|deep|across|in\sdiameter|by\b|x\b|×)|[.,;:)]|$)"
)
"""Behind "in" these make inches of it."""
NOT_BEFORE: Mapping[str, str] = rules()["not_before"]

COUNTED_EN = tuple(
    re.compile(rf"(?:[A-Za-z][A-Za-z.'’-]{{0,20}}\s){{{times}}}(?P<noun>[a-zA-Z]{{3,12}})\b")
    for times in (1, 2)
)
"""A counted noun behind one or two other words."""
QUALIFIED = re.compile(
    r"(?:(?!(?:of|in|and|to|for|per|from|or|on|at|by|the|an?|with|than|which|that|as)\s)"
    r"[A-Za-z][A-Za-z-]{1,20}\s){1,2}(?=(?:ounces|tonnes|tons|gallons|litres|liters|barrels)\b)"
)
"""Words between a number and its unit: 7.9 million silver-equivalent ounces."""


RACKS = re.compile(r"机[柜架](?:总?数)?[^，,。；;]{0,6}$")
RACKS_REACH = 16
"""Characters before 架 or 个 in which the racks they count are named."""


def counted_at(text: str, place: int) -> Measure | None:
    """Counted things with words between: "million AI servers", 万台AI服务器; None if none."""
    following = text[place : place + 1]
    counted = rules()["counted"]
    if following in ("架", "个") and RACKS.search(text, max(0, place - RACKS_REACH), place):
        return Measure(place + 1, "rack")
    if following.isascii() and following.isalpha():
        for words in filter(None, (each.match(text, place) for each in COUNTED_EN)):
            symbol = lexicon().exact.get(words["noun"])
            if symbol is not None and symbol in counted:
                return Measure(words.end(), symbol)
        qualified = QUALIFIED.match(text, place)
        return measure_at(text, qualified.end()) if qualified else None
    if following == "次":
        return _asked(text, place)
    nouns: dict[str, str] = rules()["counted_noun"]
    if following not in ("台", "辆", "块", "张", "颗", "个", "户"):
        return None
    near = text[place + 1 : place + 13]
    for noun, symbol in nouns.items():
        at = near.find(noun)
        if at >= 0 and not set(near[:at]) & set("，,。；;的"):
            return Measure(place + 1 + at + len(noun), symbol)
    before = text[max(0, place - 24) : place]
    if following == "台" and "服务器" in before:
        return Measure(place + 1, "server")
    return None


ASKED = re.compile(r"查询|提问|请求|对话|问答|调用|搜索|提示|问题|ChatGPT|聊天")
"""Near these words 亿次 counts questions put to a model."""
ASKED_REACH = 40
"""Characters before 次 in which such a word is looked for."""


def _asked(text: str, place: int) -> Measure | None:
    """每天25亿次: questions, where the sentence speaks of them."""
    near = text[max(0, place - ASKED_REACH) : place + 12]
    return Measure(place + 1, "prompt") if ASKED.search(near) else None


PER = re.compile(
    r"\s?(?:/\s?|每一?|一(?=[天年吨斤度克]|公[斤吨]|盎司|千克|立方))|[\s-](?:per|a|an|each|every)[\s-]"
    r"|\sof\s[a-z]{2,12}(?:\s[a-z]{2,12})?\sper\s",
    re.IGNORECASE,
)
OF_PER = re.compile(
    r"\sof\s(?:(?!(?:in|on|at|from|for|by|with|or|to|into|over|during|within|than|as|is|are|was"
    r"|were|which|that|per|each|every|an?)\b)[a-z][a-z-]{1,16}\s){1,6}?"
    r"(?:(?P<per>(?:for\s)?(?:each|every|per)\s|an?\s|per\s)|(?P<adverb>annually|yearly|daily)\b)",
    re.IGNORECASE,
)
"""Between a unit and what it is divided by: 27 tonnes [of copper for each] megawatt."""
COUNTED_PER = frozenset(("person", "household", "kg", "t", "g", "oz"))
"""What a noun with "a" before it only names and divides nothing by: a kilo."""
ADVERB = re.compile(r"\s(?:(?P<year>annually|yearly)|(?P<day>daily))\b", re.IGNORECASE)


def measure_at(text: str, place: int) -> Measure | None:
    """The unit that begins at `place`, with what it is divided by; None if there is none."""
    found = simple(text, place)
    if found is None:
        return _bracketed(text, place)
    end, symbol, spelling = found
    table = rules()
    if spelling in table["scaled"]:
        return Measure(end, symbol, factor=table["scaled"][spelling][1])
    if symbol in ("percent", "x"):
        return Measure(end, symbol)
    other = table["ambiguous"].get(spelling.lower(), (None, None))[1]
    if other == "oz_avoirdupois" and _is_troy(text, place):
        other = None
    if spelling == "度":
        symbol = _degrees(text, place)
    if text[end : end + 2].strip(" ")[:1] in CARBON_BEGINS and symbol in WEIGHTS:
        carbon = CARBON.match(text, end)
        end = carbon.end() if carbon else end
    return denominators(text, Measure(end, symbol, other))


CARBON_BEGINS = ("C", "c")
WEIGHTS = frozenset(("g", "kg", "t", "kt", "Mt", "Gt", "lb"))
BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}


def _bracketed(text: str, place: int) -> Measure | None:
    """The (kg) of a table's cell."""
    if text[place : place + 1] not in BRACKETS:
        return None
    inner = simple(text, place + 1)
    if inner is None or text[inner[0] : inner[0] + 1] != BRACKETS[text[place]]:
        return None
    return Measure(inner[0] + 1, inner[1])


TROY_REACH = 60
"""Characters beside an ounce in which the metal is looked for."""


def _is_troy(text: str, place: int) -> bool:
    near = text[max(0, place - TROY_REACH) : place + TROY_REACH].lower()
    return any(word in near for word in rules()["troy"]["near"])


POWER_NEAR = re.compile(r"电|能耗|耗能|算力|充|千瓦|电站|电网")
WARMTH_NEAR = re.compile(
    r"温|零[上下]|热|冷|摄氏|华氏|烤|烧|角|旋转|北纬|南纬|东经|西经|近视|酒|发烧|水深|[纬经]"
)
DEGREE_REACH = 30
"""Characters beside 度 in which power or warmth is looked for."""


def _degrees(text: str, place: int) -> str:
    """度 after a number: kWh near words of power and behind 万 and 亿, else an angle or warmth."""
    before = text[max(0, place - DEGREE_REACH) : place]
    if text[place - 1 : place] in ("万", "亿"):
        return "kWh"
    near = before + text[place + 1 : place + DEGREE_REACH // 2]
    if POWER_NEAR.search(near) and not WARMTH_NEAR.search(before[-12:]):
        return "kWh"
    return "degree"


def denominators(text: str, measure: Measure) -> Measure:
    """`measure` with the "per ounce" or "a day" that follows it."""
    end, symbol, other = measure.end, measure.unit, measure.other
    for _ in range(2):
        if text[end : end + 1] not in PER_BEGINS:
            break
        per = PER.match(text, end)
        below = simple(text, per.end()) or _lettered(text, per) if per else None
        if below is not None and below[1] in SPANS and EARLIER.match(text, below[0]):
            break
        if below is None and "/" not in symbol and (under := _of_substance(text, end)):
            symbol, other = f"{symbol}/{under}", f"{other}/{under}" if other else None
            break
        if below is None:
            adverb = ADVERB.match(text, end)
            if adverb is None:
                break
            below = (adverb.end(), str(adverb.lastgroup), "")
        if below[1] in ("percent", "x"):
            break
        under = "kWh" if below[2] == "度" else below[1]
        end, symbol = below[0], f"{symbol}/{under}"
        other = f"{other}/{under}" if other else None
    return replace(measure, end=end, unit=symbol, other=other)


LETTERS = re.compile(r"(?:(?P<day>d)|(?P<year>y|a|yr)|(?P<month>mo|mth))(?![\w-])")
"""Behind a slash: 39 Bgal/d, kWh/a."""
SPANS = frozenset(("year", "month", "week", "day"))
EARLIER = re.compile(r"\s(?:earlier|ago|before|prior|later|previously|hence)\b")
"""Behind "a year" these make a time of it: 95 mg a year earlier."""


def _lettered(text: str, per: re.Match[str]) -> tuple[int, str, str] | None:
    letter = LETTERS.match(text, per.end()) if "/" in per.group() else None
    return (letter.end(), str(letter.lastgroup), "") if letter else None


def _of_substance(text: str, end: int) -> str | None:
    """What a unit is divided by where the noun it measures stands between; the noun stays."""
    between = OF_PER.match(text, end)
    if between is None:
        return None
    if between["adverb"]:
        return "day" if between["adverb"].lower() == "daily" else "year"
    below = simple(text, between.end())
    counted = below is None or below[1] in rules()["counted"]
    if below is None or counted or below[1] in ("percent", "x", *COUNTED_PER):
        return None
    return below[1]


PER_BEGINS = frozenset(" /-每一")
