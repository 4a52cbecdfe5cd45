"""The options of `assay story` that explain it: arguments in, text or a file out; decides nothing.

Not here: what is explained (`explaining.py`), the other commands (`cli.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay.arguments import DEEPEST
from assay.commands.long_run import end, running
from assay.commands.screen import console
from assay.commands.workers import workers

if TYPE_CHECKING:
    from datetime import date

    from assay.judging.explaining import Show

STEPS = 1
"""Steps around a node that are drawn where no number is asked for: what it is made of, and what
asks for it."""
PRINTED = "-"
"""Stands for the terminal in place of a file."""


def explaining(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options --graph, --node, --all and --depth to a command."""
    for option in (
        click.option(
            "--depth",
            type=click.IntRange(0, DEEPEST),
            show_default=str(STEPS),
            help="Steps before and after --node that --graph draws.",
        ),
        click.option(
            "--node",
            metavar="NAME",
            help="Explain one node: formula, inputs, a sample; with --samples its percentiles.",
        ),
        click.option(
            "--all",
            "every_node",
            is_flag=True,
            help="Draw every node with --graph, not only those that the ruler and the report name.",
        ),
        click.option(
            "--graph",
            is_flag=False,
            flag_value=PRINTED,
            metavar="[FILE.svg|FILE.mmd]",
            help="Draw the argument; without a file, print it as Mermaid.",
        ),
    ):
        command = option(command)
    return command


def needing_a_graph(
    graph: str | None, node: str | None, every_node: bool, depth: int | None
) -> None:
    """Refuse --all and --depth where they would change nothing."""
    if every_node and graph is None:
        raise click.UsageError("--all is of use with --graph: it draws every node")
    if every_node and node:
        raise click.UsageError("--node draws every node around it; leave out --all")
    if depth is not None and (graph is None or not node):
        raise click.UsageError("--depth is of use with --graph and --node: steps that are drawn")


def explain(
    name: str,
    as_of: date | None,
    graph: str | None,
    around: tuple[str | None, int | None],
    every_node: bool,
    language: str,
    lot: tuple[int | None, int | None, int | None],
) -> None:
    """Write or print the graph, and print the node; `lot` is samples, seed and threads."""
    from assay import verbs

    (node, depth), (samples, seed, threads) = around, lot
    file = Path(graph) if graph not in (None, PRINTED) else None
    if file and file.suffix.casefold() not in (".svg", ".mmd"):
        raise click.UsageError("--graph writes FILE.svg or FILE.mmd; the story's name comes first")
    show: Show = "all" if every_node else "chain"
    with running() as (step, watch), workers(samples if node else None, threads, watch) as pool:
        found = verbs.graph(
            name,
            node=node,
            depth=STEPS if depth is None else depth,
            show=show,
            as_of=as_of,
            samples=samples if node else None,
            seed=verbs.SEED if seed is None else seed,
            threads=threads,
            progress=step,
            executor=pool,
            watch=watch,
        )
    if node:
        from assay.report.graph_to_terminal import render

        render(found, language, console())
    if graph == PRINTED:
        click.echo(found.mermaid(language), nl=False)
    elif file:
        click.echo(str(found.save(file, language)))
    end(watch, language)
