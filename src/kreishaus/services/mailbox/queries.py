"""What lies in a mailbox, for the page of the applicant and for the case page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from .enums import MessageDirection, MessageKind
from .models import Mailbox, Message


@dataclass(frozen=True, slots=True)
class Thread:
    """All messages of one mailbox, oldest first, with the number still unread."""

    mailbox: Mailbox
    messages: tuple[Message, ...]
    unread: int


def unread(mailbox: Mailbox) -> QuerySet[Message]:
    """Return the messages to the applicant that nobody has opened."""
    return mailbox.messages.filter(direction=MessageDirection.TO_APPLICANT, opened_at__isnull=True)


def messages_unread_first(mailbox: Mailbox) -> QuerySet[Message]:
    """Return the messages of the mailbox: unread ones on top, then the newest first."""
    is_read = Case(
        When(direction=MessageDirection.TO_APPLICANT, opened_at__isnull=True, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return mailbox.messages.order_by(is_read, "-sent_at", "-id")


def message_or_none(mailbox: Mailbox, message_id: UUID) -> Message | None:
    """Return the message if it lies in this mailbox; somebody else's looks like a missing one."""
    return mailbox.messages.filter(pk=message_id).first()


def threads(mailbox_ids: Sequence[UUID]) -> list[Thread]:
    """Return the threads of these mailboxes: with unread messages first, then the newest.

    Two queries, whatever the number of mailboxes.
    """
    is_unread = Q(messages__direction=MessageDirection.TO_APPLICANT, messages__opened_at__isnull=True)
    mailboxes = Mailbox.objects.filter(pk__in=mailbox_ids).annotate(unread_count=Count("messages", filter=is_unread))
    by_mailbox: dict[UUID, list[Message]] = {key: [] for key in mailbox_ids}
    for message in Message.objects.filter(mailbox__in=mailbox_ids):
        by_mailbox[message.mailbox_id].append(message)
    found = [Thread(mailbox, tuple(by_mailbox[mailbox.pk]), mailbox.unread_count) for mailbox in mailboxes]
    return sorted(found, key=_latest, reverse=True)


def decisions_not_opened(*, sent_before: date) -> QuerySet[Message]:
    """Return decisions sent before that day that nobody has retrieved.

    § 41 Abs. 2a Satz 4 VwVfG: after ten days without retrieval the decision is not
    delivered and has to go another way.
    """
    return Message.objects.filter(kind=MessageKind.DECISION, opened_at__isnull=True, sent_at__date__lt=sent_before)


def _latest(thread: Thread) -> tuple[bool, str]:
    newest = thread.messages[-1].sent_at.isoformat() if thread.messages else ""
    return (thread.unread > 0, newest)
