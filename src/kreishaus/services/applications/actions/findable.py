"""Attachments are found by what is written in them, not only by their names."""

from uuid import UUID

from kreishaus.ground.search import actions as search
from kreishaus.ground.storage import store
from kreishaus.ground.typesetting.text import UnreadablePdf, text_of
from kreishaus.records.actions.entries import document_entry
from kreishaus.records.enums import DocumentKind
from kreishaus.records.models import Case, Document

_PDF = "application/pdf"


def case_by_id(case_id: UUID) -> Case:
    """Return the case; for jobs, which act for nobody and so ask for no right."""
    return Case.objects.get(pk=case_id)


def index_attachments(*, case: Case) -> int:
    """Index the text of all PDF attachments of the case and return how many had one."""
    entries = []
    documents = Document.objects.filter(case=case, kind=DocumentKind.ATTACHMENT).prefetch_related("versions")
    for document in documents:
        text = _text_in(document)
        if text:
            entries.append(document_entry(case, document, text=text))
    search.index_all(entries)
    return len(entries)


def _text_in(document: Document) -> str:
    version = document.latest
    if version.media_type != _PDF:
        return ""
    try:
        return text_of(store().read(version.sha256)).strip()
    except UnreadablePdf:
        # It was opened when it was uploaded; a scan that only pdfium dislikes is kept, but not found by words.
        return ""
