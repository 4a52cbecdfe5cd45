"""Numbered notes: every number of the report links to the entry that says where it comes from.

Not here: what the entries say (`entries.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(slots=True)
class Notes:
    """Keys of entries, numbered in order of first mention; filled as sections are written."""

    numbers: dict[str, int] = field(default_factory=dict)
    """Key of an entry -> its number."""

    def number(self, key: str) -> int:
        """The number of the entry `key`, given out at its first mention."""
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def cite(self, key: str, text: object) -> Markup:
        """`text` as a link to its entry, with the entry's number raised after it."""
        number = self.number(key)
        return Markup('<a class="n" href="#n{}">{}<sup>{}</sup></a>').format(number, text, number)

    def again(self, key: str, text: object) -> Markup:
        """`text` as a link to an entry whose number already stands beside it."""
        return Markup('<a class="n" href="#n{}">{}</a>').format(self.number(key), text)

    def add(self, keys: Iterable[str]) -> None:
        """Number what no section mentioned, so that every input and figure has an entry."""
        for key in keys:
            self.number(key)
