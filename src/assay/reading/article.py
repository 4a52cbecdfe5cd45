"""The repaired article, with a way back to the raw bytes of every character.

Not here: how it is found (`dump.py`, `html.py`) and repaired (`repair.py`).
"""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int]
"""[start, end) in characters of `Article.text`."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of damage that was undone."""

    name: str
    """What was done, e.g. "readings"; its text is `repair.NAME` in `report/texts`."""
    times: int
    """In how many places."""
    confidence: float
    """How likely one such change gives back what was written, 0 to 1; each step says why."""
    places: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros(0, dtype=np.int64), repr=False, compare=False
    )
    """The byte of the raw page at which each change begins."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Damage that was seen and cannot be undone, so that the reader must know of it."""

    name: str
    """"subject-unreliable" (words swapped for others) or "masked" (words blotted out)."""
    times: int
    """In how many places."""
    words: tuple[str, ...]
    """The words that show it, as they stand in the text, each once."""


@dataclass(frozen=True, slots=True)
class Article:
    """What the page says once the furniture is cleared away and the damage undone."""

    title: str | None
    """Headline; None if none was found."""
    author: str | None
    """Who wrote it, as the byline says."""
    publisher: str | None
    """Who put it out: site, paper or platform."""
    published: tuple[date | None, date | None]
    """Earliest and latest day on which it can have appeared; None where nothing bounds it."""
    published_why: str
    """Key of the reason for that interval, e.g. "meta", "byline", "mentioned-and-stamped"."""
    language: str
    """"zh" or "en": the language of the text."""
    text: str
    """The repaired article, paragraphs joined by a newline; the title is not part of it."""
    paragraphs: tuple[Span, ...]
    """Spans of the paragraphs in `text`, in order."""
    repairs: tuple[str, ...]
    """Names of the repairs that changed something; empty on a clean page."""
    polluted: bool
    """Whether the page was damaged on purpose or by a mirror (readings, foreign headers,
    debris)."""
    offsets: NDArray[np.int64]
    """For character i of `text`, the byte offset in the raw page at which its source begins; one
    more at the end."""
    mended: tuple[Repair, ...] = ()
    """The repairs named in `repairs`, with how often and how surely each was made."""
    flags: tuple[Flag, ...] = ()
    """Damage that could not be undone; empty on most pages."""
    published_from: tuple[str, ...] = ()
    """The words of the page that bound `published`, earliest first; empty where markup or the
    address did."""
    address: str | None = None
    """Where the page was fetched; None for a file or standard input."""
    as_found: tuple[str, ...] = ()
    """For each paragraph what the page showed in its place, empty where nothing was mended; no
    entries at all for a page that was not polluted."""

    def raw_span(self, span: Span) -> Span:
        """The bytes of the raw page from which `text[span]` was made."""
        start, end = span
        return int(self.offsets[start]), int(self.offsets[end])
