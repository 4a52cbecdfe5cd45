"""Several pages as read, in groups that tell one story: a table for a terminal, JSON for programs.

Not here: one page with its claims (`read_to_terminal.py`, `to_json.py`), the grouping itself
(`reading/mirrors.py`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay.reading.article import Article

if TYPE_CHECKING:
    from rich.console import Console

Group = tuple[Sequence[int], Sequence[float]]
"""Places of pages that tell one story, the one to count first, and how alike each is to it."""


def render(pages: Sequence[tuple[str, Article]], groups: Sequence[Group], console: Console) -> None:
    """Print one line a page; mirrors stand below the page that tells their story best."""
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=f"{len(pages)} pages, {len(groups)} different articles", title_justify="left"
    )
    for column in ("", "page", "title", "published", "alike", "polluted", "repairs and flags"):
        table.add_column(column, overflow="fold")
    for number, (places, likeness) in enumerate(groups, 1):
        for place, alike in zip(places, likeness, strict=True):
            name, article = pages[place]
            first = place == places[0]
            cells = (
                str(number) if first else "",
                name if first else f"= {name}",
                article.title or "not found",
                _days(article),
                "" if first else f"{alike:.0%}",
                "yes" if article.polluted else "no",
                ", ".join((*article.repairs, *(flag.name for flag in article.flags))),
            )
            table.add_row(*map(Text, cells))
    console.print(table)


def _days(article: Article) -> str:
    days = [day.isoformat() if day else "?" for day in article.published]
    return " .. ".join(dict.fromkeys(days))


def as_json(pages: Sequence[tuple[str, Article]], groups: Sequence[Group]) -> bytes:
    """The same for programs: groups of pages, the one to count first."""
    rows = [
        [
            {
                "page": pages[place][0],
                "alike": alike,
                "title": pages[place][1].title,
                "publisher": pages[place][1].publisher,
                "published": [
                    day.isoformat() if day else None for day in pages[place][1].published
                ],
                "published_why": pages[place][1].published_why,
                "language": pages[place][1].language,
                "polluted": pages[place][1].polluted,
                "repairs": [
                    {"name": each.name, "times": each.times, "confidence": each.confidence}
                    for each in pages[place][1].mended
                ],
                "flags": [
                    {"name": each.name, "times": each.times, "words": list(each.words)}
                    for each in pages[place][1].flags
                ],
            }
            for place, alike in zip(places, likeness, strict=True)
        ]
        for places, likeness in groups
    ]
    return json.dumps({"groups": rows}, ensure_ascii=False, indent=1).encode()
