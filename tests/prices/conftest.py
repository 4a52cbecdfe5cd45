"""The series of the drivers, where they are at hand, and the one fit on them that tests share.

Not here: the folder's terms; nothing of it may be committed.
"""

from pathlib import Path

import pytest

from tools.make_attribution import attribution, series

RAW = Path(__file__).parents[2].parent / "shared" / "data" / "drivers" / "raw"


@pytest.fixture(scope="session")
def driver_series():
    if not RAW.is_dir():
        pytest.skip("no ../shared/data/drivers beside the repository")
    return series(RAW)


@pytest.fixture(scope="session")
def measured(driver_series):
    return attribution(driver_series)
