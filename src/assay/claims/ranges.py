"""Two numbers that belong together: from 3 to 6 t, 五万元以上五十万元以下, 35万-40万吨, 5 ± 1 t.

Not here: one number and its unit (`measured.py`).
"""

import re
from dataclasses import replace

from assay import units
from assay.claims.amount import Amount
from assay.claims.claim import Comparator
from assay.claims.measured import READ, measured
from assay.claims.measures import rules
from assay.claims.numeral import RANGE_SIGN, Numeral, joined
from assay.claims.starts import money_at
from assay.errors import UnitError

BASIS_POINT = 0.01
"""Per cent."""
LINK = {
    "zh": re.compile(rf"{RANGE_SIGN.pattern}|以上[,，、至到]?(?=[^,，。]{{1,12}}以下)"),
    "en": re.compile(rf"-?\s(?:to|and|or)\s|{RANGE_SIGN.pattern}"),
}
LINK_BEGINS = frozenset(" -‐‑‒–—―−~～至到以")
PLUS_MINUS = re.compile(r"\s?(?:±|\+/-|\+/−)\s?")
BETWEEN = re.compile(r"\bbetween\s[$€£a-z ]{0,14}$")
CHANGED_FROM = re.compile(
    r"\b(?:ris\w+|rose|grow\w*|grew|increas\w+|climb\w*|jump\w*|fell|fall\w*|drop\w*|declin\w+|went|up|down"
    r"|surg\w+|rais\w+|cut|lift\w*|soar\w*|expand\w*|slid\w*|slip\w*|tumbl\w+|doubl\w+|tripl\w+)\b[^.;]{0,40}"
    r"\bfrom\s[$€£a-z ]{0,12}$"
)
SPANNED = re.compile(
    r"\b(?:rang(?:ed?|es|ing)|var(?:y|ied|ies|ying)|anywhere)\sfrom\s[$€£a-z ]{0,12}$"
)
POINTS = {word for word, (_, factor) in rules()["scaled"].items() if factor == BASIS_POINT}
"""Spellings of a hundredth of a per cent."""
LOOK_BACK = 60
"""Characters before a range in which "between" and "rose from" are looked for."""


def ranged(
    text: str, first: Numeral, one: Amount | None, money: str | None, language: str
) -> list[Amount] | None:
    """The range that begins with `first`: one amount, or two after "grew from"; None if none."""
    end = one.end if one is not None else first.end
    if text[end : end + 1] in ("±", "+") or text[end + 1 : end + 2] in ("±", "+"):
        return _plus_minus(text, first, one, language)
    if text[end : end + 1] not in LINK_BEGINS:
        return None
    link = LINK[language].match(text, end)
    if link is None or link.end() >= len(text) or link.group() == " -":
        return None  # a blank before it only: the sign of the second number
    words = link.group().strip().lower()
    before = text[max(0, first.start - LOOK_BACK) : first.start].lower()
    if (
        words in ("and", "or")
        and not BETWEEN.search(before)
        and (words == "and" or one is not None)
    ):
        return None
    sign = money_at(text, link.end())
    at = sign[0] if sign else link.end()
    numeral = READ[language](text, at) if at < len(text) else None
    if numeral is None:
        return None
    other = measured(text, numeral, sign[1] if sign else money, language)
    if other is None and one is not None and first.unit == "percent" and first.end == one.end:
        return _of_parts(one, joined(first, numeral))
    if other is None:
        return None
    head = one.numeral if one is not None and money is None else first
    if SPANNED.search(before) and head.low > other.numeral.low and one is not None:
        # ranged from -18 °C to -34 °C
        return _both(first, other.numeral, one, replace(other, numeral=head), numeral, grew=False)
    return _both(first, head, one, other, numeral, grew=bool(CHANGED_FROM.search(before)))


def _of_parts(one: Amount, range_: Numeral | None) -> list[Amount] | None:
    """百分之三到六: the denominator is said once."""
    if range_ is None:
        return None
    return [replace(one, end=range_.end, numeral=range_, comparator=Comparator.RANGE)]


def _both(
    first: Numeral,
    head: Numeral,
    one: Amount | None,
    other: Amount,
    second: Numeral,
    *,
    grew: bool,
) -> list[Amount] | None:
    """The two ends as one amount, as two after "grew from", or None where they are no range."""
    end = other.numeral
    if one is not None and (one.written in POINTS) != (other.written in POINTS):
        return None  # a step of 25 basis points to a level of 4 per cent
    if one is not None and one.unit.partition("/")[0] != other.unit.partition("/")[0]:
        told = _in_unit(end, other.unit, one.unit)
        if told is None or grew:
            return None
        other, end = replace(other, unit=one.unit, written=one.written, other=one.other), told
    range_ = joined(head, end)
    if range_ is None and head.unit == end.unit is None:
        return None
    if grew:
        low = one or replace(other, end=first.end, numeral=_same_scale(first, end))
        return [replace(low, start=first.start), replace(other, start=second.start)]
    if range_ is None:
        return None
    return [replace(other, start=first.start, numeral=range_, comparator=Comparator.RANGE)]


def _in_unit(numeral: Numeral, source: str, target: str) -> Numeral | None:
    """`numeral` told in another unit of the same kind (200 MW to 1 GW); None if it has none."""
    try:
        return numeral.times(units.convert(1.0, source, target))
    except UnitError:
        return None


def _same_scale(first: Numeral, second: Numeral) -> Numeral:
    return first.times(second.scale) if first.scale == 1.0 < second.scale else first


def _plus_minus(
    text: str, first: Numeral, one: Amount | None, language: str
) -> list[Amount] | None:
    """5 ± 1 t is from 4 to 6 t."""
    link = PLUS_MINUS.match(text, one.end if one is not None else first.end)
    margin = READ[language](text, link.end()) if link and link.end() < len(text) else None
    other = measured(text, margin, None, language) if margin is not None else None
    if margin is None or other is None or first.low != first.high:
        return None
    if one is not None and one.unit != other.unit:
        return None
    spread = other.numeral.high
    numeral = replace(
        first, end=other.end, low=first.low - spread, high=first.high + spread, step=margin.step
    )
    return [replace(other, start=first.start, numeral=numeral, comparator=Comparator.RANGE)]
