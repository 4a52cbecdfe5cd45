"""A language model's server on this machine that answers as a test wants it to.

Not here: what is tested (`test_llm.py`).
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def chat(content: object, **choice: object) -> bytes:
    """An answer in the OpenAI form that holds `content` as its text."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text}
    whole = {"choices": [{"index": 0, "finish_reason": "stop", "message": message, **choice}]}
    return json.dumps(whole).encode()


class Stub(ThreadingHTTPServer):
    """Answers every question with `body`; `seen` collects what reached it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = chat({"quantities": [], "causes": []})
        self.status = 200
        self.headers: dict[str, str] = {}
        self.wait = 0.0
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.address = f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request, client_address):
        """A client that hangs up is part of the test."""


class Handler(BaseHTTPRequestHandler):
    """One question, one answer."""

    server: Stub

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        sent = {name.lower(): value for name, value in self.headers.items()}
        self.server.seen.append((self.command, self.path, sent, self.rfile.read(length)))
        time.sleep(self.server.wait)
        self.send_response(self.server.status)
        fields = {
            "Content-Type": "application/json",
            "Content-Length": str(len(self.server.body)),
            **self.server.headers,
        }
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body)

    do_GET = do_POST

    def log_message(self, *arguments):
        """Silence: a test reads its own output."""


@contextmanager
def serving() -> Iterator[Stub]:
    """A server that runs while the test does."""
    stub = Stub()
    threading.Thread(target=stub.serve_forever, daemon=True).start()
    try:
        yield stub
    finally:
        stub.shutdown()
        stub.server_close()
