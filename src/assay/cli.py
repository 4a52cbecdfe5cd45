"""Arguments in, text out; decides nothing.

Not here: what a command does (`verbs.py`), how a verdict looks (`report/`).
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assay import __version__
from assay.commands.backtest import backtest
from assay.commands.compare import compare
from assay.commands.explain import explain, explaining, needing_a_graph
from assay.commands.long_run import INTERRUPTED, end, running
from assay.commands.need import need
from assay.commands.new import check, new
from assay.commands.options import (
    AS_OF,
    ATTRIBUTION,
    LARGEST,
    SAMPLES,
    SAMPLES_OF_STORY,
    SEED,
    THREADS,
    too_many,
)
from assay.commands.read import asked_model, llm_options, read, tell_proposals
from assay.commands.record import record
from assay.commands.screen import console as _console
from assay.commands.screen import progress as _progress
from assay.commands.screen import tell_end
from assay.commands.sensitivity import sensitivity
from assay.commands.what_if import what_if
from assay.errors import AssayError, NotWritten

if TYPE_CHECKING:
    from datetime import date, datetime

    from assay.verdict import Verdict

REFUSED = 2
"""Exit code for bad input, as for bad arguments."""

BEHIND = 1
"""Exit code of an update after which a feed stands on its last good copy, or has none."""


MADE_AT_ONCE = 50_000
"""Objects made before those that point at each other are looked for: a command drops few of them
before it ends, and looking through all of them at every 700 took two hundredths of its time."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="assay")
def assay() -> None:
    """How much truth is in a story about a resource.

    Reads a page as it is found, checks every number against a sourced record, runs the whole causal
    chain as a model, and says how likely the story is and where it breaks.
    """


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        ATTRIBUTION,
        click.option("--sources", is_flag=True, help="List every work behind the numbers."),
        THREADS,
        SEED,
        click.option(
            "--lang",
            type=click.Choice(["en", "zh"]),
            help="Language of the answer [default: the article's; English without one].",
        ),
        AS_OF,
    ):
        command = option(command)
    return command


@assay.command()
@click.argument("page")
@click.option("--story", help="The story to hold it against [default: found in the page].")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("assay-report"),
    show_default=True,
    help="Folder for report.html and verdict.json.",
)
@llm_options
@_options
@SAMPLES
def judge(
    page: str,
    story: str | None,
    out: Path,
    as_of: datetime | None,
    lang: str | None,
    samples: int | None,
    seed: int | None,
    threads: int | None,
    sources: bool,
    attribution: Path | None,
    llm: str | None,
    llm_model: str | None,
) -> None:
    """Judge a page: a file, an address, or - for standard input."""
    from assay import verbs

    model = asked_model(llm, llm_model)
    with running() as (step, watch):
        verdict = verbs.judge(
            page,
            story=story,
            as_of=_day(as_of),
            samples=samples or verbs.SAMPLES,
            seed=verbs.SEED if seed is None else seed,
            threads=threads,
            attribution=attribution,
            llm=model,
            progress=step,
            watch=watch,
        )
        language = lang or _spoken(verdict)
        step("report")
        written = write(verdict, language, out)
    tell_proposals(verdict.proposals)
    tell_end(_day(as_of), verdict.as_of, language)
    _show(verdict, language, sources)
    click.echo(f"\n{written / 'report.html'}\n{written / 'verdict.json'}")
    end(watch, language)


@assay.command()
@click.argument("name")
@click.option(
    "--hindcast", is_flag=True, help="How well its lines are computed for years already known."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for report.html and verdict.json; none are written without it.",
)
@explaining
@_options
@SAMPLES_OF_STORY
def story(
    name: str,
    hindcast: bool,
    out: Path | None,
    as_of: datetime | None,
    lang: str | None,
    samples: int | None,
    seed: int | None,
    threads: int | None,
    sources: bool,
    attribution: Path | None,
    graph: str | None,
    node: str | None,
    every_node: bool,
    depth: int | None,
) -> None:
    """Lay the ruler on a story without a page, or explain it with --graph and --node."""
    from assay import verbs

    language = lang or "en"
    needing_a_graph(graph, node, every_node, depth)
    if graph or node:
        lot = (samples, seed, threads)
        explain(name, _day(as_of), graph, (node, depth), every_node, language, lot)
        return
    if samples and samples > LARGEST:
        raise click.BadParameter(too_many(samples), param_hint="'--samples'")
    if hindcast and out:
        raise click.UsageError("--hindcast is printed and writes no files; leave out --out")
    if hindcast:
        from assay.judging.verdict_of import known_by
        from assay.report.hindcast_to_terminal import render

        lines = verbs.hindcast(name, as_of=_day(as_of))
        tell_end(_day(as_of), known_by(name, _day(as_of))[2], language)
        render(lines, language, _console())
        return
    with running() as (step, watch):
        verdict = verbs.story(
            name,
            as_of=_day(as_of),
            samples=samples or verbs.SAMPLES,
            seed=verbs.SEED if seed is None else seed,
            threads=threads,
            attribution=attribution,
            progress=step,
            watch=watch,
        )
        if out:
            step("report")
            write(verdict, language, out)
    tell_end(_day(as_of), verdict.as_of, language)
    _show(verdict, language, sources)
    end(watch, language)


