"""A small HTTP client: one connection and one cookie jar for each visit, as little work of its own as possible."""

import re
import socket
from dataclasses import dataclass, field
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class FlowFailed(Exception):
    """A step of a flow got another answer than it should."""


@dataclass
class Answer:
    """Status, headers (lower case) and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def token(self) -> str:
        """Return the CSRF token of the page."""
        match = _TOKEN.search(self.body)
        if match is None:
            raise FlowFailed("no CSRF token on the page")
        return match[1].decode()

    @property
    def location(self) -> str:
        """Return the path this answer redirects to."""
        if self.status not in {302, 303}:
            raise FlowFailed(f"expected a redirect, got {self.status}: {self.body[:300]!r}")
        return self.headers["location"]


@dataclass
class Visit:
    """One visitor with a fresh cookie jar."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        """End the visit."""
        self.socket.close()

    def read(self, path: str) -> Answer:
        """Ask for a page; anything but 200 is an error."""
        answer = self._send("GET", path, b"", "")
        if answer.status != 200:
            raise FlowFailed(f"GET {path} -> {answer.status}")
        return answer

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        return self._send("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def _send(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{self.port}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if kind:
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}", f"Origin: http://localhost:{self.port}"]
        self.socket.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        return self._receive()

    def _receive(self) -> Answer:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in rest:
            name, _, value = line.partition(":")
            name = name.lower()
            if name == "set-cookie":
                cookie, _, content = value.strip().partition(";")[0].partition("=")
                self.cookies[cookie] = content
            else:
                headers[name] = value.strip()
        length = int(headers.get("content-length", "0"))
        while len(body) < length:
            body += self._more()
        return Answer(int(first.split()[1]), headers, body)

    def _more(self) -> bytes:
        data = self.socket.recv(65536)
        if not data:
            raise FlowFailed("the server closed the connection")
        return data
