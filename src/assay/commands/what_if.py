"""The command `assay what-if`: arguments in, text out; decides nothing.

Not here: what it does (`supposing.py`), how an answer looks (`report/what_if_to_terminal.py`), the
other commands (`cli.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay.commands.long_run import end, running
from assay.commands.options import (
    AS_JSON,
    AS_OF,
    ATTRIBUTION,
    LANG,
    SAMPLES,
    SEED,
    THREADS,
)
from assay.commands.screen import console, tell_end

if TYPE_CHECKING:
    from datetime import datetime


@click.command("what-if")
@click.argument("name")
@click.argument("changes", nargs=-1, metavar="[NAME=VALUE|NAME*FACTOR|NAME+DELTA]...")
@click.option(
    "--scenario",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.toml",
    help="Changes from a file with title, why and [changes].",
)
@AS_OF
@LANG
@SAMPLES
@SEED
@THREADS
@ATTRIBUTION
@AS_JSON
def what_if(
    name: str,
    changes: tuple[str, ...],
    scenario: Path | None,
    as_of: datetime | None,
    lang: str,
    samples: int | None,
    seed: int | None,
    threads: int | None,
    attribution: Path | None,
    as_json: bool,
) -> None:
    """A story with some of its inputs or quantities otherwise, beside the story as it stands.

    NAME=VALUE holds a node (silver_per_ai_server=2kg/server), NAME*FACTOR and NAME+DELTA move it;
    @2027 or @2027..2030 after a value is for those years only.
    """
    from assay import verbs

    with running() as (step, watch):
        found = verbs.what_if(
            name,
            changes,
            scenario=scenario,
            as_of=as_of.date() if as_of else None,
            samples=samples or verbs.SAMPLES,
            seed=verbs.SEED if seed is None else seed,
            threads=threads,
            attribution=attribution,
            progress=step,
            watch=watch,
        )
    tell_end(as_of.date() if as_of else None, found.as_of, lang)
    if as_json:
        from assay.report.what_if_to_json import what_if_json

        click.echo(what_if_json(found).decode("utf-8"), nl=False)
    else:
        from assay.report.what_if_to_terminal import render

        render(found, lang, console())
    end(watch, lang)
