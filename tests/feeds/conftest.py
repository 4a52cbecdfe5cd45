"""A publisher, a clock and an empty cache for every test of the feeds.

Not here: what they are (`publisher.py`).
"""

from pathlib import Path

import pytest

from tests.feeds.publisher import Clock, publishing


@pytest.fixture
def publisher():
    with publishing() as here:
        yield here


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def where(tmp_path) -> Path:
    return tmp_path / "cache" / "feeds"
