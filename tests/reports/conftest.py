"""What several tests of the reports share: verdicts of real pages, made once.

Not here: the invented example (`example_verdict.py`).
"""

from datetime import date
from pathlib import Path

import pytest

from assay.verbs import judge, story

SAMPLES = 2**10
ESSAY = Path(__file__).resolve().parents[3] / "shared" / "article" / "ai-melts-silver.txt"
EARLY = date(2026, 2, 5)
"""A day on which much of what is known today was not."""


@pytest.fixture(scope="session")
def verdicts(root):
    """Two pages that ship, the story alone, now and early, and the essay where it is at hand."""
    made = {
        "en page": judge(str(root / "src/assay/examples/ai-silver-en.html"), samples=SAMPLES),
        "zh page": judge(str(root / "src/assay/examples/ai-silver-zh.txt"), samples=SAMPLES),
        "story": story("silver", samples=SAMPLES),
        "story, early": story("silver", samples=SAMPLES, as_of=EARLY),
    }
    if ESSAY.exists():
        made["essay"] = judge(str(ESSAY), samples=SAMPLES)
    return made
