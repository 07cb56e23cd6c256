from datetime import timedelta

import pytest
from django.utils.timezone import now

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit import queries
from kreishaus.ground.jobs import queries as jobs
from kreishaus.ground.jobs.schedule import periods
from kreishaus.project import guarding, workers
from tests.factories.records import a_case

pytestmark = pytest.mark.django_db


def test_the_guard_is_in_the_timetable() -> None:
    known = periods()

    assert {known[task.module_path].every for task in workers.GUARD} == {timedelta(minutes=2), timedelta(days=1)}


def test_the_daily_round_ends_when_everything_was_seen() -> None:
    a_case()
    audit.sequence()

    guarding.begin_night_round.func()
    (job,) = jobs.pending()
    (since,) = job.args["args"]
    guarding.night_round.func(since)

    assert jobs.pending().count() == 1
    assert all(row.finished_at and row.finished_at <= now() for row in queries.rounds().values())
