"""The whole of a share (占全国用电量的一成), and whether an amount is a sum over years (累计).

Not here: the subject (`subjects.py`).
"""

import re
from typing import NamedTuple

from assay.claims.subjects import Parts, predicates

INSIDE = re.compile(r"在(?P<whole>[^，,。在]{2,16}?)(?:当中|之中|中|内|里)")


def share_of(unit: str, change: bool, parted: Parts, before: str, language: str) -> str | None:
    """The words that name the whole of a share; None for a change or for another unit."""
    if unit != "percent" or change:
        return None
    after = "" if _is_share_noun(parted.after, language) else parted.after
    if language == "en":
        return ITS_AMOUNT.sub("", after.strip()) or None
    inside = INSIDE.search(before)
    if inside:
        return inside["whole"]
    named = parted.object.strip("的 ") + after
    if not named and before.rstrip().endswith("的"):
        return parted.subject or None
    return named or None


def _is_share_noun(words: str, language: str) -> bool:
    nouns = predicates()[language]["share_nouns"]
    if language == "zh":
        return any(noun in words for noun in nouns)
    return bool(words) and words.lower().split()[0] in nouns


ITS_AMOUNT = re.compile(r"\s(?:of|at)(?:\s(?:about|around|some|roughly|nearly))?(?:\s[\d.,]*)?$")
"""Behind a whole what leads to its own amount: 3 % of total demand [of 35,000 t]."""


class WholeTold(NamedTuple):
    """The whole of a share that is told with its amount."""

    subject: str
    """What stands before it in its clause."""
    whole: str
    """The words for the whole."""


TOLD_WITH = re.compile(
    r"(?:^|[，,。；;])(?P<subject>[^，,。；;]*?)占(?:到|了|据)?(?P<whole>[^，,。；;占]{2,16}?)"
    r"(?:约|大约|近|共|总计|的|为|达)*$"
)
SHARE_BEHIND = re.compile(r"^的(?:大约|约|近|仅|只有|将近|超过|逾|不足|不到)?$")


def whole_told(before: str, amount: str) -> WholeTold | None:
    """The whole of a share behind its own amount (占总需求50吨的4%); None if there is none.

    `before` are the words of the sentence up to the share, `amount` is the number before it.
    """
    head, found, behind = before.rpartition(amount)
    if not found or not SHARE_BEHIND.match(behind):
        return None
    match = TOLD_WITH.search(head)
    return WholeTold(match["subject"].strip(), match["whole"]) if match else None


SUMMED = {
    "zh": re.compile(r"(?P<one>[^截到至]\d{4}年|全年|[今去前]年|年内)?(?P<word>累计|累积)"),
    "en": re.compile(r"\b(?P<word>cumulative(?:ly)?|cumulated|accumulated)\b", re.IGNORECASE),
}
GAP = re.compile(r"缺口|赤字|短缺|盈余|过剩")
"""Sums of these run over years even where one year is named beside them."""


def cumulated_in(before: str, after: str, language: str) -> str | None:
    """The word by which the amount is a sum over years; None if it is one year's or a level."""
    found = SUMMED[language].search(f" {before}") or SUMMED[language].match(after.lstrip(" 的"))
    if found is None:
        return None
    if found.groupdict().get("one") and not GAP.search(before):
        return None
    return found["word"]
