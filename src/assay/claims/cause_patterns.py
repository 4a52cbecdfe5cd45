"""The words by which pages state causes, and those around them, compiled once from `causes.toml`.

Not here: statements with a shape of their own (`cause_shapes.py`), what is read from a match
(`links.py`). Every repeat is bounded, so that reading stays linear.
"""

import re
import tomllib
from collections.abc import Iterable
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


PRESSES = (
    r"(?:put|puts|putting|place|places|placed|placing|pile|piles|piling|piled|exert|exerts|exerting)\s"
    r"(?:[a-z-]+\s){0,3}?(?:pressure|strain|stress|burdens?|demands?)\s(?:up)?on"
)
"""Puts fresh strain on: with words between the verb and its noun."""


@lru_cache(maxsize=1)
def causes_table() -> dict[str, Any]:
    """The table `causes.toml`, English verbs in all their forms."""
    table = tomllib.loads(files("assay.claims").joinpath("causes.toml").read_text("utf-8"))
    words = table["en"]
    for kind in VERBS:
        first, second = table["zh"][f"{kind}_pairs"]
        table["zh"][kind] += [one + other for one in first for other in second]
        verbs = words[f"{kind}_verbs"]
        words[kind] += [form for verb in verbs for form in forms(verb, words)]
        words[f"{kind}_by"] = [f"{form} by" for form in participles(verbs, words)]
        words["because"] += words[f"{kind}_by"]
    return table


