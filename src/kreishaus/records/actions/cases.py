"""Opening cases and handing them to another office."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.inserting import insert_row
from kreishaus.ground.search import actions as search
from kreishaus.people.organisation.models import Office
from kreishaus.records import engine, rules
from kreishaus.records.enums import FileState
from kreishaus.records.models import Case, File, FilingPosition, Succession

from .documents import DocumentDraft, document_entries, document_events, insert_documents
from .entries import case_entry
from .numbers import next_number

_FILE_AND_POSITION = (
    "SELECT f.id, f.title, f.state, f.confidentiality, f.domain_id, p.id, p.number, p.pattern, p.access, "
    "p.valid_until FROM records_file f "
    "JOIN records_filingposition p ON p.id = f.position_id WHERE f.reference = %s"
)


class UnknownPosition(Exception):
    """The filing plan has no such position; a service must not be published with it."""


class AlreadyThere(Exception):
    """The office is in charge of the case already; nothing needs to be handed over."""


@transaction.atomic
def open_case(
    *,
    position: str,
    title: str,
    office: Office,
    at: datetime,
    actor: str,
    file_title: str = "",
    documents: Sequence[DocumentDraft] = (),
) -> Case:
    """Open a case in the file of its position and year, with its first documents.

    The file is created when the year's first case arrives. Handing the documents over here
    costs three statements for all of them; `add_documents` later costs five.

    :raises UnknownPosition: if the filing plan has no such position.
    """
    file, events = _file_of(position, office=office, title=file_title, at=at, actor=actor)
    position = file.position.number  # the plan may have gone on as another position
    series = engine.case_series(file.position.pattern, position=position, year=_year(at))
    reference = engine.case_reference(series, next_number(f"case:{series}"))
    case = insert_row(
        Case(
            file_id=file.pk,
            reference=reference,
            sort_key=engine.sort_key(reference),
            title=title,
            lead_office=office,
            access=file.position.access,
            confidentiality=file.confidentiality,
            domain_id=file.domain_id,
            begins_on=timezone.localtime(at).date(),
            opened_at=at,
            document_count=len(documents),
        )
    )
    stored = insert_documents(case, documents, first_number=1, at=at, actor=actor)
    opened = audit.EventDraft(
        subject=f"case:{reference}",
        verb="case.opened",
        actor=actor,
        at=at,
        data={"title": title, "position": position, "office": office.number},
    )
    audit.record_all([*events, opened, *document_events(case, stored, at=at, actor=actor)])
    search.index_all([case_entry(case), *document_entries(case, stored, documents)])
    return case


@transaction.atomic
def transfer_case(*, case: Case, office: Office, actor: str, at: datetime, reason: str) -> None:
    """Put another office in charge of the case: from now on that office sees and finds it.

    :raises AlreadyThere: if the office is in charge already.
    """
    before = case.lead_office.number
    moved = Case.objects.filter(pk=case.pk).exclude(lead_office=office).update(lead_office=office)
    if not moved:
        raise AlreadyThere(case.reference)
    case.lead_office = office
    scope = rules.scope_of(case)
    search.change_scope(kind="case", object_ids=[case.pk], scope=scope)
    documents = list(case.documents.order_by().values_list("pk", flat=True))
    search.change_scope(kind="document", object_ids=documents, scope=scope)
    audit.record(
        subject=f"case:{case.reference}",
        verb="case.transferred",
        actor=actor,
        at=at,
        data={"from": before, "to": office.number},
        reason=reason,
    )


def _year(at: datetime) -> int:
    # The registry counts years as the people in the house do, not as UTC does.
    return timezone.localtime(at).year


def _file_of(
    position: str, *, office: Office, title: str, at: datetime, actor: str
) -> tuple[File, list[audit.EventDraft]]:
    reference = engine.file_reference(position, _year(at))
    file = _known_file(reference)
    if file is not None and _is_over(file.position, at) and (following := _following(file.position.pk)):
        return _file_of(following, office=office, title=title, at=at, actor=actor)
    if file is None:
        return _create_file(reference, position, office=office, title=title, at=at, actor=actor)
    if file.state == FileState.CLOSED:
        # A submission must not fail because the registry closed the year's file.
        File.objects.filter(pk=file.pk).update(state=FileState.OPEN, closed_at=None)
        return file, [_file_event(file, "file.reopened", at=at, actor=actor)]
    return file, []


def _is_over(position: FilingPosition, at: datetime) -> bool:
    return position.valid_until is not None and position.valid_until < timezone.localtime(at).date()


def _following(position_id: UUID) -> str | None:
    """Return the number under which a position goes on; of a split the first: a submission must not fail."""
    first = Succession.objects.filter(old=position_id).order_by("on", "id").select_related("new").first()
    return first.new.number if first else None


def _known_file(reference: str) -> File | None:
    """Return of the file and its position just what a new case needs, read in one plain statement.

    Every submission asks this; the same question through the ORM costs twenty times as much.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FILE_AND_POSITION, [reference])
        row = cursor.fetchone()
    if row is None:
        return None
    file_id, title, state, secrecy, domain_id, position_id, number, pattern, access, until = row
    # SQLite gives a UUID as 32 hex digits, PostgreSQL as a type of its own.
    position = FilingPosition(
        id=_uuid(position_id), number=number, pattern=pattern, access=access, valid_until=_day(until)
    )
    return File(
        id=_uuid(file_id),
        reference=reference,
        title=title,
        state=state,
        confidentiality=secrecy,
        domain_id=domain_id and _uuid(domain_id),
        position=position,
    )


def _day(stored: date | str | None) -> date | None:
    # SQLite keeps a day as text.
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _uuid(stored: UUID | str) -> UUID:
    return stored if isinstance(stored, UUID) else UUID(stored)


def _create_file(
    reference: str, position: str, *, office: Office, title: str, at: datetime, actor: str
) -> tuple[File, list[audit.EventDraft]]:
    try:
        found = FilingPosition.objects.get(number=position)
    except FilingPosition.DoesNotExist:
        raise UnknownPosition(position) from None
    if _is_over(found, at) and (following := _following(found.pk)):
        return _file_of(following, office=office, title=title, at=at, actor=actor)
    try:
        with transaction.atomic():
            file = File.objects.create(
                reference=reference,
                title=f"{title or found.title} {_year(at)}",
                position=found,
                lead_office_id=found.lead_office_id or office.pk,
                year=_year(at),
                domain_id=found.domain_id,
                begins_on=timezone.localtime(at).date(),
                opened_at=at,
            )
    except IntegrityError:
        # The year's first two cases arrived together; the other one made the file.
        return File.objects.select_related("position").get(reference=reference), []
    return file, [_file_event(file, "file.opened", at=at, actor=actor)]


def _file_event(file: File, verb: str, *, at: datetime, actor: str) -> audit.EventDraft:
    return audit.EventDraft(subject=f"file:{file.reference}", verb=verb, actor=actor, at=at, data={"title": file.title})
