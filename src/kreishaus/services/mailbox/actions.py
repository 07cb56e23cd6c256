"""Write, open and answer messages; the notice mail says that there is news, never which."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from django.db import transaction

from kreishaus.base.words import say
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.inserting import insert_row
from kreishaus.ground.notices import actions as notices

from .enums import MessageDirection, MessageKind
from .models import Mailbox, Message
from .rules import delivery_day

_NOTICE_SUBJECT = "Neue Nachricht zu Ihrem Antrag"
_NO_LINK = "Bitte nutzen Sie den Link aus Ihrer Eingangsbestätigung."


class AttachedFile(TypedDict):
    """A file sent with a message; its bytes lie in the blob store under `sha256`."""

    name: str
    sha256: str
    size: int
    media_type: str


class NotYourMessage(Exception):
    """A message that the applicant wrote cannot be opened by her: it was never delivered to her."""


class EmptyReply(Exception):
    """A reply needs a text or a file."""


def new_mailbox(*, about: str, notify_email: str, at: datetime) -> Mailbox:
    """Create the mailbox of a matter; `about` is the subject of its audit events."""
    return insert_row(Mailbox(about=about, notify_email=notify_email, created_at=at))


@transaction.atomic
def deliver(  # noqa: PLR0913 -- a message has that many parts
    *,
    mailbox: Mailbox,
    kind: MessageKind,
    subject: str,
    body: str,
    sender: str,
    at: datetime,
    actor: str,
    attachments: Sequence[AttachedFile] = (),
    link: str = "",
) -> Message:
    """Put a message into the mailbox and send a notice mail that names no content.

    `link` is where the applicant reads it; without one the mail points to the link of
    the receipt, because the authority itself does not keep the applicant's secret.
    """
    message = Message.objects.create(
        mailbox=mailbox,
        kind=kind,
        direction=MessageDirection.TO_APPLICANT,
        subject=subject,
        body=body,
        sender=sender,
        sent_at=at,
        attachments=list(attachments),
    )
    _record(message, verb="message.sent", actor=actor, at=at)
    send_notice(mailbox=mailbox, link=link, at=at)
    return message


def send_notice(*, mailbox: Mailbox, link: str, at: datetime) -> None:
    """Send the mail "there is news" to the address of the mailbox, if it has one."""
    if not mailbox.notify_email:
        return
    body = (
        "Guten Tag,\n\n"
        "es gibt eine neue Nachricht zu Ihrem Antrag.\n"
        "Aus Gründen des Datenschutzes steht der Inhalt nicht in dieser E-Mail.\n\n"
        f"{f'Hier lesen Sie die Nachricht: {link}' if link else _NO_LINK}\n\n"
        "Bitte antworten Sie nicht auf diese E-Mail.\n"
    )
    notices.send_notice(to=mailbox.notify_email, subject=_NOTICE_SUBJECT, body=body, at=at)


@transaction.atomic
def open_message(*, message: Message, at: datetime) -> Message:
    """Note that the applicant opened the message and, for a decision, the day of its delivery.

    Only the first opening counts: reading again never moves the legal date.

    :raises NotYourMessage: if the applicant wrote the message herself.
    """
    if message.direction != MessageDirection.TO_APPLICANT:
        raise NotYourMessage(str(message.pk))
    day = delivery_day(at) if message.kind == MessageKind.DECISION else None
    # One UPDATE decides: two devices may open the message in the same second.
    first = Message.objects.filter(pk=message.pk, opened_at__isnull=True).update(opened_at=at, delivered_on=day)
    message.refresh_from_db(fields=("opened_at", "delivered_on"))
    if first:
        delivered = {"delivered_on": day.isoformat()} if day else {}
        _record(message, verb="message.opened", actor="citizen", at=at, **delivered)
    return message


@transaction.atomic
def reply(
    *,
    mailbox: Mailbox,
    subject: str,
    body: str,
    sender: str,
    at: datetime,
    attachments: Sequence[AttachedFile] = (),
) -> Message:
    """Put the applicant's answer into the mailbox; the files are stored and inspected already.

    :raises EmptyReply: if there is neither text nor file.
    """
    if not body.strip() and not attachments:
        raise EmptyReply(say("Bitte schreiben Sie einen Text oder fügen Sie eine Datei an."))
    message = Message.objects.create(
        mailbox=mailbox,
        kind=MessageKind.MESSAGE,
        direction=MessageDirection.FROM_APPLICANT,
        subject=subject,
        body=body,
        sender=sender,
        sent_at=at,
        attachments=list(attachments),
    )
    _record(message, verb="message.received", actor="citizen", at=at)
    return message


def _record(message: Message, *, verb: str, actor: str, at: datetime, **more: str) -> None:
    audit.record(
        subject=message.mailbox.about,
        verb=verb,
        actor=actor,
        at=at,
        data={
            "message": str(message.pk),
            "kind": message.kind,
            "attachments": [attached["sha256"] for attached in message.attachments],
            **more,
        },
    )
