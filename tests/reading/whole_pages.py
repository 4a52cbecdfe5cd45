"""Whole pages written in the manner of real ones, with what a careful reader takes from each.

Not here: what must come of reading them (`test_whole_pages.py`). A file of `whole/` is its labels,
a line of plus signs, and the page; a mirror's page is damaged here, so that the truth is known.
`develop/` is what rules may be set on; `check/` is only run.
"""

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc

from assay.errors import AssayError
from assay.reading.article import Article
from assay.reading.read import read_page
from tests.reading.polluted import polluted

FOLDER = Path(__file__).parent / "whole"
PIECES_SHARE = 0.3
"""Share of the clauses before which a mirror puts a piece of a headline; measured in the wild."""
PARTICULARS = ("title", "author", "publisher", "published", "language", "polluted", "repairs")


@dataclass(frozen=True)
class WholePage:
    """A page and its labels."""

    name: str
    half: str
    raw: bytes
    labels: dict


@cache
def pages(half: str) -> tuple[WholePage, ...]:
    """The pages of one half, in the order of their names."""
    return tuple(_load(path, half) for path in sorted((FOLDER / half).iterdir()))


def _load(path: Path, half: str) -> WholePage:
    head, _, page = path.read_text(encoding="utf-8").partition("\n+++\n")
    labels = tomllib.loads(head)
    for damage in labels.get("damage", ()):
        kind, _, detail = damage.partition(":")
        page = DAMAGE[kind](page, detail)
    encoding = labels.get("encoding", "utf-8")
    return WholePage(f"{half}/{path.stem}", half, page.encode(encoding), labels)


def _in_running_text(page: str, change: Callable[[int, str], str]) -> str:
    """The page with its sentences changed, each line of them by its number."""
    lines, number = page.split("\n"), 0
    for at, line in enumerate(lines):
        inside = line.startswith("<p") or not line.startswith("<")
        if inside and ("。" in line[:-1] or ". " in line) and "©" not in line:
            lines[at] = change(number, line)
            number += 1
    return "\n".join(lines)


def _with_readings(page: str, _detail: str) -> str:
    return polluted(page)


def _with_readings_only(page: str, _detail: str) -> str:
    return polluted(page, traditional=False)


def _mixed(page: str, _detail: str) -> str:
    return _in_running_text(page, lambda n, line: polluted(line, readings=False) if n % 2 else line)


def _interleaved(page: str, title: str) -> str:
    random_ = random.Random(title)
    pieces = [title[at : at + 2] for at in range(0, len(title) - 1, 2)]

    def change(_number: int, line: str) -> str:
        parts = []
        for character in line[:-1]:
            parts.append(character)
            if character in "，。的" and random_.random() < PIECES_SHARE:
                parts.append(random_.choice(pieces))
        return "".join(parts) + line[-1]

    return _in_running_text(page, change)


def _glued(page: str, _detail: str) -> str:
    return _in_running_text(page, lambda n, line: f"{line}{n % 9 + 1}" if n % 2 else line)


def _mojibake(page: str, _detail: str) -> str:
    def change(number: int, line: str) -> str:
        return line if number % 2 else "".join(map(_misread, line))

    return _in_running_text(page, change)


def _misread(character: str) -> str:
    """Its bytes as a browser shows them that takes them for windows-1252."""
    return "".join(
        bytes([byte]).decode("windows-1252")
        if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else chr(byte)
        for byte in character.encode()
    )


DAMAGE = {
    "readings": _with_readings,
    "readings-only": _with_readings_only,
    "mixed": _mixed,
    "interleaved": _interleaved,
    "glued": _glued,
    "mojibake": _mojibake,
}


def read(page: WholePage) -> Article | None:
    """The page as read; None where it is refused."""
    try:
        return read_page(page.raw)
    except AssayError:
        return None


def misses(page: WholePage) -> Iterator[tuple[str, str]]:
    """What was not read as labelled: which of the particulars, or of the text, and what instead."""
    article, labels = read(page), page.labels
    if article is None:
        for name in (*PARTICULARS, *labels["has"]):
            yield name, "refused"
        return
    if plain(article.title) != plain(labels["title"]):
        yield "title", str(article.title)
    for name, told in (("author", article.author), ("publisher", article.publisher)):
        if plain(told) not in map(plain, labels[name] or [""]):
            yield name, str(told)
    days = [day.isoformat() if day else "" for day in article.published]
    if days != labels["published"]:
        yield "published", f"{days} {article.published_why} {article.published_from}"
    for name in ("language", "polluted"):
        if getattr(article, name) != labels[name]:
            yield name, str(getattr(article, name))
    told = (*article.repairs, *(flag.name for flag in article.flags))
    if not {*labels.get("repairs", ()), *labels.get("flags", ())} <= set(told):
        yield "repairs", str(told)
    text = " ".join(article.text.split())
    for words in labels["has"]:
        if words not in text:
            yield "has", words
    for words in labels["lacks"]:
        if words in text:
            yield "lacks", words


def plain(words: str | None) -> str:
    """Words without marks, blanks and script, to be compared."""
    simple = opencc.OpenCC("t2s").convert(words or "")
    return "".join(filter(str.isalnum, simple)).casefold()


def scores(half: str) -> dict[str, tuple[int, int]]:
    """For each particular how many pages have it right, and of how many; so for the text."""
    right = {name: [0, 0] for name in (*PARTICULARS, "has", "lacks")}
    for page in pages(half):
        wrong = [name for name, _ in misses(page)]
        for name, pair in right.items():
            asked = len(page.labels[name]) if name in ("has", "lacks") else 1
            pair[0] += asked - min(wrong.count(name), asked)
            pair[1] += asked
    return {name: (pair[0], pair[1]) for name, pair in right.items()}


if __name__ == "__main__":
    for half in ("develop", "check"):
        print(half, "  ".join(f"{name} {a}/{b}" for name, (a, b) in scores(half).items()))
        if half == "develop":
            for page in pages(half):
                for name, told in misses(page):
                    print(f"  {page.name:<32} {name:<10} {told[:160]}")
