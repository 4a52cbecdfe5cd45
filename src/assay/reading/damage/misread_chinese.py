"""Chinese whose bytes were taken for another encoding's and saved so: 鐨勬暟 for 的数.

Not here: UTF-8 taken for Latin-1 (`mojibake.py`), the page's own encoding (`encodings.py`).
Where bytes were lost on the way the character stays lost.
"""

import re

from assay.reading.encodings import commonness

LEAST_COMMON = 0.08
"""Share of the commonest characters in a line put right, below which it was none of this: Chinese
news has 0.2 to 0.3, a line of it rarely less than half."""

MOST_LOST = 0.25
"""Share of a line's characters that may be lost; with more, what is left says nothing."""

_UTF8_AS_GB = re.compile("[锛銆鐨鈥]")
"""How the comma, the full stop, 的 and quotation marks begin in it; no text has these often."""
_GB_AS_LATIN = re.compile("[\u00a1-\u00ff]{6,}")
"""Three characters of GB 2312 on end; no word has six such letters in a row."""
_LATIN_RUN = re.compile("[\u00a1-\u00ff]{2,}")
_LOST = re.compile("\ufffd+")
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
LEAST_SIGNS = 2
"""Signs in a line from which it is tried."""


def put_right(line: str) -> list[tuple[int, int, str]]:
    """What to replace in a line so that its Chinese can be read; nothing where it can be."""
    if len(_UTF8_AS_GB.findall(line)) >= LEAST_SIGNS:
        runs, mend = _NOT_ASCII, _from_gb
    elif _GB_AS_LATIN.search(line):
        runs, mend = _LATIN_RUN, _from_latin
    else:
        return []
    changes = [(match.start(), match.end(), mend(match[0])) for match in runs.finditer(line)]
    told = "".join(new for _, _, new in changes)
    lost = told.count("\ufffd")
    right = lost <= MOST_LOST * len(told) and commonness(told) >= LEAST_COMMON
    return changes if right else []


def seen_in(text: str) -> bool:
    """Whether a line of a text may hold any of it."""
    return bool(_UTF8_AS_GB.search(text) or _GB_AS_LATIN.search(text))


def _from_gb(run: str) -> str:
    kept = (piece.encode("gb18030", "replace") for piece in run.split("\ufffd"))
    return _LOST.sub("\ufffd", b"\xff".join(kept).decode("utf-8", "replace"))


def _from_latin(run: str) -> str:
    return run.encode("latin-1").decode("gb18030", "replace")
