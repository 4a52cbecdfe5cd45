"""Title, author and site of a page as its head declares them, and its linked data within bounds.

Not here: the article (`html.py`), days (`declared.py`), names in the lines around the article
(`metadata.py`). The library searches what a head declares with patterns that take the square of its
length, so that a page of 100 kB could hold it up for minutes: what no name or title needs is kept
from it.
"""

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from assay.reading.limits import (
    MAX_LINKED_CHARACTERS,
    MAX_LINKED_ENTRIES,
    MAX_LINKED_MARKS,
    MAX_LINKED_TAG,
    MAX_LINKED_TEXT,
    MAX_META_CHARACTERS,
    MAX_META_MARKS,
    MAX_METAS_CHARACTERS,
    MAX_SAME_METAS,
    MAX_TITLE_CHARACTERS,
)
from assay.reading.signatures import (
    author_of_profile,
    authors_in_order,
    headline_in,
    site_in_order,
)

ODD_DATA = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What the library's reader of linked data raises where a page's has another form."""

_LINKED = './/script[@type="application/ld+json" or @type="application/settings+json"]'
_NAMING = (
    *("@context", "@type", "@graph", "liveBlogUpdate", "publisher", "author", "articleSection"),
    *("name", "legalName", "alternateName", "givenName", "additionalName", "familyName"),
    "headline",
)
"""The properties of linked data that the library looks at."""
_LONG_TAG = re.compile(rf"<[^<>]{{{MAX_LINKED_TAG}}}")


def declared_names(
    tree: Any,  # noqa: ANN401 - a library without types
) -> tuple[str | None, str | None, str | None]:
    """Title, author and site as the head of a page declares them, else as its headings do.

    The library's own steps, but for its search for an author in the text, which costs as much as
    half the extraction and knows no Chinese byline (`metadata.py` has one that does).
    """
    from trafilatura import metadata

    _bound_metas(tree)
    found = metadata.examine_meta(tree)
    if found.author and " " not in found.author and found.author.isascii():
        found.author = None  # a login, no name
    try:
        found = metadata.extract_meta_json(_with_bounded_linked_data(tree), found)
    except ODD_DATA:
        logging.getLogger(__name__).debug("linked data of another form")
    found.title = found.title or metadata.extract_title(tree)
    told = found.sitename or metadata.extract_sitename(tree) or ""
    behind = site_behind_title(tree)
    brand, handle = _meta(tree, "og:site_name"), _meta(tree, "twitter:site")
    site = _account(tree) or site_in_order(told, brand, handle, behind)
    found.sitename = site or None
    found.clean_and_trim()
    title = headline_in(" ".join((found.title or "").split()), _headings(tree))
    profiles = (_meta(tree, name) for name in ("article:author", "author"))
    author = authors_in_order(found.author or "", site) or author_of_profile(profiles)
    return title or None, author, found.sitename


def _account(tree: Any) -> str:  # noqa: ANN401 - a library without types
    """The account that put out a page of a platform which declares but itself; empty if none."""
    for element in tree.xpath('//*[@id="js_name"]')[:1]:
        return " ".join(element.text_content().split())[:MAX_TITLE_CHARACTERS]
    return ""


def site_behind_title(tree: Any) -> str:  # noqa: ANN401 - a library without types
    """The site behind the headline in a page's title: "Headline | Site"; empty if none."""
    title = " ".join((tree.findtext(".//title") or "").split())[:MAX_TITLE_CHARACTERS]
    match = _TAIL.search(title)
    if match is None:
        return ""
    headline = title[: match.start()]
    return match["site"] if any(each in headline for each in _headings(tree)) else ""


def _headings(tree: Any) -> list[str]:  # noqa: ANN401 - a library without types
    """The first headings of a page, empty ones left out."""
    told = (
        " ".join(each.text_content().split()) for each in tree.xpath("//h1|//h2")[:MAX_HEADINGS]
    )
    return [each for each in told if each]


def _meta(tree: Any, name: str) -> str:  # noqa: ANN401 - a library without types
    """What the head says under a name; empty if nothing."""
    for meta in tree.iter("meta"):
        if name == (meta.get("property") or meta.get("name") or "").lower():
            return (meta.get("content") or "")[:MAX_TITLE_CHARACTERS]
    return ""


_TAIL = re.compile(r"(?:\s[|–—-]\s|[_|｜])(?P<site>[^_|｜.。!！?？:：]{2,40})$")
MAX_HEADINGS = 8
"""Headings that are held against the page's title."""


def drop_hostile_linked_data(tree: Any) -> None:  # noqa: ANN401 - a library without types
    """Take out linked data that could hold up the extraction, which looks for texts in it."""
    left = MAX_LINKED_TEXT
    for script in tree.xpath(_LINKED):
        text = script.text or ""
        left -= len(text)
        if left < 0 or (len(text) > MAX_LINKED_TAG and _holds_a_long_tag(text)):
            script.drop_tree()
    for div in tree.xpath('.//div[@id="data-preloaded"]'):  # a forum's, read in the same way
        text = div.get("data-preloaded") or ""
        left -= len(text)
        if left < 0 or _LONG_TAG.search(unescape(text)):
            div.set("data-preloaded", "")


def _bound_metas(tree: Any) -> None:  # noqa: ANN401 - a library without types
    """Empty the meta elements that say too much for a name or a title, one by one or together."""
    left = MAX_METAS_CHARACTERS
    times: Counter[str] = Counter()
    for meta in tree.iter("meta"):
        told = meta.get("content") or ""
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        fits = len(told) <= min(left, MAX_META_CHARACTERS) and told.count("<") <= MAX_META_MARKS
        if fits and times[name] < MAX_SAME_METAS:
            times[name] += 1
            left -= len(told)
        else:
            meta.set("content", "")


def _with_bounded_linked_data(tree: Any) -> Any:  # noqa: ANN401 - a library without types
    """The page itself where its linked data is short, else another that holds what is needed."""
    texts = [script.text or "" for script in tree.xpath(_LINKED)]
    if sum(map(len, texts)) <= MAX_LINKED_CHARACTERS:
        return tree
    from lxml import html

    bounded, left = html.Element("html"), MAX_LINKED_CHARACTERS
    for text in texts:
        short = _shortened(text)
        if len(short) <= left and short.count("<") <= MAX_LINKED_MARKS:
            left -= len(short)
            html.etree.SubElement(bounded, "script", type="application/ld+json").text = short
    return bounded


def _shortened(text: str) -> str:
    """Linked data without what names nothing; broken data as it stands."""
    try:
        told = json.dumps(_cut(json.loads(text, strict=False)), ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
    return told.encode("utf-8", "ignore").decode()


def _cut(value: object) -> object:
    if isinstance(value, str):
        return value[:MAX_TITLE_CHARACTERS]
    if isinstance(value, list):
        return [_cut(each) for each in value[:MAX_LINKED_ENTRIES]]
    if isinstance(value, dict):
        return {name: _cut(value[name]) for name in _NAMING if name in value}
    return value


def _holds_a_long_tag(text: str) -> bool:
    """Whether a text in it opens a tag and does not close it for long; True if it is broken."""
    try:
        return any(_LONG_TAG.search(unescape(each)) for each in _texts(json.loads(text)))
    except (ValueError, RecursionError):
        return True


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
