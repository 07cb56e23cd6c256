"""Clearing mail away, in the background."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from kreishaus.ground.jobs.schedule import schedule
from kreishaus.ground.notices import actions


@schedule(every=timedelta(days=1))
@task()
def prune_old_mails() -> None:
    """Delete old mails."""
    actions.prune(at=timezone.now())
