"""Fixed words of the mailbox: what a message is and which way it goes."""

from django.db import models

from kreishaus.base.words import marked


class MessageKind(models.TextChoices):
    """What a message asks of its reader; only a decision has a legal day of delivery."""

    MESSAGE = "message", marked("Nachricht")
    REQUEST = "request", marked("Nachforderung")
    DECISION = "decision", marked("Bescheid")


class MessageDirection(models.TextChoices):
    """Who wrote and who reads."""

    TO_APPLICANT = "to_applicant", "an die antragstellende Person"
    FROM_APPLICANT = "from_applicant", "von der antragstellenden Person"
