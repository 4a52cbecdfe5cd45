"""Brings feeds up to date, each by itself: whatever fails leaves its last good copy in use.

Not here: asking (`asking.py`), keeping (`cache.py`), reading a publisher's form (`parse.py`).
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from assay.errors import AssayError, DamagedCopy, FeedContent, FeedError, FeedForm
from assay.net import A_PAGE, Answer, Wanted
from assay.record.feeds import cache, fred, worldbank
from assay.record.feeds.asking import AGENT, TYPES, UNCHANGED, Asker
from assay.record.feeds.cache import Copy, Note
from assay.record.feeds.cells import shown
from assay.record.feeds.feed import Feed, feed_named, feeds
from assay.record.feeds.outcome import Outcome, State
from assay.record.feeds.parse import series_in
from assay.record.feeds.series import Series

SHORTEST = 0.9
"""Part of the last good copy's values that a new one must have: publishers drop single days, and a
series on a moving window loses as many as it gains."""

STAYS = "; the last good copy stays in use"
"""What a refusal adds where there is such a copy."""
AHEAD = timedelta(days=1)
"""How far a day may lie after ours: it begins 14 hours earlier in the Pacific."""

MAX_MARK = 200
"""Longest ETag sent back; theirs have some 40 characters."""

LONGEST_REASON = 160
"""Characters of a reason: a line and a half of a terminal."""

OWN_COPY = "a file of your own"
"""What stands for the address of a copy that was given."""


def selected(names: Sequence[str]) -> tuple[Feed, ...]:
    """The feeds of these names; a publisher's name means all of its feeds, none means all feeds.

    Raises UnknownFeed.
    """
    chosen: dict[str, Feed] = {}
    for name in names:
        own = [feed for feed in feeds() if feed.name.startswith(name + ".")]
        for feed in own or [feed_named(name)]:
            chosen[feed.name] = feed
    return tuple(chosen.values()) if names else feeds()


def update(
    wanted: Sequence[Feed],
    where: Path,
    asker: Asker,
    key: str = "",
    progress: Callable[[str], None] | None = None,
) -> tuple[Outcome, ...]:
    """Ask for each feed and keep what is good. `key` is one of the FRED API.

    Raises NotWritten before anybody is asked if copies cannot be kept.
    """
    cache.try_to_write(where)
    outcomes = []
    for place, feed in enumerate(wanted, 1):
        if progress:
            progress(f"{feed.name}, {place} of {len(wanted)}")
        outcomes.append(_refreshed(feed, where, asker, key))
    return tuple(outcomes)


def offline(wanted: Sequence[Feed], where: Path) -> tuple[Outcome, ...]:
    """Where each feed stands without asking anybody."""
    outcomes = []
    for feed in wanted:
        last, _, notes = _last(feed, where)
        outcomes.append(_fallen_back(feed, last, "" if last else "never fetched", notes))
    return tuple(outcomes)


def adopt(feed: Feed, path: Path, where: Path, now: datetime) -> Outcome:
    """Keep a file of the user's as the feed's copy, after the same checks as an answer's.

    Raises FeedError where the file is not good, NotWritten where it cannot be kept.
    """
    try:
        with path.open("rb") as file:
            body = file.read(cache.MAX_BODY_BYTES + 1)
    except OSError as cause:
        reason = cause.strerror or type(cause).__name__
        raise FeedError(str(path), reason, "a file that can be read", "check the name") from None
    if len(body) > cache.MAX_BODY_BYTES:
        most = f"at most {cache.MAX_BODY_BYTES:,} bytes"
        raise FeedError(str(path), "a larger file", most, "give the publisher's own file")
    last, before, notes = _last(feed, where)
    try:
        found = _checked(feed, body, before, now.date())
    except FeedError as refusal:
        refusal.remedy += STAYS if last else ""
        raise
    note = _note(feed, body, found, now.isoformat(timespec="seconds"), OWN_COPY)
    cache.save(feed, note, body, where)
    return _standing(feed, State.FRESH, note, notes)


def _refreshed(feed: Feed, where: Path, asker: Asker, key: str) -> Outcome:
    """One feed brought up to date, or its last good copy with the reason in one line."""
    last, before, notes = _last(feed, where)
    secret = key if feed.reader == "fred" else ""
    try:
        address = _address(feed, asker, bool(secret))
        marks = _marks(last.note) if last and last.note.asked == address else ()
        kind = TYPES[feed.reader]
        wanted = Wanted(kind, kind[0], AGENT, marks, any_status=True)
        added = f"&api_key={secret}" if secret else ""
        answer = asker.ask(feed.name, address, wanted, added)
        now = asker.now().isoformat(timespec="seconds")
        if answer.status == UNCHANGED:
            if not last or not marks:
                raise _no_copy(feed)
            return _confirmed(feed, last.note, now, where, notes)
        if last and cache.sha256(answer.body) == last.note.sha256:
            return _confirmed(feed, last.note, now, where, notes)
        found = _checked(feed, answer.body, before, asker.now().date())
        note = _note(feed, answer.body, found, now, address)
        note = _marked(note, answer, added)
        cache.save(feed, note, answer.body, where)
    except AssayError as refusal:
        reason = refusal.found
        if isinstance(refusal, FeedForm | FeedContent):
            reason += f"; expected {refusal.expected}"
        reason = reason.replace(secret, "***") if secret else reason
        return _fallen_back(feed, last, reason, notes)
    return _standing(feed, State.FRESH, note, notes)


def _last(feed: Feed, where: Path) -> tuple[Copy | None, tuple[Series, ...], tuple[str, ...]]:
    """The last good copy, its series, and a line for the user if there is one that is not good."""
    try:
        copy = cache.load(feed, where)
        return copy, series_in(feed, copy.body) if copy else (), ()
    except DamagedCopy as refusal:
        return None, (), (shown(refusal.found, LONGEST_REASON),)
    except AssayError as refusal:
        found = f"the copy on disk cannot be read ({refusal.found})"
        return None, (), (shown(found, LONGEST_REASON),)


def _address(feed: Feed, asker: Asker, with_key: bool) -> str:
    """The address to ask, without any key: of the file that a page links to, where it does."""
    yesterday = asker.now().date() - timedelta(days=1)
    address = feed.address.replace("{yesterday}", f"{yesterday:%Y%m%d}")
    if with_key and feed.reader == "fred":
        return fred.api_address(feed)
    if not feed.link:
        return address
    page = asker.ask(feed.name, address, replace(A_PAGE, agent=AGENT, any_status=True))
    if page.status == UNCHANGED:
        raise _no_copy(feed)
    return worldbank.linked(feed, page.body, page.address)


def _no_copy(feed: Feed) -> FeedForm:
    return FeedForm(
        feed.name,
        "the publisher says that nothing changed, to a question without a condition",
        "the feed",
        "try again later",
    )


def _marks(note: Note) -> tuple[tuple[str, str], ...]:
    """The headers that ask for an answer only if it has changed."""
    told = (("If-None-Match", note.etag), ("If-Modified-Since", note.last_modified))
    return tuple((name, _mark(value)) for name, value in told if _mark(value))


def _mark(text: str) -> str:
    """A publisher's mark as it may be sent back; empty if it is long or no plain text."""
    return text if len(text) <= MAX_MARK and text.isascii() and text.isprintable() else ""


