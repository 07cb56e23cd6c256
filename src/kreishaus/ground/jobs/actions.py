"""Enqueueing once, trying again, and clearing away."""

from datetime import datetime, timedelta
from typing import Any, ParamSpec
from uuid import UUID

from django.db import transaction
from django_tasks.base import Task

from kreishaus.ground.jobs.backend import new_job
from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job
from kreishaus.ground.jobs.wakeup import bell

P = ParamSpec("P")
KEPT = timedelta(days=7)


class NoDeadLetter(Exception):
    """The job is not (or no longer) among those that have failed for good."""


def enqueue_once(task: Task[P, Any], key: str, /, *args: P.args, **kwargs: P.kwargs) -> None:
    """Enqueue the task unless a job with this key waits already. A running one does not count: it may be too far."""
    Job.objects.bulk_create([new_job(task, args, kwargs, unique_key=key)], ignore_conflicts=True)
    transaction.on_commit(bell.ring, robust=True)


def retry(job_id: UUID, *, at: datetime) -> None:
    """Give a failed job all its attempts again.

    :raises NoDeadLetter: if it did not fail for good, or somebody was faster.
    """
    revived = Job.objects.filter(pk=job_id, state=JobState.DEAD).update(
        state=JobState.QUEUED, attempts=0, run_after=at, finished_at=None, unique_key=None
    )
    if not revived:
        raise NoDeadLetter(str(job_id))
    transaction.on_commit(bell.ring, robust=True)


def prune(*, at: datetime) -> int:
    """Delete jobs that were finished a week ago and return how many. Failed ones stay until a person decides."""
    count, _by_model = Job.objects.filter(state=JobState.DONE, finished_at__lt=at - KEPT).delete()
    return count
