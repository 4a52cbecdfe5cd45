"""What a page does with a statement: asserts, relays, infers, doubts or denies it.

Not here: how a statement is found (`links.py`); the stance of the whole page (`page_stance.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assay.claims.cause_patterns import causes_table, either
from assay.claims.claim import Stance
from assay.claims.speakers import issuer_of, speaker_of
from assay.reading.article import Span

AHEAD = 5
"""Sentences within which a page takes back what it relays."""
WINDOW = {"zh": (8, 3), "en": (24, 16)}
"""Characters before and behind the causal word within which a denial denies it."""
SOFTENED = 30
"""Characters before a statement in which "it may be inferred" is looked for."""
CARRIED = 2
"""Sentences over which a speaker is carried on by "it" and "these"."""
KINDS = (
    "denies_before", "doubt", "firm_denial", "contrast", "hearsay", "carries", "inferred", "story",
    "concedes", "rival", "no_evidence",
)  # fmt: skip
QUESTION = re.compile(r"[?？]|吗$|吗[”’]")

OPEN_QUESTION = re.compile(
    r"多少|为什么|为何|如何|怎[么样]|什么|哪|谁|几[个年倍]"
    r"|\b(?:how|why|what|where|who|when|which)\b[^.!?]*\?",
    re.IGNORECASE,
)
"""A question how much or why takes for granted what it asks about."""
MISBLAMED = re.compile(
    r"(?:归[咎因罪功](?:于|到)?|怪罪?|算[在到]|甩锅?给|推给|赖[到在给])[^。；;]{1,24}?"
    r"(?:不公平|有失公[允平]|找错|是错|错怪|冤枉|不准确|站不住|纯属|说不通|讲不通|不客观|本末倒置|张冠李戴)"
    r"|\bblam(?:e|ing)\b[^.;]{2,60}?\b(?:wrong|unfair|misses|mistaken?|misplaced|backwards)\b"
    r"|\b(?:wrong|unfair|mistake|misleading)\sto\sblame\b",
    re.IGNORECASE,
)
"""Words that take back the blame they relay."""
REAL = re.compile(
    r"真正(?:推|拉|抬|导致|造成)|真正的?(?:推手|原因|主因|元凶|动力|来源)|才是(?:主因|关键|原因|推手|元凶|根源)|主因(?:是|在于)"
    r"|\b(?:real|true|actual)\s(?:reason|driver|cause|culprit)s?\b",
    re.IGNORECASE,
)
"""Words by which a cause is set against the one told."""

NOT_TRUE = re.compile(
    r"\bit(?:\sis|\swas|['’]s)(?:\ssimply|\sjust)?\s(?:not\s(?:true|the\scase|so)|untrue|false|wrong"
    r"|nonsense|a\smyth)\s(?:that|to\ssay)\b",
    re.IGNORECASE,
)
"""Words that deny whatever follows them in the sentence."""
MYTH = re.compile(
    r"\W*(?:myth|fiction|misconception|false\sclaim)\b[^:.]{0,20}:|\W*(?:误区|谣言|误解|迷思)[^：:。]{0,6}[：:]",
    re.IGNORECASE,
)
"""What heads a statement that a page lists in order to refute it."""
NOTION = re.compile(
    r"\b(?:claim|idea|notion|theory|story|argument|belief|suggestion|narrative|assertion|myth)s?\sthat\b",
    re.IGNORECASE,
)
"""What stands before a statement that is then judged: "the claim that X drives Y"."""
TAKEN_BACK = re.compile(
    r"\b(?:does|do|did|could|can|would)(?:\snot|n['’]t)\s(?:\w+ly\s)?(?:survive|hold|stand|add\sup|stack|check"
    r"|withstand|bear|make\ssense|match|fit)|\bcannot\s(?:survive|hold|stand|be\sright)"
    r"|\b(?:falls?|fell)\s(?:apart|flat)|\bcollapses?\b|\bcrumbles?\b"
    r"|\b(?:is|are|was|were)\s(?:simply\s|just\s|plainly\s)?(?:wrong|false|untrue|nonsense|a\smyth|misleading"
    r"|mistaken|baseless|unfounded)\b",
    re.IGNORECASE,
)
"""What takes back a statement behind it."""


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


@lru_cache(maxsize=2)
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    words, edge = causes_table()[language], "" if language == "zh" else r"\b"
    return {
        kind: re.compile(rf"{edge}(?:{either(words[kind])}){edge}", re.IGNORECASE) for kind in KINDS
    }


def doubts(passage: Passage) -> bool:
    """Whether the sentence doubts something: a word of doubt, or a question whether it is so."""
    words = passage.words
    asks = QUESTION.search(words) is not None and OPEN_QUESTION.search(words) is None
    return bool(doubted(passage) or asks or MISBLAMED.search(words))


def doubted(passage: Passage) -> bool:
    """Whether the sentence holds a word of doubt; a question alone is none."""
    return _patterns(passage.language)["doubt"].search(passage.words) is not None


def concedes(passage: Passage) -> bool:
    """Whether the sentence grants that there is something to what is told."""
    granted = _patterns(passage.language)["concedes"].search(passage.words) is not None
    return granted and MISBLAMED.search(passage.words) is None


def relays_hearsay(passage: Passage) -> bool:
    """Whether the sentence relays what is told around."""
    return _patterns(passage.language)["hearsay"].search(passage.words) is not None


def rival_named(passage: Passage) -> bool:
    """Whether the sentence names another cause as the real one."""
    return REAL.search(passage.words) is not None


def instead_named(words: str, language: str) -> bool:
    """Whether words name another main cause against the one before."""
    return _patterns(language)["rival"].search(words) is not None


def stance_of(
    passages: Sequence[Passage], index: int, start: int, trigger: int, end: int
) -> tuple[Stance, str | None]:
    """The stance towards the statement at `start`..`end` of sentence `index`, and who says it.

    The speaker is None if it is the author.
    """
    passage = passages[index]
    found, words = _patterns(passage.language), passage.words
    speaker = _speaker(passages, index)
    hearsay = found["hearsay"].search(words) is not None or _hearsay_before(passages, index)
    before, behind = WINDOW[passage.language]
    if MYTH.match(words):
        return Stance.DENIED, speaker
    if NOTION.search(words[:trigger]) and TAKEN_BACK.search(words[trigger:]):
        return Stance.DENIED, speaker
    if NOT_TRUE.search(words[start:trigger]) or NOT_TRUE.search(words[:start][-SOFTENED:]):
        return Stance.DENIED, speaker
    if found["no_evidence"].search(words[:trigger]) or MISBLAMED.search(words[start:]):
        return Stance.DENIED, speaker
    if found["denies_before"].search(words[max(0, trigger - before) : trigger + behind]):
        return Stance.DENIED, speaker
    if found["firm_denial"].search(words[trigger:]) and speaker is None:
        return Stance.DENIED, None
    around = _of_it(words[:start], words[start:]) + " " + words[trigger:]
    if found["doubt"].search(around) or QUESTION.search(words[-3:]):
        return Stance.DISPUTED, speaker
    if speaker is not None or hearsay:
        return _taken_back(passages, index, end) or Stance.ATTRIBUTED, speaker
    softened = words[max(0, start - SOFTENED) : end]
    return (Stance.INFERRED if found["inferred"].search(softened) else Stance.ASSERTED), None


def _of_it(ahead: str, statement: str) -> str:
    """What stands before a statement and speaks of it: behind a colon a new one is told.

    With a "that" or a quotation mark the colon leads to what is doubted.
    """
    _, colon, tail = ahead.rpartition("：" if "：" in ahead else ":")
    leads = re.match(r"[\s]*(?:that\b|[“\"'])", tail + statement, re.IGNORECASE)
    return ahead if not colon or leads else tail


def _speaker(passages: Sequence[Passage], index: int, depth: int = 0) -> str | None:
    """The sentence's own speaker, or that of the sentence it continues; then its issuer."""
    passage = passages[index]
    own = speaker_of(passage.words, passage.language)
    if own is not None and own.name:
        return own.name
    before = passages[index - 1] if index else passage
    # a pronoun names the one before it, a paragraph further up too
    reach = 0 if own is None else 1
    apart = passage.paragraph - before.paragraph > reach
    if not index or apart or before.language != passage.language:
        return None
    if own is None and not _patterns(passage.language)["carries"].match(passage.words):
        return None
    if depth >= CARRIED:
        return None
    return _speaker(passages, index - 1, depth + 1) or issuer_of(before.words, before.language)


