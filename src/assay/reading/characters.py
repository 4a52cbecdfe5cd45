"""Counts of characters by kind, quick enough to ask on every page and every line.

Not here: what is done with the counts (`damage/`, `dump.py`, `metadata.py`).
"""

import re

import numpy as np
from numpy.typing import NDArray

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The Han characters, as the inside of a character class of a regular expression."""

HAN_WEIGHT = 3
"""A Han character says about as much as three Latin letters, so it counts three times."""

_RUN_OF_HAN = re.compile(f"[{HAN}]+")


def han_count(text: str) -> int:
    """How many Han characters a text has."""
    return 0 if text.isascii() else sum(map(len, _RUN_OF_HAN.findall(text)))


def weight(text: str) -> int:
    """Length of a text, a Han character counting `HAN_WEIGHT` times."""
    return len(text) + (HAN_WEIGHT - 1) * han_count(text)


def code_points(text: str) -> NDArray[np.uint32]:
    """The characters as numbers: of one pass over a long text the quickest."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def has_between(text: str, first: str, last: str) -> bool:
    """Whether any character lies in [first, last]; ASCII bounds are not meant."""
    if text.isascii():
        return False
    points = code_points(text)
    return bool(((points >= ord(first)) & (points <= ord(last))).any())
