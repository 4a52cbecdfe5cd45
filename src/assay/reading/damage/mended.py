"""What one step of repair gives back: the text, in how many places it changed, and how surely.

Not here: the steps themselves (the modules beside this one), their order (`reading/repair.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assay.reading.characters import differences
from assay.reading.traced import Replacement, Traced


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after one step of repair."""

    page: Traced
    """The text; the very same object where nothing was broken."""
    times: int = 0
    """Places changed."""
    confidence: float = 1.0
    """How likely one change gives back what was written."""


Step = tuple[str, Callable[[Traced], Mended]]
"""Name of a repair and what it does."""


def with_replaced(page: Traced, changes: Sequence[Replacement], confidence: float) -> Mended:
    """The page with these pieces, in order and apart, replaced."""
    return Mended(page.replaced(changes), len(changes), confidence) if changes else Mended(page)


def with_respelt(page: Traced, text: str, confidence: float) -> Mended:
    """The page with characters spelt otherwise, one for one."""
    spelt = page.respelt(text)
    changed = differences(page.text, text)
    return Mended(spelt, changed, confidence) if changed else Mended(page)
