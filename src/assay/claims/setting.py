"""A sentence with what holds for all its amounts: its times, speaker and clauses.

Not here: the amounts (`amounts.py`) and what is said of them (`quantities.py`).
"""

import re
from dataclasses import dataclass, replace

from assay.claims.amount import Amount
from assay.claims.named_time import Time
from assay.claims.sentences import clauses_of
from assay.claims.speakers import Speaker, speaker_of
from assay.reading.article import Span

NEAR = 40
"""Characters within which a time behind an amount belongs to it."""
PARTED = re.compile(r"[,，;；:、%]|\sand\b")
"""What stands between an amount and a time that belongs to the next one."""

GOES_ON_ZH = re.compile(r"(?:以来)?(?:累计|已经?|约|再|又|更|仅|曾|还)*[涨跌升降增减突达超创翻]")
"""Behind a time: the clause goes on about the subject of the one before it (年内涨了三成)."""
BASELINE = re.compile(r"(?:的[^，,。；;：:\d涨跌增降升减高低多少]{0,8})?|['’]s\s(?:[a-z]+\s){0,3}")
"""Between a time compared with and an amount of that time: 比2024年的4150亿."""
MULTIPLE_OF = re.compile(r"\s(?:as\s(?:much|many)\sas\s)?(?:the|its|their|that|what)\b")
"""Behind a multiple: double [the] 14.4 million it used in 2020, which are the amount of 2020."""
ANOTHER = re.compile(
    r"[^.;]{0,16}?\b(?:(?P<from>from|of)|against|than|versus|vs|compare[sd]|above|below)\b|[^。；]{0,8}[,，(（]?(?:低于|高于|多于|少于|[比较])"
)
FROM_IT = re.compile(
    r"\b(?:from|against|versus|vs\.?|than|compared\swith|compared\sto)\s(?:about\s|around\s|just\s)?[$€£]?\d[\d.,]*[^,;\s]*(?:\s[^\s,;]+){0,5}\s$"
)
"""Before a time these make it that of an amount compared with: from 0.41 kg in 2010."""
LEVEL = re.compile(r"\sto\s(?:an?\s|the\s)?(?:[a-z]+\s){0,2}[$€£]?\d")
"""Behind a change the level it led to: rose 4% [to a record 680] million ounces in 2024."""
BRACKETS, COLONS = ("(", "（"), (":", "：")
"""A time between these heads what the bracket holds: 2.3 GW (FY24: 1.8 GW)."""
SET_OFF = re.compile(r"[,.;)）]|$")
"""Behind a time between commas, which belongs to what stands before it: to 82 Mt, in 2030, and."""
BROKEN = re.compile(r"[;；]|\.\s|[,\s](?:and|but|while|then)\s$")
"""Behind these another statement begins."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence made ready for its amounts; all places are those of the article."""

    text: str
    """The plain text of the whole article."""
    span: Span
    """The sentence."""
    language: str
    """Of the sentence."""
    times: tuple[Time, ...]
    """Times and lengths of time it names."""
    speaker: Speaker | None
    """Whom it names as its source."""
    clauses: tuple[Span, ...]
    """Its clauses."""


def setting_of(text: str, span: Span, language: str, times: list[Time]) -> Setting:
    """The setting of the sentence at `span`; `times` have places within the sentence."""
    start, end = span
    speaker = speaker_of(text[start:end], language)
    if speaker is not None:
        speaker = replace(speaker, span=(speaker.span[0] + start, speaker.span[1] + start))
    placed = [replace(time, start=time.start + start, end=time.end + start) for time in times]
    return Setting(text, span, language, tuple(placed), speaker, tuple(clauses_of(text, span)))


def clause_at(setting: Setting, amount: Amount) -> Span:
    """The clause in which `amount` stands."""
    for start, end in setting.clauses:
        if start <= amount.start < end:
            return start, max(end, amount.end)
    return setting.span


