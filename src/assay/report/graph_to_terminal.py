"""One node of a story in the terminal: its formula, inputs, units and a worked example.

Not here: the graph around it (`graph_to_svg.py`, `graph_to_mermaid.py`).
"""

import re
from typing import TYPE_CHECKING

from assay.argument import Argument, ArgumentNode, Sampled, Worked
from assay.report import numbers
from assay.report.columns import padded, printable, right, width
from assay.report.json_values import plain_unit
from assay.report.words import Words

if TYPE_CHECKING:
    from rich.console import Console

NAME = re.compile(r"[^\W\d]\w*")
"""A name in a formula."""
DIGITS = 5
"""Significant digits of what is told of samples: a million of them deserve four."""
PERCENTILES = (5, 25, 50, 75, 95)
"""What the columns beside mean and deviation are."""


def render(argument: Argument, language: str, console: "Console") -> None:
    """Print the node around which the graph is drawn, in "en" or "zh"."""
    from rich.text import Text

    words = Words(language)
    node = next(one for one in argument.nodes if one.name == argument.focus)
    title = f"{node.title[language]}: " if node.title else ""
    console.print(Text(f"{printable(title)}{node.name} [{node.unit}]", style="bold"))
    for line in lines(argument, node, words):
        console.print(Text(printable(line)), soft_wrap=True)


def lines(argument: Argument, node: ArgumentNode, words: Words) -> list[str]:
    """What there is to say of a node beside its name, one thing a line."""
    found = [node.what] if node.what else []
    if node.roles:
        found.append(words.plain("graph.plays", {"roles": ", ".join(node.roles)}))
    if node.formula:
        found += ["", f"{node.name} = {node.formula}"]
    worked = argument.worked
    if worked is not None:
        found += ["", *worked_lines(worked, node, words)]
    if argument.sampled is not None:
        found += ["", *sampled_lines(argument.sampled, words)]
    if argument.used_by:
        found += ["", words.plain("graph.used_by", {"names": ", ".join(argument.used_by)})]
    if node.sources:
        found += ["", *node.sources]
    return found


def worked_lines(worked: Worked, node: ArgumentNode, words: Words) -> list[str]:
    """The inputs with their values, then the formula with the values in place of the names."""
    key = "graph.worked" if worked.year is None else "graph.worked_in"
    found = [words.plain(key, {"year": worked.year or ""})]
    size = max((width(one.written) for one in worked.inputs), default=0)
    for one in worked.inputs:
        value = (
            words.plain("graph.years_before")
            if one.value is None
            else with_unit(one.value, one.unit, words.language)
        )
        year = f" ({one.year})" if one.year not in (None, worked.year) else ""
        found.append(f"  {padded(one.written, size)} = {value}{year}")
    result = with_unit(worked.value, worked.unit, words.language)
    if worked.known:
        return [*found, f"  {node.name} = {result}", words.plain("graph.known")]
    if not node.formula:
        return [*found, f"  {node.name} = {result}"]
    values = {
        one.written: _in_formula(one.value, one.unit, words.language)
        for one in worked.inputs
        if one.value is not None
    }
    filled = NAME.sub(lambda found: values.get(found[0], found[0]), node.formula)
    return [*found, f"  {node.name} = {filled}", f"  {' ' * len(node.name)} = {result}"]


def sampled_lines(sampled: Sampled, words: Words) -> list[str]:
    """Mean, deviation and percentiles, a row a year."""
    unit = plain_unit(sampled.unit)
    told = {"samples": numbers.count(sampled.samples), "seed": sampled.seed, "unit": unit}
    of_years = [one for one in sampled.years if one.year is not None]
    head = [words.plain("hindcast.year")] if of_years else []
    head += [words.plain("graph.mean"), words.plain("graph.deviation")]
    head += [numbers.with_unit(str(one), "percent", words.language) for one in PERCENTILES]
    rows = [head]
    for one in sampled.years:
        values = (one.mean, one.deviation, *one.percentiles)
        cells = [numbers.measured(value, words.language, DIGITS) for value in values]
        rows.append(cells if one.year is None else [str(one.year), *cells])
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        words.plain("graph.sampled" if unit == "1" else "graph.sampled_in", told),
        *("  " + "  ".join(map(right, row, sizes)) for row in rows),
    ]


def _in_formula(value: float, unit: str, language: str) -> str:
    """A value in place of its name; a negative one in brackets."""
    told = with_unit(value, unit, language)
    return f"({told})" if value < 0 else told


def with_unit(value: float, unit: str, language: str) -> str:
    """`0.4048 kg/server`: 4 digits, since a reader may want to compute it again."""
    plain = plain_unit(unit)
    # years and counts are written without separators
    is_whole = plain in ("1", "year") and value == round(value)
    told = f"{value:.0f}" if is_whole else numbers.measured(value, language, 4)
    return told if plain == "1" else f"{told} {plain}"
