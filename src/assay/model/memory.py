"""Whether what a run is to keep fits into the memory of the machine at all.

Not here: who keeps what (`blocks.py`), samples that are counted and not kept (`condensed.py`).
"""

import math
import os
from functools import lru_cache

from assay.errors import StoryError

NUMBER = 8
"""Bytes of a number."""
GIB = 2**30
"""Bytes of a gibibyte."""


def require_memory(samples: int, rows: int) -> None:
    """Raise StoryError where so many samples of so many numbers are more than the machine holds.

    Systems promise memory that they do not have, and end who uses it.
    """
    asked = samples * rows * NUMBER
    if asked > memory():
        raise StoryError(
            "samples",
            f"{samples:,} samples of {rows:,} kept numbers, {asked / GIB:,.1f} GiB",
            f"no more than the machine holds, {memory() / GIB:,.1f} GiB",
            "fewer samples, fewer outputs, or years=...; condense() keeps no samples",
        )


@lru_cache(maxsize=1)
def memory() -> float:
    """Bytes of memory of the machine; infinitely many where the system does not tell."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):
        return math.inf
