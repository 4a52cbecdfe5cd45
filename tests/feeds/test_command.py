"""`assay update` as a user runs it: tables, lines, exit codes; and that nothing else needs it.

Not here: what an update does (`test_update.py`).
"""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

import assay
from assay.record.feeds import cache
from assay.record.feeds.feed import feed_named, feeds
from assay.record.feeds.outcome import Outcome, State
from assay.report.feeds_to_terminal import render
from tests.feeds.publisher import csv_of, reply, sample

FORM = re.compile(r"^(\w+) in \S.*\n  found     \S.*\n  expected  \S.*\n  try       \S.*\n$")


def run(*arguments: str, home: Path, columns: str = "") -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "assay", "update", *map(str, arguments)]
    environment = os.environ | {"ASSAY_CACHE": str(home)}
    environment.pop("COLUMNS", None)
    environment |= {"COLUMNS": columns} if columns else {}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment)


def past(body: bytes) -> bytes:
    """Made-up days of 2031 as days of 2021: the real command knows what day it is."""
    return body.replace(b"2031-", b"2021-")


def test_the_list_names_every_feed_its_terms_and_its_series(tmp_path):
    done = run("--list", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for feed in feeds():
        assert feed.address in done.stdout
        assert all(column.name in done.stdout for column in feed.series)
    assert done.stdout.count("not to be passed on") == 4
    assert "(1)" not in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_ones_own_is_kept_and_shown_and_read_offline(tmp_path, monkeypatch):
    mine = tmp_path / "DFII10.csv"
    mine.write_bytes(past(csv_of(100)))
    home = tmp_path / "cache"
    done = run("fred.DFII10", "--file", mine, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    row = r"fred\.DFII10 +real yield .*2021-04-10 +100 +fresh +public domain"
    assert re.search(row, done.stdout), done.stdout
    assert done.stdout.rstrip().endswith("1 fresh")
    done = run("fred.DFII10", "--offline", home=home)
    assert done.returncode == 0
    assert "last good copy" in done.stdout
    done = run("fred.DFII10", "fred.DGS10", "--offline", home=home)
    assert done.returncode == 1
    assert "fred.DGS10: missing: never fetched" in done.stdout
    monkeypatch.setenv("ASSAY_CACHE", str(home))
    assert len(cache.read("fred.DFII10").days) == 100
    (outcome,) = assay.update(["fred.DFII10"], offline=True)
    assert isinstance(outcome, Outcome)
    assert outcome.last_day == date(2021, 4, 10)


def test_the_table_is_no_wider_than_columns_says(tmp_path):
    done = run("--offline", home=tmp_path, columns="80")
    assert max(map(len, done.stdout.splitlines())) <= 80
    names = [line.strip().split(" ")[0] for line in done.stdout.splitlines()]
    assert all(feed.name in names for feed in feeds())


def test_a_refused_file_speaks_of_a_last_good_copy_only_where_there_is_one(tmp_path):
    good, ahead = tmp_path / "good.csv", tmp_path / "ahead.csv"
    good.write_bytes(past(csv_of(100)))
    ahead.write_bytes(csv_of(100).replace(b"2031-", b"2131-"))
    home = tmp_path / "cache"
    first = run("fred.DFII10", "--file", ahead, home=home)
    assert "expected  no day later than 20" in first.stderr
    assert "last good copy" not in first.stderr
    assert run("fred.DFII10", "--file", good, home=home).returncode == 0
    assert "last good copy stays in use" in run("fred.DFII10", "--file", ahead, home=home).stderr


BAD_FILES = {
    "not csv": (b"hello", "FeedForm"),
    "another series": (csv_of(100, "DGS10"), "FeedForm"),
    "out of order": (past(csv_of(3)) + b"2021-01-01,1\n", "FeedContent"),
    "years ahead": (csv_of(3).replace(b"2031-", b"2131-"), "FeedContent"),
    "control characters": (b"\x1b]0;x\x07,DFII10\n1,1\n", "FeedForm"),
    "too large": (b"2021-01-01,1.1\n" * 1_500_000, "FeedError"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_refused_in_five_lines(case, tmp_path):
    content, kind = BAD_FILES[case]
    mine = tmp_path / "mine.csv"
    mine.write_bytes(content)
    done = run("fred.DFII10", "--file", mine, home=tmp_path / "cache")
    assert (done.returncode, done.stdout) == (2, "")
    told = FORM.match(done.stderr)
    assert told, done.stderr
    assert told[1] == kind
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fred.DFII1O"], "fred.DFII10"),
        (["\x1b[31mx"], "no feed of this name"),
        (["fred", "--file", "x.csv"], "8 feeds for one file"),
        (["fred.DFII10", "--file", "x.csv"], "No such file"),
        (["--list", "--offline"], "three different things"),
        (["--offline", "--file", "x.csv"], "three different things"),
    ],
)
def test_bad_input_ends_with_two(arguments, told, tmp_path):
    done = run(*arguments, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr


def test_a_cache_that_cannot_be_written_is_refused_before_anybody_is_asked(tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = run("fred.DFII10", home=tmp_path / "file")
    assert (done.returncode, done.stdout) == (2, "")
    assert FORM.match(done.stderr)[1] == "NotWritten"
    assert "ASSAY_CACHE" in done.stderr


def test_an_update_in_which_one_feed_fell_back_ends_with_one(publisher, tmp_path):
    """The command itself against a real server, its table of feeds moved there."""
    home = tmp_path / "cache"
    good = publisher.has("fred.DFII10", past(csv_of(100)))
    silver = publisher.has("lbma.silver", past(sample("lbma_silver.json")))
    code = (
        "import sys, dataclasses\n"
        "from assay.record.feeds import feed, update, asking\n"
        f"moved = {{'fred.DFII10': {good.address!r}, 'lbma.silver': {silver.address!r}}}\n"
        "listed = tuple(dataclasses.replace(one, address=moved[one.name])\n"
        "               for one in feed.feeds() if one.name in moved)\n"
        "update.feeds = lambda: listed\n"
        "update.feed_named = lambda name: next(one for one in listed if one.name == name)\n"
        "asking.Asker.__init__.__defaults__ = (\n"
        "    frozenset({'127.0.0.1'}), *asking.Asker.__init__.__defaults__[1:])\n"
        "sys.argv = ['assay', 'update', *sys.argv[1:]]\n"
        "from assay.cli import main; main()\n"
    )

    def command(*names: str) -> subprocess.CompletedProcess:
        environment = os.environ | {"ASSAY_CACHE": str(home)}
        return subprocess.run(
            [sys.executable, "-c", code, *names], capture_output=True, text=True, env=environment
        )

    done = command()
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 fresh" in done.stdout
    publisher.says(silver, reply(b"", 404))
    done = command()
    assert done.returncode == 1
    assert "lbma.silver: last good copy of " in done.stdout
    assert ": status 404" in done.stdout
    assert "1 unchanged, 1 last good copy" in done.stdout
    assert command("fred.DFII10").returncode == 0


def test_nothing_foreign_is_obeyed_by_the_terminal():
    """A reason quotes what a publisher sent; markup and links in it stay text."""
    feed = replace(feed_named("fred.DFII10"), what="[bold]what[/bold]")
    reason = "a text: [red]x[/red] [link=file:///etc/passwd]y[/link]"
    outcome = Outcome(feed, State.MISSING, 0, None, None, reason, ("[blink]note",))
    out = io.StringIO()
    render([outcome], Console(file=out, force_terminal=True, width=200, color_system="truecolor"))
    text = out.getvalue()
    assert reason in text
    assert "[blink]note" in text
    assert "[bold]what[/bold]" in text
    assert "\x1b]8" not in text


def test_the_main_job_needs_no_feed(tmp_path):
    """Neither the cache nor the network is touched by reading, judging or telling a story."""
    code = (
        "import sys, assay\n"
        "from pathlib import Path\n"
        "example = Path(assay.__file__).parent / 'examples' / 'ai-silver-en.html'\n"
        "assay.read(str(example))\n"
        "assay.judge(str(example), samples=256)\n"
        "print([name for name in sys.modules if name in ('httpx', 'assay.record.feeds.cache',"
        " 'assay.record.feeds.update', 'platformdirs', 'python_calamine')])\n"
    )
    home = tmp_path / "cache"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"ASSAY_CACHE": str(home)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
    assert not home.exists()
