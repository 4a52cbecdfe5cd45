"""English verbs in all their forms, made from the stem: drive up, drives up, drove up, driving up.

Not here: which verbs say that one thing moves another, and the irregular ones (`causes.toml`).
"""

from collections.abc import Iterable, Mapping
from typing import Any

VOWELS = "aeiou"
SIBILANTS = ("s", "sh", "ch", "x", "z")


def forms(verb: str, table: Mapping[str, Any]) -> list[str]:
    """All forms of `verb`; words behind the first stay as they are.

    `table` names past and participle of the `irregular` stems, and the stems of which the last
    letter is `doubled`.
    """
    stem, blank, rest = verb.partition(" ")
    after_consonant = stem.endswith("y") and stem[-2] not in VOWELS
    if after_consonant:
        third = f"{stem[:-1]}ies"
    else:
        third = f"{stem}es" if stem.endswith(SIBILANTS) else f"{stem}s"
    ongoing = f"{_base(stem, table)}ing"
    return [
        f"{form}{blank}{rest}"
        for form in dict.fromkeys((stem, third, ongoing, *_past(stem, table, after_consonant)))
    ]


def participles(verbs: Iterable[str], table: Mapping[str, Any]) -> list[str]:
    """The past participles, with the words behind them."""
    found = []
    for verb in verbs:
        stem, blank, rest = verb.partition(" ")
        after_consonant = stem.endswith("y") and stem[-2] not in VOWELS
        found.append(f"{_past(stem, table, after_consonant)[1]}{blank}{rest}")
    return found


def _past(stem: str, table: Mapping[str, Any], after_consonant: bool) -> tuple[str, str]:
    """Past and past participle."""
    if stem in table["irregular"]:
        past, participle = table["irregular"][stem]
        return past, participle
    regular = f"{stem[:-1]}ied" if after_consonant else f"{_base(stem, table)}ed"
    return regular, regular


def _base(stem: str, table: Mapping[str, Any]) -> str:
    """What -ing and -ed are put on."""
    if stem in table["doubled"]:
        return stem + stem[-1]
    return stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem
