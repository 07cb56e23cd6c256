"""The mailbox as a Django app."""

from django.apps import AppConfig


class MailboxConfig(AppConfig):
    """Mailboxes and their messages."""

    name = "kreishaus.services.mailbox"
    label = "mailbox"
    verbose_name = "Postfach"
    default_auto_field = "django.db.models.BigAutoField"
