"""HTML taken apart by hand: its visible text with the way back to the bytes.

Not here: which of the text is the article (`html.py`), days the markup declares (`declared.py`);
this only scans, in linear time, whatever comes.
"""

import html
import re
from functools import lru_cache

import numpy as np

from assay.reading.limits import MAX_TAG_CHARACTERS
from assay.reading.traced import Replacement, Traced

_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "textarea", "select")
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _SILENT}
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_OPENED = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]{0,15})")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_TAG = re.compile(r"<(?:(/?)([A-Za-z][A-Za-z0-9]{0,15})(?![A-Za-z0-9])[^<>]*+>)?")
"""A tag, or a "<" that opens something else; it looks no further than the next "<"."""


def visible_text(page: Traced) -> Traced:
    """The text outside tags, scripts and styles; a block's tag becomes a newline, entities
    characters."""
    text = page.text
    bare = page.replaced(_markup(text)) if "<" in text else page
    if "&" not in bare.text:
        return bare
    entities = [
        (match.start(), match.end(), character)
        for match in _ENTITY.finditer(bare.text)
        if (character := _character(match[0])) != match[0]
    ]
    return bare.replaced(entities)


def _markup(text: str) -> list[Replacement]:
    """Every piece of markup, silent elements with what is in them, and what takes its place."""
    found: list[Replacement] = []
    position = 0
    while position >= 0:
        tags, position = _TAG.finditer(text, position), -1
        for tag in tags:
            start, end = tag.span()
            name = tag[2]
            if not name:
                end, new = _markup_at(text, start)
                if end > start:
                    found.append((start, end, new))
                position = max(end, start + 1)
                break
            shown = _in_place_of(name)
            if shown is None and not tag[1] and text[end - 2] != "/":
                closing = _CLOSING[name.lower()].search(text, end)
                end = position = closing.start() if closing else len(text)
            found.append((start, end, "\n" if shown is None else shown))
            if position >= 0:
                break
    return found


@lru_cache(maxsize=4096)
def _in_place_of(name: str) -> str | None:
    """What takes the place of a tag; None for one whose element is silent."""
    if name.lower() in _CLOSING:
        return None
    return "" if name.lower() in _INLINE else "\n"


@lru_cache(maxsize=4096)
def _character(entity: str) -> str:
    return html.unescape(entity)


def _markup_at(text: str, start: int) -> tuple[int, str]:
    """Where the markup that begins at `start` ends and what takes its place; `start` if it is
    none."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return (len(text) if end < 0 else end + 3), ""
    name = _NAME.match(text, start)
    if not name and text[start + 1 : start + 2] not in ("!", "?"):
        return start, ""
    end = text.find(">", start, start + MAX_TAG_CHARACTERS) + 1
    if not end:
        end = min(len(text), start + MAX_TAG_CHARACTERS)
    element = name[1].lower() if name else ""
    if element in _CLOSING and text[start + 1] != "/" and text[end - 2] != "/":
        closing = _CLOSING[element].search(text, end)
        return (closing.start() if closing else len(text)), "\n"
    return end, "" if element in _INLINE else "\n"


def tags_and_depth(text: str) -> tuple[int, int]:
    """How many tags the page has and how deep they nest, never less than a parser would see."""
    names = _OPENED.findall(text)
    if not names:
        return 0, 0
    steps = np.fromiter(map(_step, names), dtype=np.int64, count=len(names))
    depth = np.cumsum(steps)
    lowest = np.minimum(np.minimum.accumulate(depth), 0)
    return len(names), int((depth - lowest).max())


@lru_cache(maxsize=4096)
def _step(opened: str) -> int:
    """How a tag changes the depth: "/p" closes, "br" does neither."""
    return -1 if opened[0] == "/" else int(opened.lower() not in _VOID)
