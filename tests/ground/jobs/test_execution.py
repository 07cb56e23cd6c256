import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType

from kreishaus.ground.jobs import execution, worker
from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job
from tests.ground.jobs.handlers import Broken, fail, note, note_attempt, slow, spoil_the_database

pytestmark = pytest.mark.django_db
SOON = datetime(2099, 11, 23, 11, 0, tzinfo=UTC)


def claimed() -> Job:
    job = execution.claim(at=SOON)
    assert job is not None
    return job


def test_a_claimed_job_is_not_claimed_again() -> None:
    note.enqueue("x")

    job = claimed()

    assert execution.claim(at=SOON) is None
    assert (job.attempts, job.worker) == (1, execution.worker_name())
    assert job.lease_until == SOON + timedelta(minutes=5)


def test_a_task_may_ask_for_a_longer_lease() -> None:
    slow.enqueue()

    assert claimed().lease_until == SOON + timedelta(hours=1)


def test_a_failed_job_waits_longer_each_time_and_dies_in_the_end(ran: list[object]) -> None:
    fail.enqueue("work")
    at = SOON
    pauses = []
    for _attempt in range(2):
        worker.drain(at=at)
        pauses.append((Job.objects.get().run_after - at).total_seconds())
        at = Job.objects.get().run_after
    worker.drain(at=at)

    assert 3.75 <= pauses[0] <= 6.25
    assert 15 <= pauses[1] <= 25
    assert Job.objects.get().state == JobState.DEAD
    assert ran == ["work"] * 3


def test_a_job_whose_worker_was_killed_runs_again_after_its_lease(ran: list[object]) -> None:
    note.enqueue("x")
    claimed()

    assert execution.release_expired(at=SOON + timedelta(minutes=4)) == 0
    assert worker.drain(at=SOON + timedelta(minutes=4)) == 0
    assert execution.release_expired(at=SOON + timedelta(minutes=6)) == 1
    assert worker.drain(at=SOON + timedelta(minutes=6)) == 1
    assert ran == ["x"]
    assert Job.objects.get().attempts == 2


def test_a_job_that_kills_its_worker_each_time_dies_in_the_end() -> None:
    fail.enqueue("x")
    at = SOON
    for _attempt in range(3):
        assert execution.claim(at=at)
        at += timedelta(hours=1)
        execution.release_expired(at=at)

    job = Job.objects.get()
    assert (job.state, job.last_error, job.finished_at) == (JobState.DEAD, execution.LOST, at)
    assert execution.claim(at=at) is None


def test_a_worker_that_lost_its_lease_does_not_change_the_outcome() -> None:
    note.enqueue("x")
    late = claimed()
    execution.release_expired(at=SOON + timedelta(minutes=6))
    again = execution.claim(at=SOON + timedelta(minutes=6))
    assert again

    assert execution.run(late, at=SOON) is None

    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.RUNNING, 2)


def test_jobs_of_a_process_that_is_gone_are_given_back_at_once() -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    for name in ("gone", "earlier start of this process", "this process", "other host"):
        note.enqueue(name)
    host, process, start = execution.worker_name().split(":")
    workers = [f"{host}:{int(gone.stdout)}:{start}", f"{host}:{process}:other", f"{host}:{os.getpid()}:{start}"]
    for name in [*workers, f"elsewhere:{int(gone.stdout)}:{start}"]:
        job = claimed()
        Job.objects.filter(pk=job.pk).update(worker=name)

    assert execution.release_orphans(at=SOON) == 2

    waiting = Job.objects.filter(state=JobState.QUEUED)
    assert sorted(job.args["args"][0] for job in waiting) == ["earlier start of this process", "gone"]


def test_a_job_knows_which_attempt_it_is(ran: list[object]) -> None:
    note_attempt.enqueue()
    worker.drain(at=SOON)
    worker.drain(at=SOON + timedelta(hours=1))

    assert ran == [1, 2]


def test_a_job_for_a_task_that_is_gone_is_a_dead_letter_at_once() -> None:
    for path in ("kreishaus.nowhere.task", "os.getcwd", "nonsense"):
        note.enqueue("x")
        Job.objects.filter(state=JobState.QUEUED).update(task_path=path)
        assert worker.drain(at=SOON) == 1

    assert Job.objects.filter(state=JobState.DEAD, last_error__contains="UnknownTask").count() == 3


def test_a_database_error_in_a_job_spoils_only_the_job() -> None:
    spoil_the_database.enqueue()
    note.enqueue("next")

    assert worker.drain(at=SOON) == 2
    assert not ContentType.objects.filter(app_label="twice").exists()
    assert sorted(Job.objects.values_list("state", flat=True)) == [JobState.DONE, JobState.QUEUED]


def test_drain_can_raise_what_went_wrong() -> None:
    fail.enqueue("x")

    with pytest.raises(Broken):
        worker.drain(raise_errors=True)
    assert "Broken" in Job.objects.get().last_error
