"""A page as read, for a terminal: the article's particulars, its numbers and its causes.

Not here: the same for programs (`to_json.py`), a verdict (`to_terminal.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assay.claims.claim import Claims, QuantityClaim
from assay.reading.article import Article

if TYPE_CHECKING:
    from rich.console import Console

SHOWN = 60
"""Characters of a subject or a cause that fit in a column."""


def render(article: Article, claims: Claims, topic: str, stance: str, console: Console) -> None:
    """Print the article's particulars, then a table of its numbers and one of its causes."""
    from rich.table import Table
    from rich.text import Text

    earliest, latest = article.published
    between = " .. ".join(day.isoformat() if day else "?" for day in (earliest, latest))
    particulars = (
        ("title", article.title or "not found"),
        ("author", article.author or "not found"),
        ("publisher", article.publisher or "not found"),
        ("published", between),
        ("language", article.language),
        ("repairs", ", ".join(article.repairs) or "none needed"),
        ("topic", topic),
        ("stance", stance),
    )
    for name, value in particulars:
        console.print(Text(f"{name:<10} ", style="dim") + Text(value))
    numbers = Table(title=f"{len(claims.quantities)} numbers", title_justify="left")
    for column in ("as written", "value", "unit", "year", "subject", "said by", "stance"):
        numbers.add_column(column, overflow="fold")
    for claim in claims.quantities:
        numbers.add_row(*(Text(cell) for cell in _cells(claim)))
    causes = Table(title=f"{len(claims.causes)} causes", title_justify="left")
    for column in ("cause", "", "effect", "stance", "said by"):
        causes.add_column(column, overflow="fold")
    for cause in claims.causes:
        sign = "raises" if cause.sign > 0 else "lowers"
        row = (cause.cause[:SHOWN], sign, cause.effect[:SHOWN], cause.stance.value)
        causes.add_row(*(Text(cell) for cell in (*row, cause.attributed_to or "")))
    console.print(numbers)
    console.print(causes)


def _cells(claim: QuantityClaim) -> tuple[str, ...]:
    value = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    return (
        claim.text,
        " .. ".join(f"{x:,.10g}" for x in value),
        "%" if claim.unit == "percent" else claim.unit,
        str(claim.year or ""),
        claim.subject[:SHOWN],
        claim.attributed_to or "",
        claim.stance.value,
    )
