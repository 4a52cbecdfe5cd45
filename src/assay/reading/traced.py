"""Text that knows where in the raw page every one of its characters began.

Not here: which changes are made (`repair.py`, `dump.py`, `html.py`); all of them go through these
few.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Replacement = tuple[int, int, str]
"""[start, end) of the text and what stands there instead; "" deletes."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with the byte offset at which the source of each character begins, and one more at
    the end."""

    text: str
    """The characters."""
    offsets: NDArray[np.int64]
    """len(text) + 1 byte offsets, never falling."""

    def cut(self, start: int, end: int) -> "Traced":
        """The piece [start, end), with the same way back."""
        return Traced(self.text[start:end], self.offsets[start : end + 1])

    def respelt(self, text: str) -> "Traced":
        """The same characters spelt otherwise, one for one; ValueError if the length differs."""
        if len(text) != len(self.text):
            raise ValueError("a respelling keeps the number of characters")
        return Traced(text, self.offsets)

    def replaced(self, replacements: Sequence[Replacement]) -> "Traced":
        """With the given pieces, in order and apart, replaced; new characters begin where the old
        began."""
        if not replacements:
            return self
        starts, ends, news = zip(*replacements, strict=True)
        begins, stops = (0, *ends), (*starts, len(self.text))
        texts = [""] * (2 * len(news) + 1)
        texts[::2] = [self.text[begin:stop] for begin, stop in zip(begins, stops, strict=True)]
        texts[1::2] = news
        # The source of each new character: one further than that of the one before it, but at the
        # beginning of each piece, and nowhere further among the characters put in.
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        lengths[-1] += 1
        froms = np.empty(len(texts), dtype=np.int64)
        froms[::2], froms[1::2] = begins, starts
        runs = np.arange(len(texts)) % 2 == 0
        lengths, froms, runs = (each[lengths > 0] for each in (lengths, froms, runs))
        sources = np.repeat(runs.astype(np.int64), lengths)
        sources[np.cumsum(lengths) - lengths] = froms
        sources[np.cumsum(lengths)[:-1]] -= (froms + (lengths - 1) * runs)[:-1]
        np.cumsum(sources, out=sources)
        return Traced("".join(texts), self.offsets[sources])


def joined(pieces: Sequence[Traced]) -> Traced:
    """Pieces in order, a newline between them; the newline begins where the piece before it
    ended."""
    if not pieces:
        return Traced("", np.zeros(1, dtype=np.int64))
    text = "\n".join(piece.text for piece in pieces)
    return Traced(text, np.concatenate([piece.offsets for piece in pieces]))
