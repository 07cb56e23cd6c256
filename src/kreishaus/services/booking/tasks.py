"""Work that booking does on a schedule."""

from datetime import timedelta

from django.utils.timezone import now
from django_tasks import task

from kreishaus.ground.jobs.schedule import schedule

from . import actions


@schedule(every=timedelta(minutes=10))
@task()
def release_expired_claims() -> None:
    """Release claims whose time is over, so that lists show the truth; claiming does not wait for it."""
    actions.release_expired(at=now())
