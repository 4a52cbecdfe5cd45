"""The two streams as every command uses them: the answer's console; steps and notes beside it.

Not here: what is printed (`report/`), arguments (`cli.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

STEPS = {
    "page": "reading the page",
    "claims": "finding its claims",
    "llm": "asking the language model",
    "record": "opening the record",
    "run": "running the story",
    "need": "searching for what it would take",
    "placebo": "laying drivers on prices they have nothing to do with",
    "checks": "checking the claims",
    "then": "judging as of the page's day",
    "report": "writing the report",
}
"""What each step of the flow is called while it runs."""


def console() -> Console:
    """Standard output: coloured and wrapped on a terminal, plain and unwrapped in a pipe."""
    from rich.console import Console

    return Console(soft_wrap=not sys.stdout.isatty(), highlight=False)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A spinner that names the step, on a terminal only."""
    if not sys.stderr.isatty():
        yield _quiet
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda step: status.update(STEPS.get(step, step))


def _quiet(step: str) -> None:
    del step


def tell_end(asked: date | None, used: date, language: str) -> None:
    """One line beside the answer where the record ends before the day asked for."""
    if asked is None or asked <= used:
        return
    import click

    from assay.report.numbers import day_text
    from assay.report.words import Words

    days = {"asked": day_text(asked, language), "used": day_text(used, language)}
    click.echo(Words(language).plain("terminal.record_ends", days), err=True)
