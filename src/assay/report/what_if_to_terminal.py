"""A what-if in the terminal: what was changed, the answer, the ruler before and after, what moved.

Not here: the same for programs (`what_if_to_json.py`) and notebooks (`what_if_to_notebook.py`).
Plain when piped: no colour and no box, the same words.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay.model.summary import Band
from assay.report import numbers
from assay.report.columns import padded, width
from assay.report.words import Words
from assay.ruler.mark import Chain
from assay.supposed import Changed, MarkBeside, NodeBeside, ShareBeside, WhatIf

if TYPE_CHECKING:
    from rich.console import Console

SURE = 2
"""Standard errors that a change of a chance is told with."""


def render(found: WhatIf, language: str, console: "Console") -> None:
    """Print the what-if in "en" or "zh" on `console`."""
    from rich.text import Text

    words = Words(language)
    console.print(Text(headline(words, found), style="bold"))
    if found.why:
        console.print(Text(found.why))
    for change in found.changes:
        console.print(Text(change_line(words, change)))
    console.print()
    for line in answer_lines(words, found):
        console.print(Text(line))
    console.print()
    _print_table(words, ("mark", *BESIDE, "chance"), mark_rows(words, found), console)
    if found.moved:
        console.print()
        console.print(Text(words.plain("what_if.moved"), style="bold"))
        rows = [node_row(words, node) for node in found.moved]
        _print_table(words, ("quantity", *BESIDE), rows, console)


BESIDE = ("before", "after", "difference")
"""Heads of the columns that a mark and a quantity share."""


def _print_table(
    words: Words, heads: Sequence[str], rows: Sequence[Sequence[str]], console: "Console"
) -> None:
    """A table on a terminal; in a pipe one line a row, however long."""
    from rich.text import Text

    names = [words.plain(f"what_if.{head}") for head in heads]
    if not console.is_terminal:
        columns = [max(map(width, column)) for column in zip(names, *rows, strict=True)]
        for row in (names, *rows):
            cells = (padded(cell, size) for cell, size in zip(row, columns, strict=True))
            console.print(Text("  ".join(cells).rstrip()), soft_wrap=True)
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(names):
        table.add_column(name, justify="right" if place else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def headline(words: Words, found: WhatIf) -> str:
    """The scenario's title or the changes, after the story's own."""
    asked = found.scenario or words.plain("comma").join(one.text for one in found.changes)
    return words.plain("what_if.headline", {"story": found.title[words.language], "asked": asked})


def change_line(words: Words, change: Changed) -> str:
    """`silver_per_ai_server = 2kg/server: Silver in an AI server, 0.6 kg/server [...] → 2.0 ...`"""
    node = change.node
    values = {
        "text": change.text,
        "title": name_of(words, node),
        "before": band_text(node.before, node.unit, words.language),
        "after": band_text(node.after, node.unit, words.language),
    }
    line = words.plain("what_if.change", values)
    gap = " " if words.language == "en" else ""
    return line if change.reaches else line + gap + words.plain("what_if.reaches_nothing")


def answer_lines(words: Words, found: WhatIf) -> list[str]:
    """The answer word, the chance of the chain and the share explained, before and after."""
    change, error = found.chance
    lines = [
        words.plain(
            "what_if.answer",
            {
                "before": words.plain(f"answer.{found.before.answer}"),
                "after": words.plain(f"answer.{found.after.answer}"),
            },
        ),
        words.plain(
            "what_if.chain",
            {
                "before": _chain_text(words, found.before),
                "after": _chain_text(words, found.after),
                "change": chance_change(words, change, error),
            },
        ),
    ]
    if found.share is not None:
        lines.append(words.plain("what_if.share", _share_values(words, found.share)))
    return lines


def _chain_text(words: Words, chain: Chain) -> str:
    """`0 in 65,536, so below 0.005 %`, or how often it holds."""
    degree, language = chain.material, words.language
    told = numbers.chance(degree.probability, degree.samples, language)
    if degree.upper is None:
        return told
    bound = numbers.bound(degree.upper, language)
    return told + words.plain("first.bound_below", {"bound": bound})


def _share_values(words: Words, share: ShareBeside) -> dict[str, object]:
    before, after, difference = (
        _in_percent(one) for one in (share.before, share.after, share.difference)
    )
    return {
        "before": band_text(before, "percent", words.language),
        "after": band_text(after, "percent", words.language),
        "difference": difference_text(words, difference, "percent"),
    }


def _in_percent(band: Band) -> Band:
    return Band(*(100 * value for value in (band.p05, band.p25, band.p50, band.p75, band.p95)))


def mark_rows(words: Words, found: WhatIf) -> list[list[str]]:
    """One row a mark: its value and its chance, before, after and their difference."""
    return [_mark_row(words, mark, found.samples) for mark in found.marks]


def _mark_row(words: Words, mark: MarkBeside, samples: int) -> list[str]:
    language = words.language
    row = [words.plain(f"mark.{mark.before.name}.name")]
    if mark.before.why_not is not None:
        return [*row, words.plain("ruler.does_not_apply"), "", "", ""]
    row += [
        "" if one.value is None else band_text(one.value, one.unit, language)
        for one in (mark.before, mark.after)
    ]
    told = mark.difference
    row.append("" if told is None else difference_text(words, told, mark.before.unit))
    before, after = mark.before.probability, mark.after.probability
    if before is None or after is None or mark.probability is None or mark.error is None:
        return [*row, ""]
    values = {
        "before": numbers.chance(before, samples, language),
        "after": numbers.chance(after, samples, language),
        "change": chance_change(words, mark.probability, mark.error),
    }
    return [*row, words.plain("what_if.chance_moved", values)]


def node_row(words: Words, node: NodeBeside) -> list[str]:
    """A quantity that moved."""
    name = name_of(words, node)
    if node.year is not None:
        name = words.plain("what_if.in_year", {"name": name, "year": node.year})
    return [
        name,
        band_text(node.before, node.unit, words.language),
        band_text(node.after, node.unit, words.language),
        difference_text(words, node.difference, node.unit),
    ]


def name_of(words: Words, node: NodeBeside) -> str:
    """What the story calls a node, else its name in the formulas."""
    return node.title[words.language] if node.title else node.name


def band_text(band: Band, unit: str, language: str) -> str:
    """`3.7 % [1.8, 7.7]`; a single value alone."""
    told = numbers.with_unit(numbers.middle(band, language), unit, language)
    return told if numbers.is_point(band) else f"{told} {numbers.band_ends(band, language)}"


def difference_text(words: Words, band: Band, unit: str) -> str:
    """`+3.7 points [1.8, 7.7]`; a difference of per cents is told in points."""
    language = words.language
    middle = numbers.middle(band, language)
    if band.p05 == band.p95 == 0:
        return words.plain("what_if.none")
    signed = f"+{middle}" if band.p50 > 0 else middle
    told = (
        words.plain("what_if.points", {"value": signed})
        if unit in ("percent", "%")
        else numbers.with_unit(signed, unit, language)
    )
    return told if numbers.is_point(band) else f"{told} {numbers.band_ends(band, language)}"


def chance_change(words: Words, change: float, error: float) -> str:
    """`+3.1 points ± 0.2`: twice the standard error."""
    language = words.language
    if change == 0:
        return words.plain("what_if.none")
    points = 100 * change
    told = numbers.measured(points, language)
    text = words.plain("what_if.points", {"value": f"+{told}" if points > 0 else told})
    if error <= 0:
        return text
    return f"{text} ± {numbers.measured(SURE * 100 * error, language, 1)}"
