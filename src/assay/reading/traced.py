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
        starts, ends, new = zip(*replacements, strict=True)
        befores = zip((0, *ends[:-1]), starts, strict=True)
        kept = [self.text[done:start] for done, start in befores]
        pieces = [piece for pair in zip(kept, new, strict=True) for piece in pair]
        inside = np.zeros(len(self.text) + 1, dtype=np.int64)
        np.add.at(inside, list(starts), 1)
        np.subtract.at(inside, list(ends), 1)
        counts = 1 - np.cumsum(inside)[:-1]
        counts[list(starts)] = [len(each) for each in new]
        text = "".join((*pieces, self.text[ends[-1] :]))
        return Traced(text, np.append(np.repeat(self.offsets[:-1], counts), self.offsets[-1:]))


def joined(pieces: Sequence[Traced]) -> Traced:
    """Pieces in order, a newline between them; the newline begins where the piece before it
    ended."""
    if not pieces:
        return Traced("", np.zeros(1, dtype=np.int64))
    text = "\n".join(piece.text for piece in pieces)
    return Traced(text, np.concatenate([piece.offsets for piece in pieces]))
