"""Who says it, and how surely: speakers, hedges and denials of one sentence.

Not here: who says that one thing drives another (`stances.py`). The words are in `hedges.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay.reading.article import Span

LONGEST = 400
"""Characters of a sentence in which its speaker is looked for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is named as the source, and the words that introduce what they say."""

    name: str
    """The speaker in the words of the sentence; empty for "it", which is the speaker before."""
    span: Span
    """The introducing words, relative to the sentence; they belong to no subject."""


@lru_cache(maxsize=1)
def words_table() -> dict[str, Any]:
    """The table `hedges.toml`."""
    return tomllib.loads(files("assay.claims").joinpath("hedges.toml").read_text("utf-8"))


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


OPENERS_ZH = (
    "但是?|然而|不过|而且?|同样|此外|另外|另据|比如说?|例如|同时|也|其中|对此|与此同时|其在?|不久前"
    "|日前|近日|又|还|其实|再|事实上"
)
NOT_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|In|On|By"
    "|But|And|As|For|That|This|It|The|An?|He|She|They|We|I|You|If|When|While|There|These|Those|So"
    "|Then|Now|Since|After|Before|At|From|To|With|Even|Still|Yet|Of"
)
NAME_EN = (
    r"(?:(?:[Ee]conomists|[Aa]nalysts|[Rr]esearchers|[Ss]cientists|[Ee]ngineers|[Tt]raders|[Ee]xperts|[Ss]trategists)"
    r"\s(?:at|from|with|of)\s)?"
    rf"(?:[Tt]he\s)?(?!(?:{NOT_NAMES})\b)[A-Z][\w.&'’-]*"
    r"(?:\s(?:(?:of|for|and|the|on|de|in)\s){0,2}[A-Z][\w.&'’-]*){0,7}"
)
SOMEBODY_EN = (
    r"(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Mm]any|[Ss]everal|[Ii]ts|[Tt]heir)\s(?:[A-Z][\w&-]*\s){0,4})?(?:[a-z-]+(?:['’]s)?\s){0,3}"
    r"(?:reports?|stud(?:y|ies)|researchers?|analysts?|experts?|critics|people|scientists|observers"
    r"|agency|association|ministry|officials|company|group|others|commentators|traders|headlines"
    r"|media|articles?|posts?|firm|institute|bank|lobbyists|utility|regulator|authors|campaigners"
    r"|operators?|miners?|bulls|brokers?|economists?|filings?|survey|paper|letter|memo|watchdog|monitor"
    r"|commission|committee|council|consultancy|union|court|spokes(?:man|woman|person)|residents|locals"
    r"|farmers|activists|lawyers|scouts|neighbou?rs|officials?|executives?|professor|scientist"
    r"|researcher|analyst|expert|hydrologist|geologist|engineer|minister|mayor|think-tank|team)"
)


@lru_cache(maxsize=1)
def _chinese() -> tuple[tuple[str, re.Pattern[str]], ...]:
    speaker = words_table()["speaker"]
    verbs, documents = _either(speaker["zh_verbs"]), _either(speaker["zh_documents"])
    unnamed = _either(speaker["zh_unnamed"])
    return (
        (
            "raised",
            re.compile(
                r"^(?P<lead>(?P<name>[^，,。；;:：“”\d将]{2,16}?)(?:近日|日前|最新)?将)[^，,。；;]{2,24}?"
                r"(?:预期|预测|预估|目标价?|展望)[^，,。；;]{0,4}?(?:上调|下调|维持|调高|调低|提高|定)"
            ),
        ),
        (
            "according",
            re.compile(
                rf"(?:根据|依据|按照|(?<![数依证占根论票凭收])据|按)(?P<name>[^，,。；;]{{0,28}}?)"
                rf"(?:(?:最新|近日|日前)?(?:发布|公布|提供|披露|给出|统计|出具)?的)?"
                rf"(?:最新|相关|一份|该|年度|初步)*(?:{documents})(?:显示|称|指出)?[,，]?"
            ),
        ),
        (
            "in report",
            re.compile(
                r"(?P<name>[^，,。；;]{2,20}?)(?:在|于)(?:[^，,。；;《》]|《[^》]{1,30}》){0,24}"
                r"(?:报告|论文|研究|报道|采访|财报|文章|声明|年报)中?"
                r"(?:提出|指出|称|表示|写道|预测|认为|预计|估计)"
            ),
        ),
        (
            "unnamed",
            re.compile(
                rf"(?:^|[,，。；;:：“])(?:{OPENERS_ZH})*(?P<name>{unnamed})(?:进一步)?(?:{verbs})?[,，]?"
            ),
        ),
        (
            "said",
            re.compile(
                rf"(?P<name>[^，,。；;:：“”]{{2,30}}?)(?:近日|日前|此前|最新|曾|也|则|还|进一步|在接受采访时)*"
                rf"(?:(?:{verbs})(?![局院部员学师机])|分析(?=[,，:：]))[,，:：]?"
            ),
        ),
    )


@lru_cache(maxsize=1)
def _english() -> tuple[tuple[str, re.Pattern[str]], ...]:
    said = _either(words_table()["speaker"]["en_verbs"])
    return (
        (
            "according",
            re.compile(
                r"\b(?:[Aa]ccording to|[Ii]n the (?:view|opinion) of|[Aa]s reported by|[Dd]ata from"
                r"|[Ff]igures from|[Dd]ata by|[Ee]stimates (?:from|by)|[Nn]umbers from"
                r"|[Aa] (?:new |recent )?(?:report|study|analysis|paper) (?:by|from|of))"
                rf"\s(?P<name>{NAME_EN}|[^,.;]{{3,50}}?)"
                rf"(?=,|\.|;|$|\s(?:that|{said}|in\s\d)\b)(?:\s(?:{said})\b)?(?:\sthat\b)?,?"
            ),
        ),
        (
            "said",
            re.compile(
                rf"(?P<name>\b(?:{NAME_EN}|{SOMEBODY_EN}))(?:['’]s?)?"
                r"(?:\s(?:data|figures|report|analysis|estimates?|latest\s\w+|has|have|had|also|now"
                rf"|recently|like\sto|likes\sto))*\s(?:{said})\b(?:\sthat\b)?"
            ),
        ),
        (
            "pronoun",
            re.compile(
                rf"(?:^|[,;]\s|\b(?:In|By)\s[\w\s]{{2,20}}\s)(?P<it>[Ii]t|[Tt]hey|[Hh]e|[Ss]he)"
                rf"\s(?:also\s|now\s)?(?:{said})\b(?:\sthat\b)?"
            ),
        ),
        (
            "said after",
            re.compile(
                rf",[”\"]?\s(?P<name>{NAME_EN}|(?:the\s)?[a-z][a-z\s]{{2,40}}?"
                rf"|{SOMEBODY_EN}\s(?:at|from|with|of)\s{NAME_EN})\s(?:{said})\b"
                r"|,[”\"]?\s(?:said|says|say|reported|reports|writes|estimates|reckons?|reckoned|argues?"
                r"|argued|notes|noted|warns|warned|thinks|adds|added)\s"
                rf"(?P<after>(?:the\s|an?\s)?(?:[a-z]+\s){{0,3}}{NAME_EN}|{SOMEBODY_EN})"
            ),
        ),
    )


NOT_A_SPEAKER = re.compile(
    r"^(?:今年|明年|去年|后年|年内|全年|目前|当前|未来|届时)$"
    r"|^(?:这|那|其|它|该|数据|笔者|我|我们|作者|本文|it|this|that|we|i|the data|these|they|he|she"
    r"|who|which|what|has|have|had|is|are|was|were|do|does|did|also|now|there|can|could|may|might|will|would|should|must|him|her|them|us|他|她|他们|她们|谁)$"
    r"|(?:[产用销总电水储]量|[银铜金电水油]?价格?|需求|产能|缺口|供应|规模|占比|成本|收入|利润|增速|装机|容量)$"
    r"|^(?:we|i|you|they)\s(?:would|could|can|may|might|do|also|now|still|all|both|have|had|then|\w+ly)\b"
    r"|[用耗产销取含][银铜金水电铝锡钢]$|[地得着]$|\b(?:nobody|no\sone|everyone|everybody|somebody|anyone)$|^(?:这样|那样|如此|这么|笼统|笔者|本报|记者|小编)|^我|我们?$|^[^《]*》|(?:[不们能也被]|(?<![协学委商大联])会)$|难以|无论|不难|可以|[0-9]%",
    re.IGNORECASE,
)
OPENER = re.compile(rf"^(?:{OPENERS_ZH})+")
NAME_TAIL = re.compile(
    r"(?:在|于)?(?:(?:去年|今年|前年|\d{4}年)(?:\d{1,2}月(?:份|\d{1,2}日)?)?|\d{1,2}月(?:份|\d{1,2}日)?)?"
    r"(?:的?(?:最新)?(?:统计)?数据)?(?:的?(?:最新|进一步|近日|曾|还|则))?$"
)
YEAR_FIRST = re.compile(r"^(?:到|至|截至)?(?:19|20)\d\d年(?:\d{1,2}月)?[底末初]?[,，]?")
"""What a name does not begin with: 2025年国际能源署预计."""
PLURALS = frozenset("fears claims reports estimates forecasts projects shows plans".split())
"""Verbs of saying that are nouns as well, where another verb follows: tariff fears pulled."""
PREDICATE = re.compile(
    r"\s(?:of|for|about|over|are|is|was|were|have|has|had|pulled|drove|sent|kept|made|\w+ed)\b"
)
IN_DOCUMENT = re.compile(r"(?<=》)的?(?:报告|论文|研究|报道|文章|书|白皮书)?[中里]?$")
"""Behind the title of a document: 《...》的报告中 speaks as 《...》."""
BOUNDARY = ",，。；;:：“”"


def speaker_of(sentence: str, language: str) -> Speaker | None:
    """The source a sentence names, or points to without a name; None if the author speaks."""
    for kind, pattern in _chinese() if language == "zh" else _english():
        match = pattern.search(sentence[:LONGEST])
        if match is None:
            continue
        if kind == "pronoun":
            return Speaker("", match.span())
        groups = match.groupdict()
        name = (groups["name"] or groups.get("after") or "").strip(" “”\"'的了,，")
        if language == "zh":
            name = YEAR_FIRST.sub("", OPENER.sub("", name))
            name = NAME_TAIL.sub("", name, count=1) or name
            name = IN_DOCUMENT.sub("", name)
            if kind == "in report" and not name:
                return Speaker("", match.span())  # 其在报告中提出: the one named before
        name = name.rstrip(".")
        if kind == "according" and not name:
            name = match.group().strip(",，")
        if not name or NOT_A_SPEAKER.search(name):
            continue
        plural = kind == "said" and match.group().rpartition(" ")[2] in PLURALS
        if plural and PREDICATE.match(sentence, match.end()):
            continue
        inside = language == "zh" and kind in ("said", "in report") and match.start() > 0
        if inside and sentence[match.start() - 1] not in BOUNDARY:
            continue
        return Speaker(name, match.span("lead" if "lead" in groups else 0))
    return None


ISSUED_ZH = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{2,20}?)(?:最新|近日|日前|此前)?(?:发布|公布|出具|撰写|推出)的"
    r"(?:[^，,。；;]{0,12}?)(?:报告|数据|论文|研究|白皮书|年报|统计)"
)
NOT_OF_THE_NAME = re.compile(r"^.*(?:离不开|来自|源于|出自|引用|根据|就是|是|自)")
ISSUED_EN = re.compile(
    r"\b(?:report|reports|study|studies|survey|paper|analysis)\s"
    rf"(?:(?:published|issued|released|put\sout)\s)?(?:by|from|of)\s(?P<name>{NAME_EN})"
)


def issuer_of(sentence: str, language: str) -> str | None:
    """Who put out the report that a sentence names; what follows may be said by them."""
    match = (ISSUED_ZH if language == "zh" else ISSUED_EN).search(sentence[:LONGEST])
    if match is None:
        return None
    return NOT_OF_THE_NAME.sub("", match["name"]) or None


@lru_cache(maxsize=1)
def _softeners() -> dict[str, re.Pattern[str]]:
    table = words_table()
    return {
        "zh hedge": re.compile(_either(table["hedge"]["zh"])),
        "en hedge": re.compile(rf"\b(?:{_either(table['hedge']['en'])})\b", re.IGNORECASE),
        "zh denial": re.compile(_either(table["denial"]["zh"])),
        "en denial": re.compile(rf"\b(?:{_either(table['denial']['en'])})\b", re.IGNORECASE),
    }


PUT_ZH = re.compile(
    r"将(?=[^，,。；;]{2,20}(?:定为|列为|上调|下调|调高|调低|提高到|提高至|降到|降至|称为|视为|作为|纳入))"
)


def hedge_in(words: str, language: str) -> str | None:
    """The hedging words, as written; None if the words are firm."""
    if language == "zh":
        words = PUT_ZH.sub("", words)  # 将配额定为 disposes and expects nothing
    found = [match.group() for match in _softeners()[f"{language} hedge"].finditer(words)]
    return " ".join(dict.fromkeys(found)) or None


def denied_in(words: str, language: str) -> bool:
    """Whether the words deny what follows them."""
    return _softeners()[f"{language} denial"].search(words) is not None
