import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.jobs import worker
from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job
from kreishaus.ground.jobs.schedule import Timetable
from tests.ground.jobs.handlers import fail, note

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the periodic tasks of other rooms out of these tests."""
    monkeypatch.setattr(Timetable, "enqueue_due", lambda *_args, **_kwargs: 0)
    monkeypatch.setattr(Timetable, "upkeep_due", lambda *_args, **_kwargs: [])


@contextmanager
def workers(authority: Authority, *, count: int = 1) -> Iterator[list[threading.Thread]]:
    stop = threading.Event()
    threads = [
        threading.Thread(target=worker.run, args=(stop,), kwargs={"authorities": lambda: [authority]})
        for _number in range(count)
    ]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=10)
    assert not any(thread.is_alive() for thread in threads)


def eventually(condition: Callable[[], bool], *, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.002)


def test_two_workers_run_every_job_exactly_once(authority: Authority, ran: list[object]) -> None:
    with transaction.atomic():
        for number in range(60):
            note.enqueue(number)

    with workers(authority, count=2):
        eventually(lambda: Job.objects.filter(state=JobState.DONE).count() == 60, seconds=30)

    assert Counter(ran) == Counter(range(60))
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_a_committed_job_wakes_the_worker_at_once(authority: Authority, ran: list[object]) -> None:
    with workers(authority):
        time.sleep(0.3)
        waits = []
        for number in range(5):
            note.enqueue(number)
            started = time.perf_counter()
            eventually(lambda number=number: number in ran)  # type: ignore[misc]
            waits.append(time.perf_counter() - started)
            time.sleep(0.05)

    # Without the bell each would wait for the next look, a second later: five would take five.
    assert sum(waits) < 4


def test_a_job_does_not_start_before_its_transaction_ends(authority: Authority, ran: list[object]) -> None:
    with workers(authority):
        with transaction.atomic():
            note.enqueue("inside")
            time.sleep(0.4)
            assert ran == []
        eventually(lambda: ran == ["inside"])


def test_a_failing_job_does_not_stop_the_worker(authority: Authority, ran: list[object]) -> None:
    with workers(authority):
        fail.enqueue("bad")
        note.enqueue("good")
        eventually(lambda: "good" in ran)

    assert Job.objects.get(state=JobState.QUEUED).attempts == 1


def test_an_authority_without_database_does_not_stop_the_others(
    authority: Authority, ran: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Authority(key="nordgeest", name="", hosts=(), folder=authority.folder, database_alias="missing")
    monkeypatch.setitem(
        connections.settings,
        "missing",
        connections.settings["default"]
        | {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/kreishaus.sqlite3", "OPTIONS": {}},
    )
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), kwargs={"authorities": lambda: [broken, authority]})
    thread.start()
    note.enqueue("works")
    eventually(lambda: ran == ["works"])
    stop.set()
    thread.join(timeout=10)

    assert not thread.is_alive()


def test_stopping_is_quick_and_leaves_no_connection(authority: Authority) -> None:
    with workers(authority):
        time.sleep(0.3)
        started = time.monotonic()

    assert time.monotonic() - started < 2
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            assert cursor.fetchone() == (1,)
