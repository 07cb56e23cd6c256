"""Outgoing mail of one authority."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kreishaus.base.ids import new_id
from kreishaus.ground.notices.enums import MailState


class OutgoingMail(models.Model):
    """One e-mail to one person. It never carries the content of a matter, only that there is news."""

    id = models.UUIDField(primary_key=True, default=new_id)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = "Ausgehende E-Mail"
        verbose_name_plural = "Postausgang"
        indexes: ClassVar = [models.Index(fields=["-queued_at"], name="mail_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mail_sent_iff_sent_at",
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"
