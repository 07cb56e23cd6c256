"""Reading packages of strangers: nothing is unpacked to disk, nothing is read before the directory is checked."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END
from pathlib import Path
from typing import IO, BinaryIO

from kreishaus.base.problems import Problem, Problems
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.reading import read_message, read_root
from kreishaus.records.formats.xdomea.rules import Finding, Weight, container, content, findings
from kreishaus.records.formats.xdomea.rules.container import Container, Limits
from kreishaus.records.formats.xdomea.rules.parcel import RULES as PARCEL_RULES
from kreishaus.records.formats.xdomea.rules.parcel import Parcel
from kreishaus.records.formats.xdomea.validation import check_schema

_BROKEN = "Vielleicht ist es unvollständig übertragen. Bitte lassen Sie sich das Paket neu senden."

# What the zip reader of Python raises when it meets nonsense.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Package:
    """A checked package while it is open: the message, the files beside it (name → size), and what was found."""

    message: Message
    files: Mapping[str, int]
    notes: tuple[Finding, ...]
    _zip: zipfile.ZipFile

    def open(self, name: str) -> IO[bytes]:
        """Open a file of the package for reading piece by piece.

        :raises KeyError: if there is none of this name.
        """
        return self._zip.open(name)


@contextmanager
def open_package(source: Path | BinaryIO, *, name: str = "", limits: Limits | None = None) -> Iterator[Package]:
    """Open a package, check it whole and hand it over; it stays open inside the block.

    :raises Problems: if it is damaged or dangerous, breaks the schema or one of our rules; every reason is named.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    try:
        with zipfile.ZipFile(source) as opened:
            yield _checked(opened, name, limits or Limits())
    except _UNREADABLE as error:
        reason = Problem(f"Das Paket lässt sich nicht lesen: {error}.", file=name, hint=_BROKEN)
        raise Problems([reason]) from error


def _checked(opened: zipfile.ZipFile, name: str, limits: Limits) -> Package:
    directory = Container(opened.infolist(), _size(opened), limits)
    found = findings(container.RULES, directory)
    _refuse(found, name)
    (message_name,) = container.messages_in(directory)
    with opened.open(message_name) as stream:
        root = read_root(stream, file=message_name)
    with opened.open(message_name) as stream:
        problems = check_schema(stream, kind=root.kind, release=root.release, file=message_name)
    if problems:
        raise Problems(problems)
    with opened.open(message_name) as stream:
        message = read_message(stream, file=message_name)
    files = {entry.filename: entry.file_size for entry in directory.entries if entry.filename != message_name}
    parcel = Parcel(message, files, opened.open, name, message_name)
    found += findings(content.RULES, message)
    found += findings(PARCEL_RULES, parcel)
    _refuse(found, name)
    return Package(message, files, tuple(found), opened)


def _refuse(found: list[Finding], name: str) -> None:
    refused = [finding.problem for finding in found if finding.weight is Weight.REFUSED]
    if refused:
        raise Problems(Problem(problem.message, file=name, path=problem.path, hint=problem.hint) for problem in refused)


def _size(opened: zipfile.ZipFile) -> int:
    stream = opened.fp
    assert stream is not None
    place = stream.tell()
    size = stream.seek(0, SEEK_END)
    stream.seek(place)
    return size
