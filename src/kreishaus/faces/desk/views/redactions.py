"""Redacting a document: look for words, choose among the hits, get a copy without them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.ground.storage import store
from kreishaus.records import actions as records
from kreishaus.records import queries, rules
from kreishaus.records.actions import redacting
from kreishaus.records.models import Document, Version
from kreishaus.records.papers.redacting import Hit, Mark, NotProven, NotRedactable, find, page_count

GROUNDS = (
    "Personenbezogene Daten Dritter",
    "Betriebs- oder Geschäftsgeheimnis",
    "Schutz behördlicher Beratung",
    "Geheimhaltung nach anderem Gesetz",
)
PATTERNS = (
    ("email", "E-Mail-Adressen"),
    ("phone", "Telefonnummern"),
    ("iban", "Bankverbindungen (IBAN)"),
    ("date", "Tagesdaten wie 24.12.1980"),
)
AREAS = (
    ("seite", "Seite"),
    ("links", "von links"),
    ("unten", "von unten"),
    ("breite", "Breite"),
    ("hoehe", "Höhe"),
)
_MOST_WORDS = 50
_POINTS_PER_MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked for, and what was found."""

    words: str
    patterns: tuple[str, ...]
    ground: str
    hits: tuple[Hit, ...]
    chosen: frozenset[int]

    @property
    def lines(self) -> list[tuple[int, Hit, bool]]:
        """The hits with their numbers, and whether they are chosen."""
        return [(number, hit, number in self.chosen) for number, hit in enumerate(self.hits)]


@require_http_methods(["GET", "POST"])
@staff_only
def redact(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Show the page for redacting, and make the copy."""
    document = queries.document_or_none(request.acting, reference, number)
    if document is None:
        raise Http404
    version, may = document.latest, rules.may_keep(request.acting, document.home)
    try:
        if version.media_type != redacting.PDF:
            message = "Schwärzen lassen sich nur PDF-Dateien."
            raise NotRedactable(message)
        content = store().read(version.sha256)
        search = _search(content, request.POST, same=request.POST.get("fassung") == version.sha256)
        if request.method == "POST" and "schwaerzen" in request.POST and may:
            copy = _make(request, document, version, search)
            if copy is not None:
                return redirect("desk:document", reference, copy.number)
        context: dict[str, object] = {"search": search, "pages": page_count(content)}
    except NotRedactable as refused:
        context = {"refused": str(refused)}
    context |= {
        "document": document,
        "version": version,
        "case": document.home,
        "may": may,
        "grounds": GROUNDS,
        "patterns": PATTERNS,
        "searched": request.method == "POST",
        "areas": AREAS,
    }
    return navigation.desk_page(request, "desk/redact.html", context, area=navigation.CASES)


def _search(content: bytes, data: QueryDict, *, same: bool) -> Search:
    words = data.get("woerter", "")
    patterns = tuple(key for key, _ in PATTERNS if key in data.getlist("muster"))
    wanted = [line.strip() for line in words.splitlines() if line.strip()][:_MOST_WORDS]
    hits = tuple(find(content, wanted, patterns)) if wanted or patterns else ()
    # The first look marks all; afterwards the choice counts, unless the hits are others now.
    asked = "\n".join([words.replace("\r\n", "\n"), *patterns])
    chosen = data.getlist("treffer") if same and data.get("gesucht", "").replace("\r\n", "\n") == asked else None
    numbers = range(len(hits)) if chosen is None else (int(one) for one in chosen if one.isascii() and one.isdigit())
    ground = data.get("grund", "")
    return Search(words, patterns, ground if ground in GROUNDS else GROUNDS[0], hits, frozenset(numbers))


def _make(request: StaffRequest, document: Document, version: Version, search: Search) -> Document | None:
    try:
        marks = [
            *(mark for number, hit, chosen in search.lines if chosen for mark in hit.marks()),
            *_drawn(request.POST),
        ]
        copy = redacting.redact_document(
            document=document,
            version=version,
            marks=[redacting.GroundedMark(mark, search.ground) for mark in marks],
            acting=request.acting,
            at=now(),
        )
    except redacting.NothingMarked:
        messages.warning(request, "Es ist nichts markiert. Bitte suchen Sie Wörter oder geben Sie eine Fläche an.")
    except ValueError:
        messages.warning(request, "Eine Fläche ist nicht vollständig. Bitte alle fünf Zahlen angeben.")
    except NotProven:
        messages.error(request, "Die Prüfung hat noch etwas gefunden. Es wurde nichts abgelegt.")
    except records.CaseIsClosed:
        messages.warning(request, "Der Vorgang liegt bei den Akten. Bitte nehmen Sie ihn erst wieder auf.")
    else:
        messages.success(
            request, "Die geschwärzte Fassung liegt in der Akte. Geprüft: Unter den Markierungen ist nichts mehr."
        )
        return copy
    return None


def _drawn(data: QueryDict) -> Sequence[Mark]:
    """Return the area that was given in millimetres from the lower left corner, if there is one.

    :raises ValueError: if a number is missing or none.
    """
    texts = [data.get(name, "").strip().replace(",", ".") for name, _ in AREAS]
    if not any(texts):
        return ()
    page, left, bottom, width, height = (float(text) for text in texts)
    if not (width > 0 and height > 0 and all(abs(each) < 1e5 for each in (page, left, bottom, width, height))):  # noqa: PLR2004 -- no paper is longer
        raise ValueError(texts)
    points = [each * _POINTS_PER_MILLIMETRE for each in (left, bottom, left + width, bottom + height)]
    return (Mark(int(page) - 1, (points[0], points[1], points[2], points[3])),)
