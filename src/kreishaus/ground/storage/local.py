"""Blobs in a local folder: ``blobs/ab/<sha256>``, written aside and renamed when durable."""

import os
from datetime import datetime
from hashlib import sha256 as new_digest
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.storage.ports import (
    BlobDamaged,
    BlobMissing,
    BlobTooLarge,
    StoredBlob,
    checked_digest,
)

_FOLDER = "blobs"
_UNFINISHED = ".unfinished"
_PIECE = 1 << 18
# Folders whose own name this process knows to be on the disk; at most 65,793 for an authority.
_known_durable: set[str] = set()


class LocalBlobs:
    """The blobs of one authority on a disk. Any number of processes may write at once."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder
        self._durable = durable

    @classmethod
    def of(cls, authority: Authority) -> "LocalBlobs":
        """Return the store in the authority's folder; `BLOBS_DURABLE = False` trades safety for speed."""
        from django.conf import settings

        return cls(authority.folder / _FOLDER, durable=getattr(settings, "BLOBS_DURABLE", True))

    def put(self, content: bytes | BinaryIO, *, max_bytes: int | None = None) -> StoredBlob:
        """Store the content; when this returns, it survives a power failure.

        A stream is read from where it stands to its end, never more than `max_bytes` of it.

        :raises BlobTooLarge: if there are more than `max_bytes`; nothing is stored then.
        """
        if not isinstance(content, bytes):
            return self._put_stream(content, max_bytes)
        if max_bytes is not None and len(content) > max_bytes:
            raise BlobTooLarge(max_bytes)
        stored = StoredBlob(new_digest(content).hexdigest(), len(content))
        if not self._is_settled(stored):
            draft, handle = self._draft()
            try:
                _write(handle, content)
                self._settle(draft, handle, stored)
            finally:
                os.close(handle)
                draft.unlink(missing_ok=True)
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """Return the content as a stream, unchecked.

        :raises BlobMissing: if there is none.
        """
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise BlobMissing(sha256) from error

    def read(self, sha256: str, *, verify: bool = True) -> bytes:
        """Return the whole content, by default checked against its digest.

        :raises BlobMissing: if there is none.
        :raises BlobDamaged: if it was changed.
        """
        with self.open(sha256) as file:
            content = file.read()
        if verify and new_digest(content).hexdigest() != sha256:
            raise BlobDamaged(sha256)
        return content

    def exists(self, sha256: str) -> bool:
        """Tell whether there is such a blob."""
        try:
            return self.path(sha256).is_file()
        except BlobMissing:
            return False

    def size(self, sha256: str) -> int:
        """Return how many bytes the blob has, without reading it.

        :raises BlobMissing: if there is none.
        """
        try:
            return self.path(sha256).stat().st_size
        except FileNotFoundError as error:
            raise BlobMissing(sha256) from error

    def verify(self, sha256: str) -> StoredBlob:
        """Read the blob in pieces and check its digest.

        :raises BlobMissing: if there is none.
        :raises BlobDamaged: if it was changed.
        """
        digest, size = new_digest(), 0
        with self.open(sha256) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
        if digest.hexdigest() != sha256:
            raise BlobDamaged(sha256)
        return StoredBlob(sha256, size)

    def path(self, sha256: str) -> Path:
        """Return where a blob lies or would lie.

        :raises BlobMissing: if this is no digest.
        """
        name = checked_digest(sha256)
        return self._folder / name[:2] / name

    def clear_unfinished(self, *, before: datetime) -> int:
        """Remove what interrupted writers left before this instant, and return how many files."""
        stale = [file for file in (self._folder / _UNFINISHED).glob("*") if file.stat().st_mtime < before.timestamp()]
        for file in stale:
            file.unlink(missing_ok=True)
        return len(stale)

    def _put_stream(self, stream: BinaryIO, max_bytes: int | None) -> StoredBlob:
        draft, handle = self._draft()
        try:
            digest, size = new_digest(), 0
            while piece := stream.read(_PIECE):
                size += len(piece)
                if max_bytes is not None and size > max_bytes:
                    raise BlobTooLarge(max_bytes)
                digest.update(piece)
                _write(handle, piece)
            stored = StoredBlob(digest.hexdigest(), size)
            if not self._is_settled(stored):
                self._settle(draft, handle, stored)
        finally:
            os.close(handle)
            draft.unlink(missing_ok=True)
        return stored

    def _draft(self) -> tuple[Path, int]:
        draft = self._folder / _UNFINISHED / uuid4().hex
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            return draft, os.open(draft, flags, 0o600)
        except FileNotFoundError:
            self._make_folder(draft.parent)
            return draft, os.open(draft, flags, 0o600)

    def _is_settled(self, stored: StoredBlob) -> bool:
        """Tell whether the same content already lies there, whole and durable."""
        try:
            self.verify(stored.sha256)
        except (BlobMissing, BlobDamaged):
            # A damaged blob is healed: we have its content in hand.
            return False
        # Its first writer may have died between renaming and syncing.
        self._sync_above(self.path(stored.sha256))
        return True

    def _settle(self, draft: Path, handle: int, stored: StoredBlob) -> None:
        target = self.path(stored.sha256)
        # Folders first, so that one sync of the file usually carries them to the disk as well.
        if not target.parent.is_dir():
            self._make_folder(target.parent)
        if self._durable:
            os.fdatasync(handle)
        draft.replace(target)
        self._sync_above(target)

    def _make_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _known_durable.difference_update((str(folder), str(self._folder)))

    def _sync_above(self, target: Path) -> None:
        """Make the names of the file and of the folders above it durable."""
        self._sync(target.parent)
        # Not only the folders we made: another process may have made one and not synced it yet.
        for folder in (target.parent, self._folder):
            if str(folder) not in _known_durable:
                self._sync(folder.parent)
                _known_durable.add(str(folder))

    def _sync(self, folder: Path) -> None:
        if not self._durable:
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(handle: int, content: bytes) -> None:
    # write() may take less than it was offered, for instance when the disk is nearly full.
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
