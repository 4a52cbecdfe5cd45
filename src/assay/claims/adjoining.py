"""What adjoins an amount: its comparators, and a denominator in front (每盎司99美元, 日均).

Not here: the words of comparators (`comparators.py`) and denominators behind (`measures.py`).
"""

import re
from dataclasses import replace

from assay.claims.amount import Amount
from assay.claims.claim import Comparator
from assay.claims.comparators import comparator_after, comparator_before
from assay.claims.measures import measure_at, rules

PER_BEFORE = re.compile(
    r"(?:每一?(?P<of>[^\s，,。；;\d每]{1,5}?)|(?P<daily>日均|单日|每日|日[产供处耗])"
    r"|(?P<monthly>月均(?!价))|(?P<yearly>(?<![全半])年均(?!价)|(?<![\d全去今前明近一当半财])年[产耗]))"
    r"(?P<gap>[^，,。；;:：\d每]{0,8})$"
)
EACH_EN = re.compile(
    r"\b(?:each|every|per)\s(?P<of>megawatts?|MW|kilowatt-hours?|kilowatt\shours?|kWh)"
    r"\s(?:of\s(?:[a-z-]+\s){1,3})?(?:now\s|typically\s|also\s)?"
    r"(?:needs|need|uses|takes|requires|consumes|contains|swallows|costs)\s$",
    re.IGNORECASE,
)
"""Every megawatt of capacity needs [27 tonnes]; of one gigawatt pages tell as of one site."""
EACH_UNIT = {
    **dict.fromkeys(("megawatt", "megawatts", "mw"), "MW"),
    **dict.fromkeys(("kilowatt-hour", "kilowatt-hours", "kilowatt hour", "kwh"), "kWh"),
}
EACH_REACH = 80
"""Characters before an amount in which such words are looked for."""
PRICE_GAP = re.compile(
    r"(?:的?价格)?(?:大约|[已仅只就才约])?(?:约|为|达|报|超过?|突破|高达|需要?|只?[要用]|售价)?$"
)
WEIGHED_GAP = re.compile(
    r"[^，,。；;:：]{1,4}(?:[约为达是需用耗含从由]|接近|超过|[含用耗需][银金铜铂钯锡铅锌镍钴锂水电])$"
)
"""每瓦银耗约: what is weighed, then a word that leads to the amount."""
AVERAGED = {"daily": "day", "monthly": "month", "yearly": "year"}
PER_SIGNS = frozenset("每日月年")
REACH = 16
"""Characters before an amount in which 每盎司 or 每天 is looked for."""


def compared(text: str, amount: Amount) -> Amount:
    """`amount` with what adjoins it: its comparators, and a denominator in front (每盎司99美元)."""
    start, before = comparator_before(text, amount.start)
    end, after = comparator_after(text, amount.end)
    comparator = amount.comparator
    if before is not None and comparator is Comparator.EXACT:
        comparator = before
    if after is not None and comparator in (Comparator.EXACT, Comparator.OVER):
        comparator = after
    found = amount
    if start != amount.start or end != amount.end or comparator is not amount.comparator:
        found = replace(amount, start=start, end=end, comparator=comparator)
    if "/" in found.unit or found.unit in ("percent", "x"):
        return found
    each = EACH_EN.search(text, max(0, start - EACH_REACH), start)
    if each:
        unit = f"{found.unit}/{EACH_UNIT[each['of'].lower()]}"
        return (
            found if unit.startswith(unit.rpartition("/")[2] + "/") else replace(found, unit=unit)
        )
    near = text[max(0, start - REACH) : start]
    if not PER_SIGNS.intersection(near):
        return found
    per = PER_BEFORE.search(text, max(0, start - REACH), start)
    symbol = _denominator(text, per, found.unit) if per else None
    while per is not None and symbol is None:
        per = PER_BEFORE.search(text, per.start() + 1, start)  # 每个园区日耗水: of a day
        symbol = _denominator(text, per, found.unit) if per else None
    if per is None or symbol is None:
        return found
    start, before = comparator_before(text, symbol[1]) if symbol[1] < found.start else (start, None)
    if before is not None and found.comparator is Comparator.EXACT:
        found = replace(found, comparator=before)
    return replace(found, start=start, unit=f"{found.unit}/{symbol[0]}")


def _denominator(text: str, per: re.Match[str], above: str) -> tuple[str, int] | None:
    """The symbol of what stands behind 每, and where the amount then begins."""
    for name, symbol in AVERAGED.items():
        if per[name]:
            return symbol, per.end()
    measure = measure_at(text, per.start("of"))
    if measure is None or measure.end > per.end():
        return None
    symbol, table = measure.unit, rules()
    gap = text[measure.end : per.end()]
    if symbol == "degree" and above != "degree":
        symbol = "kWh"  # 每度0.6元
    counted = table["counted"]
    if symbol in counted or "/" in symbol or symbol == above or above == "household":
        return None
    of_price = PRICE_GAP.match(gap) or WEIGHED_GAP.match(gap)
    if symbol not in table["denominator_only"] and not of_price:
        return None
    return symbol, per.end() if gap else per.start()
