"""Foreign cells into days and numbers, and the refusals of all readers.

Not here: which column holds what (one module a publisher).
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assay.errors import FeedForm
from assay.record.feeds.feed import Feed

SHOWN = 80
"""Longest piece of a foreign text in a message."""

MAX_ROWS = 200_000
"""Most rows of a feed: five centuries of days."""

_NUMBER = re.compile(r"[-+]?[0-9]{1,30}(?:\.[0-9]{0,30})?(?:[eE][-+]?[0-9]{1,3})?")
"""A number as publishers write it: `float` alone would also read 1_000 and other scripts."""

FIRST_YEAR, LAST_YEAR = 1700, 2200
"""Years that a feed's days may have; the oldest series, the historical GPR, begins in 1900."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a publisher gives for one day."""

    day: date
    """The day; for a month its first day."""
    values: Mapping[str, float | None]
    """Values by column; None where missing."""
    known_on: date | None = None
    """The day on which it became known, where the publisher says so."""


def changed(feed: Feed, found: str, expected: str) -> FeedForm:
    """The refusal of a form that is not the publisher's."""
    return FeedForm(
        feed.name,
        shown(found),
        expected,
        f"look at {feed.about}",
    )


def shown(text: str, most: int = SHOWN) -> str:
    """A foreign text fit for a line of a message."""
    plain = "".join(c if c.isprintable() else " " for c in text[: 4 * most])
    plain = " ".join(plain.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def number(feed: Feed, cell: object, missing: tuple[str, ...] = ("",)) -> float | None:
    """A finite number; None for a cell that says missing. Raises FeedForm."""
    if cell is None or (isinstance(cell, str) and cell.strip() in missing):
        return None
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if not is_number and not (isinstance(cell, str) and _NUMBER.fullmatch(cell.strip())):
        raise changed(feed, f"{cell!r:.60} where a number belongs", "a number")
    try:
        value = float(cell)  # type: ignore[arg-type]  # told above
    except (ValueError, OverflowError):
        raise changed(feed, f"{cell!r:.60} where a number belongs", "a number") from None
    if not math.isfinite(value):
        raise changed(feed, f"{cell!r:.60} where a number belongs", "a finite number")
    return value


def day(feed: Feed, cell: object, form: str = "%Y-%m-%d") -> date:
    """A day from a cell: a date, or a text of the given form. Raises FeedForm."""
    if isinstance(cell, date):
        found = cell.date() if isinstance(cell, datetime) else cell
    else:
        try:
            found = datetime.strptime(str(cell), form).date()
        except ValueError:
            expected = "a day, such as 2026-08-20"
            raise changed(feed, f"{cell!r:.60} where a day belongs", expected) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise changed(feed, f"the day {found}", f"a day from {FIRST_YEAR} to {LAST_YEAR}")
    return found


def text_of(feed: Feed, body: bytes) -> str:
    """The body as UTF-8 text. Raises FeedForm for an empty, binary or foreign one."""
    if not body.strip():
        raise changed(feed, "an empty answer", "data")
    if body.startswith(b"PK\x03\x04"):
        raise changed(feed, "a zip archive", "a text")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise changed(feed, "bytes that are no UTF-8 text", "a text") from None
    if text.lstrip()[:1] == "<":
        raise changed(feed, f"a web page: {text.lstrip()}", "data")
    return text


def json_of(feed: Feed, body: bytes) -> object:
    """The body as JSON. Raises FeedForm, with the text that came instead."""
    text = text_of(feed, body)
    if text.lstrip()[:1] not in ("{", "["):
        raise changed(feed, f"a text: {text}", "JSON")

    def refuse(word: str) -> float:
        raise ValueError(f"{word} is no number")

    try:
        found: object = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError) as cause:
        reason = "too deep" if isinstance(cause, RecursionError) else str(cause)
        raise changed(feed, f"JSON that cannot be read: {reason}", "whole JSON") from None
    return found


def listed(feed: Feed, found: object, what: str) -> Sequence[object]:
    """A list of bounded length. Raises FeedForm."""
    if not isinstance(found, list):
        raise changed(feed, f"no list of {what}", f"a list of {what}")
    if len(found) > MAX_ROWS:
        raise changed(feed, f"{len(found):,} {what}", f"at most {MAX_ROWS:,}")
    return found


def keyed(feed: Feed, found: object, needed: Sequence[str], what: str) -> Mapping[str, object]:
    """A JSON object with the keys needed. Raises FeedForm."""
    if not isinstance(found, dict):
        raise changed(feed, f"{what} that is no object: {found!r:.40}", "an object")
    for key in needed:
        if key not in found:
            raise changed(feed, f"{what} without {key}", "the columns " + ", ".join(needed))
    return found
