"""Number and unit joined: every amount of a text, ranges whole, comparators with their numbers.

Not here: of what, when and by whom (`quantities.py`). One pass from left to right, with bounded
look-ahead.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assay.claims import numerals_en, numerals_zh
from assay.claims.claim import Comparator
from assay.claims.comparators import comparator_after, comparator_before
from assay.claims.measures import Measure, counted_at, denominators, measure_at, rules
from assay.claims.numeral import RANGE_SIGN, Numeral, joined

Reader = Callable[[str, int], Numeral | None]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as found."""

    start: int
    """First character, an adjoining comparator included."""
    end: int
    """One past the last."""
    numeral: Numeral
    """The number."""
    unit: str
    """Plain symbol, with denominators."""
    written: str
    """The unit as the text spells it."""
    comparator: Comparator
    """How the number is compared."""
    other: str | None = None
    """A second reading of the unit."""


MONEY_SIGN = "|".join(map(re.escape, sorted(rules()["money_sign"], key=len, reverse=True)))
MONEY = re.compile(rf"(?:{MONEY_SIGN})\s?")
START = {
    "zh": re.compile(
        rf"{MONEY_SIGN}|[-−]?\d"
        rf"|[负{''.join(numerals_zh.DIGIT)}十百千万萬拾佰仟几数上成翻半过大近对]"
    ),
    "en": re.compile(
        rf"{MONEY_SIGN}|[-−]?\d|\b(?:an?\s(?:{numerals_en.BIG}|few|couple|dozen|half|third"
        rf"|quarter|fifth|tenth)|{numerals_en.WORDS}|{'|'.join(numerals_en.MANY)}|few|several|half|quarter|minus"
        rf"|{'|'.join(numerals_en.MULTIPLES)})\b",
        re.IGNORECASE,
    ),
}
READ: dict[str, Reader] = {"zh": numerals_zh.read, "en": numerals_en.read}
LINK = {
    "zh": RANGE_SIGN,
    "en": re.compile(rf"{RANGE_SIGN.pattern}|\s(?:to|and|or)\s"),
}
NAME_BEFORE = re.compile(r"(?:[A-Za-z_]|[A-Za-z]-|\d[.,:/]?|#|No\.\s?|第|[@])$")
"""What runs into the number: a name (H100, GPT-4), an ordinal, a part of a longer number."""
RUN = 64
"""Letters and digits of one name that are passed over at once."""
NAME_AFTER = re.compile(r"[.:/]\d|-[A-Za-z]{0,2}\d")
GAP = re.compile(r"[ ]?-?[ ]?| {0,4}(?=个百分点)")


def amounts_in(text: str, language: str, blocked: Sequence[tuple[int, int]]) -> list[Amount]:
    """Every amount of plain `text`, in order; `blocked`, sorted, are times to pass over."""
    found: list[Amount] = []
    starts = [start for start, _ in blocked]
    at = 0
    while match := START[language].search(text, at):
        place = match.start()
        index = bisect_right(starts, place) - 1
        if index >= 0 and place < blocked[index][1]:
            at = blocked[index][1]
            continue
        amounts, at = _amounts_at(text, place, language)
        for amount in amounts:
            found.append(_same_denominator(text, found[-1], amount) if found else amount)
    return found


REACHING = re.compile(r"[^，,。；;]{0,8}[到至为]|\s(?:[a-z]+\s){0,3}to\s(?:[a-z]+\s){0,4}")
"""Between two amounts: from the one to the other."""


def _same_denominator(text: str, before: Amount, amount: Amount) -> Amount:
    """ "From 60 dollars a tonne to 8 dollars": the second is a tonne as well."""
    head, _, below = before.unit.partition("/")
    gap = text[before.end : amount.start]
    if below and amount.unit == head and REACHING.fullmatch(gap):
        return replace(amount, unit=before.unit)
    return amount


def _amounts_at(text: str, place: int, language: str) -> tuple[list[Amount], int]:
    """The amounts that begin at `place` (two for "from 3 to 6 t"), and where to go on."""
    sign = MONEY.match(text, place)
    first = sign.end() if sign else place
    numeral = READ[language](text, first) if first < len(text) else None
    if numeral is None:
        return [], max(place + 1, _after_run(text, place))
    if NAME_BEFORE.search(text[max(0, place - 4) : place]) and text[place] not in "$€£¥￥":
        return [], max(place + 1, _after_run(text, numeral.end))
    money = rules()["money_sign"][sign.group().strip()] if sign else None
    one = _measured(text, numeral, money)
    two = _second(text, numeral, one, money, language)
    if two is not None:
        return two, two[-1].end
    if one is None:
        return [], max(place + 1, _after_run(text, numeral.end))
    whole = _compared(text, replace(one, start=place, written=_written(one, sign)))
    return [whole], whole.end


