"""Statements over clauses or sentences: 当X时,Y; 由于X,Y; X越A,Y越B; X. Therefore Y.

Not here: statements within one clause (`links.py`).
"""

import re

from assay.claims.cause_patterns import (
    BECOMES,
    CHANGES,
    LED_BY,
    NO_RISE,
    THE_MORE,
    WHEN,
    causes_table,
    either,
    triggers,
)
from assay.claims.link import ENDS, Link, Sentence, continued, next_clause, trimmed

HEAD = 24
"""Characters at the head of a sentence in which "therefore" is looked for."""
SHORT = frozenset(("因此", "因而", "所以", "于是", "从而", "进而", "so", "thus", "hence"))
"""Words that conclude only where a clause begins: "so dry that" does not."""
AT_ONCE = re.compile(
    r"^[\s，,“\"]*(?:[而并也]|and\s|but\s)?$|[，,、]\s*(?:and\s|[而并])?$", re.IGNORECASE
)
"""What stands before a short "so" or 因此 that concludes."""


def changes(words: str) -> bool:
    """Whether something changes in a clause, so that it can be an effect."""
    lacks = either(causes_table()["zh"]["lacks"])
    found = CHANGES.search(words) or NO_RISE.search(words) or BECOMES.search(words)
    return bool(found or re.search(lacks, words))


def led_by(sentence: Sentence, index: int) -> Link | None:
    """A clause that names the cause of the next one: 由于X,Y; 在X推动下,Y."""
    start, end = sentence.clauses[index]
    match = LED_BY.match(sentence.words, start, end) if sentence.language == "zh" else None
    if match is None:
        return None
    effect, last = next_clause(sentence, end)
    if not changes(effect):
        return None
    cause = trimmed(match["cause"] or match["under"] or match["below"])
    sign = -1 if NO_RISE.search(effect) else 1
    return Link(cause, trimmed(effect), sign, start, start, last)


def over_clauses(sentence: Sentence) -> Link | None:
    """Statements over clauses or sentences: 当X时,Y; X. Therefore Y."""
    return _concluded(sentence) or _when(sentence)


def _concluded(sentence: Sentence) -> Link | None:
    words = sentence.words
    match = triggers(sentence.language)["concludes"].search(words[:HEAD])
    if match is None:
        return None
    ahead = words[: match.start()]
    short = match.group().lower() in SHORT
    if short and not AT_ONCE.search(ahead):
        return None
    effect = trimmed(words[match.end() :].rstrip(ENDS))
    if not CHANGES.search(effect):
        return None
    own = short and len(trimmed(ahead)) > 1
    cause = continued(sentence, match.start()) if own else trimmed(sentence.before.rstrip(ENDS))
    sign = -1 if NO_RISE.search(effect) else 1
    start = 0 if own else match.start()
    return Link(cause, effect, sign, start, match.start(), len(words)) if cause else None


def _when(sentence: Sentence) -> Link | None:
    if sentence.language != "zh":
        return None
    words = sentence.words
    match = WHEN.search(words)
    if (
        match is None
        or not CHANGES.search(match["effect"])
        or (match["when"] and not match["then"])
    ):
        match = THE_MORE.search(words)
    if match is None:
        return None
    sign = -1 if NO_RISE.search(match["effect"]) else 1
    cause, effect = trimmed(match["cause"]), trimmed(match["effect"])
    return Link(cause, effect, sign, match.start(), match.start(), match.end())
