"""Statements that one thing drives another: cause, effect, sign, and what the page makes of them.

Not here: the stance itself (`stances.py`) and whether a statement holds (`checks/`). Words are in `causes.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay.claims.claim import CauseClaim
from assay.claims.numeral import plain
from assay.claims.sentences import language_of, sentences_of
from assay.claims.speakers import speaker_of
from assay.claims.stances import Passage, stance_of
from assay.reading.article import Article, Span

SIDE = 120
"""Characters that one side of a statement may have."""


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


@lru_cache(maxsize=1)
def causes_table() -> dict[str, Any]:
    """The table `causes.toml`."""
    return tomllib.loads(files("assay.claims").joinpath("causes.toml").read_text("utf-8"))


def either(words: list[str]) -> str:
    """A regular expression for any of `words`, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    table = causes_table()
    found: dict[str, dict[str, re.Pattern[str]]] = {}
    for language, words in table.items():
        edge = "" if language == "zh" else r"\b"
        found[language] = {
            kind: re.compile(rf"{edge}(?:{either(words[kind])}){edge}", re.IGNORECASE)
            for kind in (
                "raises",
                "lowers",
                "uses",
                "because",
                "replaces",
                "concludes",
                "how",
                "hypothetical",
            )
        }
    zh, en = table["zh"], table["en"]
    grade = r"(?:的)?(?:最)?(?:主要|重要|核心|关键|长期|最大|首要|直接|根本|三大|两大|四大|一大|唯一|真正|幕后|新)?(?:的)?[“\"]?"
    found["zh"]["driver_from"] = re.compile(
        rf"(?P<effect>[^，,。；;:]{{2,40}}?){grade}(?:{either(zh['drivers'])})[”\"]?(?:{either(zh['noun_links'])})(?P<cause>[^。；;]{{2,60}})"
    )
    found["zh"]["is_driver"] = re.compile(
        rf"(?P<cause>[^，,。；;:]{{0,60}}?)(?:共同|已经|正在|正|将|一道)?(?:{either(zh['is_driver'])})了?(?P<effect>[^，,。；;:]{{2,40}}?)的{grade}(?:{either(zh['drivers'])})"
    )
    found["zh"]["one_of"] = re.compile(
        r"(?P<cause>[^，,。；;:]{2,40}?)(?:当然|的确|确实|也|只|固然)*是(?:(?:其中|众多|诸多)(?:的)?(?:一个|之一)?(?:要素|因素|原因|推手)|(?:要素|因素|原因)之一)"
    )
    found["zh"]["passive"] = re.compile(
        rf"(?P<effect>[^，,。；;:]{{2,40}}?)(?:也|就|都|正|已|将|会|可能|并没有|不会)*被(?P<cause>[^，,。；;:被]{{1,20}}?)(?P<verb>{either([*zh['raises'], '吞噬', '放大'])})"
    )
    found["zh"]["linked"] = re.compile(
        rf"(?:将|把)(?P<cause>[^，,。；;:]{{2,30}}?)(?:与|和|同|跟)(?P<effect>[^，,。；;:]{{2,30}}?)(?:进行|直接)?(?:{either(zh['links'])})"
    )
    found["zh"]["related"] = re.compile(
        rf"(?P<effect>[^，,。；;:]{{2,30}}?)(?:与|和|同|跟)(?P<cause>[^，,。；;:]{{2,30}}?)(?P<verb>{either(zh['related'])})"
    )
    found["zh"]["eased"] = re.compile(
        rf"(?P<effect>[^，,。；;:]{{2,30}}?)(?:还|也|正|已|又)*(?:伴随着|伴随|随着)(?P<cause>[^，,。；;:]{{2,40}}?)(?:的提升|的进步|的发展|的普及)?(?:不断|逐步|持续|逐渐|正在)*(?P<verb>{either(zh['eased'])})"
    )
    found["zh"]["when"] = re.compile(
        r"(?:当|随着)(?P<cause>[^。；;]{4,60}?)(?:的时候|之时|时)?[，,](?P<effect>[^。；;]{4,60})"
    )
    found["zh"]["with_copper"] = re.compile(
        r"以(?P<cause>[^，,。以为]{1,6})(?:替|代)(?!表|替)(?P<effect>[^，,。代换为]{1,6}?)(?=已|成|的|，|,|。|$)"
    )
    grade_en = r"(?:(?:the|a|an|one|of|main|biggest|major|key|primary|chief|real|largest|single|most|important|principal|long-term|three|two|only|sole|minor|big|also|just|another|prime|leading)\s){0,5}"
    found["en"]["driver_from"] = re.compile(
        rf"\b{grade_en}(?:{either(en['drivers'])})\s(?:for|of|behind)\s(?P<effect>[^,.;]{{2,80}}?)\s(?:{either(en['noun_links'])})\s(?P<cause>[^.;]{{2,90}})",
        re.IGNORECASE,
    )
    found["en"]["is_driver"] = re.compile(
        rf"(?P<cause>[^,.;:]{{2,80}}?)\s(?P<link>(?:(?:may|might|could|would|will|can)\s)?(?:{either(en['is_driver'])}))(?:\s(?:not|hardly|never|also|probably|clearly|now|scarcely|far from))*\s{grade_en}(?:{either(en['drivers'])})\s(?:for|of|behind|in)\s(?P<effect>[^,.;]{{2,80}})",
        re.IGNORECASE,
    )
    return found


