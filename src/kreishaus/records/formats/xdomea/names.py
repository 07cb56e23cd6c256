"""Names of packages, messages and primary files as the standard prescribes them."""

import re
from dataclasses import dataclass

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND, Release

_UUID = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
_UUID_ALONE = re.compile(_UUID)
_OLD = re.compile(rf"({_UUID})_((?:[A-Za-z]+\.){{2}}([0-9]{{4}}))\.(zip|xdomea|xml)", re.IGNORECASE)
_LATEST = re.compile(rf"({_UUID})_([0-9]{{4}})(?:_([0-9]+))?\.(zip|xdomea|xml)", re.IGNORECASE)
_PRIMARY = re.compile(rf"({_UUID})(?:_[^/\\]*|\.[^/\\]*)?")
# Signs that some file system or the zip directory of some reader does not bear.
_UNSAFE = re.compile(r"[^0-9A-Za-zÄÖÜäöüß._-]+")
_MAX_STEM = 80


@dataclass(frozen=True, slots=True)
class MessageName:
    """What the name of a package or of its message tells."""

    process: str
    number: str
    sequence: int | None = None


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID in its usual form."""
    return _UUID_ALONE.fullmatch(text) is not None


def stem_of(message: Message) -> str:
    """Return the name of package and message without its ending."""
    envelope = message.envelope
    if message.release.generation == FOURTH:
        return f"{envelope.process}_{message.kind.number}_{envelope.sequence}"
    return f"{envelope.process}_{message.kind.element}"


def parse_name(name: str) -> MessageName | None:
    """Return what the name of a package or message tells, or nothing if it is none."""
    if match := _OLD.fullmatch(name):
        return MessageName(match[1], match[3])
    if match := _LATEST.fullmatch(name):
        return MessageName(match[1], match[2], int(match[3]) if match[3] else None)
    return None


def primary_name(uuid: str, original: str) -> str:
    """Return the name of a primary file inside a package: its own UUID and the name that people know.

    The form with both parts is the only one that every release accepts.
    """
    last = re.split(r"[/\\]", original)[-1]
    stem, dot, ending = last.rpartition(".")
    if not dot:
        stem, ending = last, "bin"
    stem = _UNSAFE.sub("_", stem).strip("._")[:_MAX_STEM] or "Datei"
    ending = _UNSAFE.sub("", ending)[:10] or "bin"
    return f"{uuid}_{stem}.{ending}"


def is_primary_name(name: str, release: Release) -> bool:
    """Whether a primary file may be called so in a release."""
    if release.generation == SECOND:
        return _PRIMARY.fullmatch(name) is not None and "_" in name and "." in name
    return _PRIMARY.fullmatch(name) is not None


def uuid_of_file(name: str) -> str:
    """Return the UUID at the beginning of the name of a primary file, or nothing."""
    match = _PRIMARY.fullmatch(name)
    return match[1].lower() if match else ""


def kind_named(name: MessageName) -> Kind | None:
    """Return the kind that a name tells, or nothing."""
    return next((kind for kind in Kind if kind.number == name.number), None)
