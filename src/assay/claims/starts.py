"""Where a number may begin, so that the rest of a sentence costs next to nothing.

Not here: what the number is (`numerals_zh.py`, `numerals_en.py`).
"""

import re

from assay.claims import numerals_en, numerals_zh
from assay.claims.measures import rules

CODES = "|".join(sorted(set(rules()["money_sign"].values())))
MONEY = re.compile(
    rf"(?:(?i:U\.?S\.?|HK|NT|AU|CA|NZ|Mex|{CODES}|C)\s?\$|[ARS]\$|[$€£¥￥₹₿]|(?i:Rs)\.?"
    rf"|(?i:{CODES}|RMB|CN¥|美元|人民币)(?=\s?[\d.]))\s?"
)
"""A sign or code of money in front of its number."""
SIGNS = "$€£¥￥₹₿½¼¾⅓⅔⅕⅛"
HAN = f"负{''.join(numerals_zh.DIGIT)}十百千万亿拾佰仟几数上成翻半过大近对好若"
AFTER_A = "|".join(
    (
        *numerals_en.SCALES,
        *"few couple dozen half third quarter fifth sixth tenth twentieth".split(),
    )
)
WORDS = "|".join(
    (
        *numerals_en.ONES,
        *numerals_en.TENS,
        *numerals_en.MANY,
        *numerals_en.MULTIPLES,
        *("few", "several", "half", "quarter", "minus", "another"),
    )
)
MONEY_WORDS = rf"(?:u\.?s\.?|hk|nt|au|ca|nz|mex|[acrs]|{CODES.lower()}|rmb|cn|rs\.?)(?=\s?[$¥\d])"
PLACES = {
    "zh": re.compile(rf"[{SIGNS}\d{HAN}]|[-−](?=\d)|(?<![a-z]){MONEY_WORDS}|美元|人民币"),
    "en": re.compile(
        rf"[{SIGNS}\d]|[-−](?=\d)|(?<![a-z])(?:(?:{WORDS})(?![a-z])"
        rf"|an?(?=\s(?:{AFTER_A}|factor\sof)(?![a-z]))|{MONEY_WORDS})"
    ),
}
"""Where a number or its money sign may begin, in small letters."""


def next_start(small: str, language: str, at: int) -> int | None:
    """The next place from `at` on where a number may begin in `small` letters; None if none."""
    match = PLACES[language].search(small, at)
    return match.start() if match else None


def money_at(text: str, place: int) -> tuple[int, str] | None:
    """Where the number behind the money sign at `place` begins, and the money; None if no sign."""
    if text[place : place + 1] not in MONEY_BEGINS:
        return None
    match = MONEY.match(text, place)
    if match is None:
        return None
    sign = "".join(match.group().split()).replace(".", "").upper()
    signs: dict[str, str] = rules()["money_sign"]
    return match.end(), signs.get(sign) or signs[sign.rstrip("$")]


MONEY_BEGINS = frozenset("$€£¥₹₿￥美人USHKNTACZRDEGBJPYIWusnhktaczrdegbjpyiw")
"""First characters of signs and codes of money."""
