"""Statements that one thing drives another: cause, effect, sign, and what the page makes of them.

Not here: how they are found in a sentence (`links.py`), their stance (`stances.py`), and whether
they hold (`checks/`).
"""

import re
from bisect import bisect_right
from dataclasses import replace

from assay.claims.claim import MOST_CLAIMS, CauseClaim, Stance
from assay.claims.contrasts import Contrast, set_aside
from assay.claims.link import Link, trimmed
from assay.claims.links import links_in
from assay.claims.numeral import plain
from assay.claims.quotations import quoted_by
from assay.claims.sentences import language_of, sentences_of
from assay.claims.speakers import speaker_of
from assay.claims.stances import Passage, instead_named, stance_of
from assay.reading.article import Article

TURN = re.compile(
    r"[，,；;]\s?(?:但|然而|不过|可是?|却|(?:but|yet|however|while|whereas)\b)", re.IGNORECASE
)
"""Where a sentence turns to something else: what follows takes back nothing said before."""
LET_STAND = (Stance.ASSERTED, Stance.INFERRED)
"""What a statement that is said to have little to it would be without these words."""


def passages_of(article: Article) -> list[Passage]:
    """The sentences of the article with their language and paragraph."""
    text = plain(article.text)
    starts = [start for start, _ in article.paragraphs]
    return [
        Passage(
            text[start:end],
            (start, end),
            language_of(text[start:end]),
            bisect_right(starts, start) - 1,
        )
        for start, end in sentences_of(text)
    ]


def causes_of(article: Article) -> tuple[CauseClaim, ...]:
    """Every causal statement of the article with its stance, in the order of the text."""
    passages, text = passages_of(article), plain(article.text)
    found: list[CauseClaim] = []
    for index, passage in enumerate(passages):
        if len(found) >= MOST_CLAIMS:
            break
        before = passages[index - 1].words if index else ""
        contrast = set_aside(passage.words, passage.language)
        links = links_in(contrast.words, passage.language, before)
        if contrast.aside and not links:
            contrast = Contrast(passage.words, ())
            links = links_in(passage.words, passage.language, before)
        if contrast.aside:
            passages[index] = replace(passage, words=contrast.words)
        told = speaker_of(passage.words, passage.language) if links else None
        said = passage.words[slice(*told.span)] if told else ""
        for link in (*links, *_denied(links, contrast)):
            if said and link.cause.strip() == said.strip(" ，,：:"):
                continue  # who speaks drives nothing
            alone = _without(passages, index, link, [one for one in links if one is not link])
            stance, speaker = stance_of(alone, index, link.start, link.trigger, link.end)
            stance = Stance.DISPUTED if link.doubted and stance in LET_STAND else stance
            if link.told_by and speaker is None and stance is Stance.ASSERTED:
                stance, speaker = Stance.ATTRIBUTED, link.told_by
            quoted = quoted_by(text, passage.span[0] + link.trigger) if speaker is None else None
            if quoted:
                speaker = quoted
                stance = Stance.ATTRIBUTED if stance in LET_STAND else stance
            span = (passage.span[0] + link.start, passage.span[0] + link.end)
            found.append(
                CauseClaim(
                    cause=_unsaid(link.cause, said),
                    effect=_unsaid(link.effect, said),
                    sign=link.sign,
                    stance=Stance.DENIED if link.denied else stance,
                    attributed_to=speaker,
                    span=span,
                    text=article.text[span[0] : span[1]],
                )
            )
    return tuple(found[:MOST_CLAIMS])


def _without(passages: list[Passage], index: int, link: Link, others: list[Link]) -> list[Passage]:
    """The passages with blanks in place of the words that take back other causes, not `link`."""
    words = passages[index].words
    later = [other.trigger for other in others if other.trigger > link.trigger]
    turn = TURN.search(words, link.trigger, max(later, default=link.trigger))
    if turn is not None and not instead_named(words[turn.start() :], passages[index].language):
        words = words[: turn.start()]
    for other in others:
        if other.denied or other.doubted:
            gap = " " * (other.end - other.trigger)
            words = words[: other.trigger] + gap + words[other.end :]
    if words == passages[index].words:
        return passages
    return [*passages[:index], replace(passages[index], words=words), *passages[index + 1 :]]


def _denied(links: list[Link], contrast: Contrast) -> list[Link]:
    """The causes that a sentence sets aside, each with the effect of the one named instead."""
    found = []
    for name, (start, end) in contrast.aside:
        beside = next((link for link in links if link.end >= start - 1), links[-1])
        first, last = min(beside.start, start), max(beside.end, end)
        found.append(replace(beside, cause=name, start=first, end=last, denied=True))
    return found


def _unsaid(side: str, said: str) -> str:
    """One side of a statement without the words that introduce its speaker."""
    if said and said.strip() in side:
        return trimmed(side.split(said.strip(), 1)[1]) or side
    return side
