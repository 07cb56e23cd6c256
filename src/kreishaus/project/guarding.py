"""The guard at work: every two minutes for some seconds, and once a day through the whole stock.

The log and the jobs lie on one floor and do not know each other; here they meet.
"""

from datetime import datetime, timedelta

from django.utils.timezone import now
from django_tasks import task

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.jobs.schedule import schedule

_PATROL_SECONDS = 9.0
# Well below the lease of a job, so that a second worker never takes it for lost.
_SLICE_SECONDS = 120.0


@schedule(every=timedelta(minutes=2))
@task()
def patrol() -> None:
    """Compare log, rows and files: first what is new, then a further stretch of everything."""
    audit.patrol(at=now(), seconds=_PATROL_SECONDS)


@schedule(every=timedelta(days=1))
@task()
def begin_night_round() -> None:
    """Begin the daily round through the whole stock."""
    at = now()
    audit.begin_all_rounds(at=at)
    night_round.enqueue(at.isoformat())


@task()
def night_round(since: str) -> None:
    """Go on with the daily round for some minutes, and again until everything was seen."""
    audit.patrol(at=now(), seconds=_SLICE_SECONDS)
    if not audit.are_all_rounds_done(since=datetime.fromisoformat(since)):
        night_round.enqueue(since)
