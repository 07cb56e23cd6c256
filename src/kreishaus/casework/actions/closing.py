"""The end of a case: completed by the office, or withdrawn by the applicant."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from kreishaus.casework.enums import TaskState
from kreishaus.casework.models import Task
from kreishaus.casework.rules import may_be_completed
from kreishaus.ground.audit import actions as audit
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import actions as records
from kreishaus.services.applications.actions.reservations import release_reservation
from kreishaus.services.applications.enums import UNDECIDED, ApplicationState
from kreishaus.services.applications.models import Application

from .deciding import AlreadyDecided
from .permission import check_may_work_on


class NotYetDecided(Exception):
    """The application still waits for a decision; it cannot be put on file."""


@transaction.atomic
def complete_case(*, application: Application, acting: Acting, at: datetime) -> None:
    """Put the case on file (z. d. A.): everything is done, the retention period starts.

    A withdrawn application stays "zurückgenommen", all others become "abgeschlossen".

    :raises NotYetDecided: if a decision is still to be made.
    :raises CaseAlreadyClosed: (of the records) if somebody was faster.
    :raises NotYetClosable: (of the records) if something else must be done before.
    :raises MayNotWorkOnThis: if the acting post may not change this case.
    """
    check_may_work_on(acting, application)
    application.refresh_from_db(fields=("state",))
    if not may_be_completed(application):
        raise NotYetDecided(application.reference)
    # First, because open tasks would keep the case from being closed; a failure takes both back.
    finish_tasks(application, at=at)
    decided_on = localdate(application.decided_at) if application.decided_at else None
    records.close_case(case=application.case, actor=acting.actor, at=at, decided_on=decided_on)
    if application.state != ApplicationState.WITHDRAWN:
        application.state = ApplicationState.COMPLETED
        application.save(update_fields=("state",))
    audit.record(subject=application.subject, verb="application.completed", actor=acting.actor, at=at)


@transaction.atomic
def withdraw_application(*, application: Application, reason: str, at: datetime) -> None:
    """Take the application back at the wish of the applicant; the office still closes the case.

    :raises AlreadyDecided: if it is decided or withdrawn already.
    """
    withdrawn = Application.objects.filter(pk=application.pk, state__in=UNDECIDED).update(
        state=ApplicationState.WITHDRAWN
    )
    if not withdrawn:
        raise AlreadyDecided(application.reference)
    application.state = ApplicationState.WITHDRAWN
    Task.objects.filter(application=application, state=TaskState.OPEN).update(is_waiting=False)
    release_reservation(application, actor="citizen", at=at)
    audit.record(subject=application.subject, verb="application.withdrawn", actor="citizen", at=at, reason=reason)


def finish_tasks(application: Application, *, at: datetime) -> None:
    """Mark everything that was to be done about the application as done."""
    Task.objects.filter(application=application, state=TaskState.OPEN).update(
        state=TaskState.DONE, done_at=at, is_waiting=False
    )
