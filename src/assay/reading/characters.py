"""Counts of characters by kind, quick enough to ask on every page and every line.

Not here: what is done with the counts (`damage/`, `dump.py`, `metadata.py`).
"""

import re
from collections.abc import Sequence
from operator import add

import numpy as np
from numpy.typing import NDArray

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The Han characters, as the inside of a character class of a regular expression."""

HAN_WEIGHT = 3
"""A Han character says about as much as three Latin letters, so it counts three times."""

_RUN_OF_HAN = re.compile(f"[{HAN}]+")


LONG = 2_000
"""Length from which counting by numbers is quicker than by a regular expression (measured)."""


def han_count(text: str) -> int:
    """How many Han characters a text has."""
    if text.isascii():
        return 0
    if len(text) < LONG:
        return sum(map(len, _RUN_OF_HAN.findall(text)))
    return int(np.count_nonzero(_is_han(code_points(text))))


def _is_han(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    han = (points >= 0x3400) & (points <= 0x9FFF) & ((points <= 0x4DBF) | (points >= 0x4E00))
    return han | ((points >= 0xF900) & (points <= 0xFAFF))


def weight(text: str) -> int:
    """Length of a text, a Han character counting `HAN_WEIGHT` times."""
    return len(text) + (HAN_WEIGHT - 1) * han_count(text)


def weights(pieces: Sequence[str]) -> list[int]:
    """The weight of each piece, in one pass over all of them."""
    lengths = list(map(len, pieces))
    whole = "".join(pieces)
    if whole.isascii():
        return lengths
    before = np.zeros(len(whole) + 1, dtype=np.int32)
    np.cumsum(_is_han(code_points(whole)), out=before[1:])
    han = np.diff(before[np.cumsum(lengths)], prepend=0)
    more: list[int] = ((HAN_WEIGHT - 1) * han).tolist()
    return list(map(add, lengths, more))


def code_points(text: str) -> NDArray[np.uint32]:
    """The characters as numbers: of one pass over a long text the quickest."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def differing(old: str, new: str) -> NDArray[np.int64]:
    """The places at which two texts of one length differ."""
    return np.flatnonzero(code_points(old) != code_points(new))


def count_between(text: str, first: str, last: str) -> int:
    """How many characters lie in [first, last]; ASCII bounds are not meant."""
    if text.isascii():
        return 0
    points = code_points(text)
    return int(np.count_nonzero((points >= ord(first)) & (points <= ord(last))))
