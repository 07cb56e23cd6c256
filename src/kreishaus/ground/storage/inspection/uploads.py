"""The one way in for a file from outside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from kreishaus.base.words import say
from kreishaus.ground.storage.inspection import images, office, pdfs, texts
from kreishaus.ground.storage.inspection.kinds import (
    OFFICE,
    PDF,
    PICTURES,
    TEXTS,
    Kind,
    accepted_kinds,
    foreign_kind,
    kind_of,
    text_kind,
)
from kreishaus.ground.storage.inspection.problems import UnacceptableUpload

_HEAD = 1024
# The longest end of a ZIP file: its record and a comment of 65,535 bytes.
_ZIP_END = 22 + 65_535
_MAX_NAME = 120
_MARKUP = (b"<script", b"<html", b"<!doctype html", b"<?php", b"<svg")


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that can be taken: what it really is and under which name to keep it."""

    media_type: str
    extension: str
    pages: int | None
    name: str
    size: int
    # Said to the person if the name promised something else than the file is; empty otherwise.
    notice: str = ""


def inspect_upload(stream: BinaryIO, *, name: str, accept: Collection[str], max_bytes: int) -> Inspected:
    """Open an uploaded file for real and return what it is; the stream stands at its start again.

    `accept` holds media types or extensions ("application/pdf", "jpg", "image/*"); empty means
    PDF, JPEG and PNG. The content decides, not the name.

    :raises UnacceptableUpload: if the file cannot be taken; the message says what to do.
    """
    kinds = accepted_kinds(accept)
    size = stream.seek(0, 2)
    if size > max_bytes:
        raise UnacceptableUpload(
            say(
                "Die Datei ist zu groß ({size}). Erlaubt sind höchstens {max_bytes}. Bitte verkleinern "
                "oder teilen Sie die Datei.",
                size=_in_words(size),
                max_bytes=_in_words(max_bytes),
            )
        )
    if not size:
        raise UnacceptableUpload(say("Die Datei ist leer. Bitte wählen Sie die Datei noch einmal aus."))
    head, tail = _ends(stream, size)
    stream.seek(0)
    kind = _kind(stream, head, kinds)
    if kind is None or kind not in kinds:
        raise UnacceptableUpload(_refusal(kind, head, kinds))
    _refuse_two_faces(head, b"" if kind in OFFICE else tail)
    stream.seek(0)
    pages = pdfs.inspect_pdf(stream) if kind is PDF else None
    if kind in PICTURES:
        images.inspect_image(stream, kind)
    if kind in TEXTS:
        texts.inspect_text(stream, kind)
    stream.seek(0)
    kept, notice = _named(name, kind)
    return Inspected(kind.media_type, kind.extension, pages, kept, size, notice)


def _kind(stream: BinaryIO, head: bytes, kinds: Sequence[Kind]) -> Kind | None:
    """Return what the file is; office documents are opened for that, but only where they are welcome."""
    if found := kind_of(head):
        return found
    if head.startswith(b"PK\x03\x04"):
        return office.inspect_office(stream) if OFFICE & set(kinds) else None
    return None if foreign_kind(head) else text_kind(head, kinds)


def _ends(stream: BinaryIO, size: int) -> tuple[bytes, bytes]:
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(max(0, size - _ZIP_END))
    return head, stream.read()


def _refusal(kind: Kind | None, head: bytes, kinds: Sequence[Kind]) -> str:
    wanted = say("Bitte laden Sie die Datei als {one_of} hoch.", one_of=_one_of([each.label for each in kinds]))
    if kind is not None:
        return say("Das ist eine {label}-Datei. {wanted}", label=kind.label, wanted=wanted)
    foreign = foreign_kind(head)
    if foreign is None:
        return say("Diese Datei können wir nicht lesen. {wanted}", wanted=wanted)
    seems, advice = (say(words) for words in foreign)
    return say("Das ist {seems}. {advice} {wanted}", seems=seems, advice=advice, wanted=wanted)


def _refuse_two_faces(head: bytes, tail: bytes) -> None:
    """Refuse a file that is something else as well: a web page, an archive."""
    lowered = head.lower()
    if any(mark in lowered for mark in _MARKUP) or _ends_as_zip(tail):
        raise UnacceptableUpload(
            say(
                "Die Datei enthält außer dem Dokument noch etwas anderes, zum Beispiel ein Archiv oder "
                "Programmtext. Bitte öffnen Sie sie und speichern Sie sie neu als PDF oder JPEG."
            )
        )


def _ends_as_zip(tail: bytes) -> bool:
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if at + 22 <= len(tail) and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail):
            return True
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return False


def _named(name: str, kind: Kind) -> tuple[str, str]:
    """Return a clean name with the right ending, and what to say if it had another one."""
    # Browsers send a bare name, other programs a path; letters that reorder text are dropped.
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(letter for letter in last if letter.isprintable()).strip(" .") or say("Datei")
    stem, dot, ending = clean.rpartition(".")
    if dot and ending.lower() in {kind.extension, *kind.other_extensions}:
        return f"{stem[:_MAX_NAME]}.{ending}", ""
    if not dot or len(ending) > 5 or not ending.isalnum():  # noqa: PLR2004 -- no ending at all
        return f"{clean[:_MAX_NAME]}.{kind.extension}", ""
    kept = f"{stem[:_MAX_NAME]}.{kind.extension}"
    return kept, say(
        "„{clean}“ ist in Wirklichkeit eine {label}-Datei. Wir speichern sie als „{kept}“.",
        clean=clean,
        label=kind.label,
        kept=kept,
    )


def _one_of(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else say("{names} oder {last}", names=", ".join(labels[:-1]), last=labels[-1])


def _in_words(size: int) -> str:
    if size < 1_000_000:  # noqa: PLR2004 -- a megabyte
        return f"{max(1, size // 1000)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",").replace(",0 ", " ")
