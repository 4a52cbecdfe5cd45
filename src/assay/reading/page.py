"""What was found: the bytes of a page, where from, and a guess of its kind.

Not here: reading it (`read.py`), the network itself (`assay/net.py`).
"""

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO, Literal

from assay.errors import PageError, TooLarge
from assay.reading.limits import MAX_PAGE_BYTES

Kind = Literal["html", "dump"]
"""Whether markup carries the page, or it is a text with at most some debris of tags."""

MIN_PARAGRAPHS = 2
"""Paragraph elements with text in them from which a fragment without a head is HTML."""

MAX_PATH_CHARACTERS = 4096
"""Longest path of a file on any common system; anything longer is a text."""
SHOWN = 60
"""Characters of such a text that are told."""

_SKELETON = re.compile(rb"<(?:!doctype\s{1,5}html|html|head|body)[\s>]", re.IGNORECASE)
_PARAGRAPH = re.compile(
    rb"<p(?:\s[^<>]{0,300})?>[^\S\n]{0,20}\n?[^\S\n]{0,20}[^\s<]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """The page as found, before anything is made of it."""

    raw: bytes
    """Its bytes, decompressed, otherwise untouched; offsets of the article point into them."""
    kind: Kind
    """A guess from the bytes."""
    address: str | None = None
    """Where it was fetched, after redirects; None for a file or standard input."""
    fetched: date | None = None
    """The day it was fetched; None for a file or standard input."""


def kind_of(raw: bytes) -> Kind:
    """ "html" if the page has a skeleton or paragraphs with text in them, else "dump".

    Tags alone do not make HTML: mirrors sow empty elements into plain text.
    """
    plain = raw.replace(b"\x00", b"")
    if _SKELETON.search(plain):
        return "html"
    paragraphs = sum(
        1 for _ in zip(range(MIN_PARAGRAPHS), _PARAGRAPH.finditer(plain), strict=False)
    )
    return "html" if paragraphs == MIN_PARAGRAPHS else "dump"


def open_page(target: str) -> Page:
    """The page behind a file name, "-" (standard input) or an http(s) address.

    Raises PageError where there is nothing to read, TooLarge beyond `MAX_PAGE_BYTES` (without
    reading it all), PrivateAddress and NotFetched as `assay.net.fetch` does.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", target):
        from assay.net import fetch

        answer = fetch(target, max_bytes=MAX_PAGE_BYTES)
        return Page(answer.body, kind_of(answer.body), answer.address, answer.day)
    if target == "-":
        raw = _read_bounded(sys.stdin.buffer, "standard input")
    else:
        raw = _read_file(Path(target))
    return Page(raw, kind_of(raw))


def _read_file(path: Path) -> bytes:
    where = str(path)
    if len(where) > MAX_PATH_CHARACTERS or "\n" in where or "\0" in where:
        raise PageError(
            f"{where[:SHOWN]!r}...",
            f"{len(where):,} characters that name no file",
            "the name of a file, an http(s) address or -",
            "save the text as a file, or hand it over as standard input with -",
        )
    try:
        if path.is_dir():
            raise PageError(where, "a folder", "a file with one page", "name a file inside it")
        size = path.stat().st_size
        if size > MAX_PAGE_BYTES:
            raise _too_large(where, f"{size:,} bytes")
        with path.open("rb") as file:
            return _read_bounded(file, where)
    except FileNotFoundError:
        raise PageError(
            where, "no such file", "a file, an http(s) address or -", _near(path)
        ) from None
    except OSError as error:
        raise PageError(
            where, error.strerror or str(error), "a readable file", "check its name and permissions"
        ) from None


def _read_bounded(file: BinaryIO, where: str) -> bytes:
    raw = file.read(MAX_PAGE_BYTES + 1)
    if len(raw) > MAX_PAGE_BYTES:
        raise _too_large(where, f"more than {MAX_PAGE_BYTES:,} bytes")
    return raw


def _too_large(where: str, found: str) -> TooLarge:
    return TooLarge(
        where,
        found,
        f"at most {MAX_PAGE_BYTES:,} bytes",
        "save the article alone, as text or HTML, and give that file",
    )


def _near(path: Path) -> str:
    """The file with the most similar name beside the missing one."""
    from difflib import get_close_matches

    try:
        names = [each.name for each in path.parent.iterdir()][:1000]
    except OSError:
        names = []
    close = get_close_matches(path.name, names, n=1)
    return f"did you mean {path.parent / close[0]}?" if close else "check the name"
