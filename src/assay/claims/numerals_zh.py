"""Chinese numbers: 1.8亿, 一千二百, 百分之八, 三分之二, 三成五, 一半, 翻一番, 数万, 十几, 二十多万.

Not here: ranges that carry a unit at both ends and the units themselves (`amounts.py`).
"""

import math
import re

from assay.claims.claim import Comparator
from assay.claims.numeral import DIGITS, Numeral, arabic, numeral_words

TABLE = numeral_words("zh")
DIGIT: dict[str, int] = TABLE["digit"]
SMALL: dict[str, int] = TABLE["small"]
BIG: dict[str, float] = TABLE["big"]
SHARES: dict[str, str] = TABLE["share"]
LONGEST = 40
"""Characters one number may have: longer runs are digits of something else."""
PREFIXED_UNITS = "瓦克米卡焦帕赫伏安字"
"""After 千 and 兆 these make one unit (千瓦, 兆赫), so the 千 is not part of the number."""

HAN_DIGITS = "".join(DIGIT)
BLANK = r" {0,3}"
"""Blanks between the characters of a number, as spaced-out text has them."""
VAGUE = re.compile(r"(?:好几|数|几|上|成)(?:[十百千万亿]{1,3})")
NOT_VAGUE_AFTER = "人次指倍个分总参函系基多少半无户件台为以身路路史算复凑岁频"
"""Before 数 or 上 these make another word (人数, 指数, 以上)."""
SOME = re.compile(r"(?:好几|几|数|若干)(?=[^\s数量据字学码])")
"""几吨: a number only right before a unit."""
TOKEN = re.compile(
    rf"(?P<arabic>{DIGITS}(?:{BLANK}[kK](?![A-Za-z]))?)"
    rf"|(?P<han>{BLANK}[{HAN_DIGITS}]{{1,12}}(?:{BLANK}点{BLANK}[{HAN_DIGITS}]{{1,8}})?)"
    rf"|(?P<decimals>{BLANK}点{BLANK}[{HAN_DIGITS}]{{1,8}})"
    rf"|(?P<small>{BLANK}[{''.join(SMALL)}])|(?P<big>{BLANK}[{''.join(BIG)}])"
)
Token = tuple[str, str]
"""Kind (arabic, han, decimals, small, big) and the characters."""
FRACTION_SIGN = re.compile(rf"{BLANK}分{BLANK}之{BLANK}")
DENOMINATOR = re.compile(rf"(?P<of>[十拾百佰千仟万亿萬億]{{1,3}}){FRACTION_SIGN.pattern}")
TENTHS = re.compile(
    rf"{BLANK}(?:成(?:{BLANK}(?P<more>[一二三四五六七八九半])(?![十百千万亿个]))?"
    rf"(?![为了功立本员长熟交绩果分千上])|折(?![扣叠合旧射断腾磨返算中桥现让]))"
)
DISCOUNT = re.compile(
    rf"(?P<tens>[\d一二两三四五六七八九]){BLANK}(?P<ones>[\d一二三四五六七八九])"
    rf"{BLANK}折(?![扣叠合旧射])"
)
"""三八折 is 38 per cent of the price."""
TIMES_DOUBLED = re.compile(
    r"翻(?:了|上)?(?:(?P<count>[一二两三四五六七八九\d])?(?P<by>[番倍])|(?P<tenfold>[十百])倍)"
)
HALF, TENTH = 50.0, 10.0
"""Per cent: a half, which is printed to a tenth (成)."""
MORE_THAN_TEN = (1, 9)
"""十几 is eleven to nineteen, 几 alone two to nine."""
SHARE = re.compile("|".join(sorted(SHARES, key=len, reverse=True)))
HALF_OF = re.compile(
    r"半(?=[吨克升斤度瓦桶磅]|公[斤里吨]|毫[克升]|千[瓦克米]|盎司|个百分点|成)(?!导|斤八)"
)
"""半吨 is half a tonne; 半导体 and 半斤八两 are no amounts."""
DENOMINATORS = frozenset("十拾百佰千仟万亿")
SHARE_SIGNS = frozenset("一半对过大近")
"""Characters in which the words for a half begin."""


