"""What every section of the report is written from: verdict, words and notes, with shared phrases.

Not here: the sections themselves (`sections/`); how numbers are written (`numbers.py`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup, escape

from assay.model.summary import Band
from assay.record.fact import Fact
from assay.report import numbers
from assay.report.notes import Notes
from assay.report.words import NOTHING, Words, trusted
from assay.ruler.mark import Contribution, Mark
from assay.ruler.story import Text
from assay.units import show
from assay.verdict import GivenNote, Verdict

FIRST = re.compile(r"^((?:<[^>]*>)*)(\w)")
"""The first letter of a text, behind the tags before it."""
MAIN_CAUSE = 50.0
"""Per cent of the effect from which the driver is its main cause; tested equal to the ruler."""


@dataclass(frozen=True, slots=True)
class Page:
    """One report in the making."""

    verdict: Verdict
    """What is told."""
    words: Words
    """In which language."""
    notes: Notes = field(default_factory=Notes)
    """The numbered entries so far."""

    @property
    def language(self) -> str:
        """ "en" or "zh"."""
        return self.words.language

    @property
    def driver(self) -> Markup:
        """The driver's name."""
        return self.words.text(self.verdict.story.driver)

    @property
    def resource(self) -> Markup:
        """The resource's name."""
        return self.words.text(self.verdict.story.resource)

    def names(self) -> dict[str, object]:
        """What nearly every sentence may mention."""
        return {
            "driver": self.driver,
            "resource": self.resource,
            "horizon": self.verdict.story.horizon,
        }

    def say(self, key: str, values: Mapping[str, object] = NOTHING) -> Markup:
        """A sentence of the catalogue, with `[[entry|text]]` turned into links."""
        return self.words.say(
            self.words.of(key, self.verdict.story.effect),
            {**self._named(key), **values},
            lambda entry, text: self.notes.cite(entry, trusted(text)),
        )

    def plain(self, key: str, values: Mapping[str, object] = NOTHING) -> str:
        """A sentence as plain text, for attributes."""
        return self.words.plain(
            self.words.of(key, self.verdict.story.effect), {**self._named(key), **values}
        )

    def _named(self, key: str) -> dict[str, object]:
        """`names`, with the driver's as it stands at the head of that sentence or inside it."""
        heads = self.words.begins_with(self.words.of(key, self.verdict.story.effect), "driver")
        return self.names() if heads else self.names() | {"driver": self.driver_inside}

    @property
    def driver_inside(self) -> Markup:
        """The driver's name inside a sentence."""
        return self.inside(self.verdict.story.driver)

    def inside(self, text: Text) -> Markup:
        """A story's title inside a sentence."""
        told = bare(self.words.text(text))
        return lowered(told) if self.language == "en" else told

    def has(self, key: str) -> bool:
        """Whether the catalogue has this sentence."""
        return self.words.has(key)

    def joined(self, sentences: Iterable[Markup]) -> Markup:
        """Sentences in a row; Chinese sets no space between them."""
        return (Markup(" ") if self.language == "en" else Markup("")).join(sentences)

    def count(self, number: int, key: str) -> Markup:
        """A count as a word, or in digits beyond twenty, linked to its entry like any number."""
        return self.notes.again(key, self.words.number(number))

    def raised(self, text: Markup) -> Markup:
        """A sentence that begins with a count: its first letter large, behind any link."""
        if self.language != "en":
            return text
        return trusted(FIRST.sub(lambda found: found[1] + found[2].upper(), text))

    def day(self, day: date) -> Markup:
        """A day, readable by people and programs."""
        return Markup('<time datetime="{}">{}</time>').format(
            day.isoformat(), numbers.day_text(day, self.language)
        )

    def year(self, year: int) -> Markup:
        """A calendar year as the time of something: a date, where a year that is a result links."""
        return Markup('<time datetime="{}">{}</time>').format(year, year)

    def foreign(self, text: str, language: str) -> Markup:
        """Words of the page, escaped and with their own language."""
        return Markup('<span class="quoted" lang="{}">{}</span>').format(language, text)

    def unit(self, symbol: str) -> str:
        """The unit in which amounts of `symbol` are told: of the resource, the reader's own."""
        return numbers.resource_unit(symbol, self.verdict.story.window, self.language)

    def unit_name(self, symbol: str) -> str:
        """That unit in words, for captions."""
        unit = self.unit(symbol)
        if self.has(f"unit.{unit}"):
            return self.plain(f"unit.{unit}")
        if unit.endswith("/oz"):
            return self.symbol(unit)
        return numbers.with_unit("", unit, self.language).strip()

    def told(self, band: Band, symbol: str) -> tuple[Band, str]:
        """A band in the unit it is told in, with that unit."""
        unit = self.unit(symbol)
        return numbers.converted_band(band, symbol, unit), unit

    def amount(self, band: Band, symbol: str) -> Markup:
        """`3.7 % [1.8, 7.7]`: median, unit and 90 % band; without a band, its own digits."""
        if numbers.is_point(band):
            return escape(numbers.exactly(band.p50, symbol, self.unit(symbol), self.language))
        band, unit = self.told(band, symbol)
        text = numbers.with_unit(numbers.middle(band, self.language), unit, self.language)
        ends = numbers.band_ends(band, self.language)
        return Markup('{} <span class="bd">{}</span>').format(text, ends)

    def result(self, value: float, symbol: str) -> str:
        """A single result of the model with its unit, two significant digits."""
        return numbers.with_unit(self.bare(value, symbol), self.unit(symbol), self.language)

    def bare(self, value: float, symbol: str) -> str:
        """The number of a result, in the unit that `result` tells it in."""
        told = numbers.converted(value, symbol, self.unit(symbol))
        return numbers.measured(told, self.language)

    def share(self, band: Band) -> Markup:
        """A fraction told in per cent with its band."""
        return self.amount(percent(band), "percent")

    def threshold(self, mark: Mark) -> str:
        """What a mark needs, with its unit."""
        number = numbers.published(mark.threshold, self.language)
        return numbers.with_unit(number, mark.unit, self.language)

    def fact_value(self, fact: Fact) -> str:
        """A published figure as it was published."""
        return numbers.printed(fact_figure(fact), fact.unit, self.language)

    def chance(self, probability: float) -> str:
        """A share of the run's samples in two digits; the chain's own may be more (`Degree`)."""
        return numbers.chance(probability, self.verdict.samples, self.language)

    def mark_name(self, name: str) -> Markup:
        """A mark's name."""
        return self.say(f"mark.{name}.name")

    def mark(self, name: str) -> Mark | None:
        """The mark of this name."""
        return next((mark for mark in self.verdict.marks if mark.name == name), None)

    def fact(self, name: str) -> Fact | None:
        """The fact of this id, whether a number of the verdict or one that stands behind it."""
        facts = (*self.verdict.facts, *self.verdict.lookup.beside)
        return next((fact for fact in facts if fact.id == name), None)

    def given(self, name: str) -> GivenNote | None:
        """The input of this name."""
        return next((given for given in self.verdict.givens if given.name == name), None)

    def symbol(self, unit: str) -> str:
        """A unit as the language writes it."""
        return show(unit, self.language)


def percent(band: Band) -> Band:
    """A fraction's band in per cent."""
    return Band(*(100 * x for x in (band.p05, band.p25, band.p50, band.p75, band.p95)))


def fact_figure(fact: Fact) -> float | tuple[float, float]:
    """The figure as printed: the value, else the range."""
    if fact.value is not None:
        return fact.value
    figure = fact.figure()
    return figure.low if figure.low == figure.high else (figure.low, figure.high)


def bare(text: Markup) -> Markup:
    """A title without what stands in brackets at its end."""
    return trusted(re.sub(r"\s*[(（][^()（）]*[)）]$", "", text))


def lowered(text: Markup) -> Markup:
    """A title inside a sentence: first letter small, unless it begins an abbreviation."""
    if len(text) > 1 and text[0].isupper() and not text[1].isupper():
        return trusted(text[0].lower() + text[1:])
    return text


def rows_of(verdict: Verdict, view: int, parts: tuple[str, ...]) -> list[tuple[int, Contribution]]:
    """The contributions of one view and some parts, with their places."""
    return [
        (place, row)
        for place, row in enumerate(verdict.contributions)
        if row.view == view and row.part in parts
    ]
