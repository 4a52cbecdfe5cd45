"""Feeds for a terminal: where each stands after an update, or what each is.

Not here: the update itself (`record/feeds/update.py`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from assay.record.feeds.feed import Feed
from assay.record.feeds.outcome import Outcome

if TYPE_CHECKING:
    from rich.console import Console

HEADINGS = ("feed", "what", "last day", "rows", "state", "licence")
WHOLE = ("feed", "last day", "rows")
"""Columns never broken: a name and a day are copied."""
PIPED_WIDTH = 160
"""Columns of the table in a pipe, where COLUMNS does not say how wide a line may be: wide enough
that no cell is broken."""


def render(outcomes: Sequence[Outcome], console: Console) -> None:
    """Print a table of the outcomes, then a line for each thing that the user must know."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS:
        side: Literal["left", "right"] = "right" if heading == "rows" else "left"
        table.add_column(heading, overflow="fold", justify=side, no_wrap=heading in WHOLE)
    for each in outcomes:
        last = each.last_day.isoformat() if each.last_day else ""
        cells = (each.feed.name, each.feed.what, last, f"{each.rows:,}", each.state.value)
        table.add_row(*map(Text, (*cells, each.feed.licence)))
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = max(console.width, PIPED_WIDTH)
    console.print(table)
    for each in outcomes:
        for note in each.notes:
            console.print(Text(f"{each.feed.name}: {note}"))
        if each.reason:
            console.print(Text(_told(each)))
    counted = Counter(each.state.value for each in outcomes)
    console.print(Text(", ".join(f"{count} {state}" for state, count in counted.items())))


def _told(outcome: Outcome) -> str:
    """Why a feed is not current, and what stands in."""
    if outcome.fetched is None:
        return f"{outcome.feed.name}: missing: {outcome.reason}"
    return f"{outcome.feed.name}: last good copy of {outcome.fetched}: {outcome.reason}"


def render_list(feeds: Sequence[Feed], console: Console) -> None:
    """Print of each feed what it is, whose, its terms, its series and where it comes from."""
    from rich.text import Text

    for feed in feeds:
        console.print(Text(feed.name, style="bold") + Text(f"  {feed.what}", style="not bold"))
        passed_on = "may be passed on" if feed.may_redistribute else "not to be passed on"
        for name, value in (
            ("publisher", feed.publisher),
            ("licence", f"{feed.licence}: {feed.terms} ({passed_on})"),
            ("address", feed.address),
            ("about", feed.about),
        ):
            console.print(Text(f"  {name:<10}", style="dim") + Text(value))
        for each in feed.series:
            unit = "no unit" if each.unit == "1" else each.unit
            console.print(Text("  series    ", style="dim") + Text(f"{each.name} ({unit})"))
