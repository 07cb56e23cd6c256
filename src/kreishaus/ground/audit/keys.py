"""The signing key of the log: one Ed25519 key for each authority, kept beside its data."""

import os
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kreishaus.ground.audit.engine.notes import Signer
from kreishaus.ground.authorities.context import current

KEY_FILE = "audit-key.pem"


class SigningKeyMissing(Exception):
    """The log has entries, but its key is gone: a new key would quietly start another log."""


def origin() -> str:
    """Return the name of the current authority's log, as it stands in every checkpoint."""
    return f"kreishaus/{current().key}/audit"


def signer(*, may_create: bool) -> Signer:
    """Return the signing key of the current authority; an empty log may create it.

    :raises SigningKeyMissing: if the key file is gone although the log has entries.
    """
    path = current().folder / KEY_FILE
    try:
        changed = path.stat()
    except FileNotFoundError:
        if not may_create:
            raise SigningKeyMissing(
                f"Der Schlüssel {KEY_FILE} fehlt im Ordner der Behörde, das Protokoll hat aber Einträge. "
                "Bitte spielen Sie die Datei aus der Datensicherung zurück."
            ) from None
        _create(path)
        changed = path.stat()
    return Signer(origin(), _load(path, changed.st_mtime_ns, changed.st_ino))


@lru_cache(maxsize=64)
def _load(path: Path, _changed: int, _inode: int) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyMissing(f"In {KEY_FILE} liegt kein Ed25519-Schlüssel.")
    return key


def _create(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{KEY_FILE}-{uuid4().hex}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: of two processes that start together the first one's key stays.
        os.link(draft, path)
        _fsync_folder(path.parent)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
