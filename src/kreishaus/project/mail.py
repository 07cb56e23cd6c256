"""Outgoing mail server from one address, as operators like to write it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

SUBMISSION_PORT = 587
TLS_PORT = 465


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes out; empty for the console."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    start_tls: bool = False
    tls: bool = False


def backend_from_url(url: str) -> tuple[str, MailServer]:
    """Return Django's mail backend and the server for console://, smtp:// or smtps://.

    An unknown scheme falls back to the console, so that no mail leaves by mistake; `kreishaus check` says so.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        return "django.core.mail.backends.console.EmailBackend", MailServer()
    is_tls = parts.scheme == "smtps"
    server = MailServer(
        host=parts.hostname,
        port=parts.port or (TLS_PORT if is_tls else SUBMISSION_PORT),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        start_tls=not is_tls,
        tls=is_tls,
    )
    return "django.core.mail.backends.smtp.EmailBackend", server
