"""Ties a claim to the line of a story it is about: dimension first, then words.

Not here: what the record says of the line (`rows.py`), the words themselves
(`stories/NAME/words.toml`).

A name of a line is one or more pieces joined by " + ", each with spellings set apart by "|"; every
piece must be found, the nearer to the number the better.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay.checks.changes import change_lines
from assay.checks.nearness import Nearness, nearest
from assay.checks.row import told_alike
from assay.checks.spelling import Spellings, pieces
from assay.checks.veto import of_another_resource, vetoed
from assay.claims.claim import QuantityClaim
from assay.reading.article import Article, Span
from assay.ruler.story import Line, Words
from assay.units import unit

SUBJECT, CLAUSE, SENTENCE, BEFORE = 3.2, 3.0, 2.0, 1.0
"""Weight of a piece by where it stands. Order matters, not size: what the reader took as the
subject and what stands in the number's own clause tell most; "this number" may find its subject in
the sentences before."""
REACH = 160
"""Characters before the sentence in which a subject may still be found: two sentences of news."""
TOLD_BESIDE = 1.0
"""Head start of the change of a level that the number before tells of the same subject."""
OWN_TOPIC = 0.5
"""Head start of the page's own topic: less than one piece, so words still decide."""
PIECE = 0.1
"""Head start for each piece: of two names found equally near, the one that says more."""
LENGTH = 0.01
"""Weight of a matched character: among equal matches the longer word is surer; a place has none,
so that "data centres in Germany" is about data centres, however long the country's name."""
NO_NOUN = re.compile(
    r"\s*(?:(?:at|to|of|by|about|around|roughly|some|nearly|almost|over)\s+)*(?:约|达|达到|为|共|近)?\s*",
    re.IGNORECASE,
)
"""What may stand between a stop and a number without naming what is measured."""
CLAUSE_END = re.compile(r"[，。；！？：,;!?:、\n（）()]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Tie:
    """A claim's line."""

    topic: str
    """Topic whose line it is."""
    line: Line
    """The line."""
    score: float
    """How well the words fit; comparable only within one claim."""
    by_nearness: bool = False
    """Whether no word of the line was found, and a model of words found it."""

    @property
    def name(self) -> str:
        """The line's name."""
        return self.line.name


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a claim, nearest first, each with its weight."""

    places: tuple[tuple[str, float], ...]
    """(text, weight) pairs."""
    clause: str
    """The words nearest to the number."""
    sentence: str
    """The sentence around it."""
    regions: frozenset[str] = frozenset()
    """Names of places, in small letters: they say where, which by itself is no user."""


def tie(
    claim: QuantityClaim,
    context: Context,
    words_by_topic: Mapping[str, Words],
    own_topic: str,
    nearness: Nearness | None = None,
    before: Tie | None = None,
) -> Tie | None:
    """The line a claim is about, or None if no line has both its dimension and its words.

    `before` is the tie of the number before, where that speaks of the same subject in the same
    sentence: of "6 kt, up 3 %" the change is that of the level.
    With a model of words, what its own words leave untied is tied to the line of the page's own
    topic whose names are nearest in meaning, if one is near enough.
    """
    best: Tie | None = None
    for topic, words in words_by_topic.items():
        # a change that no line tells may be computed from two levels, on a page of that topic
        own = topic == own_topic and claim.is_change
        implied = _implied(words.resource, claim, context) if topic == own_topic else frozenset()
        for line in (*words.lines.values(), *(change_lines(words, context.clause) if own else ())):
            beside = before is not None and (topic, line.change_of) == (before.topic, before.name)
            if not admits(line, claim) or (not beside and vetoed(line, claim, context.clause)):
                continue
            if line is not words.lines[line.name] and of_another_resource(
                claim, words.resource, context.sentence
            ):
                continue
            score = match(line, context, implied)
            if beside:
                score = SENTENCE if score is None else score
            if score is None:
                continue
            score += TOLD_BESIDE * beside + OWN_TOPIC * (topic == own_topic)
            if best is None or score > best.score:
                best = Tie(topic, line, score)
    if best is None and nearness is not None and own_topic in words_by_topic:
        return _by_nearness(claim, context, words_by_topic[own_topic], own_topic, nearness)
    return best


def _by_nearness(
    claim: QuantityClaim, context: Context, words: Words, topic: str, nearness: Nearness
) -> Tie | None:
    lines = [
        line
        for line in words.lines.values()
        if admits(line, claim) and not vetoed(line, claim, context.clause)
    ]
    found = nearest(claim, lines, nearness)
    return Tie(topic, found, 0.0, by_nearness=True) if found is not None else None


def admits(line: Line, claim: QuantityClaim) -> bool:
    """Whether a line can be what the claim measures: same dimension; a change for a change, a level
    for a level."""
    if claim.is_change != (line.change_of is not None):
        return False
    if share_of(claim) and unit(line.unit).unlabelled().powers:
        return False
    return told_alike(claim.unit, line.unit)


def share_of(claim: QuantityClaim) -> str | None:
    """The words for the whole of a share; "of the 5 t of ore, 2 t went into kilns" is none."""
    return None if unit(claim.unit).unlabelled().powers else claim.share_of


def match(line: Line, context: Context, implied: frozenset[str] = frozenset()) -> float | None:
    """How well the words around a claim name the line; None if no name of it is found whole.

    `implied` are words, in small letters, that go without saying.
    """
    scores = [
        _match_name(name, context, implied) for names in line.words.values() for name in names
    ]
    return max((score for score in scores if score is not None), default=None)


def _match_name(name: str, context: Context, implied: frozenset[str]) -> float | None:
    """Mean weight of the pieces' best places; None unless all are found and most of them near.

    A piece that goes without saying counts as found in the sentence, where the subject has all
    others.
    """
    found = [_found(piece, context) for piece in pieces(name)]
    if None in found and len(found) > 1:
        said = [weight for weight in found if weight is not None]
        if said and min(said) >= SUBJECT:
            found = [
                SENTENCE if weight is None and _is_implied(piece, implied) else weight
                for piece, weight in zip(pieces(name), found, strict=True)
            ]
    if any(weight is None for weight in found):
        return None
    weights = [weight for weight in found if weight is not None]
    far = sum(weight < SENTENCE for weight in weights)
    if far > 1 or far == len(weights):
        return None
    return sum(weights) / len(weights) + PIECE * len(weights)


def _implied(
    resource: Mapping[str, Sequence[str]], claim: QuantityClaim, context: Context
) -> frozenset[str]:
    """The names of the page's resource, unless the sentence may speak of another one."""
    if of_another_resource(claim, resource, context.sentence):
        return frozenset()
    return frozenset(name.casefold() for names in resource.values() for name in names)


def _is_implied(piece: Spellings, implied: frozenset[str]) -> bool:
    return any(word.casefold() in implied for word in piece.words)


def _found(piece: Spellings, context: Context) -> float | None:
    for text, weight in context.places:
        if hit := piece.search(text):
            word = hit.group()
            return weight + LENGTH * (0 if word.casefold() in context.regions else len(word))
    return None


def context_of(
    claim: QuantityClaim,
    article: Article,
    others: tuple[Span, ...],
    regions: frozenset[str] = frozenset(),
) -> Context:
    """The words around a claim: subject, its own clause, the sentence, what stands before.

    `others` are the spans of the other claims; a clause ends where another number stands.
    """
    text, (start, end) = article.text, claim.sentence
    paragraph = next((p for p in article.paragraphs if p[0] <= start < p[1]), (0, len(text)))
    before = text[max(paragraph[0], start - REACH) : start]
    clause = clause_of(claim, text, others)
    return Context(
        (
            (" ".join(filter(None, (claim.subject, share_of(claim)))), SUBJECT),
            (clause, CLAUSE),
            (text[start:end], SENTENCE),
            (before, BEFORE),
        ),
        clause,
        text[start:end],
        regions,
    )


def clause_of(claim: QuantityClaim, text: str, others: tuple[Span, ...]) -> str:
    """The words nearest to a number: as far as the next stop or the next number.

    Where nothing but a preposition stands before the number ("mine supply, at 5 t, ..."), the
    clause before it belongs to it.
    """
    (first, last), (start, end) = claim.span, claim.sentence
    left = max((span[1] for span in others if start <= span[1] <= first), default=start)
    right = min((span[0] for span in others if last <= span[0] <= end), default=end)
    stops = [m.end() for m in CLAUSE_END.finditer(text, left, first)]
    if stops and NO_NOUN.fullmatch(text, stops[-1], first):
        stops.pop()
    stop = CLAUSE_END.search(text, last, right)
    return text[stops[-1] if stops else left : stop.start() if stop else right]
