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

from assay.commands.long_run import progress_text

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")

MANY = 2**20
PATIENCE = 120
"""Seconds to wait for the terminal to show what it should."""
WIDE_ENOUGH = {"COLUMNS": "100"}
"""So that no line is broken where a test looks for it."""


@contextmanager
def command(*arguments, stderr):
    """The command under way; it does not outlive the test, whatever the test finds."""
    with subprocess.Popen(
        [sys.executable, "-m", "assay", "story", "silver", *arguments],
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


def test_an_interrupt_before_the_run_ends_the_command_without_an_answer(terminal):
    ours, theirs = terminal
    with command("--samples", str(MANY), stderr=theirs) as run:
        read_until(ours, "opening the record")
        run.send_signal(signal.SIGINT)
        answer = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode in (130, -signal.SIGINT)
    assert answer == ""


def test_the_time_left_is_that_of_the_pace_so_far():
    assert progress_text(250, 1000, 41.0) == (
        "running the story: 250 of 1,000 samples, 2:03 left (Ctrl-C gives what is done)"
    )
