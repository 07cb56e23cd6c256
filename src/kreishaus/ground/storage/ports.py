"""Where blobs lie: content-addressed by SHA-256, so a file is kept once and cannot change."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import current

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """A blob that is safely stored: its SHA-256 in hex, its size in bytes."""

    sha256: str
    size: int


class BlobMissing(Exception):
    """The store has no blob with this digest."""


class BlobDamaged(Exception):
    """The stored content does not have the digest under which it lies."""


class BlobTooLarge(Exception):
    """The content has more bytes than the caller allows."""


class BlobStore(Protocol):
    """A place for blobs of one authority. Putting the same content twice keeps it once."""

    def put(self, content: bytes | BinaryIO, *, max_bytes: int | None = None) -> StoredBlob:
        """Store the content; when this returns, it survives a power failure.

        :raises BlobTooLarge: if there are more than `max_bytes`; nothing is stored then.
        """

    def open(self, sha256: str) -> BinaryIO:
        """Return the content as a stream, unchecked.

        :raises BlobMissing: if there is none.
        """

    def read(self, sha256: str, *, verify: bool = True) -> bytes:
        """Return the whole content, by default checked against its digest.

        :raises BlobMissing: if there is none.
        :raises BlobDamaged: if it was changed.
        """

    def exists(self, sha256: str) -> bool:
        """Tell whether there is such a blob."""

    def size(self, sha256: str) -> int:
        """Return how many bytes the blob has, without reading it.

        :raises BlobMissing: if there is none.
        """

    def verify(self, sha256: str) -> StoredBlob:
        """Read the blob in pieces and check its digest.

        :raises BlobMissing: if there is none.
        :raises BlobDamaged: if it was changed.
        """


_openers: list[Callable[[Authority], BlobStore]] = []


def keep_blobs_in(opener: Callable[[Authority], BlobStore]) -> None:
    """Let `store` open another kind of store from now on; a connector calls this at start."""
    _openers.append(opener)


def store() -> BlobStore:
    """Return the blob store of the current authority."""
    return _openers[-1](current())


def checked_digest(sha256: str) -> str:
    """Return the digest if it is one; a path built from it can lead nowhere else.

    :raises BlobMissing: if it is none.
    """
    if not _SHA256.fullmatch(sha256):
        raise BlobMissing(sha256)
    return sha256
