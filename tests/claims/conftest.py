"""The essay as found, read once for all tests of claims."""

from pathlib import Path

import pytest

from assay.claims.claim import Claims
from assay.claims.read_claims import claims_of
from assay.reading.article import Article

ESSAY = Path(__file__).parents[2].parent / "shared" / "article" / "ai-melts-silver.txt"


@pytest.fixture(scope="session")
def essay() -> Article:
    if not ESSAY.exists():
        pytest.skip("the essay is kept beside the repository")
    from assay.reading.read import read_page

    return read_page(ESSAY.read_bytes())


@pytest.fixture(scope="session")
def essay_claims(essay: Article) -> Claims:
    return claims_of(essay)
