"""A browser of few lines, for tests against a real server process: one visitor with cookies, no redirects followed."""

import re
import uuid
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One visitor at one server."""

    def __init__(self, port: int, host: str = "localhost") -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._host = f"{host}:{port}"
        self._cookies: dict[str, str] = {}

    def close(self) -> None:
        """End the visit."""
        self._connection.close()

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        response, body = self._send("GET", path, b"", {})
        return response.status, body.decode("utf-8", "replace")

    def token(self, path: str) -> str:
        """Return the CSRF token of a page that shows a form."""
        status, text = self.get(path)
        found = _TOKEN.search(text)
        assert found, f"GET {path} -> {status} without a form"
        return found[1]

    def post(self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None) -> str:
        """Send a form and return the path it redirects to."""
        boundary = uuid.uuid4().hex
        body = b"".join(_part(boundary, name, value.encode()) for name, value in fields.items())
        body += b"".join(_part(boundary, name, content, file) for name, (file, content) in (files or {}).items())
        body += f"--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Origin": f"http://{self._host}"}
        response, answer = self._send("POST", path, body, headers)
        location = response.headers.get("Location", "")
        assert response.status in {302, 303}, f"POST {path} -> {response.status}: {answer[:500]!r}"
        return urlsplit(location).path

    def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[HTTPResponse, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, body, {"Host": self._host, "Cookie": cookies, **headers})
        response = self._connection.getresponse()
        answer = response.read()
        for cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return response, answer


def _part(boundary: str, name: str, content: bytes, file: str = "") -> bytes:
    kind = f'; filename="{file}"\r\nContent-Type: application/octet-stream' if file else ""
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{kind}\r\n\r\n'.encode() + content + b"\r\n"
