"""What the desk search found: each hit with its address and the piece of text that shows why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from kreishaus.ground.search.queries import Hit, search
from kreishaus.ground.search.snippets import Segment
from kreishaus.people.organisation.rules import Acting
from kreishaus.records.queries import documents_visible_to

LINES = 20
_KINDS = {"case": "Vorgang", "document": "Dokument"}


@dataclass(frozen=True, slots=True)
class Line:
    """A hit as the page shows it."""

    kind: str
    title: str
    reference: str
    address: str
    snippet: tuple[Segment, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits."""

    query: str
    total: int
    lines: tuple[Line, ...]
    number: int
    pages: int


def search_page(acting: Acting, query: str, number: str) -> SearchPage:
    """Return a page of hits in two queries, whatever their number."""
    wanted = query.strip()[:200]
    place = max(1, int(number)) if number.isdecimal() and len(number) < 4 else 1  # noqa: PLR2004 -- 999 pages
    found = search(wanted, scopes=acting.scopes, kinds=tuple(_KINDS), limit=LINES, offset=(place - 1) * LINES)
    numbers = _document_numbers(acting, found.hits)
    return SearchPage(
        query=wanted,
        total=found.total_capped,
        lines=tuple(_line(hit, numbers) for hit in found.hits),
        number=place,
        pages=-(-found.total_capped // LINES),
    )


def _document_numbers(acting: Acting, hits: tuple[Hit, ...]) -> dict[UUID, int]:
    wanted = [hit.object_id for hit in hits if hit.kind == "document"]
    if not wanted:
        return {}
    found = documents_visible_to(acting).filter(pk__in=wanted).prefetch_related(None)
    return dict(found.values_list("pk", "number"))


def _line(hit: Hit, numbers: dict[UUID, int]) -> Line:
    number = numbers.get(hit.object_id)
    if number is None:
        address = reverse("desk:case", args=[hit.reference])
    else:
        address = reverse("desk:document", args=[hit.reference, number])
    return Line(_KINDS[hit.kind], hit.title, hit.reference, address, hit.snippet, hit.at)