def _written(amount: Amount, sign: re.Match[str] | None) -> str:
    """The unit in the page's words, a money sign in front included."""
    return f"{sign.group().strip() if sign else ''}{amount.written}".strip()


def _after_run(text: str, at: int) -> int:
    """Past the letters and digits that run on, so that no part of a name is read again."""
    end = at
    while end < len(text) and text[end].isascii() and text[end].isalnum() and end < at + RUN:
        end += 1
    return end


def _measured(text: str, numeral: Numeral, money: str | None) -> Amount | None:
    """The numeral with the unit after it, or the money sign before it."""
    if money is not None:
        numeral = _abbreviated(text, numeral)
        priced = denominators(text, Measure(numeral.end, money))
        return _amount(text, numeral, priced, numeral.end)
    if numeral.unit is not None:
        halved = _half_of_unit(text, numeral)
        if halved is not None:
            return halved
        return _amount(text, numeral, Measure(numeral.end, numeral.unit), numeral.start)
    gap = GAP.match(text, numeral.end)
    begin = gap.end() if gap else numeral.end
    measure = measure_at(text, begin)
    if measure is None:
        short = _abbreviated(text, numeral)
        if short is not numeral and text[short.end : short.end + 1] == " ":
            numeral, begin = short, short.end + 1
            measure = measure_at(text, begin)
    if measure is not None and text[numeral.start] == "上" and measure.unit == "Wh":
        # 上千瓦时 is "when it comes to a thousand watts"
        measure = Measure(begin + 1, "W", "Wh")
    measure = measure or counted_at(text, begin)
    if measure is None or not _admissible(text, numeral, measure, begin):
        return None
    return _amount(text, *_and_half(text, numeral, measure), begin)


def _half_of_unit(text: str, numeral: Numeral) -> Amount | None:
    """Half a mile, 1/4 cup: a share with a unit right behind it is a part of that unit."""
    if numeral.unit != "percent" or text[numeral.end : numeral.end + 1] not in (" ", "-"):
        return None
    measure = measure_at(text, numeral.end + 1)
    if measure is None or not _admissible(text, numeral, measure, numeral.end + 1):
        return None
    part = replace(numeral.times(PERCENT), unit=None)
    return _amount(text, part, measure, numeral.end + 1)


PERCENT = 0.01
"""One per cent."""


def _amount(text: str, numeral: Numeral, measure: Measure, begin: int) -> Amount:
    end = max(measure.end, numeral.end)
    return Amount(
        numeral.start,
        end,
        numeral,
        measure.unit,
        text[begin:end],
        numeral.comparator,
        measure.other,
    )


SHORT = re.compile(r"\s?(k|K|m|M|b|B|bn|tn|T)(?![A-Za-z])")


def _abbreviated(text: str, numeral: Numeral) -> Numeral:
    """$5m, $3bn: the letters count as a magnitude."""
    match = SHORT.match(text, numeral.end)
    if match is None or numeral.scale > 1:
        return numeral
    factor = numerals_en.ABBREVIATED[match[1]]
    return replace(numeral.times(factor), end=match.end(), scale=factor)


def _and_half(text: str, numeral: Numeral, measure: Measure) -> tuple[Numeral, Measure]:
    """三吨半 is 3.5 t."""
    end = measure.end
    if text[end : end + 1] == "半" and text[end + 1 : end + 2] not in tuple("导年天数岛径价个月"):
        half = replace(numeral, low=numeral.low + 1 / 2, high=numeral.high + 1 / 2, step=1 / 2)
        return half, replace(measure, end=end + 1)
    return numeral, measure


TIMES_COMPARE = re.compile(
    r"\s(?:as\b|more\b|higher|larger|greater|bigger|faster|the\b|that\b|what\b|its\b|over\b"
    r"|less\b|lower|smaller|stronger|cheaper|heavier|their\b)",
    re.IGNORECASE,
)
GREW = re.compile(
    r"\b(?:rise|rose|risen|grew|grown|grow|increase[ds]?|multipl\w+|expand\w*|jump\w*|by)\b"
    r"[^.]{0,20}$"
)


TEN = 10
"""From ten on a number word before 元 or 方 is an amount; below, it makes words (三方)."""
CLAUSE_STARTS = ",，。；;:：、！？!?“”（( "


def _admissible(text: str, numeral: Numeral, measure: Measure, begin: int) -> bool:
    """Whether number and unit are an amount, and not a time, a count of two or another word."""
    table = rules()
    head, spelling = measure.unit.split("/")[0], text[begin : measure.end]
    if head in table["denominator_only"] or head in table["never"]:
        return False
    if head in table["counted"] and numeral.high < 100:
        return False
    if spelling in table["strict"] and not (numeral.printed or numeral.high >= TEN):
        return False
    if spelling == "times":
        before = text[max(0, numeral.start - 40) : numeral.start]
        return bool(TIMES_COMPARE.match(text, measure.end) or GREW.search(before))
    if text[numeral.start : numeral.end] == "一" and text[measure.end : measure.end + 1] != "半":
        # 一度电, 一吨: any one, not an amount, where a clause begins with it
        return numeral.start > 0 and text[numeral.start - 1] not in CLAUSE_STARTS
    return not NAME_AFTER.match(text, measure.end)


