"""Identifiers and secrets: time-ordered keys for rows, unguessable secrets for links."""

import hashlib
import secrets
import threading
import time
from uuid import UUID

_SECRET_BYTES = 32


_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a fresh UUID version 7 (RFC 9562): sorted by creation, so indexes stay compact.

    Within a process no two are out of order: the 12 bits behind the milliseconds count on (RFC 9562 § 6.2, method 1),
    so rows made in one go keep the order in which they were made.
    """
    global _last  # noqa: PLW0603 -- one clock for the process
    with _lock:
        _last = max(_last + 1, (time.time_ns() // 1_000_000) << 12)
        moment, count = divmod(_last, 1 << 12)
    value = moment << 80
    value |= 0x7 << 76
    value |= count << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return UUID(int=value)


def new_secret() -> str:
    """Return 256 random bits as URL-safe text: whoever holds it may see what it points to."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def secret_digest(secret: str) -> str:
    """Return the SHA-256 of a secret in hex: what the database keeps, so a copy of it opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
