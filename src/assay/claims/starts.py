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
PLACES = {
    "zh": re.compile(
        rf"[{SIGNS}\d{HAN}]|[-−](?=\d)|(?<![A-Za-z])[A-Za-z]{{1,3}}(?=\s?[$\d])|美元|人民币"
    ),
    "en": re.compile(rf"[{SIGNS}\d]|[-−](?=\d)|(?<![A-Za-z])[A-Za-z]{{1,11}}"),
}
AFTER_A = numerals_en.AFTER_A
WORDS = frozenset(
    (
        *numerals_en.ONES,
        *numerals_en.TENS,
        *numerals_en.MANY,
        *numerals_en.MULTIPLES,
        *("few", "several", "half", "quarter", "minus", "another"),
    )
)


def next_start(text: str, language: str, at: int) -> int | None:
    """The next place from `at` on where a number or its money sign may begin; None if none."""
    for match in PLACES[language].finditer(text, at):
        place, word = match.start(), match.group()
        if not word[0].isascii() or not word[0].isalpha():
            return place
        lowered = word.lower()
        if language == "en" and (
            lowered in WORDS or (lowered in ("a", "an") and AFTER_A.match(text, match.end()))
        ):
            return place
        if lowered in MONEY_WORDS and MONEY.match(text, place):
            return place
    return None


MONEY_WORDS = frozenset(
    (
        *(code.lower() for code in rules()["money_sign"].values()),
        *("u", "us", "mex", "hk", "nt", "au", "ca", "nz", "a", "c", "r", "s", "rs", "rmb", "cn"),
    )
)


def money_at(text: str, place: int) -> tuple[int, str] | None:
    """Where the number behind the money sign at `place` begins, and the money; None if no sign."""
    if text[place : place + 1] not in MONEY_BEGINS:
        return None
    match = MONEY.match(text, place)
    if match is None:
        return None
    sign = match.group().replace(" ", "").replace(".", "").upper()
    signs: dict[str, str] = rules()["money_sign"]
    return match.end(), signs.get(sign) or signs[sign.rstrip("$")]


MONEY_BEGINS = frozenset("$€£¥₹₿￥美人USHKNTACZRDEGBJPYIWusnhktaczrdegbjpyiw")
"""First characters of signs and codes of money."""
