"""What every test may rely on: headless Chromium where there is one, one pace for generated
cases, one kind of terminal wherever they run.

Not here: pages and their labels (`pages/`), readings of the record.
"""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

TOLD_OF_A_TERMINAL = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE")
"""What may tell commands how the terminal of the tests looks; none of it is to be in an answer."""
for name in TOLD_OF_A_TERMINAL:
    os.environ.pop(name, None)
os.environ["TERM"] = "xterm"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Names under which systems install Chromium."""


def find_browser() -> str | None:
    """Path of the installed Chromium; None if there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests, and say so, where there is no Chromium; `.ci/run` forbids skipping."""
    if find_browser() or os.environ.get("ASSAY_REQUIRE_BROWSER") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def browser() -> str:
    """Path of a headless Chromium; fails where one is required and missing."""
    found = find_browser()
    assert found, "ASSAY_REQUIRE_BROWSER=1, but no Chromium is installed"
    return found


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return Path(__file__).resolve().parent.parent
