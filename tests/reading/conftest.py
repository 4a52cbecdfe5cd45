"""Where the pages for reading tests come from; pages beside the repository are skipped where
absent.

Not here: pages written by the tests (`polluted.py`).
"""

from pathlib import Path

import pytest

from assay.reading.article import Article
from assay.reading.read import read_page


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder beside the repository that holds real pages."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared beside the repository")
    return folder


@pytest.fixture(scope="session")
def essay_bytes(shared: Path) -> bytes:
    """The polluted page of the essay, as found."""
    return (shared / "article" / "ai-melts-silver.txt").read_bytes()


@pytest.fixture(scope="session")
def essay(essay_bytes: bytes) -> Article:
    """The article read from it."""
    return read_page(essay_bytes)
