from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from kreishaus.base.ids import new_id
from kreishaus.ground.jobs import actions, queries, worker
from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job
from tests.ground.jobs.handlers import fail, hurry, note

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def test_a_job_runs_with_its_arguments(ran: list[object]) -> None:
    note.enqueue("first")
    note.enqueue(what={"list": [1, None, "ä"]})

    assert worker.drain() == 2
    assert ran == ["first", {"list": [1, None, "ä"]}]


def test_a_job_of_a_transaction_that_goes_back_never_was(ran: list[object]) -> None:
    with transaction.atomic():
        note.enqueue("lost")
        transaction.set_rollback(True)

    assert worker.drain() == 0
    assert Job.objects.count() == 0
    assert ran == []


def test_objects_are_no_arguments() -> None:
    with pytest.raises(TypeError):
        note.enqueue(NOON)


def test_a_job_can_be_asked_for_its_result() -> None:
    waiting = note.enqueue("x")
    assert note.get_result(waiting.id).status == TaskResultStatus.READY

    worker.drain()

    done = note.get_result(waiting.id)
    assert done.status == TaskResultStatus.SUCCESSFUL
    assert done.attempts == 1
    # What is done needs no arguments any more; one of them might be a secret link.
    assert done.args == []
    with pytest.raises(TaskResultDoesNotExist):
        note.get_result(str(new_id()))


def test_urgent_jobs_run_first_and_others_in_order(ran: list[object]) -> None:
    for what in ("one", "two"):
        note.enqueue(what)
    hurry.enqueue("urgent")

    worker.drain()

    assert ran == ["urgent", "one", "two"]


def test_a_job_for_later_waits(ran: list[object]) -> None:
    note.using(run_after=NOON + timedelta(days=400)).enqueue("later")

    assert worker.drain(at=NOON + timedelta(days=399)) == 0
    assert worker.drain(at=NOON + timedelta(days=401)) == 1
    assert ran == ["later"]


def test_a_key_lets_one_job_wait_and_a_running_one_does_not_count(ran: list[object]) -> None:
    actions.enqueue_once(note, "key", "one")
    actions.enqueue_once(note, "key", "two")
    actions.enqueue_once(note, "other key", "three")
    worker.drain()
    actions.enqueue_once(note, "key", "four")
    worker.drain()

    assert ran == ["one", "three", "four"]


def test_dead_letters_are_visible_and_can_be_tried_again(ran: list[object]) -> None:
    fail.enqueue("work")
    for hours in range(3):
        worker.drain(at=datetime.now(UTC) + timedelta(hours=hours * 10))

    dead = queries.dead_letters().get()
    assert (dead.attempts, dead.state) == (3, JobState.DEAD)
    assert "Broken" in dead.last_error
    assert "devries" not in dead.last_error
    assert list(queries.pending()) == []

    actions.retry(dead.pk, at=NOON)
    assert queries.pending().get().attempts == 0
    with pytest.raises(actions.NoDeadLetter):
        actions.retry(dead.pk, at=NOON)


def test_finished_jobs_are_deleted_after_a_week_and_dead_ones_kept() -> None:
    note.enqueue("done")
    fail.enqueue("dead")
    for hours in range(3):
        worker.drain(at=datetime.now(UTC) + timedelta(hours=hours * 10))

    assert actions.prune(at=datetime.now(UTC) + timedelta(days=6)) == 0
    assert actions.prune(at=datetime.now(UTC) + timedelta(days=9)) == 1
    assert Job.objects.get().state == JobState.DEAD


def test_overdue_jobs_tell_that_no_worker_keeps_up() -> None:
    note.using(run_after=NOON).enqueue("x")

    assert queries.overdue(at=NOON).count() == 0
    assert queries.overdue(at=NOON + timedelta(seconds=1)).count() == 1
