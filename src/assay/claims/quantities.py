"""Amounts made into claims: each with its subject, time, speaker, hedge, whole and stance.

Not here: how amounts are found (`amounts.py`) and what becomes of a claim (`checks/`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from assay.claims.amount import Amount
from assay.claims.amounts import amounts_in
from assay.claims.asides import without_asides
from assay.claims.calendar_years import page_year
from assay.claims.carried import Carried, after, at_paragraph, last_of_two, taken_up
from assay.claims.claim import MOST_CLAIMS, Comparator, QuantityClaim, Stance
from assay.claims.comparators import compared_with_whole
from assay.claims.named_time import Time
from assay.claims.numeral import plain
from assay.claims.quotations import quoted_by
from assay.claims.references import SURE, UNSURE, subject_of, whole_of
from assay.claims.sentences import language_of, sentences_of
from assay.claims.setting import (
    Setting,
    bare_words,
    clause_at,
    of_another,
    parted_from,
    setting_of,
    time_of,
    untimed_words,
)
from assay.claims.speakers import denied_in, hedge_in
from assay.claims.subjects import Parts, parts
from assay.claims.times import times_in
from assay.claims.wholes import GAP, cumulated_in, share_of, whole_told
from assay.reading.article import Article, Span

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s，。“”]{1,2000}", re.IGNORECASE)
"""What is written in an address is no claim."""


def quantities_of(article: Article) -> tuple[QuantityClaim, ...]:
    """Every amount the article states, in the order of the text."""
    text = ADDRESS.sub(lambda match: "_" * len(match.group()), plain(article.text))
    claims: list[QuantityClaim] = []
    paragraph_starts = {start for start, _ in article.paragraphs}
    carried = _of_title(article)
    for span in sentences_of(text):
        # what a new paragraph leaves out is not found in the one before
        begins = span[0] in paragraph_starts
        words = text[slice(*span)]
        language = language_of(words)
        carried = at_paragraph(carried) if begins else carried
        times = times_in(words, language, article.published, carried.year)
        earlier, before = [] if begins else claims[-1:], len(claims)
        claims += _claims_in(article, text, span, times, earlier, carried)
        carried = after(carried, words, times, language, told=len(claims) > before)
        if len(claims) >= MOST_CLAIMS:
            break
    return tuple(claims[:MOST_CLAIMS])


def _of_title(article: Article) -> Carried:
    """What the headline says of the time."""
    carried = Carried(page_year(article.published))
    title = plain(article.title or "")
    language = language_of(title)
    return after(carried, title, times_in(title, language, article.published), language)


def _claims_in(
    article: Article,
    text: str,
    span: Span,
    times: list[Time],
    earlier: list[QuantityClaim],
    carried: Carried,
) -> list[QuantityClaim]:
    start, end = span
    words = text[start:end]
    language = language_of(words)
    amounts = amounts_in(words, language, [(time.start, time.end) for time in times])
    if not amounts:
        return []
    setting = setting_of(text, span, language, times)
    found: list[QuantityClaim] = []
    previous = earlier[-1] if earlier else None
    placed = [_moved(amount, start) for amount in amounts]
    nexts = [amount.start for amount in placed[1:]] + [end]
    for amount, until in zip(placed, nexts, strict=True):
        limit = found[-1].span[1] if found else start
        previous = _claim(article, setting, amount, (limit, until), previous, carried)
        if found and amount.unit == "percent":
            found[-1], previous = _share_of_amount(setting, previous, found)
        found.append(previous)
    return found


def _share_of_amount(
    setting: Setting, share: QuantityClaim, found: Sequence[QuantityClaim]
) -> tuple[QuantityClaim, QuantityClaim]:
    """An amount and the share behind it, told right where that amount is the share's whole: in
    铜用2吨，占总需求50吨的4% the 4 % are copper's."""
    whole = found[-1]
    named = whole_told(setting.text[setting.span[0] : share.span[0]], whole.text)
    if named is None:
        return whole, share
    above = found[-2].subject if len(found) > 1 else named.subject
    own = replace(share, subject=above, share_of=named.whole)
    return replace(whole, subject=named.whole), own


def _moved(amount: Amount, by: int) -> Amount:
    """`amount` of a sentence, with the places of the article."""
    numeral = replace(amount.numeral, start=amount.numeral.start + by, end=amount.numeral.end + by)
    return replace(amount, start=amount.start + by, end=amount.end + by, numeral=numeral)


