"""Finds the paragraphs of an extracted text again in the page they came from, character by
character.

Not here: the extraction (`html.py`). The way back never runs backwards; what cannot be found points
to where the text before it ended.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from assay.reading.characters import code_points
from assay.reading.traced import Traced

FAR_LENGTH = 30
"""Shortest piece looked for in all of its room; a shorter one would be found somewhere by
accident."""

NEAR = 100
"""How far ahead a short piece is looked for, in its own lengths: menus and captions lie between."""

MAX_FAR_SEARCHES = 500
"""Searches through all of the room; beyond, only what is near is searched, so that time is
bounded."""

LONGEST_PIECE = 200
"""Paragraphs are looked for in pieces of at most this length, so that one changed character costs
no more, and a whole page told as one paragraph weighs what it holds."""

SHORTEST_PIECE = 4
"""Pieces are halved down to this length where the page has other characters in between."""

_AFTER_SPACES = 0x3001
"""The first character behind the last kind of space of Unicode, U+3000."""
_BETWEEN = np.array(
    [chr(point).isspace() or chr(point) == "|" for point in range(_AFTER_SPACES + 1)]
)
"""Whether a character is space of any kind, or the bar that the extraction puts between the cells
of a table; the last place stands for all that follow."""


@dataclass(slots=True)
class _Piece:
    """A stretch of the wanted characters and where it begins in the page; -1 while not found."""

    start: int
    end: int
    at: int = -1


def aligned(paragraphs: list[str], source: Traced) -> Traced:
    """The paragraphs, joined by newlines, with offsets into the page from which `source` was
    made."""
    text = "\n".join(paragraphs)
    solid, wanted = _solid(text)
    places, page = _solid(source.text)
    lengths = accumulate(len(paragraph) + 1 for paragraph in paragraphs)
    ends = np.searchsorted(solid, np.fromiter(lengths, dtype=np.int64)).tolist()
    found = _places(wanted, ends, page)
    known = found >= 0
    at, there = solid[known], places[found[known]]
    offsets = np.full(len(text) + 1, source.offsets[0], dtype=np.int64)
    offsets[at + 1] = source.offsets[there + 1]
    np.maximum.accumulate(offsets, out=offsets)
    offsets[at] = source.offsets[there]
    return Traced(text, offsets)


def _solid(text: str) -> tuple[NDArray[np.int64], str]:
    """Where a text has characters that are no space and no bar, and these characters."""
    points = code_points(text)
    kept = np.flatnonzero(~_BETWEEN[np.minimum(points, _AFTER_SPACES)])
    return kept, points[kept].tobytes().decode("utf-32-le", "surrogatepass")


def _places(text: str, ends: list[int], source: str) -> NDArray[np.int64]:
    """For each character of the paragraphs, which end at `ends`, its index in the page, rising;
    -1 where it was not found.

    Long pieces first, then what is missing by halves, each between its found neighbours, so
    that a short piece is only looked for once the long ones have left it little room.
    """
    bounds = pairwise((0, *ends))
    pieces = [
        _Piece(at, min(at + LONGEST_PIECE, end))
        for start, end in bounds
        for at in range(start, end, LONGEST_PIECE)
    ]
    _anchor(pieces, text, source)
    far = MAX_FAR_SEARCHES
    while any(piece.at < 0 for piece in pieces):
        far -= _find_missing(pieces, text, source, far)
        pieces = [half for piece in pieces for half in _halved(piece)]
    found = np.full(len(text), -1, dtype=np.int64)
    for piece in pieces:
        found[piece.start : piece.end] = np.arange(piece.at, piece.at + piece.end - piece.start)
    return found


def _halved(piece: _Piece) -> list[_Piece]:
    """The piece if it was found, its halves if not, nothing if those would be too short."""
    if piece.at >= 0:
        return [piece]
    if piece.end - piece.start < 2 * SHORTEST_PIECE:
        return []
    middle = (piece.start + piece.end) // 2
    return [_Piece(piece.start, middle), _Piece(middle, piece.end)]


def _find_missing(pieces: list[_Piece], text: str, source: str, far: int) -> int:
    """Look for every missing piece between its found neighbours; how many far searches it took."""
    limits: list[int] = []
    limit = len(source)
    for piece in reversed(pieces):
        limits.append(limit)
        limit = piece.at if piece.at >= 0 else limit
    position = searches = 0
    for piece, limit in zip(pieces, reversed(limits), strict=True):
        length = piece.end - piece.start
        if piece.at < 0:
            wide = length >= FAR_LENGTH and searches < far
            searches += wide
            end = limit if wide else min(limit, position + (NEAR + 1) * length)
            piece.at = source.find(text[piece.start : piece.end], position, end)
        if piece.at >= 0:
            position = piece.at + length
    return searches


def _anchor(pieces: list[_Piece], text: str, source: str) -> None:
    """Place long pieces that stand once in the page, as many as run forwards in both.

    The longest such order (Fredman 1975), so that one paragraph that the page shows elsewhere,
    above the article or below it, cannot lead the others astray.
    """
    longest = sorted(pieces, key=lambda piece: piece.start - piece.end)[:MAX_FAR_SEARCHES]
    tails: list[int] = []
    last: list[int] = []
    chains: list[tuple[_Piece, int, int]] = []  # piece, place, the chain's entry before it
    for piece in sorted(longest, key=lambda piece: piece.start):
        whole = text[piece.start : piece.end]
        at = source.find(whole) if len(whole) >= FAR_LENGTH else -1
        if at >= 0 and source.find(whole, at + 1) < 0:
            length = bisect_left(tails, at)
            chains.append((piece, at, last[length - 1] if length else -1))
            tails[length : length + 1] = [at]
            last[length : length + 1] = [len(chains) - 1]
    entry = last[-1] if last else -1
    limit = len(source)
    while entry >= 0:
        piece, at, entry = chains[entry]
        if at + piece.end - piece.start <= limit:
            piece.at = limit = at
