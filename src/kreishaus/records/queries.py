"""Questions to the records; every one that returns cases or documents asks `rules` who may see."""

from datetime import date

from django.db.models import Q, QuerySet

from kreishaus.people.organisation.rules import Acting

from . import rules
from .enums import CaseState
from .models import Case, Document, FilingPosition


def cases_visible_to(acting: Acting) -> QuerySet[Case]:
    """Return the cases this person may see, in the order of their references."""
    return Case.objects.filter(rules.visible_cases(acting)).select_related("file", "lead_office")


def open_cases_visible_to(acting: Acting) -> QuerySet[Case]:
    """Return the cases this person may see that are still being worked on."""
    return cases_visible_to(acting).filter(state=CaseState.OPEN)


def case_or_none(acting: Acting, reference: str) -> Case | None:
    """Return the case, or None if it is missing or not for this person: both look the same."""
    return cases_visible_to(acting).filter(reference=reference).first()


def documents_visible_to(acting: Acting) -> QuerySet[Document]:
    """Return the documents of all cases this person may see, with their versions."""
    return (
        Document.objects.filter(rules.visible_cases(acting, through="case__"))
        .select_related("case")
        .prefetch_related("versions")
        .order_by("case__sort_key", "number")
    )


def documents_of(case: Case) -> QuerySet[Document]:
    """Return the documents of a case the caller may see, in order, with their versions."""
    return case.documents.prefetch_related("versions").order_by("number")


def document_or_none(acting: Acting, reference: str, number: int) -> Document | None:
    """Return a document by case reference and number, or None: missing and denied look the same."""
    return documents_visible_to(acting).filter(case__reference=reference, number=number).first()


def filing_plan(*, on: date) -> QuerySet[FilingPosition]:
    """Return the positions of the filing plan that are valid on a day, in natural order."""
    return FilingPosition.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
    ).select_related("lead_office")


def cases_due_for_disposal(*, on: date) -> QuerySet[Case]:
    """Return the closed cases whose retention period is over on that day."""
    return Case.objects.filter(state=CaseState.CLOSED, retention_until__lt=on).select_related(
        "file__position", "lead_office"
    )
