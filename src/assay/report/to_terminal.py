"""The verdict in the terminal: the same four answers, the ruler one line a mark, the tally.

Not here: the report in full (`to_html.py`). Plain when piped: no colour and no box, the same words.
"""

import math
from collections import Counter
from typing import TYPE_CHECKING

from assay.checks.standing import Standing
from assay.report import numbers, then_to_terminal
from assay.report.columns import padded, width
from assay.report.drawing import multiples, place
from assay.report.page import Page
from assay.report.sections.first import likelihood_line, share_line, weak_sentence
from assay.report.sections.interest import sentence as interest_sentence
from assay.report.sections.marks import own_fit, value_sentence
from assay.report.sections.peers import standard_sentence
from assay.report.sections.trust import sentence as trust_sentence
from assay.report.words import Words, without_notes
from assay.ruler.mark import Mark
from assay.verdict import Verdict

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

TRACK = 24
"""Characters of the ruler's axis; `enough` stands after two thirds of them."""
COLOURS = {"held": "blue", "broken": "red", "undecided": "bright_black", "no data": "bright_black"}
ANSWERS = {"yes": "bold blue", "partly": "bold blue", "no": "bold red", "cannot_tell": "bold"}


def render(verdict: Verdict, language: str, console: "Console") -> None:
    """Print the verdict in "en" or "zh" on `console`."""
    page = Page(verdict, Words(language))
    for label, text in _answers(page):
        _labelled(console, label, text)
    if fit := own_fit(page):
        _labelled(console, page.plain("terminal.own_fit"), _plain(without_notes(fit)))
    console.print()
    if console.is_terminal:
        console.print(_mark_table(page, console.width))
    else:
        for line in _mark_lines(page):
            console.print(line, soft_wrap=True)
    if verdict.claims:
        console.print()
        _labelled(console, page.plain("terminal.numbers"), _plain(_tally(page)))
    if verdict.unnamed:
        console.print()
        told = without_notes(standard_sentence(page))
        _labelled(console, page.plain("terminal.others"), _plain(told))
    if verdict.interest:
        console.print()
        told = without_notes(interest_sentence(page))
        _labelled(console, page.plain("terminal.interest"), _plain(told))
    if verdict.trust:
        console.print()
        told = without_notes(trust_sentence(page, "trust.terminal"))
        _labelled(console, page.plain("terminal.trust"), _plain(told))
    then_to_terminal.render(page, console)


def render_sources(verdict: Verdict, language: str, console: "Console") -> None:
    """Print every work that stands behind a number of the verdict, one a line."""
    from rich.text import Text

    console.print()
    console.print(Text(Words(language).plain("sources.works"), style="bold"))
    for line in verdict.sources():
        console.print(Text(line), soft_wrap=True, highlight=False)


def _plain(text: str) -> "Text":
    from rich.text import Text

    return Text(text)


def _labelled(console: "Console", label: str, text: "Text") -> None:
    from rich.text import Text

    if console.is_terminal:
        from rich.table import Table

        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=LABEL, no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Text(label, style="bold"), text)
        console.print(grid)
        return
    line = Text.assemble((padded(label, LABEL), "bold"), " ", text)
    console.print(line, soft_wrap=True, highlight=False)


LABEL = 10
"""Columns of the labels at the left."""


def _answers(page: Page) -> "list[tuple[str, Text]]":
    from rich.text import Text

    chain, story = page.verdict.chain, page.verdict.story
    language = page.language
    gap = " " if language == "en" else ""
    word = page.plain(f"answer.{chain.answer}")
    headline = Text.assemble(
        (word, ANSWERS[chain.answer]), gap, (story.answers[chain.answer][language], "bold")
    )
    why = [
        page.plain(
            f"first.{key}",
            {"mark": page.plain(f"mark.{name}.name"), "sentence": without_notes(sentence)},
        )
        for key, name in (("weakest", chain.weakest), ("second", chain.second))
        if name
        for sentence in [weak_sentence(page, name)]
        if sentence is not None
    ]
    return [
        (page.plain("terminal.claimed"), Text(story.claim[language])),
        (page.plain("terminal.so"), headline),
        ("", Text(without_notes(share_line(page)))),
        (page.plain("terminal.sure"), Text(without_notes(likelihood_line(page)))),
        (page.plain("terminal.why"), Text(gap.join(why))),
    ]


