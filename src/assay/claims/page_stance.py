"""Whether a page as a whole asserts or disputes that a driver moves a resource.

Not here: the stance of one statement (`stances.py`); which story a page tells (`stories/`).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from assay.claims.causes import passages_of
from assay.claims.claim import CauseClaim, Stance
from assay.claims.stances import concedes, doubts
from assay.reading.article import Article

PageStance = Literal["asserts", "disputes", "mixed", "none"]
WEIGHT = {
    Stance.ASSERTED: 1.0,
    Stance.ATTRIBUTED: 0.5,
    Stance.INFERRED: 0.5,
    Stance.DISPUTED: -1.0,
    Stance.DENIED: -1.5,
}
"""What a statement adds: relaying counts half, a denial more than a doubt (judgement)."""
DOUBT_WEIGHT = 0.5
"""What a sentence on driver and resource adds that doubts without stating a cause (judgement)."""
CONCEDED_WEIGHT = 1.0
"""What a sentence on driver and resource adds that grants the story something (judgement)."""
DISPUTES = 0.5
"""Share of the weight against the story from which a page disputes it."""
ASSERTS = 0.25
"""Share up to which a page asserts the story: a passing doubt is no dispute."""


def page_stance(
    article: Article,
    causes: Sequence[CauseClaim],
    driver_words: Sequence[str],
    resource_words: Sequence[str],
) -> PageStance:
    """Weigh the statements that tie driver and resource, and the sentences that doubt the tie."""
    passages = passages_of(article)
    starts = [passage.span[0] for passage in passages]
    driver, resource = _pattern(driver_words), _pattern(resource_words)
    told = against = 0.0
    stated: set[int] = set()
    placed = [(bisect_right(starts, claim.span[0]) - 1, claim) for claim in causes]
    named = {index for index, claim in placed if driver.search(claim.cause)}
    for index, claim in placed:
        rival = index in named and not driver.search(f"{claim.cause} {claim.effect}")
        words = passages[index].words if index >= 0 else claim.text
        around = f"{claim.cause} {claim.effect} {words}"
        if rival or not (driver.search(around) and resource.search(around)):
            continue
        weight = WEIGHT[claim.stance] * (1.0 if claim.sign > 0 else -DOUBT_WEIGHT)
        told, against = told + max(weight, 0.0), against + max(-weight, 0.0)
        stated.add(index)
    for index, passage in enumerate(passages):
        if not (driver.search(passage.words) and resource.search(passage.words)):
            continue
        if concedes(passage):
            told += CONCEDED_WEIGHT
        elif index not in stated and doubts(passage):
            against += DOUBT_WEIGHT
    if told + against == 0.0:
        return "none"
    share = against / (told + against)
    if share >= DISPUTES:
        return "disputes"
    return "asserts" if share <= ASSERTS else "mixed"


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names; those in Latin letters as whole words ("AI" is not in "said")."""
    pieces = [
        rf"(?<![A-Za-z]){re.escape(name)}(?![a-z])" if name.isascii() else re.escape(name)
        for name in names
        if name
    ]
    return re.compile("|".join(pieces) or r"(?!)", re.IGNORECASE)
