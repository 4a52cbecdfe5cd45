"""Cause and effect within one sentence: X drives Y, Y because of X, X in place of Y.

Not here: what the page makes of it (`stances.py`) and the patterns (`cause_patterns.py`).
"""

import re

from assay.claims.cause_patterns import (
    AMOUNT_OF,
    ASCRIBER,
    ASKED,
    CHANGES,
    LITTLE_OF_IT,
    MAKES,
    MORE_OF,
    NO_REPLACEMENT,
    NO_RISE,
    NO_THING,
    NUMBER_NEXT,
    TIME_NEXT,
    USE_ENDS,
    VERBS,
    causes_table,
    either,
    triggers,
)
from assay.claims.cause_shapes import shapes, unpointed
from assay.claims.english_verbs import INFINITIVE, is_no_verb
from assay.claims.link import (
    ENDS,
    SIDE,
    Link,
    Sentence,
    clauses_within,
    continued,
    first_clause,
    next_clause,
    trimmed,
)
from assay.claims.over_clauses import changes, led_by, over_clauses

CLAUSE = 300
"""Characters of a clause that are held against a shape."""
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
POINTS_BACK = re.compile(
    r"\s*(?:and\s|but\s)?(?:that|this|it|they|these|those|which)(?:\salone|\sin\sturn)?"
    r"(?:\s(?:could|may|might|can|will|would|has|have|had|is|are|was|were|also|now|only|already))*\s*",
    re.IGNORECASE,
)
"""What stands before a verb whose cause was named before: that alone could."""
PERSON_LAST = re.compile(r"(?:^|\s)(?:i|you|we|he|she|me|him|her|us)$", re.IGNORECASE)
"""A cause that is a person without a name; such statements are about doings."""
EMPTY = frozenset(("账", "锅", "责任", "帽子", "脏水"))
"""What is put on somebody without saying what it is."""
NO_CAUSE = frozenset(
    ("在", "对", "把", "将", "被", "从", "向", "用", "以", "为", "通过", "是", "有")
)
"""Prepositions and verbs that a cut leaves; by themselves they name nothing that drives."""
DENYING = ("unrelated", "unrelated to", "no_part", "nor")
"""Shapes that say there is no link."""
DOUBTING = ("hardly_related", "explains_little")
"""Shapes that say there is little to the link."""
LEFT_OUT = ("behind", "owed", "made_by", "put_on", "unrelated", "hardly_related")
"""Shapes that leave their effect to the clause before."""
DISPOSED = re.compile(r"^(?:.{0,12}?把(?!握)|将)(?=.{2})")
UNFAIR = re.compile(r"(?:并不|未免|显然)?(?:不公平|有失公[允平]|不准确)$")
"""What stands around effect and cause in 把Y归咎于X并不公平."""
BECAUSE_FIRST = re.compile(
    r"because(?:\sof)?|due\sto|thanks\sto|owing\sto|as\sa\sresult\sof|on\sthe\sback\sof|in\sresponse\sto"
    r"|\w+\sby",
    re.IGNORECASE,
)
"""Words with which an English sentence may begin that names the cause first."""
NO_TURN = re.compile(r"降|减|压|节|缩|削|下|损|回落|收窄|走低|缓解")
"""Beginnings of the verbs by which an effect is made less: 把Y降低."""
STILL = re.compile(r"(?:(?<=确实)|(?<=其实)|(?<![存现所实内外潜]))在$")
"""在 before a verb makes it go on; it belongs to no cause."""


def links_in(words: str, language: str, before: str) -> list[Link]:
    """Every causal statement of a sentence; `before` is the sentence before it."""
    sentence = Sentence(words, language, before, clauses_within(words))
    found: list[Link] = []
    leading: Link | None = None
    shortest = 1 if language == "zh" else 2
    for index, (start, end) in enumerate(sentence.clauses):
        clause = words[start:end].strip()
        if clause.startswith("换成"):
            break
        supposed = triggers(language)["hypothetical"].match(clause)
        led = led_by(sentence, index)
        if led is not None and led.cause:
            leading = led
            found.append(led)
            continue
        link = _shaped(sentence, start, end) or _because(sentence, index)
        if link is None and not supposed:
            link = _forward(sentence, index)
        if link is None or link.cause in NO_CAUSE or NO_THING.fullmatch(link.cause):
            continue
        if PERSON_LAST.search(link.cause) or link.effect.lower() in PRONOUNS:
            continue
        if len(link.effect) > 1 and len(link.cause) >= shortest:
            if leading is not None and leading is found[-1] and link.start <= leading.start:
                found.pop()  # 受X影响,推高Y: what leads in is no statement of its own
            found.append(link)
    if not found:
        link = over_clauses(sentence)
        if link is not None:
            found.append(link)
    return found