def _hearsay_before(passages: Sequence[Passage], index: int) -> bool:
    """Whether the sentence continues a tale told just before in the same paragraph."""
    passage = passages[index]
    if not index or passages[index - 1].paragraph != passage.paragraph:
        return False
    found = _patterns(passage.language)
    carried = found["carries"].match(passage.words)
    return bool(carried and found["hearsay"].search(passages[index - 1].words))


def _taken_back(passages: Sequence[Passage], index: int, end: int) -> Stance | None:
    """What the rest of the sentence, or one of the next, makes of what was relayed; None if none.

    A doubt takes it back, and so does another main cause told against it.
    """
    here = passages[index]
    found = _patterns(here.language)
    rest = here.words[end:].lstrip(" ,，;；")
    if found["contrast"].match(rest) and found["rival"].search(rest):
        return Stance.DISPUTED
    about_it = False
    for later in passages[index + 1 : index + 1 + AHEAD]:
        if later.language != here.language or later.paragraph > here.paragraph + 1:
            break
        same = later.paragraph == here.paragraph
        about_it = about_it or (same and found["contrast"].match(later.words) is not None)
        about_it = about_it or found["story"].search(later.words) is not None
        if not about_it:
            continue
        if same and found["firm_denial"].search(later.words):
            return Stance.DENIED
        against = found["contrast"].match(later.words) and found["rival"].search(later.words)
        if doubts(later) or (same and against):
            return Stance.DISPUTED
    return None
