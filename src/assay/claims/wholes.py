"""The whole of a share (占全国用电量的一成), and whether an amount is a sum over years (累计).

Not here: the subject (`subjects.py`).
"""

import re

from assay.claims.subjects import Parts, predicates

INSIDE = re.compile(r"在(?P<whole>[^，,。在]{2,16}?)(?:当中|之中|中|内|里)")


def share_of(unit: str, change: bool, parted: Parts, before: str, language: str) -> str | None:
    """The words that name the whole of a share; None for a change or for another unit."""
    if unit != "percent" or change:
        return None
    after = "" if _is_share_noun(parted.after, language) else parted.after
    if language == "en":
        return after.strip() or None
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
