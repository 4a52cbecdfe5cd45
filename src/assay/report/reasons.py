"""A standing's reason as a sentence: the catalogue's words, the reason's figures.

Not here: why a claim stands as it does (`checks/`); the sentences (`texts/reasons.LANG.toml`).
"""

import re
from collections.abc import Callable
from datetime import date

from markupsafe import Markup, escape

from assay.checks.standing import Reason
from assay.errors import UnitError
from assay.report.numbers import day_text, published, span_text, with_unit
from assay.report.words import PLACEHOLDER, Words, catalogue
from assay.units import show, unit

Value = str | float | int | date | tuple[float, float]
Figure = Callable[[Value, str], object]
"""Turns a number of a reason and its text into what the report prints (a link, or the text itself)."""


def plain_reason(reason: Reason, general: str, words: Words) -> str:
    """The reason as plain text; the sentence `general` of the catalogue where its own is missing."""
    return reason_markup(reason, general, words, lambda _, text: text).striptags()


def reason_markup(reason: Reason, general: str, words: Words, figure: Figure) -> Markup:
    """The reason as markup: every number goes through `figure`, every text of the page is escaped."""
    template = words.reason(reason.key)
    if template is None or any(
        name not in reason.values for name in PLACEHOLDER.findall(template)
    ):
        return words.say(general)
    pieces, last = [], 0
    for match in PLACEHOLDER.finditer(template):
        pieces.append(escape(template[last : match.start()]))
        last = match.end()
        pieces.append(_value(match.group(1), reason.values, words, figure))
    pieces.append(escape(template[last:]))
    return Markup("").join(pieces)


def _value(name: str, values: "dict[str, Value] | object", words: Words, figure: Figure) -> Markup:
    value = values[name]  # type: ignore[index]
    if isinstance(value, date):
        return Markup('<time datetime="{}">{}</time>').format(
            value.isoformat(), day_text(value, words.language)
        )
    if isinstance(value, tuple):
        low, high = (published(end, words.language) for end in value)
        return escape(figure(value, span_text(low, high, "1", words.language)))
    if isinstance(value, bool) or isinstance(value, str):
        return escape(_word(name, str(value), words))
    if name.endswith("year"):
        return escape(str(int(value)))
    return escape(figure(value, published(value, words.language)))


def _word(name: str, value: str, words: Words) -> str:
    if name.endswith("unit") and re.fullmatch(r"[\w{}%*/^·. -]{1,60}", value):
        try:
            unit(value)
        except UnitError:
            return value
        return show(value, words.language)
    return catalogue(words.language).get(f"word.{value}", value)


__all__ = ["plain_reason", "reason_markup", "with_unit"]
