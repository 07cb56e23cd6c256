"""Mailboxes and messages for tests, made by the real actions."""

from datetime import datetime

from kreishaus.services.mailbox import actions
from kreishaus.services.mailbox.enums import MessageKind
from kreishaus.services.mailbox.models import Mailbox, Message
from tests import cast


def a_mailbox(about: str = "application:63-10-2026-0001", *, email: str = cast.DE_VRIES["email"]) -> Mailbox:
    """Return a new mailbox of Frau de Vries."""
    return actions.new_mailbox(about=about, notify_email=email, at=cast.NOON)


def a_message(
    mailbox: Mailbox,
    subject: str = "Rückfrage",
    *,
    kind: MessageKind = MessageKind.MESSAGE,
    at: datetime = cast.NOON,
    link: str = "",
) -> Message:
    """Return a message that the building office delivered."""
    return actions.deliver(
        mailbox=mailbox,
        kind=kind,
        subject=subject,
        body="Bitte melden Sie sich bei uns.",
        sender="Bauamt, Silke Meyer",
        at=at,
        actor=cast.MEYER,
        link=link,
    )
