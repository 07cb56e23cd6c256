from datetime import UTC, datetime, timedelta

import pytest

from kreishaus.ground.jobs import worker
from kreishaus.ground.jobs.models import Job, ScheduledTask
from kreishaus.ground.jobs.schedule import Period, Timetable, Upkeep, periods
from tests.ground.jobs.handlers import every_hour

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
KNOWN = {every_hour.module_path: Period(every_hour, HOUR)}


def timetable() -> Timetable:
    return Timetable(KNOWN, {})


@pytest.mark.django_db
def test_a_periodic_task_runs_at_once_and_then_each_period() -> None:
    table = timetable()

    starts = [minutes for minutes in range(0, 181, 10) if table.enqueue_due(at=NOON + timedelta(minutes=minutes))]

    assert starts == [0, 60, 120, 180]


@pytest.mark.django_db
def test_two_workers_enqueue_it_once() -> None:
    one, other = timetable(), timetable()

    counts = [table.enqueue_due(at=NOON + hours * HOUR) for hours in range(3) for table in (one, other)]

    assert counts == [1, 0, 1, 0, 1, 0]
    assert Job.objects.count() == 3


@pytest.mark.django_db
def test_missed_runs_are_made_up_for_by_one() -> None:
    timetable().enqueue_due(at=NOON)

    later = timetable()

    assert [later.enqueue_due(at=NOON + timedelta(days=3)) for _ in range(2)] == [1, 0]


@pytest.mark.django_db
def test_a_shorter_period_counts_at_once() -> None:
    ScheduledTask.objects.create(task_path=every_hour.module_path, next_run_at=NOON + timedelta(days=30))

    assert timetable().enqueue_due(at=NOON) == 1


@pytest.mark.django_db
def test_a_table_that_knows_its_times_asks_nobody(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    table = timetable()
    table.enqueue_due(at=NOON)

    with django_assert_num_queries(0):
        table.enqueue_due(at=NOON + timedelta(minutes=59))


def test_upkeep_comes_in_its_rhythm() -> None:
    help_out = Upkeep(function=print, every=timedelta(seconds=1))
    table = Timetable({}, {"print": help_out})

    due = [len(table.upkeep_due(at=NOON + timedelta(milliseconds=250 * step))) for step in range(6)]

    assert due == [1, 0, 0, 0, 1, 0]


@pytest.mark.django_db
def test_clearing_away_is_scheduled(ran: list[object]) -> None:
    known = periods()

    assert known["kreishaus.ground.jobs.tasks.prune_finished_jobs"].every == timedelta(hours=12)
    Timetable({key: known[key] for key in known if key.startswith("kreishaus.ground.jobs.")}, {}).enqueue_due(at=NOON)
    assert worker.drain(raise_errors=True) == 1
