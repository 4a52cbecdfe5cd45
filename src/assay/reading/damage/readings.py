"""Takes readings in brackets out from between the characters: 銀(yín) is 銀.

Not here: the traditional characters they often come with (`script.py`); mirrors mix both at will.
`readings.csv` is written by `tools/make_readings.py`.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from assay.reading.characters import han_count
from assay.reading.damage.mended import Mended, with_replaced
from assay.reading.traced import Replacement, Traced

READINGS_PER_THOUSAND = 3.0
"""Bracketed readings per 1,000 Han characters from which a page counts as polluted by them;
measured:
67 on a polluted page, 0.00 on the worst of 58 clean ones. Below, brackets are the author's."""

CONFIDENCE = 0.99
"""Measured: all 291 of the polluted essay, and no false one in 125,000 clean characters."""

_LATIN = "A-Za-z\u00c0-\u024f\u0300-\u036f"
_BRACKET = re.compile(rf"[(（]([{_LATIN}]{{1,10}})(?:[)）]|[ \t]*$)", re.MULTILINE)


def without_readings(page: Traced) -> Mended:
    """Without bracketed readings: "(x)" goes only if x is a reading of the character before it.

    Only on pages that have many with a tone mark (`READINGS_PER_THOUSAND`), so that dictionaries
    and glosses stay whole; there the few readings without a tone, as in 们(men), go too. A bracket
    cut off by the end of its line goes by the same rule.
    """
    han = han_count(page.text)
    if not han:
        return Mended(page)
    spans: list[Replacement] = []
    toned = 0
    bearer, bearer_end = "", -1
    for match in _BRACKET.finditer(page.text):
        start, end = match.span()
        if start != bearer_end:
            bearer = page.text[start - 1 : start]
        bracketed = match[1]
        if bearer and bearer in _read_so(bracketed):
            spans.append((start, end, ""))
            bearer_end = end
            toned += not bracketed.isascii()
    if not toned or toned * 1000 < READINGS_PER_THOUSAND * han:
        return Mended(page)
    return with_replaced(page, spans, CONFIDENCE)


@lru_cache(maxsize=4096)
def _read_so(bracketed: str) -> str:
    """The characters read so; none for an abbreviation."""
    if bracketed.isascii() and not bracketed.islower():
        return ""
    return _readings().get(unicodedata.normalize("NFC", bracketed).lower(), "")


@cache
def _readings() -> dict[str, str]:
    """Reading -> the characters read so."""
    table = files("assay.reading").joinpath("readings.csv").read_text(encoding="utf-8")
    return dict(line.split(",", 1) for line in table.splitlines()[1:])