def _shaped(sentence: Sentence, start: int, end: int) -> Link | None:
    """Statements with a shape of their own: "the main reason for Y is X", X被Y拉大, 以铜替银."""
    clause = sentence.words[start : min(end, start + CLAUSE)]
    pointless = unpointed(clause)
    for kind, pattern in shapes(sentence.language).items():
        match = pattern.match(pointless)
        if match is None:
            continue
        groups = {name: clause[slice(*match.span(name))] for name in match.groupdict()}
        cause, effect = groups["cause"], groups.get("effect")
        if kind in LEFT_OUT and not _names(effect or ""):
            effect = continued(sentence, start)
        if kind in ("by", "under") and len(trimmed(effect or "")) < 2:
            effect = continued(sentence, start) if start else next_clause(sentence, end)[0]
        effect = effect or _explained(sentence, start)
        if kind == "is_driver" and triggers(sentence.language)["raises"].match(cause.strip()):
            continue
        if kind in ("is_driver", "turned", "pushed", "used_up") and not _names(cause):
            cause = continued(sentence, start)
        if trimmed(cause).lower() in PRONOUNS or POINTS_BACK.fullmatch(cause):
            cause = _meant(sentence) or cause
        cause = cause.rstrip(ENDS)
        sign = 1
        lowered = kind == "turned" and NO_TURN.match(groups["turn"]) is not None
        if kind in ("eased", "with_instead") or lowered or groups.get("less"):
            sign = -1
        if kind == "with_instead":
            effect = f"{effect} 使用"
        if kind == "used_up":
            effect = f"{effect} 消耗"
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
            kind in DOUBTING or LITTLE_OF_IT.search(groups.get("rest") or "") is not None,
            trimmed(groups.get("who") or ""),
        )
    return None


def _names(side: str) -> bool:
    """Whether one side of a statement names something, and is not left to what stands before."""
    kept = trimmed(side)
    return len(kept) > 1 and kept.lower() not in PRONOUNS and kept not in EMPTY


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
    return links[0].cause if links else trimmed(first_clause(sentence.before))


def _because(sentence: Sentence, index: int) -> Link | None:
    """Effect, then cause: Y is driven by X, Y,是因为X; and Because of X, Y."""
    start, end = sentence.clauses[index]
    words = sentence.words
    match = triggers(sentence.language)["because"].search(words, start, end)
    if match is None or _only_until(words, match):
        return None
    effect, first, last = words[start : match.start()], start, end
    ascribed = either(causes_table()[sentence.language].get("ascribes", []))
    nobody = bool(ascribed) and re.fullmatch(rf"(?:{ascribed})+", trimmed(effect)) is not None
    if (len(trimmed(effect)) < 2 or nobody) and index:
        effect, first = continued(sentence, start), sentence.clauses[0][0]
    elif len(trimmed(effect)) < 2 and BECAUSE_FIRST.fullmatch(match.group()):
        effect, last = next_clause(sentence, end)
    sign = -1 if NO_RISE.search(effect) or _lessened(sentence.language, match) else 1
    cause = UNFAIR.sub("", words[match.end() : end][:SIDE])
    who = ASCRIBER.match(effect)
    effect = trimmed(DISPOSED.sub("", effect[who.end("who") :] if who else effect))
    told_by = who["who"] if who else ""
    return Link(trimmed(cause), effect, sign, first, match.start(), last, told_by=told_by)


def _only_until(words: str, match: re.Match[str]) -> bool:
    """Whether "by" or "down to" leads to an amount or a time: cut by 3%, reduced by 2030."""
    if not match.group().lower().endswith((" by", "down to")):
        return False
    behind = match.end()
    return bool(NUMBER_NEXT.match(words, behind) or TIME_NEXT.match(words, behind))


def _lessened(language: str, match: re.Match[str]) -> bool:
    """Whether the participle says that the effect is made less: curbed by X."""
    return language == "en" and match.group().lower() in causes_table()["en"]["lowers_by"]


def _forward(sentence: Sentence, index: int) -> Link | None:
    """Cause, then effect: X drives Y, X uses up Y, X in place of Y."""
    start, end = sentence.clauses[index]
    match, kind = _first_trigger(sentence, start, end)
    if match is None:
        return None
    left = sentence.words[start : match.start()]
    if triggers(sentence.language)["how"].search(left) or ASKED.search(left):
        return None
    cause, first = trimmed(STILL.sub("", left)), start
    if not cause or cause.lower() in PRONOUNS or POINTS_BACK.fullmatch(left):
        cause = continued(sentence, start)
        first = sentence.clauses[index - 1][0] if index else start
    effect = trimmed(sentence.words[match.end() : end].lstrip("了着过")[:SIDE])
    chinese = sentence.language == "zh"
    if len(effect) < 2 and not (chinese and effect):
        return None
    if kind == "makes" and match.group() != "致使" and not changes(effect):
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
        meant = INFINITIVE.search(words[start : replaced.start()])
        if not meant or sentence.language == "zh":
            return replaced, "replaces"
    best: re.Match[str] | None = None
    chosen = ""
    if sentence.language == "zh":
        for kind, pattern in (("makes", MAKES), ("raises", MORE_OF)):
            match = pattern.search(words, start, end)
            if match and (best is None or match.start() < best.start()):
                best, chosen = match, kind
    for kind in VERBS:
        for match in patterns[kind].finditer(words, start, end):
            following = words[match.end() : match.end() + 1]
            in_noun = bool(following) and following in "力量总的者性率品是"
            in_noun = in_noun or _verb_next(patterns, words, match.end())
            if sentence.language == "en":
                in_noun = in_noun or is_no_verb(words, match, start)
            if in_noun or match.end() >= end or _amount_next(sentence, kind, match.end(), end):
                continue
            if best is None or match.start() < best.start():
                best, chosen = match, kind
            break
    return best, chosen


def _amount_next(sentence: Sentence, kind: str, at: int, end: int) -> bool:
    """Whether an amount follows and nothing that it is an amount of."""
    words = sentence.words
    if not NUMBER_NEXT.match(words, at):
        return False
    return kind == "uses" or AMOUNT_OF.match(words, at, end) is None


def _verb_next(patterns: dict[str, re.Pattern[str]], words: str, at: int) -> bool:
    """Whether another causal verb follows at once: "rate cuts drove" has one verb."""
    gap = re.compile(r"\s+").match(words, at)
    return gap is not None and any(patterns[kind].match(words, gap.end()) for kind in VERBS)
