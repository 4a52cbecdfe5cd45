"""The report's catalogue: every sentence it can say, in English and in Chinese.

Not here: the sentences themselves (`texts/*.toml`); numbers (`numbers.py`).
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from assay.ruler.story import Text

LANGUAGES = ("en", "zh")
NOTHING: Mapping[str, object] = {}
USE, OF_USE = "use", "_use"
"""The effect that is no price, and what the key of a sentence ends with that is said of it."""
LINKED = re.compile(r"\[\[([^|\]]+)\|([^\]]*)\]\]")
"""A number of the catalogue with the entry it belongs to: `[[bands|90 %]]`."""
TAG = re.compile(r"<[^>]*>")
RAISED = re.compile(r"<sup>\d+</sup>")
Link = Callable[[str, str], str]
"""Makes a link from the key of an entry and a text of the catalogue."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SET_OFF = re.compile(r" ?\{(\w+)\} ?")
"""A placeholder with the blanks that set it off from Chinese text."""
WIDE = re.compile(r"[\u3400-\u9fff]")
"""A Chinese character."""


def _flat(rows: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in rows.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = str(value)
    return found


@lru_cache(maxsize=8)
def catalogue(name: str) -> dict[str, str]:
    """One file of `texts/` as flat keys; empty if there is no such file."""
    place = files("assay").joinpath("report", "texts", f"{name}.toml")
    return _flat(tomllib.loads(place.read_text("utf-8"))) if place.is_file() else {}


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of one language."""

    language: str
    """"en" or "zh"."""

    def of(self, key: str, effect: str) -> str:
        """The key of a sentence as it is said where the effect is a use, if there is such."""
        of_use = f"{key}{OF_USE}"
        return of_use if effect == USE and self.has(of_use) else key

    def has(self, key: str) -> bool:
        """Whether the catalogue has this sentence."""
        return key in catalogue(self.language)

    def say(
        self, key: str, values: Mapping[str, object] = NOTHING, link: Link | None = None
    ) -> Markup:
        """The sentence of this key as markup, values escaped unless they are markup.

        `link` makes the sentence's own `[[entry|text]]` links; without it their text alone stays.
        What looks like one in a value stays as it is: pages hold such text too.
        """
        make: Link = link or (lambda _, text: text)
        template = LINKED.sub(lambda m: make(m[1], m[2]), catalogue(self.language)[key])
        if self.language == "zh":
            template = closed_up(template, values)
        return filled(template, values)

    def plain(self, key: str, values: Mapping[str, object] = NOTHING) -> str:
        """The sentence of this key as plain text, for the terminal, for JSON and for attributes."""
        return plain_text(self.say(key, values))

    def begins_with(self, key: str, name: str) -> bool:
        """Whether the sentence begins with what is filled in under that name."""
        return catalogue(self.language)[key].startswith(f"{{{name}}}")

    def reason(self, key: str) -> str | None:
        """The unfilled sentence of a standing's reason; None if the catalogue lacks it."""
        return catalogue(f"reasons.{self.language}").get(key)

    def gloss(self, kind: str, sentence: str) -> str | None:
        """A sentence of the stories ("measures") or of the record ("definitions") in this language;
        None where it is only in English."""
        return catalogue(f"{kind}.{self.language}").get(sentence)

    def text(self, text: "Text") -> Markup:
        """A story's text in this language, escaped."""
        return escape(text[self.language])

    def number(self, count: int) -> str:
        """A small number as a word; digits beyond twenty."""
        words = catalogue(self.language)["count"].split()
        return words[count] if 0 <= count < len(words) else f"{count:,}"


def trusted(markup: str) -> Markup:
    """Markup of our own making: numbers, names and texts of this package, never of a page."""
    return Markup(markup)  # noqa: S704 - the one place where a string becomes markup


def plain_text(markup: str) -> str:
    """Markup without its tags and entities; its spaces as they stand."""
    return unescape(TAG.sub("", markup))


def without_notes(markup: str) -> str:
    """Markup as plain text; the raised numbers of entries mean nothing without the entries."""
    return plain_text(RAISED.sub("", markup))


def closed_up(template: str, values: Mapping[str, object]) -> str:
    """The template without the blanks that would part Chinese characters from Chinese characters:
    a name may be AI, which takes them, or 机器人, which does not."""

    def close(match: re.Match[str]) -> str:
        value = without_notes(str(escape(values[match[1]])))
        before, after = template[: match.start() + 1].strip()[-1:], template[match.end() - 1 :]
        left = match[0][0] == " " and bool(WIDE.match(before) and WIDE.match(value[:1]))
        right = match[0][-1] == " " and bool(
            WIDE.match(after.strip()[:1]) and WIDE.match(value[-1:])
        )
        return match[0][left : len(match[0]) - right]

    return SET_OFF.sub(close, template)


def filled(template: str, values: Mapping[str, object]) -> Markup:
    """Our own `template`, which may hold markup, every placeholder filled by an escaped value."""

    def fill(match: re.Match[str]) -> str:
        return str(escape(values[match.group(1)]))

    return trusted(PLACEHOLDER.sub(fill, template))
