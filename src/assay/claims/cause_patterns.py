"""The shapes in which pages state causes, compiled once from `causes.toml`.

Not here: what is read from a match (`links.py`). Every repeat is bounded, and the shapes that begin
with free words are matched at the start of a clause only, so that reading stays linear.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay.claims.verb_forms import forms, participles

WORDS = ("raises", "lowers", "uses", "because", "replaces", "concludes", "how", "hypothetical")
"""Lists of `causes.toml` that serve as they are."""
VERBS = ("raises", "lowers", "uses")
"""Lists of verbs, of which the English ones are told by their stems."""
FREE = r"[^，,。；;:：]"
"""A character within a clause."""
GRADE_ZH = (
    r"的?最?(?:主要|重要|核心|关键|长期|最大|首要|直接|根本|三大|两大|四大|一大|唯一)?的?[“\"]?"
)
GRADE_EN = (
    r"(?:(?:the|a|an|one|of|main|biggest|major|key|primary|chief|real|largest|single|most|important"
    r"|principal|long-term|three|two|only|sole|minor|big|also|just|another|prime|leading|true)\s){0,6}"
)
DENIED_EN = r"(?:\s(?:not|hardly|never|also|probably|clearly|now|scarcely|far from))*"


@lru_cache(maxsize=1)
def causes_table() -> dict[str, Any]:
    """The table `causes.toml`, English verbs in all their forms."""
    table = tomllib.loads(files("assay.claims").joinpath("causes.toml").read_text("utf-8"))
    words = table["en"]
    for kind in VERBS:
        verbs = words[f"{kind}_verbs"]
        words[kind] += [form for verb in verbs for form in forms(verb, words)]
        words[f"{kind}_by"] = participles(verbs, words)
    return table


def either(words: list[str]) -> str:
    """A regular expression for any of `words`, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=2)
def triggers(language: str) -> dict[str, re.Pattern[str]]:
    """The causal words of a language, by list."""
    words, edge = causes_table()[language], "" if language == "zh" else r"\b"
    return {
        kind: re.compile(rf"{edge}(?:{either(words[kind])}){edge}", re.IGNORECASE) for kind in WORDS
    }


@lru_cache(maxsize=2)
def shapes(language: str) -> dict[str, re.Pattern[str]]:
    """Statements with a shape of their own, in the order in which they are tried."""
    return _chinese() if language == "zh" else _english()