def _claim(
    article: Article,
    setting: Setting,
    amount: Amount,
    room: Span,
    previous: QuantityClaim | None,
    carried: Carried,
) -> QuantityClaim:
    """One amount with its context; `room` is what the amounts beside it leave."""
    limit = room[0]
    clause, language = clause_at(setting, amount), setting.language
    before = bare_words(setting, (max(clause[0], limit), amount.start))
    after = bare_words(setting, (amount.end, max(clause[1], amount.end)))
    parted = parts(before, after, language)
    direction = _direction(setting, amount, parted, after)
    subject, sure, referred = subject_of(setting, amount, clause, parted, previous)
    when = _time(setting, amount, clause, room, previous if referred else None, carried)
    hedge = hedge_in(untimed_words(setting, (limit, amount.start)), language)
    if hedge is None and previous is not None and previous.span[1] == limit:
        restated = RESTATED.match(setting.text, limit, amount.start)
        hedge = previous.hedge if restated else None
    if hedge is None:
        said = SAID_OF_IT.match(setting.text, amount.end, min(room[1], clause[1]))
        hedge = hedge_in(said.group(), language) if said else None
    told_by = _told_by(setting, previous, referred) or quoted_by(setting.text, amount.start)
    comparator = amount.comparator
    if amount.unit in ("percent", "x") and comparator is Comparator.EXACT and not direction:
        comparator = compared_with_whole(before, language)
    whole = whole_of(
        share_of(amount.unit, direction != 0, parted, before, language), before, previous
    )
    if amount.unit not in ("percent", "x") and not direction:
        summed = cumulated_in(setting.text[max(clause[0], limit) : amount.start], after, language)
        if summed:
            when = when if when.period and not GAP.search(before) else When(None, when.words)
            subject = subject if summed in subject else f"{summed} {subject}".strip()
    others = _alternatives(amount, direction != 0, after, f"{subject} {before}")
    return QuantityClaim(
        value=amount.numeral.value,
        unit=amount.unit,
        unit_as_written=amount.written,
        comparator=comparator,
        year=when.year,
        time=when.words,
        subject=subject,
        hedge=hedge,
        attributed_to=told_by,
        stance=_stance(told_by, hedge, before, language),
        is_change=direction != 0,
        share_of=whole,
        span=(amount.start, amount.end),
        sentence=setting.span,
        text=article.text[amount.start : amount.end],
        step=amount.numeral.step,
        confidence=min(sure, UNSURE if others else SURE),
        alternatives=others,
        direction=direction,
        span_of_years=when.span,
    )


RESTATED = re.compile(
    r"\s?\(|[^.;]{0,24},?\s(?:or|that\sis|equal\sto|equivalent\sto|(?:up|down)(?!\sfrom))\s|\sto\s|[^。；]{0,6}[至到]|[^。；]{0,8}[,，]?(?:即|也就是|或|约合|折合|相当于|占)",
    re.IGNORECASE,
)
"""Between two amounts that say the same thing twice: what softens one softens the other."""
SAID_OF_IT = re.compile(
    r"(?:\s[a-z]+){0,4}?\s(?:is|are|was|were|looks?|seems?)\s(?:[a-z]+\s?){1,3}", re.IGNORECASE
)
"""Behind an amount what is said of it: $100 an ounce [is possible]."""
REACHED = ("past", "above", "beyond", "through")
"""Words between a verb of change and an amount that make it the level reached."""
RATIO = ("the", "as", "that", "what", "its", "their", "的", "于", "以上的")
"""Behind "double" or "twice" these make a comparison of two things of it, no change."""


def _direction(setting: Setting, amount: Amount, parted: Parts, after: str) -> int:
    """+1 for a rise, -1 for a fall, 0 for a level."""
    words = setting.text[amount.start : amount.end].lower()
    if words.startswith(REACHED):
        return 0
    if amount.numeral.unit == "x" and not after.lstrip().startswith(RATIO):
        return 1 if amount.numeral.low > 1.0 else -1
    return parted.direction


class When(NamedTuple):
    """The time of an amount."""

    year: int | None
    """The calendar year."""
    words: str | None
    """The words that give it."""
    span: Span | None = None
    """First and last year of a span of years."""
    period: bool = False
    """Whether it is a year or a part of one, all of which an amount can be a sum over."""


