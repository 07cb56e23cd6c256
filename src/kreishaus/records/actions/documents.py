"""Adding documents and versions to a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.inserting import insert
from kreishaus.ground.search import actions as search
from kreishaus.ground.storage.ports import StoredBlob
from kreishaus.records.enums import Direction, DocumentKind
from kreishaus.records.models import Case, Document, Version

from .entries import document_entry
from .numbers import reserve_document_numbers


class CaseIsClosed(Exception):
    """The case lies on file (z. d. A.); it must be reopened before it takes documents."""


class CheckedOutByOther(Exception):
    """Somebody else works on the document; `holder` and `since` say who and since when."""

    def __init__(self, holder: str, since: datetime | None) -> None:
        super().__init__(holder)
        self.holder = holder
        self.since = since


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A document to be filed; its content lies in the blob store already."""

    title: str
    kind: DocumentKind
    direction: Direction
    blob: StoredBlob
    media_type: str
    original_name: str = ""
    received_at: datetime | None = None
    text: str = ""
    """What the search should find it by, besides the title."""


def add_document(  # noqa: PLR0913 -- all of these describe the document
    *,
    case: Case,
    title: str,
    kind: DocumentKind,
    direction: Direction,
    blob: StoredBlob,
    media_type: str,
    original_name: str,
    at: datetime,
    actor: str,
    text: str = "",
) -> Document:
    """Add one document with its first version to an open case.

    :raises CaseIsClosed: if the case lies on file.
    """
    draft = DocumentDraft(
        title=title,
        kind=kind,
        direction=direction,
        blob=blob,
        media_type=media_type,
        original_name=original_name,
        text=text,
    )
    return add_documents(case, [draft], at=at, actor=actor)[0]


@transaction.atomic
def add_documents(case: Case, drafts: Sequence[DocumentDraft], *, at: datetime, actor: str) -> list[Document]:
    """Add documents to an open case, numbered in the order given, in five statements.

    :raises CaseIsClosed: if the case lies on file.
    """
    if not drafts:
        return []
    first_number = reserve_document_numbers(case, len(drafts))
    if first_number is None:
        raise CaseIsClosed(case.reference)
    documents = insert_documents(case, drafts, first_number=first_number, at=at, actor=actor)
    audit.record_all(document_events(case, documents, at=at, actor=actor))
    search.index_all(document_entries(case, documents, drafts))
    return documents


@transaction.atomic
def add_version(
    *,
    document: Document,
    blob: StoredBlob,
    media_type: str,
    original_name: str,
    at: datetime,
    actor: str,
    text: str = "",
) -> Version:
    """Add a newer version to a document of an open case; the older ones stay as they are.

    :raises CaseIsClosed: if the case lies on file.
    :raises CheckedOutByOther: while somebody else works on the document.
    """
    case = document.home
    # Counting nothing up still locks the case row, so two newer versions get two numbers.
    if reserve_document_numbers(case, 0) is None:
        raise CaseIsClosed(case.reference)
    holder, since = Document.objects.values_list("checked_out_by", "checked_out_at").get(pk=document.pk)
    if holder not in ("", actor):
        raise CheckedOutByOther(holder, since)
    newest = document.versions.aggregate(number=Max("number"))["number"] or 0
    version = _version(document, newest + 1, blob, media_type, original_name=original_name, at=at, actor=actor)
    version.save(force_insert=True)
    document.latest = version
    audit.record_all([_document_event(case, document, version, "document.revised", at, actor)])
    search.index_all([document_entry(case, document, text=text)])
    return version


def insert_documents(
    case: Case,
    drafts: Sequence[DocumentDraft],
    *,
    first_number: int,
    at: datetime,
    actor: str,
) -> list[Document]:
    """Insert documents and their first versions, with numbers that are reserved already."""
    if not drafts:
        return []
    documents = [
        Document(
            case=case,
            number=number,
            title=draft.title,
            kind=draft.kind,
            direction=draft.direction,
            received_at=draft.received_at or (at if draft.direction == Direction.INCOMING else None),
            created_at=at,
            created_by=actor,
        )
        for number, draft in enumerate(drafts, start=first_number)
    ]
    versions = [
        _version(
            document,
            1,
            draft.blob,
            draft.media_type,
            original_name=draft.original_name,
            at=at,
            actor=actor,
        )
        for document, draft in zip(documents, drafts, strict=True)
    ]
    insert(documents)
    insert(versions)
    for document, version in zip(documents, versions, strict=True):
        document.latest = version  # what callers read next, without a query
    return documents


def document_events(case: Case, documents: Sequence[Document], *, at: datetime, actor: str) -> list[audit.EventDraft]:
    """Return one audit event for each document added."""
    return [_document_event(case, document, document.latest, "document.added", at, actor) for document in documents]


def document_entries(case: Case, documents: Sequence[Document], drafts: Sequence[DocumentDraft]) -> list[search.Entry]:
    """Return one search entry for each document added."""
    return [document_entry(case, document, text=draft.text) for document, draft in zip(documents, drafts, strict=True)]


def _version(
    document: Document,
    number: int,
    blob: StoredBlob,
    media_type: str,
    *,
    original_name: str,
    at: datetime,
    actor: str,
) -> Version:
    return Version(
        document=document,
        number=number,
        sha256=blob.sha256,
        size=blob.size,
        media_type=media_type,
        original_name=original_name,
        created_at=at,
        created_by=actor,
    )


def _document_event(
    case: Case, document: Document, version: Version, verb: str, at: datetime, actor: str
) -> audit.EventDraft:
    return audit.EventDraft(
        subject=f"case:{case.reference}",
        verb=verb,
        actor=actor,
        at=at,
        data={
            "document": document.number,
            "version": version.number,
            "kind": str(document.kind),
            "sha256": version.sha256,
            "size": version.size,
            # Numbers change when a document moves to another case; this stays.
            "id": str(document.pk),
        },
    )
