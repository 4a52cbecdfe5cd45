"""Numbers as the report writes them: digits, bands, units and days in two languages.

Not here: what a number means and where it comes from (`entries.py`); units (`units.py`).
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import TYPE_CHECKING

from assay.errors import UnitError
from assay.units import convert, show, table, unit, without_labels

if TYPE_CHECKING:
    from assay.model.summary import Band
    from assay.ruler.story import Window

MINUS = "\u2212"
NARROW = "\u202f"
"""Narrow no-break space, between a number and its per cent sign in English."""
SPACE = "\u00a0"
STEPS = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e9, "billion"), (1e6, "million"))}
"""From where each language counts in larger steps, and their words."""
COUNTED = {
    "TWh": (1e9, "千瓦时", "kWh"), "GW": (1e6, "千瓦", "kW"), "km3": (1e9, "立方米", "m3"),
}  # fmt: skip
"""Units that Chinese texts tell in 万 and 亿 of a smaller one: factor, the smaller unit's name and
symbol."""
COUNTABLE = {
    "server": "servers",
    "vehicle": "vehicles",
    "person": "people",
    "robot": "robots",
    "prompt": "prompts",
    "rack": "racks",
    "cell": "cells",
    "token": "tokens",
    "GPU": "GPUs",
    "year": "years",
}
"""Units that are counted, which English puts in the plural."""
PER = {"year": "a year", "oz": "an ounce"}
"""What English says for a division, where it has a word; the ounce is troy."""
PRINTED = 6
"""Most significant digits of a printed figure; one with more was computed."""
CENTS = 2
"""Decimals of a price by the ounce, at least."""
CALENDAR = (1500, 2500)
"""Whole numbers of years from here to there are years of the calendar; a judgement: no record
begins before the one, no scenario reaches the other, and nothing in a model lasts so long."""
FEWEST = 2
"""Least significant digits of a converted figure: 40 t are 1.3 Moz, not 1 Moz."""
RISE = 1
"""Decimals of a rise in log points that two published prices give: to a thousandth of a price."""
HAN = re.compile(r"[\u4e00-\u9fff]")


def decimals_for(scale: float, digits: int = 2) -> int:
    """Decimals that show `digits` significant digits of a number as large as `scale`."""
    if scale == 0 or not math.isfinite(scale):
        return 0
    # rounded first: 0.998 shows as 1.0, not as 1.00
    rounded = abs(float(f"{scale:.{digits - 1}e}"))
    return max(-12, min(12, digits - 1 - math.floor(math.log10(rounded))))


def _digits(value: float, decimals: int) -> str:
    rounded = round(value, decimals)
    text = f"{abs(rounded):,.{max(decimals, 0)}f}"
    return (MINUS if rounded < 0 else "") + text


def written(value: float, decimals: int, language: str) -> str:
    """`value` with `decimals`; from 10,000 in 万 or 亿, in English from a million in millions."""
    if not math.isfinite(value):
        return "\u221e" if value > 0 else MINUS + "\u221e"
    value = round(value, decimals)
    for step, word in STEPS[language]:
        if abs(value) >= step:
            kept = max(0, min(decimals + round(math.log10(step)), 3))
            text = _digits(value / step, kept)
            return (text.rstrip("0").rstrip(".") if "." in text else text) + SPACE + word
    return _digits(value, decimals)


def measured(value: float, language: str, digits: int = 2) -> str:
    """A result of the model: two significant digits."""
    return written(value, decimals_for(value, digits), language)


def published(value: float, language: str) -> str:
    """A printed figure, with the digits it was printed with."""
    text = f"{value:.10g}"
    if "e" in text or len(text.strip("-").replace(".", "").strip("0")) > PRINTED:
        return measured(value, language, 3)
    return written(value, len(text.partition(".")[2]), language)


def count(number: int) -> str:
    """A whole number with separators, in either language."""
    return f"{number:,}".replace("-", MINUS)


def _grain(band: Band) -> float:
    """The size that decides the decimals: the median, or the narrower side where that is wider."""
    return max(abs(band.p50), min(band.p50 - band.p05, band.p95 - band.p50))


def band_ends(band: Band, language: str) -> str:
    """`[p05, p95]`, rounded outwards to no more decimals than the median shows."""
    most = decimals_for(_grain(band))
    ends = []
    for value, outward in ((band.p05, math.floor), (band.p95, math.ceil)):
        decimals = min(most, decimals_for(value)) if value else most
        step = 10.0**decimals
        # a value already on a step must not be pushed outwards by the last bit of a float
        ends.append(written(outward(round(value * step, 6)) / step, decimals, language))
    return f"[{ends[0]},{SPACE}{ends[1]}]"


def middle(band: Band, language: str) -> str:
    """The median, with as many decimals as the band's width deserves."""
    return written(band.p50, decimals_for(_grain(band)), language)


