"""Patterns for the spellings of a word, and for the pieces of a name.

Not here: where a name must be found (`tie.py`), the names (`stories/NAME/words.toml`).
"""

import re
from functools import lru_cache


@lru_cache(maxsize=1024)
def pieces(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a name's pieces; longer spellings come first, Latin ones are whole words."""
    return tuple(pattern(piece.split("|")) for piece in name.split(" + "))


def pattern(spellings: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for several spellings of a word."""
    ordered = sorted((s.strip() for s in spellings if s.strip()), key=len, reverse=True)
    return re.compile("|".join(map(_spelt, ordered)) or r"(?!)", re.IGNORECASE)


def _spelt(word: str) -> str:
    escaped = re.escape(word)
    before = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + escaped + after
