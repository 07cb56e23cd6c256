"""Identifiers and secrets: time-ordered keys for rows, unguessable secrets for links."""

import hashlib
import secrets
import time
from uuid import UUID

_SECRET_BYTES = 32


def new_id() -> UUID:
    """Return a fresh UUID version 7 (RFC 9562): sorted by creation, so indexes stay compact."""
    milliseconds = time.time_ns() // 1_000_000
    random_bits = secrets.randbits(74)
    value = milliseconds << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62) << 64
    value |= 0b10 << 62
    value |= random_bits & ((1 << 62) - 1)
    return UUID(int=value)


def new_secret() -> str:
    """Return 256 random bits as URL-safe text: whoever holds it may see what it points to."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def secret_digest(secret: str) -> str:
    """Return the SHA-256 of a secret in hex: what the database keeps, so a copy of it opens nothing."""
    return hashlib.sha256(secret.encode()).hexdigest()
