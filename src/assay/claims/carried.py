"""The time an amount leaves out: that of the heading above it or of the sentence before.

Not here: times a sentence names itself (`times.py`, `setting.py`). A number is given the year of
the sentence before only where its words go on about it (同比, 其中, "of the total", a verb of the
past behind a period of the past); what is said in general, of now, or of any one thing has none.
"""

import re
from dataclasses import dataclass, replace

from assay.claims.named_time import Time
from assay.claims.setting import compared_in

GOES_ON = {
    "zh": re.compile(r"同比|环比|[比较]上年|上年同期|去年同期|[一-龥]计同期"),
    "en": re.compile(
        r"year[\s-](?:on|over)[\s-]year|\by/y|\byoy\b|\bq/q|\bqoq\b|\bm/m\b|\bmom\b"
        r"|(?:from|than|on|over)\s(?:a|the)\syear\s(?:earlier|ago|before)",
        re.IGNORECASE,
    ),
}
"""A change over the year before: of the period that the page reports on."""
PART_OF_IT = {
    "zh": re.compile(r"^其中|[,，;；]其中|^分[^，,]{1,8}看"),
    "en": re.compile(r"\bof\s(?:that|this|these|those|them|it|which)\b|\bof\sthe\stotal\b"),
}
"""A part of what the sentence before told."""
REPORTED = {
    "zh": re.compile(r"增长|下降|减少|增加|上升|提高|回落|降低|占|居|净利|营收|实现"),
    "en": re.compile(
        r"\b(?:was|were|fell|rose|came|stood|hit|made|took|grew|sold|drew|bought|put|went|held|had|shrank|sank|slid|lost|led|ran|gave|got"
        r"|paid|spent|built|meant|overtook|became|began"
        r"|(?!need)[a-z]{2,}ed)\b|^[A-Z][^:.,;]{1,40}:\s"
    ),
}
"""Words in which a page reports on a period that is over."""
IN_GENERAL = {
    "zh": re.compile(
        r"每[^年]|[一单][台个座块颗辆吨克公部]|如果|若|假[如设]|目前|现在|如今|通常|一般|可以?|能|将|需|预计"
        r"|目标|计划|要求|相当于|等于|以来"
    ),
    "en": re.compile(
        r"\b(?:is|are|has|have|will|would|could|can|may|might|should|must|expects?|expected|if|now"
        r"|per|each|every|any|typical|average|does|do|sees|forecast|planned|plans|closed|trade[sd]?|shares|stock|futures|costs|takes|uses|needs|holds|makes|gets)\b",
        re.IGNORECASE,
    ),
}
"""Words that tell what holds at any time, holds now, or is only thought of."""
STALE = 3
"""Years before the page's own after which a year named in passing no longer sets the frame."""
BULLET = re.compile(r"\s*(?:[-–—•·●▪◆■*+]\s?|\d{1,2}[.、)）]\s?|[(（]\d{1,2}[)）])\s?\D")
SENTENCE_ENDS = tuple("。.!！?？")
HEADING = {"zh": 40, "en": 80}
"""Characters a heading may have."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What the sentences so far have said of the time."""

    page: int | None = None
    """The year in which the page appeared."""
    time: Time | None = None
    """The last period named; its places mean nothing here."""
    words: str | None = None
    """Its words."""
    near: bool = False
    """Whether it was named in the sentence before, or is still spoken of in this paragraph."""
    heading: bool = False
    """Whether a heading named it, or a line that leads to a list."""

    @property
    def year(self) -> int | None:
        """The year in question, the last one of a span."""
        if self.time is None:
            return None
        return self.time.year or (self.time.span[1] if self.time.span else None)


def at_paragraph(carried: Carried) -> Carried:
    """What holds where a paragraph begins."""
    return replace(carried, near=carried.heading)


def after(
    carried: Carried, words: str, times: list[Time], language: str, *, told: bool = False
) -> Carried:
    """What holds behind a sentence that names `times`.

    Of several the latest that the page can report on, else the last: "14.4 in 2020, 32.2 in 2024".
    """
    named = [time for time in times if not (time.base or time.length or compared_in(words, time))]
    dated = [time for time in named if time.year is not None or time.span is not None]
    if not dated or (carried.heading and BULLET.match(words)):
        return replace(carried, near=carried.near and not named)
    dated = [time for time in dated if time.period] or dated
    ends = [time.year or (time.span or (0, 0))[1] for time in dated]
    past = [end for end in ends if carried.page is None or end <= carried.page]
    chosen = dated[ends.index(max(past))] if past else dated[-1]
    heads = not told and len(words) <= HEADING[language] and not words.endswith(SENTENCE_ENDS)
    return replace(
        carried,
        time=chosen,
        words=words[chosen.start : chosen.end],
        near=True,
        heading=heads,
    )


def last_of_two(
    year: int | None, span: tuple[int, int] | None, words: str | None
) -> tuple[int | None, str | None, tuple[int, int] | None]:
    """Year, words and span of a time carried on: behind a change from one year to the next what is
    told is of the second."""
    if span is not None and span[1] == span[0] + 1:
        return span[1], words, None
    return year, words, span


def taken_up(carried: Carried, sentence: str, clause: str, language: str) -> Time | None:
    """The time that an amount without one takes from before, in a `sentence` that names none for
    it; `clause` holds it where it is the sentence's first, and is empty otherwise."""
    time = carried.time
    if time is None or carried.year is None:
        return None
    year, _, span = last_of_two(time.year, time.span, None)
    time = replace(time, year=year, span=span)
    if carried.heading and BULLET.match(sentence):
        return time
    if GOES_ON[language].search(sentence):
        return time
    part = sentence if language == "zh" else clause
    if carried.near and PART_OF_IT[language].search(part):
        return time
    if not (carried.near and time.period) or IN_GENERAL[language].search(sentence):
        return None
    page = carried.page if carried.page is not None else carried.year
    reported = page - STALE <= carried.year <= page and REPORTED[language].search(sentence)
    return time if reported else None