def bare_words(setting: Setting, span: Span) -> str:
    """The words of `span` without its times and without what introduces the speaker."""
    start, end = span
    cut: list[Span] = [(time.start, time.end) for time in setting.times]
    if setting.speaker is not None:
        spoken = setting.speaker.span
        cut.append(spoken)
        leads = setting.text[spoken[0]] not in ",，"
        if leads and start <= spoken[0] and spoken[1] < end:
            start = spoken[1]
    return _without(setting.text, (start, end), cut)


def untimed_words(setting: Setting, span: Span) -> str:
    """The words of `span` without its times, among which May is no "may"."""
    return _without(setting.text, span, [(time.start, time.end) for time in setting.times])


def _without(text: str, span: Span, cut: list[Span]) -> str:
    start, end = span
    pieces = []
    for first, last in sorted(cut):
        if last <= start or first >= end:
            continue
        pieces.append(text[start : max(start, first)])
        start = max(start, min(last, end))
    pieces.append(text[start:end])
    return "".join(pieces)


def parted_from(setting: Setting, amount: Amount, time: Time) -> bool:
    """Whether a time behind an amount belongs to another statement."""
    between = setting.text[amount.end : time.start]
    heads = between.endswith(BRACKETS) and setting.text[time.end : time.end + 1] in COLONS
    return time.start >= amount.end and (heads or BROKEN.search(between) is not None)


def compared_in(text: str, time: Time, first: int = 0) -> bool:
    """Whether a time is that of an amount compared with (from 0.41 kg in 2010), in a sentence that
    begins at `first`."""
    return FROM_IT.search(text, max(first, time.start - NEAR), time.start) is not None


def of_another(gap: str) -> bool:
    """Whether a time behind `gap` is that of an amount compared with: to 100 from 43 in 2020."""
    found = ANOTHER.match(gap)
    return found is not None and (found["from"] is None or any(sign.isdigit() for sign in gap))


def time_of(setting: Setting, amount: Amount, clause: Span, room: Span) -> Time | None:
    """The time an amount speaks of; `room` is what the amounts beside it leave.

    In its clause before it, close behind it, else earlier in the sentence, else later. A length of
    time ("within two minutes") and a time compared with ("than in 2024") are not what it speaks of.
    """
    for time in setting.times:
        if (
            time.base
            and amount.unit != "x"
            and time.end <= amount.start
            and BASELINE.fullmatch(setting.text[time.end : amount.start])
        ):
            return time
    times = [time for time in setting.times if not (time.length or time.base)]
    ahead = [
        time
        for time in times
        if time.end <= amount.start and not compared_in(setting.text, time, setting.span[0])
    ]
    behind = [time for time in times if time.start >= amount.end]
    if amount.unit == "x" and MULTIPLE_OF.match(setting.text, amount.end):
        behind = [time for time in behind if time.start < room[1]]
    near = behind[0] if behind else None
    if near is not None:
        gap = setting.text[amount.end : near.start]
        led_to = LEVEL.match(gap) is not None
        outside = near.start > clause[1] and not led_to
        far_off = len(gap) > (2 * NEAR if led_to else NEAR) or PARTED.search(gap) or outside
        set_off = gap.strip() in (",", "，") and SET_OFF.match(setting.text, near.end)
        if (far_off and not set_off) or of_another(gap) or parted_from(setting, amount, near):
            near = None
    inside = [time for time in ahead if time.start >= max(clause[0], room[0])]
    if inside and (setting.language == "zh" or near is None):
        return inside[-1]
    if near is not None:
        return near
    if inside or ahead:
        return (inside or ahead)[-1]
    later = behind[0] if behind else None
    if later is None or later.start > room[1]:
        return None
    if parted_from(setting, amount, later):
        return None
    another = later.start >= clause[1] and not GOES_ON_ZH.match(setting.text, later.end)
    if setting.language == "zh" and another:
        return None  # a time after the clause speaks of the next subject, if there is one
    if any(sign.isdigit() for sign in setting.text[amount.end : later.start]):
        return None
    return later
