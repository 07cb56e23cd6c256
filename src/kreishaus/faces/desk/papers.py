"""Documents of a case as the desk shows them: what can be looked at in the browser, and where."""

from dataclasses import dataclass

from django.urls import reverse

from kreishaus.records import queries as records
from kreishaus.records.models import Case, Document, Version

PDF, TEXT = "application/pdf", "text/plain"
IMAGES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its newest version and its addresses."""

    document: Document
    latest: Version
    address: str
    page: str

    @property
    def look(self) -> str:
        """How the browser can show it: as "frame", as "image", or not at all."""
        return look_of(self.latest.media_type)


def look_of(media_type: str) -> str:
    """Return how the browser shows a file of this type inside a page; "" if it should not."""
    plain = media_type.partition(";")[0].strip()
    if plain in IMAGES:
        return "image"
    return "frame" if plain in (PDF, TEXT) else ""


def papers_of(case: Case) -> tuple[Paper, ...]:
    """Return the documents of a case with their addresses, in two queries."""
    return tuple(paper_of(document, case.reference) for document in records.documents_of(case))


def paper_of(document: Document, reference: str) -> Paper:
    """Return one document with its addresses."""
    place = [reference, document.number]
    return Paper(
        document, document.latest, reverse("desk:document_file", args=place), reverse("desk:document", args=place)
    )