def read(text: str, place: int) -> Numeral | None:
    """The number that begins at `place` of plain `text`; None if there is none."""
    first = text[place]
    if first == "翻":
        doubled = TIMES_DOUBLED.match(text, place)
        return _doubled(place, doubled) if doubled else None
    whole = _half(text, place) if first in SHARE_SIGNS else None
    if whole is not None:
        return whole
    discount = DISCOUNT.match(text, place) if "折" in text[place : place + 9] else None
    if discount:
        tens, ones = (DIGIT.get(digit) or int(digit) for digit in discount.groups())
        value = TENTH * tens + ones
        return Numeral(place, discount.end(), value, value, 1.0, unit="percent", printed=False)
    if first in "数几上成好若":
        return _some(text, place)
    negative = first in "负-−" and place + 1 < len(text)
    start = place + 1 if negative else place
    number = _denominator(text, start) or _written(text, start)
    if number is None:
        return None
    number = _fraction(text, number) or _tenths(text, number) or number
    if negative:
        number = Numeral(
            place, number.end, -number.high, -number.low, number.step, number.scale,
            number.comparator, number.unit, number.printed,
        )  # fmt: skip
    return number


def _half(text: str, place: int) -> Numeral | None:
    """一半, 过半 and the like as 50 per cent; 半吨 as 0.5."""
    share = SHARE.match(text, place)
    if share:
        return Numeral(place, share.end(), HALF, HALF, TENTH, unit="percent", printed=False,
                       comparator=Comparator(SHARES[share.group()]))  # fmt: skip
    if HALF_OF.match(text, place):
        half = Numeral(place, place + 1, 1 / 2, 1 / 2, 1 / 2, printed=False)
        return _tenths(text, half) or half
    return None


def _doubled(place: int, match: re.Match[str]) -> Numeral:
    """翻两番 is twice doubled, four times as much; 翻一倍 and 翻两倍 are twice as much."""
    if match["tenfold"]:
        value = float(SMALL[match["tenfold"]])
        return Numeral(place, match.end(), value, value, 1.0, unit="x", printed=False)
    count = DIGIT.get(match["count"]) or int(match["count"]) if match["count"] else 1
    value = 2.0**count if match["by"] == "番" else float(max(count, 2))
    return Numeral(place, match.end(), value, value, 1.0, unit="x", printed=False)


def _vague(text: str, place: int, words: str) -> Numeral | None:
    many = words.lstrip("好几数上成")
    factor = 1.0
    for position, character in enumerate(many):
        if position and _is_unit_prefix(text, place + len(words) - len(many) + position):
            words = words[: len(words) - len(many) + position]
            break
        factor *= SMALL.get(character, BIG.get(character, 1))
    low = factor if words[0] in "上成" else 2 * factor
    return Numeral(
        place, place + len(words), low, 10 * factor, factor, factor, Comparator.VAGUE, printed=False
    )  # fmt: skip


def _is_unit_prefix(text: str, place: int) -> bool:
    return text[place] in "千兆" and text[place + 1 : place + 2] in tuple(PREFIXED_UNITS)


def _written(text: str, place: int) -> Numeral | None:
    """Digits and magnitude words from left to right, as they are spoken."""
    tokens, end = _tokens(text, place)
    if not tokens or (tokens[0][0] == "big" and text[place - 1 : place] not in BEFORE_BARE):
        return None
    read_tokens = _worth(tokens)
    if read_tokens is None:
        return None
    value, spread, step, scale = read_tokens
    comparator = Comparator.RANGE if spread else Comparator.EXACT
    printed = any(kind == "arabic" for kind, _ in tokens)
    more = _and_more(text, end, tokens[-1])
    low, high = value, value + spread
    if more is not None:
        comparator, end = more, end + 1
        if more is Comparator.VAGUE:
            # 十几 is eleven to nineteen
            low, high = (value + digit * step / 10 for digit in MORE_THAN_TEN)
        further, end = _magnitudes(text, end)
        low, high, step, scale = low * further, high * further, step * further, scale * further
    return Numeral(place, end, low, high, step, scale, comparator, printed=printed)


BEFORE_BARE = tuple("近超逾过破达")
"""Before a bare 万 or 亿 these make one of it (近亿元); 单位：万吨 heads a table."""


