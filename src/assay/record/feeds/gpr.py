"""Geopolitical risk index of Caldara and Iacoviello: real `.xls` workbooks, daily and monthly.

Not here: opening a workbook safely (`workbook.py`).

The day is a date in the column `date` (daily) or `month` (monthly). The indexes are empty before
1985 in the monthly file; `var_name` and `var_label` at its right are documentation, not data.
"""

from assay.record.feeds.cells import Row, changed, day, number
from assay.record.feeds.feed import Feed
from assay.record.feeds.workbook import sheet_rows


def rows(feed: Feed, body: bytes) -> list[Row]:
    """The rows of the first sheet. Raises FeedForm."""
    table = sheet_rows(feed, body)
    header = [str(cell).strip() for cell in table[0]] if table else []
    needed = (feed.day_column, *feed.columns)
    for name in needed:
        if name not in header:
            raise changed(feed, f"no column {name} in {header}", ", ".join(needed))
    places = {name: header.index(name) for name in needed}
    found = []
    for line in table[1:]:
        cells = {name: line[at] if at < len(line) else "" for name, at in places.items()}
        at = cells.pop(feed.day_column)
        values = {name: number(feed, cell) for name, cell in cells.items()}
        if at == "" and not any(value is not None for value in values.values()):
            continue  # documentation may be longer than the data
        found.append(Row(day(feed, at), values))
    return found
