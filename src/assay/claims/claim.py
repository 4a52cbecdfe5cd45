"""What a page claims: amounts and causes, each with its place in the article.

Not here: what becomes of a claim (`checks/`), and what it is a claim about in a story
(`checks/tie.py`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from assay.figure import Figure
from assay.reading.article import Span

MOST_CLAIMS = 400
"""Amounts, and causes, that are read of one page, the first ones first: a long essay has some
fifty, and a report of 400 stays under 1.5 MB."""


YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
"""A calendar year in words that name a time."""
FoundBy = Literal["grammar", "llm", "both", "embedding"]
"""The grammar alone, or a language model whose proposal the grammar upheld (`llm.py`); "embedding"
where a model of words found what the claim is about (`checks/nearness.py`)."""


class Comparator(StrEnum):
    """How the number was hedged by comparison."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"
    UNDER = "under"
    UP_TO = "up to"
    RANGE = "range"
    VAGUE = "vague"


class Stance(StrEnum):
    """What the sentence does with the statement."""

    ASSERTED = "asserted"
    """The author says so."""
    ATTRIBUTED = "attributed"
    """Somebody else says so, and the author lets it stand."""
    INFERRED = "inferred"
    """Presented as a conclusion, an expectation or a possibility."""
    DISPUTED = "disputed"
    """Somebody says so, and the author doubts it."""
    DENIED = "denied"
    """The author says that it is not so."""


@dataclass(frozen=True, slots=True)
class QuantityClaim:
    """An amount the article states."""

    value: float | tuple[float, float]
    """The number as printed, in `unit`; a pair for a range or a vague number. Per cent are 150, not
    1.5."""
    unit: str
    """Plain unit symbol: t, kg, percent, TWh, GW, USD/oz, L, m3, x for multiples; no labels."""
    unit_as_written: str
    """The unit in the page's words."""
    comparator: Comparator
    """How the number was hedged by comparison."""
    year: int | None
    """The calendar year it speaks of, resolved against the page's own date; None if unstated."""
    time: str | None
    """The words that give the time, as written."""
    subject: str
    """What is measured, of whom: the words of the sentence."""
    hedge: str | None
    """Words such as "may", "experts expect"; None if none."""
    attributed_to: str | None
    """Who is named as the source; None if it is the author."""
    stance: Stance
    """What the sentence does with it."""
    is_change: bool
    """True for a rise or fall (up 30 %), false for a level or a share."""
    share_of: str | None
    """For a share, the words that name the whole; None otherwise."""
    span: Span
    """[start, end) in the article's text: number and unit, with the comparator where it adjoins."""
    sentence: Span
    """[start, end) of the sentence around it."""
    text: str
    """The words of `span`."""
    step: float
    """The value of one unit in the last non-zero digit as printed, in `unit` (99 -> 1, 1,000 ->
    1000, 8.6 -> 0.1)."""
    confidence: float
    """Between 0 and 1: how sure the reader is of value, unit and subject."""
    alternatives: tuple[tuple[float | tuple[float, float], str], ...] = ()
    """Other readings of an ambiguous number, as (value, unit): 11-fold or 12-fold, metric or short
    tons, watts or watt-hours. A pair where the number is one."""
    direction: int = 0
    """For a change, +1 for a rise and -1 for a fall; 0 for a level. `value` stays as printed."""
    span_of_years: tuple[int, int] | None = None
    """First and last year where it speaks of a span of them (between 2022 and 2025, since 2020)."""
    found_by: FoundBy = "grammar"
    """Who found it; "both" where the grammar read the number and a model gave its words."""

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last calendar year it speaks of; alike for one year, None if unstated."""
        return (self.year, self.year) if self.year is not None else self.span_of_years

    def interval(self, *, implies: bool = False) -> Figure:
        """The interval for which the printed number stands, after DESIGN ("A printed number stands
        for an interval").

        Rounding is half of `step`, and a tenth of the number at most: a bare 100 may be 95, but it
        is never wider than "about 100". A change printed to a whole per cent stands for half a
        per cent to either side, since 2 is all that is printed of 2.3. About X is +-10 %; almost
        X [0.9 X, X]; up to X its upper end; over X [X, 1.5 X]
        against the record and [X, 1.1 X] where it `implies` another number. Judgement of the
        design, same everywhere.
        """
        low, high = self.value if isinstance(self.value, tuple) else (self.value, self.value)
        left, right = (min(self.step / 2, 0.1 * abs(end)) for end in (low, high))
        if self.is_change and self.unit == "percent" and self.step <= 1.0:
            left = right = self.step / 2
        match self.comparator:
            case Comparator.ABOUT:
                low, high = low - 0.1 * abs(low), high + 0.1 * abs(high)
            case Comparator.ALMOST:
                low = low - 0.1 * abs(low)
            case Comparator.OVER:
                high = high + (0.1 if implies else 0.5) * abs(high)
            case Comparator.UNDER:
                low = low - (0.1 if implies else 0.5) * abs(low)
            case Comparator.VAGUE:
                pass
            case _:
                low, high = low - left, high + right
        return Figure(low, (low + high) / 2, high, self.unit, self.year)


@dataclass(frozen=True, slots=True)
class CauseClaim:
    """A statement that one thing drives another."""

    cause: str
    """What drives, in the article's words."""
    effect: str
    """What is driven, in the article's words."""
    sign: int
    """+1 if more cause means more effect, -1 if less."""
    stance: Stance
    """What the sentence does with the statement; most causal statements of a sceptical essay are
    disputed or denied."""
    attributed_to: str | None
    """Who is named as saying so; None if it is the author."""
    span: Span
    """[start, end) in the article's text."""
    text: str
    """The words of `span`."""
    found_by: FoundBy = "grammar"
    """Who found it."""


@dataclass(frozen=True, slots=True)
class Claims:
    """All that one article claims."""

    quantities: tuple[QuantityClaim, ...]
    """Amounts, in the order of the text."""
    causes: tuple[CauseClaim, ...]
    """Causes, in the order of the text."""


@dataclass(frozen=True, slots=True)
class MainCause:
    """The page's main causal statement, and what the page as a whole makes of it."""

    cause: str
    """What drives, in the article's words."""
    effect: str
    """What is driven."""
    sign: int
    """+1 if more cause means more effect, -1 if less."""
    stance: Stance
    """What the page does with it, all its statements of it taken together."""
    span: Span | None
    """Where the statement stands that gave the words; None for the headline."""
    instead: CauseClaim | None
    """What the page itself names as the cause instead; None if it names none."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a language model proposed, and what became of it."""

    model: str
    """Name of the model."""
    requests: int
    """Questions asked."""
    confirmed: int
    """Proposals that the grammar had read by itself."""
    added: int
    """Claims that stand on the page and that the grammar alone had not made."""
    dropped: tuple[tuple[str, int], ...]
    """Reasons for which proposals were dropped, with their counts, by name."""
    unread: int
    """Characters of the article that no question was answered on."""
    failed: str | None
    """Why the server could not be asked to the end; None if it could."""

    @property
    def proposed(self) -> int:
        """All proposals."""
        return self.confirmed + self.added + sum(count for _, count in self.dropped)
