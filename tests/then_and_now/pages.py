"""The English example page as it would have been on another day, or without one."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import assay
from assay.verdict import Verdict

EXAMPLES = Path(assay.__file__).parent / "examples"
ENGLISH, CHINESE = EXAMPLES / "ai-silver-en.html", EXAMPLES / "ai-silver-zh.txt"
ESSAY = Path(__file__).resolve().parents[3] / "shared" / "article" / "ai-melts-silver.txt"
PUBLISHED = date(2026, 2, 5)
"""The day that the English page states."""
SAMPLES = 2**10


def dated(day: date) -> str:
    """The page as if it had appeared on `day`."""
    raw = ENGLISH.read_text("utf-8").replace(PUBLISHED.isoformat(), day.isoformat())
    return raw.replace("5 February 2026", f"{day.day} {day:%B} {day.year}")


def undated() -> str:
    """The page without anything that tells its day."""
    raw = re.sub(r'<meta property="article:published_time"[^>]*>', "", ENGLISH.read_text("utf-8"))
    raw = re.sub(r'<script type="application/ld\+json">.*?</script>', "", raw, flags=re.S)
    return re.sub(r'<p class="date">.*?</p>', "", raw, flags=re.S)


@lru_cache(maxsize=8)
def judged(path: Path, as_of: date | None = None) -> Verdict:
    """The verdict on a page, once for all tests."""
    return assay.judge(str(path), samples=SAMPLES, as_of=as_of)


def judged_text(text: str, folder: Path, as_of: date | None = None) -> Verdict:
    """The verdict on a page made for one test."""
    path = folder / "page.html"
    path.write_text(text, "utf-8")
    return assay.judge(str(path), samples=SAMPLES, as_of=as_of)