def _time(
    setting: Setting,
    amount: Amount,
    clause: Span,
    room: Span,
    meant: QuantityClaim | None,
    carried: Carried,
) -> When:
    """The time of an amount: its sentence's, that of the claim `meant` by "this figure", or what
    the sentences before have said."""
    time = time_of(without_asides(setting, clause), amount, clause, room)
    if time is not None:
        words = setting.text[time.start : time.end]
        return _one_end(setting, amount, room, _when(time, words))
    bases = [setting.text[base.start : base.end] for base in setting.times if base.base]
    if meant is not None and meant.time in bases:
        return When(None, None)
    if meant is not None and meant.time is not None:
        return When(*last_of_two(meant.year, meant.span_of_years, meant.time))
    own = [
        time
        for time in setting.times
        if not (time.base or time.length) and not parted_from(setting, amount, time)
    ]
    if any(one.end <= amount.start or not _of_another(setting, amount, one) for one in own):
        return When(None, None)
    first = room[0] == setting.span[0]
    sentence, near = setting.text[slice(*setting.span)], setting.text[slice(*clause)]
    time = taken_up(carried, sentence, near if first else "", setting.language)
    return _when(time, carried.words) if time is not None else When(None, None)


def _of_another(setting: Setting, amount: Amount, time: Time) -> bool:
    return of_another(setting.text[amount.end : time.start])


UP_TO_NOW = ("截", "到", "至", "by ", "until ", "through ")
"""Times that only end what is summed."""
FIRST_END = re.compile(r"(?:\bfrom|从|由|自)\s?$")
LAST_END = re.compile(r"(?:\bto|\breaching|至|到)\s?$")


def _when(time: Time, words: str | None) -> When:
    period = time.period and not (words or "").lower().startswith(UP_TO_NOW)
    return When(time.year, words, time.span, period)


def _one_end(setting: Setting, amount: Amount, room: Span, when: When) -> When:
    """Between 2020 and 2024 it rose from 10 to 30: 10 is of 2020 and 30 of 2024."""
    if when.span is None or not when.period or amount.numeral.low != amount.numeral.high:
        return when
    before = setting.text[room[0] : amount.start]
    if FIRST_END.search(before):
        return when._replace(year=when.span[0], span=None)
    return when._replace(year=when.span[1], span=None) if LAST_END.search(before) else when


def _told_by(setting: Setting, previous: QuantityClaim | None, referred: bool) -> str | None:
    """The speaker of the sentence; that of the claim before for "it expects" and "this figure"."""
    own = setting.speaker.name if setting.speaker is not None else None
    if own:
        return own
    carried = own == "" or referred
    return previous.attributed_to if carried and previous is not None else None


def _stance(told_by: str | None, hedge: str | None, before: str, language: str) -> Stance:
    if denied_in(before, language):
        return Stance.DENIED
    if told_by is not None:
        return Stance.ATTRIBUTED
    return Stance.INFERRED if hedge is not None else Stance.ASSERTED


OF_POWER = re.compile(
    r"功率|负荷|装机|\b(?:power\sdraw|peak\s(?:demand|load)|load)\b", re.IGNORECASE
)
OF_ENERGY = re.compile(r"[用耗发]电量|电力消耗|能耗总量")
OF_STORAGE = re.compile(r"储能|电池|蓄电|\b(?:battery|batteries|storage)\b", re.IGNORECASE)
"""What is stored is told in watt-hours, and its size in either."""
ENERGY_UNIT = re.compile(r"[kMGT]?Wh")
POWER_UNIT = re.compile(r"[kMGT]?W")


def _alternatives(
    amount: Amount, change: bool, after: str, before: str
) -> tuple[tuple[float | tuple[float, float], str], ...]:
    """Other readings: 11-fold more may be 12 times as much; a ton may be short; 功率500千瓦时 names
    power by a unit of energy."""
    value = amount.numeral.value
    if amount.other is not None:
        return ((value, amount.other),)
    meant = _other_dimension(amount.unit, before)
    if meant is not None:
        return ((value, meant),)
    if isinstance(value, tuple):
        return ()
    counted = amount.numeral.printed or amount.numeral.end < amount.end
    if amount.unit == "x" and counted and (change or after.lstrip().startswith(("more", "higher"))):
        return ((value + 1.0, "x"),)
    return ()


def _other_dimension(unit: str, before: str) -> str | None:
    """The unit of power or energy that the words name where the printed one is of the other."""
    if OF_STORAGE.search(before):
        return None
    if ENERGY_UNIT.fullmatch(unit) and OF_POWER.search(before):
        return unit.removesuffix("h")
    if POWER_UNIT.fullmatch(unit) and OF_ENERGY.search(before):
        return f"{unit}h"
    return None
