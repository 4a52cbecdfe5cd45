"""Asks a publisher, politely: conditional, spaced, again after a passing failure and only then.

Not here: the door and its bounds (`net.py`), what the answer means (`update.py`).
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from assay.errors import BrokenOff, FeedError
from assay.net import MAX_BYTES, Answer, Wanted, fetch

AGENT = "assay (reads published series for fact checking)"
"""Who we say we are; browser-like names are slowed down by FRED."""

TRIES = 3
"""Requests for one answer, all told: a server that fails three times running is down."""

FIRST_PAUSE = 2.0
"""Seconds before the second try, doubled before each further one."""

LONGEST_PAUSE = 60.0
"""Seconds that a Retry-After may ask for; whoever asks for more is asked again another day."""

MAX_SECONDS = 60.0
"""Time for one answer; the largest feed, 3.2 MB, needs a few seconds on a slow line."""

SPACING = {"api.gdeltproject.org": 6.0}
"""Seconds between requests to a host: GDELT asks for one every 5; one second is for safety."""

PLAIN_SPACING = 1.0
"""Seconds between requests to any other host; a whole update makes 9 to the same one at most."""

UNUSABLE = 500
"""From this status on the server is at fault (RFC 9110, section 15.6)."""
TOO_MANY = 429
"""Too many requests (RFC 6585, section 4)."""
UNCHANGED = 304
"""Not modified (RFC 9110, section 15.4.5)."""

_TEXT = ("application/octet-stream", "text/plain")
_JSON = ("application/json", "text/json", "text/javascript", *_TEXT)
_BOOK = ("application/vnd.ms-excel", "application/vnd.openxmlformats", "application/octet-stream")
TYPES = {
    "fred": ("text/csv", "application/csv", *_JSON),
    "lbma": _JSON,
    "cftc": _JSON,
    # its errors come as text or as a page, often with status 200: let them in, to be quoted
    "gdelt": (*_JSON, "text/html"),
    "gpr": (*_BOOK, "application/msexcel", "application/x-msexcel", "application/excel"),
    "worldbank": _BOOK,
}
"""Types of content by reader; the first is asked for."""


@dataclass(slots=True)
class Asker:
    """The network and the clock of one update. It remembers when each host was last asked."""

    allow: frozenset[str] = frozenset()
    """Addresses permitted although they are not public: for tests on this machine only."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """The time of day (UTC), for notes."""
    seconds: Callable[[], float] = time.monotonic
    """A clock that only goes forward, for pauses."""
    sleep: Callable[[float], None] = time.sleep
    """Waits so many seconds."""
    jitter: Callable[[], float] = random.random
    """A number from 0 to 1 that keeps many users from asking in step."""
    max_bytes: int = MAX_BYTES
    """Largest body."""
    max_seconds: float = MAX_SECONDS
    """Time for one answer."""
    asked: dict[str, float] = field(default_factory=dict)
    """When each host was last asked, by `seconds`."""
    down: set[str] = field(default_factory=set)
    """Hosts that failed at every try: they get one try for each further feed."""

    def ask(self, feed: str, address: str, wanted: Wanted, secret: str = "") -> Answer:
        """The answer, status 200 or 304. `secret` is added to the address and told nowhere.

        Raises FeedError and what `net.fetch` raises; no text of theirs holds the secret.
        """
        host = _host(address)
        tries = 1 if host in self.down else TRIES
        found = ""
        for attempt in range(tries):
            pause = FIRST_PAUSE * 2**attempt * (0.5 + self.jitter())
            self._keep_distance(host)
            try:
                answer = fetch(
                    address + secret, self.max_bytes, self.max_seconds, self.allow, wanted
                )
            except BrokenOff as refusal:
                found = refusal.found
            else:
                if answer.status in (200, UNCHANGED):
                    return _kept_secure(feed, address, answer)
                found = f"status {answer.status}"
                if answer.status != TOO_MANY and answer.status < UNUSABLE:
                    raise _refused(feed, found)
                asked_for = self._retry_after(answer)
                if asked_for > LONGEST_PAUSE:
                    self.down.add(host)
                    raise _refused(feed, f"{found}, and to wait {asked_for:,.0f} seconds")
                pause = max(pause, asked_for)
            if attempt + 1 < tries:
                self.sleep(pause)
        self.down.add(host)
        raise _refused(feed, f"{found} ({tries} {'tries' if tries > 1 else 'try'})")

    def _keep_distance(self, host: str) -> None:
        """Wait until the host may be asked again."""
        spacing = SPACING.get(host, PLAIN_SPACING)
        if host in self.asked:
            left = self.asked[host] + spacing - self.seconds()
            if left > 0:
                self.sleep(left)
        self.asked[host] = self.seconds()

    def _retry_after(self, answer: Answer) -> float:
        """Seconds that the server asks us to wait; 0 if it says nothing that can be read."""
        told = answer.headers.get("retry-after", "").strip()[:100]
        if told.isascii() and told.isdigit():
            return float(told)
        try:
            moment = parsedate_to_datetime(told)
        except ValueError:
            return 0.0
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self.now()).total_seconds())


def _host(address: str) -> str:
    """The host of an address; empty for what is none, which the door refuses."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _refused(feed: str, found: str) -> FeedError:
    return FeedError(feed, found, "the feed", "try again later")


def _kept_secure(feed: str, address: str, answer: Answer) -> Answer:
    """The answer, unless an encrypted address led to one that anybody on the way can change."""
    if address.startswith("https:") and not answer.address.startswith("https:"):
        raise _refused(feed, "it leads from https to an address that is not encrypted")
    return answer
