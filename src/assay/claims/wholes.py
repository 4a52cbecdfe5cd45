"""The whole of a share: "half of a country's annual use", 占全国用电量的一成, 在总需求中占.

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
