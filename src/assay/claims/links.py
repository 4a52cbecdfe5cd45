"""Cause and effect within one sentence: X drives Y, Y because of X, X in place of Y.

Not here: what the page makes of it (`stances.py`) and the patterns (`cause_patterns.py`).
"""

import re
from dataclasses import dataclass

from assay.claims.cause_patterns import (
    CHANGES,
    EDGES,
    MAY_BE_A_NOUN,
    NO_OBJECT,
    NO_REPLACEMENT,
    NO_RISE,
    NO_THING,
    NOUN_BEFORE,
    NUMBER_NEXT,
    PARTS,
    USE_ENDS,
    WHEN,
    causes_table,
    either,
    shapes,
    triggers,
)
from assay.reading.article import Span

SIDE = 120
"""Characters that one side of a statement may have."""
CLAUSE = 300
"""Characters of a clause that are held against a shape."""
NEAR = 16
"""Characters before a causal word in which an article or adjective is looked for."""
HEAD = 24
"""Characters at the head of a sentence in which "therefore" is looked for."""
PRONOUNS = frozenset(
    (
        "这",
        "其",
        "这也",
        "它",
        "它们",
        "这样",
        "此举",
        "这些",
        "it",
        "this",
        "which",
        "they",
        "that",
        "these",
    )
)
NO_CAUSE = frozenset(
    ("在", "对", "把", "将", "被", "从", "向", "用", "以", "为", "通过", "是", "有")
)
"""Prepositions and verbs that a cut leaves; by themselves they name nothing that drives."""
DENYING = ("unrelated", "unrelated to", "no_part", "nor")
"""Shapes that say there is no link."""
DOUBTING = ("hardly_related", "explains_little")
"""Shapes that say there is little to the link."""
DISPOSED = re.compile(r"^(?:.{0,12}?把(?!握)|将)(?=.{2})")
UNFAIR = re.compile(r"(?:并不|未免|显然)?(?:不公平|有失公[允平]|不准确)$")
"""What stands around effect and cause in 把Y归咎于X并不公平."""
CLEFT = re.compile(r"的[，,](?:其实|恰恰|主要|正)*是(?!的)")
"""A comma that parts no clauses: 推高Y的,是X."""
NO_TURN = re.compile(r"降|减|压|节|缩|削|下")
"""Beginnings of the verbs by which an effect is made less: 把Y降低."""
STILL = re.compile(r"(?<![存现所实内外潜])在$")
"""在 before a verb makes it go on; it belongs to no cause."""
ENDS = "。.!?！？\n "


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
    words = words[-SIDE:]
    previous = ""
    while previous != words:
        previous, words = words, EDGES.sub("", words)
    return words


def clauses_within(sentence: str) -> tuple[Span, ...]:
    """Spans between commas, semicolons, colons and dashes; a list joined by 、 stays whole."""
    found, start = [], 0
    for match in PARTS.finditer(sentence):
        if CLEFT.match(sentence, max(start, match.start() - 1)):
            continue
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(sentence.rstrip('。！？!?.”"\n'))))
    return tuple(span for span in found if span[1] > span[0])


def links_in(words: str, language: str, before: str) -> list[Link]:
    """Every causal statement of a sentence; `before` is the sentence before it."""
    sentence = Sentence(words, language, before, clauses_within(words))
    found: list[Link] = []
    shortest = 1 if language == "zh" else 2
    for index, (start, end) in enumerate(sentence.clauses):
        clause = words[start:end].strip()
        if clause.startswith("换成"):
            break
        supposed = triggers(language)["hypothetical"].match(clause)
        link = _shaped(sentence, start, end) or _because(sentence, index)
        if link is None and not supposed:
            link = _forward(sentence, index)
        if link is None or link.cause in NO_CAUSE or NO_THING.fullmatch(link.cause):
            continue
        if len(link.effect) > 1 and len(link.cause) >= shortest:
            found.append(link)
    if not found:
        link = _over_clauses(sentence)
        if link is not None:
            found.append(link)
    return found


def _shaped(sentence: Sentence, start: int, end: int) -> Link | None:
    """Statements with a shape of their own: "the main reason for Y is X", X被Y拉大, 以铜替银."""
    clause = sentence.words[start : min(end, start + CLAUSE)]
    for kind, pattern in shapes(sentence.language).items():
        match = pattern.match(clause)
        if match is None:
            continue
        groups = match.groupdict()
        cause, effect = groups["cause"], groups.get("effect")
        if kind in ("by", "under") and len(trimmed(effect or "")) < 2:
            effect = _continued(sentence, start) if start else _next_clause(sentence, end)
        effect = effect or _explained(sentence, start)
        if kind == "is_driver" and triggers(sentence.language)["raises"].match(cause.strip()):
            continue
        if kind in ("is_driver", "turned") and not trimmed(cause):
            cause = _continued(sentence, start)
        if trimmed(cause).lower() in PRONOUNS:
            cause = _meant(sentence) or cause
        cause = cause.rstrip(ENDS)
        sign = 1
        lowered = kind == "turned" and NO_TURN.match(groups["turn"]) is not None
        if kind in ("eased", "with_instead") or lowered:
            sign = -1
        if kind == "with_instead":
            effect = f"{effect} 使用"
        trigger = match.start("link") if "link" in groups else match.end("effect")
        place = start + match.start()
        return Link(
            trimmed(cause),
            trimmed(effect),
            sign,
            place,
            start + max(trigger, 0),
            start + match.end(),
            kind in DENYING,
            kind in DOUBTING,
            trimmed(groups.get("who") or ""),
        )
    return None


def _next_clause(sentence: Sentence, end: int) -> str:
    """The clause behind one that leaves out its effect: 受X推动,Y."""
    return next((sentence.words[a:b] for a, b in sentence.clauses if a >= end), "")


