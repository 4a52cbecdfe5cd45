"""Takes single digits off the ends of lines where a mirror's program glued them on.

Not here: how it is known that a mirror was at work (`reading/repair.py`, which asks for this step
only then). Digits glued to the front of a number, or into its middle, cannot be told from it.
"""

import re

from assay.reading.characters import HAN
from assay.reading.damage.mended import Mended, with_replaced
from assay.reading.traced import Traced

CONFIDENCE = 0.8
"""Judgement: on a mirror's page a lone digit behind a word or a finished sentence is seldom the
author's."""

_GLUED = re.compile(
    rf"\d(?<=[{HAN}。！？!?…”’」』）)%％]\d)(?<![第年月前后近约满超达共仅为是在至到等于]\d)"
    r"(?=[ \t\r]*$)",
    re.MULTILINE,
)
"""One digit between a Han character, a closing mark or a per cent sign and the end of its line;
behind a character that announces a number it may be one."""


def without_glued_digits(page: Traced) -> Mended:
    """Without lone digits behind the last word of a line."""
    if page.text.isascii():
        return Mended(page)
    changes = [(match.start(), match.end(), "") for match in _GLUED.finditer(page.text)]
    return with_replaced(page, changes, CONFIDENCE)
