"""Number and unit joined: every amount of a text, ranges whole, comparators with their numbers.

Not here: of what, when and by whom (`quantities.py`). One pass from left to right, with bounded
look-ahead.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from assay.claims.adjoining import compared
from assay.claims.amount import Amount
from assay.claims.measured import READ, measured
from assay.claims.numeral import lower
from assay.claims.ranges import ranged
from assay.claims.refusals import NAME_BEFORE, is_claimed, runs_on
from assay.claims.starts import money_at, next_start

RUN = 64
"""Letters and digits of one name that are passed over at once."""
REACHING = re.compile(
    r"[^，,。；;]{0,8}[到至为]|\s(?:[a-z]+\s){0,3}to\s(?:[a-z]+\s){0,4}|,?\s(?:from\s)"
)
"""Between two amounts: from the one to the other."""
MONEY_SIGNS = "$€£¥￥₹₿"
BELOW_ZERO = re.compile(r"(?:\b[Mm]inus\s|(?<![\w)\]%.,])[-−])$")
"""Before a money sign: minus $60, -$60; the dash of $5-$8 is none."""


def amounts_in(text: str, language: str, blocked: Sequence[tuple[int, int]]) -> list[Amount]:
    """Every amount of plain `text` a claim can be made in; `blocked`, sorted, are times."""
    return [
        amount
        for amount in readings_in(text, language, blocked)
        if is_claimed(amount.unit, amount.numeral.low)
        and not (language == "en" and _is_millions(text, amount))
    ]


GLUED_M = re.compile(r"\dm$")
LONG = re.compile(
    r"[\s-](?:high|tall|wide|long|deep|thick|away|above|below|across|by|x|of\s(?:cable|pipe|snow|water))\b"
)


def _is_millions(text: str, amount: Amount) -> bool:
    """Whether 4.6m counts millions of something and measures no metres."""
    if amount.unit != "m" or GLUED_M.search(text, amount.start, amount.end) is None:
        return False
    return LONG.match(text, amount.end) is None


def readings_in(text: str, language: str, blocked: Sequence[tuple[int, int]]) -> list[Amount]:
    """Every number with a unit, in order, those included that no claim is made in (45 °C, 3 h)."""
    found: list[Amount] = []
    starts = [start for start, _ in blocked]
    at = 0
    small = lower(text)
    while (place := next_start(small, language, at)) is not None:
        index = bisect_right(starts, place) - 1
        if index >= 0 and place < blocked[index][1]:
            at = blocked[index][1]
            continue
        amounts, at = _amounts_at(text, place, language)
        for amount in amounts:
            found.append(_same_denominator(text, found[-1], amount) if found else amount)
    return found


def _same_denominator(text: str, before: Amount, amount: Amount) -> Amount:
    """ "From 60 dollars a tonne to 8 dollars": the second is a tonne as well."""
    head, _, below = before.unit.partition("/")
    if not below or amount.unit != head:
        return amount
    gap = text[before.end : amount.start]
    return replace(amount, unit=before.unit) if REACHING.fullmatch(gap) else amount


def _amounts_at(text: str, place: int, language: str) -> tuple[list[Amount], int]:
    """The amounts that begin at `place` (two for "from 3 to 6 t"), and where to go on."""
    sign = money_at(text, place)
    first = sign[0] if sign else place
    numeral = READ[language](text, first) if first < len(text) else None
    if numeral is None:
        return [], max(place + 1, _after_run(text, place))
    named = NAME_BEFORE.search(text[max(0, place - 4) : place])
    if named and text[place] not in MONEY_SIGNS:
        return [], max(place + 1, _after_run(text, numeral.end))
    money = sign[1] if sign else None
    one = measured(text, numeral, money, language)
    two = ranged(text, numeral, one, money, language)
    if two is not None:
        two = [_with_sign(text, amount, place, first) if sign else amount for amount in two]
        two[0] = replace(two[0], start=place)
        whole = [compared(text, amount) for amount in two]
        return whole, whole[-1].end
    if one is None or runs_on(text, one.end):
        return [], max(place + 1, _after_run(text, numeral.end))
    if sign:
        begin = place
        below_zero = BELOW_ZERO.search(text[max(0, place - 6) : place])
        if below_zero:
            number = one.numeral
            one = replace(one, numeral=replace(number, low=-number.high, high=-number.low))
            place -= len(below_zero.group())
        one = replace(_with_sign(text, one, begin, first), start=place)
    whole = [compared(text, one)]
    return whole, whole[-1].end


def _with_sign(text: str, amount: Amount, begin: int, end: int) -> Amount:
    """`amount`, its unit written with the money sign in front, which stands from `begin`."""
    return replace(amount, written=f"{text[begin:end].strip()}{amount.written}".strip())


def _after_run(text: str, at: int) -> int:
    """Past the letters and digits that run on, so that no part of a name is read again."""
    end = at
    while end < len(text) and text[end].isascii() and text[end].isalnum() and end < at + RUN:
        end += 1
    return end