def _tokens(text: str, place: int) -> tuple[list[Token], int]:
    """The pieces of the number at `place`, and where it ends."""
    tokens: list[Token] = []
    at, limit = place, min(len(text), place + LONGEST)
    last = "start"
    while at < limit:
        match = TOKEN.match(text, at, limit)
        if match is None:
            break
        kind = str(match.lastgroup)
        if kind not in FOLLOWS[last] or _is_unit_prefix(text, match.end() - 1):
            break
        if kind == "small" == last and not _worth_less(match.group(), tokens[-1][1]):
            break
        if kind == "han" and last != "start" and _is_liang(text, match):
            break
        if kind == "han" and last != "start" and text[at] == " " and not _goes_on(text, match):
            break
        tokens.append((kind, match.group().replace(" ", "")))
        at, last = match.end(), kind
    return tokens, at


FOLLOWS = {
    "start": ("arabic", "han", "small", "big"),
    "arabic": ("small", "big"),
    "han": ("small", "big", "decimals"),
    "decimals": ("big",),
    "small": ("arabic", "han", "decimals", "small", "big"),
    "big": ("arabic", "han", "small", "big"),
}
"""Which pieces may stand behind which."""


def _worth_less(small: str, before: str) -> bool:
    """百十 is 110; the 百 of 七十百分位 begins another word."""
    return SMALL[small.strip()] < SMALL[before]


def _is_liang(text: str, match: re.Match[str]) -> bool:
    """The 两 of 三十两 is the unit; that of 三万两千 a digit."""
    return match.group().strip() == "两" and text[match.end() : match.end() + 1] not in BEHIND_TWO


