"""A standing's reason as a sentence: the catalogue's words, the reason's figures.

Not here: why a claim stands as it does (`checks/`); the sentences (`texts/reasons.LANG.toml`).
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from markupsafe import Markup, escape

from assay.checks.standing import Reason
from assay.errors import UnitError
from assay.report.numbers import day_text, printed
from assay.report.words import PLACEHOLDER, Words, plain_text
from assay.units import show, unit

Value = str | float | int | date | tuple[float, float]
Figure = Callable[[Value, str], object]
"""Turns a number of a reason and its text into what is printed: a link, or the text itself."""
Quoted = Callable[[str], object]
"""Turns words of the page into what is printed: with their own language, or as they are."""

PIECE = re.compile(r"\{(\w+)\}(?:\s?\{(\w*unit)\}|([\s\u202f]?%))?")
"""A value, and its unit or per cent sign where one stands beside it."""
DIGITS = re.compile(r"\d[\d.,]*(?:[\s\u202f]?%)?")
OF_THE_PAGE = ("text", "upstream", "downstream", "cause", "effect", "subject")
"""Values that are words of the page."""


def plain_reason(reason: Reason, general: str, words: Words) -> str:
    """The reason as plain text; the catalogue's sentence `general` where its own is missing."""
    told = reason_markup(reason, general, words, lambda _, text: text, lambda text: text)
    return plain_text(told)


def reason_markup(
    reason: Reason, general: str, words: Words, figure: Figure, quoted: Quoted
) -> Markup:
    """The reason as markup: each number goes through `figure`, each text of the page is escaped."""
    template = words.reason(reason.key)
    if template is None or any(name not in reason.values for name in PLACEHOLDER.findall(template)):
        return words.say(general)
    pieces, last = [], 0
    for match in PIECE.finditer(template):
        pieces.append(_literal(template[last : match.start()], figure))
        last = match.end()
        pieces.append(_value(match, reason.values, words, figure, quoted))
    pieces.append(_literal(template[last:], figure))
    return Markup("").join(pieces)


def _literal(text: str, figure: Figure) -> Markup:
    """Words of the sentence; a number among them is a number like any other."""
    pieces, last = [], 0
    for match in DIGITS.finditer(text):
        pieces += [escape(text[last : match.start()]), escape(figure("", match.group()))]
        last = match.end()
    pieces.append(escape(text[last:]))
    return Markup("").join(pieces)


def _value(
    match: "re.Match[str]",
    values: Mapping[str, Value],
    words: Words,
    figure: Figure,
    quoted: Quoted,
) -> Markup:
    name, beside, sign = match.groups()
    value, symbol = values[name], str(values[beside]) if beside else "percent" if sign else "1"
    if isinstance(value, date):
        return Markup('<time datetime="{}">{}</time>').format(
            value.isoformat(), day_text(value, words.language)
        )
    if isinstance(value, str):
        if name.endswith("unit"):
            return escape(_unit(value, words))
        told = escape(quoted(value)) if name in OF_THE_PAGE else _literal(value, figure)
        return told + (_unit(symbol, words) if beside else sign or "")
    if name.endswith("year") and isinstance(value, int):
        return escape(value)
    if name == "band" and isinstance(value, tuple):
        return escape(figure(value, span_of_per_cent(value, words)))
    if not _readable(symbol):
        return escape(figure(value, f"{printed(value, '1', words.language)} {symbol}"))
    return escape(figure(value, printed(value, symbol, words.language)))


def span_of_per_cent(value: tuple[float, float], words: Words) -> str:
    """A band of shares: `0.34–3.9 %`, in Chinese with the sign at both ends."""
    return printed(value, "percent", words.language)


def _readable(symbol: str) -> bool:
    try:
        unit(symbol)
    except UnitError:
        return False
    return True


def _unit(symbol: str, words: Words) -> str:
    return show(symbol, words.language) if _readable(symbol) else symbol
