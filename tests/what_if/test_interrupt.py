"""An interrupt in the middle of a long run gives what is done; before, it ends the command.

The command runs on a terminal of its own, since only there it says how far it is.
"""

import os
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

import assay
from assay.commands.long_run import progress_text
from assay.judging import supposing
from assay.model.watch import Watch

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")

MANY = 2**20
PATIENCE = 120
"""Seconds to wait for the terminal to show what it should."""
WIDE_ENOUGH = {"COLUMNS": "100"}
"""So that no line is broken where a test looks for it."""
ASSAY = ("-m", "assay")
SLOW_TO_OPEN = """
import time
import assay.cli, assay.stories.load as stories

opened = stories.record_for
stories.record_for = lambda name: time.sleep(5) or opened(name)
assay.cli.main()
"""
"""The command with a record that takes seconds to open, as from a slow disk."""


@contextmanager
def command(*arguments, stderr, verb=("story", "silver"), program=ASSAY):
    """The command under way; it does not outlive the test, whatever the test finds."""
    with subprocess.Popen(
        [sys.executable, *program, *verb, *arguments],
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        encoding="utf-8",
        env={**os.environ, **WIDE_ENOUGH},
        start_new_session=True,
    ) as run:
        try:
            yield run
        finally:
            run.kill()


@pytest.fixture
def terminal():
    ours, theirs = pty.openpty()
    yield ours, theirs
    for end in (ours, theirs):
        os.close(end)


def read_until(terminal, pattern):
    """What the terminal shows up to the pattern."""
    shown = ""
    until = time.monotonic() + PATIENCE
    while not re.search(pattern, shown):
        ready, _, _ = select.select([terminal], [], [], max(0.0, until - time.monotonic()))
        assert ready, f"nothing like {pattern} in {PATIENCE} s: {shown}"
        shown += os.read(terminal, 4096).decode("utf-8", "replace")
    return shown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_interrupt_gives_the_answer_of_the_samples_that_are_done(terminal, language):
    ours, theirs = terminal
    with command(
        "--samples", str(MANY), "--threads", "1", "--lang", language, stderr=theirs
    ) as run:
        read_until(ours, r"[\d,]+ of 1,048,576 samples, \d+:\d\d left")
        run.send_signal(signal.SIGINT)
        note = {
            "en": r"Interrupted: .* ([\d,]+) samples.* 1,048,576",
            "zh": r"已算完的 ([\d,]+) 个",
        }
        shown = read_until(ours, note[language])
        answer = run.communicate(timeout=PATIENCE)[0]
    found = re.search(note[language], shown)
    assert found
    done = found[1]
    assert 0 < int(done.replace(",", "")) < MANY
    assert run.returncode == 130
    assert done in answer


@pytest.mark.parametrize("threads", ["1", "2"])
def test_an_interrupt_of_a_node_that_is_counted_gives_what_is_done(terminal, threads):
    """From the terminal, so that the processes that several threads become hear it as well."""
    ours, theirs = terminal
    arguments = ("--node", "ai_silver", "--samples", "2^30", "--threads", threads)
    with command(*arguments, stderr=theirs) as run:
        read_until(ours, r"[\d,]+ of 1,073,741,824 samples, \d+:\d\d left")
        os.killpg(run.pid, signal.SIGINT)
        shown = read_until(ours, r"([\d,]+) samples that were done, of 1,073,741,824")
        answer = run.communicate(timeout=PATIENCE)[0]
    told = re.search(r"Over ([\d,]+) samples", answer)
    assert run.returncode == 130
    assert told and f"that of the {told[1]} samples" in shown
    assert 0 < int(told[1].replace(",", "")) < 2**30
    assert "Traceback" not in shown
    assert none_left(run.pid)


def none_left(group):
    """Whether every process of a group ends within seconds."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_an_interrupt_of_a_what_if_gives_both_worlds_of_the_samples_that_are_done(terminal):
    ours, theirs = terminal
    arguments = ("silver_price*2", "--samples", str(MANY), "--threads", "1")
    with command(*arguments, stderr=theirs, verb=("what-if", "silver")) as run:
        read_until(ours, r"[\d,]+ of 1,048,576 samples, \d+:\d\d left")
        run.send_signal(signal.SIGINT)
        shown = read_until(ours, r"samples that were done, of 1,048,576")
        answer = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == 130
    assert re.search(r"the ([\d,]+) samples that were done", shown)[1] in answer


def test_an_interrupt_while_a_way_is_searched_says_that_there_is_no_answer(terminal):
    ours, theirs = terminal
    with command(stderr=theirs, verb=("need", "silver")) as run:
        read_until(ours, "searching for what it would take")
        run.send_signal(signal.SIGINT)
        read_until(ours, "Interrupted before there was an answer")
        answer = run.communicate(timeout=PATIENCE)[0]
    assert (run.returncode, answer) == (130, "")


def stopping(after):
    """A watch that stops what it watches once so many samples are done."""

    def tell(done, _asked):
        if done >= after:
            watch.stop.set()

    watch = Watch(tell)
    return watch


def test_a_comparison_that_is_stopped_is_of_the_stories_that_are_done():
    names = ("water", "ewaste", "metals:titanium")
    watch = stopping(after=2**10 + 1)
    found = assay.compare(names, samples=2**10, watch=watch)
    assert [story.name for story in found.stories] == ["water", "ewaste"]
    assert (watch.done, watch.asked) == (2 * 2**10, 3 * 2**10)
    assert found.stories == assay.compare(names, samples=2**10).stories[:2]


def test_a_chance_that_is_stopped_is_that_of_fewer_samples_and_less_sure():
    watch = stopping(after=1)
    found = assay.need("silver", target="necessity", watch=watch).requirement
    whole = assay.need("silver", target="necessity").requirement
    assert found.runs == watch.done < watch.asked
    assert whole.runs > 4 * found.runs
    assert found.error > 2 * whole.error
    assert abs(found.probability - whole.probability) <= 4 * found.error


def test_worlds_computed_in_stretches_are_those_computed_at_once(monkeypatch):
    whole = assay.what_if("water", ["reservoir_boundary*0.5"], samples=2**12)
    monkeypatch.setattr(supposing, "STRETCH", 3000)
    assert assay.what_if("water", ["reservoir_boundary*0.5"], samples=2**12) == whole
    cut = assay.what_if("water", ["reservoir_boundary*0.5"], samples=2**12, watch=stopping(1))
    assert cut.samples == 3000


def test_an_interrupt_before_the_run_ends_the_command_without_an_answer(terminal):
    ours, theirs = terminal
    program = ("-c", SLOW_TO_OPEN)
    with command("--samples", str(MANY), stderr=theirs, program=program) as run:
        read_until(ours, "opening the record")
        run.send_signal(signal.SIGINT)
        answer = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode in (130, -signal.SIGINT)
    assert answer == ""


def test_the_time_left_is_that_of_the_pace_so_far():
    assert progress_text(250, 1000, 41.0) == (
        "running the story: 250 of 1,000 samples, 2:03 left (Ctrl-C gives what is done)"
    )
