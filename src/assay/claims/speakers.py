"""Who says it, and how surely: speakers, hedges and denials of one sentence.

Not here: who says that one thing drives another (`causes.py`). The words are in `hedges.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay.reading.article import Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is named as the source, and the words that introduce what they say."""

    name: str
    """The speaker in the words of the sentence."""
    span: Span
    """The introducing words, relative to the sentence; they belong to no subject."""


@lru_cache(maxsize=1)
def words_table() -> dict[str, Any]:
    """The table `hedges.toml`."""
    return tomllib.loads(files("assay.claims").joinpath("hedges.toml").read_text("utf-8"))


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


OPENERS_ZH = "但是?|然而|不过|而且?|同样|此外|另外|另据|比如说?|例如|同时|也|其中|对此|与此同时|其在?|不久前|日前|近日"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    table = words_table()
    speaker = table["speaker"]
    verbs, documents = _either(speaker["zh_verbs"]), _either(speaker["zh_documents"])
    said = _either(speaker["en_verbs"])
    name = r"(?:the\s)?[A-Z][\w.&'’-]*(?:\s(?:(?:of|for|and|the|on|de|in)\s){0,2}(?:[A-Z][\w.&'’-]*)){0,7}"
    return {
        "zh_according": re.compile(
            rf"(?:根据|依据|按照|(?<![数依证占根论票凭收])据|按)(?P<name>[^，,。；;]{{0,28}}?)(?:(?:最新|近日|日前)?(?:发布|公布|提供|披露|给出|统计|出具)?的)?"
            rf"(?:最新|相关|一份|该|年度|初步)*(?:{documents})(?:显示|称|指出)?[,，]?"
        ),
        "zh_in_report": re.compile(
            r"(?P<name>[^，,。；;]{2,20}?)(?:在|于)[^，,。；;]{0,24}(?:报告|论文|研究|报道|采访|财报|文章|声明)中?(?:提出|指出|称|表示|写道|预测|认为|预计)"
        ),
        "zh_unnamed": re.compile(
            rf"(?:^|[,，。；;:：“])(?:{OPENERS_ZH})*(?P<name>{_either(speaker['zh_unnamed'])})(?:{verbs})?[,，]?"
        ),
        "zh_said": re.compile(
            rf"(?P<name>[^，,。；;:：“”]{{2,30}}?)(?:近日|日前|此前|最新|曾|也|则|还|在接受采访时)*(?:{verbs})[,，:：]?"
        ),
        "en_according": re.compile(
            rf"\b(?:[Aa]ccording to|[Aa]s reported by|[Dd]ata from|[Ff]igures from|[Dd]ata by|[Ee]stimates (?:from|by)|[Aa] (?:new |recent )?(?:report|study|analysis|paper) (?:by|from|of)"
            rf"|[Pp]er)\s(?P<name>{name}|[^,.;]{{3,50}}?)(?=,|\.|;|$|\s(?:that|{said}|in\s\d)\b)(?:\s(?:{said})\b)?(?:\sthat\b)?,?"
        ),
        "en_said": re.compile(
            rf"(?P<name>(?:{name}|(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Ss]ome|[Mm]any|[Ss]everal)\s)?(?:[a-z-]+\s){{0,3}}(?:reports?|stud(?:y|ies)|researchers?|analysts?|experts?|critics|people|scientists|observers|agency|association|ministry|officials|company|group|others|commentators|traders|headlines|media|articles?|posts?)))"
            rf"(?:['’]s?)?(?:\s(?:data|figures|report|analysis|estimates?|latest\s\w+|has|have|had|also|now|recently))?\s(?:{said})\b(?:\sthat\b)?",
        ),
        "en_said_after": re.compile(
            rf",\s(?P<name>{name}|(?:the\s)?[a-z][a-z\s]{{2,40}}?)\s(?:{said})\b|,\s(?:said|says|reported|reports)\s(?P<after>{name})"
        ),
        "zh_hedge": re.compile(_either(table["hedge"]["zh"])),
        "en_hedge": re.compile(rf"\b(?:{_either(table['hedge']['en'])})\b", re.IGNORECASE),
        "zh_denial": re.compile(_either(table["denial"]["zh"])),
        "en_denial": re.compile(rf"\b(?:{_either(table['denial']['en'])})\b", re.IGNORECASE),
    }


NOT_A_SPEAKER = re.compile(
    r"^(?:这|那|其|它|该|数据|it|this|that|we|i|the data|these|they|he|she)$|(?:[我不们能也被]|(?<![协学委商大联])会)$"
    r"|难以|无论|不难|可以|[0-9]%",
    re.IGNORECASE,
)
OPENER = re.compile(rf"^(?:{OPENERS_ZH})+")


def speaker_of(sentence: str, language: str) -> Speaker | None:
    """The source a sentence names, or points to without a name; None if the author speaks."""
    patterns = _patterns()
    order = {
        "zh": ("zh_according", "zh_in_report", "zh_unnamed", "zh_said"),
        "en": ("en_according", "en_said", "en_said_after"),
    }[language]
    for kind in order:
        match = patterns[kind].search(sentence[:400])
        if match is None:
            continue
        name = match["name"] or match.groupdict().get("after") or ""
        name = OPENER.sub("", name.strip(" “”\"'的了,，"))
        if kind == "zh_according" and not name:
            name = match.group().strip(",，")
        if not name or NOT_A_SPEAKER.search(name):
            continue
        if (
            kind in ("zh_said", "zh_in_report")
            and match.start() > 0
            and sentence[match.start() - 1] not in ",，。；;:：“”"
        ):
            continue
        return Speaker(name, match.span())
    return None


def hedge_in(words: str, language: str) -> str | None:
    """The hedging words, as written; None if the words are firm."""
    found = [match.group() for match in _patterns()[f"{language}_hedge"].finditer(words)]
    return " ".join(dict.fromkeys(found)) or None


def denied_in(words: str, language: str) -> bool:
    """Whether the words deny what follows them."""
    return _patterns()[f"{language}_denial"].search(words) is not None
