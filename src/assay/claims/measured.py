"""A number joined with the unit behind it or the money sign in front: 5 kg, $3bn, 5 ft 2 in.

Not here: numbers (`numerals_zh.py`, `numerals_en.py`), units (`measures.py`), ranges (`ranges.py`).
"""

import re
from collections.abc import Callable
from dataclasses import replace

from assay.claims import numerals_en, numerals_zh
from assay.claims.amount import Amount, amount_of
from assay.claims.claim import Comparator
from assay.claims.measures import Measure, counted_at, denominators, measure_at, rules, simple
from assay.claims.numeral import Numeral
from assay.claims.refusals import is_amount

Reader = Callable[[str, int], Numeral | None]
READ: dict[str, Reader] = {"zh": numerals_zh.read, "en": numerals_en.read}
PERCENT = 0.01
"""One per cent."""
GAP = re.compile(r" {0,4}(?=个 ?百)|[ ]?-?[ ]?")
SHORT = re.compile(r"\s?(k|K|m|M|b|B|bn|tn|T)(?![A-Za-z])")
MORE = re.compile(
    r"(?P<over>\+|-plus|\splus|\sor\smore)(?=[\s-]?[^\W\d])|(?P<about>-odd|\sodd|\sor\sso)(?=\s)"
)
"""Between a number and its unit: 200+ MW, forty-odd tonnes, 10 or more GW."""
SPACED = re.compile(r" {0,4}(?:个|個) {0,3}百 {0,3}分 {0,3}[点點]")
"""个百分点 with blanks between its characters."""


def measured(text: str, numeral: Numeral, money: str | None, language: str) -> Amount | None:
    """The numeral with the unit after it, or the money sign before it; None if it has none."""
    if money is not None:
        return _priced(text, numeral, money)
    if numeral.unit is not None:
        halved = _part_of_unit(text, numeral)
        own = Measure(numeral.end, numeral.unit)
        return halved or amount_of(text, numeral, own, numeral.start)
    spaced = SPACED.match(text, numeral.end)
    if spaced:
        return amount_of(text, numeral, Measure(spaced.end(), "percent"), spaced.start())
    numeral = _more(text, numeral)
    gap = GAP.match(text, numeral.end)
    begin = gap.end() if gap else numeral.end
    measure = measure_at(text, begin)
    if measure is None:
        short = _abbreviated(text, numeral)
        if short is not numeral and text[short.end : short.end + 1] == " ":
            numeral, begin = short, short.end + 1
            measure = measure_at(text, begin)
    if measure is not None and text[numeral.start] == "上" and measure.unit == "Wh":
        # 上千瓦时 is "when it comes to a thousand watts", or a thousand watt-hours
        of_energy = SPENT_ZH.search(text[max(0, numeral.start - 8) : numeral.start])
        energy = of_energy or text.startswith(("的电", "电"), measure.end)
        measure = Measure(measure.end, "Wh", "W") if energy else Measure(begin + 1, "W", "Wh")
    measure = measure or counted_at(text, begin)
    if measure is None or not is_amount(text, numeral, measure, begin):
        return _in_kuai(text, numeral) if language == "zh" else None
    if simple(text, measure.end) is None:
        numeral, measure = _and_half(text, numeral, measure)
    return _carried(text, _scaled_money(text, amount_of(text, numeral, measure, begin)), language)


SPENT_ZH = re.compile(
    r"(?:(?:[用耗费]|消耗|[用耗发存充省]电)[掉了去到]?|[用耗发]电量(?:高?达|为|约)?)$"
)
"""Before 上千瓦时 these tell of energy."""


def _more(text: str, numeral: Numeral) -> Numeral:
    """`numeral` with the + or "-odd" that stands between it and its unit."""
    if text[numeral.end : numeral.end + 1] != "+" and text[
        numeral.end + 1 : numeral.end + 2
    ] not in ("o", "p"):
        return numeral
    match = MORE.match(text, numeral.end)
    if match is None or numeral.comparator is not Comparator.EXACT:
        return numeral
    comparator = Comparator.OVER if match["over"] else Comparator.ABOUT
    return replace(numeral, end=match.end(), comparator=comparator)


def _priced(text: str, numeral: Numeral, money: str) -> Amount:
    """An amount of money whose sign stood in front, a repeated name behind it passed over."""
    numeral = _abbreviated(text, numeral)
    at = numeral.end
    gap = 1 if text[at : at + 1] == " " else 0
    named = simple(text, at + gap)
    again = named is not None and named[2].isalpha() and named[1] in (money, "USD")
    end = named[0] if named is not None and again else at
    amount = amount_of(text, numeral, denominators(text, Measure(end, money)), numeral.end)
    return _carried(text, amount, "en")