def _chinese() -> dict[str, re.Pattern[str]]:
    words = causes_table()["zh"]
    drivers, verbs = either(words["drivers"]), either([*words["raises"], "吞噬", "放大"])
    raises = either(words["raises"])
    patterns = {
        "cleft": rf"(?:真正|最终|主要)?(?:{raises})了?(?P<effect>{FREE}{{1,40}}?)的"
        rf"[，,]?\s*(?P<link>(?:其实|主要|正|就|恰恰)*是)(?P<cause>{FREE}{{2,60}})",
        "unrelated": rf"(?P<effect>{FREE}{{2,40}}?)(?:与|和|同|跟)(?P<cause>{FREE}{{2,30}}?)"
        rf"(?P<link>{either(words['unrelated'])})(?=的?\s*$)",
        "hardly_related": rf"(?P<effect>{FREE}{{2,40}}?)(?:与|和|同|跟)(?P<cause>{FREE}{{2,30}}?)"
        rf"(?P<link>{either(words['hardly_related'])})(?=的?\s*$)",
        "by": rf"(?P<effect>{FREE}{{0,60}}?)(?:主要|大多|多半|也|正|都|已|并非|并不|不|是)*"
        rf"(?<![自经理缘事来])(?P<link>由)(?P<cause>[^，,。；;:由]{{1,30}}?)(?:所|共同)?(?:{raises})的?\s*$",
        "under": rf"(?P<effect>{FREE}{{0,60}}?)(?:主要|也|都|将|正|已|多|持续)*"
        rf"(?<![遭承忍感接享难])(?P<link>受)到?(?P<cause>{FREE}{{1,30}}?)(?:的|所)?"
        rf"(?:{either(words['moves'])})(?=[了的，,]?\s*$)",
        "lets": rf"(?P<cause>{FREE}{{1,40}}?)(?:会|将|正在|正|可能|也|就)*(?P<link>让)"
        rf"(?P<effect>{FREE}{{1,24}}?(?:{either(words['lacks'])}){FREE}{{0,12}})",
        "driver_from": rf"(?P<effect>{FREE}{{2,60}}?){GRADE_ZH}(?:{drivers})[”\"]?\s*"
        rf"(?:{either(words['noun_links'])})(?P<cause>{FREE}{{2,60}})",
        "is_driver": rf"(?P<cause>{FREE}{{0,80}}?)(?:共同|已经|正在|正|将|一道)?"
        rf"(?P<link>{either(words['is_driver'])})了?"
        rf"(?P<effect>{FREE}{{2,40}}?)的{GRADE_ZH}(?:{drivers})",
        "linked": rf"{FREE}{{0,60}}?(?:将|把)(?P<cause>{FREE}{{2,30}}?)(?:与|和|同|跟)"
        rf"(?P<effect>{FREE}{{2,30}}?)(?:进行|直接)?(?:{either(words['links'])})",
        "eased": rf"(?P<effect>{FREE}{{2,40}}?)(?:还|也|正|已|又)*(?:伴随着|伴随|随着)"
        rf"(?P<cause>{FREE}{{2,40}}?)(?:的提升|的进步|的发展|的普及)?(?:不断|逐步|持续|逐渐|正在)*"
        rf"(?P<verb>{either(words['eased'])})",
        "passive": rf"(?P<effect>{FREE}{{2,60}}?)(?:也|就|都|正|已|将|会|可能|并没有|不会)*被"
        rf"(?P<cause>[^，,。；;:被]{{1,20}}?)(?P<verb>{verbs})",
        "related": rf"(?P<effect>{FREE}{{2,40}}?)(?:与|和|同|跟)(?P<cause>{FREE}{{2,30}}?)"
        rf"(?P<verb>{either(words['related'])})",
        "one_of": rf"(?P<cause>{FREE}{{2,60}}?)(?:当然|的确|确实|也|只|固然)*"
        r"(?P<link>是)(?:(?:其中|众多|诸多)的?(?:一个|之一)?(?:要素|因素|原因|推手)"
        r"|(?:要素|因素|原因)之一)",
        "main_cause": rf"(?P<cause>{FREE}{{1,40}}?)(?:当然|的确|确实|也|无疑|可能|很可能|往往)*"
        rf"(?P<link>才?是|正是)(?:{GRADE_ZH}(?:推动|影响|驱动)?(?:{drivers}))[”\"]?\s*$",
        "turned": rf"(?P<cause>{FREE}{{1,40}}?)(?:可以|能够|能|将|会|已经?|也|可能|有望)*"
        rf"(?P<link>[把将使])(?![比较从由同环会进逐再大继在被于])(?P<effect>{FREE}{{1,24}}?)(?P<turn>{either(words['turns'])})"
        rf"(?=了|至|到|为|[近约超逾高达]|\d|[一二两三四五六七八九十数几]|\s*$)",
        "with_instead": rf"{FREE}{{0,60}}?以(?P<cause>[^，,。以为]{{1,6}})(?:替|代)(?!表|替)"
        r"(?P<effect>[^，,。代换为]{1,6}?)(?=已|成|的|，|,|。|$)",
    }
    return {kind: re.compile(pattern) for kind, pattern in patterns.items()}


