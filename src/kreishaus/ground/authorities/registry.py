"""The list of authorities of this installation, kept in one file beside their data.

A file and not a table: it is needed before any database is, it is the same for SQLite and
PostgreSQL, and an operator can read it. It holds role passwords, hence mode 0600.
"""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kreishaus.ground.authorities.authority import ANY_HOST, Authority, InvalidAuthority

FILE_NAME = "authorities.json"
_CONTACT = ("street", "city", "phone", "email")
_LOCK_NAME = ".authorities.lock"


class UnknownAuthority(Exception):
    """No authority has this key or host."""


@dataclass(slots=True)
class _Cached:
    stamp: tuple[int, int, int]
    authorities: tuple[Authority, ...]


_cache: dict[Path, _Cached] = {}


def authorities(data_dir: Path) -> tuple[Authority, ...]:
    """Return all authorities, in the order of their creation."""
    path = data_dir / FILE_NAME
    try:
        status = path.stat()
    except FileNotFoundError:
        return ()
    stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
    cached = _cache.get(path)
    if cached is None or cached.stamp != stamp:
        cached = _Cached(stamp, _read(path, data_dir))
        _cache[path] = cached
    return cached.authorities


def by_key(data_dir: Path, key: str) -> Authority:
    """Return the authority with this key.

    :raises UnknownAuthority: if there is none; the message lists those that exist.
    """
    for authority in authorities(data_dir):
        if authority.key == key:
            return authority
    known = ", ".join(authority.key for authority in authorities(data_dir)) or "noch keine"
    message = f"Es gibt keine Behörde „{key}“. Vorhanden: {known}."
    raise UnknownAuthority(message)


def by_host(data_dir: Path, host: str) -> Authority:
    """Return the authority that answers to this host name; an exact name wins over "*".

    :raises UnknownAuthority: if none does.
    """
    everything = authorities(data_dir)
    for authority in everything:
        if host in authority.hosts:
            return authority
    for authority in everything:
        if ANY_HOST in authority.hosts:
            return authority
    message = f"Unter „{host}“ ist hier keine Behörde eingerichtet."
    raise UnknownAuthority(message)


def check_free(data_dir: Path, *, key: str, hosts: Sequence[str]) -> None:
    """Return quietly if no other authority has this key or one of these hosts.

    :raises InvalidAuthority: if the key or a host is taken; the message says by whom.
    """
    for other in authorities(data_dir):
        if other.key == key:
            message = f"Die Behörde „{key}“ gibt es schon."
            raise InvalidAuthority(message)
        taken = set(other.hosts) & set(hosts)
        if taken:
            message = f"Der Name „{min(taken)}“ gehört schon zu „{other.key}“."
            raise InvalidAuthority(message)


def add(data_dir: Path, authority: Authority) -> None:
    """Write a new authority into the registry file, all or nothing.

    :raises InvalidAuthority: if its key or one of its hosts is taken.
    """
    with _writing(data_dir):
        check_free(data_dir, key=authority.key, hosts=authority.hosts)
        _write(data_dir, [*authorities(data_dir), authority])


def remove(data_dir: Path, key: str) -> None:
    """Take an authority off the registry; its data stay where they are.

    :raises UnknownAuthority: if there is none with this key.
    """
    with _writing(data_dir):
        by_key(data_dir, key)
        _write(data_dir, [authority for authority in authorities(data_dir) if authority.key != key])


def folder_of(data_dir: Path, key: str) -> Path:
    """Return the folder that holds an authority's database, blobs and keys."""
    return data_dir / "authorities" / key


def _read(path: Path, data_dir: Path) -> tuple[Authority, ...]:
    entries = json.loads(path.read_text(encoding="utf-8"))["authorities"]
    return tuple(_from_entry(entry, data_dir) for entry in entries)


def _from_entry(entry: dict[str, Any], data_dir: Path) -> Authority:
    key = entry["key"]
    database = dict(entry["database"])
    if "sqlite" in str(database["ENGINE"]):
        # Relative in the file, so that the data folder can be moved as a whole.
        database["NAME"] = str(folder_of(data_dir, key) / database["NAME"])
    return Authority(
        key=key,
        name=entry["name"],
        hosts=tuple(entry["hosts"]),
        folder=folder_of(data_dir, key),
        database_alias=key,
        demo=bool(entry.get("demo")),
        public_url=entry.get("public_url", ""),
        **{name: entry.get(name, "") for name in _CONTACT},
        database=database,
    )


def _to_entry(authority: Authority) -> dict[str, Any]:
    database = dict(authority.database)
    if "sqlite" in str(database["ENGINE"]):
        database["NAME"] = Path(str(database["NAME"])).name
    return {
        "key": authority.key,
        "name": authority.name,
        "hosts": list(authority.hosts),
        "demo": authority.demo,
        "public_url": authority.public_url,
        **{name: getattr(authority, name) for name in _CONTACT},
        "database": database,
    }


@contextmanager
def _writing(data_dir: Path) -> Iterator[None]:
    """Let one process after the other change the file: two may create an authority at the same time."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / _LOCK_NAME).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(data_dir: Path, everything: list[Authority]) -> None:
    text = json.dumps({"authorities": [_to_entry(entry) for entry in everything]}, indent=2, ensure_ascii=False)
    # mkstemp makes the file with mode 0600; the rename keeps it.
    descriptor, temporary = tempfile.mkstemp(dir=data_dir, prefix=".authorities-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(data_dir / FILE_NAME)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(data_dir, os.O_RDONLY)
    try:
        # The rename itself must survive a power failure, too.
        os.fsync(folder)
    finally:
        os.close(folder)
