"""A headless Chromium over its DevTools socket, with the standard library alone.

Not here: what a report must look like (`reports/`). A class, because a socket must be closed.
"""

import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
]
PATIENCE = 30.0
"""Seconds before a silent browser counts as hung."""


class Browser:
    """One tab; `calls` go out, `events` come in between."""

    def __init__(self, path):
        self.profile = tempfile.mkdtemp()
        self.process = subprocess.Popen(
            [path, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.events, self.number, self.buffer = [], 0, b""
        self.socket = self._connect(self._address())
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def _address(self):
        port_file, end = Path(self.profile) / "DevToolsActivePort", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if port_file.is_file() and len(lines := port_file.read_text().split()) >= 1:
                url = f"http://127.0.0.1:{lines[0]}/json/list"
                with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                    pages = [row for row in json.load(answer) if row["type"] == "page"]
                if pages:
                    return pages[0]["webSocketDebuggerUrl"]
            time.sleep(0.05)
        raise TimeoutError("Chromium did not open its DevTools port")

    def _connect(self, address):
        host, _, path = address.removeprefix("ws://").partition("/")
        name, _, port = host.partition(":")
        link = socket.create_connection((name, int(port)), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        link.sendall(
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += link.recv(4096)
        self.buffer = self.buffer.split(b"\r\n\r\n", 1)[1]
        return link

    def _take(self, count):
        while len(self.buffer) < count:
            self.buffer += self.socket.recv(1 << 16)
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def _receive(self):
        text = b""
        while True:
            head, size = self._take(2)
            size &= 0x7F
            if size == 126:
                (size,) = struct.unpack(">H", self._take(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self._take(8))
            text += self._take(size)
            if head & 0x80:
                return json.loads(text)

    def call(self, method, **values):
        """Call a DevTools method and return its result; events met on the way are kept."""
        self.number += 1
        text = json.dumps({"id": self.number, "method": method, "params": values}).encode()
        mask = os.urandom(4)
        size = len(text)
        head = (
            struct.pack(">BB", 0x81, 0x80 | size)
            if size < 126
            else struct.pack(">BBH", 0x81, 0x80 | 126, size)
            if size < 1 << 16
            else struct.pack(">BBQ", 0x81, 0x80 | 127, size)
        )
        self.socket.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(text)))
        while True:
            answer = self._receive()
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def open(self, path):
        """Load a file and wait until it has been laid out."""
        self.events.clear()
        self.call("Page.navigate", url=path.resolve().as_uri())
        end = time.monotonic() + PATIENCE
        while self.run("document.readyState") != "complete":
            assert time.monotonic() < end
        self.run("document.fonts.ready.then(()=>1)")

    def run(self, script):
        """The value of a script in the page; promises are awaited."""
        result = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def resize(self, width, height=900):
        """Lay the page out for a screen of this size."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def key(self, key, code):
        """Press and release one key."""
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code
            )

    def of_kind(self, method):
        """The events of one kind since the page was opened."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def close(self):
        """End the browser and remove its profile."""
        self.socket.close()
        self.process.terminate()
        self.process.wait(PATIENCE)
        shutil.rmtree(self.profile, ignore_errors=True)