def _english() -> dict[str, re.Pattern[str]]:
    words = causes_table()["en"]
    drivers = either(words["drivers"])
    told = r"(?:is|are|was|were|has\sbeen|have\sbeen)"
    risen = r"(?=[^,.;]*\b(?:pric|ris|rose|rall|surg|gain|cost|shortage|climb|jump|boom)\w*)"
    blamed = r"(?:to\sblame|responsible|to\sthank)\sfor"
    apart = rf"\s(?:has|have|had)\s(?P<link>{either(words['unrelated'])})\s"
    patterns = {
        "why": rf"(?P<cause>[^,.;:]{{2,80}}?)\s(?P<link>{told}{DENIED_EN})\s"
        r"(?:part\sof\s)?why\s(?P<effect>[^,.;]{2,80})",
        "cleft": rf"what\s(?:really\s|has\s|have\s|is\s)?(?:{either(words['raises'])})\s"
        rf"(?P<effect>[^,.;]{{2,60}}?)\s(?P<link>{told})\s(?P<cause>[^,.;]{{2,90}})",
        "explains_little": r"(?P<cause>[^,.;:]{2,80}?)\s(?P<link>(?:explains?|explained|accounts?"
        r"\sfor|accounted\sfor)\s(?:very\s)?(?:little|none|hardly\sany|only\sa\s(?:small\s|tiny\s)?"
        r"(?:part|share|fraction))\sof)\s(?P<effect>[^,.;]{2,80})",
        "ascribed": r"(?P<who>[^,.;:]{2,60}?)\s(?P<link>attributes|attributed|ascribes|ascribed"
        r"|blames|blamed|pins|pinned)\s(?P<effect>[^,.;]{2,60}?)\s(?:to|on)\s(?P<cause>[^,.;]{2,80})",
        "blames_for": r"(?P<who>[^,.;:]{2,60}?)\s(?P<link>blame|blames|blamed|fault|faults)\s"
        r"(?P<cause>[^,.;]{2,60}?)\sfor\s(?P<effect>[^,.;]{2,80})",
        "nor": rf"nor\s(?:is|are|was|were)\s(?P<cause>[^,.;:]{{2,60}}?)\s(?P<link>{blamed})\s"
        r"(?P<effect>[^,.;]{2,80})",
        "blamed": r"(?P<cause>[^,.;:]{2,80}?)\s"
        rf"(?P<link>{told}{DENIED_EN}\s(?:\w+ly\s)?{blamed})\s"
        r"(?P<effect>[^,.;]{2,80})",
        "no_part": r"(?P<cause>[^,.;:]{2,80}?)\s(?:plays?|played|had|has|have)\s"
        r"(?P<link>(?:no|little|hardly any)\s(?:\w+\s)?(?:role|part|hand)\sin)\s"
        r"(?P<effect>[^,.;]{2,80})",
        "part": r"(?P<cause>[^,.;:]{2,80}?)\s(?:plays?|played)\s"
        r"(?P<link>an?\s(?:\w+\s)?(?:role|part)\sin)\s(?P<effect>[^,.;]{2,80})",
        "unrelated": rf"(?P<cause>[^,.;:]{{2,80}}?){apart}{risen}(?P<effect>[^,.;]{{2,80}})",
        "unrelated to": rf"(?P<effect>[^,.;:]{{2,80}}?){apart}(?P<cause>[^,.;]{{2,60}})",
        "driver_from": rf"[^,.;]{{0,60}}?\b{GRADE_EN}(?:{drivers})\s(?:for|of|behind)\s"
        rf"(?P<effect>[^,.;]{{2,80}}?)\s(?P<link>{either(words['noun_links'])})"
        rf"(?:\snot|\shardly)?\s(?P<cause>[^.;]{{2,90}})",
        "main_cause": rf"(?P<cause>[^,.;:]{{2,80}}?)\s(?P<link>(?:is|are|was|were|remains?|became)"
        rf"{DENIED_EN})\s(?=the\s){GRADE_EN}(?!source)(?:{drivers})\s*$",
        "is_driver": r"(?P<cause>[^,.;:]{2,80}?)\s"
        rf"(?P<link>(?:(?:may|might|could|would|will|can)\s)?(?:{either(words['is_driver'])})"
        rf"{DENIED_EN})\s{GRADE_EN}(?:{drivers})\s(?:for|of|behind|in)\s(?P<effect>[^,.;]{{2,80}})",
    }
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in patterns.items()}


