"""Holds what a model proposes against the page: a claim counts only where the page makes it.

Not here: how a model is asked (`llm.py`). The check is the same whatever the model was told: the
quote must be in the article, the grammar must find the number there, and every word taken over must
be the article's own. Speaker and stance are left to the rules (`speakers.py`, `stances.py`).
"""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assay.claims.amount import Amount
from assay.claims.amounts import amounts_in
from assay.claims.cause_patterns import NO_RISE, causes_table, either, triggers
from assay.claims.causes import passages_of
from assay.claims.claim import MOST_CLAIMS, CauseClaim, Claims, QuantityClaim, Stance
from assay.claims.numeral import plain
from assay.claims.references import UNSURE
from assay.claims.speakers import denied_in, hedge_in, speaker_of
from assay.claims.stances import Passage, stance_of
from assay.claims.times import times_in
from assay.reading.article import Article, Span

LONGEST_QUOTE = 400
"""Characters of a quote; a sentence of news has some hundred."""
MOST_PLACES = 20
"""Places at which one quote is looked at."""
MOST_PROPOSED = 400
"""Proposals that are looked at, of each kind; as many as claims are kept."""
CLOSE = 1e-9
"""Relative difference of two floats that print alike."""

Value = float | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of proposals."""

    confirmed: int
    """Read by the grammar already."""
    added: int
    """New claims."""
    dropped: Mapping[str, int]
    """Reasons and counts: shape, quote, number, words, link, sign, many."""

    @staticmethod
    def none() -> "Checked":
        """Nothing was proposed."""
        return Checked(0, 0, {})

    def plus(self, other: "Checked") -> "Checked":
        """Both together."""
        dropped = Counter(self.dropped) + Counter(other.dropped)
        return Checked(self.confirmed + other.confirmed, self.added + other.added, dict(dropped))


class _Dropped(Exception):
    """A proposal that does not hold; its text is the reason."""


def accepted(
    article: Article, claims: Claims, proposed: Mapping[str, list[Any]]
) -> tuple[Claims, Checked]:
    """`claims` with the proposals that hold, in the order of the text, and the counts."""
    passages = passages_of(article)
    text = plain(article.text)
    quantities, causes = claims.quantities, claims.causes
    counts: Counter[str] = Counter()
    for row in _first(proposed["quantities"], counts):
        try:
            quantities, outcome = _quantity(article, text, passages, quantities, row)
        except _Dropped as reason:
            outcome = str(reason)
        counts[outcome] += 1
    for row in _first(proposed["causes"], counts):
        try:
            causes, outcome = _cause(article, passages, causes, row)
        except _Dropped as reason:
            outcome = str(reason)
        counts[outcome] += 1
    kept = Claims(
        tuple(sorted(quantities, key=lambda claim: claim.span))[:MOST_CLAIMS],
        tuple(sorted(causes, key=lambda claim: claim.span))[:MOST_CLAIMS],
    )
    dropped = {reason: n for reason, n in counts.items() if reason not in ("confirmed", "added")}
    return kept, Checked(counts["confirmed"], counts["added"], dropped)


def _first(rows: list[Any], counts: Counter[str]) -> list[Any]:
    if len(rows) > MOST_PROPOSED:
        counts["many"] += len(rows) - MOST_PROPOSED
    return rows[:MOST_PROPOSED]


def _words(row: object, *names: str) -> list[str]:
    """The texts of a proposal under `names`; dropped if one is none, empty or too long."""
    if not isinstance(row, dict):
        raise _Dropped("shape")
    found = [text for text in map(row.get, names) if isinstance(text, str) and text.strip()]
    if len(found) < len(names):
        raise _Dropped("shape")
    if any(len(each) > LONGEST_QUOTE for each in found):
        raise _Dropped("quote")
    return found


def _value(row: Mapping[str, Any]) -> Value:
    told = row.get("value")
    listed = told if isinstance(told, list) else [told]
    ends = [end for end in listed if isinstance(end, int | float) and not isinstance(end, bool)]
    if len(ends) not in (1, 2) or len(ends) < len(listed):
        raise _Dropped("shape")
    try:
        numbers = [float(end) for end in ends]
    except OverflowError:
        raise _Dropped("number") from None
    if not all(map(math.isfinite, numbers)):
        raise _Dropped("number")
    return numbers[0] if len(numbers) == 1 else (min(numbers), max(numbers))


def _same(one: Value, other: Value) -> bool:
    """Whether two values print alike; a range of one number is that number."""
    ends = [value if isinstance(value, tuple) else (value, value) for value in (one, other)]
    return all(math.isclose(a, b, rel_tol=CLOSE) for a, b in zip(*ends, strict=True))


def _places(text: str, quote: str) -> Iterator[Span]:
    """Where the quote stands, as whole words; dropped if it stands nowhere."""
    start, found = text.find(quote), 0
    while start >= 0 and found < MOST_PLACES:
        end = start + len(quote)
        if not (_runs(text, start) or _runs(text, end)):
            found += 1
            yield start, end
        start = text.find(quote, start + 1)
    if not found:
        raise _Dropped("quote")


def _runs(text: str, at: int) -> bool:
    """Whether a word of Latin letters or a number runs on over this place."""
    beside = text[max(0, at - 1) : at + 1]
    return len(beside) == 2 and all(sign.isascii() and (sign.isalnum()) for sign in beside)


def _around(passages: list[Passage], place: Span) -> int:
    """The index of the sentence in which a place begins."""
    starts = [passage.span[0] for passage in passages]
    return max(0, bisect_right(starts, place[0]) - 1)


def _quantity(
    article: Article,
    text: str,
    passages: list[Passage],
    known: tuple[QuantityClaim, ...],
    row: dict[str, Any],
) -> tuple[tuple[QuantityClaim, ...], str]:
    """The claims with the one proposed, if its number stands where it says."""
    (quote,) = _words(row, "quote")
    value = _value(row)
    for start, end in _places(article.text, quote):
        for index, claim in enumerate(known):
            inside = claim.span[0] < end and start < claim.span[1]
            if inside and _same(claim.value, value):
                better = _completed(article, claim, row)
                return (*known[:index], better, *known[index + 1 :]), "confirmed"
    for start, end in _places(article.text, quote):
        passage = passages[_around(passages, (start, end))]
        # a time is blocked by its words in the whole sentence, and an amount by those of the quote
        first = passage.span[0]
        times = times_in(passage.words, passage.language, article.published)
        blocked = [(time.start + first, time.end + first) for time in times]
        for amount in amounts_in(text[start:end], passage.language, []):
            span = (start + amount.start, start + amount.end)
            taken = [claim.span for claim in known] + blocked
            if not _same(amount.numeral.value, value) or _meets(span, taken):
                continue
            return (*known, _claim(article, passage, amount, span, row)), "added"
    raise _Dropped("number")


def _meets(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _claim(
    article: Article, passage: Passage, amount: Amount, span: Span, row: Mapping[str, Any]
) -> QuantityClaim:
    """A claim of the number that the grammar found, with words of its own sentence."""
    before = passage.words[: max(0, span[0] - passage.span[0])]
    told = speaker_of(passage.words, passage.language)
    speaker = told.name or None if told else None
    hedge = hedge_in(before, passage.language)
    stance = Stance.INFERRED if hedge else Stance.ASSERTED
    if denied_in(before, passage.language):
        stance = Stance.DENIED
    elif speaker:
        stance = Stance.ATTRIBUTED
    claim = QuantityClaim(
        value=amount.numeral.value,
        unit=amount.unit,
        unit_as_written=amount.written,
        comparator=amount.comparator,
        year=None,
        time=None,
        subject="",
        hedge=hedge,
        attributed_to=speaker,
        stance=stance,
        is_change=False,
        share_of=None,
        span=span,
        sentence=passage.span,
        text=article.text[slice(*span)],
        step=amount.numeral.step,
        confidence=UNSURE,
        found_by="llm",
    )
    return replace(_completed(article, claim, row), found_by="llm")


def _completed(article: Article, claim: QuantityClaim, row: Mapping[str, Any]) -> QuantityClaim:
    """The claim with subject and year of the proposal, where the grammar was unsure of its own."""
    sentence = article.text[slice(*claim.sentence)]
    subject, year = row.get("subject"), row.get("year")
    better = claim
    if claim.confidence <= UNSURE and isinstance(subject, str):
        subject = subject.strip()
        if 0 < len(subject) <= LONGEST_QUOTE and subject in sentence:
            better = replace(better, subject=subject)
    unstated = claim.year is None and claim.time is None
    named = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)").findall(sentence)
    if unstated and isinstance(year, int) and year in map(int, named):
        better = replace(better, year=year)
    return better if better == claim else replace(better, found_by="both")


def _cause(
    article: Article, passages: list[Passage], known: tuple[CauseClaim, ...], row: dict[str, Any]
) -> tuple[tuple[CauseClaim, ...], str]:
    """The claims with the one proposed, if the quote holds cause, causal word and effect."""
    quote, cause, effect = (each.strip() for each in _words(row, "quote", "cause", "effect"))
    sign = row.get("sign")
    if sign not in (1, -1) or isinstance(sign, bool):
        raise _Dropped("shape")
    start, end = next(_places(article.text, quote))
    first, second = _apart(quote, cause, effect)
    for claim in known:
        inside = claim.span[0] < end and start < claim.span[1]
        alike = _alike(claim.cause, cause) and _alike(claim.effect, effect)
        if inside and alike and claim.sign == sign:
            return known, "confirmed"
    index = _around(passages, (start, end))
    passage = passages[index]
    if end > passage.span[1]:
        raise _Dropped("link")
    trigger, read = _link(plain(quote), passage.language, first, second, plain(effect))
    if read != sign:
        raise _Dropped("sign")
    place = start - passage.span[0]
    stance, speaker = stance_of(
        passages, index, place, place + trigger, place + max(first[1], second[1])
    )
    claim = CauseClaim(
        cause, effect, sign, stance, speaker, (start, end), article.text[start:end], "llm"
    )
    return (*known, claim), "added"


def _apart(quote: str, cause: str, effect: str) -> tuple[Span, Span]:
    """Where cause and effect stand in the quote, in the order of the text, with words between."""
    one, other = quote.find(cause), quote.find(effect)
    if one < 0 or other < 0:
        raise _Dropped("words")
    first, second = sorted([(one, one + len(cause)), (other, other + len(effect))])
    if first[1] >= second[0]:
        raise _Dropped("words")
    return first, second


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _link(quote: str, language: str, first: Span, second: Span, effect: str) -> tuple[int, int]:
    """Where the causal word between the two stands, and the sign it gives; dropped if none does."""
    found = triggers(language)
    for kind in ("replaces", "lowers", "raises", "uses", "because"):
        match = found[kind].search(quote, first[1], second[0])
        if match:
            lowers = kind in ("replaces", "lowers") or NO_RISE.search(effect) is not None
            return match.start(), -1 if lowers else 1
    drivers = re.compile(either(causes_table()[language]["drivers"]), re.IGNORECASE)
    match = drivers.search(quote, first[1])
    if match is None:
        raise _Dropped("link")
    return match.start(), 1
