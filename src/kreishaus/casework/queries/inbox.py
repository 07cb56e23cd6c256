"""The inbox and the case page: only what the acting person may see, with a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from kreishaus.casework.enums import Holder, TaskState
from kreishaus.casework.models import Decision, Task
from kreishaus.casework.rules import Urgency, urgency
from kreishaus.people.organisation.rules import Acting
from kreishaus.records.queries import cases_visible_to
from kreishaus.services.applications.models import Application


@dataclass(frozen=True, slots=True)
class InboxFilters:
    """What to show of the inbox; empty means everything."""

    holder: Holder = Holder.ALL
    kind: str = ""
    service_key: str = ""
    is_waiting: bool | None = None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A line of the inbox, ready to be shown."""

    task: Task
    reference: str
    title: str
    applicant: str
    service: str
    state: str
    assignee: str
    is_mine: bool
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A rule of the FIM schema that a person has to check, with what the editors noted about it."""

    id: str
    element: str
    text: str
    basis: str
    note: str


def inbox_tasks(acting: Acting, filters: InboxFilters | None = None) -> QuerySet[Task]:
    """Return the open tasks of the acting person's offices, due first, those without a date last."""
    wanted = filters or InboxFilters()
    tasks = Task.objects.filter(state=TaskState.OPEN, office__in=acting.office_ids, case__in=cases_visible_to(acting))
    if wanted.holder == Holder.MINE:
        tasks = tasks.filter(assignee=acting.staff_id)
    elif wanted.holder == Holder.UNASSIGNED:
        tasks = tasks.filter(assignee__isnull=True)
    if wanted.kind:
        tasks = tasks.filter(kind=wanted.kind)
    if wanted.service_key:
        tasks = tasks.filter(application__service__key=wanted.service_key)
    if wanted.is_waiting is not None:
        tasks = tasks.filter(is_waiting=wanted.is_waiting)
    return tasks.order_by(F("due_on").asc(nulls_last=True), "created_at", "id")


def inbox(
    acting: Acting, *, on: date, filters: InboxFilters | None = None, limit: int = 100, offset: int = 0
) -> list[InboxRow]:
    """Return one page of the inbox in one query."""
    tasks = inbox_tasks(acting, filters).select_related("case", "application__service", "assignee")
    return [_row(task, acting, on=on) for task in tasks[offset : offset + limit]]


def inbox_count(acting: Acting) -> int:
    """Return how many open tasks wait for this office and not for the applicant."""
    return inbox_tasks(acting, InboxFilters(is_waiting=False)).count()


def applications_visible_to(acting: Acting) -> QuerySet[Application]:
    """Return the applications whose case the acting person may see."""
    return Application.objects.filter(case__in=cases_visible_to(acting))


def application_or_none(acting: Acting, reference: str) -> Application | None:
    """Return the application with this reference; one of a foreign office looks like a missing one."""
    return (
        applications_visible_to(acting)
        .filter(reference=reference)
        .select_related("offering__form", "service", "office", "case__file__position", "mailbox", "decision")
        .first()
    )


def task_or_none(acting: Acting, task_id: UUID) -> Task | None:
    """Return the task if its case is visible to the acting person."""
    return (
        Task.objects.filter(pk=task_id, case__in=cases_visible_to(acting))
        .select_related("application__offering", "assignee", "office", "case")
        .first()
    )


def open_tasks(application: Application) -> QuerySet[Task]:
    """Return what is still to be done about an application."""
    return application.tasks.filter(state=TaskState.OPEN).select_related("assignee").order_by("created_at", "id")


def decision_of(application: Application) -> Decision | None:
    """Return the decision on an application, drafted or signed."""
    return Decision.objects.filter(application=application).select_related("document", "message").first()


def review_notes(application: Application) -> list[ReviewNote]:
    """Return the rules of the schema that were left to the case worker: the checklist of the case page."""
    reviews: list[dict[str, Any]] = application.offering.settings.get("reviews") or []
    return [
        ReviewNote(
            id=str(review.get("id", "")),
            element=str(review.get("element", "")),
            text=str(review.get("text", "")),
            basis=str(review.get("basis", "")),
            note=str(review.get("note") or (review.get("settled") or {}).get("note", "")),
        )
        for review in reviews
        if (review.get("settled") or {}).get("by", "case-worker") == "case-worker"
    ]


def _row(task: Task, acting: Acting, *, on: date) -> InboxRow:
    application = task.application
    return InboxRow(
        task=task,
        reference=task.case.reference,
        title=task.title,
        applicant=application.applicant_name if application else "",
        service=application.service.name if application else "",
        state=application.get_state_display() if application else "",
        assignee=task.assignee.get_short_name() if task.assignee else "",
        is_mine=task.assignee_id == acting.staff_id,
        urgency=urgency(task.due_on, on=on),
    )
