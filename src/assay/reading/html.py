"""The article of an HTML page, by trafilatura, within bounds; its paragraphs found again in the
page.

Not here: taking markup apart (`markup.py`), finding paragraphs again (`align.py`), text dumps
(`dump.py`).
"""

import logging
from dataclasses import dataclass

from assay.reading.align import aligned
from assay.reading.limits import (
    MAX_HTML_CHARACTERS,
    MAX_HTML_NESTING,
    MAX_HTML_TAGS,
    MAX_TITLE_CHARACTERS,
)
from assay.reading.markup import tags_and_depth
from assay.reading.traced import Traced


@dataclass(frozen=True, slots=True)
class Extract:
    """What the extraction made of a page."""

    text: Traced
    """The article's paragraphs, a newline between them."""
    title: str | None
    """Its headline."""
    author: str | None
    """Its byline, as found."""
    publisher: str | None
    """The site's name, as declared."""


def extract(page: Traced, visible: Traced, address: str | None) -> Extract | None:
    """The article of an HTML page; None where the page is beyond the bounds or holds none.

    `visible` is the page's visible text (`markup.visible_text`), to which the article is aligned.
    """
    if not within_bounds(page.text):
        return None
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page.text,
            url=address,
            fast=True,
            include_comments=False,
            with_metadata=True,
            # No search through the text for a date, and none bounded by the day of reading.
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": "2100-01-01",
            },
        )
    except (RecursionError, ValueError, AssertionError):
        return None
    if found is None or isinstance(found, dict) or not found.text:
        return None
    lines = (
        line.strip().removeprefix("- ").strip() for line in found.text.split("\n")
    )  # its bullets
    paragraphs = [line for line in lines if line]
    if paragraphs and found.title and paragraphs[0] == found.title.strip():
        del paragraphs[0]
    title = " ".join((found.title or "").split())[:MAX_TITLE_CHARACTERS]
    return Extract(aligned(paragraphs, visible), title or None, found.author, found.sitename)


def within_bounds(text: str) -> bool:
    """Whether the page is small and shallow enough for a parser that recurses."""
    if len(text) > MAX_HTML_CHARACTERS:
        return False
    tags, depth = tags_and_depth(text)
    return tags <= MAX_HTML_TAGS and depth <= MAX_HTML_NESTING
