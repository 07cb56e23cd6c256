"""Questions to the records; every one that returns cases or documents asks `rules` who may see."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kreishaus.people.organisation.rules import Acting

from . import rules
from .engine import PlanLine
from .enums import CaseState, FileState
from .models import Case, Document, Export, File, FilingPosition, Hold
from .ports import closing_conditions


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


def whole_plan() -> QuerySet[FilingPosition]:
    """Return every position there is or was, in natural order."""
    return FilingPosition.objects.select_related("lead_office", "parent").order_by("sort_key")


def position_or_none(number: str) -> FilingPosition | None:
    """Return the position with this number, valid or not: old references lead on."""
    return whole_plan().filter(number=number).first()


def plan_lines() -> list[PlanLine]:
    """Return the whole plan as lines of a table, in natural order."""
    return [
        PlanLine(
            number=position.number,
            title=position.title,
            note=position.note,
            parent=position.parent.number if position.parent else "",
            retention_years=position.retention_years,
            retention_start=position.retention_start,
            retention_year_end=position.retention_year_end,
            retention_source=position.retention_source,
            disposal=position.disposal,
            access=position.access,
            lead_office=position.lead_office.number if position.lead_office else "",
            pattern=position.pattern,
            valid_from=position.valid_from,
            valid_until=position.valid_until,
        )
        for position in whole_plan()
    ]


def cases_due_for_disposal(*, on: date) -> QuerySet[Case]:
    """Return the closed cases whose retention period is over on that day."""
    return Case.objects.filter(state=CaseState.CLOSED, retention_until__lt=on).select_related(
        "file__position", "lead_office"
    )


def files_visible_to(acting: Acting) -> QuerySet[File]:
    """Return the files this person may see, in natural order of their references."""
    return File.objects.filter(rules.visible_files(acting)).select_related("position", "lead_office")


def file_or_none(acting: Acting, reference: str) -> File | None:
    """Return the file, or None if it is missing or not for this person: both look the same."""
    return files_visible_to(acting).select_related("parent").filter(reference=reference).first()


def holds_in_force(*, on: date) -> QuerySet[Hold]:
    """Return the holds (Löschsperren) that stand on a day."""
    return Hold.objects.filter(Q(until__isnull=True) | Q(until__gte=on), lifted_at=None)


def holds_on(kept: File | Case, *, on: date) -> QuerySet[Hold]:
    """Return the holds that keep this file or case: its own, and those of what it is a part of."""
    if isinstance(kept, File):
        return holds_in_force(on=on).filter(Q(file=kept.pk) | Q(file__parts=kept.pk)).distinct()
    above = Q(case=kept.pk) | Q(case__parts=kept.pk) | Q(file=kept.file_id) | Q(file__parts__cases=kept.pk)
    return holds_in_force(on=on).filter(above).distinct()


def checked_out_in(case: Case) -> QuerySet[Document]:
    """Return the documents of a case that somebody works on at the moment."""
    return case.documents.exclude(checked_out_by="").order_by("number")


def missing_for_closing_case(case: Case) -> tuple[str, ...]:
    """Return what must be done before the case may go on file, each in one sentence."""
    missing = [
        f"Der Teilvorgang {part.reference} ist noch in Bearbeitung."
        for part in case.parts.filter(state=CaseState.OPEN).order_by("sort_key")
    ]
    missing += [
        f"Dokument {document.number} „{document.title}“ ist noch ausgecheckt." for document in checked_out_in(case)
    ]
    for condition in closing_conditions():
        missing += condition.missing(case.pk)
    return tuple(missing)


def missing_for_closing_file(file: File) -> tuple[str, ...]:
    """Return what must be done before the file may be closed, each in one sentence."""
    missing = [
        f"Die Teilakte {part.reference} ist noch offen."
        for part in file.parts.filter(state=FileState.OPEN).order_by("sort_key")
    ]
    cases = list(file.cases.filter(state=CaseState.OPEN).order_by("sort_key").values_list("reference", flat=True)[:4])
    if cases:
        count = file.cases.filter(state=CaseState.OPEN).count()
        named = ", ".join(cases[:3]) + (" und weitere" if count > len(cases[:3]) else "")
        what = "1 Vorgang ist" if count == 1 else f"{count} Vorgänge sind"
        missing.append(f"{what} noch in Bearbeitung: {named}.")
    return tuple(missing)


def export_or_none(acting: Acting, export_id: UUID) -> Export | None:
    """Return an export for the person who ordered it, as long as she may see every case in it."""
    export = Export.objects.filter(pk=export_id, ordered_by=acting.actor).select_related("case", "file").first()
    if export is None or cases_visible_to(acting).filter(pk__in=export.cases).count() != len(export.cases):
        return None
    return export


def exports_of(acting: Acting, case: Case) -> QuerySet[Export]:
    """Return what this person ordered of the case lately, the newest first."""
    return Export.objects.filter(case=case, ordered_by=acting.actor).select_related("case").order_by("-ordered_at")