WHEN = re.compile(
    r"(?:(?P<when>当)|随着)(?P<cause>[^。；;]{4,60}?)(?P<then>的时候|之时|时)?[，,]"
    r"(?P<effect>[^。；;]{4,60})"
)
"""当X时,Y and 随着X,Y."""
NO_RISE = re.compile(
    r"丧失|减少|下降|降低|回落|下跌|缩减|暴跌|走低|萎缩|收窄|减产"
    r"|\b(?:lower|fall|falling|decline|drop|decrease|less|fewer|reduction|loses?|shrink\w*|slump)\b",
    re.IGNORECASE,
)
"""Words by which an effect goes down."""
CHANGES = re.compile(
    r"成为|超过|增|涨|升|首选|减|降|扩大|推高|走高|紧张|短缺|放大"
    r"|\b(?:ris|grow|soar|increas|fall|short|scarc|climb|surg)\w*"
)
"""A clause behind "when" or "therefore" is an effect only if something changes in it."""
NUMBER_NEXT = re.compile(
    r"了?(?:近|约|超过?|高达|逾|至|到)?[\d一二两三四五六七八九十百几]"
    r"|\s(?:by\s|to\s|about\s|up\sto\s|more\sthan\s|nearly\s|almost\s|over\s|some\s){0,2}[\d$€£]"
)
"""A verb with a number behind it tells an amount, not what it does to something."""
NO_THING = re.compile(
    r"(?:(?:when|while|if|as|and|or|but|nor|so|then|that|which|who|what|where|how|why|because|since"
    r"|until|before|after|to|of|in|on|at|by|for|with|from|into|not|no|yes|also|even|just|only|still"
    r"|almost|again|eventually|allegedly|really|already|now|would|could|should|might|may|can|will"
    r"|must|is|are|was|were|be|been|being|am|do|does|did|has|have|had|having|let|let['’]s|say|says"
    r"|i|you|we|he|she|they|it|me|us|them|him|this|these|those|there|here"
    r"|(?:i|you|we|he|she|they|it|who|that|there)['’](?:ve|re|ll|d|s|m))[\s,]*)+",
    re.IGNORECASE,
)
"""Words that by themselves name nothing that could drive anything."""
NO_REPLACEMENT = re.compile(
    r"可(?:代替|替代|取代)|(?:代替|替代|取代)[性品率]|替代[^，,]{1,8}的方案"
    r"|\breplaced\s(?:every|each|by|with|in|on|at|after|when|once|as|too|or|and)\b",
    re.IGNORECASE,
)
USE_ENDS = re.compile(r"更为|是|的?(?:故事|话题|同时|过程|叙事|讲述|说法|问题)|\sis\s|\sare\s")
"""Where the resource that is used ends and the sentence goes on about the using."""
PARTS = re.compile(r"(?<!\d)[，,]|[，,](?!\d{3}(?!\d))|[；;：:]|——|\s[-–—]\s")
"""What parts the clauses of a sentence; a list joined by 、 stays whole."""
EDGES = re.compile(
    r"^(?:[\s,，“”\"':：、]|由(?!于)|然而|但是?|而且?|最终|并且?|也|还|就|又|都|将|会|正|其中|一是|二是|其实|事实上"
    r"|真的能?|尤其值得注意的是|因此|所以|于是|同时|此外|比如说?|例如|再|更|说|证明"
    r"|and\s|but\s|that\s|so\s|also\s|then\s|which\s"
    r"|it (?:is|was)\s(?:not true|untrue|false|wrong|a myth|nonsense)\s(?:that|to say that)\s"
    r"|it (?:is|was)\s|did\s|不是|并不是|并非|是(?!否)"
    r"|(?:本文|文中|前文|上文)所?(?:探讨|讨论|提到|谈到|说|述)的"
    r"|the (?:claim|idea|notion|theory|story) that\s|is\s|are\s|does\s|do\s|can\s|will\s|has\s)+"
    r"|(?:[\s,，“”\"':：]|最终|正在|正|不断|已经|已|也|还|就|将|会|又|需要|可能|或许|并|共同|一道|长期|似乎"
    r"|应该|都|要|则|来|持续|日益|逐渐|真的能?|大量|吗|等|并非|并不|更不|并没有|没有|并未|从未|不|一共|难以|无法"
    r"|\s(?:has|have|had|is|are|was|were|may|might|could|would|will|can|also|been|be|now|not|never|did|do|does|that|which"
    r"|keep|keeps|largely|mainly|to|and|really))+$",
    re.IGNORECASE,
)
"""Connectives and auxiliaries that belong to neither cause nor effect."""
