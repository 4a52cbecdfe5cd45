"""The whole of a share: "half of Britain's annual use", 全美8.6%的电力资源, 在全球GDP中...45%.

Not here: the subject (`subjects.py`).
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from assay.claims.claim import Comparator
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
    return (parted.object.strip("的 ") + after) or None


def _is_share_noun(words: str, language: str) -> bool:
    nouns = predicates()[language]["share_nouns"]
    if language == "zh":
        return any(noun in words for noun in nouns)
    return bool(words) and words.lower().split()[0] in nouns


@lru_cache(maxsize=1)
def _before_whole() -> list[tuple[str, Comparator]]:
    table = tomllib.loads(files("assay.claims").joinpath("comparators.toml").read_text("utf-8"))
    return [
        (word, Comparator(kind.replace("_", " ")))
        for kind, words in table["before_whole"].items()
        for word in words
    ]


REACH = 24
"""Characters a whole may have between its comparator and its share."""


def compared_with_whole(before: str, language: str) -> Comparator:
    """The comparator that stands before the whole (超过英国年用水量的一半); exact if there is none."""
    if language == "zh" and not before.rstrip().endswith("的"):
        return Comparator.EXACT
    best, place = Comparator.EXACT, -1
    window = before[-REACH:]
    for word, comparator in _before_whole():
        found = window.rfind(word)
        if found > place and (language == "zh") == (not word.isascii()):
            best, place = comparator, found
    return best
