"""Files that people open by hand, their parts (Teilakte), and parts of cases (Teilvorgang)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.search import actions as search
from kreishaus.people.organisation.models import Office
from kreishaus.records import engine
from kreishaus.records.enums import CaseState, FileState
from kreishaus.records.models import Case, File, FilingPosition

from .changing import FileIsClosed
from .documents import CaseIsClosed
from .entries import case_entry
from .numbers import next_number


class PositionNotValid(Exception):
    """The position of the filing plan takes nothing new on that day; the message names what follows it."""


@transaction.atomic
def open_file(*, position: FilingPosition, title: str, office: Office, actor: str, at: datetime) -> File:
    """Open a file for one lasting subject, numbered in the series of its position.

    :raises PositionNotValid: if the plan does not have the position any more, or not yet.
    """
    today = timezone.localtime(at).date()
    if not position.is_valid(today):
        raise PositionNotValid(position.number)
    number = next_number(f"file:{engine.subject_series(position.number)}")
    reference = engine.subject_reference(position.number, number)
    return _store_file(reference, position, title=title, office=office, actor=actor, at=at, today=today)


@transaction.atomic
def open_sub_file(*, file: File, title: str, actor: str, at: datetime) -> File:
    """Open a part of a file; it belongs to the same position, office and access domain.

    :raises FileIsClosed: if the file takes nothing new.
    """
    if not File.objects.select_for_update().filter(pk=file.pk, state=FileState.OPEN).exists():
        raise FileIsClosed(file.reference)
    reference = engine.sub_file_reference(file.reference, next_number(f"parts:{file.reference}"))
    today = timezone.localtime(at).date()
    return _store_file(
        reference, file.position, title=title, office=file.lead_office, actor=actor, at=at, today=today, parent=file
    )


@transaction.atomic
def open_sub_case(*, case: Case, title: str, actor: str, at: datetime) -> Case:
    """Open a part of a case; it lies in the same file and belongs to the same office.

    :raises CaseIsClosed: if the case lies on file.
    """
    if not Case.objects.select_for_update().filter(pk=case.pk, state=CaseState.OPEN).exists():
        raise CaseIsClosed(case.reference)
    reference = engine.sub_case_reference(case.reference, next_number(f"parts:{case.reference}"))
    return _store_case(reference, case.file, title=title, office=case.lead_office, actor=actor, at=at, parent=case)


@transaction.atomic
def open_case_in(*, file: File, title: str, office: Office, actor: str, at: datetime) -> Case:
    """Open a case in a file that is there already, for instance in the file of a subject or in a part of one.

    :raises FileIsClosed: if the file takes nothing new.
    """
    if not File.objects.select_for_update().filter(pk=file.pk, state=FileState.OPEN).exists():
        raise FileIsClosed(file.reference)
    series = f"{file.reference}-{{number}}"
    if file.year is not None and file.parent_id is None:
        series = engine.case_series(file.position.pattern, position=file.position.number, year=file.year)
    reference = engine.case_reference(series, next_number(f"case:{series}"))
    return _store_case(reference, file, title=title, office=office, actor=actor, at=at)


def _store_file(
    reference: str,
    position: FilingPosition,
    *,
    title: str,
    office: Office,
    actor: str,
    at: datetime,
    today: date,
    parent: File | None = None,
) -> File:
    file = File.objects.create(
        reference=reference,
        title=title,
        position=position,
        parent=parent,
        lead_office=office,
        year=parent.year if parent else None,
        domain_id=parent.domain_id if parent else position.domain_id,
        confidentiality=parent.confidentiality if parent else File._meta.get_field("confidentiality").default,  # noqa: SLF001
        begins_on=today,
        opened_at=at,
    )
    data = {"title": title, "position": position.number, "part_of": parent.reference if parent else None}
    audit.record(subject=f"file:{reference}", verb="file.opened", actor=actor, at=at, data=data)
    return file


def _store_case(
    reference: str,
    file: File,
    *,
    title: str,
    office: Office,
    actor: str,
    at: datetime,
    parent: Case | None = None,
) -> Case:
    case = Case.objects.create(
        file=file,
        parent=parent,
        reference=reference,
        title=title,
        lead_office=office,
        access=parent.access if parent else file.position.access,
        confidentiality=(parent or file).confidentiality,
        domain_id=(parent or file).domain_id,
        begins_on=timezone.localtime(at).date(),
        opened_at=at,
    )
    data = {
        "title": title,
        "position": file.position.number,
        "office": office.number,
        "part_of": parent.reference if parent else None,
    }
    audit.record(subject=f"case:{reference}", verb="case.opened", actor=actor, at=at, data=data)
    search.index_all([case_entry(case)])
    return case
