"""Closing and taking up again; with closing the time starts that things are kept."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kreishaus.ground.audit import actions as audit
from kreishaus.records import engine
from kreishaus.records.enums import CaseState, FileState, RetentionStart
from kreishaus.records.models import Case, File, FilingPosition
from kreishaus.records.queries import missing_for_closing_case, missing_for_closing_file

from .relations import Kept, ReasonMissing, subject_of


class CaseAlreadyClosed(Exception):
    """The case has been closed before; closing twice would move its retention period."""


class CaseNotClosed(Exception):
    """The case is still being worked on and needs not be taken up again."""


class FileAlreadyClosed(Exception):
    """The file has been closed before."""


class FileNotClosed(Exception):
    """The file is open and needs not be taken up again."""


class NotYetClosable(Exception):
    """Something must be done before; `missing` says what, each in one sentence."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(" ".join(missing))
        self.missing = missing


class NotClosedYet(Exception):
    """There is no retention period before the closing; nothing can deviate from it."""


@transaction.atomic
def close_case(*, case: Case, actor: str, at: datetime, decided_on: date | None = None) -> None:
    """Close the case (z. d. A.) and start its retention period.

    :raises CaseAlreadyClosed: if somebody was faster.
    :raises NotYetClosable: if something must be done before; nothing is changed then.
    """
    position = FilingPosition.objects.get(files__cases=case.pk)
    today = timezone.localtime(at).date()
    decided = decided_on or case.decided_on
    derived = engine.derive(_terms(position), _dates_of_case(case, today, decided))
    # One UPDATE decides: two clerks may press the button in the same second.
    closed = Case.objects.filter(pk=case.pk, state=CaseState.OPEN).update(
        state=CaseState.CLOSED,
        closed_at=at,
        ends_on=today,
        decided_on=decided,
        retention_until=derived.until,
        retention_derivation=derived.sentence,
        retention_reason="",
    )
    if not closed:
        raise CaseAlreadyClosed(case.reference)
    # Asked after the UPDATE has locked the case: nothing can be checked out meanwhile.
    if missing := missing_for_closing_case(case):
        raise NotYetClosable(missing)
    case.state, case.closed_at, case.ends_on, case.decided_on = CaseState.CLOSED, at, today, decided
    case.retention_until, case.retention_derivation, case.retention_reason = derived.until, derived.sentence, ""
    _closed_event(case, derived, actor=actor, at=at)


@transaction.atomic
def reopen_case(*, case: Case, actor: str, at: datetime, reason: str) -> None:
    """Take a closed case up again; its retention period starts anew when it is closed.

    A closed file is taken up with it: an open case in a closed file would be lost to sight.

    :raises CaseNotClosed: if it is being worked on already.
    """
    reopened = Case.objects.filter(pk=case.pk, state=CaseState.CLOSED).update(
        state=CaseState.OPEN,
        closed_at=None,
        ends_on=None,
        retention_until=None,
        retention_derivation="",
        retention_reason="",
    )
    if not reopened:
        raise CaseNotClosed(case.reference)
    case.state, case.closed_at, case.ends_on, case.retention_until = CaseState.OPEN, None, None, None
    case.retention_derivation = case.retention_reason = ""
    audit.record(subject=f"case:{case.reference}", verb="case.reopened", actor=actor, at=at, reason=reason)
    file = File.objects.get(pk=case.file_id)
    if file.state == FileState.CLOSED:
        reopen_file(file=file, actor=actor, at=at, reason=reason)


@transaction.atomic
def close_file(*, file: File, actor: str, at: datetime) -> None:
    """Close a file: it takes no new cases, and its retention period starts.

    Cases that are kept with their main file get their date now as well.

    :raises FileAlreadyClosed: if somebody was faster.
    :raises NotYetClosable: if a case or a part is still open; nothing is changed then.
    """
    position = file.position
    today = timezone.localtime(at).date()
    main = file.parent
    dates = engine.Dates(closed_on=today) if main is None else _with_main(engine.Dates(closed_on=today), main)
    derived = engine.derive(_terms(position), dates)
    closed = File.objects.filter(pk=file.pk, state=FileState.OPEN).update(
        state=FileState.CLOSED,
        closed_at=at,
        ends_on=today,
        retention_until=derived.until,
        retention_derivation=derived.sentence,
        retention_reason="",
    )
    if not closed:
        raise FileAlreadyClosed(file.reference)
    if missing := missing_for_closing_file(file):
        raise NotYetClosable(missing)
    file.state, file.closed_at, file.ends_on = FileState.CLOSED, at, today
    file.retention_until, file.retention_derivation, file.retention_reason = derived.until, derived.sentence, ""
    _closed_event(file, derived, actor=actor, at=at)
    if position.retention_start == RetentionStart.MAIN_FILE:
        _start_periods_inside(file, position, today)


