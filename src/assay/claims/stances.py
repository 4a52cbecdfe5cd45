"""What a page does with a statement: asserts, relays, infers, doubts or denies it.

Not here: how the statement is found (`causes.py`); the stance of the page as a whole (`page_stance.py`).
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assay.claims.claim import Stance
from assay.claims.speakers import speaker_of
from assay.reading.article import Span

AHEAD = 5
"""Sentences within which a page takes back what it relays."""
NEAR = 8
"""Characters before the causal word within which a denial denies it, in Chinese; English counts words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its place."""

    words: str
    """The plain text."""
    span: Span
    """In the article."""
    language: str
    """Of the sentence."""
    paragraph: int
    """Which paragraph it stands in."""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    table = tomllib.loads(files("assay.claims").joinpath("causes.toml").read_text("utf-8"))
    found = {}
    for language, words in table.items():
        edge = "" if language == "zh" else r"\b"
        found[language] = {
            kind: re.compile(
                rf"{edge}(?:{'|'.join(map(re.escape, sorted(words[kind], key=len, reverse=True)))}){edge}",
                re.IGNORECASE,
            )
            for kind in (
                "denies_before",
                "doubt",
                "firm_denial",
                "contrast",
                "hearsay",
                "carries",
                "inferred",
                "story",
            )
        }
    return found


QUESTION = re.compile(r"[?？]|吗$|吗[”’]")


def doubts(passage: Passage) -> bool:
    """Whether the sentence doubts something: a word of doubt, or a question."""
    found = _patterns()[passage.language]
    return bool(found["doubt"].search(passage.words) or QUESTION.search(passage.words))


def stance_of(
    passages: Sequence[Passage], index: int, start: int, trigger: int, end: int
) -> tuple[Stance, str | None]:
    """The stance towards the statement at `start`..`end` of sentence `index`, and who says it if not the author."""
    passage = passages[index]
    found = _patterns()[passage.language]
    speaker = _speaker(passages, index)
    hearsay = found["hearsay"].search(passage.words) is not None or _hearsay_before(passages, index)
    window = passage.words[
        max(0, trigger - (NEAR if passage.language == "zh" else 24)) : trigger + 14
    ]
    head = (
        window[: len(window) - 14]
        if trigger + 14 <= len(passage.words)
        else passage.words[max(0, trigger - NEAR) : trigger]
    )
    if found["denies_before"].search(head):
        return Stance.DENIED, speaker
    if found["firm_denial"].search(passage.words[trigger:]) and speaker is None:
        return Stance.DENIED, None
    own = passage.words[:start] + " " + passage.words[trigger:]
    if found["doubt"].search(own) or QUESTION.search(passage.words[-3:]):
        return Stance.DISPUTED, speaker
    if speaker is not None or hearsay:
        taken_back = _taken_back(passages, index)
        if taken_back is not None:
            return taken_back, speaker
        return Stance.ATTRIBUTED, speaker
    softened = passage.words[max(0, start - 30) : end]
    return (Stance.INFERRED if found["inferred"].search(softened) else Stance.ASSERTED), None


def _speaker(passages: Sequence[Passage], index: int) -> str | None:
    """The sentence's own speaker, or that of the sentence it continues."""
    passage = passages[index]
    own = speaker_of(passage.words, passage.language)
    if own is not None:
        return own.name
    if index and passages[index - 1].paragraph == passage.paragraph:
        carries = _patterns()[passage.language]["carries"].match(passage.words)
        before = passages[index - 1]
        if carries and before.language == passage.language:
            earlier = speaker_of(before.words, before.language)
            return earlier.name if earlier else None
    return None


def _hearsay_before(passages: Sequence[Passage], index: int) -> bool:
    """Whether the sentence continues a tale told just before in the same paragraph."""
    passage = passages[index]
    if not index or passages[index - 1].paragraph != passage.paragraph:
        return False
    found = _patterns()[passage.language]
    return bool(
        found["carries"].match(passage.words) and found["hearsay"].search(passages[index - 1].words)
    )


def _taken_back(passages: Sequence[Passage], index: int) -> Stance | None:
    """Whether one of the next sentences doubts or denies what was relayed."""
    here = passages[index]
    found = _patterns()[here.language]
    contrasted = False
    for later in passages[index + 1 : index + 1 + AHEAD]:
        if later.language != here.language or later.paragraph > here.paragraph + 1:
            break
        same = later.paragraph == here.paragraph
        contrasted = contrasted or (same and bool(found["contrast"].match(later.words)))
        contrasted = contrasted or found["story"].search(later.words) is not None
        if not contrasted:
            continue
        if same and found["firm_denial"].search(later.words):
            return Stance.DENIED
        if doubts(later):
            return Stance.DISPUTED
    return None