BEHIND_TWO = tuple("百千万亿")


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether digits behind a blank are still the number, and not the next word."""
    after = text[match.end() : match.end() + 3].lstrip(" ")
    return "点" in match.group() or (bool(after) and after[0] in "十百千万亿点个")


def _worth(tokens: list[Token]) -> tuple[float, float, float, float] | None:
    """Value, spread, step and last magnitude of the pieces; None if they are no number."""
    total = section = spread = 0.0
    step, last_big, last_unit, scale = 1.0, float("inf"), 1.0, 1.0
    current: float | None = None
    for place, (kind, piece) in enumerate(tokens):
        if kind == "arabic":
            current, step = arabic(piece.rstrip("kK"))
            if piece[-1] in "kK":
                current, step = current * 1000, step * 1000
            spread, scale = 0.0, 1.0
        elif kind == "han":
            digits = _han_digits(piece)
            if digits is None:
                return None
            current, spread, step = digits
            scale = 1.0
            if place == len(tokens) - 1 and len(piece) == 1 and last_unit >= 10 and place > 0:
                # 一千二 is 1200, 三万五 is 35000
                current, step, spread = current * last_unit / 10, last_unit / 10, 0.0
        elif kind == "decimals":
            digits = _han_digits("零点" + piece[1:])
            if digits is None:
                return None
            current, spread, step = (current or 0.0) + digits[0], 0.0, digits[2]
        elif kind == "small":
            unit = float(SMALL[piece])
            step, spread = (step if current is not None else 1.0) * unit, spread * unit
            section += (1.0 if current is None else current) * unit
            current, last_unit = None, unit
        else:
            unit = float(BIG[piece])
            part = section + (current or 0.0) if place else 1.0
            last = tokens[place - 1][0]
            if unit > last_big or last == "big":
                total = (total + part) * unit
            else:
                total += part * unit
            step, spread, scale = step * unit, spread * unit, scale * unit
            section, current, last_big, last_unit = 0.0, None, unit, unit
    return total + section + (current or 0.0), spread, step, scale


def _han_digits(digits: str) -> tuple[float, float, float] | None:
    """Value, spread and step of a run of Han digits; None if the run is no number.

    Two neighbours such as 三四 in 三四百 are a range, as is 三五; three or more are read digit by
    digit.
    """
    whole, _, decimals = digits.partition("点")
    values = [DIGIT[character] for character in whole]
    if decimals:
        number = "".join(map(str, values)) + "." + "".join(str(DIGIT[c]) for c in decimals)
        return (*arabic(number)[:1], 0.0, arabic(number)[1])
    if len(values) == 2 and values[0] and (values[1] == values[0] + 1 or whole == "三五"):
        return float(values[0]), float(values[1] - values[0]), 1.0
    if len(values) == 2 and values[0]:
        return None
    value, step = arabic("".join(map(str, values)))
    return value, 0.0, step


def _magnitudes(text: str, place: int) -> tuple[float, int]:
    """The product of the magnitude words at `place`, and where they end (多万 in 二十多万)."""
    factor, at = 1.0, place
    while at < len(text) and at < place + 3 and text[at] in BIG and not _is_unit_prefix(text, at):
        factor *= BIG[text[at]]
        at += 1
    return factor, at


def _and_more(text: str, at: int, last: Token) -> Comparator | None:
    """二十多万 and 百余 are "over"; 十几 is vague; 多 as in 多次 is no part of a number."""
    character, after = text[at : at + 1], text[at + 1 : at + 2]
    round_number = last[0] in ("small", "big") or (last[0] == "arabic" and last[1][-1] == "0")
    if not character or character not in "多余几来" or not round_number:
        return None
    if character == "来":
        return Comparator.ABOUT if after in tuple("万亿吨公千个倍度斤") else None
    if character == "几":
        return None if after in ("乎", "何") or last[1] not in "十拾" else Comparator.VAGUE
    return (
        None
        if after in ("数", "少", "么", "家", "个") and character == "多" and last[0] == "big"
        else Comparator.OVER
    )


def _denominator(text: str, place: int) -> Numeral | None:
    """万分之 and 百万分之: a magnitude word alone may begin a number only here."""
    match = DENOMINATOR.match(text, place) if text[place : place + 1] in DENOMINATORS else None
    if match is None:
        return None
    value = 1.0
    for character in match["of"]:
        value *= SMALL.get(character, BIG.get(character, 1))
    return Numeral(place, match.end("of"), value, value, value, printed=False)


def _fraction(text: str, below: Numeral) -> Numeral | None:
    """百分之八, 三分之二, 千分之三 and their ranges."""
    if text[below.end : below.end + 1] not in (" ", "分"):
        return None
    sign = FRACTION_SIGN.match(text, below.end)
    if sign is None or below.low <= 0 or sign.end() >= len(text):
        return None
    at = sign.end()
    above = _some(text, at) if text[at] in "几数" else None
    negative = text[at] in "负-−"
    above = above or _written(text, at + 1 if negative else at)
    if above is None:
        return None
    factor = (-1.0 if negative else 1.0) * 100.0 / below.low
    # one digit of the denominator's kind: a third is not printed to three figures
    step = above.step * abs(factor) if math.log10(below.low).is_integer() else 1.0
    low, high = sorted((above.low * factor, above.high * factor))
    return Numeral(
        below.start, above.end, low, high, step,
        comparator=above.comparator, unit="percent", printed=above.printed,
    )  # fmt: skip


def _some(text: str, place: int) -> Numeral | None:
    """数万 and 几十 as ranges; 几 alone is two to nine, before a unit only."""
    vague = VAGUE.match(text, place)
    if vague:
        if place and text[place - 1] in NOT_VAGUE_AFTER and text[place] in "数上成":
            return None
        return _vague(text, place, vague.group())
    some = SOME.match(text, place)
    if some is None or (place and text[place - 1] in NOT_VAGUE_AFTER):
        return None
    high = float(MORE_THAN_TEN[1])
    return Numeral(place, some.end(), 2.0, high, 1.0, comparator=Comparator.VAGUE, printed=False)


TENTH_SIGNS = tuple(" 成折")


def _tenths(text: str, number: Numeral) -> Numeral | None:
    """三成五 is 35 per cent."""
    match = (
        TENTHS.match(text, number.end) if text[number.end : number.end + 1] in TENTH_SIGNS else None
    )
    if match is None or not 0 < number.high <= TENTH:
        return None
    more = match["more"]
    extra = TENTH / 2 if more == "半" else float(DIGIT[more]) if more else 0.0
    return Numeral(
        number.start, match.end(), number.low * 10 + extra, number.high * 10 + extra,
        1.0 if more else number.step * 10, comparator=number.comparator, unit="percent",
        printed=number.printed,
    )  # fmt: skip