def is_point(band: Band) -> bool:
    """Whether the band is a single published value."""
    return band.p05 == band.p95


def with_unit(number: str, symbol: str, language: str) -> str:
    """`number` beside its unit: `5 %`, `1.5-fold`, `99.00 USD/oz`; Chinese sets Han units close."""
    plain = without_labels(symbol)
    if plain in ("", "1", "-"):
        return number
    if plain in ("percent", "%"):
        return f"{number}%" if language == "zh" else f"{number}{NARROW}%"
    if plain.startswith("million*"):
        number = f"{number}{SPACE}{show('million', language)}"
        plain = plain.removeprefix("million*")
    if language == "zh" and plain.endswith("/oz") and HAN.match(show("oz", "zh")):
        return f"每{show('oz', 'zh')}{SPACE}{number}{SPACE}{show(plain[:-3], 'zh')}"
    shown = _named(plain, language, number != "1")
    if shown.startswith("-"):
        return number + shown
    close = number[-1:] in "万亿"
    return f"{number}{shown}" if close else f"{number}{SPACE}{shown}"


def _named(plain: str, language: str, many: bool) -> str:
    """A unit's name after a number: `servers a year`, `USD an ounce`."""
    if language != "en":
        return show(plain, language).replace("*", SPACE)
    head, per, rest = plain.partition("/")
    name = show(head, "en").replace("*", SPACE)
    if many and head in COUNTABLE:
        name = COUNTABLE[head]
    if not per:
        return name
    # what a label counts may be any word, with no plural that is known
    counts = head.isidentifier() and head not in table()
    told = None if counts else PER.get(rest)
    return f"{name}{SPACE}{told}".lstrip(SPACE) if told else f"{name}/{show(rest, 'en')}"


def span_text(low: str, high: str, symbol: str, language: str) -> str:
    """A range: `4.5–7 %` or `4.5%～7%`."""
    if language == "zh" and symbol in ("percent", "%"):
        return f"{low}%～{high}%"
    if language == "zh":
        return with_unit(f"{low}～{high}", symbol, language)
    # a dash beside a minus reads as two minuses
    dash = " to " if MINUS in low + high else "–"
    return with_unit(f"{low}{dash}{high}", symbol, language)


def printed(value: float | tuple[float, float], symbol: str, language: str) -> str:
    """A published figure or range with its unit, as each language counts it."""
    plain = without_labels(symbol)
    head, _, tail = plain.partition("/")
    if language == "zh" and head in COUNTED:
        factor, name, _ = COUNTED[head]
        ends = value if isinstance(value, tuple) else (value,)
        texts = [written(end * factor, -4, "zh") for end in ends]
        return "～".join(texts) + name + (f"/{show(tail, 'zh')}" if tail else "")
    if isinstance(value, tuple):
        return span_text(
            published(value[0], language), published(value[1], language), plain, language
        )
    if tail == "oz" and f"{value:.10g}" == f"{value:.{CENTS}f}".rstrip("0").rstrip("."):
        return with_unit(written(value, CENTS, language), plain, language)
    return with_unit(published(value, language), plain, language)


