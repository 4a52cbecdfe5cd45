"""Folds characters that only look different: full-width digits, radicals that pass for
characters, signs without width.

Not here: quotation marks and punctuation, which are never touched, but for the corner brackets of
traditional script (`script.py`).
"""

import re
import unicodedata
from functools import cache

from assay.reading.characters import code_points, count_between
from assay.reading.damage.mended import Mended, with_replaced, with_respelt
from assay.reading.traced import Traced

CERTAIN = 1.0
"""One character has one plain form (Unicode, compatibility decompositions): nothing is guessed."""

_FULL_WIDTH = (
    ("\uff05", "\uff05"),
    ("\uff10", "\uff19"),
    ("\uff21", "\uff3a"),
    ("\uff41", "\uff5a"),
)
"""First and last of the full-width per cent sign, digits, capitals and small letters."""

_SHIFT = 0xFEE0
"""Their distance from ASCII (Unicode block Halfwidth and Fullwidth Forms)."""

_FULL_WIDTH_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_LOOK_ALIKE = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")
_SIGNS = "\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = re.compile(f"[{_SIGNS}]")
"""Soft hyphens, spaces without width and marks of direction; joiners of scripts and emoji stay."""


def half_width(page: Traced) -> Mended:
    """Full-width digits, letters and percent signs as ordinary ones, so that numbers can be
    read."""
    if not count_between(page.text, "\uff05", "\uff5a"):
        return Mended(page)
    points = code_points(page.text).copy()
    for first, last in _FULL_WIDTH:
        points[(points >= ord(first)) & (points <= ord(last))] -= _SHIFT
    plain = points.tobytes().decode("utf-32-le", "surrogatepass")
    text = _FULL_WIDTH_POINT.sub(".", plain)
    return with_respelt(page, text, CERTAIN)


def without_look_alikes(page: Traced) -> Mended:
    """Radicals and doubled code points (⽩, 金 at U+F90A) as the characters they stand for."""
    if not _has_look_alikes(page.text):
        return Mended(page)
    text = _LOOK_ALIKE.sub(lambda match: _plain(match[0]), page.text)
    return with_respelt(page, text, CERTAIN)


def without_unseen(page: Traced) -> Mended:
    """Without characters that are not seen and that cut words and numbers in two."""
    if page.text.isascii() or not any(sign in page.text for sign in _SIGNS):
        return Mended(page)
    changes = [(match.start(), match.end(), "") for match in _UNSEEN.finditer(page.text)]
    return with_replaced(page, changes, CERTAIN)


def _has_look_alikes(text: str) -> bool:
    return bool(count_between(text, "\u2e80", "\u2fd5") or count_between(text, "\uf900", "\ufaff"))


@cache
def _plain(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