NO_RISE = re.compile(
    r"丧失|减少|下降|降低|回落|下跌|缩减|暴跌|走低|萎缩|收窄"
    r"|\b(?:lower|fall|falling|decline|drop|decrease|less|fewer|reduction|loses?|shrink\w*|slump)\b",
    re.IGNORECASE,
)
EDGES = re.compile(
    r"^(?:[\s,，“”\"':：、]|然而|但是?|而且?|最终|并且?|也|还|就|又|都|将|会|正|其中|一是|二是|其实|事实上|真的能?|尤其值得注意的是|因此|所以|于是|同时|此外|比如说?|例如"
    r"|and\s|but\s|that\s|so\s|also\s|then\s|which\s|the (?:claim|idea|notion|theory|story) that\s|is\s|are\s|does\s|do\s|can\s|will\s|has\s)+"
    r"|(?:[\s,，“”\"':：]|最终|正在|正|不断|已经|已|也|还|就|将|会|又|需要|可能|或许|并|共同|一道|长期|似乎|应该|都|要|则|来|持续|日益|逐渐|真的能?|大量|吗|等"
    r"|\s(?:has|have|had|is|are|was|were|may|might|could|would|will|can|also|been|be|now|not|largely|mainly|to|and|really))+$",
    re.IGNORECASE,
)


def trimmed(words: str) -> str:
    """`words` without connectives, auxiliaries and halves of quotations at either edge."""
    if "“" in words and "”" not in words[words.rfind("“") :]:
        words = words[words.rfind("“") + 1 :]
    if "”" in words and "“" not in words[: words.find("”")]:
        words = words[: words.find("”")]
    previous = ""
    while previous != words:
        previous, words = words, EDGES.sub("", words)
    return words[-SIDE:] if len(words) > SIDE else words


PARTS = re.compile(r"[，,；;：:](?!\d{3})|——")


def clauses(sentence: str) -> list[Span]:
    """Spans between commas, semicolons and colons; a list joined by 、 stays whole."""
    found, start = [], 0
    for match in PARTS.finditer(sentence):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(sentence.rstrip('。！？!?.”"\n'))))
    return [span for span in found if span[1] > span[0]]


def links_in(sentence: str, language: str, before: str) -> list[Link]:
    """Every causal statement of a sentence; `before` is the sentence before it, for what it leaves out."""
    patterns = _patterns()[language]
    found: list[Link] = []
    parts = clauses(sentence)
    for index, (start, end) in enumerate(parts):
        clause = sentence[start:end]
        skip = patterns["hypothetical"].match(clause.strip())
        if skip and language == "zh" and clause.strip().startswith("换成"):
            break
        link = _special(sentence, clause, start, patterns, language, before) or _because(
            sentence, parts, index, patterns
        )
        if link is None and not skip:
            link = _forward(sentence, parts, index, patterns, language, before)
        if link is not None and len(link.effect) > 1 and len(link.cause) > 1:
            found.append(link)
    if not found:
        link = _whole(sentence, language, patterns, before)
        if link is not None:
            found.append(link)
    return found


SPECIAL = {
    "zh": (
        "driver_from",
        "is_driver",
        "linked",
        "eased",
        "passive",
        "related",
        "one_of",
        "with_copper",
    ),
    "en": ("driver_from", "is_driver"),
}


