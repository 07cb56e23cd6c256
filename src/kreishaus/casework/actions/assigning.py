"""Taking, giving and returning tasks of the inbox."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kreishaus.casework.enums import TaskState
from kreishaus.casework.models import Task
from kreishaus.ground.audit import actions as audit
from kreishaus.people.organisation.models import Staff
from kreishaus.people.organisation.queries import staff_of
from kreishaus.people.organisation.rules import Acting
from kreishaus.services.applications.enums import ApplicationState
from kreishaus.services.applications.models import Application

from .permission import MayNotWorkOnThis


class AlreadyAssigned(Exception):
    """Somebody else changed who works on the task; `name` (empty: nobody) and `at` tell who and when."""

    def __init__(self, name: str, at: datetime | None) -> None:
        super().__init__(name)
        self.name = name
        self.at = at


class NotOfThisOffice(Exception):
    """The task can only be given to somebody who works in its office."""


@transaction.atomic
def assign(*, task: Task, to: Staff | None, acting: Acting, at: datetime) -> Task:
    """Give the task to somebody (or to nobody), if it still lies where the acting person saw it.

    The first assignment puts a received application "in Bearbeitung".

    :raises AlreadyAssigned: if somebody was faster, or the task is done.
    :raises NotOfThisOffice: if the person holds no post in the office of the task.
    :raises MayNotWorkOnThis: if the acting post may not change this case.
    """
    if task.office_id not in acting.office_ids:
        raise MayNotWorkOnThis(str(task.pk))
    if to is not None and not _works_in_the_office(to, task, acting, at=at):
        raise NotOfThisOffice(to.get_short_name())
    # One UPDATE decides: two people may take the task in the same second.
    seen = Task.objects.filter(pk=task.pk, assignee=task.assignee_id, state=TaskState.OPEN)
    changed = seen.update(assignee=to, assigned_at=at if to else None)
    if not changed:
        current = Task.objects.select_related("assignee").get(pk=task.pk)
        raise AlreadyAssigned(current.assignee.get_short_name() if current.assignee else "", current.assigned_at)
    task.assignee, task.assigned_at = to, at if to else None
    if to is not None:
        Application.objects.filter(tasks=task.pk, state=ApplicationState.RECEIVED).update(
            state=ApplicationState.PROCESSING
        )
    audit.record(
        subject=f"case:{task.case.reference}",
        verb="task.assigned",
        actor=acting.actor,
        at=at,
        data={"task": str(task.pk), "kind": task.kind, "to": to.username if to else ""},
    )
    return task


def _works_in_the_office(staff: Staff, task: Task, acting: Acting, *, at: datetime) -> bool:
    # Heads of a higher office may take what lies below them without holding a post there.
    if staff.pk == acting.staff_id:
        return True
    return staff_of(task.office, on=timezone.localdate(at)).filter(pk=staff.pk).exists()
