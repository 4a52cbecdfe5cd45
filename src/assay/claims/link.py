"""A cause and its effect as found in one sentence, and the sentence made ready to be searched.

Not here: how they are found (`links.py`, `over_clauses.py`).
"""

import re
from dataclasses import dataclass

from assay.claims.cause_patterns import EDGES, PARTS
from assay.reading.article import Span

SIDE = 120
"""Characters that one side of a statement may have."""
ENDS = "。.!?！？\n "
CLEFT = re.compile(
    r"(?:的|背后|幕后|[原动诱成主]因|推手|元凶|根源|动力|症结|力量)[，,]"
    r"(?:其实|恰恰|主要|正|还|就|则|却|都)*(?:是(?!的)|在于|来自)"
)
"""A comma that parts no clauses: 推高Y的,是X; Y的原因,还是X."""
SUBORDINATE = re.compile(
    r"(?:[\w$%.,’'-]+\s){2,30}?(?:after|because)\s(?=(?:[\w’'-]+\s?){2})(?!that\b)"
)
"""A main clause before the one that tells the cause: copper rose after [an accident]."""
LONGEST_HEAD = 2
"""Characters before such a comma."""


@dataclass(frozen=True, slots=True)
class Link:
    """Cause and effect as found in one sentence; places relative to the sentence."""

    cause: str
    """What drives."""
    effect: str
    """What is driven."""
    sign: int
    """+1 or -1."""
    start: int
    """Where the statement begins."""
    trigger: int
    """Where its causal word stands."""
    end: int
    """Where it ends."""
    denied: bool = False
    """True where its own words say that there is no such link."""
    doubted: bool = False
    """True where its own words say that there is little to it."""
    told_by: str = ""
    """Who ascribes the effect to the cause, where its own words name them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence made ready to be searched."""

    words: str
    """The plain text."""
    language: str
    """zh or en."""
    before: str
    """The sentence before it, for what it leaves out."""
    clauses: tuple[Span, ...]
    """Its clauses."""


def trimmed(words: str) -> str:
    """`words` without connectives, auxiliaries and halves of quotations at either edge."""
    if "“" in words and "”" not in words[words.rfind("“") :]:
        words = words[words.rfind("“") + 1 :]
    if "”" in words and "“" not in words[: words.find("”")]:
        words = words[: words.find("”")]
    words = SUBORDINATE.sub("", words) if SUBORDINATE.match(words) else words
    if len(words) > SIDE:
        cut = words[-SIDE:]
        within = (words[-SIDE - 1] + cut[0]).isascii() and (words[-SIDE - 1] + cut[0]).isalnum()
        words = cut.partition(" ")[2] if within else cut
    previous = ""
    while previous != words:
        previous, words = words, EDGES.sub("", words)
    return words


def clauses_within(sentence: str) -> tuple[Span, ...]:
    """Spans between commas, semicolons, colons and dashes; a list joined by 、 stays whole."""
    found, start = [], 0
    for match in PARTS.finditer(sentence):
        if any(CLEFT.match(sentence, max(start, match.start() - n)) for n in (1, LONGEST_HEAD)):
            continue
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(sentence.rstrip('。！？!?.”"\n'))))
    return tuple(span for span in found if span[1] > span[0])


def first_clause(words: str) -> str:
    """The first clause of a sentence."""
    parts = clauses_within(words)
    return words[slice(*parts[0])] if parts else ""


def continued(sentence: Sentence, start: int) -> str:
    """What a clause without a subject continues: the clauses before, else the sentence before."""
    earlier = sentence.words[:start]
    for opener in ("是因为", "认为", "说法:", "说法：", "because ", "that "):
        place = earlier.rfind(opener)
        if place >= 0:
            earlier = earlier[place + len(opener) :]
    kept = trimmed(earlier)
    return kept if len(kept) > 1 else trimmed(sentence.before.rstrip(ENDS))


def next_clause(sentence: Sentence, end: int) -> tuple[str, int]:
    """The clause behind one that leaves out its effect, 受X推动,Y, and where it ends."""
    return next(((sentence.words[a:b], b) for a, b in sentence.clauses if a >= end), ("", end))
