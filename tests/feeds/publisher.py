"""A publisher on this machine that answers as told, well or badly, and a clock that never waits.

Not here: what an update makes of it (`test_update.py`, `test_bad_answers.py`).
"""

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from assay.record.feeds.asking import Asker
from assay.record.feeds.feed import Feed, feed_named

SAMPLES = Path(__file__).parent / "samples"
HERE = frozenset({"127.0.0.1"})
BOUND = 60_000
"""Largest body that the tests' asker takes."""
NOW = datetime(2031, 6, 2, 12, tzinfo=UTC)
TYPES = {
    "fred": "text/csv",
    "lbma": "application/json",
    "cftc": "application/json",
    "gdelt": "application/json",
    "gpr": "application/vnd.ms-excel",
    "worldbank": "application/octet-stream",
}

Answering = Callable[[BaseHTTPRequestHandler], None]


def sample(name: str) -> bytes:
    return (SAMPLES / f"MADEUP_{name}").read_bytes()


def csv_of(count: int, series: str = "DFII10", first: date = date(2031, 1, 1)) -> bytes:
    """A made-up csv of FRED with so many days."""
    lines = [f"{first + timedelta(days=n)},{1 + n % 7}.{n % 10}" for n in range(count)]
    return "\n".join([f"observation_date,{series}", *lines, ""]).encode()


def reply(body: bytes = b"", status: int = 200, kind: str = "text/csv", **headers) -> Answering:
    """An answer with this body; a header of None is left out."""
    fields = {"Content-Type": kind, "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in fields.items():
            if value is not None:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Cut the connection so that the other side sees a reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte at a time, for longer than anybody waits."""
    reply(b"", Content_Length="1000")(handler)
    for _ in range(40):
        handler.wfile.write(b"1")
        handler.wfile.flush()
        time.sleep(0.1)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send more than the bound, without saying how much it will be."""
    reply(b"", Content_Length=None)(handler)
    for _ in range(100):
        handler.wfile.write(b"2031-01-01,1.1\n" * 1_000)


def bomb() -> Answering:
    """A small answer that unpacks to a hundred times the bound."""
    return reply(gzip.compress(b"0" * 100 * BOUND), Content_Encoding="gzip")


@dataclass
class Publisher:
    """Answers by path, in turn; the last answer of a path is repeated."""

    base: str = ""
    answers: dict[str, list[Answering]] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self, feed: Feed, *answers: Answering) -> Feed:
        """The feed, moved to a path here that gives these answers."""
        path = "/" + feed.name
        self.answers[path] = list(answers)
        return replace(feed, address=self.base + path)

    def has(self, name: str, body: bytes, **headers) -> Feed:
        """The feed of this name, moved here, with a good answer."""
        feed = feed_named(name)
        return self.says(feed, reply(body, kind=TYPES[feed.reader], **headers))

    def asked(self, feed: Feed) -> list[dict[str, str]]:
        """The headers of every request for a feed."""
        return [headers for path, headers in self.seen if path.split("?")[0] == "/" + feed.name]


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A publisher that listens while the block runs."""
    here = Publisher()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            here.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            left = here.answers[self.path.split("?")[0]]
            (left.pop(0) if len(left) > 1 else left[0])(self)

        def log_message(self, *arguments):
            pass

        def handle_one_request(self):
            try:
                super().handle_one_request()
            except (ConnectionError, BrokenPipeError, ValueError, OSError):
                self.close_connection = True

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.handle_error = lambda *arguments: None
    serving = {"poll_interval": 0.01}
    threading.Thread(target=running.serve_forever, kwargs=serving, daemon=True).start()
    here.base = f"http://127.0.0.1:{running.server_port}"
    try:
        yield here
    finally:
        running.shutdown()
        running.server_close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    def seconds(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.passed)


def asker(clock: Clock, **bounds) -> Asker:
    """An asker that may ask this machine and does not wait."""
    told = {"max_bytes": BOUND, "max_seconds": 5.0} | bounds
    return Asker(
        allow=HERE,
        now=clock.now,
        seconds=clock.seconds,
        sleep=clock.sleep,
        jitter=lambda: 0.5,
        **told,
    )
