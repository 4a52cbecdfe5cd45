"""Amounts made into claims: each with its subject, time, speaker, hedge, whole and stance.

Not here: how amounts are found (`amounts.py`) and what becomes of a claim (`checks/`).
"""

from dataclasses import dataclass, replace

from assay.claims.amounts import Amount, amounts_in
from assay.claims.claim import Comparator, QuantityClaim, Stance
from assay.claims.comparators import compared_with_whole
from assay.claims.measures import rules
from assay.claims.numeral import plain
from assay.claims.sentences import clauses_of, language_of, sentences_of
from assay.claims.speakers import Speaker, denied_in, hedge_in, speaker_of
from assay.claims.subjects import Parts, parts, predicates
from assay.claims.times import Time, times_in
from assay.claims.wholes import share_of
from assay.reading.article import Article, Span

SURE, LESS_SURE, UNSURE = 0.9, 0.7, 0.5
"""How sure the reader is: subject in the clause; from before; none, or two readings (judgement)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with what holds for all its amounts."""

    text: str
    """The plain text of the whole article."""
    span: Span
    """The sentence."""
    language: str
    """Of the sentence."""
    times: tuple[Time, ...]
    """With places in the article."""
    speaker: Speaker | None
    """With a span in the article."""
    clauses: tuple[Span, ...]
    """Of the sentence."""


def quantities_of(article: Article) -> tuple[QuantityClaim, ...]:
    """Every amount the article states, in the order of the text."""
    text = plain(article.text)
    claims: list[QuantityClaim] = []
    paragraph_starts = {start for start, _ in article.paragraphs}
    for span in sentences_of(text):
        # what a new paragraph leaves out is not found in the one before
        earlier = [] if span[0] in paragraph_starts else claims[-1:]
        claims += _claims_in(article, text, span, earlier)
    return tuple(claims)


def _claims_in(
    article: Article, text: str, span: Span, earlier: list[QuantityClaim]
) -> list[QuantityClaim]:
    start, end = span
    words = text[start:end]
    language = language_of(words)
    times = times_in(words, language, article.published)
    amounts = amounts_in(words, language, [(time.start, time.end) for time in times])
    if not amounts:
        return []
    speaker = speaker_of(words, language)
    setting = Setting(
        text,
        span,
        language,
        tuple(replace(time, start=time.start + start, end=time.end + start) for time in times),
        speaker and Speaker(speaker.name, (speaker.span[0] + start, speaker.span[1] + start)),
        tuple(clauses_of(text, span)),
    )
    found: list[QuantityClaim] = []
    previous = earlier[-1] if earlier else None
    for amount in amounts:
        placed = replace(amount, start=amount.start + start, end=amount.end + start)
        limit = found[-1].span[1] if found else start
        claim = _claim(article, setting, placed, limit, previous)
        found.append(claim)
        previous = claim
    return found


def _claim(
    article: Article, setting: Setting, amount: Amount, limit: int, previous: QuantityClaim | None
) -> QuantityClaim:
    """One amount with its context; `limit` is where the amount before it ended."""
    clause = _clause_at(setting, amount)
    before = _words(setting, (max(clause[0], limit), amount.start))
    after = _words(setting, (amount.end, max(clause[1], amount.end)))
    parted = parts(before, after, setting.language)
    same_sentence = previous is not None and previous.span[0] >= setting.span[0]
    subject, sure, referred = _subject(setting, amount, clause, parted, previous, same_sentence)
    unit = amount.unit
    change = parted.direction != 0
    whole = share_of(unit, change, parted, before, setting.language)
    time = _time(setting, amount, clause, limit)
    if time is None and referred and previous is not None:
        year, named = previous.year, previous.time
    else:
        year, named = (time.year, setting.text[time.start : time.end]) if time else (None, None)
    hedge = hedge_in(setting.text[limit : amount.start], setting.language)
    told_by = setting.speaker.name if setting.speaker else None
    if told_by == "":
        told_by = previous.attributed_to if previous is not None else None
    if told_by is None and referred and previous is not None:
        told_by = previous.attributed_to
    comparator = amount.comparator
    if unit == "percent" and comparator is Comparator.EXACT and not change:
        comparator = compared_with_whole(before, setting.language)
    others = _alternatives(amount, change, after)
    return QuantityClaim(
        value=amount.numeral.value,
        unit=unit,
        unit_as_written=amount.written,
        comparator=comparator,
        year=year,
        time=named,
        subject=subject,
        hedge=hedge,
        attributed_to=told_by,
        stance=_stance(told_by, hedge, before, setting.language),
        is_change=change,
        share_of=whole,
        span=(amount.start, amount.end),
        sentence=setting.span,
        text=article.text[amount.start : amount.end],
        step=amount.numeral.step,
        confidence=min(sure, UNSURE if others else SURE),
        alternatives=others,
        direction=parted.direction,
    )