def _special(
    sentence: str,
    clause: str,
    start: int,
    patterns: dict[str, re.Pattern[str]],
    language: str,
    before: str,
) -> Link | None:
    """Statements with a shape of their own: "the main reason for Y is X", X被Y拉大, 以铜替银."""
    for kind in SPECIAL[language]:
        match = patterns[kind].search(clause)
        if match is None:
            continue
        groups = match.groupdict()
        cause, effect = groups["cause"], groups.get("effect") or _effect_of(before, language)
        if kind == "is_driver" and patterns["raises"].match(cause.strip()):
            continue
        if kind == "is_driver" and not trimmed(cause):
            cause = _left(sentence, start, before)
        if trimmed(cause).lower() in PRONOUNS:
            cause = _meant(trimmed(cause), before, language)
        if kind == "driver_from":
            cause = sentence[start + match.start("cause") :][:SIDE]
        cause = cause.rstrip("。.!?！？ ")
        sign = -1 if kind in ("eased", "with_copper") else 1
        if kind == "with_copper":
            effect = f"{effect} 使用"
        place = start + match.start()
        trigger = start + (match.end("cause") if kind != "driver_from" else match.start("cause"))
        return Link(trimmed(cause), trimmed(effect), sign, place, trigger, start + match.end())
    return None


PRONOUNS = frozenset(
    ("这", "其", "这也", "它", "它们", "it", "this", "which", "they", "that", "these")
)


def _meant(pronoun: str, before: str, language: str) -> str:
    """What "it" stands for: the cause told of in the sentence before, else that sentence's beginning."""
    links = links_in(before, language, "") if before else []
    return links[0].cause if links else trimmed(_first_clause(before)) or pronoun


def _effect_of(before: str, language: str) -> str:
    """What the sentence before explains: "X is one of the factors" speaks of the same effect."""
    links = links_in(before, language, "") if before else []
    return links[0].effect if links else _first_clause(before)


def _because(
    sentence: str, parts: list[Span], index: int, patterns: dict[str, re.Pattern[str]]
) -> Link | None:
    """Effect, then cause: Y is driven by X, Y,是因为X."""
    start, end = parts[index]
    match = patterns["because"].search(sentence, start, end)
    if match is None:
        return None
    effect, first = sentence[start : match.start()], start
    if len(trimmed(effect)) < 2 and index:
        effect, first = _left(sentence, start, ""), parts[0][0]
    cause = sentence[match.end() : end]
    sign = -1 if NO_RISE.search(effect) else 1
    return Link(trimmed(cause), trimmed(effect), sign, first, match.start(), end)


def _forward(
    sentence: str, parts: list[Span], index: int, patterns: dict[str, re.Pattern[str]], language: str,
    before: str,
) -> Link | None:  # fmt: skip
    """Cause, then effect: X drives Y, X uses up Y, X in place of Y."""
    start, end = parts[index]
    match, kind = _first_trigger(sentence, start, end, patterns)
    if match is None:
        return None
    left = sentence[start : match.start()]
    if patterns["how"].search(left):
        return None
    cause, first = trimmed(left), start
    if len(cause) < 2 or cause.lower() in PRONOUNS:
        cause = _left(sentence, start, before)
        first = parts[index - 1][0] if index else start
    effect = trimmed(sentence[match.end() : end].lstrip("了着过"))
    sign = 1
    if kind == "lowers":
        sign = -1
    elif kind == "replaces":
        sign, effect = -1, f"{effect.split('的')[0]} {'使用' if language == 'zh' else 'use'}"
    elif kind == "uses":
        effect = f"{USE_ENDS.split(effect)[0]} {'消耗' if language == 'zh' else 'use'}"
    elif NO_RISE.search(effect[:14]):
        sign = -1
    return Link(cause, effect, sign, first, match.start(), end)


NUMBER_NEXT = re.compile(
    r"了?(?:近|约|超过?|高达|逾|至|到)?[\d一二两三四五六七八九十百几]|\s(?:by\s|to\s|about\s)?[\d$]"
)
"""A verb with a number behind it tells an amount, not what it does to something."""
NO_REPLACEMENT = re.compile(
    r"可(?:代替|替代|取代)|(?:代替|替代|取代)[性品率]|替代[^，,]{1,8}的方案"
)


