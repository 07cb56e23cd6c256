"""The backend of Django's Task API that keeps jobs in the authority's own database."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from kreishaus.ground.authorities.inserting import insert
from kreishaus.ground.jobs import rules
from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job
from kreishaus.ground.jobs.wakeup import bell

P = ParamSpec("P")
T = TypeVar("T")
_STATUS = {
    JobState.QUEUED: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.DEAD: TaskResultStatus.FAILED,
}


class UnknownTask(Exception):
    """The job names a function that is no task (any more); perhaps it was moved or renamed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DurableTask(Task[P, T]):
    """A task that says how often it is tried and how long one attempt may take at most."""

    max_attempts: int = rules.MOST_ATTEMPTS
    lease: timedelta = rules.LEASE


class DatabaseBackend(BaseTaskBackend):
    """Writes jobs into the caller's transaction: if that goes back, so does the job."""

    task_class = DurableTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, {"QUEUES": [], **params})

    def enqueue(
        self,
        task: Task[P, T],
        args: P.args,  # type: ignore[valid-type]
        kwargs: P.kwargs,  # type: ignore[valid-type]
    ) -> TaskResult[T]:
        """Write the job and return its ticket; workers of this process wake when the transaction commits."""
        job = new_job(task, args, kwargs)
        insert([job])
        transaction.on_commit(bell.ring, robust=True)
        return as_result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Return the job as the Task API describes it.

        :raises TaskResultDoesNotExist: if there is no such job (any more).
        """
        try:
            job = Job.objects.get(pk=UUID(result_id))
        except (Job.DoesNotExist, ValueError) as missing:
            raise TaskResultDoesNotExist(result_id) from missing
        return as_result(job, task_of(job))


def new_job(task: Task[P, T], args: Any, kwargs: Any, *, unique_key: str | None = None) -> Job:
    """Return an unsaved job for a call of this task.

    :raises TypeError: if an argument is not JSON; jobs take ids and short texts, never objects.
    """
    now = timezone.now()
    return Job(
        task_path=task.module_path,
        queue=task.queue_name,
        args={"args": normalize_json(args), "kwargs": normalize_json(kwargs)},
        priority=task.priority,
        unique_key=unique_key,
        max_attempts=getattr(task, "max_attempts", rules.MOST_ATTEMPTS),
        enqueued_at=now,
        run_after=task.run_after or now,
    )


def task_of(job: Job) -> Task[..., Any]:
    """Return the task that the job calls.

    :raises UnknownTask: if the path leads to no task.
    """
    try:
        task = import_string(job.task_path)
    except ImportError as missing:
        raise UnknownTask(job.task_path) from missing
    if not isinstance(task, Task):
        raise UnknownTask(job.task_path)
    return task


def as_result(job: Job, task: Task[..., T]) -> TaskResult[T]:
    """Return the job in the shape of the Task API."""
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=_STATUS[JobState(job.state)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.args["args"],
        kwargs=job.args["kwargs"],
        backend=task.backend,
        errors=_errors(job),
        worker_ids=[job.worker] * job.attempts,
    )


def _errors(job: Job) -> list[TaskError]:
    if not job.last_error:
        return []
    kind, _, message = job.last_error.partition(": ")
    return [TaskError(exception_class_path=kind, traceback=message)]
