"""Running one job: take it, call its function, note what became of it. Each step is one short transaction."""

import os
import random
import secrets
import socket
import time
from contextlib import nullcontext
from datetime import datetime, timedelta

import structlog
from django.db import Error, connections, transaction
from django.db.models import F, QuerySet
from django_tasks.base import TaskContext

from kreishaus.ground.jobs import rules
from kreishaus.ground.jobs.backend import DurableTask, UnknownTask, as_result, task_of
from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job

LOST = "Lease expired: the worker ended during the job, or the job took longer than its lease."
_HOST = socket.gethostname()
# In a container the process has the same number after every start; the token tells the starts apart.
_START = secrets.token_hex(4)
_log = structlog.get_logger("kreishaus.jobs")


def worker_name() -> str:
    """Return who works here: host, process, and which start of it."""
    return f"{_HOST}:{os.getpid()}:{_START}"


def claim(*, at: datetime) -> Job | None:
    """Take the next job that is due, for as long as its lease, or return None if there is none."""
    can_skip = connections[Job.objects.db].features.has_select_for_update_skip_locked
    while True:
        with transaction.atomic() if can_skip else nullcontext():
            waiting = _waiting(at).select_for_update(skip_locked=True) if can_skip else _waiting(at)
            job = waiting.first()
            if job is None:
                return None
            lease_until = at + _lease_of(job)
            # On SQLite this UPDATE decides between two workers that saw the same job.
            taken = Job.objects.filter(pk=job.pk, state=JobState.QUEUED, attempts=job.attempts).update(
                state=JobState.RUNNING,
                worker=worker_name(),
                attempts=F("attempts") + 1,
                started_at=at,
                lease_until=lease_until,
            )
        if taken:
            job.state, job.worker, job.started_at, job.lease_until = JobState.RUNNING, worker_name(), at, lease_until
            job.attempts += 1
            return job


def run(job: Job, *, at: datetime) -> Exception | None:
    """Call the job's function, note the outcome, and return the error if it failed."""
    started = time.perf_counter()
    try:
        _call(job)
    except Exception as error:  # noqa: BLE001 -- whatever a handler raises, the next job must run
        _note_failure(job, error, at=at)
        return error
    _note_success(job, at=at, milliseconds=round((time.perf_counter() - started) * 1000))
    return None


def release_expired(*, at: datetime) -> int:
    """Give back jobs whose worker did not end them within their lease, and return how many."""
    expired = list(Job.objects.filter(state=JobState.RUNNING, lease_until__lt=at))
    return sum(_release(job, at=at) for job in expired)


def release_orphans(*, at: datetime) -> int:
    """Give back jobs of processes of this host that do not exist any more, without waiting for the lease."""
    running = Job.objects.filter(state=JobState.RUNNING, worker__startswith=f"{_HOST}:")
    return sum(_release(job, at=at) for job in running if _is_gone(job.worker))


def _waiting(at: datetime) -> QuerySet[Job]:
    return Job.objects.filter(state=JobState.QUEUED, run_after__lte=at).order_by("-priority", "run_after", "pk")


def _lease_of(job: Job) -> timedelta:
    try:
        task = task_of(job)
    except UnknownTask:
        return rules.LEASE
    return task.lease if isinstance(task, DurableTask) else rules.LEASE


def _call(job: Job) -> None:
    task = task_of(job)
    args, kwargs = job.args["args"], job.args["kwargs"]
    if task.takes_context:
        args = [TaskContext(task_result=as_result(job, task)), *args]
    if not connections[Job.objects.db].in_atomic_block:
        task.call(*args, **kwargs)
        return
    # Inside a test's transaction: what the job wrote stays, as it would outside, but an error of the database
    # must not spoil the transaction.
    before = transaction.savepoint()
    try:
        task.call(*args, **kwargs)
    except Error:
        transaction.set_rollback(False)
        transaction.savepoint_rollback(before)
        raise


def _note_success(job: Job, *, at: datetime, milliseconds: int) -> None:
    finished = at + timedelta(milliseconds=milliseconds)
    # What is done needs no arguments any more, and one of them may be an applicant's secret link.
    if _note(job, state=JobState.DONE, finished_at=finished, last_error="", args={"args": [], "kwargs": {}}):
        _log.info("job.done", **_who(job), milliseconds=milliseconds)


def _note_failure(job: Job, error: Exception, *, at: datetime) -> None:
    description = rules.describe(error)
    if job.attempts >= job.max_attempts or isinstance(error, UnknownTask):
        if _note(job, state=JobState.DEAD, finished_at=at, last_error=description):
            _log.error("job.dead", **_who(job), error=description)
        return
    run_after = at + rules.pause(job.attempts, chance=random.random())  # noqa: S311 -- no secret
    # Its key is free again: a newer job of the same kind may wait already.
    if _note(job, state=JobState.QUEUED, run_after=run_after, last_error=description, unique_key=None):
        _log.warning("job.failed", **_who(job), error=description, again_at=run_after.isoformat())


def _note(job: Job, *, state: JobState, **outcome: object) -> bool:
    """Write the outcome, unless the lease ran out meanwhile and the job belongs to another worker."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)
    noted = mine.update(state=state, lease_until=None, **outcome)
    if not noted:
        _log.warning("job.lease_lost", **_who(job))
    return bool(noted)


def _release(job: Job, *, at: datetime) -> int:
    is_dead = job.attempts >= job.max_attempts
    released = Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, worker=job.worker, lease_until=job.lease_until
    ).update(
        state=JobState.DEAD if is_dead else JobState.QUEUED,
        finished_at=at if is_dead else None,
        lease_until=None,
        run_after=at,
        last_error=LOST,
        unique_key=None,
    )
    if released:
        _log.warning("job.released", **_who(job), is_dead=is_dead)
    return released


def _is_gone(worker: str) -> bool:
    _host, process, start = worker.split(":")
    if int(process) == os.getpid():
        return start != _START
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _who(job: Job) -> dict[str, object]:
    # Never the arguments: they lead to people.
    return {"job": str(job.pk), "task": job.task_path, "attempt": job.attempts}
