"""The command `assay compare`: arguments in, text out; decides nothing.

Not here: what it does (`judging/comparing.py`), how it looks (`report/compare_to_*.py`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay.commands.long_run import end, running
from assay.commands.options import AS_JSON, AS_OF, LANG, SAMPLES, SEED
from assay.commands.screen import console, tell_end

if TYPE_CHECKING:
    from datetime import datetime

    from assay.comparison import Comparison


@click.command()
@click.argument("names", nargs=-1, metavar="[STORY]...")
@AS_OF
@LANG
@SAMPLES
@SEED
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for compare.html, the chart of all marks with the peers' sources.",
)
@AS_JSON
def compare(
    names: tuple[str, ...],
    as_of: datetime | None,
    lang: str,
    samples: int | None,
    seed: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Lay the same ruler on several stories, all of them unless some are named.

    A story is a name, a case of one such as metals:gold, or the path of a story's folder.
    """
    from assay import verbs

    day = as_of.date() if as_of else None
    with running() as (step, watch):
        found = verbs.compare(
            names,
            as_of=day,
            samples=samples or verbs.SAMPLES,
            seed=verbs.SEED if seed is None else seed,
            progress=step,
            watch=watch,
        )
    written = _write(found, lang, out) if out else None
    tell_end(day, found.as_of, lang)
    if as_json:
        from assay.report.compare_to_json import compare_json

        click.echo(compare_json(found).decode("utf-8"), nl=False)
    else:
        from assay.report.compare_to_terminal import render

        render(found, lang, console())
        if written:
            click.echo(f"\n{written}")
    end(watch, lang, "stories_cut_short", found.samples)


def _write(found: Comparison, language: str, out: Path) -> Path:
    from assay.errors import NotWritten
    from assay.judging.comparing import citing
    from assay.report.compare_to_html import render

    path = out / "compare.html"
    try:
        out.mkdir(parents=True, exist_ok=True)
        path.write_text(render(found, language, citing(found)), "utf-8")
    except OSError as error:
        raise NotWritten(str(path), str(error), "a folder to write to", "another --out") from None
    return path
