"""Work that comes again and again.

`@schedule(every=...)` above `@task()` enqueues a job each time, once for each authority: for work that must be
retried and seen, from minutes to months. `@upkeep(every=...)` above a plain function lets every worker call it
directly, without a trace in the database: for cheap work each second that is safe to do twice at the same time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.utils.module_loading import autodiscover_modules
from django_tasks.base import Task

from kreishaus.ground.jobs.models import ScheduledTask

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """A task without arguments and the time from one start to the next."""

    task: Task[[], Any]
    every: timedelta


@dataclass(frozen=True, slots=True)
class Upkeep:
    """A function for every worker and the time between its calls."""

    function: Callable[[], object]
    every: timedelta


_periods: dict[str, Period] = {}
_upkeeps: dict[str, Upkeep] = {}


def schedule(*, every: timedelta) -> Callable[[Task[[], T]], Task[[], T]]:
    """Enqueue the task again and again, once for each authority, however many workers there are.

    Runs that were missed while no worker ran are made up for by a single one.
    """

    def register(task: Task[[], T]) -> Task[[], T]:
        _periods[task.module_path] = Period(task, every)
        return task

    return register


def upkeep(*, every: timedelta) -> Callable[[Callable[[], T]], Callable[[], T]]:
    """Let every worker call the function again and again for each authority. It must allow several at once."""

    def register(function: Callable[[], T]) -> Callable[[], T]:
        _upkeeps[f"{function.__module__}.{function.__qualname__}"] = Upkeep(function, every)
        return function

    return register


def periods() -> dict[str, Period]:
    """Return all periodic tasks by their path, after loading the `tasks` module of every room."""
    autodiscover_modules("tasks")
    return dict(_periods)


def upkeeps() -> dict[str, Upkeep]:
    """Return all upkeep functions by their path, after loading the `tasks` module of every room."""
    autodiscover_modules("tasks")
    return dict(_upkeeps)


class Timetable:
    """What one worker knows about the next runs of one authority, so that it need not ask every second."""

    def __init__(self, known: Mapping[str, Period], helping: Mapping[str, Upkeep]) -> None:
        self._known = known
        self._helping = helping
        self._next: dict[str, datetime] = {}
        self._next_help: dict[str, datetime] = {}

    def upkeep_due(self, *, at: datetime) -> list[Upkeep]:
        """Return the upkeep that is due now; it counts as done."""
        due = [path for path in self._helping if self._next_help.get(path, at) <= at]
        self._next_help.update({path: at + self._helping[path].every for path in due})
        return [self._helping[path] for path in due]

    def enqueue_due(self, *, at: datetime) -> int:
        """Enqueue what is due, unless another worker was faster, and return how many that were."""
        count = 0
        for path, period in self._known.items():
            if path in self._next and self._next[path] > at:
                continue
            count += self._enqueue_if_due(path, period, at)
        return count

    def _enqueue_if_due(self, path: str, period: Period, at: datetime) -> int:
        row, _created = ScheduledTask.objects.get_or_create(task_path=path, defaults={"next_run_at": at})
        if row.next_run_at > at + period.every:
            # The period was shortened since, or the clock was wrong.
            ScheduledTask.objects.filter(pk=path, next_run_at=row.next_run_at).update(next_run_at=at)
            row.next_run_at = at
        self._next[path] = row.next_run_at
        if row.next_run_at > at:
            return 0
        with transaction.atomic():
            # One UPDATE decides: only one of all workers changes the row that says "now".
            won = ScheduledTask.objects.filter(pk=path, next_run_at=row.next_run_at).update(
                next_run_at=at + period.every
            )
            if won:
                period.task.enqueue()
        self._next[path] = at + period.every
        return won
