"""Finds the paragraphs of an extracted text again in the page they came from, character by
character.

Not here: the extraction (`html.py`). The way back never runs backwards; what cannot be found points
to where the text before it ended.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from assay.reading.traced import Traced, joined

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

_SOLID = re.compile(r"[^\s|]")  # a bar is what the extraction puts between the cells of a table


@dataclass(slots=True)
class _Piece:
    """A stretch of the wanted characters and where it begins in the page; -1 while not found."""

    start: int
    end: int
    at: int = -1


def aligned(paragraphs: list[str], source: Traced) -> Traced:
    """The paragraphs, joined by newlines, with offsets into the page from which `source` was
    made."""
    solid = [match.start() for match in _SOLID.finditer(source.text)]
    places = np.array([*solid, len(source.text)], dtype=np.int64)
    wanted = ["".join(_SOLID.findall(paragraph)) for paragraph in paragraphs]
    found = _places(wanted, "".join(_SOLID.findall(source.text)))
    pieces: list[Traced] = []
    end = int(source.offsets[0])
    done = 0
    for paragraph, solid_part in zip(paragraphs, wanted, strict=True):
        part = found[done : done + len(solid_part)]
        done += len(solid_part)
        offsets, end = _offsets(paragraph, part, places, source.offsets, end)
        pieces.append(Traced(paragraph, offsets))
    return joined(pieces)


def _places(wanted: list[str], source: str) -> list[int]:
    """For each character of the paragraphs its index in the page, rising; -1 where it was not
    found.

    Long pieces first, then what is missing by halves, each between its found neighbours, so
    that a short piece is only looked for once the long ones have left it little room.
    """
    text = "".join(wanted)
    bounds = pairwise(accumulate((len(each) for each in wanted), initial=0))
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
    found = [-1] * len(text)
    for piece in pieces:
        found[piece.start : piece.end] = range(piece.at, piece.at + piece.end - piece.start)
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


def _offsets(
    paragraph: str,
    found: list[int],
    places: NDArray[np.int64],
    offsets: NDArray[np.int64],
    end: int,
) -> tuple[NDArray[np.int64], int]:
    """Byte offsets of a paragraph's characters and one more, and the byte at which it ended."""
    result = np.empty(len(paragraph) + 1, dtype=np.int64)
    number = 0
    for index, character in enumerate(paragraph):
        result[index] = end
        if not _SOLID.match(character):
            continue
        place = found[number]
        number += 1
        if place >= 0:
            result[index] = offsets[places[place]]
            end = int(offsets[places[place] + 1])
    result[-1] = end
    return result, end