FRACTION = re.compile(r"[一二三四五六七八九十]+分之")
"""三分之一, and not 百分之一."""
KUAI = re.compile(
    r"块(?:(?P<jiao>[1-9])(?=[,，。、！？!?；;）)]|$)|(?=[一二两三四五六七八九\d]?毛|[,，。、！？!?；;）)]|$))"
)
SPENT = re.compile(r"(?:[花卖要只才售值付给赚费价钱]|下来)[^，,。]{0,6}$")


def _in_kuai(text: str, numeral: Numeral) -> Amount | None:
    """花了三块 is three yuan; 三块 of anything else are pieces."""
    kuai = KUAI.match(text, numeral.end) if text.startswith("块", numeral.end) else None
    if kuai is None or not SPENT.search(text[max(0, numeral.start - 10) : numeral.start]):
        return None
    part = int(kuai["jiao"] or 0) / 10
    whole = replace(numeral, low=numeral.low + part, high=numeral.high + part)
    return amount_of(text, whole, Measure(kuai.end(), "CNY"), numeral.end)


def _part_of_unit(text: str, numeral: Numeral) -> Amount | None:
    """Half a mile, 1/4 cup, 三分之一吨: a share with a unit behind it is a part of that unit."""
    words = text[numeral.start : numeral.end]
    parted = FRACTION.match(words)
    if numeral.unit != "percent" or " in " in words or " out of " in words:
        return None  # one in four tonnes
    if not parted and text[numeral.end : numeral.end + 1] not in (" ", "-"):
        return None
    begin = numeral.end if parted else numeral.end + 1
    measure = measure_at(text, begin)
    if measure is None or not is_amount(text, numeral, measure, begin):
        return None
    part = replace(numeral.times(PERCENT), unit=None)
    return amount_of(text, part, measure, begin)


def _abbreviated(text: str, numeral: Numeral) -> Numeral:
    """$5m, $3bn: the letters count as a magnitude."""
    match = SHORT.match(text, numeral.end)
    if match is None or numeral.scale > 1:
        return numeral
    factor = numerals_en.ABBREVIATED[match[1]]
    return replace(numeral.times(factor), end=match.end(), scale=factor)


def _scaled_money(text: str, amount: Amount) -> Amount:
    """75 USD million."""
    scale = (
        numerals_en.SCALE.match(text, amount.end)
        if text[amount.end : amount.end + 1] == " "
        else None
    )
    if scale is None or amount.unit not in MONEY or amount.numeral.scale > 1.0:
        return amount
    factor = numerals_en.SCALES[scale["scale"].lower()]
    numeral = replace(amount.numeral.times(factor), scale=factor)
    return replace(amount, numeral=numeral, end=scale.end())


MONEY = frozenset(rules()["money_sign"].values())
AFTER_HALF = tuple("导年天数岛径价个月")


def _and_half(text: str, numeral: Numeral, measure: Measure) -> tuple[Numeral, Measure]:
    """三吨半 is 3.5 t."""
    end = measure.end
    if text[end : end + 1] == "半" and text[end + 1 : end + 2] not in AFTER_HALF:
        half = replace(numeral, low=numeral.low + 1 / 2, high=numeral.high + 1 / 2, step=1 / 2)
        return half, replace(measure, end=end + 1)
    return numeral, measure


CARRY = re.compile(r"(?:\sand\s|,?\s|又|零)?(?=[\da-z一二两三四五六七八九])", re.IGNORECASE)
MOST_CARRIED = 2
"""Smaller units that may follow one amount: 五元 三毛 二分."""


def _carried(text: str, amount: Amount, language: str) -> Amount:
    """`amount` with the smaller units that carry it on: 5 ft 2 in, 两美元三美分."""
    table: dict[str, float] = rules()["carried"].get(amount.unit, {})
    for _ in range(MOST_CARRIED if table else 0):
        link = CARRY.match(text, amount.end)
        more = READ[language](text, link.end()) if link else None
        if link is None or more is None or more.unit is not None or more.low != more.high:
            break
        spelling, end = _smaller(text, more.end, table)
        if not spelling or more.high * table[spelling] >= 1.0:
            break
        part = more.high * table[spelling]
        whole = amount.numeral
        summed = replace(whole, low=whole.low + part, high=whole.high + part, step=table[spelling])
        amount = replace(amount, numeral=summed, end=end)
    return amount


def _smaller(text: str, at: int, table: dict[str, float]) -> tuple[str, int]:
    """The smaller unit at `at` and where it ends; an empty word if there is none."""
    begin = at + 1 if text[at : at + 1] in (" ", "-") else at
    for word in table:
        end = begin + len(word)
        goes_on = word.isascii() and text[end : end + 1].isalnum()
        if text.startswith(word, begin) and not goes_on:
            return word, end
    return "", at
