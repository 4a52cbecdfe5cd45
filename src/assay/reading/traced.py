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
        texts: list[str] = []
        offsets: list[NDArray[np.int64]] = []
        done = 0
        for start, end, new in replacements:
            if start > done:
                texts.append(self.text[done:start])
                offsets.append(self.offsets[done:start])
            if new:
                texts.append(new)
                offsets.extend([self.offsets[start : start + 1]] * len(new))
            done = end
        texts.append(self.text[done:])
        offsets.append(self.offsets[done:])
        return Traced("".join(texts), np.concatenate(offsets))


def joined(pieces: Sequence[Traced]) -> Traced:
    """Pieces in order, a newline between them; the newline begins where the piece before it
    ended."""
    if not pieces:
        return Traced("", np.zeros(1, dtype=np.int64))
    text = "\n".join(piece.text for piece in pieces)
    return Traced(text, np.concatenate([piece.offsets for piece in pieces]))
