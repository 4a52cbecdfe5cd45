"""A run that may take long: time left beside the answer, and what is done where it is interrupted.

Not here: the streams of every command (`screen.py`), the run itself (`model/`).

The first interrupt stops the run where it is, once a block is done; the answer is then that of the
samples that are done, with a note, and the exit code is that of an interrupt. A second one ends the
command, as the first does before and after the run.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from assay.commands.screen import STEPS

if TYPE_CHECKING:
    from types import FrameType

    from assay.model.watch import Watch

INTERRUPTED = 130
"""Exit code after an interrupt, as shells have it."""
SHORT = 1.0
"""Seconds of a run before the time left is told: shorter ones are over before it is read."""
REFRESH = 0.1
"""Seconds between two tellings at least: more often is not seen."""


@dataclass(slots=True)
class Left:
    """How far a run is, in words."""

    show: Callable[[str], None]
    """Told what to show."""
    begun: float = field(default_factory=time.monotonic)
    """When the run began, by the machine's own clock."""
    shown: float = 0.0
    """When it was told last."""

    def tell(self, done: int, asked: int) -> None:
        """So many samples of so many are done."""
        now = time.monotonic()
        if done == 0:
            self.begun = now
        spent = now - self.begun
        if done == 0 or spent < SHORT or (now - self.shown < REFRESH and done < asked):
            return
        self.shown = now
        self.show(progress_text(done, asked, spent))


def progress_text(done: int, asked: int, spent: float) -> str:
    """`running the story: 1,572,864 of 4,194,304 samples, 0:41 left`."""
    minutes, seconds = divmod(round(spent * (asked - done) / done), 60)
    left = f"{minutes}:{seconds:02d}"
    return f"{STEPS['run']}: {done:,} of {asked:,} samples, {left} left (Ctrl-C gives what is done)"


@contextmanager
def running() -> Iterator[tuple[Callable[[str], None], Watch]]:
    """A spinner that names the step and the time left of the run, on a terminal only; and what the
    run is watched with."""
    from assay.model.watch import Watch

    if not sys.stderr.isatty():
        watch = Watch()
        with _stopped_by_interrupt(watch):
            yield _quiet, watch
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        watch = Watch(Left(status.update).tell)
        with _stopped_by_interrupt(watch):
            yield lambda step: status.update(STEPS.get(step, step)), watch


def _quiet(step: str) -> None:
    del step


@contextmanager
def _stopped_by_interrupt(watch: Watch) -> Iterator[None]:
    """While it lasts, an interrupt in the middle of the watched run stops that run and no more."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if watch.stop.is_set() or not 0 < watch.done < watch.asked:
            raise KeyboardInterrupt
        watch.stop.set()

    with on_interrupt(stop):
        yield


@contextmanager
def on_interrupt(
    answer: Callable[[int, FrameType | None], None] | signal.Handlers,
) -> Iterator[None]:
    """While it lasts, an interrupt is answered so; outside the main thread, which alone hears
    interrupts, nothing changes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, answer)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def end(watch: Watch, language: str, note: str = "cut_short", each: int = 1) -> None:
    """After an answer: where it is of fewer samples than asked for, a note and the exit code.

    The note tells how many there are of `each` so many samples.
    """
    if not watch.cut_short():
        return
    from assay.report.numbers import count
    from assay.report.words import Words

    told = {"done": count(watch.done // each), "asked": count(watch.asked // each)}
    click.echo(Words(language).plain(f"terminal.{note}", told), err=True)
    sys.stdout.flush()
    sys.exit(INTERRUPTED)
