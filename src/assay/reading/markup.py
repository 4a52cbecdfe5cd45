"""HTML taken apart by hand: its visible text with the way back to the bytes, and days it declares.

Not here: which of the text is the article (`html.py`); this only scans, in linear time, whatever
comes.
"""

import html
import re
from datetime import date

from assay.reading.limits import MAX_TAG_CHARACTERS
from assay.reading.traced import Replacement, Traced

_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "textarea", "select")
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _SILENT}
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})")
_INLINE = (
    " a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp "
    "small span strike strong sub sup time tt u var wbr "
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
_VOID = " area base br col embed hr img input link meta source track wbr "

_DAY = r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)"
_DECLARED_DAYS = (
    re.compile(rf'"datePublished"\s{{0,5}}:\s{{0,5}}"{_DAY}', re.IGNORECASE),
    re.compile(
        r"(?:article:published(?:_time)?|og:published_time|datePublished|pubdate|publishdate"
        r"|publish_date|publication_date|dc\.date(?:\.issued)?|dcterms\.(?:date|created|issued)"
        r"|sailthru\.date|parsely-pub-date|cxenseparse:recs:publishtime|article\.published)"
        rf"""["'][^<>]{{0,200}}?content=["']{_DAY}""",
        re.IGNORECASE,
    ),
    re.compile(
        rf"""<meta\s[^<>]{{0,100}}?name=["']date["'][^<>]{{0,200}}?content=["']{_DAY}""",
        re.IGNORECASE,
    ),
    # a page's first dated time is that of its article; lists of others come below
    re.compile(rf"""<time\s[^<>]{{0,200}}?datetime=["']{_DAY}""", re.IGNORECASE),
)
_ADDRESS_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:/|[^\d])"
)


def visible_text(page: Traced) -> Traced:
    """The text outside tags, scripts and styles; a block's tag becomes a newline, entities
    characters."""
    text = page.text
    replacements: list[Replacement] = []
    position = 0
    while (start := text.find("<", position)) >= 0:
        end, new = _markup_at(text, start)
        if end > start:
            replacements.append((start, end, new))
        position = max(end, start + 1)
    bare = page.replaced(replacements)
    entities = [
        (match.start(), match.end(), character)
        for match in _ENTITY.finditer(bare.text)
        if (character := html.unescape(match[0])) != match[0]
    ]
    return bare.replaced(entities)


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
    return end, "" if f" {element} " in _INLINE else "\n"


def tags_and_depth(text: str) -> tuple[int, int]:
    """How many tags the page has and how deep they nest, never less than a parser would see."""
    count = depth = deepest = 0
    for match in _NAME.finditer(text):
        count += 1
        if match[0][1] == "/":
            depth = max(0, depth - 1)
        elif f" {match[1].lower()} " not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return count, deepest


def declared_day(text: str) -> date | None:
    """The day of publication that the page declares in its head or its linked data."""
    for pattern in _DECLARED_DAYS:
        match = pattern.search(text)
        if match:
            return _valid(match)
    return None


def address_day(address: str | None) -> date | None:
    """The day that stands in the page's address, as many papers file by day."""
    match = _ADDRESS_DAY.search(address or "")
    return _valid(match) if match else None


def _valid(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
