"""The command `assay read`, and the options by which a language model may be asked beside it.

Not here: what it does (`as_read.py`), how an answer looks (`report/read_to_terminal.py`), the other
commands (`cli.py`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from assay.commands.options import AS_JSON
from assay.commands.screen import console, progress

if TYPE_CHECKING:
    from assay.claims.claim import Proposals
    from assay.claims.llm import Endpoint

REFUSED = 2
"""Exit code where a page could not be read, as for one page alone."""

ADDRESS, MODEL, KEY = "ASSAY_LLM_URL", "ASSAY_LLM_MODEL", "ASSAY_LLM_KEY"
"""The environment by which a model is named; a key is taken from there alone, since arguments stand
in lists of processes and in the history of a shell."""


def llm_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that may ask a language model."""
    for option in (
        click.option("--llm-model", metavar="NAME", help="Its model [default: $ASSAY_LLM_MODEL]."),
        click.option(
            "--llm",
            metavar="URL",
            help="Also let a language model propose claims, at an OpenAI-compatible address such "
            "as http://localhost:8080/v1 [default: $ASSAY_LLM_URL; none without it]. A key is "
            "taken from $ASSAY_LLM_KEY.",
        ),
    ):
        command = option(command)
    return command


def asked_model(address: str | None, model: str | None) -> Endpoint | None:
    """The model named by option or environment; None if none is. Raises LlmError."""
    address = address if address is not None else os.environ.get(ADDRESS)
    if not address:
        if model:
            raise click.UsageError(f"--llm-model needs --llm URL, or {ADDRESS}")
        return None
    from assay.claims.llm import endpoint

    return endpoint(address, model or os.environ.get(MODEL, ""), os.environ.get(KEY) or None)


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@AS_JSON
@llm_options
def read(pages: tuple[str, ...], as_json: bool, llm: str | None, llm_model: str | None) -> None:
    """Read a page: the repaired article and what it claims.

    Of several pages, one line each: those that tell one story in the same words stand together, so
    that it is counted once.
    """
    if len(pages) > 1:
        if llm or llm_model:
            raise click.UsageError("--llm takes one page")
        _read_several(pages, as_json)
        return
    from assay.judging.as_read import read as read_page
    from assay.judging.as_read import standings

    model = asked_model(llm, llm_model)
    with progress() as step:
        reading = read_page(pages[0], llm=model, progress=step)
        checked = () if as_json else standings(reading)
    tell_failure(reading.proposals)
    if as_json:
        from assay.report.read_to_json import read_json

        text = read_json(
            reading.article,
            reading.claims,
            reading.topic,
            reading.stance,
            reading.main_cause,
            reading.proposals,
        )
        click.echo(text.decode("utf-8"))
        return
    from assay.report.read_to_terminal import Shown, render

    shown = Shown(
        reading.article,
        reading.claims,
        reading.topic,
        reading.stance,
        reading.main_cause,
        reading.proposals,
        checked,
    )
    render(shown, console())


def _read_several(targets: tuple[str, ...], as_json: bool) -> None:
    from assay.reading.several import read_all
    from assay.report import pages

    with progress() as step:
        several = read_all(targets, step)
    groups = [(group.pages, group.likeness) for group in several.groups]
    if as_json:
        click.echo(pages.as_json(several.pages, groups).decode("utf-8"))
    elif several.pages:
        pages.render(several.pages, groups, console())
    sys.stdout.flush()
    for refusal in several.refused:
        click.echo(str(refusal), err=True)
    if several.refused:
        sys.exit(REFUSED)


def tell_proposals(proposals: Proposals | None) -> None:
    """Say on standard error that a model was asked, and what became of what it proposed."""
    tell_failure(proposals)
    if proposals is not None and not proposals.failed:
        dropped = sum(count for _, count in proposals.dropped)
        click.echo(
            f"language model {proposals.model}: {proposals.proposed} proposed, "
            f"{proposals.confirmed} confirmed, {proposals.added} added, {dropped} dropped",
            err=True,
        )


def tell_failure(proposals: Proposals | None) -> None:
    """Say on standard error that a model could not be asked, and that the page was read without."""
    if proposals is not None and proposals.failed:
        click.echo(f"language model: {proposals.failed}; read without it", err=True)
        sys.stderr.flush()
