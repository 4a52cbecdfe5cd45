"""Which inputs the spread of a node comes from, in the terminal: a bar an input, then year by year.

Not here: the same for programs (`sensitivity_to_json.py`) and notebooks
(`sensitivity_to_notebook.py`). Plain when piped: no colour, the same words.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assay.answers import InputShare, Sensitivity, Spread
from assay.report import numbers
from assay.report.columns import padded, printable, right, width
from assay.report.json_values import plain_unit
from assay.report.words import Words

if TYPE_CHECKING:
    from rich.console import Console

SURE = 2
"""Standard errors that a share is told with."""
FINEST = 1
"""Decimals of a share in per cent at most; more would be noise with any number of runs."""
LEAST = 0.01
"""Share from which an input is told by itself."""
WHOLE = 0.99
"""Sum of the first-order shares from which nothing worth telling is left for combinations."""
MOST = 12
"""Inputs told by themselves; more would not be read."""
MOST_YEARS = 6
"""Years beside each other; more would not be read."""
FEWEST_YEARS = 2
"""Years beside each other on the narrowest terminal: a first and a last."""
YEAR = 13
"""Columns of a year, at most."""
NAME = 40
"""Columns of an input's name on a narrow terminal: so many tell most of them apart."""
BAR = 20
"""Columns of a bar of 100 %."""
GAP = "  "
"""Between two columns."""
FIRST, REST = "█", "░"
"""What an input does alone, and what it does only together with others."""
NAMED = 6
"""Names listed of inputs that move together, for each group; a line holds no more."""


def render(found: Sensitivity, language: str, console: "Console") -> None:
    """Print the answer in "en" or "zh" on `console`."""
    from rich.text import Text

    words = Words(language)
    console.print(Text(headline(words, found), style="bold"))
    for line in lead(words, found):
        console.print(Text(line))
    room = (console.width - NAME) // YEAR if console.is_terminal else MOST_YEARS
    years = max(FEWEST_YEARS, min(MOST_YEARS, room))
    for rows in _tables(words, found, years):
        console.print()
        for place, line in enumerate(_lines(rows, console)):
            told = Text(line, style="" if place else "dim")
            told.highlight_words((FIRST, REST), "cyan")
            console.print(told, soft_wrap=True)
    console.print()
    for line in tail(words, found, years):
        console.print(Text(line))


def _lines(rows: Sequence[Sequence[str]], console: "Console") -> list[str]:
    """Rows in columns, numbers to the right; names cut to what a terminal has room for."""
    first, *others = (max(map(width, column)) for column in zip(*rows, strict=True))
    if console.is_terminal:
        room = console.width - sum(others) - len(GAP) * len(others)
        first = min(first, max(NAME, room))
    found = []
    for name, *cells in rows:
        told = (
            # bars stand to the left
            cell if cell[:1] in (FIRST, REST) else right(cell, size)
            for cell, size in zip(cells, others, strict=True)
        )
        found.append(GAP.join((padded(_cut(name, first), first), *told)).rstrip())
    return found


