"""Mailboxes and messages: what was written, when it was sent, opened and legally delivered."""

from django.db import models

from kreishaus.base.ids import new_id

from .enums import MessageDirection, MessageKind


class Mailbox(models.Model):
    """The mailbox (Postfach) of one matter: everything said about it, in one place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # What the audit log calls the matter, e.g. "application:32-17-2026-0001".
    about = models.CharField("Protokollname", max_length=120)
    notify_email = models.EmailField("E-Mail für Hinweise", blank=True)
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Postfach"
        verbose_name_plural = "Postfächer"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.about


class Message(models.Model):
    """A message in a mailbox; once sent, its text never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mailbox = models.ForeignKey(
        Mailbox,
        verbose_name="Postfach",
        on_delete=models.PROTECT,
        related_name="messages",
    )
    kind = models.CharField("Art", max_length=20, choices=MessageKind.choices)
    direction = models.CharField("Richtung", max_length=20, choices=MessageDirection.choices)
    subject = models.CharField("Betreff", max_length=200)
    body = models.TextField("Text")
    sender = models.CharField("von", max_length=200)
    sent_at = models.DateTimeField("gesendet am")
    opened_at = models.DateTimeField("geöffnet am", null=True, blank=True)
    delivered_on = models.DateField("bekannt gegeben am", null=True, blank=True)
    # A list of `actions.AttachedFile`.
    attachments = models.JSONField("Anlagen", default=list, blank=True)

    class Meta:
        verbose_name = "Nachricht"
        verbose_name_plural = "Nachrichten"
        ordering = ("sent_at", "id")
        indexes = (models.Index(name="message_by_mailbox", fields=("mailbox", "sent_at")),)
        constraints = (
            models.CheckConstraint(
                name="message_delivered_only_after_opening",
                condition=models.Q(delivered_on__isnull=True) | models.Q(opened_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.subject
