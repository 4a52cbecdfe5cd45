"""FRED: one series a request, as csv without a key, as JSON of the API with one.

Not here: which series (`feeds.toml`), where the key comes from (`update.py`).

The csv has the header `observation_date,ID` (`DATE,ID` before December 2024) and an empty cell or a
dot where a value is missing. The API's values are texts, a missing one is a dot; if a real-time
period was asked for (ALFRED), every row says from when to when its value stood, and that is the day
on which it became known.
"""

import csv
from datetime import date

from assay.record.feeds.cells import (
    MAX_ROWS,
    Row,
    changed,
    day,
    json_of,
    keyed,
    listed,
    number,
    text_of,
)
from assay.record.feeds.feed import Feed

MISSING = ("", ".")
DAY_HEADERS = ("observation_date", "DATE")
KEY = "FRED_API_KEY"
"""Environment variable with a key of the API; without one the csv is asked for."""

API = (
    "https://api.stlouisfed.org/fred/series/observations?series_id={series}&file_type=json"
    "&observation_start={since}"
)
VINTAGES = "&realtime_start=1776-07-04&realtime_end=9999-12-31"
"""Every vintage (the API's documentation names these two days as the widest period). Asked for
monthly series only: the API refuses more than 2,000 vintages, and a daily series has more."""


def api_address(feed: Feed) -> str:
    """The address of a feed at the API, without the key."""
    series = feed.columns[0]
    since = feed.address.rpartition("cosd=")[2]
    wide = VINTAGES if feed.frequency == "monthly" else ""
    return API.format(series=series, since=since) + wide


def rows(feed: Feed, body: bytes) -> list[Row]:
    """The rows of a csv or of the API's JSON. Raises FeedForm."""
    if body.lstrip()[:1] == b"{":
        return _from_api(feed, body)
    lines = csv.reader(text_of(feed, body).splitlines(), strict=True)
    series = feed.columns[0]
    found: list[Row] = []
    try:
        header = next(lines)
        if len(header) != 2 or header[0] not in DAY_HEADERS or header[1] != series:
            raise changed(feed, f"the columns {', '.join(header)}", f"observation_date, {series}")
        for cells in filter(None, lines):
            if len(cells) != 2 or len(found) >= MAX_ROWS:
                raise changed(feed, f"a row {','.join(cells)!r}", "a day and a value")
            found.append(Row(day(feed, cells[0]), {series: number(feed, cells[1], MISSING)}))
    except (csv.Error, StopIteration) as cause:
        raise changed(feed, f"no csv: {cause}", f"observation_date, {series}") from None
    return found


def _from_api(feed: Feed, body: bytes) -> list[Row]:
    """Rows of the API: of each day the newest value and, with vintages, since when it stands."""
    series = feed.columns[0]
    names = ("realtime_start", "realtime_end", "observations")
    told = keyed(feed, json_of(feed, body), names, "the answer")
    vintages = told["realtime_start"] != told["realtime_end"]
    standing: dict[date, tuple[date, float | None]] = {}
    for each in listed(feed, told["observations"], "observations"):
        entry = keyed(feed, each, ("realtime_start", "date", "value"), "an observation")
        begins, at = day(feed, entry["realtime_start"]), day(feed, entry["date"])
        value = number(feed, entry["value"], MISSING)
        if at not in standing or begins >= standing[at][0]:
            standing[at] = (begins, value)
    return [
        Row(at, {series: value}, max(begins, at) if vintages else None)
        for at, (begins, value) in sorted(standing.items())
    ]
