"""Articles made of a text, for the tests of claims."""

from datetime import date

import numpy as np

from assay.reading.article import Article


def article_of(
    text: str,
    published: tuple[date | None, date | None] = (date(2026, 1, 23), date(2026, 2, 3)),
) -> Article:
    """A clean article that holds `text`, one paragraph a line."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return Article(
        title=None,
        author=None,
        publisher=None,
        published=published,
        published_why="meta",
        language="en",
        text=text,
        paragraphs=tuple(paragraphs),
        repairs=(),
        polluted=False,
        offsets=np.arange(len(text) + 1),
    )
