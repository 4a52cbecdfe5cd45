"""What would have to be true, in the terminal: the chance, then each way as a table.

Not here: the phrases (`ways.py`), the same for programs (`answers_to_json.py`). Plain when piped:
no colour and no box, the same words.
"""

from typing import TYPE_CHECKING

from assay.answers import Needed, Way
from assay.report import numbers
from assay.report.ways import (
    chance_text,
    no_value_key,
    no_way_text,
    percentile_text,
    rest_line,
    target_text,
    tight_text,
    told_moves,
    value_text,
    weight_text,
)
from assay.report.words import Words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


MOST_SWINGS = 6
"""Givens told alone: as many as on a way."""


def render(found: Needed, language: str, console: "Console") -> None:
    """Print the answer in "en" or "zh" on `console`."""
    from rich.text import Text

    words, requirement = Words(language), found.requirement
    names = names_of(found, language)
    console.print(Text(found.title[language], style="bold"))
    console.print(Text(target_text(words, requirement, names, found.effect)))
    console.print(Text(chance_text(words, requirement)))
    if no_way := no_way_text(words, requirement):
        console.print(Text(no_way))
    for number, way in enumerate(requirement.ways, 1):
        console.print()
        console.print(Text(_head(words, found, way, number), style="bold"))
        console.print(_table(words, way, console.is_terminal))
        _, count, largest = told_moves(way)
        if count:
            console.print(Text(rest_line(words, count, largest)))
    if found.swings:
        console.print()
        console.print(Text(words.plain("ways.swings"), style="bold"))
        console.print(_swings(words, found, console.is_terminal))
    if found.alone:
        _alone(words, found, console, names)


def names_of(found: Needed, language: str) -> dict[str, object]:
    """What nearly every sentence may mention."""
    return {
        "driver": found.driver[language],
        "resource": found.resource[language],
        "horizon": found.horizon,
    }


def _head(words: Words, found: Needed, way: Way, number: int) -> str:
    distance = numbers.measured(way.distance, words.language)
    key = "ways.out" if found.requirement.holds else "ways.way"
    told = words.plain(key, {"number": number, "distance": distance})
    tight = tight_text(words, way)
    return told + (" " if words.language == "en" and tight else "") + tight


def _grid(boxed: bool, heads: list[str], right: tuple[int, ...]) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD if boxed else None, pad_edge=False)
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place in right else "left")
    return table


def _table(words: Words, way: Way, boxed: bool) -> "Table":
    """One row an input: middle, needed, percentile, weight."""
    heads = [words.plain(f"ways.{key}") for key in ("input", "middle", "needed", "where", "weight")]
    table = _grid(boxed, heads, (1, 2, 4))
    for move in told_moves(way)[0]:
        table.add_row(
            move.title[words.language],
            numbers.measured(move.median, words.language),
            value_text(move.needed, move.unit, words.language),
            percentile_text(words, move.percentile),
            weight_text(words, move),
        )
    return table


def _swings(words: Words, found: Needed, boxed: bool) -> "Table":
    """One row an input: how near the target comes at its 5th and at its 95th percentile."""
    heads = [words.plain(f"ways.{key}") for key in ("input", "at_low", "at_high")]
    table = _grid(boxed, heads, (1, 2))
    for swing in found.swings[:MOST_SWINGS]:
        ends = (
            numbers.with_unit(numbers.measured(100 * end, words.language), "%", words.language)
            for end in (swing.low, swing.high)
        )
        table.add_row(swing.title[words.language], *ends)
    return table


def _alone(words: Words, found: Needed, console: "Console", names: dict[str, object]) -> None:
    """The companion: each input alone, all others at their medians."""
    from rich.text import Text

    console.print()
    title = words.plain(words.of("need.figure", found.effect), names)
    console.print(Text(title, style="bold"))
    heads = [words.plain(f"ways.{key}") for key in ("input", "middle", "needed", "where")]
    table = _grid(console.is_terminal, heads, (1, 2))
    for row in found.alone[:MOST_SWINGS]:
        if row.needed is None or row.percentile is None:
            best = numbers.with_unit(
                numbers.measured(100 * row.best_share, words.language), "percent", words.language
            )
            no_value = words.of(no_value_key(row.best_share), found.effect)
            needed, where = "", words.plain(no_value, {"best": best})
        else:
            needed = value_text(row.needed, row.unit, words.language)
            where = percentile_text(words, row.percentile)
        middle = numbers.measured(row.median, words.language)
        table.add_row(row.title[words.language], middle, needed, where)
    console.print(table)
