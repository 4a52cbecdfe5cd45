"""What lies on this machine: read whole or not at all, and told in one line when damaged.

Not here: what publishers send (`test_update.py`, `test_bad_answers.py`).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assay.errors import DamagedCopy, UnknownFeed
from assay.record.feeds import cache
from assay.record.feeds.outcome import State
from assay.record.feeds.update import offline, update
from tests.feeds.publisher import asker, csv_of


@pytest.fixture
def kept(publisher, clock, where):
    """A feed with a good copy."""
    feed = publisher.has("fred.DFII10", csv_of(100), ETag='"v1"')
    update([feed], where, asker(clock))
    return feed


def note(where: Path) -> Path:
    return where / "fred.DFII10.json"


def body(where: Path) -> Path:
    (found,) = where.glob("fred.DFII10.*.body")
    return found


def changed(where: Path, **entries) -> bytes:
    return json.dumps(json.loads(note(where).read_bytes()) | entries).encode()


DAMAGE = {
    "a byte of the body": lambda where: body(where).write_bytes(
        body(where).read_bytes()[:-2] + b"8\n"
    ),
    "half a body": lambda where: body(where).write_bytes(body(where).read_bytes()[:50]),
    "no body": lambda where: body(where).unlink(),
    "a huge body": lambda where: os.truncate(body(where), 30_000_000),
    "half a note": lambda where: note(where).write_bytes(note(where).read_bytes()[:40]),
    "an empty note": lambda where: note(where).write_bytes(b""),
    "a huge note": lambda where: note(where).write_bytes(b" " * 30_000),
    "a deep note": lambda where: note(where).write_bytes(b"[" * 15_000),
    "a list": lambda where: note(where).write_bytes(b"[]"),
    "another hash": lambda where: note(where).write_bytes(changed(where, sha256="../" * 21 + "x")),
    "another feed": lambda where: note(where).write_bytes(changed(where, feed="fred.DGS10")),
    "a foreign entry": lambda where: note(where).write_bytes(changed(where, more=1)),
    "a wrong type": lambda where: note(where).write_bytes(changed(where, rows="many")),
    "a day that is none": lambda where: note(where).write_bytes(changed(where, last_day="today")),
    "a time without a zone": lambda where: note(where).write_bytes(
        changed(where, confirmed="2031-06-02T12:00:00")
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_copy_counts_as_absent_and_is_mended(damage, kept, publisher, clock, where):
    DAMAGE[damage](where)
    with pytest.raises(DamagedCopy, match="damaged"):
        cache.load(kept, where)
    assert cache.read("fred.DFII10", where) is None
    (told,) = offline([kept], where)
    assert told.state == State.MISSING
    (line,) = told.notes
    assert "damaged" in line
    assert line.isprintable()
    publisher.seen.clear()
    (mended,) = update([kept], where, asker(clock))
    assert (mended.state, mended.notes) == (State.FRESH, (line,))
    assert "if-none-match" not in publisher.asked(kept)[0]
    assert len(cache.read("fred.DFII10", where).days) == 100


def test_a_copy_that_no_longer_reads_is_told(kept, publisher, clock, where):
    """As after a change of assay: the bytes are those written, and no longer a series."""
    raw = b"observation_date,OTHER\n2031-01-01,1\n"
    written = cache.load(kept, where).note
    old = body(where)
    cache.save(kept, type(written)(**{**vars_of(written), "sha256": cache.sha256(raw)}), raw, where)
    assert old.exists()
    assert cache.read("fred.DFII10", where) is None
    (told,) = offline([kept], where)
    assert "cannot be read" in told.notes[0]


def vars_of(written: cache.Note) -> dict[str, object]:
    return {name: getattr(written, name) for name in cache.Note.__dataclass_fields__}


def test_old_bodies_and_cut_off_writes_are_cleared_in_time(kept, publisher, clock, where):
    old, part = body(where), where / ".abc.part"
    part.write_bytes(b"half")
    for path in (old, part):
        os.utime(path, (1, 1))
    young = where / ".def.part"
    young.write_bytes(b"of another run")
    update([publisher.has("fred.DFII10", csv_of(101))], where, asker(clock))
    assert not old.exists()
    assert not part.exists()
    assert young.exists()


def test_a_write_that_is_killed_half_way_leaves_the_last_copy(kept, where):
    """The process dies between writing the new body and naming it."""
    before = cache.read("fred.DFII10", where)
    code = (
        "import os, pathlib, dataclasses\n"
        "from assay.record.feeds import cache\n"
        "from assay.record.feeds.feed import feed_named\n"
        f"where = pathlib.Path({str(where)!r})\n"
        "feed = feed_named('fred.DFII10')\n"
        "note = dataclasses.replace(cache.load(feed, where).note, sha256=cache.sha256(b'new'))\n"
        "cache._note_path = lambda *arguments: os._exit(9)\n"
        "cache.save(feed, note, b'new', where)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 9, done.stderr
    assert cache.read("fred.DFII10", where) == before


def test_the_folder_is_the_users_unless_the_environment_names_one(monkeypatch, tmp_path):
    monkeypatch.setenv("ASSAY_CACHE", str(tmp_path))
    assert cache.folder() == tmp_path / "feeds"
    monkeypatch.setenv("ASSAY_CACHE", "")
    assert cache.folder().name == "feeds"
    assert "assay" in cache.folder().parts


def test_an_unknown_series_is_an_error_and_not_an_absence(where):
    with pytest.raises(UnknownFeed, match=r"cftc\.silver_managed_money_net"):
        cache.read("cftc.silver_managed_money", where)
