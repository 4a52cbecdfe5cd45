"""How a number is compared: almost, over, up to, about; beside it or before the whole of a share.

Not here: hedges such as "may" (`speakers.py`). The words are in `comparators.toml`.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from assay.claims.claim import Comparator
from assay.claims.numeral import lower

WINDOW = 24
"""Characters beside a number in which its comparator is looked for."""
REACH = 24
"""Characters a whole may have between its comparator and its share."""
ARTICLE = re.compile(r"\s(?:an?|the)$")

Words = tuple[tuple[str, Comparator], ...]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, Words], dict[str, str]]:
    """Words by side, the longest first, and what must not stand before a word."""
    table = tomllib.loads(files("assay.claims").joinpath("comparators.toml").read_text("utf-8"))
    sides: dict[str, Words] = {}
    for side in ("before", "after", "before_whole"):
        words = [
            (word, Comparator(kind.replace("_", " ")))
            for kind, listed in table[side].items()
            for word in listed
        ]
        sides[side] = tuple(sorted(words, key=lambda pair: -len(pair[0])))
    return sides, table["not_after"]


def comparator_before(text: str, start: int) -> tuple[int, Comparator | None]:
    """Where the comparator that adjoins `start` begins, and which it is."""
    sides, not_after = _tables()
    window = text[max(0, start - WINDOW) : start]
    near = ARTICLE.sub("", lower(window.rstrip(" ")))
    for word, kind in sides["before"]:
        if not near.endswith(word):
            continue
        earlier = near[: -len(word)]
        if earlier and earlier[-1] in not_after.get(word, ""):
            continue
        if word[0].isascii() and word[0].isalpha() and earlier and earlier[-1].isalnum():
            continue
        return start - len(window) + len(earlier), kind
    return start, None


def comparator_after(text: str, end: int) -> tuple[int, Comparator | None]:
    """Where the comparator that follows `end` ends, and which it is."""
    sides, _ = _tables()
    rest = lower(text[end : end + WINDOW])
    for word, kind in sides["after"]:
        blank = rest.startswith(" ")
        if not rest[blank:].startswith(word):
            continue
        stop = blank + len(word)
        if word[-1].isascii() and word[-1].isalpha() and rest[stop : stop + 1].isalpha():
            continue
        return end + stop, kind
    return end, None


def compared_with_whole(before: str, language: str) -> Comparator:
    """The comparator before the whole of a share (超过全国用水量的一半); exact if none."""
    if language == "zh" and not before.rstrip().endswith("的"):
        return Comparator.EXACT
    sides, _ = _tables()
    best, place = Comparator.EXACT, -1
    window = before[-REACH:]
    for word, comparator in sides["before_whole"]:
        found = window.rfind(word)
        if found > place and (language == "zh") == (not word.isascii()):
            best, place = comparator, found
    return best
