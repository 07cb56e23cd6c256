"""Work on applications that runs after commit or on a schedule. Each may run twice without harm."""

from datetime import timedelta
from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from kreishaus.ground.jobs.schedule import schedule

from . import actions
from .models import Application


@task()
def follow_up(application_id: str, link: str = "") -> None:
    """Do what follows a submission: confirm the entry by mail, and have the summary made.

    One job instead of two, and the mail here: the submission itself stays short.
    """
    application = Application.objects.select_related("mailbox").get(pk=UUID(application_id))
    actions.confirm_entry(application=application, link=link, at=now())
    render_summary.enqueue(application_id)


@task()
def render_summary(application_id: str) -> None:
    """Put the copy of the application as PDF into the file, and make PDF attachments findable."""
    application = Application.objects.select_related("offering__form", "case").get(pk=UUID(application_id))
    actions.add_summary(application=application, at=now())
    actions.index_attachments(case=application.case)


@task()
def index_attachments(case_id: str) -> None:
    """Make the PDF attachments of a case findable by their text."""
    actions.index_attachments(case=actions.case_by_id(UUID(case_id)))


@schedule(every=timedelta(hours=6))
@task()
def expire_drafts() -> None:
    """Delete drafts that nobody saved for 30 days."""
    actions.expire_drafts(at=now())