@assay.command()
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@click.option("--list", "as_list", is_flag=True, help="What each feed is; asks nobody.")
@click.option("--offline", is_flag=True, help="Where each feed stands; asks nobody.")
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Your own copy of the one FEED named, in the publisher's form.",
)
def update(feeds: tuple[str, ...], as_list: bool, offline: bool, file: Path | None) -> None:
    """Refresh the series that publishers keep up to date: all, or those of FEED.

    A FEED is a name such as fred.DFII10, or a publisher such as fred. No other command needs them.
    Ends with 0 if every feed is fresh or unchanged, with 1 if one fell back on its last good copy
    or has none.
    """
    from assay import verbs
    from assay.report.feeds_to_terminal import render, render_list

    if sum((as_list, offline, file is not None)) > 1:
        raise click.UsageError("--list, --offline and --file are three different things")
    if as_list:
        from assay.record.feeds.update import selected

        render_list(selected(feeds), _console())
        return
    with _progress() as step:
        outcomes = verbs.update(feeds, offline=offline, file=file, progress=step)
    render(outcomes, _console())
    behind = [each for each in outcomes if each.fetched is None or not (each.is_current or offline)]
    if behind:
        sys.stdout.flush()
        sys.exit(BEHIND)


@assay.command()
@click.argument("name", default="silver")
@click.option(
    "--series",
    "given",
    multiple=True,
    metavar="NAME=FILE",
    help="A series of your own, such as copper=FILE.csv with the columns date,value.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File for the results; none is written without it.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Same seed, same bits.")
def fit(name: str, given: tuple[str, ...], out: Path | None, seed: int | None) -> None:
    """Measure again what moved the price, from the series that update fetched.

    Prints it beside what ships, and alters neither that nor any later verdict. Needs the extra
    assay[prices].
    """
    from assay import verbs
    from assay.prices.live import HEAD
    from assay.prices.result import read_attribution
    from assay.prices.result_file import write_attribution
    from assay.report.fit_to_terminal import progress, render
    from assay.report.interest_to_terminal import render as render_interest

    files = [tuple(one.split("=", 1)) for one in given]
    if any(len(one) < 2 or not all(one) for one in files):
        raise click.UsageError("--series takes NAME=FILE, such as copper=copper.csv")
    if len({one[0] for one in files}) < len(files):
        raise click.UsageError("--series names one series twice")
    with progress() as step:
        found = verbs.fit(
            name,
            series={one[0]: Path(one[1]) for one in files},
            seed=verbs.SEED if seed is None else seed,
            progress=step,
        )
    render(found, read_attribution(), _console())
    if out:
        write_attribution(found, out, HEAD)
        click.echo(f"\n{out}")
    render_interest(verbs.interest(seed=verbs.SEED if seed is None else seed), _console())


assay.add_command(read)
assay.add_command(compare)
assay.add_command(new)
assay.add_command(check)
assay.add_command(need)
assay.add_command(sensitivity)
assay.add_command(what_if)
assay.add_command(record)
assay.add_command(backtest)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _spoken(verdict: Verdict) -> str:
    return verdict.article.language if verdict.article else "en"


def write(verdict: Verdict, language: str, out: Path) -> Path:
    """Write report.html and verdict.json. Raises NotWritten."""
    from assay.report.to_html import render
    from assay.report.to_json import verdict_json

    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "report.html").write_text(render(verdict, language), encoding="utf-8")
        (out / "verdict.json").write_bytes(verdict_json(verdict, language))
    except OSError as cause:
        raise NotWritten(
            str(out),
            cause.strerror or type(cause).__name__,
            "a folder to write to",
            "--out DIR",
        ) from cause
    return out


def _show(verdict: Verdict, language: str, sources: bool) -> None:
    from assay.report.to_terminal import render, render_sources

    console = _console()
    render(verdict, language, console)
    if sources:
        render_sources(verdict, language, console)


def _discard(name: str) -> None:
    """From here on nothing more can or need be written to this stream."""
    setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _set_streams() -> None:
    """Write UTF-8 wherever the stream can be told to, and nowhere if there is no stream."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            _discard(name)
        elif isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def main() -> None:
    """Run the command; an AssayError is told in its five lines and ends with exit code 2."""
    _set_streams()
    gc.set_threshold(MADE_AT_ONCE)
    try:
        assay.main(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted before there was an answer.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # whoever read the answer has read enough
        _discard("stdout")
    except OSError as cause:
        _discard("stdout")
        _refuse(NotWritten("the answer", str(cause), "a stream to write to", "another place"))
    except AssayError as refusal:
        _refuse(refusal)
    finally:
        # the interpreter looks through everything thrice before it ends: 70 ms for nothing
        gc.freeze()


def _refuse(refusal: AssayError) -> None:
    click.echo(str(refusal), err=True)
    sys.exit(REFUSED)