USE_ENDS = re.compile(r"更为|是|的?(?:故事|话题|同时|过程|叙事|讲述|说法|问题)")
"""Where the resource that is used ends and the sentence goes on about the using."""


def _first_trigger(
    sentence: str, start: int, end: int, patterns: dict[str, re.Pattern[str]]
) -> tuple[re.Match[str] | None, str]:
    best: re.Match[str] | None = None
    chosen = ""
    replaced = patterns["replaces"].search(sentence, start, end)
    if replaced and not NO_REPLACEMENT.search(sentence[start:end]):
        return replaced, "replaces"
    for kind in ("raises", "lowers", "uses"):
        for match in patterns[kind].finditer(sentence, start, end):
            following = sentence[match.end() : match.end() + 1]
            if (following and following in "力量总的者性率品是" or match.end() >= end) or (
                NUMBER_NEXT.match(sentence, match.end())
            ):
                continue
            if best is None or match.start() < best.start():
                best, chosen = match, kind
            break
    return best, chosen


def _left(sentence: str, start: int, before: str) -> str:
    """What a clause without a subject continues: the clauses before it, else the sentence before."""
    earlier = sentence[:start]
    for opener in ("是因为", "认为", "说法:", "说法：", "because ", "that "):
        place = earlier.rfind(opener)
        if place >= 0:
            earlier = earlier[place + len(opener) :]
    kept = trimmed(earlier)
    return kept if len(kept) > 1 else trimmed(before.rstrip("。.!?！？\n"))


def _first_clause(sentence: str) -> str:
    parts = clauses(sentence)
    return sentence[parts[0][0] : parts[0][1]] if parts else ""


CHANGES = re.compile(
    r"成为|超过|增|涨|升|首选|减|降|扩大|推高|走高|紧张|短缺|放大|\b(?:ris|grow|soar|increas|fall|short|scarc)\w*"
)


def _whole(
    sentence: str, language: str, patterns: dict[str, re.Pattern[str]], before: str
) -> Link | None:
    """Statements over clauses: 当X时,Y; X. Therefore Y."""
    concluded = patterns["concludes"].search(sentence[:24])
    if concluded and before:
        effect = trimmed(sentence[concluded.end() :].rstrip("。.!?！？\n"))[:SIDE]
        if CHANGES.search(effect):
            sign = -1 if NO_RISE.search(effect) else 1
            cause = trimmed(before.rstrip("。.!?！？\n"))
            return Link(cause, effect, sign, concluded.start(), concluded.start(), len(sentence))
    when = patterns["when"].search(sentence) if language == "zh" else None
    if (
        when
        and CHANGES.search(when["effect"])
        and ("时" in sentence[when.end("cause") :][:3] or when.group()[0] == "随")
    ):
        sign = -1 if NO_RISE.search(when["effect"]) else 1
        return Link(
            trimmed(when["cause"]),
            trimmed(when["effect"]),
            sign,
            *when.span()[:1],
            when.start(),
            when.end(),
        )
    return None


def causes_of(article: Article) -> tuple[CauseClaim, ...]:
    """Every causal statement of the article with its stance, in the order of the text."""
    text = plain(article.text)
    spans = sentences_of(text)
    passages = [
        Passage(
            text[start:end], (start, end), language_of(text[start:end]), _paragraph(article, start)
        )
        for start, end in spans
    ]
    found = []
    for index, passage in enumerate(passages):
        before = passages[index - 1].words if index else ""
        for link in links_in(passage.words, passage.language, before):
            stance, speaker = stance_of(passages, index, link.start, link.trigger, link.end)
            span = (passage.span[0] + link.start, passage.span[0] + link.end)
            told = speaker_of(passage.words, passage.language)
            said = passage.words[slice(*told.span)] if told else ""
            found.append(
                CauseClaim(
                    cause=_unsaid(link.cause, said),
                    effect=_unsaid(link.effect, said),
                    sign=link.sign,
                    stance=stance,
                    attributed_to=speaker,
                    span=span,
                    text=article.text[span[0] : span[1]],
                )
            )
    return tuple(found)


def _unsaid(side: str, said: str) -> str:
    """One side of a statement without the words that introduce its speaker."""
    if said and said.strip() in side:
        return trimmed(side.split(said.strip(), 1)[1]) or side
    return side


def _paragraph(article: Article, place: int) -> int:
    for index, (start, end) in enumerate(article.paragraphs):
        if start <= place <= end:
            return index
    return -1
