"""LBMA prices: the whole history in one JSON list, in US dollars, pounds and euros.

Not here: the licence, which forbids passing the numbers on (`feeds.toml`, `docs/feeds.md`).

Each entry is `{"is_cms_locked": .., "d": day, "v": [USD, GBP, EUR]}`; null and 0 mean missing.
"""

from assay.record.feeds.cells import Row, changed, day, json_of, keyed, listed, number
from assay.record.feeds.feed import Feed

CURRENCIES = ("USD", "GBP", "EUR")


def rows(feed: Feed, body: bytes) -> list[Row]:
    """The rows of the list. Raises FeedForm."""
    found = []
    for each in listed(feed, json_of(feed, body), "prices"):
        entry = keyed(feed, each, ("d", "v"), "a price")
        prices = listed(feed, entry["v"], "currencies")
        if len(prices) != len(CURRENCIES):
            raise changed(feed, f"{len(prices)} currencies", ", ".join(CURRENCIES))
        values = {
            name: number(feed, cell) or None
            for name, cell in zip(CURRENCIES, prices, strict=True)
            if name in feed.columns
        }
        found.append(Row(day(feed, entry["d"]), values))
    return found
