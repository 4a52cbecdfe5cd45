"""The command `assay record`: arguments in, text out; decides nothing.

Not here: what it does (`recorded.py`), how an answer looks (`report/record_*.py`), the other
commands (`cli.py`).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay.commands.options import AS_JSON, AS_OF, LANG
from assay.commands.screen import tell_end

if TYPE_CHECKING:
    from datetime import datetime

    from assay.record.answer import StoryAnswer, TopicAnswer


@click.command()
@click.argument("topic", required=False)
@AS_OF
@click.option("--history", is_flag=True, help="Every vintage, with its change from the one before.")
@LANG
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.svg",
    help="Write the chart to this file.",
)
@AS_JSON
def record(
    topic: str | None,
    as_of: datetime | None,
    history: bool,
    lang: str,
    out: Path | None,
    as_json: bool,
) -> None:
    """What was published of a TOPIC, and the day it became known.

    TOPIC is STORY.LINE, e.g. silver.photovoltaics or silver.pv; STORY alone lists its topics,
    and no TOPIC the stories.
    """
    from assay.judging.recorded import record as ask

    if topic is None:
        if out or as_json or history or as_of:
            raise click.UsageError("this option needs a TOPIC; `assay record` lists the stories")
        _list(lang)
        return
    if out and out.suffix.casefold() != ".svg":
        raise click.UsageError(f"--out writes SVG: name the file {out.stem}.svg")
    answer = ask(topic, as_of=as_of.date() if as_of else None, history=history).answer
    tell_end(as_of.date() if as_of else None, answer.as_of, lang)
    if out:
        _draw(answer, lang, out)
    if as_json:
        from assay.report.record_to_json import record_json

        click.echo(record_json(answer))
        return
    from assay.report.record_to_terminal import render

    click.echo(render(answer, lang, _columns()))
    if out:
        click.echo(f"\n{out}")


def _columns() -> int:
    from assay.report.record_to_terminal import COLUMNS

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else COLUMNS


def _list(language: str) -> None:
    from assay.judging.recorded import stories
    from assay.report.record_to_terminal import render_stories

    click.echo(render_stories(stories(), language, _columns()))


def _draw(answer: TopicAnswer | StoryAnswer, language: str, out: Path) -> None:
    from assay.errors import NotWritten, RecordError
    from assay.record.answer import StoryAnswer
    from assay.report.record_to_svg import chart

    if isinstance(answer, StoryAnswer):
        raise RecordError(
            answer.name,
            "a story, which has no chart",
            "one topic",
            f"{answer.name}.LINE --out FILE",
        )
    drawn = chart(answer, language)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(drawn, encoding="utf-8")
    except OSError as cause:
        raise NotWritten(
            str(out), cause.strerror or type(cause).__name__, "a file to write", "--out FILE.svg"
        ) from cause
