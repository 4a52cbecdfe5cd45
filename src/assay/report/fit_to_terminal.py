"""An attribution for a terminal: what a fit of one's own found, beside the one that ships.

Not here: the fit itself (`prices/`), its place in a report (`sections/price.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assay.prices.result import GROUPS, Attribution, Share, WindowResult

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 120
"""Columns of the tables in a pipe, where nothing says how wide a line may be."""

TITLES = {
    "dollar": "dollar",
    "copper": "copper (industrial cycle)",
    "rates": "rates and break-even inflation",
    "geopolitics": "geopolitical risk and VIX",
    "ai_equity": "AI equity beyond the Nasdaq",
    "nasdaq": "Nasdaq",
    "drift": "drift",
    "gold": "added by gold (a mediator)",
    "macro": "macro, all",
    "unexplained": "unexplained",
}
"""What the groups are called."""

STAGES = {"macro": "macro", "gold": "macro and gold"}
"""What the two stages are called."""

STEPS = {
    "bootstrap": "drawing the coefficients again",
    "null": "leaving each year out",
    "time-varying": "letting the coefficients vary",
    "structural": "fitting a structural time series",
    "explosive": "testing for explosive stretches",
}
"""What the steps of a fit are called."""

UNSHOWN = ("by_dxy_", "explosive_")
"""Readings that the documentation tells, or that stand in the line of their flag."""


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error that names the step; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield _unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, named = bar.add_task("", total=None), ""

        def told(step: str, done: int, of: int) -> None:
            nonlocal task, named
            if step != named:
                # a step without parts pulses, which a bar that once had a total no longer does
                bar.remove_task(task)
                task = bar.add_task(STEPS.get(step, step), total=of if of > 1 else None)
                named = step
            bar.update(task, completed=done)

        yield told


def _unseen(step: str, done: int, of: int) -> None:
    del step, done, of


def render(found: Attribution, shipped: Attribution, console: Console) -> None:
    """Print both attributions window by window, then the tests, the flags and what is missing."""
    from rich.text import Text

    if not console.is_terminal:
        console.width = max(console.width, PIPED_WIDTH)
    console.print(
        Text(
            f"{found.target.title['en']}: {found.weeks} weeks from {found.fitted[0]} to "
            f"{found.fitted[1]}, seed {found.seed}. Shipped: {shipped.target.title['en']}. "
            "Contributions are those of the coefficients and add up; the bands are 90 % of the "
            "redrawings, all to the nearest tenth (a report rounds the ends of bands outwards)."
        )
    )
    for window in found.windows:
        console.print(_window(window, _beside(window, shipped)))
    console.print(_tests(found, shipped))
    for line in _lines(found):
        console.print(Text(line))


def _beside(window: WindowResult, shipped: Attribution) -> WindowResult | None:
    return next((one for one in shipped.windows if one.name == window.name), None)


def _window(found: WindowResult, shipped: WindowResult | None) -> object:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    title = f"{found.start} to {found.end}, log points"
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for heading in ("this fit", "90 %", "shipped", "90 %"):
        table.add_column(heading, justify="right")
    there = f"{shipped.actual:.1f}" if shipped else ""
    table.add_row("the price did", f"{found.actual:.1f}", "", there, "")
    ours, theirs = _rows(found), _rows(shipped) if shipped else {}
    for group, title in _titles():
        if group in ours or group in theirs:
            cells = (*_cells(ours.get(group)), *_cells(theirs.get(group)))
            table.add_row(title, *map(Text, cells))
    return table


def _titles() -> list[tuple[str, str]]:
    order = (*GROUPS[:-1], "macro", GROUPS[-1], "unexplained")
    return [(group, TITLES[group]) for group in order]


def _rows(window: WindowResult) -> dict[str, Share]:
    shares = {share.group: share for share in window.shares}
    return {**shares, "macro": window.macro, "unexplained": window.unexplained}


def _cells(share: Share | None) -> tuple[str, str]:
    if share is None:
        return "not measured", ""
    return _tenths(share.value), f"[{_tenths(share.p05)}, {_tenths(share.p95)}]"


def _tenths(value: float) -> str:
    """A number to one place, zero without a sign."""
    return f"{round(value, 1) + 0.0:.1f}"


def _tests(found: Attribution, shipped: Attribution) -> object:
    """Null and out-of-sample fit of both."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for heading in ("this fit", "shipped"):
        table.add_column(heading, justify="right")
    ours, theirs = _figures(found), _figures(shipped)
    for name in dict.fromkeys((*ours, *theirs)):
        table.add_row(name, ours.get(name, "not measured"), theirs.get(name, "not measured"))
    return table


def _figures(one: Attribution) -> dict[str, str]:
    rows = {}
    for null in one.null:
        years = f"{null.years[0]}-{null.years[-1]}"
        stage = STAGES[null.stage]
        rows[f"residual of a year, {years}, {stage}: sd, log points"] = f"{null.sd:.1f}"
        rows[f"residual of {null.tested}, {stage}: in sd"] = f"{null.z:.1f}"
    for test in one.out_of_sample:
        rows[f"weekly R2 out of sample, {test.year}, {STAGES[test.stage]}"] = f"{test.r2:.2f}"
    gold = [each for each in one.coefficients if each.regressor == "gold"]
    if gold:
        rows["silver's answer to gold"] = f"{gold[0].value:.2f} +- {gold[0].error:.2f}"
    return rows


def _lines(found: Attribution) -> Iterator[str]:
    figures = {reading.name: reading.value for reading in found.robustness.readings}
    flagged: dict[str, list[str]] = {name: [] for name in found.robustness.never}
    for episode in found.robustness.episodes:
        flagged.setdefault(episode.name, []).append(f"{episode.start} to {episode.end}")
    for name, stretches in flagged.items():
        longest, enough, top, critical = (
            figures[f"{name}_{key}"] for key in ("longest", "long_enough", "sup", "sup_critical")
        )
        yield (
            f"{_plain(name)}: {', '.join(stretches) or 'never'} (longest stretch {longest:.0f}, "
            f"enough is {enough:.0f}; supremum {top:.2f}, critical {critical:.2f})"
        )
    for reading in found.robustness.readings:
        if not reading.name.startswith(UNSHOWN):
            value = f"{reading.value:,.2f}{_unit(reading.unit)}"
            yield f"{_plain(reading.name)}, {reading.day}: {value}"
    for missing in found.not_measured:
        yield f"not measured: {_plain(missing.name)}: {missing.reason}"


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _unit(unit: str) -> str:
    return {"log_point": " log points", "contract": " contracts"}.get(unit, "")
