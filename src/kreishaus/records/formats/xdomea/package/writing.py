"""Writing packages: the message first, then every primary file piece by piece, whatever its size."""

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO

from kreishaus.base.problems import Problems
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.names import stem_of
from kreishaus.records.formats.xdomea.rules import Finding, Weight, content, findings
from kreishaus.records.formats.xdomea.rules.parcel import MISSING, NAMED_TWICE, NOT_REFERENCED, Parcel
from kreishaus.records.formats.xdomea.writing import write_message_to

_CHUNK = 1_048_576
# Times inside a container say nothing about the files; one fixed day makes equal contents equal packages.
_DAY = (2000, 1, 1, 0, 0, 0)
# What is packed already does not get smaller.
_PACKED = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".jpg", ".jpeg", ".png", ".mp4")

Opener = Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What was written: the name the package must have, the SHA-256 of each file, and what could not be said."""

    name: str
    fingerprints: Mapping[str, str]
    omissions: tuple[str, ...]
    notes: tuple[Finding, ...]


def write_package(stream: IO[bytes], message: Message, files: Mapping[str, Opener]) -> PackageReport:
    """Write a message and its primary files as one package.

    `files` names how each file is opened; they are read one after the other, never at the same time.

    :raises Problems: if the message breaks a rule, or names other files than there are.
    :raises Inexpressible: if the release cannot say something that must not be lost.
    """
    notes = _check(message, files)
    stem = stem_of(message)
    fingerprints: dict[str, str] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as package:
        with package.open(_entry(f"{stem}.xml"), "w", force_zip64=True) as target:
            omissions = write_message_to(target, message)
        for name in sorted(files):
            with files[name]() as source, package.open(_entry(name), "w", force_zip64=True) as target:
                digest = hashlib.sha256()
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
                fingerprints[name] = digest.hexdigest()
    return PackageReport(f"{stem}.zip", fingerprints, omissions, notes)


def _check(message: Message, files: Mapping[str, Opener]) -> tuple[Finding, ...]:
    parcel = Parcel(message, dict.fromkeys(files, 0), _never)
    # What our own writer makes cannot lack the prefix and the place of the schema.
    rules = [rule for rule in content.RULES if rule not in {content.PREFIX, content.SCHEMA_LOCATION}]
    found = findings(rules, message) + findings((MISSING, NOT_REFERENCED, NAMED_TWICE), parcel)
    refused = [finding.problem for finding in found if finding.weight is Weight.REFUSED]
    if refused:
        raise Problems(refused)
    return tuple(found)


def _never(name: str) -> IO[bytes]:
    raise AssertionError(f"no rule of the writer reads {name}")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    packed = name.lower().endswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
