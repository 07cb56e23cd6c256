"""What an authority is, as the registry file describes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

KEY_PATTERN = re.compile(r"[a-z][a-z0-9_]{1,40}")
ANY_HOST = "*"
_LONGEST_HOST = 253
_HOST_PATTERN = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*|\[[0-9a-f:.]+\]")


class InvalidAuthority(Exception):
    """The description of an authority cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority: who it is, under which hosts it answers, where its data lies."""

    key: str
    name: str
    hosts: tuple[str, ...]
    folder: Path
    database_alias: str
    demo: bool = False
    public_url: str = ""
    street: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    database: Mapping[str, object] = field(default_factory=dict, repr=False, hash=False, compare=False)

    @property
    def blob_prefix(self) -> str:
        """Return the prefix under which an object store keeps this authority's blobs."""
        return f"{self.key}/"

    def answers_to(self, host: str) -> bool:
        """Tell whether a request for this host name is meant for this authority."""
        return host in self.hosts or ANY_HOST in self.hosts


def check_key(key: str) -> str:
    """Return the key if it can name a folder, a schema and a role on every system.

    :raises InvalidAuthority: if it cannot.
    """
    if not KEY_PATTERN.fullmatch(key):
        message = (
            f"„{key}“ kann kein Schlüssel sein: bitte 2 bis 41 Zeichen, kleine Buchstaben, Ziffern und „_“, "
            "mit einem Buchstaben am Anfang (zum Beispiel „leer“)."
        )
        raise InvalidAuthority(message)
    return key


def check_host(host: str) -> str:
    """Return the host name as browsers send it: lower case, without port.

    :raises InvalidAuthority: if no browser could ask for it.
    """
    name = host.strip().lower()
    if name != ANY_HOST and (len(name) > _LONGEST_HOST or not _HOST_PATTERN.fullmatch(name)):
        message = (
            f"„{host}“ ist kein Rechnername. Bitte ohne „https://“, ohne Port und ohne Pfad angeben "
            "(zum Beispiel „leer.example.org“)."
        )
        raise InvalidAuthority(message)
    return name
