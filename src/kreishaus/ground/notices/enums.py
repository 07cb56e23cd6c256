"""The states of an outgoing mail."""

from django.db import models


class MailState(models.TextChoices):
    """Where a mail stands; FAILED is final until a person tries again."""

    QUEUED = "queued", "Wird versendet"
    SENT = "sent", "Versendet"
    FAILED = "failed", "Nicht zustellbar"
