"""Finds the spellings of a word, and the pieces of a name, in a text.

Not here: where a name must be found (`tie.py`), the names (`stories/NAME/words.toml`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby


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
        lowered = _lowered(text)
        for word in self.words:
            if _lowered(word) in lowered:
                yield from re.compile(self.pattern, re.IGNORECASE).finditer(text)
                return

    def cut_from(self, text: str) -> str:
        """The text without any of them."""
        return re.sub(self.pattern, "", text, flags=re.IGNORECASE) if self.search(text) else text

    @property
    def pattern(self) -> str:
        """The regular expression of any of them; Latin ones are whole words."""
        alike = groupby(self.words, _edges)
        return "|".join(_spelt(edges, list(words)) for edges, words in alike) or r"(?!)"


@lru_cache(maxsize=1024)
def pieces(name: str) -> tuple[Spellings, ...]:
    """The pieces of a name, each with its spellings."""
    return tuple(spellings(piece.split("|")) for piece in name.split(" + "))


def spellings(words: Iterable[str]) -> Spellings:
    """Several spellings of a word, blanks around them left aside."""
    told = (word.strip() for word in words)
    return Spellings(tuple(sorted((word for word in told if word), key=len, reverse=True)))


@lru_cache(maxsize=4096)
def _lowered(text: str) -> str:
    """The text in small letters: the same few pieces of a page are asked for by hundreds of
    words."""
    return text.lower()


def _edges(word: str) -> tuple[bool, bool]:
    """Whether the word begins, and whether it ends, with a letter or digit of ASCII."""
    first, last = word[0], word[-1]
    return first.isascii() and first.isalnum(), last.isascii() and last.isalnum()


def _spelt(edges: tuple[bool, bool], words: Sequence[str]) -> str:
    """Words with the same edges, in their order; the edges once, since compiling each costs."""
    before = r"(?<![A-Za-z0-9])" if edges[0] else ""
    after = r"(?![A-Za-z0-9])" if edges[1] else ""
    return f"{before}(?:{'|'.join(map(re.escape, words))}){after}"
