"""The only door to the network: one answer, from a public address, within bounds of size and time.

Not here: what the bytes mean (`reading/`, `record/feeds/`), whether to ask again
(`record/feeds/asking.py`). Proxies of the environment are not used: they would be asked for names
that were never checked.
"""

import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

from assay.errors import BrokenOff, NotFetched, PrivateAddress, TooLarge

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 20_000_000
"""Largest body, compressed or not; the bound of `reading/limits.py` for any page."""

MAX_REDIRECTS = 5
"""Redirects followed; browsers allow 20, honest news addresses need one or two."""

MAX_SECONDS = 20.0
"""Time for a whole fetch: names, redirects, body. A server that drips bytes holds us no longer."""

MAX_WAIT_SECONDS = 8.0
"""Time to connect or to wait for the next piece of an answer."""

MAX_SENT_BYTES = 1_000_000
"""Largest body sent: a question about one article has some thousands."""

MAX_ADDRESS_CHARACTERS = 4_000
"""Longest address accepted; servers stop near 8,000."""

_REDIRECTS = (301, 302, 303, 307, 308)
"""Status codes that name another address (RFC 9110, section 15.4)."""
_TEXT_TYPES = ("text/", "application/xhtml", "application/xml")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_AGENT = "assay (reads one page for fact checking)"

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an address."""

    body: bytes
    """The page, decompressed; empty if the status is not 200."""
    address: str
    """Where it was found in the end, after redirects."""
    day: date
    """The day it was fetched (UTC)."""
    status: int = 200
    """Status of the answer (RFC 9110, section 15); 200 unless `Wanted.any_status`."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers of the answer, names in lower case. Foreign text: bound it before it is shown."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for and what may come back; the bounds and checks are the same for all."""

    types: tuple[str, ...] = _TEXT_TYPES
    """How the type of an answer may begin."""
    accept: str = "text/html, text/plain;q=0.9"
    """Types asked for."""
    agent: str = _AGENT
    """Who is asking."""
    headers: tuple[tuple[str, str], ...] = ()
    """Further headers, sent after redirects too: nothing secret belongs here."""
    wait: float = MAX_WAIT_SECONDS
    """Seconds to wait for the next piece of an answer; the bound of the whole stands above it."""
    any_status: bool = False
    """Whether an answer of another status than 200 comes back, without its body, or is refused."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What is sent to an address, and to that address alone: no redirect of it is followed."""

    body: bytes
    """What is sent; at most MAX_SENT_BYTES."""
    type: str = "application/json"
    """Its type."""
    secret: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Headers such as a key, for this address only. The caller sees to it that they are plain."""


A_PAGE = Wanted()
"""What a reader's page may be."""


def fetch(
    address: str,
    max_bytes: int = MAX_BYTES,
    max_seconds: float = MAX_SECONDS,
    allow: frozenset[str] = frozenset(),
    wanted: Wanted = A_PAGE,
    posted: Posted | None = None,
) -> Answer:
    """The page, or what else is wanted, at an http(s) address; with `posted`, the answer to it.

    Every name is resolved, every address it has must be public, and the connection goes to the
    address that was checked, so that a name cannot change between check and use; the same again
    after each redirect; what is posted follows none. `allow` names addresses permitted although
    they are not public: for tests against a server on this machine, and for the one server that
    the user has named by its number (`own_server`), never for anything that a page says.
    Raises PrivateAddress, TooLarge, NotFetched, and BrokenOff where another try may succeed.
    """
    deadline = time.monotonic() + max_seconds

    def work() -> Answer:
        return _follow(address, wanted, max_bytes, deadline, allow, posted)

    return _in_time(work, max_seconds, address)


def own_server(address: str) -> frozenset[str]:
    """The numbers at which a server of the user's own may be asked, if `address` names one.

    It does so by a private or loopback number, or as localhost, which is nothing but loopback. A
    name has none: whoever answers for names could lead it anywhere. Nor has a link-local number,
    where clouds keep credentials. Raises NotFetched for what is no http(s) address.
    """
    host, _ = _host_of(address)
    if host == "localhost":
        return frozenset(("127.0.0.1", "::1"))
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return frozenset()
    refused = number.is_link_local or number.is_unspecified or number.is_multicast
    private = number.is_loopback or (number.is_private and not number.is_reserved)
    return frozenset((host,)) if private and not refused else frozenset()


