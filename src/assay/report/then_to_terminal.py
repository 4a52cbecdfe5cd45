"""Then and now in the terminal: one compact block with the lines that differ.

Not here: the rest of the verdict (`to_terminal.py`), the same in full
(`sections/then_and_now.py`).
"""

from datetime import date
from typing import TYPE_CHECKING

from assay.checks.standing import CheckedClaim, Evidence
from assay.report import numbers
from assay.report.columns import padded, width
from assay.report.page import Page
from assay.report.then import (
    chance_then,
    figure_text,
    held_against,
    in_order,
    is_implied,
    lead,
    marks_beside,
    page_then,
    title,
    told_alike,
    told_later,
)
from assay.report.words import without_notes
from assay.ruler.mark import Mark
from assay.then import ClaimMoved, Earlier, Then

if TYPE_CHECKING:
    from rich.console import Console

QUOTED = 18
"""Columns of a quoted number: enough to find it in the article."""
SIDE = 30
"""Columns of one day: two of them beside a quoted number fit into 80."""

Line = tuple[str, str, str]
"""What is told, and how it stood on either day."""


def render(page: Page, console: "Console") -> None:
    """Print the heading and the lines that differ; nothing without a page."""
    then = page.verdict.then
    if then is None:
        return
    from rich.text import Text

    console.print()
    head = [without_notes(title(page, then)) + page.plain("stop")]
    if then.verdict is None:
        head.append(without_notes(lead(page, then)))
    head += [without_notes(one) for one in told_later(page, then)]
    gap = " " if page.language == "en" else ""
    told = Text(gap.join(head))
    if then.day is not None:
        label = _label(page, then, then.day)
        told = Text.assemble((label, "bold"), page.plain("colon"), told)
    console.print(told, soft_wrap=not console.is_terminal)
    if then.verdict is not None:
        _lines(lines(page, then, then.verdict), console)


def _label(page: Page, then: Then, day: date) -> str:
    """Both days; where there is one verdict as of one day, that day."""
    if then.state in ("same day", "record ends"):
        return numbers.day_text(page.verdict.as_of, page.language)
    return page.plain("terminal.then", {"day": numbers.day_text(day, page.language)})


def lines(page: Page, then: Then, earlier: Earlier) -> list[Line]:
    """The marks and numbers that differ between the two days."""
    found = [
        (page.plain(f"mark.{now.name}.name"), _mark(page, before), _mark(page, now))
        for before, now in marks_beside(page, earlier)
        if not told_alike(page, earlier, before, now)
    ]
    before, now = page_then(page, earlier).verdict, page.verdict
    if before.chain.answer != now.chain.answer:
        first, last = (page.plain(f"answer.{one.chain.answer}") for one in (before, now))
        found.insert(0, (page.plain("then.story"), first, last))
    for row in in_order(then.claims):
        claim, old = now.claims[row.place], earlier.claims[row.place]
        found.append(
            (
                _quoted(claim.claim.text),
                _stood(page, old, row.then),
                (_stood if row.standing_moved else _figure)(page, claim, row.now)
                + _subject(page, row),
            )
        )
    for place in then.causes:
        first, last = (
            page.plain(f"cause.{one.standing.name.lower()}.name")
            for one in (earlier.causes[place], now.causes[place])
        )
        found.append((_quoted(now.causes[place].claim.text), first, last))
    return found


def _lines(rows: list[Line], console: "Console") -> None:
    from rich.text import Text

    if not console.is_terminal:
        names = max((width(name) for name, *_ in rows), default=0)
        for name, before, now in rows:
            console.print(Text(f"{padded(name, names)}  {before} -> {now}"), soft_wrap=True)
        return
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=QUOTED)
    # text without spaces is folded, never cut
    grid.add_column(max_width=SIDE, overflow="fold")
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    console.print(grid)


def _quoted(text: str) -> str:
    """The beginning of a number or statement as written, without what a terminal would obey."""
    plain = "".join(character if character.isprintable() else " " for character in text)
    kept = ""
    for character in plain:
        if width(kept + character) > QUOTED:
            return kept[:-1] + "…"
        kept += character
    return kept


def _mark(page: Page, mark: Mark) -> str:
    """`2.2 % broken 9 %`: the middle value, the state and the chance."""
    state = page.plain(f"state.{mark.state.replace(' ', '_')}")
    value = ""
    if mark.value is not None:
        middle = numbers.middle(mark.value, page.language)
        value = numbers.with_unit(middle, mark.unit, page.language)
    return page.plain("comma").join(filter(None, (value, f"{state} {chance_then(page, mark)}")))


def _stood(page: Page, claim: CheckedClaim, item: Evidence | None) -> str:
    words = " + ".join(page.plain(f"standing.{one.value}.name") for one in claim.standings)
    if item is None:
        return words
    return f"{words}{page.plain('comma')}{_figure(page, claim, item)}"


def _figure(page: Page, claim: CheckedClaim, item: Evidence | None) -> str:
    """The figure by which a claim stands, and the newest where that counts something else."""
    held = held_against(claim, item)
    if held is None or item is None or item.known_on is None:
        return figure_text(page, item)
    day = numbers.day_text(item.known_on, page.language)
    newest = page.plain("then.newest", {"day": day, "figure": figure_text(page, item)})
    return f"{figure_text(page, held)}{page.plain('semicolon')}{newest}"


def _subject(page: Page, row: ClaimMoved) -> str:
    """Of an implied figure: what it is of, and that it is implied."""
    item = row.now or row.then
    if item is None or not is_implied(row):
        return ""
    node = page.verdict.lookup.nodes.get(item.definition)
    told = page.plain("then.implied_short")
    if node is not None and node.title is not None:
        told = f"{node.title[page.language]}{page.plain('comma')}{told}"
    return f" ({told})" if page.language == "en" else f"（{told}）"
