"""The mailbox page: unread first, per matter, with a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.base.ids import new_id
from kreishaus.services.mailbox import actions, queries
from kreishaus.services.mailbox.enums import MessageKind
from tests.cast import NOON, ONE
from tests.factories.mailbox import a_mailbox, a_message

pytestmark = pytest.mark.django_db


def test_unread_messages_come_first_then_the_newest() -> None:
    mailbox = a_mailbox()
    old, read, new = (
        a_message(mailbox, subject, at=NOON + timedelta(hours=hour)) for hour, subject in enumerate("abc")
    )
    actions.open_message(message=read, at=ONE)
    own = actions.reply(
        mailbox=mailbox, subject="d", body="Gern", sender="Hilke de Vries", at=NOON + timedelta(hours=9)
    )

    assert list(queries.messages_unread_first(mailbox)) == [new, old, own, read]
    assert set(queries.unread(mailbox)) == {old, new}


def test_threads_with_unread_messages_come_first() -> None:
    read_later, unread, empty = a_mailbox("application:1"), a_mailbox("application:2"), a_mailbox("application:3")
    a_message(unread, at=NOON)
    actions.open_message(message=a_message(read_later, at=ONE), at=ONE)

    threads = queries.threads([empty.pk, read_later.pk, unread.pk])

    assert [(thread.mailbox.about, thread.unread, len(thread.messages)) for thread in threads] == [
        ("application:2", 1, 1),
        ("application:1", 0, 1),
        ("application:3", 0, 0),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_threads_take_two_queries(count: int) -> None:
    mailboxes = [a_mailbox(f"application:{number}") for number in range(count)]
    for mailbox in mailboxes:
        a_message(mailbox)

    with CaptureQueriesContext(connection) as captured:
        queries.threads([mailbox.pk for mailbox in mailboxes])

    assert len(captured) == 2


def test_a_message_of_another_mailbox_looks_like_a_missing_one() -> None:
    mine, other = a_mailbox("application:1"), a_mailbox("application:2")
    message = a_message(other)

    assert queries.message_or_none(other, message.pk) == message
    assert queries.message_or_none(mine, message.pk) is None
    assert queries.message_or_none(mine, new_id()) is None


def test_decisions_that_nobody_retrieved_are_found() -> None:
    mailbox = a_mailbox()
    waiting = a_message(mailbox, kind=MessageKind.DECISION)
    actions.open_message(message=a_message(mailbox, kind=MessageKind.DECISION), at=ONE)
    a_message(mailbox, kind=MessageKind.REQUEST)

    assert list(queries.decisions_not_opened(sent_before=date(2026, 3, 3))) == [waiting]
    assert list(queries.decisions_not_opened(sent_before=date(2026, 3, 2))) == []
