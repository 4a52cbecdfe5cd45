"""A real server on this machine that lies, loops, drips and leads astray; the door holds.

Not here: what the pages say (`test_hostile_pages.py`).
"""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assay.errors import NotFetched, PrivateAddress, TooLarge
from assay.net import MAX_SENT_BYTES, Posted, fetch, is_public, own_server, public_addresses
from assay.reading.page import open_page

HERE = frozenset({"127.0.0.1"})
PAGE = b"<html><body><p>Copper has become dearer, traders said.</p></body></html>"
BOUND = 50_000


class Handler(BaseHTTPRequestHandler):
    """Answers by path; `seen` collects what reached the server."""

    seen: list[tuple[str, str]]

    def do_GET(self):
        self.seen.append((self.path, self.headers["Host"]))
        getattr(self, "answer_" + self.path.strip("/").split("/")[0].replace("-", "_"))()

    def reply(self, body=PAGE, status=200, **headers):
        self.send_response(status)
        fields = {"Content-Type": "text/html", "Content-Length": str(len(body))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in fields.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_page(self):
        self.reply()

    def answer_zipped(self):
        self.reply(gzip.compress(PAGE), Content_Encoding="gzip")

    def answer_moved(self):
        self.reply(b"", 302, Location="/page")

    def answer_loop(self):
        self.reply(b"", 301, Location="/loop")

    def answer_to_private(self):
        self.reply(b"", 302, Location="http://10.0.0.1/secrets")

    def answer_to_other_loopback(self):
        self.reply(b"", 302, Location=f"http://127.0.0.2:{self.server.server_port}/page")

    def answer_to_nowhere(self):
        self.reply(b"", 302, Location="http://[half/")

    def answer_to_file(self):
        self.reply(b"", 302, Location="file:///etc/passwd")

    def answer_picture(self):
        self.reply(Content_Type="image/png")

    def do_POST(self):
        self.sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def answer_posted(self):
        kind, key = self.headers["Content-Type"], self.headers["Authorization"]
        self.reply(f"{kind} {key} {self.sent.decode()}".encode())

    def answer_moved_posted(self):
        self.reply(b"", 307, Location="/posted")

    def answer_missing(self):
        self.reply(status=404)

    def answer_declared_large(self):
        self.reply(b"", Content_Length=str(10 * BOUND))

    def answer_endless(self):
        self.reply(b"", Content_Length=None)
        for _ in range(100):
            self.wfile.write(b"x" * 10_000)

    def answer_bomb(self):
        self.reply(gzip.compress(b"0" * 100 * BOUND), Content_Encoding="gzip")

    def answer_truncated(self):
        self.reply(PAGE, Content_Length=str(len(PAGE) + 100))

    def answer_half_zipped(self):
        self.reply(gzip.compress(PAGE * 50)[:60], Content_Encoding="gzip")

    def answer_no_gzip(self):
        self.reply(PAGE, Content_Encoding="gzip")

    def answer_foreign_compression(self):
        self.reply(PAGE, Content_Encoding="br")

    def answer_slow_head(self):
        time.sleep(3)
        self.reply()

    def answer_drip(self):
        self.reply(b"", Content_Length="1000")
        for _ in range(30):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def log_message(self, *arguments):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, BrokenPipeError):
            self.close_connection = True


@pytest.fixture
def server() -> Iterator[str]:
    class Listening(Handler):
        """Its own list of what was seen, so that tests do not meet."""

    Listening.seen = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    running.daemon_threads = True
    running.handle_error = lambda *arguments: None
    threading.Thread(target=running.serve_forever, daemon=True).start()
    running.base = f"http://127.0.0.1:{running.server_port}"
    running.seen = Listening.seen
    yield running
    running.shutdown()
    running.server_close()


def get(server, path: str, **bounds):
    return fetch(f"{server.base}/{path}", max_bytes=BOUND, allow=HERE, **bounds)


def test_a_page_comes_back_with_its_address_and_day(server):
    answer = get(server, "page")
    assert answer.body == PAGE
    assert answer.address == server.base + "/page"
    assert answer.day is not None


def test_a_compressed_page_comes_back_plain(server):
    assert get(server, "zipped").body == PAGE


def test_a_redirect_is_followed_and_its_end_is_the_address(server):
    answer = get(server, "moved")
    assert (answer.body, answer.address) == (PAGE, server.base + "/page")


def test_a_server_on_this_machine_is_refused_before_it_is_asked(server):
    for address in (server.base + "/page", server.base.replace("127.0.0.1", "localhost") + "/page"):
        with pytest.raises(PrivateAddress) as refused:
            fetch(address)
        assert "not public" in refused.value.found
    assert server.seen == []


@pytest.mark.parametrize("path", ["to-private", "to-other-loopback"])
def test_a_redirect_to_a_private_address_is_refused(server, path: str):
    with pytest.raises(PrivateAddress):
        get(server, path)
    assert [seen for seen, _ in server.seen] == ["/" + path]


def test_a_redirect_out_of_the_web_is_refused(server):
    with pytest.raises(NotFetched, match="scheme 'file'"):
        get(server, "to-file")


def test_a_redirect_to_what_is_no_address_is_refused(server):
    with pytest.raises(NotFetched, match="no address"):
        get(server, "to-nowhere")


def test_an_address_with_a_control_character_is_refused(server):
    with pytest.raises(NotFetched) as refused:
        get(server, "page\x01")
    assert refused.value.where.isprintable()
    assert server.seen == []


def test_a_loop_of_redirects_ends(server):
    with pytest.raises(NotFetched, match="redirects"):
        get(server, "loop")
    assert len(server.seen) == 6