def _explained(sentence: Sentence, start: int) -> str:
    """What "X is one of the factors" explains: the effect told before it, in the same sentence or
    in the one before; else the clause in which something changes."""
    for words in (sentence.words[:start], sentence.before):
        links = links_in(words, sentence.language, "") if words else []
        if links:
            return links[0].effect
    parts = [sentence.before[slice(*part)] for part in clauses_within(sentence.before)]
    return next((part for part in parts if CHANGES.search(part)), parts[0] if parts else "")


def _meant(sentence: Sentence) -> str:
    """What "it" stands for: the cause told in the sentence before, else how that begins."""
    links = links_in(sentence.before, sentence.language, "") if sentence.before else []
    return links[0].cause if links else trimmed(_first_clause(sentence.before))


def _first_clause(words: str) -> str:
    parts = clauses_within(words)
    return words[slice(*parts[0])] if parts else ""


def _continued(sentence: Sentence, start: int) -> str:
    """What a clause without a subject continues: the clauses before, else the sentence before."""
    earlier = sentence.words[:start]
    for opener in ("是因为", "认为", "说法:", "说法：", "because ", "that "):
        place = earlier.rfind(opener)
        if place >= 0:
            earlier = earlier[place + len(opener) :]
    kept = trimmed(earlier)
    return kept if len(kept) > 1 else trimmed(sentence.before.rstrip(ENDS))


def _because(sentence: Sentence, index: int) -> Link | None:
    """Effect, then cause: Y is driven by X, Y,是因为X."""
    start, end = sentence.clauses[index]
    match = triggers(sentence.language)["because"].search(sentence.words, start, end)
    if match is None:
        return None
    if match.group().lower() == "down to" and NUMBER_NEXT.match(sentence.words, match.end()):
        return None
    effect, first = sentence.words[start : match.start()], start
    ascribed = either(causes_table()[sentence.language].get("ascribes", []))
    nobody = bool(ascribed) and re.fullmatch(rf"(?:{ascribed})+", trimmed(effect)) is not None
    if (len(trimmed(effect)) < 2 or nobody) and index:
        effect, first = _continued(sentence, start), sentence.clauses[0][0]
    sign = -1 if NO_RISE.search(effect) else 1
    cause = UNFAIR.sub("", sentence.words[match.end() : end])
    return Link(trimmed(cause), trimmed(DISPOSED.sub("", effect)), sign, first, match.start(), end)


def _forward(sentence: Sentence, index: int) -> Link | None:
    """Cause, then effect: X drives Y, X uses up Y, X in place of Y."""
    start, end = sentence.clauses[index]
    match, kind = _first_trigger(sentence, start, end)
    if match is None:
        return None
    left = sentence.words[start : match.start()]
    if triggers(sentence.language)["how"].search(left):
        return None
    cause, first = trimmed(STILL.sub("", left)), start
    if not cause or cause.lower() in PRONOUNS:
        cause = _continued(sentence, start)
        first = sentence.clauses[index - 1][0] if index else start
    effect = trimmed(sentence.words[match.end() : end].lstrip("了着过"))
    chinese = sentence.language == "zh"
    if len(effect) < 2 and not (chinese and effect):
        return None
    sign = 1
    if kind == "lowers":
        sign = -1
    elif kind == "replaces":
        sign, effect = -1, f"{effect.split('的')[0]} {'使用' if chinese else 'use'}"
    elif kind == "uses":
        effect = f"{USE_ENDS.split(effect)[0]} {'消耗' if chinese else 'use'}"
    elif NO_RISE.search(effect[:14]):
        sign = -1
    if not effect.strip() or effect.startswith(" "):
        return None
    return Link(cause, effect, sign, first, match.start(), end)


def _first_trigger(sentence: Sentence, start: int, end: int) -> tuple[re.Match[str] | None, str]:
    """The first causal verb of a clause, and its list; a verb within a noun (推动力) is none."""
    words, patterns = sentence.words, triggers(sentence.language)
    replaced = patterns["replaces"].search(words, start, end)
    if replaced and not NO_REPLACEMENT.search(words[start:end]):
        return replaced, "replaces"
    best: re.Match[str] | None = None
    chosen = ""
    for kind in ("raises", "lowers", "uses"):
        for match in patterns[kind].finditer(words, start, end):
            following = words[match.end() : match.end() + 1]
            in_noun = bool(following) and following in "力量总的者性率品是"
            in_noun = in_noun or _verb_next(patterns, words, match.end())
            if sentence.language == "en":
                in_noun = in_noun or _is_no_verb(words, match)
            if in_noun or match.end() >= end or NUMBER_NEXT.match(words, match.end()):
                continue
            if best is None or match.start() < best.start():
                best, chosen = match, kind
            break
    return best, chosen


def _is_no_verb(words: str, match: re.Match[str]) -> bool:
    """Whether an English causal word drives nothing here: jet fuel, a lower price, driving for."""
    before = words[max(0, match.start() - NEAR) : match.start()]
    if MAY_BE_A_NOUN.search(match.group()) and NOUN_BEFORE.search(before):
        return True
    quoted = before.rstrip().endswith(("”", '"'))  # "...," explains the analyst
    return quoted or NO_OBJECT.match(words, match.end()) is not None


def _verb_next(patterns: dict[str, re.Pattern[str]], words: str, at: int) -> bool:
    """Whether another causal verb follows at once: "rate cuts drove" has one verb."""
    gap = re.compile(r"\s+").match(words, at)
    return gap is not None and patterns["raises"].match(words, gap.end()) is not None


def _over_clauses(sentence: Sentence) -> Link | None:
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
