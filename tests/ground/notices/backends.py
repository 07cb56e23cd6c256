"""Mail servers that refuse, for the tests."""

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Unreachable(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:  # noqa: ARG002 -- Django's signature
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


class NoSuchUser(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({email_messages[0].to[0]: (550, b"no such user")})


class MailboxFull(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({email_messages[0].to[0]: (452, b"mailbox full")})
