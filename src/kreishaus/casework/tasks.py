"""Work of casework that runs after commit."""

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from kreishaus.services.applications.models import Application

from . import actions


@task()
def decide_automatically(application_id: str) -> None:
    """Decide an application whose service needs nobody to decide."""
    application = Application.objects.select_related("offering__form", "service", "office", "mailbox", "case").get(
        pk=UUID(application_id)
    )
    actions.decide_automatically(application=application, at=now())
