"""A page read, tied and checked with the record and the story that ship."""

from functools import lru_cache
from pathlib import Path

from assay.checks.check import check_claims
from assay.claims.read_claims import claims_of
from assay.reading.read import read_page
from assay.record.record import load
from assay.stories.load import load_story, topics

PAGES = Path(__file__).parent / "pages"
WORDS = {topic.name: topic.words for topic in topics()}


@lru_cache(maxsize=64)
def read(text):
    """The article of a page and its numbers."""
    article = read_page(text.encode("utf-8"), None)
    return article, claims_of(article).quantities


@lru_cache(maxsize=64)
def checked(text, day=None, seed=1):
    """Every number of a page with its standings, as of `day` (by default all that is known)."""
    known = load() if day is None else load().as_of(day)
    return check_claims(*read(text), known, load_story("silver", known), WORDS, seed)


def standings(found, number):
    """The standings of the one claim whose words hold `number`."""
    (one,) = [item for item in found if number in item.claim.text]
    return [standing.value for standing in one.standings]