@transaction.atomic
def reopen_file(*, file: File, actor: str, at: datetime, reason: str) -> None:
    """Take a closed file up again; its retention period starts anew when it is closed.

    :raises FileNotClosed: if it is open already, or has left the house.
    """
    reopened = File.objects.filter(pk=file.pk, state=FileState.CLOSED).update(
        state=FileState.OPEN,
        closed_at=None,
        ends_on=None,
        retention_until=None,
        retention_derivation="",
        retention_reason="",
    )
    if not reopened:
        raise FileNotClosed(file.reference)
    file.state, file.closed_at, file.ends_on, file.retention_until = FileState.OPEN, None, None, None
    file.retention_derivation = file.retention_reason = ""
    audit.record(subject=f"file:{file.reference}", verb="file.reopened", actor=actor, at=at, reason=reason)


@transaction.atomic
def change_retention(*, kept: Kept, until: date | None, reason: str, actor: str, at: datetime) -> None:
    """Keep a closed file or case longer or shorter than the plan says; None means without end.

    :raises ReasonMissing: without a reason.
    :raises NotClosedYet: while it is open.
    """
    if not reason.strip():
        raise ReasonMissing
    model = File if isinstance(kept, File) else Case
    stored = model.objects.select_for_update().get(pk=kept.pk)
    if stored.state != FileState.CLOSED:
        raise NotClosedYet(kept.reference)
    old = stored.retention_until
    kept.retention_until, kept.retention_reason = until, reason.strip()
    model.objects.filter(pk=kept.pk).update(retention_until=until, retention_reason=reason.strip())
    audit.record(
        subject=subject_of(kept),
        verb="retention.changed",
        actor=actor,
        at=at,
        data={
            "metadatum": "aufzubewahren bis",
            "old": old.isoformat() if old else None,
            "new": until.isoformat() if until else None,
        },
        reason=reason.strip(),
    )


def _terms(position: FilingPosition) -> engine.Terms:
    return engine.Terms(
        number=position.number,
        years=position.retention_years,
        start=position.retention_start,
        year_end=position.retention_year_end,
        source=position.retention_source,
    )


def _dates_of_case(case: Case, today: date, decided: date | None) -> engine.Dates:
    dates = engine.Dates(closed_on=today, relevant_on=case.relevant_on, decided_on=decided)
    return _with_main(dates, case.file)


def _with_main(dates: engine.Dates, main: File) -> engine.Dates:
    return engine.Dates(
        closed_on=dates.closed_on,
        relevant_on=dates.relevant_on,
        decided_on=dates.decided_on,
        main_reference=main.reference,
        main_closed_on=timezone.localtime(main.closed_at).date() if main.closed_at else None,
    )


def _start_periods_inside(file: File, position: FilingPosition, today: date) -> None:
    derived = engine.derive(
        _terms(position), engine.Dates(closed_on=today, main_reference=file.reference, main_closed_on=today)
    )
    for inside in (Case.objects.filter(file=file), File.objects.filter(parent=file)):
        inside.filter(state=FileState.CLOSED, retention_reason="").update(
            retention_until=derived.until, retention_derivation=derived.sentence
        )


def _closed_event(kept: Kept, derived: engine.Derivation, *, actor: str, at: datetime) -> None:
    audit.record(
        subject=subject_of(kept),
        verb="file.closed" if isinstance(kept, File) else "case.closed",
        actor=actor,
        at=at,
        data={
            "retention_until": derived.until.isoformat() if derived.until else None,
            "derivation": derived.sentence,
        },
    )
