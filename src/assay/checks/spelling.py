"""Finds the spellings of a word, and the pieces of a name, in a text.

Not here: where a name must be found (`tie.py`), the names (`stories/NAME/words.toml`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings of one word, whatever their case.

    Most words of the tables stand in no given text, and compiling a pattern costs far more than
    looking for a substring: the pattern is made only where one of them is there.
    """

    words: tuple[str, ...]
    """Each spelling, the longest first."""

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where one of them stands; None if none does."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where one of them stands, from the left."""
        lowered = text.lower()
        if any(word.lower() in lowered for word in self.words):
            yield from re.compile(self.pattern, re.IGNORECASE).finditer(text)

    def cut_from(self, text: str) -> str:
        """The text without any of them."""
        return re.sub(self.pattern, "", text, flags=re.IGNORECASE) if self.search(text) else text

    @property
    def pattern(self) -> str:
        """The regular expression of any of them; Latin ones are whole words."""
        return "|".join(map(_spelt, self.words)) or r"(?!)"


@lru_cache(maxsize=1024)
def pieces(name: str) -> tuple[Spellings, ...]:
    """The pieces of a name, each with its spellings."""
    return tuple(spellings(piece.split("|")) for piece in name.split(" + "))


def spellings(words: Iterable[str]) -> Spellings:
    """Several spellings of a word, blanks around them left aside."""
    told = (word.strip() for word in words)
    return Spellings(tuple(sorted((word for word in told if word), key=len, reverse=True)))


def _spelt(word: str) -> str:
    escaped = re.escape(word)
    before = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + escaped + after
