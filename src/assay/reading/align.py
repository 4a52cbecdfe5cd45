"""Finds the paragraphs of an extracted text again in the page they came from, character by
character.

Not here: the extraction (`html.py`). The way back never runs backwards; what cannot be found points
to where the text before it ended.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assay.reading.traced import Traced, joined

WINDOW = 20_000
"""Characters ahead in which a paragraph is looked for first: an article's paragraphs stand
close."""

FAR_LENGTH = 30
"""Shortest piece looked for in the whole rest; a shorter one would be found somewhere by
accident."""

MAX_FAR_MISSES = 100
"""Fruitless searches through the whole rest, after which only the window is searched: time is
bounded."""

SHORTEST_PIECE = 4
"""Pieces are halved down to this length where the page has other characters in between."""

_SOLID = re.compile(r"[^\s|]")  # a bar is what the extraction puts between the cells of a table


@dataclass(slots=True)
class _Search:
    """Where in the page's characters (space left out) the search stands."""

    source: str
    position: int = 0
    misses: int = 0

    def find(self, piece: str) -> int:
        """Index of the piece at or after the position; -1 if it is not there."""
        at = self.source.find(piece, self.position, self.position + WINDOW + len(piece))
        if at < 0 and len(piece) >= FAR_LENGTH and self.misses < MAX_FAR_MISSES:
            at = self.source.find(piece, self.position)
            self.misses += at < 0
        return at


def aligned(paragraphs: list[str], source: Traced) -> Traced:
    """The paragraphs, joined by newlines, with offsets into the page from which `source` was
    made."""
    solid = [match.start() for match in _SOLID.finditer(source.text)]
    search = _Search("".join(_SOLID.findall(source.text)))
    places = np.array([*solid, len(source.text)], dtype=np.int64)
    pieces: list[Traced] = []
    end = int(source.offsets[0])
    for paragraph in paragraphs:
        found = _places("".join(_SOLID.findall(paragraph)), search)
        offsets, end = _offsets(paragraph, found, places, source.offsets, end)
        pieces.append(Traced(paragraph, offsets))
    return joined(pieces)


def _places(wanted: str, search: _Search) -> list[int]:
    """For each character its index among the page's, -1 where it was not found; halves what
    differs."""
    found = [-1] * len(wanted)
    todo = [(0, len(wanted))]
    while todo:
        start, end = todo.pop()
        at = search.find(wanted[start:end]) if end > start else -1
        if at >= 0:
            found[start:end] = range(at, at + end - start)
            search.position = at + end - start
        elif end - start >= 2 * SHORTEST_PIECE:
            middle = (start + end) // 2
            todo += [(middle, end), (start, middle)]
    return found


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
