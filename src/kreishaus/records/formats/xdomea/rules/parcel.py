"""Rules over a message together with the files that travel beside it."""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from kreishaus.base.problems import Problem
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import Hash
from kreishaus.records.formats.xdomea.names import parse_name
from kreishaus.records.formats.xdomea.releases import FOURTH
from kreishaus.records.formats.xdomea.rules import Rule, Weight
from kreishaus.records.formats.xdomea.walking import file_names, formats

_AGAIN = "Bitte lassen Sie sich das Paket neu senden."
_CHUNK = 1_048_576


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message, the names it travels under, and the files beside it (name → size); `open` reads one."""

    message: Message
    files: Mapping[str, int]
    open: Callable[[str], IO[bytes]]
    package_name: str = ""
    message_name: str = ""


def _named(message: Message) -> Iterator[str]:
    for _, item in formats(message):
        yield from file_names(item.file)


def _missing(parcel: Parcel) -> Iterator[Problem]:
    for name in sorted(set(_named(parcel.message)) - set(parcel.files)):
        yield Problem(f"Die Datei „{name}“ steht in der Nachricht, fehlt aber im Paket.", hint=_AGAIN)


def _not_referenced(parcel: Parcel) -> Iterator[Problem]:
    for name in sorted(set(parcel.files) - set(_named(parcel.message))):
        yield Problem(
            f"Die Datei „{name}“ liegt im Paket, wird in der Nachricht aber nirgends genannt.",
            hint="Bitte klären Sie mit der sendenden Stelle, wozu die Datei gehört.",
        )


def _named_twice(parcel: Parcel) -> Iterator[Problem]:
    for name, count in Counter(_named(parcel.message)).items():
        if count > 1:
            yield Problem(
                f"Die Datei „{name}“ wird {count}-mal genannt; jede Fassung braucht ihre eigene Datei.", hint=_AGAIN
            )


def _name_differs(parcel: Parcel) -> Iterator[Problem]:
    message = parcel.message
    for file_name in (parcel.package_name, parcel.message_name):
        told = parse_name(file_name)
        if told is None:
            continue
        if told.process.lower() != message.envelope.process.lower():
            yield Problem(
                f"Der Dateiname „{file_name}“ nennt einen anderen Prozess als die Nachricht "
                f"({message.envelope.process}).",
                hint=_AGAIN,
            )
        if told.number != message.kind.number:
            yield Problem(
                f"Der Dateiname „{file_name}“ nennt eine andere Nachricht als die enthaltene {message.kind.number}.",
                hint=_AGAIN,
            )
        if (
            message.release.generation == FOURTH
            and told.sequence is not None
            and told.sequence != message.envelope.sequence
        ):
            yield Problem(
                f"Der Dateiname „{file_name}“ nennt eine andere laufende Nummer als die Nachricht "
                f"({message.envelope.sequence}).",
                hint=_AGAIN,
            )


def _package_name(parcel: Parcel) -> Iterator[Problem]:
    if parcel.package_name and parse_name(parcel.package_name) is None:
        yield Problem(
            f"Das Paket heißt „{parcel.package_name}“ und nicht, wie xdomea es vorsieht, nach Prozess und "
            "Nachrichtentyp.",
            hint="Bitte weisen Sie die sendende Stelle darauf hin.",
        )


def _hash_wrong(parcel: Parcel) -> Iterator[Problem]:
    for _, item in formats(parcel.message):
        name, told = item.file.name, item.file.hash
        algorithm = algorithm_of(told)
        if name not in parcel.files or not told.value or algorithm is None:
            continue
        digest = hashlib.new(algorithm)
        with parcel.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        if not _equals(told.value, digest.digest()):
            yield Problem(
                f"Die Prüfsumme der Datei „{name}“ stimmt nicht; sie wurde unterwegs verändert oder beschädigt.",
                hint=_AGAIN,
            )


def _hash_unknown(parcel: Parcel) -> Iterator[Problem]:
    for _, item in formats(parcel.message):
        told = item.file.hash
        if told.value and algorithm_of(told) is None:
            yield Problem(
                f"Die Prüfsumme der Datei „{item.file.name}“ ist nach einem Verfahren gebildet, das hier nicht "
                "geprüft wird.",
                hint="Gebräuchlich sind SHA-256, SHA-384 und SHA-512.",
            )


def algorithm_of(told: Hash) -> str | None:
    """Return the name under which Python knows the algorithm of a fingerprint, or nothing."""
    word = told.algorithm.value if told.algorithm else told.other_algorithm
    plain = word.lower().replace("-", "").replace("_", "")
    return plain if plain in {"sha256", "sha384", "sha512"} else None


def _equals(told: str, digest: bytes) -> bool:
    told = told.strip()
    return told.lower() == digest.hex() or told == base64.b64encode(digest).decode()


MISSING = Rule("parcel.file-missing", _missing)
NOT_REFERENCED = Rule("parcel.file-not-referenced", _not_referenced)
NAMED_TWICE = Rule("parcel.file-named-twice", _named_twice)
NAME_DIFFERS = Rule("parcel.name-differs", _name_differs)
PACKAGE_NAME = Rule("parcel.package-name", _package_name, Weight.NOTE)
HASH_WRONG = Rule("parcel.hash-wrong", _hash_wrong)
HASH_UNKNOWN = Rule("parcel.hash-unknown", _hash_unknown, Weight.NOTE)

RULES = (MISSING, NOT_REFERENCED, NAMED_TWICE, NAME_DIFFERS, PACKAGE_NAME, HASH_WRONG, HASH_UNKNOWN)