def _clause_at(setting: Setting, amount: Amount) -> Span:
    for start, end in setting.clauses:
        if start <= amount.start < end:
            return start, max(end, amount.end)
    return setting.span


def _words(setting: Setting, span: Span) -> str:
    """The words of `span` without its times and without the words that introduce the speaker."""
    cut: list[Span] = [(time.start, time.end) for time in setting.times]
    if setting.speaker is not None:
        cut.append(setting.speaker.span)
    start, end = span
    if setting.speaker is not None and start <= setting.speaker.span[0] < end:
        spoken = setting.speaker.span
        start = spoken[1] if spoken[1] < end and setting.text[spoken[0]] not in ",，" else start
    pieces = []
    for first, last in sorted(cut):
        if last <= start or first >= end:
            continue
        pieces.append(setting.text[start : max(start, first)])
        start = max(start, min(last, end))
    pieces.append(setting.text[start:end])
    return "".join(pieces)


def _subject(
    setting: Setting,
    amount: Amount,
    clause: Span,
    parted: Parts,
    previous: QuantityClaim | None,
    same_sentence: bool,
) -> tuple[str, float, bool]:
    """The subject, how sure, and whether it was taken from the claim before."""
    table = predicates()[setting.language]
    own, behind = parted.subject, parted.after
    joint = "" if setting.language == "zh" else " "
    if amount.unit == "percent" and not any(word in behind for word in table["share_nouns"]):
        behind = "" if parted.object or parted.direction == 0 else behind
    if own.lower() in table["anaphora"] and previous is not None:
        return previous.subject, LESS_SURE, True
    pieces = [own] if own else []
    sure, referred = SURE, False
    if (not own and not (parted.object and amount.unit != "percent")) or own.lower() in table[
        "generic"
    ]:
        earlier = _earlier_subject(setting, clause)
        if same_sentence and previous is not None and (not earlier or own):
            earlier, referred = previous.subject, True
        if earlier and not (behind and not own and len(behind) > 4 and amount.unit != "percent"):
            pieces, sure = [earlier, *pieces], LESS_SURE
    if parted.object and amount.unit != "percent":
        pieces.append(parted.object)
    if amount.unit in rules()["counted"]:
        pieces.append(amount.written)
    if behind:
        pieces.append(behind)
    if not pieces and amount.unit == "percent":
        pieces.append(parted.after)
    subject = " ".join(dict.fromkeys(piece for piece in pieces if piece)) or joint
    return subject.strip(), sure if subject.strip() else UNSURE, referred


def _earlier_subject(setting: Setting, clause: Span) -> str:
    """The subject of the clause before, for a clause that begins with its verb."""
    for span in reversed(setting.clauses):
        if span[1] > clause[0]:
            continue
        words = _words(setting, span)
        found = parts(words, "", setting.language).subject
        if found:
            return found
    return ""


NEAR = 40
"""Characters within which a time behind an amount belongs to it."""


def _time(setting: Setting, amount: Amount, clause: Span, limit: int) -> Time | None:
    """The time nearest to the amount: in its clause, close behind it, else earlier, else later."""
    ahead = [time for time in setting.times if time.end <= amount.start]
    behind = [time for time in setting.times if time.start >= amount.end]
    near = behind[0] if behind else None
    if near is not None:
        gap = setting.text[amount.end : near.start]
        if (
            len(gap) > NEAR
            or any(mark in gap for mark in ",，;；:、")
            or " and" in gap
            or "%" in gap
        ):
            near = None
    inside = [time for time in ahead if time.start >= max(clause[0], limit)]
    if inside and (setting.language == "zh" or near is None):
        return inside[-1]
    if near is not None and near.end <= clause[1] + 1:
        return near
    if inside:
        return inside[-1]
    if ahead:
        return ahead[-1]
    return behind[0] if behind else None


def _stance(told_by: str | None, hedge: str | None, before: str, language: str) -> Stance:
    if denied_in(before, language):
        return Stance.DENIED
    if told_by is not None:
        return Stance.ATTRIBUTED
    return Stance.INFERRED if hedge is not None else Stance.ASSERTED


def _alternatives(amount: Amount, change: bool, after: str) -> tuple[tuple[float, str], ...]:
    """Other readings: 11-fold more may be 12 times as much; a ton may be short."""
    value = amount.numeral.value
    if isinstance(value, tuple):
        return ()
    if amount.other is not None:
        return ((value, amount.other),)
    counted = amount.numeral.printed or amount.numeral.end < amount.end
    if amount.unit == "x" and counted and (change or after.lstrip().startswith(("more", "higher"))):
        return ((value + 1.0, "x"),)
    return ()
