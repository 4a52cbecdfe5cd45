"""What looks like an amount and is none, and which amounts no claim is made in.

Not here: how an amount is read (`amounts.py`).
"""

import re

from assay.claims.measures import QUALIFIED, Measure, refused_units, rules, simple
from assay.claims.numeral import Numeral

NAME_BEFORE = re.compile(r"(?:[A-Za-z_]|[A-Za-z]-|\d[.,:/]?|#|No\.\s?|第|[@]|单位[:：]\s?)$")
"""What runs into the number: a name (H100, GPT-4), an ordinal, a part of a longer number."""
NAME_AFTER = re.compile(r"[.:/]\d|-[A-Za-z]{0,2}\d")
"""What makes a name or a longer number of an amount: 5m-3, 4.2.1."""
TIMES_COMPARE = re.compile(
    r"\s(?:as\b|more\b|higher|larger|greater|bigger|faster|the\b|that\b|what\b|its\b|over\b|richer"
    r"|less\b|lower|smaller|stronger|cheaper|heavier|their\b|denser|slower|quicker|better|longer)",
    re.IGNORECASE,
)
GREW = re.compile(
    r"\b(?:rise|rose|risen|grew|grown|grow|increase[ds]?|multipl\w+|expand\w*|jump\w*|by)\b"
    r"[^.]{0,20}$"
)
TEN = 10
"""From ten on a number word before 元 or 方 is an amount; below, it makes words (三方)."""
CLAUSE_STARTS = ",，。；;：:、！？!?“”（( "
LEAST_COUNTED = 100
"""Fewer things than these are a scene and no claim: two cars, a server."""


ANY_ONE = re.compile(r"就?(?:[能可][以]?|要|得)?[卖值售要用花耗需含产](?![量出])")
"""Behind 一吨 these tell what any one of it is sold for, or holds."""
RUN_TIME = re.compile(r"[\s-]?(?:hours?\b|小时|[卡机]时)")
"""Behind a thing that is counted: GPU-hours are how long things ran."""
TORQUE = re.compile(r"[-·\s]?(?:ft|feet|foot|m)\b")
"""Behind a force these make a torque of it: 414 lb-ft."""
JIAO = re.compile(r"[一二两三四五六七八九\d][毛角]")


def is_amount(text: str, numeral: Numeral, measure: Measure, begin: int) -> bool:
    """Whether number and unit are an amount, and not a time, a count of two or another word."""
    table = rules()
    spelling = text[begin : measure.end]
    if not numeral.printed and text[measure.end : measure.end + 1] == "级":
        return False  # 千万吨级, 吉瓦级: of that order
    if numeral.high < LEAST_COUNTED and QUALIFIED.match(text, begin) and not simple(text, begin):
        return False  # two mines produce tonnes of it
    if measure.unit in ("lb", "N") and TORQUE.match(text, measure.end):
        return False
    if measure.unit in COUNTED and RUN_TIME.match(text, measure.end):
        return False
    if spelling in table["strict"] and not (numeral.printed or numeral.high >= TEN):
        return spelling == "元" and JIAO.match(text, measure.end) is not None
    if spelling in table["scaled_only"] and numeral.scale == 1.0:
        return False
    if spelling == "times" and numeral.unit is None:
        before = text[max(0, numeral.start - 40) : numeral.start]
        return bool(TIMES_COMPARE.match(text, measure.end) or GREW.search(before))
    if text[begin : begin + 1] == "度" and not (numeral.printed or numeral.high >= TEN):
        return False  # 一度 and 几度 are adverbs
    if text[numeral.start : numeral.end] == "一" and text[measure.end : measure.end + 1] != "半":
        # 一度电, 一吨: any one, not an amount, where a clause begins with it; 一吨能卖八千元
        if ANY_ONE.match(text, measure.end):
            return False
        return numeral.start > 0 and text[numeral.start - 1] not in CLAUSE_STARTS
    return True


def runs_on(text: str, end: int) -> bool:
    """Whether what was read is the head of a name or of a longer number."""
    return text[end - 1 : end] not in "%％" and NAME_AFTER.match(text, end) is not None


def is_claimed(unit: str, low: float) -> bool:
    """Whether a claim about a resource can be made in `unit`: no age, warmth or pair of things."""
    head, *below = unit.split("/")
    if head in REFUSED or not FOREIGN.isdisjoint(below):
        return False
    return head not in COUNTED or low >= LEAST_COUNTED


FOREIGN = frozenset(refused_units().values())
"""Units that `units.toml` does not have: refused as denominators as well."""
REFUSED = FOREIGN.union(rules()["denominator_only"], rules()["never"])
"""Units that are read and then passed over."""
COUNTED = frozenset(rules()["counted"])
"""Units that are things."""