def public_addresses(host: str, port: int, allow: frozenset[str] = frozenset()) -> list[str]:
    """The addresses of a host; PrivateAddress if one of them is not public, NotFetched if it has
    none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched(
            _shown(host), "no such host", "a name that can be resolved", "check the address"
        ) from None
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for number in numbers:
        if number not in allow and not is_public(number):
            raise PrivateAddress(
                _shown(host),
                f"it leads to {number}, which is not public",
                "a page that anyone can open",
                "save the page as a file and give that file",
            )
    return numbers


def is_public(number: str) -> bool:
    """Whether an IP address is reachable from anywhere, also by the address it wraps."""
    each = ipaddress.ip_address(number.split("%")[0])
    if isinstance(each, ipaddress.IPv6Address):
        wrapped = [each.ipv4_mapped, each.sixtofour, *(each.teredo or ())]
        if each in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(each) & 0xFFFF_FFFF))
        if any(inner is not None and not is_public(str(inner)) for inner in wrapped):
            return False
    return each.is_global and not each.is_multicast


def _follow(
    address: str,
    wanted: Wanted,
    max_bytes: int,
    deadline: float,
    allow: frozenset[str],
    posted: Posted | None,
) -> Answer:
    import httpx

    if posted is not None and len(posted.body) > MAX_SENT_BYTES:
        raise _too_large(address, f"{len(posted.body):,} bytes to send", MAX_SENT_BYTES)
    timeout = httpx.Timeout(MAX_WAIT_SECONDS, read=wanted.wait)
    with httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client:
        for _ in range(MAX_REDIRECTS + 1):
            host, port = _host_of(address)
            numbers = public_addresses(host, port, allow)
            answer = _ask(client, address, host, numbers, wanted, max_bytes, deadline, posted)
            if isinstance(answer, Answer):
                return answer
            if posted is not None:
                raise _broken(address, "a redirect", "an answer of the address itself")
            address = answer
    raise NotFetched(
        _shown(address),
        f"more than {MAX_REDIRECTS} redirects",
        "a page",
        "open it in a browser and give the address it ends at",
    )


def _host_of(address: str) -> tuple[str, int]:
    """Host and port of an address that may be asked; NotFetched for any other."""
    if len(address) > MAX_ADDRESS_CHARACTERS:
        raise NotFetched(
            _shown(address[:80]),
            f"an address of {len(address):,} characters",
            f"at most {MAX_ADDRESS_CHARACTERS:,}",
            "give the page as a file",
        )
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise NotFetched(
            _shown(address),
            f"scheme {parts.scheme!r}"
            if parts.scheme not in ("http", "https")
            else "no plain host",
            "http://host/... or https://host/..., without a user name",
            "give such an address, or the page as a file",
        )
    return host, port or (443 if parts.scheme == "https" else 80)


def _ask(
    client: "httpx.Client",
    address: str,
    host: str,
    numbers: list[str],
    wanted: Wanted,
    max_bytes: int,
    deadline: float,
    posted: Posted | None,
) -> Answer | str:
    """The page, or the address to which the server sends on; the first number that answers is
    asked."""
    import httpx

    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise _broken(address, _shown(str(error)), "an address that can be asked") from None
    headers = {
        **dict(wanted.headers),
        "Host": url.netloc.decode("ascii"),
        "User-Agent": wanted.agent,
        "Accept": wanted.accept,
        "Accept-Encoding": "gzip",
    }
    if posted is not None:
        headers |= {**dict(posted.secret), "Content-Type": posted.type}
    failure = "no answer"
    for number in numbers:
        request = client.build_request(
            "GET" if posted is None else "POST",
            url.copy_with(host=number),
            headers=headers,
            content=None if posted is None else posted.body,
            extensions={"sni_hostname": host},
        )
        try:
            response = client.send(request, stream=True)
        except httpx.ConnectError as error:
            failure = _shown(str(error) or type(error).__name__)
            continue
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _failed(address, error) from None
        try:
            return _answer(response, address, wanted, max_bytes, deadline)
        except (httpx.HTTPError, httpx.StreamError, zlib.error) as error:
            raise _failed(address, error) from None
        finally:
            response.close()
    raise _broken(address, failure)


def _answer(
    response: "httpx.Response", address: str, wanted: Wanted, max_bytes: int, deadline: float
) -> Answer | str:
    if response.status_code in _REDIRECTS and "location" in response.headers:
        try:
            return urljoin(address, response.headers["location"])
        except ValueError:
            raise _broken(address, "a redirect to what is no address") from None
    today, told = datetime.now(UTC).date(), dict(response.headers)
    if response.status_code != 200:
        if wanted.any_status:
            return Answer(b"", address, today, response.status_code, told)
        raise _broken(address, f"status {response.status_code}")
    kind = response.headers.get("content-type", wanted.types[0]).strip().lower()
    if not kind.startswith(wanted.types):
        expected = "a page of text or HTML" if wanted == A_PAGE else "one of " + wanted.accept
        raise _broken(address, f"content of type {_shown(kind[:60])}", expected)
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise _too_large(address, f"{int(length):,} bytes", max_bytes)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    body = bytearray()
    for piece in _unpacked(response.iter_raw(), encoding, max_bytes, address):
        body += piece
        if len(body) > max_bytes:
            raise _too_large(address, f"more than {max_bytes:,} bytes", max_bytes)
        if time.monotonic() > deadline:
            raise _cut(address, "an answer that does not end in time")
    return Answer(bytes(body), address, today, 200, told)


def _unpacked(
    pieces: Iterable[bytes], encoding: str, max_bytes: int, address: str
) -> Iterator[bytes]:
    """The body, decompressed piece by piece, never more of it at once than the bound."""
    if encoding in ("identity", ""):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip"):
        raise _broken(address, f"compression {_shown(encoding[:40])}", "gzip or none")
    unpack = zlib.decompressobj(wbits=31)
    for piece in pieces:
        yield unpack.decompress(piece, max_bytes + 1)
        if unpack.unconsumed_tail:
            raise _too_large(address, f"more than {max_bytes:,} bytes unpacked", max_bytes)
    if not unpack.eof:
        raise _cut(address, "a compressed answer that breaks off")


def _in_time(work: Callable[[], Result], seconds: float, address: str) -> Result:
    """What the work gives, if it ends in time; name look-up and headers know no other bound."""
    done: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again in the caller's thread
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True, name="assay-fetch")
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise _cut(address, f"no page after {seconds:g} seconds")
    return done[0]


def _broken(address: str, found: str, expected: str = "a page, status 200") -> NotFetched:
    return NotFetched(
        _shown(address), found, expected, "open it in a browser, save the page and give that file"
    )


def _cut(address: str, found: str) -> BrokenOff:
    refusal = _broken(address, found)
    return BrokenOff(refusal.where, refusal.found, refusal.expected, refusal.remedy)


def _failed(address: str, error: Exception) -> NotFetched:
    """The refusal for an error of the connection; BrokenOff where another try may succeed."""
    import httpx

    passing = (
        httpx.TimeoutException,
        httpx.ReadError,
        httpx.WriteError,
        httpx.CloseError,
        httpx.RemoteProtocolError,
    )
    found = _shown(str(error) or type(error).__name__)
    return _cut(address, found) if isinstance(error, passing) else _broken(address, found)


def _too_large(address: str, found: str, max_bytes: int) -> TooLarge:
    return TooLarge(
        _shown(address), found, f"at most {max_bytes:,} bytes", "give the article alone as a file"
    )


def _shown(text: str) -> str:
    """A foreign text fit for a message: one line, no control characters, bounded."""
    return "".join(c if c.isprintable() else "?" for c in text)[:200]
