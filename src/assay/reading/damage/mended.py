"""What one step of repair gives back: the text, in how many places it changed, and how surely.

Not here: the steps themselves (the modules beside this one), their order (`reading/repair.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assay.reading.characters import differing
from assay.reading.traced import Replacement, Traced

NOWHERE = np.zeros(0, dtype=np.int64)
"""The places of no change."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after one step of repair."""

    page: Traced
    """The text; the very same object where nothing was broken."""
    places: NDArray[np.int64] = field(default_factory=lambda: NOWHERE)
    """The byte of the raw page at which each change begins."""
    confidence: float = 1.0
    """How likely one change gives back what was written."""

    @property
    def times(self) -> int:
        """In how many places it was changed."""
        return len(self.places)


Step = tuple[str, Callable[[Traced], Mended]]
"""Name of a repair and what it does."""


def with_replaced(page: Traced, changes: Sequence[Replacement], confidence: float) -> Mended:
    """The page with these pieces, in order and apart, replaced."""
    if not changes:
        return Mended(page)
    places = page.offsets[np.fromiter((start for start, _, _ in changes), dtype=np.int64)]
    return Mended(page.replaced(changes), places, confidence)


def with_respelt(page: Traced, text: str, confidence: float) -> Mended:
    """The page with characters spelt otherwise, one for one."""
    spelt = page.respelt(text)
    changed = differing(page.text, text)
    return Mended(spelt, page.offsets[changed], confidence) if len(changed) else Mended(page)
