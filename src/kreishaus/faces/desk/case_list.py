"""The list of cases: open or on file, newest first, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from kreishaus.people.organisation.rules import Acting
from kreishaus.records.enums import CaseState
from kreishaus.records.models import Case
from kreishaus.records.queries import cases_visible_to

LINES = 50
OPEN, CLOSED, ALL = "offen", "geschlossen", "alle"
_LABELS = {OPEN: "In Bearbeitung", CLOSED: "Bei den Akten", ALL: "Alle"}
_CONDITIONS = {OPEN: Q(state=CaseState.OPEN), CLOSED: Q(state=CaseState.CLOSED), ALL: Q()}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter with the number of cases behind it."""

    label: str
    address: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A case as the list shows it."""

    case: Case
    applicant: str
    service: str
    state: str
    decide_by: date | None


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of the list."""

    show: str
    chips: tuple[Chip, ...]
    lines: tuple[Line, ...]
    page: Page[Case]


def case_list(acting: Acting, query: Mapping[str, str]) -> CaseList:
    """Return the page of the list that the address asks for: three queries, whatever the number of cases."""
    show = query.get("zeige", OPEN)
    show = show if show in _LABELS else OPEN
    visible = cases_visible_to(acting)
    counted = visible.order_by().aggregate(**{name: Count("id", filter=_CONDITIONS[name]) for name in _LABELS})
    page = Paginator(_cases(visible, show), LINES).get_page(query.get("seite", "1"))
    return CaseList(
        show=show,
        chips=tuple(Chip(label, f"?zeige={name}", counted[name], name == show) for name, label in _LABELS.items()),
        lines=tuple(_line(case) for case in page.object_list),
        page=page,
    )


def _cases(visible: QuerySet[Case], show: str) -> QuerySet[Case]:
    return (
        visible.filter(_CONDITIONS[show])
        .select_related("application__service", "lead_office")
        .order_by("-opened_at", "-id")
    )


def _line(case: Case) -> Line:
    application = getattr(case, "application", None)
    return Line(
        case=case,
        applicant=application.applicant_name if application else "",
        service=application.service.name if application else "",
        state=application.get_state_display() if application else case.get_state_display(),
        decide_by=application.decide_by if application and not application.decided_at else None,
    )
