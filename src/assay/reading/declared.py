"""The day of publication that a page declares in its markup or its address.

Not here: days its text tells (`days.py`).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

_DAY = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)")
_LINKED = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{8,40})', re.IGNORECASE)
_NAMES = frozenset(
    "article:published article:published_time og:published_time datepublished pubdate publishdate "
    "publish_date publication_date dc.date dc.date.issued dcterms.date dcterms.created "
    "dcterms.issued sailthru.date parsely-pub-date cxenseparse:recs:publishtime "
    "article.published".split()
)
_PLAIN_NAME = "date"
_ADDRESS_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:/|[^\d])"
)


def declared_day(tree: Any) -> date | None:  # noqa: ANN401 - a library without types
    """The day a parsed page (lxml) declares: linked data, then its head, then its first dated time.

    The first time of a page is that of its article; lists of others come below.
    """
    for told in _told(tree):
        match = _DAY.match(told.strip())
        if match:
            return _valid(match)
    return None


def _told(tree: Any) -> Iterator[str]:  # noqa: ANN401 - a library without types
    for script in tree.iter("script"):
        if "json" in (script.get("type") or ""):
            linked = _LINKED.search(script.text or "")
            if linked:
                yield linked[1]
    plain: list[str] = []
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _NAMES:
            yield meta.get("content") or ""
        elif name == _PLAIN_NAME:
            plain.append(meta.get("content") or "")
    yield from plain
    for time in tree.iter("time"):
        if time.get("datetime"):
            yield time.get("datetime")


def address_day(address: str | None) -> date | None:
    """The day that stands in the page's address, as many papers file by day."""
    match = _ADDRESS_DAY.search(address or "")
    return _valid(match) if match else None


def _valid(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
