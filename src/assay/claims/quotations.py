"""Who speaks between quotation marks, where the words that introduce them stand outside.

Not here: speakers that a sentence names itself (`speakers.py`). A quotation may hold several
sentences; the first word of who said them comes behind the last or before the first.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assay.claims.sentences import HAN
from assay.claims.speakers import NAME_EN, NOT_A_SPEAKER, SOMEBODY_EN
from assay.reading.article import Span

LEAST = 10
"""Characters from which words between marks are speech; shorter ones are names and doubts."""
MOST = 1500
"""Characters of one quotation that are looked through."""
REACH = 110
"""Characters beside a quotation in which its speaker is looked for."""
QUOTED = re.compile(rf"“([^“”\n]{{{LEAST},{MOST}}})”|\"([^\"\n]{{{LEAST},{MOST}}})\"")
SAYS_ZH = (
    r"(?:在[^，,。；;“”]{1,20}?)?(?:(?:对|向)[^，,。；;“”]{1,14}?)?(?:近日|此前|曾|还|则|也|进一步|最后)*"
    r"(?:坦言|直言|表示|告诉|指出|认为|解释|透露|介绍|强调|感叹|补充|分析(?!师)|写道|回应|提醒|警告|说|称)"
)
BEHIND_ZH = re.compile(rf"[，,]?\s?(?P<name>[^，,。；;:：“”\n]{{2,30}}?){SAYS_ZH}")
BEFORE_ZH = re.compile(
    rf"(?:^|[。！？\n，,；;])\s?(?P<name>[^，,。；;:：“”\n]{{2,30}}?){SAYS_ZH}道?[^，,。；;:：“”\n]{{0,6}}[,，:：]\s?$"
)
SAYS_EN = (
    r"(?:said|says|say|told|tells|added|adds|counters|countered|argues|argued|warns|warned|explains"
    r"|explained|notes|noted|writes|wrote|insists|insisted|complains|complained|replied)"
)
BEHIND_EN = re.compile(
    rf"\s?(?:{SAYS_EN}\s(?P<after>(?:the\s|an?\s)?(?:[a-z]+\s){{0,3}}{NAME_EN}|{SOMEBODY_EN})"
    rf"|(?P<name>{NAME_EN}|{SOMEBODY_EN}|[Hh]e|[Ss]he|[Tt]hey)(?:,[^,.\n]{{2,60}},)?\s{SAYS_EN}\b)"
)
BEFORE_EN = re.compile(
    rf"(?P<name>{NAME_EN}|{SOMEBODY_EN}|[Hh]e|[Ss]he|[Tt]hey)(?:,[^,.\n]{{2,60}},)?\s{SAYS_EN}"
    r"(?:\s[a-z]+){0,4}[,:]\s?$"
)
PRONOUNS = frozenset(("he", "she", "they", "他", "她", "他们", "她们"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks and who says them."""

    span: Span
    """Places in the article, the marks left out."""
    name: str
    """The speaker."""


def quoted_by(text: str, place: int) -> str | None:
    """Who says what stands at `place` of the plain `text`; None if it is in nobody's mouth."""
    for each in quotations(text):
        if each.span[0] <= place < each.span[1]:
            return each.name
    return None


@lru_cache(maxsize=2)
def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of the plain `text` with a speaker, in order.

    One without its own goes on with the speaker of the one before it in the same paragraph.
    """
    found: list[Quotation] = []
    last, paragraph = "", -1
    for match in QUOTED.finditer(text):
        group = 1 if match[1] is not None else 2
        begins = text.rfind("\n", 0, match.start()) + 1
        if begins != paragraph:
            last, paragraph = (last if found else ""), begins
        name = _named(text, match.span())
        same = bool(found) and found[-1].span[0] >= begins
        if name.lower() in PRONOUNS or (not name and same and match[group][-1:] in ".。！？!?"):
            name = last
        if name:
            found.append(Quotation(match.span(group), name))
            last = name
    return tuple(found)


def _named(text: str, span: Span) -> str:
    """The speaker named behind a quotation, else before it; empty if none is."""
    chinese = HAN.search(text, *span) is not None
    behind = (BEHIND_ZH if chinese else BEHIND_EN).match(text, span[1], span[1] + REACH)
    if behind:
        name = behind["name"] or behind.groupdict().get("after") or ""
        if _is_name(name):
            return name.strip(" .")
    start = max(0, span[0] - REACH)
    before = (BEFORE_ZH if chinese else BEFORE_EN).search(text[start : span[0]])
    return before["name"].strip() if before and _is_name(before["name"]) else ""


def _is_name(name: str) -> bool:
    return name.lower() in PRONOUNS or NOT_A_SPEAKER.search(name.strip()) is None
