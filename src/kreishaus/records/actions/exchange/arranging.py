"""Foreign objects in the order of our house: every case in a file, every document in a case."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from kreishaus.records.formats.xdomea.model import Case, Document, File, Metadata, RecordObject


def files_of(objects: Iterable[RecordObject]) -> list[File]:
    """Return the objects as files; what came without one gets one, whose UUID follows from its content's."""
    return [_filled(_file_around(item)) for item in objects]


def _file_around(item: RecordObject) -> File:
    if isinstance(item, File):
        return item
    case = item if isinstance(item, Case) else _case_around(item.uuid, item.metadata, (item,))
    title = case.file_subject or case.metadata.subject
    metadata = replace(case.metadata, subject=title, reference=_marked(case.metadata.reference, "Akte"))
    return File(uuid=_made(case.uuid, "file"), metadata=metadata, cases=(case,), closed=case.closed)


def _filled(file: File) -> File:
    """Put documents that lie directly in a file into a case of their own."""
    files = tuple(_filled(part) for part in file.files)
    if not file.documents:
        return replace(file, files=files)
    collected = _case_around(file.uuid, file.metadata, file.documents)
    collected = replace(collected, closed=file.closed, closed_on=file.closed_on)
    return replace(file, documents=(), cases=(*file.cases, collected), files=files)


def _case_around(uuid: str, metadata: Metadata, documents: tuple[Document, ...]) -> Case:
    about = replace(metadata, reference=_marked(metadata.reference, "Dokumente"))
    return Case(uuid=_made(uuid, "case"), metadata=about, documents=documents)


def _marked(reference: str, word: str) -> str:
    return f"{reference} ({word})" if reference else ""


def _made(uuid: str, what: str) -> str:
    # The same message read twice must make the same objects.
    return str(uuid5(NAMESPACE_URL, f"urn:de:kreishaus:{what}:{uuid.lower()}"))


def every_file(files: list[File] | tuple[File, ...]) -> Iterator[File]:
    """Yield files and everything of their kind below them."""
    for file in files:
        yield file
        yield from every_file(file.files)


def every_case(cases: tuple[Case, ...]) -> Iterator[Case]:
    """Yield cases and everything of their kind below them."""
    for case in cases:
        yield case
        yield from every_case(case.cases)
