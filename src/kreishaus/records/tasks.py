"""Work on the records that runs after commit or on a schedule. Each may run twice without harm."""

from datetime import timedelta
from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from kreishaus.ground.jobs.schedule import schedule

from .actions import exporting


@task(max_attempts=3, lease=timedelta(hours=1))
def make_export(export_id: str) -> None:
    """Make what somebody ordered to take away."""
    export = exporting.export_by_id(UUID(export_id))
    try:
        exporting.make_export(export=export, at=now())
    except Exception:
        exporting.note_failure(export=export, at=now())
        raise


@schedule(every=timedelta(hours=6))
@task()
def clear_exports() -> None:
    """Delete what was taken away some days ago."""
    exporting.clear_exports(at=now())
