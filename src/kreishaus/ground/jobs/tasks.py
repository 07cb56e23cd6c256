"""The room's own periodic work."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from kreishaus.ground.jobs import actions
from kreishaus.ground.jobs.schedule import schedule


@schedule(every=timedelta(hours=12))
@task()
def prune_finished_jobs() -> None:
    """Delete finished jobs that nobody will ask for any more."""
    actions.prune(at=timezone.now())
