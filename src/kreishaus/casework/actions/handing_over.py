"""Handing an application over to another office: the case, the tasks and the sight of them go together."""

from datetime import datetime

from django.db import transaction

from kreishaus.casework.enums import TaskState
from kreishaus.casework.models import Task
from kreishaus.people.organisation.models import Office
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import actions as records
from kreishaus.services.applications.models import Application

from .permission import check_may_work_on


@transaction.atomic
def hand_over_to_office(*, application: Application, office: Office, acting: Acting, at: datetime, reason: str) -> None:
    """Put another office in charge: from now on that office sees, finds and works on it.

    Open tasks lose their assignee, because she may not see the case any longer.

    :raises AlreadyThere: (of the records) if the office is in charge already.
    :raises MayNotWorkOnThis: if the acting post may not change this case.
    """
    check_may_work_on(acting, application)
    records.transfer_case(case=application.case, office=office, actor=acting.actor, at=at, reason=reason)
    Application.objects.filter(pk=application.pk).update(office=office)
    Task.objects.filter(application=application, state=TaskState.OPEN).update(
        office=office, assignee=None, assigned_at=None
    )
    application.office = office
