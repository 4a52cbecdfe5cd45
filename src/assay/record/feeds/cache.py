"""The last good copy of every feed, kept for this user; what others read series from.

    from assay.record.feeds import cache
    silver = cache.read("lbma.silver")      # Series, or None where there is no good copy

Names of series stand in `feeds.toml`: fred.DFII10, lbma.silver, gpr.daily, worldbank.copper,
cftc.silver_managed_money_net, gdelt.silver_ai_en and so on. Nothing here touches the network.
Two files stand for a feed: the body as it came, named by its SHA-256, and a small JSON that names
it. Both are written beside and then renamed, the body first, so that a reader sees the old copy or
the new one and never half of one.

Not here: asking for a feed and deciding whether a copy is good (`update.py`).
"""

import hashlib
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from assay.errors import AssayError, DamagedCopy, NotWritten
from assay.record.feeds.feed import Feed, feed_of
from assay.record.feeds.series import Series

VARIABLE = "ASSAY_CACHE"
"""Environment variable that names another folder."""

MAX_NOTE_BYTES = 20_000
"""Largest JSON read; ours are below a tenth of it."""

MAX_BODY_BYTES = 20_000_000
"""Largest body kept and read; the largest feed, the daily GPR, has 3.2 MB."""

LEFT_FOR_SECONDS = 3600
"""How long an older body is left in place, for another run that may be about to name it."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a copy; the small JSON beside it."""

    feed: str
    """Name of the feed."""
    sha256: str
    """Hash of the body."""
    fetched: str
    """When the body came (ISO 8601, UTC)."""
    confirmed: str
    """When the publisher last said that it still stands; `fetched` at first."""
    asked: str
    """The address asked, without any key."""
    answered: str
    """The address that answered, after redirects, without any key."""
    etag: str
    """The publisher's mark of this version; empty if none."""
    last_modified: str
    """The publisher's date of this version; empty if none."""
    licence: str
    """Terms of use."""
    may_redistribute: bool
    """Whether the numbers may be passed on."""
    rows: int
    """Days with at least one value."""
    first_day: str
    """First day of the data."""
    last_day: str
    """Last day of the data."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is whole: its body has the hash that its note names."""

    note: Note
    """What is known of it."""
    body: bytes
    """The bytes as they came."""


def folder() -> Path:
    """Where copies are kept: ASSAY_CACHE, or the user's cache folder of this system."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return Path(named) / "feeds"
    import platformdirs

    return Path(platformdirs.user_cache_dir("assay", appauthor=False)) / "feeds"


def read(series: str, where: Path | None = None) -> Series | None:
    """The last good copy of a series; None if there is none, or none that can still be read.

    `where` is another folder than `folder()`. Raises UnknownFeed for a name not in `feeds.toml`.
    """
    from assay.record.feeds.parse import series_in

    feed, _ = feed_of(series)
    try:
        copy = load(feed, where or folder())
        found = series_in(feed, copy.body) if copy else ()
    except AssayError:
        return None
    return next((each for each in found if each.name == series), None)


def load(feed: Feed, where: Path) -> Copy | None:
    """The copy of a feed; None if there is none. Raises DamagedCopy."""
    path = _note_path(feed, where)
    try:
        if not path.exists():
            return None
        note = _note(feed, _bounded(path, MAX_NOTE_BYTES))
        body = _bounded(_body_path(feed, note.sha256, where), MAX_BODY_BYTES)
    except (OSError, ValueError) as cause:
        found = cause.strerror if isinstance(cause, OSError) else str(cause)
        raise _damaged(feed, found or type(cause).__name__) from None
    if hashlib.sha256(body).hexdigest() != note.sha256:
        raise _damaged(feed, "a body that is not the one noted")
    return Copy(note, body)


def save(feed: Feed, note: Note, body: bytes, where: Path) -> None:
    """Keep a copy in place of the last one. Raises NotWritten; then the last one still stands."""
    try:
        where.mkdir(parents=True, exist_ok=True)
        _replace(_body_path(feed, note.sha256, where), body)
        text = json.dumps(asdict(note), indent=1, ensure_ascii=True)
        _replace(_note_path(feed, where), text.encode("ascii"))
    except OSError as cause:
        raise not_writable(where, cause) from None
    _clear(feed, note.sha256, where)


def confirm(feed: Feed, note: Note, where: Path) -> None:
    """Rewrite the note of a copy whose body still stands. Raises NotWritten."""
    try:
        text = json.dumps(asdict(note), indent=1, ensure_ascii=True)
        _replace(_note_path(feed, where), text.encode("ascii"))
    except OSError as cause:
        raise not_writable(where, cause) from None


def try_to_write(where: Path) -> None:
    """Make sure that copies can be kept before anybody is asked for one. Raises NotWritten."""
    try:
        where.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=where) as file:
            file.write(b"assay")
    except OSError as cause:
        raise not_writable(where, cause) from None


def not_writable(where: Path, cause: OSError) -> NotWritten:
    """The refusal for a folder that takes no files."""
    found = cause.strerror or type(cause).__name__
    return NotWritten(str(where), found, "a folder to keep copies in", f"{VARIABLE}=DIR")


def sha256(body: bytes) -> str:
    """The hash by which a body is named."""
    return hashlib.sha256(body).hexdigest()


def _note_path(feed: Feed, where: Path) -> Path:
    return where / f"{feed.name}.json"


def _body_path(feed: Feed, digest: str, where: Path) -> Path:
    return where / f"{feed.name}.{digest[:16]}.body"


def _bounded(path: Path, most: int) -> bytes:
    """A file's bytes; ValueError if there are more than allowed."""
    with path.open("rb") as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise ValueError(f"more than {most:,} bytes")
    return raw


def _note(feed: Feed, raw: bytes) -> Note:
    """The note in a JSON text; ValueError if it is none of ours."""
    try:
        told = json.loads(raw)
    except RecursionError:
        raise ValueError("a note nested too deep") from None
    if not isinstance(told, dict) or set(told) != set(Note.__dataclass_fields__):
        raise ValueError("a note with other entries than ours")
    for name, kind in Note.__annotations__.items():
        if type(told[name]) is not kind:
            raise ValueError(f"a note whose {name} is not a {kind.__name__}")
    note = Note(**told)
    if note.feed != feed.name or not _SHA256.fullmatch(note.sha256):
        raise ValueError("a note of another feed")
    for moment in (note.fetched, note.confirmed):
        if datetime.fromisoformat(moment).tzinfo is None:
            raise ValueError("a time without a zone")
    date.fromisoformat(note.first_day)
    date.fromisoformat(note.last_day)
    return note


def _replace(path: Path, content: bytes) -> None:
    """Write beside and rename: whoever reads sees the old content or the new one."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _clear(feed: Feed, digest: str, where: Path) -> None:
    """Remove older bodies of the feed, and parts of writes that were cut off."""
    kept = _body_path(feed, digest, where)
    newest = kept.stat().st_mtime
    for pattern in (f"{feed.name}.*.body", ".*.part"):
        for path in where.glob(pattern):
            try:
                if path != kept and newest - path.stat().st_mtime > LEFT_FOR_SECONDS:
                    path.unlink()
            except OSError:
                continue  # another run was quicker, or holds it open; the next update tries again


def _damaged(feed: Feed, found: str) -> DamagedCopy:
    return DamagedCopy(
        feed.name,
        f"the copy on disk is damaged ({found})",
        "the copy as it was written",
        f"assay update {feed.name}",
    )
