"""The command `assay need`: arguments in, text out; decides nothing.

Not here: what it does (`asking.py`), how an answer looks (`report/need_to_terminal.py`), the other
commands (`cli.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay.commands.long_run import end, running
from assay.commands.options import AS_JSON, AS_OF, ATTRIBUTION, LANG, SEED
from assay.commands.screen import console, tell_end

if TYPE_CHECKING:
    from datetime import datetime

    from assay.answers import Needed

MARKS = ("size", "growth", "necessity", "scarcity", "transmission", "rivals")
"""Marks that can be asked for; a test holds them equal to those of the ruler."""


@click.command()
@click.argument("name")
@click.option("--mark", type=click.Choice(MARKS), help="What one mark would take.")
@click.option(
    "--chain",
    type=click.Choice(["material", "main_cause"]),
    help="What the whole story would take, as a material or as the main cause [default: material].",
)
@AS_OF
@LANG
@SEED
@ATTRIBUTION
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the story's report.html and verdict.json with the way in them.",
)
@AS_JSON
def need(
    name: str,
    mark: str | None,
    chain: str | None,
    as_of: datetime | None,
    lang: str,
    seed: int | None,
    attribution: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """What would have to be true for a story, and how probable that is.

    Searches the most probable way in which all links hold together, or one of them, and samples
    around it, so that even one chance in a million has a number. Takes a few seconds.
    """
    from assay import verbs

    if mark and chain:
        raise click.UsageError("--mark and --chain are two different questions")
    with running() as (step, watch):
        found = verbs.need(
            name,
            target=mark or chain or "material",
            as_of=as_of.date() if as_of else None,
            seed=verbs.SEED if seed is None else seed,
            attribution=attribution,
            progress=step,
            watch=watch,
        )
        written = _write(found, name, lang, out, attribution, step) if out else None
    tell_end(as_of.date() if as_of else None, found.as_of, lang)
    if as_json:
        from assay.report.answers_to_json import need_json

        click.echo(need_json(found).decode("utf-8"), nl=False)
        end(watch, lang, "chance_cut_short")
        return
    from assay.report.need_to_terminal import render

    render(found, lang, console())
    if written:
        click.echo(f"\n{written / 'report.html'}\n{written / 'verdict.json'}")
    end(watch, lang, "chance_cut_short")


def _write(
    found: Needed,
    name: str,
    language: str,
    out: Path,
    attribution: Path | None,
    step: Callable[[str], None],
) -> Path:
    """The story's report, in which the most probable way stands too."""
    from dataclasses import replace

    from assay import verbs
    from assay.cli import write

    verdict = verbs.story(
        name, as_of=found.as_of, seed=found.seed, attribution=attribution, progress=step
    )
    step("report")
    return write(replace(verdict, ways=found.requirement), language, out)
