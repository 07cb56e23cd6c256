"""What waits, what runs, and what has failed for good."""

from datetime import datetime

from django.db.models import QuerySet

from kreishaus.ground.jobs.enums import JobState
from kreishaus.ground.jobs.models import Job


def pending() -> QuerySet[Job]:
    """Return the jobs that wait or run, the next one first."""
    return Job.objects.filter(state__in=(JobState.QUEUED, JobState.RUNNING)).order_by("-priority", "run_after", "pk")


def dead_letters() -> QuerySet[Job]:
    """Return the jobs that have used up their attempts, the latest first."""
    return Job.objects.filter(state=JobState.DEAD).order_by("-finished_at", "-pk")


def overdue(*, at: datetime) -> QuerySet[Job]:
    """Return the jobs that should have started before this instant: if there are any, no worker keeps up."""
    return Job.objects.filter(state=JobState.QUEUED, run_after__lt=at).order_by("run_after")