def _cut(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    while width(text) >= columns:
        text = text[:-1]
    return text.rstrip() + "…"


def headline(words: Words, found: Sensitivity) -> str:
    """The story, then what was asked."""
    values = {"story": found.title[words.language], "node": node_name(words, found)}
    return printable(words.plain("sensitivity.headline", values))


def node_name(words: Words, found: Sensitivity) -> str:
    """`Silver price (silver_price)`, or the name in the formulas alone."""
    if found.node_title is None:
        return found.node
    values = {"title": found.node_title[words.language], "node": found.node}
    return words.plain("sensitivity.named", values)


def lead(words: Words, found: Sensitivity) -> list[str]:
    """The node in the year told first, and what the shares are."""
    spread = found.spreads[found.told]
    values: dict[str, object] = {
        "runs": numbers.count(found.runs),
        "samples": numbers.count(found.samples),
        "seed": found.seed,
        "names": together_text(words, found),
    }
    lines = [spread_line(words, spread, found.unit)]
    key = f"sensitivity.method_{found.method}"
    grouped = any(len(one.givens) > 1 for one in found.inputs)
    lines.append(words.plain(f"{key}_groups" if grouped else key, values))
    if found.together and found.method == "first":
        lines.append(words.plain("sensitivity.first_together", values))
    return [printable(line) for line in lines]


def spread_line(words: Words, spread: Spread, unit: str) -> str:
    """`2030: 71 USD/oz, 90 % of samples within 32–170 USD/oz, standard deviation 44 USD/oz.`"""
    language = words.language
    values: dict[str, object] = {
        name: numbers.with_unit(numbers.measured(getattr(spread, name), language), unit, language)
        for name in ("middle", "deviation")
    }
    low, high = (numbers.measured(end, language) for end in (spread.low, spread.high))
    values["range"] = numbers.span_text(low, high, unit, language)
    if spread.year is None:
        return words.plain("sensitivity.spread", values)
    return words.plain("sensitivity.spread_in", {**values, "year": spread.year})


def together_text(words: Words, found: Sensitivity) -> str:
    """The inputs that are drawn together, group by group, each with a few of its names."""
    groups = []
    for names in found.together:
        told = words.plain("and").join((*names[:NAMED], *(["..."] if len(names) > NAMED else [])))
        groups.append(told)
    return words.plain("sensitivity.between").join(groups)


def told_inputs(found: Sensitivity, places: Sequence[int]) -> tuple[InputShare, ...]:
    """The inputs with a part worth telling in one of the years, the weightiest first."""

    def weight(one: InputShare) -> float:
        shares, errors = _values(one, "total" if one.total else "share")
        sure = [shares[place] for place in places if shares[place] > SURE * errors[place]]
        return max(sure, default=0.0)

    ranked = sorted(found.inputs, key=weight, reverse=True)
    return tuple(one for one in ranked if weight(one) >= LEAST)[:MOST] or tuple(ranked[:1])


def share_text(share: float, error: float, language: str) -> str:
    """`17 ± 1`, in per cent: twice the standard error, rounded up; below 0 and above 1 is noise."""
    told = 100 * SURE * error
    if share == told == 0:
        return numbers.written(0.0, 0, language)
    decimals = min(FINEST, max(0, numbers.decimals_for(told, 1))) if told else FINEST
    value = numbers.written(100 * min(max(share, 0.0), 1.0), decimals, language)
    return f"{value} ± {_upwards(told, decimals, language)}"


def _upwards(value: float, decimals: int, language: str) -> str:
    """A bound, rounded up; what is a whole step but for the last bit is not pushed up."""
    step = 10**decimals
    return numbers.written(math.ceil(round(value * step, 6)) / step, decimals, language)


def title_of(words: Words, one: InputShare) -> str:
    """What the report calls an input; of several the first and how many move with it."""
    title = printable(one.title[words.language])
    if len(one.givens) == 1:
        return title
    return words.plain("sensitivity.grouped", {"title": title, "number": len(one.givens) - 1})


def columns_of(found: Sensitivity) -> tuple[str, ...]:
    """Which shares stand beside each other."""
    return {"first": ("first",), "sobol": ("first", "total"), "shapley": ("effect",)}[found.method]


def _values(one: InputShare, column: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return (one.total, one.total_error) if column == "total" else (one.share, one.error)


def _tables(words: Words, found: Sensitivity, years: int) -> list[list[list[str]]]:
    """Rows of cells, heads first: inputs with bars, and where several years were asked, so many of
    them beside each other."""
    wide = [place for place, one in enumerate(found.spreads) if one.deviation > 0]
    tables = [bars(words, found)]
    if len(wide) > 1:
        tables += [
            _by_year(words, found, column, _some(wide, years)) for column in columns_of(found)
        ]
    return tables


def bars(words: Words, found: Sensitivity) -> list[list[str]]:
    """Rows of cells, heads first: each input in the year told first, with its bar."""
    columns = columns_of(found)
    year = found.spreads[found.told].year
    head = words.plain("sensitivity.input")
    if year is not None:
        head = words.plain("sensitivity.input_in", {"year": year})
    rows = [[head, *(words.plain(f"sensitivity.{one}") for one in columns), ""]]
    for one in told_inputs(found, [found.told]):
        cells = []
        for column in columns:
            share, error = (values[found.told] for values in _values(one, column))
            cells.append(_percent(share_text(share, error, words.language), words.language))
        rows.append([title_of(words, one), *cells, bar(one, found.told)])
    return rows


def _percent(text: str, language: str) -> str:
    return numbers.with_unit(text, "percent", language)


def bar(one: InputShare, place: int) -> str:
    """What the input does alone, then what it does together with others."""
    alone = min(BAR, max(0, round(BAR * one.share[place])))
    whole = min(BAR, max(alone, round(BAR * one.total[place]))) if one.total else alone
    return FIRST * alone + REST * (whole - alone)


def _some(places: Sequence[int], most: int) -> list[int]:
    """At most so many of them, evenly, first and last among them."""
    if len(places) <= most:
        return list(places)
    last, steps = len(places) - 1, most - 1
    return [places[round(step * last / steps)] for step in range(most)]


def _by_year(
    words: Words, found: Sensitivity, column: str, places: Sequence[int]
) -> list[list[str]]:
    """One row an input, one column a year, all in per cent; the spread on top."""
    language = words.language
    name = words.plain(f"sensitivity.{column}")
    rows = [
        [
            words.plain("sensitivity.in_percent", {"share": name}),
            *(str(found.spreads[place].year) for place in places),
        ]
    ]
    unit = plain_unit(found.unit)
    for key in ("middle", "deviation"):
        told = f"sensitivity.{key}" if unit == "1" else f"sensitivity.{key}_in"
        label = words.plain(told, {"unit": unit})
        values = (getattr(found.spreads[place], key) for place in places)
        rows.append([label, *(numbers.measured(value, language) for value in values)])
    for one in told_inputs(found, places):
        shares, errors = _values(one, column)
        cells = (share_text(shares[place], errors[place], language) for place in places)
        rows.append([title_of(words, one), *cells])
    return rows


def tail(words: Words, found: Sensitivity, years: int = MOST_YEARS) -> list[str]:
    """The other inputs, what all do together, years left out, and where the tornado stands."""
    language, place = words.language, found.told
    lines = []
    told = told_inputs(found, [place])
    others = tuple(one for one in found.inputs if one not in told)
    if others:
        pairs = (_values(one, "total" if one.total else "share") for one in others)
        most = max(shares[place] + SURE * errors[place] for shares, errors in pairs)
        percent = _percent(_upwards(max(0.0, 100 * most), FINEST, language), language)
        values: dict[str, object] = {"number": len(others), "most": percent}
        key = "sensitivity.rest_one" if len(others) == 1 else "sensitivity.rest"
        lines.append(words.plain(key, values))
    if found.method != "shapley":
        whole = sum(one.share[place] for one in found.inputs)
        values = {"sum": _percent(numbers.written(100 * whole, 0, language), language)}
        shared = found.method == "first" and bool(found.together)
        key = "sum_together" if shared else "sum_whole" if whole >= WHOLE else f"sum_{found.method}"
        lines.append(words.plain(f"sensitivity.{key}", values))
    wide = sum(one.deviation > 0 for one in found.spreads)
    if wide > years:
        lines.append(words.plain("sensitivity.years_left", {"number": wide - years}))
    lines.append(words.plain("sensitivity.tornado", {"story": found.story}))
    return [printable(line) for line in lines]
