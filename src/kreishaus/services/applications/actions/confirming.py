"""Confirming the entry by mail: right after the commit, outside of the submission's own transaction."""

from datetime import datetime

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit.queries import history
from kreishaus.ground.notices import actions as notices
from kreishaus.services.applications.models import Application

_VERB = "application.confirmed"


@transaction.atomic
def confirm_entry(*, application: Application, link: str, at: datetime) -> bool:
    """Queue the mail that confirms the entry, once; return whether there was one to queue.

    It names the reference and nothing of the content. `link` leads to the status page.
    """
    to = application.mailbox.notify_email
    if not to or history(application.subject).filter(verb=_VERB).exists():
        return False
    status = f"Den Stand sehen Sie hier: {link}\nBitte geben Sie diesen Link nicht weiter.\n\n" if link else ""
    notices.send_notice(
        to=to,
        subject=f"Ihr Antrag ist eingegangen ({application.reference})",
        body=(
            "Guten Tag,\n\n"
            "Ihr Antrag ist bei uns eingegangen.\n"
            f"Ihr Aktenzeichen lautet {application.reference}.\n\n"
            f"{status}"
            "Bitte antworten Sie nicht auf diese E-Mail.\n"
        ),
        at=at,
    )
    audit.record(subject=application.subject, verb=_VERB, actor="system:applications", at=at)
    return True
