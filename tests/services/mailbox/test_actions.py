"""Messages: delivered with a mail that says nothing, opened once for the law, answered with files."""

from datetime import date, timedelta

import pytest

from kreishaus.ground.audit.queries import history
from kreishaus.ground.notices.models import OutgoingMail
from kreishaus.services.mailbox import actions
from kreishaus.services.mailbox.enums import MessageDirection, MessageKind
from kreishaus.services.mailbox.models import Message
from tests.cast import NOON, ONE
from tests.factories.mailbox import a_mailbox, a_message

pytestmark = pytest.mark.django_db

FILE = actions.AttachedFile(name="plan.pdf", sha256="a" * 64, size=12, media_type="application/pdf")


def test_the_notice_mail_has_the_link_and_nothing_of_the_content() -> None:
    a_message(a_mailbox(), "Ihr Führungszeugnis", link="https://leer.example/status/geheim")

    mail = OutgoingMail.objects.get()
    assert mail.subject == "Neue Nachricht zu Ihrem Antrag"
    assert "https://leer.example/status/geheim" in mail.body
    assert "Führungszeugnis" not in mail.body + mail.subject
    assert "melden Sie sich" not in mail.body


def test_without_a_link_the_mail_points_to_the_receipt() -> None:
    a_message(a_mailbox())

    assert "Link aus Ihrer Eingangsbestätigung" in OutgoingMail.objects.get().body


def test_without_an_address_nothing_is_mailed() -> None:
    a_message(a_mailbox(email=""))

    assert OutgoingMail.objects.count() == 0


def test_opening_a_decision_sets_the_legal_day_of_delivery() -> None:
    message = a_message(a_mailbox(), kind=MessageKind.DECISION)

    actions.open_message(message=message, at=ONE)

    message.refresh_from_db()
    assert (message.opened_at, message.delivered_on) == (ONE, date(2026, 3, 3))


def test_opening_a_second_time_never_moves_the_legal_day() -> None:
    message = a_message(a_mailbox(), kind=MessageKind.DECISION)
    actions.open_message(message=Message.objects.get(), at=ONE)

    again = actions.open_message(message=message, at=ONE + timedelta(days=9))

    assert (again.opened_at, again.delivered_on) == (ONE, date(2026, 3, 3))
    assert [event.verb for event in history(message.mailbox.about)] == ["message.sent", "message.opened"]


@pytest.mark.parametrize("kind", [MessageKind.MESSAGE, MessageKind.REQUEST])
def test_only_a_decision_has_a_legal_day_of_delivery(kind: MessageKind) -> None:
    opened = actions.open_message(message=a_message(a_mailbox(), kind=kind), at=ONE)

    assert (opened.opened_at, opened.delivered_on) == (ONE, None)


def test_the_reply_keeps_text_and_files_and_counts_as_read() -> None:
    mailbox = a_mailbox()

    reply = actions.reply(
        mailbox=mailbox, subject="Antwort", body="", sender="Hilke de Vries", at=ONE, attachments=[FILE]
    )

    assert reply.attachments == [FILE]
    assert reply.direction == MessageDirection.FROM_APPLICANT
    assert history(mailbox.about).get().data == {
        "message": str(reply.pk),
        "kind": "message",
        "attachments": ["a" * 64],
    }


def test_a_reply_without_text_and_files_is_refused() -> None:
    with pytest.raises(actions.EmptyReply):
        actions.reply(mailbox=a_mailbox(), subject="Antwort", body="  \n", sender="Hilke de Vries", at=ONE)

    assert Message.objects.count() == 0


def test_ones_own_message_cannot_be_opened() -> None:
    own = actions.reply(mailbox=a_mailbox(), subject="Antwort", body="Gern", sender="Hilke de Vries", at=NOON)

    with pytest.raises(actions.NotYourMessage):
        actions.open_message(message=own, at=ONE)
