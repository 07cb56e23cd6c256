"""Rules over the zip container alone: is it safe to look into, and is its form right."""

import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kreishaus.base.problems import Problem
from kreishaus.records.formats.xdomea.names import parse_name
from kreishaus.records.formats.xdomea.rules import Rule, Weight

_AGAIN = "Bitte lassen Sie sich das Paket neu senden."
_ENCRYPTED = 0x1
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_FOUR_GIB = 0xFFFF_FFFF
_MANY = 0xFFFF


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a container may become; a file of a few kilobytes may shrink as much as it likes."""

    entries: int = 100_000
    total: int = 100_000_000_000
    ratio: int = 200
    small: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Container:
    """The directory of a zip file, before any of its contents is read."""

    entries: Sequence[zipfile.ZipInfo]
    size: int
    limits: Limits = Limits()


def _unsafe(container: Container) -> Iterator[Problem]:
    for entry in container.entries:
        name = entry.orig_filename
        parts = re.split(r"[/\\]", name)
        bad = (
            name.startswith(("/", "\\"))
            or _DRIVE.match(name)
            or ".." in parts
            or _CONTROL.search(name)
            or stat.S_ISLNK(entry.external_attr >> 16)
        )
        if bad:
            yield Problem(
                f"Der Eintrag „{_CONTROL.sub('?', name)[:120]}“ zeigt aus dem Paket hinaus oder ist ein Verweis. "
                "So etwas packen wir nicht aus.",
                hint="Bitte fragen Sie bei der sendenden Stelle nach; das kann ein Angriff sein.",
            )


def _encrypted(container: Container) -> Iterator[Problem]:
    for entry in container.entries:
        if entry.flag_bits & _ENCRYPTED:
            yield Problem(
                f"Der Eintrag „{entry.filename}“ ist verschlüsselt.",
                hint="Bitte lassen Sie sich das Paket ohne Kennwort auf einem geschützten Weg senden.",
            )


def _method(container: Container) -> Iterator[Problem]:
    for entry in container.entries:
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            yield Problem(
                f"Der Eintrag „{entry.filename}“ ist mit einem Verfahren gepackt, das nicht jeder lesen kann.",
                hint="Bitte lassen Sie sich das Paket als gewöhnliche ZIP-Datei (Deflate) senden.",
            )


def _twice(container: Container) -> Iterator[Problem]:
    # Windows and macOS do not tell upper from lower case: one of the two would vanish there.
    counted = Counter(entry.filename.casefold() for entry in container.entries)
    for name, count in counted.items():
        if count > 1:
            yield Problem(f"Der Eintrag „{name}“ kommt {count}-mal im Paket vor.", hint=_AGAIN)


def _folders(container: Container) -> Iterator[Problem]:
    for entry in container.entries:
        if "/" in entry.filename or "\\" in entry.filename:
            yield Problem(
                f"Der Eintrag „{entry.filename}“ liegt in einem Ordner. Alle Dateien gehören direkt in das Paket.",
                hint=_AGAIN,
            )


def _outside(container: Container) -> Iterator[Problem]:
    for entry in container.entries:
        if not 0 <= entry.header_offset <= container.size:
            yield Problem(f"Der Eintrag „{entry.filename}“ liegt außerhalb des Pakets.", hint=_AGAIN)


def _overlap(container: Container) -> Iterator[Problem]:
    # Entries that share their bytes make a few kilobytes swell to terabytes.
    ordered = sorted(container.entries, key=lambda entry: entry.header_offset)
    for entry, following in pairwise(ordered):
        if entry.header_offset + entry.compress_size > following.header_offset:
            yield Problem(
                f"Die Einträge „{entry.filename}“ und „{following.filename}“ überlagern sich im Paket.",
                hint="Bitte fragen Sie bei der sendenden Stelle nach; das kann ein Angriff sein.",
            )


def _bomb(container: Container) -> Iterator[Problem]:
    limits = container.limits
    if len(container.entries) > limits.entries:
        yield Problem(
            f"Das Paket enthält {len(container.entries)} Dateien, mehr als {limits.entries}.",
            hint="Bitte lassen Sie sich die Abgabe in mehreren Paketen senden.",
        )
    total = sum(entry.file_size for entry in container.entries)
    if total > limits.total:
        yield Problem(
            f"Ausgepackt wäre das Paket {total // 1_000_000} MB groß, erlaubt sind {limits.total // 1_000_000} MB.",
            hint="Bitte lassen Sie sich die Abgabe in mehreren Paketen senden.",
        )
    for entry in container.entries:
        if entry.file_size > limits.small and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            yield Problem(
                f"Der Eintrag „{entry.filename}“ würde beim Auspacken auf mehr als das {limits.ratio}-Fache wachsen.",
                hint="Bitte fragen Sie bei der sendenden Stelle nach; das kann ein Angriff sein.",
            )


def messages_in(container: Container) -> list[str]:
    """Return the entries that are the message: named as the standard says, else any XML beside no other."""
    names = [entry.filename for entry in container.entries if entry.filename.lower().endswith(".xml")]
    return [name for name in names if parse_name(name)] or names


def _one_message(container: Container) -> Iterator[Problem]:
    count = len(messages_in(container))
    if count != 1:
        found = "keine Nachricht (XML)" if not count else f"{count} Nachrichten (XML) statt einer"
        yield Problem(
            f"Das Paket enthält {found}.",
            hint="Bitte lassen Sie sich je Nachricht ein eigenes Paket senden.",
        )


def _message_name(container: Container) -> Iterator[Problem]:
    names = messages_in(container)
    if len(names) == 1 and parse_name(names[0]) is None:
        yield Problem(
            f"Die Nachricht heißt „{names[0]}“ und nicht, wie xdomea es vorsieht, nach Prozess und Nachrichtentyp.",
            hint="Bitte weisen Sie die sendende Stelle darauf hin.",
        )


def _large(container: Container) -> Iterator[Problem]:
    largest = max((entry.file_size for entry in container.entries), default=0)
    if container.size > _FOUR_GIB or largest > _FOUR_GIB or len(container.entries) > _MANY:
        yield Problem(
            "Das Paket braucht die Erweiterung ZIP64 (mehr als 4 GiB oder mehr als 65 535 Dateien).",
            hint="Bitte klären Sie, ob die empfangende Stelle das lesen kann, oder teilen Sie die Abgabe.",
        )


UNSAFE_NAME = Rule("container.unsafe-name", _unsafe)
ENCRYPTED = Rule("container.encrypted", _encrypted)
METHOD = Rule("container.method", _method)
TWICE = Rule("container.twice", _twice)
FOLDER = Rule("container.folder", _folders)
OUTSIDE = Rule("container.outside", _outside)
OVERLAP = Rule("container.overlap", _overlap)
BOMB = Rule("container.bomb", _bomb)
ONE_MESSAGE = Rule("container.one-message", _one_message)
MESSAGE_NAME = Rule("container.message-name", _message_name, Weight.NOTE)
LARGE = Rule("container.large", _large, Weight.NOTE)

RULES = (UNSAFE_NAME, ENCRYPTED, METHOD, TWICE, FOLDER, OUTSIDE, OVERLAP, BOMB, ONE_MESSAGE, MESSAGE_NAME, LARGE)
