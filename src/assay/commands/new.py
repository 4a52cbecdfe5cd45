"""The commands `assay new` and `assay check`: arguments in, text out; decide nothing.

Not here: what they do (`judging/beginning.py`, `judging/linting.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay.commands.options import AS_OF, LANG, SEED
from assay.commands.screen import console

if TYPE_CHECKING:
    from datetime import datetime

UNFINISHED = 1
"""Exit code of a check that found something to mend."""


@click.command()
@click.argument("name")
@click.option(
    "--in",
    "where",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default="here",
    help="Folder in which the story's own is made.",
)
def new(name: str, where: Path) -> None:
    """Begin a story of your own: a folder NAME that runs, with all that is to be written marked."""
    from assay import verbs

    folder = verbs.new(name, where)
    click.echo(f"{folder}\n\nassay check {folder}     what is still to be written")
    click.echo(f"assay story {folder}     the story as it stands")


@click.command()
@click.argument("name")
@AS_OF
@LANG
@SEED
def check(name: str, as_of: datetime | None, lang: str, seed: int | None) -> None:
    """Check a story's folder: what is wrong with it and what is weak.

    Sources, units, marks, both languages, and whether the users add up. Ends with 1 where something
    must be mended, with 2 where the folder cannot be read as a story.
    """
    from assay import verbs
    from assay.report.findings_to_terminal import render

    found = verbs.check(
        name, as_of=as_of.date() if as_of else None, seed=verbs.SEED if seed is None else seed
    )
    render(found, lang, console())
    if found.wrong:
        sys.exit(UNFINISHED)