@pytest.mark.parametrize("path", ["declared-large", "endless", "bomb"])
def test_a_body_beyond_the_bound_is_refused(server, path: str):
    with pytest.raises(TooLarge):
        get(server, path)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("picture", "image/png"),
        ("missing", "status 404"),
        ("truncated", ""),
        ("half-zipped", "breaks off"),
        ("no-gzip", ""),
        ("foreign-compression", "br"),
    ],
)
def test_what_is_no_whole_page_is_refused_and_named(server, path: str, found: str):
    with pytest.raises(NotFetched) as refused:
        get(server, path)
    assert found in refused.value.found
    assert refused.value.found


@pytest.mark.parametrize("path", ["slow-head", "drip"])
def test_a_slow_server_holds_us_no_longer_than_allowed(server, path: str):
    begun = time.monotonic()
    with pytest.raises(NotFetched):
        get(server, path, max_seconds=0.5)
    assert time.monotonic() - begun < 2.5  # the server alone would take 3 s


def test_a_name_that_changes_its_address_is_connected_to_the_one_that_was_checked(
    server, monkeypatch
):
    """The first look-up gives the permitted address; any later one would give another."""
    asked = []

    def rebinding(host, port, *arguments, **named):
        asked.append(host)
        if host == "news.example" and asked.count(host) > 1:
            raise AssertionError("looked up again after the check")
        number = "127.0.0.1" if host == "news.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = server.base.rsplit(":", 1)[1]
    answer = fetch(f"http://news.example:{port}/page", allow=HERE)
    assert answer.body == PAGE
    assert server.seen == [("/page", f"news.example:{port}")]


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    mixed = [(socket.AF_INET, 1, 6, "", (number, 80)) for number in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **named: mixed)
    with pytest.raises(PrivateAddress, match=r"10\.0\.0\.7"):
        public_addresses("news.example", 80)


PRIVATE = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1"
    " 255.255.255.255 ::1 fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 64:ff9b::a00:1 2002:7f00:1::"
)


@pytest.mark.parametrize("number", PRIVATE.split())
def test_private_addresses_are_known_in_every_dress(number: str):
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses_are_public(number: str):
    assert is_public(number)


NO_ADDRESSES = (
    "ftp://example.org/x file:///etc/passwd http:// http://user:word@example.org/ http://[::1"
    " http://example.org:99999/"
)


@pytest.mark.parametrize("address", [*NO_ADDRESSES.split(), "http://example.org/" + "x" * 5_000])
def test_addresses_that_are_no_plain_web_addresses_are_refused(address: str):
    with pytest.raises(NotFetched) as refused:
        fetch(address)
    assert refused.value.remedy


@pytest.mark.parametrize(
    "address", ["http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://0/"]
)
def test_odd_spellings_of_this_machine_are_refused(address: str):
    with pytest.raises((PrivateAddress, NotFetched)):
        fetch(address, max_seconds=5)


def test_opening_an_address_goes_through_the_same_door():
    with pytest.raises(PrivateAddress):
        open_page("http://127.0.0.1:9/")
    with pytest.raises(NotFetched):
        open_page("gopher://example.org/")


OWN = {
    "http://127.0.0.1:8080/v1": {"127.0.0.1"},
    "http://localhost:8080/v1": {"127.0.0.1", "::1"},
    "http://[::1]:8080/v1": {"::1"},
    "http://192.168.1.20/v1": {"192.168.1.20"},
    "http://10.0.0.7:1234": {"10.0.0.7"},
    "http://[fc00::5]/v1": {"fc00::5"},
}
NOT_OWN = (
    "http://8.8.8.8/ http://169.254.169.254/ http://[fe80::1]/ http://0.0.0.0/ http://[::]/"
    " http://224.0.0.1/ http://240.0.0.1/ http://127.1/ http://2130706433/ http://intranet/"
    " http://localhost.example/ http://[::ffff:169.254.169.254]/ http://[64:ff9b::7f00:1]/"
)


@pytest.mark.parametrize("address", OWN)
def test_a_server_of_ones_own_is_named_by_its_number_and_allowed_for_that_alone(address: str):
    assert own_server(address) == OWN[address]


@pytest.mark.parametrize("address", NOT_OWN.split())
def test_no_other_spelling_names_a_server_of_ones_own(address: str):
    assert own_server(address) == frozenset()


def test_what_is_posted_arrives_whole_and_is_answered(server):
    secret = (("Authorization", "Bearer word"),)
    answer = get(server, "posted", posted=Posted(b'{"a": 1}', secret=secret))
    assert answer.body == b'application/json Bearer word {"a": 1}'


@pytest.mark.parametrize("path", ["moved-posted", "to-other-loopback"])
def test_what_is_posted_follows_no_redirect(server, path: str):
    with pytest.raises(NotFetched, match="a redirect"):
        get(server, path, posted=Posted(b"{}"))
    assert [seen for seen, _ in server.seen] == ["/" + path]


def test_more_than_the_bound_is_not_posted(server):
    with pytest.raises(TooLarge):
        get(server, "posted", posted=Posted(b"x" * (MAX_SENT_BYTES + 1)))
    assert server.seen == []


def test_a_server_of_ones_own_does_not_open_the_door_to_another(server):
    """What is allowed is the number that was written; a name that leads there is refused."""
    port = server.base.rsplit(":", 1)[1]
    with pytest.raises(PrivateAddress):
        fetch(f"http://127.0.0.2:{port}/page", allow=own_server(server.base))
    assert "word" not in repr(Posted(b"{}", secret=(("Authorization", "Bearer word"),)))
