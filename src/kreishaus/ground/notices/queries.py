"""The outgoing mail, newest first."""

from django.db.models import QuerySet

from kreishaus.ground.notices.enums import MailState
from kreishaus.ground.notices.models import OutgoingMail


def latest(count: int) -> list[OutgoingMail]:
    """Return the newest mails, whatever became of them."""
    return list(OutgoingMail.objects.order_by("-queued_at", "-pk")[:count])


def failed() -> QuerySet[OutgoingMail]:
    """Return the mails that reached nobody, newest first."""
    return OutgoingMail.objects.filter(state=MailState.FAILED).order_by("-queued_at", "-pk")
