"""The command `assay sensitivity`: arguments in, text out; decides nothing.

Not here: what it does (`apportioning.py`), how an answer looks
(`report/sensitivity_to_terminal.py`), the other commands (`cli.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay.arguments import MOST_KEPT
from assay.commands.long_run import end, running
from assay.commands.options import (
    AS_JSON,
    AS_OF,
    ATTRIBUTION,
    LANG,
    SEED,
    SMALLEST,
    THREADS,
    Samples,
)
from assay.commands.screen import console, tell_end

if TYPE_CHECKING:
    from datetime import datetime

    from assay.model.watch import Watch


@click.command()
@click.argument("name")
@click.option("--node", required=True, metavar="NAME", help="The node whose spread is asked about.")
@click.option("--year", type=int, help="The year it is told for [default: the story's horizon].")
@click.option("--years", "every_year", is_flag=True, help="All years, beside each other.")
@click.option(
    "--total",
    is_flag=True,
    help="Total shares too, by runs made for the purpose; Shapley effects where inputs are drawn "
    "together.",
)
@click.option(
    "--together",
    is_flag=True,
    help="With --total: count inputs that are drawn together as one.",
)
@AS_OF
@LANG
@click.option(
    "--samples",
    type=Samples(SMALLEST, MOST_KEPT),
    help="Samples in hand [default: 16384]; with --total points of the design, which takes as many "
    "times inputs and two [default: 4096].",
)
@SEED
@THREADS
@ATTRIBUTION
@AS_JSON
def sensitivity(
    name: str,
    node: str,
    year: int | None,
    every_year: bool,
    total: bool,
    together: bool,
    as_of: datetime | None,
    lang: str,
    samples: int | None,
    seed: int | None,
    threads: int | None,
    attribution: Path | None,
    as_json: bool,
) -> None:
    """Which inputs the spread of a node comes from, year by year.

    Tells for each uncertain input its share of the node's variance with an error bar, from samples
    in hand. With --total the story is run for the purpose, which takes seconds: how many runs is
    told before, and the time left while it lasts.
    """
    from assay import verbs

    if year is not None and every_year:
        raise click.UsageError("--year and --years are two different questions")
    if together and not total:
        raise click.UsageError("--together goes with --total")
    with running() as (step, watch):
        if total:
            _tell_before(watch, lang)
        found = verbs.sensitivity(
            name,
            node,
            years="all" if every_year else year,
            total=total,
            together=together,
            as_of=as_of.date() if as_of else None,
            samples=samples,
            seed=verbs.SEED if seed is None else seed,
            threads=threads,
            attribution=attribution,
            progress=step,
            watch=watch,
        )
    tell_end(as_of.date() if as_of else None, found.as_of, lang)
    if as_json:
        from assay.report.sensitivity_to_json import sensitivity_json

        click.echo(sensitivity_json(found).decode("utf-8"), nl=False)
    else:
        from assay.report.sensitivity_to_terminal import render

        render(found, lang, console())
    end(watch, lang)


def _tell_before(watch: Watch, language: str) -> None:
    """How many runs a design takes, once it is known and before the first is done."""
    from assay.report.numbers import count
    from assay.report.words import Words

    tell = watch.tell

    def told(done: int, asked: int) -> None:
        if done == 0:
            runs = {"runs": count(asked)}
            click.echo(Words(language).plain("sensitivity.takes", runs), err=True)
        tell(done, asked)

    watch.tell = told
