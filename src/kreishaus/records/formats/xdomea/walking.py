"""Walking through everything that a message carries."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import (
    Case,
    Document,
    File,
    Format,
    PrimaryFile,
    RecordObject,
)
from kreishaus.records.formats.xdomea.parties import Code


@dataclass(frozen=True, slots=True)
class Found:
    """An object of a message, where it lies, and the nearest file or case above it."""

    item: RecordObject
    path: str
    parent: RecordObject | None = None
    attached: bool = False


_WORDS: dict[type, str] = {File: "Akte", Case: "Vorgang", Document: "Dokument"}


def label(item: RecordObject) -> str:
    """Name an object as people would: kind and reference, else subject, else UUID."""
    told = item.metadata.reference or item.metadata.subject or item.uuid
    return f"{_WORDS[type(item)]} {told}"


def record_objects(message: Message) -> Iterator[Found]:
    """Yield every file, case and document of the objects of a message, parents first; no letters."""
    for item in message.objects:
        yield from below(item)


def every_document(message: Message) -> Iterator[Found]:
    """Yield every document of a message, letters included."""
    for letter in message.letters:
        yield from below(letter)
    for found in record_objects(message):
        if isinstance(found.item, Document):
            yield found


def below(item: RecordObject, *, path: str = "", parent: RecordObject | None = None) -> Iterator[Found]:
    """Yield an object and everything below it."""
    path = f"{path} › {label(item)}" if path else label(item)
    yield from _inside(Found(item, path, parent))


def _inside(found: Found) -> Iterator[Found]:
    yield found
    item, path = found.item, found.path
    if isinstance(item, Document):
        for attachment in item.attachments:
            inner = attachment.document
            yield from _inside(Found(inner, f"{path} › Anlage {label(inner)}", found.parent, attached=True))
        for piece in item.pieces:
            yield from _inside(Found(piece, f"{path} › {label(piece)}", found.parent))
    else:
        children: list[RecordObject] = [*item.documents, *item.cases]
        if isinstance(item, File):
            children += item.files
        for child in children:
            yield from below(child, path=path, parent=item)
    for workflow in item.workflows:
        for step in workflow.steps:
            for document in step.handling.attachments if step.handling else ():
                yield from _inside(Found(document, f"{path} › {label(document)}", found.parent, attached=True))


def formats(message: Message) -> Iterator[tuple[Found | None, Format]]:
    """Yield every version of every document in every format; those of a filing plan come without a document."""
    for found in every_document(message):
        assert isinstance(found.item, Document)
        for version in found.item.versions:
            for item in version.formats:
                yield found, item
    for plan in message.plans:
        for item in plan.files:
            yield None, item


def file_names(primary: PrimaryFile) -> Iterator[str]:
    """Yield the names of a primary file and of the files that sign it."""
    yield primary.name
    yield from primary.signature.files


def codes_in(value: object, path: str = "") -> Iterator[tuple[str, Code]]:
    """Yield every code inside an object with the name of the attribute that holds it."""
    if isinstance(value, Code):
        yield path, value
    elif isinstance(value, tuple):
        for item in value:
            yield from codes_in(item, path)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from codes_in(getattr(value, field.name), f"{type(value).__name__}.{field.name}")
