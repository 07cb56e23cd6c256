from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings

from kreishaus.ground.jobs import actions as job_actions
from kreishaus.ground.jobs import queries as jobs
from kreishaus.ground.jobs import worker
from kreishaus.ground.notices import actions, queries
from kreishaus.ground.notices.actions import UnusableAddress, send_notice
from kreishaus.ground.notices.enums import MailState
from kreishaus.ground.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
DE_VRIES = "frau.devries@example.de"
NO_SERVER = override_settings(EMAIL_BACKEND="tests.ground.notices.backends.Unreachable")


def notice(to: str = DE_VRIES, subject: str = "Neue Nachricht") -> OutgoingMail:
    return send_notice(to=to, subject=subject, body="Guten Tag, es gibt eine neue Nachricht.", at=NOON)


def drain_for_days(days: int) -> None:
    for hours in range(0, days * 24, 7):
        worker.drain(at=datetime.now(UTC) + timedelta(hours=hours))


def states() -> Sequence[str]:
    return list(OutgoingMail.objects.values_list("state", flat=True))


def test_a_notice_waits_until_the_job_has_sent_it() -> None:
    notice()
    assert states() == [MailState.QUEUED]
    assert mail.outbox == []

    worker.drain(raise_errors=True)

    assert states() == [MailState.SENT]
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == ([DE_VRIES], "Neue Nachricht")
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    assert sent.message()["Date"] == "Mon, 23 Nov 2026 11:00:00 +0000"


def test_a_notice_of_a_transaction_that_goes_back_is_never_sent() -> None:
    with transaction.atomic():
        notice()
        transaction.set_rollback(True)
    worker.drain()

    assert mail.outbox == []
    assert states() == []


def test_a_job_that_runs_twice_sends_one_mail() -> None:
    written = notice()
    worker.drain()

    actions.deliver(written.pk, at=NOON, is_last_attempt=False)

    assert len(mail.outbox) == 1


def test_a_mail_waits_for_a_server_that_comes_back() -> None:
    notice()
    with NO_SERVER:
        worker.drain()
    written = OutgoingMail.objects.get()
    assert (written.state, written.attempts) == (MailState.QUEUED, 1)
    assert "SMTPServerDisconnected" in written.last_error

    worker.drain(at=datetime.now(UTC) + timedelta(minutes=1))

    written.refresh_from_db()
    assert (written.state, written.attempts, written.last_error) == (MailState.SENT, 2, "")


def test_a_mail_that_cannot_be_sent_for_days_has_failed_and_can_be_tried_again() -> None:
    notice()
    with NO_SERVER:
        drain_for_days(4)
    assert states() == [MailState.FAILED]
    assert queries.failed().get().attempts == 10
    letter = jobs.dead_letters().get()

    job_actions.retry(letter.pk, at=NOON)
    worker.drain()

    assert states() == [MailState.SENT]


@override_settings(EMAIL_BACKEND="tests.ground.notices.backends.NoSuchUser")
def test_an_address_that_does_not_exist_is_not_tried_again() -> None:
    notice()
    drain_for_days(1)

    failed = queries.failed().get()
    assert failed.attempts == 1
    assert "devries" not in failed.last_error
    assert list(jobs.pending()) == []


@override_settings(EMAIL_BACKEND="tests.ground.notices.backends.MailboxFull")
def test_a_full_mailbox_is_tried_again() -> None:
    notice()
    worker.drain()

    assert states() == [MailState.QUEUED]
    assert jobs.pending().count() == 1


@pytest.mark.parametrize("to", ["", "devries", "a@b", "a@example.de\nBcc: x@example.de", "a" * 250 + "@example.de"])
def test_what_is_no_address_is_refused(to: str) -> None:
    with pytest.raises(UnusableAddress):
        notice(to=to)
    assert states() == []


def test_a_subject_cannot_begin_a_new_header() -> None:
    notice(subject="Neu\r\nBcc: janssen@example.de")
    worker.drain(raise_errors=True)

    assert mail.outbox[0].message()["Subject"] == "Neu Bcc: janssen@example.de"
    assert mail.outbox[0].recipients() == [DE_VRIES]


def test_the_newest_mails_come_first() -> None:
    for number in range(3):
        send_notice(to=DE_VRIES, subject=str(number), body="", at=NOON + timedelta(hours=number))

    assert [written.subject for written in queries.latest(2)] == ["2", "1"]


def test_old_mails_are_deleted_unless_they_wait() -> None:
    notice()
    worker.drain()
    notice()

    assert actions.prune(at=NOON + timedelta(days=89)) == 0
    assert actions.prune(at=NOON + timedelta(days=91)) == 1
    assert states() == [MailState.QUEUED]
