"""How a number is compared: almost, over, up to, about; beside it or before the whole of a share.

Not here: hedges such as "may" (`speakers.py`). The words are in `comparators.toml`.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from assay.claims.claim import Comparator
from assay.claims.numeral import lower

WINDOW = 24
"""Characters beside a number in which its comparator is looked for."""
REACH = 24
"""Characters a whole may have between its comparator and its share."""
BETWEEN = re.compile(
    r"(?:\s(?:an?|the|another|additional|extra|further|whopping|staggering|eye-watering|combined"
    r"|total|record|net))+$"
)
"""What may stand between an English comparator and its number."""
VERBS = re.compile(
    r"(?:需要|需|要|用掉|耗掉|消耗|耗费|使用|用|蒸发|[“\"]?喝[”\"]?掉?|有|为|达到|达|合|是|在|占|掉|可|能|花费|花)$"
)
"""What may stand between a Chinese comparator and its number: 大约要用掉."""
MOST_VERBS = 3
"""Such words in a row: 大约 要 用 掉."""

QUOTES = tuple('”"')
NOT_GOING_ON = {
    "多": tuple("数少么种家样于元年个次方"),
    "起": tuple("来步点初码诉因飞草床火伏跌落拍"),
}
"""Behind these words what makes another one of them: 多数, 起诉."""
ADDED = re.compile(r"\s(?!(?:a|per|in|of|for|on|since|by|from|last|this|over)\s)[^\s,.;:!?)]")
"""Behind "plus" what is added to the amount: 5 GW plus 3 GW, $549 plus tax."""
LAST, STOPS = ("强", "弱"), ("", *"，,。；;、）)")
"""Words that compare only where a clause ends with them: 占四成弱."""
Words = tuple[tuple[str, Comparator], ...]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, dict[str, Words]], Words, Mapping[str, str]]:
    """Words before by last and after by first character, the longest first; wholes; exceptions."""
    table = tomllib.loads(files("assay.claims").joinpath("comparators.toml").read_text("utf-8"))
    sides: dict[str, dict[str, Words]] = {}
    for side, place in (("before", -1), ("after", 0)):
        grouped: dict[str, list[tuple[str, Comparator]]] = {}
        for word, kind in _listed(table[side]):
            grouped.setdefault(word[place], []).append((word, kind))
        sides[side] = {key: tuple(found) for key, found in grouped.items()}
    return sides, _listed(table["before_whole"]), table["not_after"]


def _listed(words: dict[str, list[str]]) -> Words:
    """The words of a table with their comparators, the longest first."""
    found = [
        (word, Comparator(kind.replace("_", " ")))
        for kind, listed in words.items()
        for word in listed
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def comparator_before(text: str, start: int) -> tuple[int, Comparator | None]:
    """Where the comparator that adjoins `start` begins, and which it is."""
    window = text[max(0, start - WINDOW) : start]
    near = lower(window.rstrip(" "))
    found = _ending(near) if near else None
    last = near[-1:]
    if found is None and last.isascii() and last.isalpha():
        found = _ending(BETWEEN.sub("", near))
    if found is not None:
        return start - len(window) + found[0], found[1]
    return start, None if last.isascii() and last not in QUOTES else _before_a_verb(near)


def _ending(near: str) -> tuple[int, Comparator] | None:
    """Where the comparator that ends `near` begins, and which it is."""
    sides, _, not_after = _tables()
    for word, kind in sides["before"].get(near[-1:], ()):
        if not near.endswith(word):
            continue
        earlier = near[: -len(word)]
        if earlier and earlier[-1] in not_after.get(word, ""):
            continue
        if word[0].isascii() and word[0].isalpha() and earlier and earlier[-1].isalnum():
            continue
        return len(earlier), kind
    return None


def _before_a_verb(near: str) -> Comparator | None:
    """The comparator in 大约要用掉, where a verb stands between it and its number."""
    for _ in range(MOST_VERBS):
        verb = VERBS.search(near) if near else None
        if verb is None:
            return None
        near = near[: verb.start()]
        found = _ending(near)
        if found is not None:
            return found[1]
    return None


def comparator_after(text: str, end: int) -> tuple[int, Comparator | None]:
    """Where the comparator that follows `end` ends, and which it is."""
    blank = 1 if text[end : end + 1] == " " else 0
    words = _tables()[0]["after"].get(lower(text[end + blank : end + blank + 1]), ())
    if not words:
        return end, None
    rest = lower(text[end + blank : end + WINDOW])
    for word, kind in words:
        if not rest.startswith(word):
            continue
        stop = len(word)
        if word[-1].isascii() and word[-1].isalpha() and rest[stop : stop + 1].isalpha():
            continue
        if word == "plus" and ADDED.match(rest, stop):
            continue
        if rest[1:2] in NOT_GOING_ON.get(word, ()) or (word in LAST and rest[1:2] not in STOPS):
            continue
        return end + blank + stop, kind
    return end, None


def compared_with_whole(before: str, language: str) -> Comparator:
    """The comparator before the whole of a share (超过全国用水量的一半); exact if none."""
    if language == "zh" and not before.rstrip().endswith("的"):
        return Comparator.EXACT
    best, place = Comparator.EXACT, -1
    window = before[-REACH:]
    for word, comparator in _tables()[1]:
        if (language == "zh") == word.isascii():
            continue
        found = window.rfind(word)
        around = window[max(0, found - 1) : found] + window[found + len(word) :][:1]
        if word.isascii() and found >= 0 and any(map(str.isalpha, around)):
            continue  # the "over" of "recover" and of "overwhelming"
        if found > place:
            best, place = comparator, found
    return best
