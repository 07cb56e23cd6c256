"""What a leaf of the log says: salted digests only, so that content can be erased lawfully.

leaf content = canonical JSON of ``{"at", "content", "id", "subject", "verb"}`` where

- ``at`` is the instant in UTC with microseconds, ``2026-11-23T14:56:00.000000Z``
- ``subject`` = hex SHA-256(salt || canonical JSON of the subject, a text)
- ``content`` = hex SHA-256(salt || canonical JSON of ``{"actor", "data", "on_behalf", "reason"}``)

The salt has 32 random bytes and belongs to one event. While it exists the digests can be
recomputed; once salt and content are erased, nobody can guess what they stood for, and the
leaf, the tree and every proof over it stay what they were.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from kreishaus.ground.audit.engine.canonical import JSON, NotCanonical, canonical_json
from kreishaus.ground.audit.engine.merkle import leaf_hash

SALT_SIZE = 32


@dataclass(frozen=True, slots=True)
class Content:
    """What an event tells and an erasure removes."""

    subject: str
    actor: str
    on_behalf: str = ""
    reason: str = ""
    data: Mapping[str, JSON] | None = None


@dataclass(frozen=True, slots=True)
class Digests:
    """What stays of the content in the log."""

    subject: bytes
    content: bytes


def new_salt() -> bytes:
    """Return the salt of one event."""
    return os.urandom(SALT_SIZE)


def digests(content: Content, salt: bytes) -> Digests:
    """Return the salted digests of the content.

    :raises NotCanonical: if the content has no single spelling.
    """
    if len(salt) != SALT_SIZE:
        raise NotCanonical(f"a salt of {len(salt)} bytes")
    told = canonical_json(
        {
            "actor": content.actor,
            "data": None if content.data is None else dict(content.data),
            "on_behalf": content.on_behalf,
            "reason": content.reason,
        }
    )
    return Digests(
        subject=sha256(salt + canonical_json(content.subject)).digest(),
        content=sha256(salt + told).digest(),
    )


def instant(at: datetime) -> str:
    """Return the instant as a leaf spells it.

    :raises ValueError: if it has no time zone.
    """
    if at.utcoffset() is None:
        raise ValueError("an event needs an instant with a time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def leaf_of(*, identifier: UUID, at: str, verb: str, digested: Digests) -> bytes:
    """Return the leaf hash of an event; `at` as `instant` spells it."""
    # Spelled by hand because it is the busiest line of the log: the same as canonical_json of
    # the five members, as a test shows.
    head = f'{{"at":"{at}","content":"{digested.content.hex()}","id":"{identifier}"'.encode()
    tail = f',"subject":"{digested.subject.hex()}","verb":'.encode()
    return leaf_hash(head + tail + canonical_json(verb) + b"}")
