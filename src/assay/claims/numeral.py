"""A number as printed: its value, the worth of its last digit, and how vaguely it was said.

Not here: how a language spells numbers (`numerals_zh.py`, `numerals_en.py`), units (`measures.py`).
"""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assay.claims.claim import Comparator


@lru_cache(maxsize=2)
def numeral_words(language: str) -> dict[str, Any]:
    """The words of numbers of a language: the table `numerals.toml`."""
    text = files("assay.claims").joinpath("numerals.toml").read_text("utf-8")
    words: dict[str, Any] = tomllib.loads(text)[language]
    return words


FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C} | {
    0x3000: 0x20,
    0x00A0: 0x20,
    0x2009: 0x20,
    0x202F: 0x20,
}
"""Full-width ASCII and the blanks of other widths -> plain, place for place; the comma apart."""
TRADITIONAL = str.maketrans(
    "點個對萬億兩圓噸數幾過餘貳參陸雙錢來電", "点个对万亿两圆吨数几过余贰叁陆双钱来电"
)
"""Traditional characters of numbers and their units -> simplified ones, place for place."""
PLAIN = FULL_WIDTH | TRADITIONAL
WIDE_THOUSANDS = re.compile(r"(?<=[\uff10-\uff19])\uff0c(?=[\uff10-\uff19]{3})")
"""A wide comma between wide digits parts thousands; between plain ones it parts a list."""

SEPARATED = r"\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,3}(?: \d{3}){1,6}(?![\d,])"
INDIAN = r"\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
DIGITS = rf"(?:{SEPARATED}|{INDIAN}|\d{{1,18}})(?:\.\d{{1,12}}(?!\d))?"
"""Arabic digits; commas or single blanks before groups of three are thousands, lakhs in India."""


DIGITS_KEPT = 15
"""Decimal digits that a binary number of 64 bits holds."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from a text."""

    start: int
    """First character."""
    end: int
    """One past the last character."""
    low: float
    """The value, or the lower end."""
    high: float
    """The value, or the upper end."""
    step: float
    """The worth of one unit in the last non-zero digit as printed."""
    scale: float = 1.0
    """The magnitude word it ends in (10,000 for 万, a million for "million"); 1 if none."""
    comparator: Comparator = Comparator.EXACT
    """Vague, over or range where the numeral itself says so."""
    unit: str | None = None
    """The unit the numeral carries in itself: percent for 三分之二, x for "doubled"."""
    printed: bool = True
    """Whether it is written in Arabic digits."""

    @property
    def value(self) -> float | tuple[float, float]:
        """The number, or the pair of ends, without what binary fractions add to their digits."""
        low, high = (float(f"{end:.{DIGITS_KEPT}g}") for end in (self.low, self.high))
        return low if low == high else (low, high)

    def times(self, factor: float) -> "Numeral":
        """The same numeral, `factor` times as large; the text is unchanged."""
        return replace(
            self,
            low=self.low * factor,
            high=self.high * factor,
            step=self.step * factor,
        )


def plain(text: str) -> str:
    """`text` with wide characters, odd blanks and the old number words plain, place for place."""
    return WIDE_THOUSANDS.sub(",", text).translate(PLAIN)


ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
"""Capital ASCII letters -> small ones; other letters may change their number when lowered."""


def lower(text: str) -> str:
    """`text` with letters small, place for place."""
    small = text.lower()
    return small if len(small) == len(text) else text.translate(ASCII_LOWER)


def arabic(digits: str) -> tuple[float, float]:
    """Value and step of Arabic digits such as `1,000` (1000, 1000) or `8.60` (8.6, 0.1)."""
    bare = digits.replace(",", "").replace(" ", "")
    whole, _, decimals = bare.partition(".")
    kept = decimals.rstrip("0")
    if kept:
        return float(bare), float(f"1e-{len(kept)}")
    stripped = whole.rstrip("0")
    zeros = len(whole) - len(stripped) if stripped else 0
    return float(bare), float(10**zeros)


def joined(first: Numeral, second: Numeral) -> Numeral | None:
    """The range from `first` to `second`; None if they do not make one.

    A magnitude word or unit written once counts for both ends (5-10万, "4.2 to 6.6 billion",
    百分之3到6).
    """
    if first.unit is None and second.unit == "percent":
        return None  # 3到百分之六: no number of one kind
    if second.unit is not None and first.unit != second.unit:
        return None
    if first.scale == 1.0 and second.scale > 1.0 and first.high < second.low / second.scale:
        first = first.times(second.scale)
    if first.unit == "percent" and second.unit is None and second.scale > 1.0:
        return None
    if not first.low <= second.high or first.low == second.high:
        return None
    return Numeral(
        first.start,
        second.end,
        first.low,
        second.high,
        min(first.step, second.step),
        max(first.scale, second.scale),
        Comparator.RANGE,
        first.unit,
        first.printed or second.printed,
    )


RANGE_SIGN = re.compile(r"\s{0,2}(?:[-‐‑‒–—―−~～]{1,2}|至|到)\s{0,2}")
"""What stands between the ends of a range in either language."""
