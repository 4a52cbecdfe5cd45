"""Articles for the tests of claims: the essay as found, and texts written here."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assay.claims.claim import Claims
from assay.claims.read_claims import claims_of
from assay.reading.article import Article

ESSAY = Path(__file__).parents[2].parent / "shared" / "article" / "ai-melts-silver.txt"


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


@pytest.fixture(scope="session")
def essay() -> Article:
    if not ESSAY.exists():
        pytest.skip("the essay is kept beside the repository")
    from assay.reading.read import read_page

    return read_page(ESSAY.read_bytes())


@pytest.fixture(scope="session")
def essay_claims(essay: Article) -> Claims:
    return claims_of(essay)
