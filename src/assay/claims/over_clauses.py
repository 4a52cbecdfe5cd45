"""Statements over clauses or sentences: 当X时,Y; X. Therefore Y.

Not here: statements within one clause (`links.py`).
"""

from assay.claims.cause_patterns import CHANGES, NO_RISE, WHEN, triggers
from assay.claims.link import ENDS, Link, Sentence, trimmed

HEAD = 24
"""Characters at the head of a sentence in which "therefore" is looked for."""


def over_clauses(sentence: Sentence) -> Link | None:
    """Statements over clauses or sentences: 当X时,Y; X. Therefore Y."""
    words = sentence.words
    concluded = triggers(sentence.language)["concludes"].search(words[:HEAD])
    if concluded and sentence.before:
        effect = trimmed(words[concluded.end() :].rstrip(ENDS))
        if CHANGES.search(effect):
            sign = -1 if NO_RISE.search(effect) else 1
            cause = trimmed(sentence.before.rstrip(ENDS))
            return Link(cause, effect, sign, concluded.start(), concluded.start(), len(words))
    when = WHEN.search(words) if sentence.language == "zh" else None
    if when and CHANGES.search(when["effect"]) and (when["then"] or not when["when"]):
        sign = -1 if NO_RISE.search(when["effect"]) else 1
        cause, effect = trimmed(when["cause"]), trimmed(when["effect"])
        return Link(cause, effect, sign, when.start(), when.start(), when.end())
    return None
