"""The command `assay backtest`: arguments in, text or a file out; decides nothing.

Not here: what it does (`judging/backtesting.py`), how an answer looks (`report/backtest_to_*.py`),
the other commands (`cli.py`).
"""

from __future__ import annotations

from pathlib import Path

import click

from assay.commands.options import AS_JSON, LANG, SEED
from assay.commands.screen import console, progress


@click.command()
@click.option(
    "--vintage",
    type=click.Choice(["then", "now"]),
    default="then",
    show_default=True,
    help="With what was known a year after each rise, or with the figures of today.",
)
@LANG
@SEED
@click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.svg",
    help="Write the chart to this file.",
)
@AS_JSON
def backtest(vintage: str, lang: str, seed: int | None, chart: Path | None, as_json: bool) -> None:
    """The ruler on sixteen stories whose end is known, and how often it was right."""
    from assay import verbs

    if chart and chart.suffix.casefold() != ".svg":
        raise click.UsageError(f"--chart writes SVG: name the file {chart.stem}.svg")
    with progress() as step:
        found = verbs.backtest(seed=verbs.SEED if seed is None else seed, progress=step)
    if chart:
        from assay.report.backtest_to_svg import chart as drawn

        _write(drawn(found, vintage, lang), chart)
    if as_json:
        from assay.report.backtest_to_json import backtest_json

        click.echo(backtest_json(found).decode("utf-8"), nl=False)
        return
    from assay.report.backtest_to_terminal import render

    render(found, vintage, lang, console())
    if chart:
        click.echo(f"\n{chart}")


def _write(drawn: str, chart: Path) -> None:
    from assay.errors import NotWritten

    try:
        chart.parent.mkdir(parents=True, exist_ok=True)
        chart.write_text(drawn, encoding="utf-8")
    except OSError as cause:
        reason = cause.strerror or type(cause).__name__
        raise NotWritten(str(chart), reason, "a file to write", "--chart FILE.svg") from cause
