"""CFTC: Commitments of Traders, disaggregated, futures only, from the Socrata door.

Not here: which contracts (`feeds.toml`).

Numbers are texts. A week's positions are those of its Tuesday and are published on the Friday. One
column has two underscores: `swap__positions_short_all`.
"""

from assay.record.feeds.cells import Row, changed, day, json_of, keyed, listed, number
from assay.record.feeds.feed import Feed

DAY = "report_date_as_yyyy_mm_dd"
DAY_FORM = "%Y-%m-%dT%H:%M:%S.%f"
MOST = 5000
"""The limit in the address: an answer as long as it may have been cut there. Since June 2006 there
are some 1,100 weeks."""


def rows(feed: Feed, body: bytes) -> list[Row]:
    """The rows of the answer. Raises FeedForm."""
    reports = listed(feed, json_of(feed, body), "reports")
    if len(reports) >= MOST:
        raise changed(feed, f"{len(reports):,} reports", f"fewer than the limit of {MOST:,}")
    found = []
    for each in reports:
        entry = keyed(feed, each, (DAY, *feed.holds), "a report")
        for name, text in feed.holds.items():
            if entry[name] != text:
                raise changed(feed, f"{name} = {entry[name]!r:.40}", text)
        # Socrata leaves a column out of a row where it is empty
        values = {name: number(feed, entry.get(name)) for name in feed.columns}
        found.append(Row(day(feed, entry[DAY], DAY_FORM), values))
    for name in feed.columns:
        if found and all(row.values[name] is None for row in found):
            raise changed(feed, f"no report with {name}", ", ".join(feed.columns))
    return found