def exactly(value: float, symbol: str, target: str, language: str) -> str:
    """A value that has no band, told in unit `target` with its own digits.

    A year of the calendar stands bare; what was converted gets no more digits than it came with.
    """
    plain = without_labels(symbol)
    if plain == "year" and value == round(value) and CALENDAR[0] <= value <= CALENDAR[1]:
        return f"{value:.0f}"
    if plain == "log_point":
        return with_unit(written(value, RISE, language), plain, language)
    if plain == target:
        return printed(value, symbol, language)
    told = converted(value, symbol, target)
    digits = len(f"{abs(value):.{PRINTED}g}".replace(".", "").strip("0"))
    return with_unit(measured(told, language, max(FEWEST, digits)), target, language)


def resource_unit(symbol: str, window: Window | None, language: str) -> str:
    """The unit for amounts of the resource: Moz in English if it is priced by the ounce, else t; in
    Chinese the smaller unit of those that it counts in 万 and 亿."""
    plain = without_labels(symbol)
    mass, per, rest = plain.partition("/")
    if language == "zh" and mass in COUNTED:
        return COUNTED[mass][2] + per + rest
    if mass not in ("t", "kt", "Mt", "Moz", "kg") or rest not in ("", "year"):
        return plain
    by_ounce = window is not None and window.unit.endswith("/oz")
    return ("Moz" if by_ounce and language == "en" else "t") + per + rest


def converted(value: float, source: str, target: str) -> float:
    """`value` told in unit `target`, labels left aside; unchanged where the units do not fit."""
    try:
        plain = unit(source).unlabelled().text
        return convert(value, plain, target)
    except UnitError:
        return value


def converted_band(band: Band, source: str, target: str) -> Band:
    """A band told in unit `target`, labels left aside."""
    from assay.model.summary import Band

    factor = converted(1.0, source, target)
    return Band(*(x * factor for x in (band.p05, band.p25, band.p50, band.p75, band.p95)))


def counted(band: Band, symbol: str, language: str) -> tuple[str, str]:
    """A band's middle with its unit, in which readers of the language count, and its ends; no ends
    for a point."""
    target = resource_unit(symbol, None, language)
    band = converted_band(band, symbol, target)
    told = with_unit(middle(band, language), target, language)
    return told, "" if is_point(band) else band_ends(band, language)


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_text(day: date, language: str) -> str:
    """`23 January 2026` or `2026年1月23日`."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day}{SPACE}{MONTHS[day.month - 1]}{SPACE}{day.year}"


def chance(probability: float, samples: int, language: str) -> str:
    """A share of sampled worlds in two digits; never "0 %" and never "100 %"."""
    if probability <= 0:
        return never(samples, language)
    if probability >= 1:
        return always(samples, language)
    hits = round(probability * samples)
    if hits < RARE:
        return (
            f"{count(samples)}{SPACE}次中{SPACE}{max(hits, 1)}{SPACE}次"
            if language == "zh"
            else f"{max(hits, 1)} in {count(samples)}"
        )
    percent = 100 * probability
    edge = min(percent, 100 - percent)
    decimals = 0 if edge >= 1 else decimals_for(edge, 1)
    return with_unit(_digits(percent, decimals), "percent", language)


RARE = 10
"""Below so many worlds a count is told: a percentage would be mostly noise."""


def never(samples: int, language: str) -> str:
    """No world at all."""
    if language == "zh":
        return f"{count(samples)}{SPACE}次中{SPACE}0{SPACE}次"
    return f"0 in {count(samples)}"


def always(samples: int, language: str) -> str:
    """Every world."""
    return f"{count(samples)}{SPACE}次全部" if language == "zh" else f"all {count(samples)}"


def bound(upper: float, language: str) -> str:
    """The bound 3/n in per cent, rounded up to one digit that is no smaller than the bound."""
    percent = 100 * upper
    decimals = decimals_for(percent, 1)
    step = 10.0**decimals
    return with_unit(_digits(math.ceil(percent * step) / step, decimals), "percent", language)


def lower_bound(missing: float, language: str) -> str:
    """The bound 1 - 3/n in per cent, rounded down so that it claims no more than it may."""
    percent = 100 * (1 - missing)
    decimals = decimals_for(100 * missing, 1)
    step = 10.0**decimals
    return with_unit(_digits(math.floor(percent * step) / step, decimals), "percent", language)