def either(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first.

    Words with a beginning in common share it, so that a list of hundreds is searched like a few.
    """
    tails: dict[str, set[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], set()).add(word[1:])
    return "|".join(re.escape(first) + _rest(tails[first]) for first in sorted(tails))


def _rest(tails: set[str]) -> str:
    """What may follow a beginning in common."""
    longer = either(tail for tail in tails if tail)
    if not longer:
        return ""
    return f"(?:{longer}){'?' if '' in tails else ''}"


@lru_cache(maxsize=2)
def triggers(language: str) -> dict[str, re.Pattern[str]]:
    """The causal words of a language, by list."""
    words, edge = causes_table()[language], "" if language == "zh" else r"\b"
    more = {"raises": f"|{PRESSES}"} if language == "en" else {}
    return {
        kind: re.compile(
            rf"{edge}(?:{either(words[kind])}{more.get(kind, '')}){edge}", re.IGNORECASE
        )
        for kind in WORDS
    }


ASCRIBED_BY = (
    r"[\u4e00-\u9fff]{0,8}?(?:外界|市场|业内|舆论|人们|专家|媒体|人士|有人|居民|网友|机构|商家|投资者"
    r"|公众|大众|不少人|许多人|很多人)"
)
"""Who ascribes effects to causes in Chinese."""
ASCRIBER = re.compile(rf"(?P<who>{ASCRIBED_BY}){FREE}{{0,8}}?(?:[把将]|都|普遍|大多|往往)")
"""Who ascribes an effect to a cause, before it: 外界普遍把Y归咎于X."""
AMOUNT_OF = re.compile(
    r"\s[^,.;]{0,30}?\d[\d.,]*(?:\s[\w³]+){1,5}?\sof\s(?!the\b|an?\b|them|which|it\b|that|all\b|its\b|total)"
    r"|[^，,。；;]{0,8}?\d[\d.,]*[万亿千百多]*(?:太瓦时|千瓦时|兆瓦|吉瓦|吨|度|升|立方米|[美欧]?元|盎司)的?"
    r"[\u4e00-\u9fff]{2}"
)
"""Behind a causal verb: an amount, and what it is an amount of."""
LITTLE_OF_IT = re.compile(r"有限|不大|很小|甚微|微弱|微不足道|被夸大|不明显|不显著|不强|忽略不计")
"""What is said of an influence that there is little to."""
_UNDER = (
    r"(?:的?(?:推动|带动|拉动|驱动|影响|冲击|刺激|支撑|拖累|压力|重压|背景|作用|加持|催化|助推|驱使|共振"
    r"|夹击))"
)
LED_BY = re.compile(
    r"(?:(?:主要)?(?:由于|因为|因(?![此而素子])|鉴于|得益于|受益于|受惠于|伴随着?)(?P<cause>.{2,60})"
    rf"|[受在](?P<under>.{{2,60}}?){_UNDER}之?下?|(?P<below>.{{2,24}}?){_UNDER}?之下)\s*$"
)
"""A clause that names the cause of what the next one tells: 由于X,Y; 在X推动下,Y; X之下,Y."""
THE_MORE = re.compile(
    r"(?P<cause>[^，,。；;]{1,30}?越(?!来越)[^，,。；;]{1,10})[，,](?P<effect>[^，,。；;]{0,20}?越(?!来越)[^，,。；;]{1,10})"
)
"""X越A,Y越B."""
MAKES = re.compile(
    r"致使|(?<![大天即行驱迫促假纵])使(?![用命者节劲])得?|(?<![命法勒指])令(?!牌)|让"
)
"""Verbs of which the effect is a clause of its own: 使Y下降."""
BECOMES = re.compile(
    r"变得?|更|往上|上行|抬头|升温|恶化|陷入|面临|无法|不得不|提前|上调|下调|起飞|走[强弱高低]|吃紧|缺"
)
"""What tells an effect beside words of rising and falling."""
MORE_OF = re.compile(
    r"(?<=[会将能可在步幅著显断续正])(?:增加|提高|提升|加大|加重|加快)"
    r"(?=[\u4e00-\u9fff]{2})(?!不少|很多|较|明显|迅速|得|的|值)"
)
"""Verbs that drive something only with a word of time or degree before them and a thing behind."""
ASKED = re.compile(r"要求|呼吁|建议|敦促|号召|鼓励|力争|争取|承诺|倡议")
"""Before a verb: what somebody is to do, and not what moves what."""
WHEN = re.compile(
    r"(?:(?P<when>当)|随着)(?P<cause>[^。；;]{4,60}?)(?P<then>的时候|之时|时)?[，,]"
    r"(?P<effect>[^。；;]{4,60})"
)
"""当X时,Y and 随着X,Y."""
NO_RISE = re.compile(
    r"丧失|减少|下降|降低|回落|下跌|缩减|暴跌|走低|萎缩|收窄|减产|下滑|走弱|放缓|疲软|锐减|骤降|缩水|大跌|跌破"
    r"|\b(?:cuts?|halv(?:e|es|ed)|slash\w*|reduce[sd]?|trim(?:s|med)?|lower|fall|falls|fell|fallen|falling|decline[sd]?|drop|dropped|decrease[sd]?|less|fewer"
    r"|reduction|loses?|lost|shrink\w*|shrank|slump(?:ed)?|plunge[sd]?|cutting|weaken(?:s|ed)?)\b",
    re.IGNORECASE,
)
"""Words by which an effect goes down."""
CHANGES = re.compile(
    r"上调|下调|起飞|攀|飙|走[强弱低]|跌|成为|超过|增|涨|升|首选|减|降|扩大|推高|走高|紧张|短缺|放大"
    r"|\b(?:ris|grow|soar|increas|fall|short|scarc|climb|surg)\w*"
)
"""A clause behind "when" or "therefore" is an effect only if something changes in it."""
NUMBER_NEXT = re.compile(
    r"了?(?:近|约|超过?|高达|逾|至|到)?[\d一二两三四五六七八九十百几]"
    r"|\s(?:by\s|to\s|about\s|up\sto\s|more\sthan\s|nearly\s|almost\s|over\s|some\s|as\smuch\sas\s"
    r"|around\s|roughly\s|at\sleast\s){0,2}"
    r"(?:[\d$€£]|(?:an?\s|one\s|two\s)?(?:half|thirds?|quarters?|fifth|tenth|tenfold|factor\sof)\b)"
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
TIME_NEXT = re.compile(
    r"\s(?:the\send\b|then\b|next\s|early\s|late\s|mid|now\b|January|February|March|April|May\b|June"
    r"|July|August|September|October|November|December)"
)
"""Behind "by": when, and not by whom."""
USE_ENDS = re.compile(r"更为|是|的?(?:故事|话题|同时|过程|叙事|讲述|说法|问题)|\sis\s|\sare\s")
"""Where the resource that is used ends and the sentence goes on about the using."""
PARTS = re.compile(r"(?<!\d)[，,]|[，,](?!\d{3}(?!\d))|[；;：:]|——|\s[-–—]\s")
"""What parts the clauses of a sentence; a list joined by 、 stays whole."""
EDGES = re.compile(
    r"^(?:[\s,，“”\"':：、]|由(?!于)|当(?![地前年今下局日事])|然而|但是?|而且?|最终|并且?|也|还|就|又|都|将|会|正|其中|一是|二是|其实|事实上"
    r"|真的能?|尤其值得注意的是|因此|所以|于是|同时|此外|比如说?|例如|再|更|说|证明"
    r"|and\s|but\s|that\s|as\s|while\s|when\s|because\s|so\s|also\s|then\s|which\s"
    r"|it (?:is|was)\s(?:not true|untrue|false|wrong|a myth|nonsense)\s(?:that|to say that)\s"
    r"|it (?:is|was)\s|did\s|不是|并不是|并非|是(?!否)"
    r"|(?:本文|文中|前文|上文)所?(?:探讨|讨论|提到|谈到|说|述)的"
    r"|the (?:claim|idea|notion|theory|story) that\s|is\s|are\s|does\s|do\s|can\s|will\s|has\s)+"
    r"|(?:[\s,，“”\"':：]|最终|正在|正|不断|已经|已|也|还|就|将|会|又|需要|可能|或许|并|共同|一道|长期|似乎"
    r"|确实|的确|直接|间接|明显|显著|大幅|进一步|极大地?|严重|往往|通常|(?:很大|一定|某种)程度上|从(?:源头|根本)上|无形中|客观上|应当|有助于|足以"
    r"|才|反而|势必|必然|必将|逐步|快要"
    r"|不足以|足以|尚|单独|独自|仍然|仍"
    r"|应该|都|要|则|来|持续|日益|逐渐|真的能?|大量|吗|等|并非|并不|更不|并没有|没有|并未|从未|不|一共|难以|无法"
    r"|\s(?:has|have|had|is|are|was|were|may|might|could|would|will|can|also|been|be|now|not|never|did|do|does|that|which"
    r"|keep|keeps|largely|mainly|to|and|really))+$",
    re.IGNORECASE,
)
"""Connectives and auxiliaries that belong to neither cause nor effect."""