def _second(
    text: str, first: Numeral, one: Amount | None, money: str | None, language: str
) -> list[Amount] | None:
    """The range that begins with `first`: one amount, or two after "grew from"; None if none."""
    end = one.end if one is not None else first.end
    link = LINK[language].match(text, end)
    if link is None or link.end() >= len(text):
        return None
    words = link.group().strip().lower()
    if words == "-" and link.group() == " -":
        return None  # a blank before it only: the sign of the second number
    before = text[max(0, first.start - 60) : first.start].lower()
    if (
        words in ("and", "or")
        and not re.search(r"\bbetween\s[$€£a-z ]{0,14}$", before)
        and (words == "and" or one is not None)
    ):
        return None
    sign = MONEY.match(text, link.end())
    numeral = READ[language](text, sign.end() if sign else link.end())
    if numeral is None:
        return None
    other = _measured(text, numeral, money)
    if other is None or (one is not None and one.unit.split("/")[0] != other.unit.split("/")[0]):
        return None
    head = one.numeral if one is not None and money is None else first
    range_ = joined(head, other.numeral)
    if range_ is None and head.unit == other.numeral.unit is None:
        return None
    if words == "to" and CHANGED_FROM.search(before):
        low = one or replace(other, end=first.end, numeral=_same_scale(first, other.numeral))
        return [
            _compared(text, replace(low, start=first.start)),
            _compared(text, replace(other, start=numeral.start)),
        ]
    if range_ is None:
        return None
    whole = replace(other, start=first.start, numeral=range_, comparator=Comparator.RANGE)
    return [_compared(text, whole)]


CHANGED_FROM = re.compile(
    r"\b(?:ris\w+|rose|grow\w*|grew|increas\w+|climb\w*|jump\w*|fell|fall\w*|drop\w*|declin\w+|went|up|down"
    r"|surg\w+|rais\w+|cut|lift\w*|soar\w*|expand\w*|slid\w*|tumbl\w+)\b[^.;]{0,40}"
    r"\bfrom\s[$€£a-z ]{0,12}$"
)


def _same_scale(first: Numeral, second: Numeral) -> Numeral:
    return first.times(second.scale) if first.scale == 1.0 < second.scale else first


PER_BEFORE = re.compile(
    r"(?:每一?(?P<of>[^\s，,。；;\d每]{1,5}?)|(?P<daily>日均|单日|每日|日[产供处耗])"
    r"|(?P<yearly>年均|(?<![\d全去今前明近一当])年[产耗]))"
    r"(?P<gap>[^，,。；;:：\d每]{0,8})$"
)
PRICE_GAP = re.compile(r"(?:的?价格)?(?:已|仅|只)?(?:约|为|达|报|超过?|突破|高达|需要?|售价)?$")
REACH = 16
"""Characters before an amount in which 每盎司 or 每天 is looked for."""


def _compared(text: str, amount: Amount) -> Amount:
    """`amount` with what adjoins it: its comparators, and a denominator in front (每盎司99美元)."""
    start, before = comparator_before(text, amount.start)
    end, after = comparator_after(text, amount.end)
    comparator = amount.comparator
    if before is not None and comparator is Comparator.EXACT:
        comparator = before
    if after is not None and comparator in (Comparator.EXACT, Comparator.OVER):
        comparator = after
    found = replace(amount, start=start, end=end, comparator=comparator)
    if "/" in found.unit or found.unit in ("percent", "x"):
        return found
    per = PER_BEFORE.search(text, max(0, start - REACH), start)
    symbol = _denominator(text, per) if per else None
    if per is None or symbol is None:
        return found
    start, before = comparator_before(text, symbol[1]) if symbol[1] < found.start else (start, None)
    if before is not None and found.comparator is Comparator.EXACT:
        found = replace(found, comparator=before)
    return replace(found, start=start, unit=f"{found.unit}/{symbol[0]}")


def _denominator(text: str, per: re.Match[str]) -> tuple[str, int] | None:
    """The symbol of what stands behind 每, and where the amount then begins."""
    if per["daily"] or per["yearly"]:
        return "day" if per["daily"] else "year", per.end()
    measure = measure_at(text, per.start("of"))
    if measure is None or measure.end > per.end():
        return None
    symbol, table = measure.unit, rules()
    gap = text[measure.end : per.end()]
    if symbol in table["counted"] or "/" in symbol:
        return None
    if symbol not in table["denominator_only"] and not PRICE_GAP.match(gap):
        return None
    return symbol, per.end() if gap else per.start()
