"""Whether a page as a whole asserts or disputes that a driver moves a resource.

Not here: the stance of one statement (`stances.py`); which story a page tells (`stories/`).
"""

from collections.abc import Sequence
from typing import Literal

from assay.claims.claim import CauseClaim, Stance
from assay.claims.numeral import plain
from assay.claims.sentences import language_of, sentences_of
from assay.claims.stances import Passage, doubts
from assay.reading.article import Article

PageStance = Literal["asserts", "disputes", "mixed", "none"]
WEIGHT = {
    Stance.ASSERTED: 1.0,
    Stance.ATTRIBUTED: 0.5,
    Stance.INFERRED: 0.5,
    Stance.DISPUTED: -1.0,
    Stance.DENIED: -1.5,
}
"""What a statement adds: relaying and inferring count half, a denial more than a doubt. Judgement of method."""
DOUBT_WEIGHT = 0.5
"""A sentence on driver and resource that doubts without stating a cause."""
DISPUTES, ASSERTS = 0.5, 0.25
"""Share of the weight against the story from which a page disputes it, and up to which it asserts it."""


def page_stance(
    article: Article,
    causes: Sequence[CauseClaim],
    driver_words: Sequence[str],
    resource_words: Sequence[str],
) -> PageStance:
    """Weigh the statements that tie driver and resource, and the sentences that doubt the tie."""
    text = plain(article.text)
    spans = sentences_of(text)
    told = against = 0.0
    stated: set[int] = set()
    for claim in causes:
        index = next((i for i, (a, b) in enumerate(spans) if a <= claim.span[0] < b), -1)
        around = text[spans[index][0] : spans[index][1]] if index >= 0 else claim.text
        if not (_names(claim.cause + claim.effect + around, driver_words)
                and _names(claim.cause + claim.effect + around, resource_words)):  # fmt: skip
            continue
        weight = WEIGHT[claim.stance] if claim.sign > 0 else -0.5 * abs(WEIGHT[claim.stance])
        told, against = told + max(weight, 0.0), against + max(-weight, 0.0)
        stated.add(index)
    for index, (start, end) in enumerate(spans):
        words = text[start:end]
        if index in stated or not (_names(words, driver_words) and _names(words, resource_words)):
            continue
        if doubts(Passage(words, (start, end), language_of(words), 0)):
            against += DOUBT_WEIGHT
    if told + against == 0.0:
        return "none"
    share = against / (told + against)
    if share >= DISPUTES:
        return "disputes"
    return "asserts" if share <= ASSERTS else "mixed"


def _names(words: str, names: Sequence[str]) -> bool:
    folded = words.casefold()
    return any(name.casefold() in folded for name in names)
