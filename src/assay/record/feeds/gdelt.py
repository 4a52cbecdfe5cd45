"""GDELT: how many of all articles seen match a query, day by day.

Not here: the queries (`feeds.toml`), the pause between them (`asking.py`).

`value` counts matching articles, `norm` all articles; the share is their quotient. A short span
comes by the hour or by the quarter of an hour: those are added up by day. Errors and requests to
slow down come as plain text or as a page, often with status 200.
"""

from datetime import date, datetime
from itertools import pairwise

from assay.record.feeds.cells import Row, changed, day, json_of, keyed, listed, number
from assay.record.feeds.feed import Feed

MOMENT = "%Y%m%dT%H%M%SZ"
COUNTS = ("value", "norm")


def rows(feed: Feed, body: bytes) -> list[Row]:
    """The rows of the timeline, one a day. Raises FeedForm."""
    timelines = listed(
        feed,
        keyed(feed, json_of(feed, body), ("timeline",), "the answer")["timeline"],
        "timelines",
    )
    if len(timelines) != 1:
        raise changed(feed, f"{len(timelines)} timelines", "one")
    points = listed(feed, keyed(feed, timelines[0], ("data",), "a timeline")["data"], "points")
    moments: list[datetime] = []
    sums: dict[date, dict[str, float | None]] = {}
    for each in points:
        entry = keyed(feed, each, ("date", *COUNTS), "a point")
        at = _moment(feed, entry["date"])
        moments.append(at)
        counts = {name: number(feed, entry[name]) or 0.0 for name in COUNTS}
        if min(counts.values()) < 0:
            raise changed(feed, f"a negative count on {at.date()}", "counts")
        total = sums.setdefault(at.date(), dict.fromkeys(COUNTS, 0.0))
        for name in COUNTS:
            total[name] = (total[name] or 0.0) + counts[name]
    for before, after in pairwise(moments):
        if after <= before:
            raise changed(feed, f"{after:%Y-%m-%d %H:%M} after {before:%Y-%m-%d %H:%M}", "rising")
    return [Row(at, values) for at, values in sums.items()]


def _moment(feed: Feed, cell: object) -> datetime:
    day(feed, cell, MOMENT)  # refuses what is no moment
    return datetime.strptime(str(cell), MOMENT)
