"""World Bank: monthly mean prices of the Pink Sheet, found by the names of their columns.

Not here: the page whose link "monthly prices" leads to the file (`update.py`), opening a workbook
safely (`workbook.py`).

Names stand on one row, units on the next, then one row a month, `1960M01`; a missing price is an
ellipsis or two dots. Names may carry blanks and asterisks.
"""

import re
from contextlib import suppress
from datetime import date
from urllib.parse import urljoin

from assay.record.feeds.cells import Row, changed, day, number, shown
from assay.record.feeds.feed import Feed
from assay.record.feeds.workbook import sheet_rows

SHEET = "Monthly Prices"
MISSING = ("", "…", "..")
MONTH = re.compile(r"(\d{4})M(\d{2})")
HEADER_WITHIN = 20
"""Rows in which the names must stand; they stand on row 5."""

MAX_LINK_CHARACTERS = 2_000
"""Longest address followed; theirs has some 150 characters."""


def rows(feed: Feed, body: bytes) -> list[Row]:
    """The rows of the sheet. Raises FeedForm."""
    table = sheet_rows(feed, body, SHEET)
    wanted = {each.plus[0]: each.printed_unit for each in feed.series}
    top = next(
        (n for n, line in enumerate(table[:HEADER_WITHIN]) if wanted.keys() <= set(_named(line))),
        None,
    )
    if top is None or top + 1 >= len(table):
        raise changed(feed, "no row with all names", "the columns " + ", ".join(wanted))
    names, units = _named(table[top]), table[top + 1]
    places = {name: names.index(name) for name in wanted}
    for name, at in places.items():
        unit = str(units[at]).strip() if at < len(units) else ""
        if unit != wanted[name]:
            raise changed(feed, f"{name} in {unit}", wanted[name])
    found = []
    for line in table[top + 2 :]:
        cells = {name: line[at] if at < len(line) else "" for name, at in places.items()}
        if not line or (line[0] == "" and not any(str(cell).strip() for cell in cells.values())):
            continue
        values = {name: number(feed, cell, MISSING) for name, cell in cells.items()}
        found.append(Row(_month(feed, line[0]), values))
    return found


def _named(line: list[object]) -> list[str]:
    return [str(cell).strip(" *") for cell in line]


def _month(feed: Feed, cell: object) -> date:
    told = MONTH.fullmatch(str(cell).strip())
    if not told:
        raise changed(feed, f"{cell!r:.40} where a month belongs", "a month, such as 1960M01")
    return day(feed, f"{told[1]}-{told[2]}-01")


def linked(feed: Feed, page: bytes, address: str) -> str:
    """The address behind the page's link with the feed's text. Raises FeedForm."""
    links = _links(page)
    for target, text in links:
        is_file = target.lower().partition("?")[0].endswith(".xlsx")
        if feed.link in text.lower() and is_file and len(target) <= MAX_LINK_CHARACTERS:
            with suppress(ValueError):  # a target that is no address is no link
                return urljoin(address, target)
    seen = ", ".join(dict.fromkeys(text for _, text in links if "price" in text.lower()))
    raise changed(
        feed,
        "a page without the link" + (f"; it has: {shown(seen)}" if seen else ""),
        f'a link "{feed.link}" to an xlsx file',
    )


def _links(page: bytes) -> list[tuple[str, str]]:
    """The links of a page: target and text; none of what is no page."""
    from lxml import html
    from lxml.etree import LxmlError

    try:
        root = html.document_fromstring(page)
    except (LxmlError, ValueError):
        return []
    return [
        (str(link.get("href")).strip(), shown("".join(link.itertext())))
        for link in root.iter("a")
        if link.get("href")
    ]
