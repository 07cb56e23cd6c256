"""The inbox as a table: which tasks the address asks for, in which order, and what each line says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from kreishaus.base.german import moment, short_date
from kreishaus.casework import queries as casework
from kreishaus.casework.models import Task
from kreishaus.casework.rules import Urgency, urgency
from kreishaus.people.organisation.rules import Acting

LINES = 50
ALL, MINE, UNASSIGNED, OVERDUE, WAITING = "alle", "meine", "unverteilt", "ueberfaellig", "wartet"
_LABELS = {
    ALL: "Alle",
    MINE: "Meine",
    UNASSIGNED: "Unverteilt",
    OVERDUE: "Überfällig",
    WAITING: "Wartet auf Antwort",
}
# A minus in front means: the other way round. Tasks without a date always come last.
_ORDERS: dict[str, tuple[str, ...]] = {
    "frist": ("due_on",),
    "eingang": ("created_at",),
    "vorgang": ("case__sort_key",),
    "person": ("application__applicant_name",),
    "bei": ("assignee__last_name", "assignee__first_name"),
}
_COLUMNS = (
    ("vorgang", "Vorgang"),
    ("person", "Wer"),
    ("", "Aufgabe"),
    ("frist", "Frist"),
    ("eingang", "Da seit"),
    ("bei", "Bei"),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter with the number of tasks behind it."""

    label: str
    address: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; those with an address sort the table."""

    label: str
    address: str
    sorted_as: str


@dataclass(frozen=True, slots=True)
class Line:
    """A task as the table shows it."""

    task: Task
    reference: str
    applicant: str
    service: str
    title: str
    state: str
    urgency: Urgency
    assignee: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for; anything unknown falls back to the usual view."""

    show: str = ALL
    order: str = "frist"
    page: str = "1"

    def address(self, **changes: str) -> str:
        """Return the query string of this choice with changes."""
        wanted = {"zeige": self.show, "sortierung": self.order} | changes
        usual = {"zeige": ALL, "sortierung": "frist", "seite": "1"}
        return "?" + urlencode({key: value for key, value in wanted.items() if usual.get(key) != value})


@dataclass(frozen=True, slots=True)
class InboxTable:
    """One page of the inbox."""

    choice: Choice
    chips: tuple[Chip, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    page: Page[Task]

    @property
    def earlier(self) -> str:
        """The address of the page before this one."""
        return self.choice.address(seite=str(self.page.number - 1))

    @property
    def later(self) -> str:
        """The address of the page after this one."""
        return self.choice.address(seite=str(self.page.number + 1))


def choice_of(query: Mapping[str, str]) -> Choice:
    """Return what the address asks for."""
    show, order = query.get("zeige", ALL), query.get("sortierung", "frist")
    return Choice(
        show if show in _LABELS else ALL,
        order if order.removeprefix("-") in _ORDERS else "frist",
        query.get("seite", "1"),
    )


def inbox_table(acting: Acting, choice: Choice, *, on: date) -> InboxTable:
    """Return the page of the inbox that was asked for: three queries, whatever the number of tasks."""
    page = Paginator(tasks_of(acting, choice, on=on), LINES).get_page(choice.page)
    return InboxTable(
        choice=choice,
        chips=_chips(acting, choice, on=on),
        columns=tuple(_column(key, label, choice) for key, label in _COLUMNS),
        lines=tuple(_line(task, acting, on=on) for task in page.object_list),
        page=page,
    )


def tasks_of(acting: Acting, choice: Choice, *, on: date) -> QuerySet[Task]:
    """Return all tasks that were asked for, in order."""
    tasks = casework.inbox_tasks(acting).filter(_condition(choice.show, acting, on=on))
    backwards = choice.order.startswith("-")
    fields = [F(name) for name in _ORDERS[choice.order.removeprefix("-")]]
    order = [field.desc(nulls_last=True) if backwards else field.asc(nulls_last=True) for field in fields]
    return tasks.select_related("case", "application__service", "assignee").order_by(*order, "created_at", "id")


def csv_rows(acting: Acting, choice: Choice, *, on: date) -> Iterable[tuple[str, ...]]:
    """Return the whole chosen inbox as rows of a table file, head first."""
    yield ("Vorgang", "Wer", "Leistung", "Aufgabe", "Stand", "Frist", "Da seit", "Bei")
    for task in tasks_of(acting, choice, on=on).iterator(chunk_size=500):
        line = _line(task, acting, on=on)
        yield (
            line.reference,
            line.applicant,
            line.service,
            f"{task.get_kind_display()}: {line.title}",
            line.state,
            short_date(task.due_on) if task.due_on else "",
            moment(task.created_at),
            line.assignee,
        )


def _condition(show: str, acting: Acting, *, on: date) -> Q:
    conditions = {
        ALL: Q(),
        MINE: Q(assignee=acting.staff_id),
        UNASSIGNED: Q(assignee__isnull=True),
        OVERDUE: Q(due_on__lt=on),
        WAITING: Q(is_waiting=True),
    }
    return conditions[show]


def _chips(acting: Acting, choice: Choice, *, on: date) -> tuple[Chip, ...]:
    counts = {
        show: Count("id", filter=_condition(show, acting, on=on)) if show != ALL else Count("id") for show in _LABELS
    }
    counted = casework.inbox_tasks(acting).order_by().aggregate(**counts)
    return tuple(
        Chip(label, choice.address(zeige=show), counted[show], show == choice.show) for show, label in _LABELS.items()
    )


def _column(key: str, label: str, choice: Choice) -> Column:
    if not key:
        return Column(label, "", "")
    sorted_as = {key: "ascending", f"-{key}": "descending"}.get(choice.order, "")
    turned = f"-{key}" if choice.order == key else key
    return Column(label, choice.address(sortierung=turned), sorted_as)


def _line(task: Task, acting: Acting, *, on: date) -> Line:
    application = task.application
    return Line(
        task=task,
        reference=task.case.reference,
        applicant=application.applicant_name if application else "",
        service=application.service.name if application else "",
        title=task.title,
        state=_state(task),
        urgency=urgency(task.due_on, on=on),
        assignee=task.assignee.get_short_name() if task.assignee else "",
        is_mine=task.assignee_id == acting.staff_id,
    )


def _state(task: Task) -> str:
    if task.is_waiting:
        return "wartet auf Antwort"
    return "neu" if task.assignee_id is None else "in Arbeit"