def track(mark: Mark) -> str:
    """The mark on one line: `-` 5-95 %, `=` 25-75 %, `●` median, `|` enough, `<` `>` beyond."""
    cells, band = ["·"] * TRACK, multiples(mark)
    enough = round(place(1) / 100 * (TRACK - 1))

    def at(multiple: float) -> int:
        return round(place(multiple) / 100 * (TRACK - 1))

    if band is not None:
        for low, high, sign in ((band.p05, band.p95, "-"), (band.p25, band.p75, "=")):
            if band.p05 == band.p95:
                break
            for cell in range(at(low), at(high) + 1):
                cells[cell] = sign
    cells[enough] = "|"
    if band is not None:
        cells[at(band.p50)] = "●"
        if band.p05 < 0.01:
            cells[0] = "<"
        if band.p95 > 10 or math.isinf(band.p95):
            cells[-1] = ">"
    return "".join(cells)


def _mark_lines(page: Page) -> "list[Text]":
    """One line a mark, the states below each other; what is only reported may run over them."""
    from rich.text import Text

    rows = [(mark.in_chain, *_cells(page, mark, "  ")) for mark in page.verdict.marks]
    widest = max((width(value) for linked, _, _, value, _ in rows if linked), default=0)
    return [
        Text.assemble(
            padded(name, NAME), drawn, "  ", padded(value, max(VALUE, widest)), "  ", state
        )
        for _, name, drawn, value, state in rows
    ]


NAME, VALUE = 14, 36
"""Columns of a mark's name and value where each mark is one line."""


WIDE = 78
"""Columns of a screen from which on the value has a column of its own."""


def _mark_table(page: Page, columns: int) -> "Table":
    """The ruler on a screen of so many columns: a value wraps, beside the track or below it."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(width=TRACK, overflow="fold")
    if columns >= WIDE:
        grid.add_column(overflow="fold")
    grid.add_column(no_wrap=True)
    for mark in page.verdict.marks:
        name, drawn, value, state = _cells(page, mark, "\n")
        told = [Text(drawn), Text(value)] if columns >= WIDE else [Text(f"{drawn}\n{value}")]
        grid.add_row(name, *told, state)
    return grid


def _cells(page: Page, mark: Mark, apart: str) -> "tuple[str, str, str, Text]":
    """Name, track, value, and state with its chance; `apart` stands before "weakest link"."""
    from rich.text import Text

    state = page.plain(f"state.{mark.state.replace(' ', '_')}")
    chance = "" if mark.probability is None else f"  {page.chance(mark.probability)}"
    weakest = (
        f"{apart}<- {page.plain('ruler.weakest')}"
        if mark.name == page.verdict.chain.weakest
        else ""
    )
    if mark.why_not is not None:
        blank = page.plain("ruler.does_not_apply")
        return page.plain(f"mark.{mark.name}.name"), " " * TRACK, blank, Text()
    if not mark.in_chain and mark.value is not None:
        # reported, and neither held nor without data
        state = ""
    return (
        page.plain(f"mark.{mark.name}.name"),
        track(mark) if mark.in_chain else " " * TRACK,
        without_notes(value_sentence(page, mark)),
        Text.assemble((state, COLOURS[mark.state]), chance, (weakest, "bold")),
    )


def _tally(page: Page) -> str:
    counted = Counter(s for claim in page.verdict.claims for s in claim.standings)
    told = page.plain("comma").join(
        f"{numbers.count(counted[s])} {page.plain(f'standing.{s.value}.{_form(counted[s])}')}"
        for s in Standing
        if counted[s]
    )
    twice = sum(len(claim.standings) > 1 for claim in page.verdict.claims)
    if not twice:
        return told
    key = "first.two_groups_one" if twice == 1 else "first.two_groups"
    apart = "; " if page.language == "en" else "；"
    return told + apart + page.plain(key, {"number": numbers.count(twice)})


def _form(number: int) -> str:
    return "name" if number == 1 else "plural"
