"""What the search knows about cases and documents."""

from kreishaus.ground.search import actions as search
from kreishaus.records import rules
from kreishaus.records.models import Case, Document


def case_entry(case: Case) -> search.Entry:
    """Return the search entry of a case: its title and reference."""
    return search.Entry(
        kind="case",
        object_id=case.pk,
        title=case.title,
        reference=case.reference,
        text="",
        scope=rules.scope_of(case),
        at=case.opened_at,
    )


def document_entry(case: Case, document: Document, *, text: str) -> search.Entry:
    """Return the search entry of a document, found under the reference of its case."""
    return search.Entry(
        kind="document",
        object_id=document.pk,
        title=document.title,
        reference=case.reference,
        text=text,
        scope=rules.scope_of(case),
        at=document.created_at,
    )


def retitle_case(case: Case) -> None:
    """Let a case be found by its new title; nothing else of the entry changes."""
    search.retitle(kind="case", object_id=case.pk, title=case.title)


def retitle_document(document: Document) -> None:
    """Let a document be found by its new title and still by its text."""
    search.retitle(kind="document", object_id=document.pk, title=document.title)