def _checked(
    feed: Feed, body: bytes, before: tuple[Series, ...], today: date
) -> tuple[Series, ...]:
    """The series of a new body, held against the last good copy. Raises FeedForm, FeedContent."""
    found = series_in(feed, body)
    lengths = {each.name: each for each in before}
    for series in found:
        last, old = series.days[-1], lengths.get(series.name)
        if last > today + AHEAD:
            expected = f"no day later than {today + AHEAD}"
            raise _odd(feed, f"{series.name} ends on {last}, in the future", expected)
        if old and last < old.days[-1]:
            raise _odd(feed, f"{series.name} ends on {last}", f"{old.days[-1]} or later")
        if old and len(series.days) < SHORTEST * len(old.days):
            raise _odd(
                feed,
                f"{series.name} has {len(series.days):,} values, the last good copy "
                f"{len(old.days):,}",
                "a history as long as before",
            )
    return found


def _odd(feed: Feed, found: str, expected: str) -> FeedContent:
    return FeedContent(feed.name, found, expected, f"look at {feed.about}")


def _note(feed: Feed, body: bytes, found: tuple[Series, ...], now: str, address: str) -> Note:
    days = {day for series in found for day in series.days}
    return Note(
        feed=feed.name,
        sha256=cache.sha256(body),
        fetched=now,
        confirmed=now,
        asked=address,
        answered=address,
        etag="",
        last_modified="",
        licence=feed.licence,
        may_redistribute=feed.may_redistribute,
        rows=len(days),
        first_day=min(days).isoformat(),
        last_day=max(days).isoformat(),
    )


def _marked(note: Note, answer: Answer, added: str) -> Note:
    """The note with what the answer says of itself, without the key."""
    answered = answer.address.replace(added, "") if added else answer.address
    return replace(
        note,
        answered=answered,
        etag=_mark(answer.headers.get("etag", "")),
        last_modified=_mark(answer.headers.get("last-modified", "")),
    )


def _confirmed(feed: Feed, note: Note, now: str, where: Path, notes: tuple[str, ...]) -> Outcome:
    note = replace(note, confirmed=now)
    cache.confirm(feed, note, where)
    return _standing(feed, State.UNCHANGED, note, notes)


def _fallen_back(feed: Feed, last: Copy | None, reason: str, notes: tuple[str, ...]) -> Outcome:
    reason = shown(reason, LONGEST_REASON)
    if last is None:
        return Outcome(feed, State.MISSING, 0, None, None, reason, notes)
    return _standing(feed, State.LAST_GOOD, last.note, notes, reason)


def _standing(
    feed: Feed, state: State, note: Note, notes: tuple[str, ...], reason: str = ""
) -> Outcome:
    return Outcome(
        feed=feed,
        state=state,
        rows=note.rows,
        last_day=date.fromisoformat(note.last_day),
        fetched=datetime.fromisoformat(note.confirmed).date(),
        reason=reason,
        notes=notes,
    )


def key_of_environment() -> str:
    """The key of the FRED API that the environment holds; empty if it holds none of its form."""
    key = os.environ.get(fred.KEY, "").strip()
    return key if key.isascii() and key.isalnum() else ""
