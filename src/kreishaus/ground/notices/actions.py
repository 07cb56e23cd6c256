"""Writing mails, sending them, noting what became of them."""

import smtplib
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.context import current
from kreishaus.ground.authorities.inserting import insert
from kreishaus.ground.jobs import rules as job_rules
from kreishaus.ground.notices.enums import MailState
from kreishaus.ground.notices.models import OutgoingMail

KEPT = timedelta(days=90)
_ACTOR = "system:notices"
_LONGEST_SUBJECT = 200
_LONGEST_ADDRESS = 254
_PERMANENT = range(500, 600)


class UnusableAddress(Exception):
    """Nothing can be sent to this text; ask for the address again."""


@transaction.atomic
def send_notice(*, to: str, subject: str, body: str, at: datetime) -> OutgoingMail:
    """Queue an e-mail in the caller's transaction; a job sends it after commit and tries again if that fails.

    :raises UnusableAddress: if `to` is no e-mail address.
    """
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError as invalid:
        raise UnusableAddress(f"„{to}“ ist keine E-Mail-Adresse.") from invalid
    if len(to) > _LONGEST_ADDRESS:
        raise UnusableAddress("Diese E-Mail-Adresse ist zu lang.")
    mail = OutgoingMail(to=to, subject=_one_line(subject), body=body.replace("\0", ""), queued_at=at)
    insert([mail])
    audit.record(subject=f"notice:{mail.pk}", verb="notice.queued", actor=_ACTOR, at=at)
    send_queued_mail.enqueue(str(mail.pk))
    return mail


# The task stands here and not in `tasks`: writing a mail enqueues it, and imports run downwards only.
@task(takes_context=True, max_attempts=job_rules.MOST_ATTEMPTS)
def send_queued_mail(context: TaskContext, mail_id: str) -> None:
    """Send one mail; ten attempts take about a day, which outlasts a mail server's bad night."""
    deliver(UUID(mail_id), at=timezone.now(), is_last_attempt=context.attempt >= job_rules.MOST_ATTEMPTS)


def deliver(mail_id: UUID, *, at: datetime, is_last_attempt: bool) -> None:
    """Hand a queued mail to the mail server, unless that has happened before.

    A refusal for good ends the matter; any other error is noted and raised, so that the job comes again.
    """
    mail = OutgoingMail.objects.filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return
    try:
        _message(mail).send()
    except smtplib.SMTPRecipientsRefused as refused:
        _note_failure(mail, refused, at=at, is_final=is_last_attempt or _is_permanent(refused))
        if not _is_permanent(refused):
            raise
    except Exception as error:
        _note_failure(mail, error, at=at, is_final=is_last_attempt)
        raise
    else:
        _note_success(mail, at=at)


def prune(*, at: datetime) -> int:
    """Delete mails that are three months old and return how many; addresses are not kept without need."""
    count, _by_model = OutgoingMail.objects.filter(queued_at__lt=at - KEPT).exclude(state=MailState.QUEUED).delete()
    return count


def _message(mail: OutgoingMail) -> EmailMessage:
    # If a job runs twice, the same identity lets mail programs show one mail. Nobody wants automatic answers.
    headers = {
        "Message-ID": f"<{mail.pk}@kreishaus>",
        "Date": _mail_date(mail.queued_at),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    return EmailMessage(subject=mail.subject, body=mail.body, to=[mail.to], headers=headers)


def _mail_date(at: datetime) -> str:
    return at.strftime("%a, %d %b %Y %H:%M:%S %z")


@transaction.atomic
def _note_success(mail: OutgoingMail, *, at: datetime) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT, sent_at=at, attempts=F("attempts") + 1, last_error="", body=_kept_body(mail)
    )
    audit.record(subject=f"notice:{mail.pk}", verb="notice.sent", actor=_ACTOR, at=at)


@transaction.atomic
def _note_failure(mail: OutgoingMail, error: Exception, *, at: datetime, is_final: bool) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.FAILED if is_final else MailState.QUEUED,
        attempts=F("attempts") + 1,
        last_error=job_rules.describe(error),
    )
    if is_final:
        audit.record(subject=f"notice:{mail.pk}", verb="notice.failed", actor=_ACTOR, at=at)


def _kept_body(mail: OutgoingMail) -> str:
    """Return what stays of a sent text: nothing, for it may hold a secret link; the demonstration shows its mails."""
    return mail.body if current().demo else ""


def _is_permanent(refused: smtplib.SMTPRecipientsRefused) -> bool:
    return all(code in _PERMANENT for code, _reply in refused.recipients.values())


def _one_line(subject: str) -> str:
    """Return the subject without line breaks: those would begin a new header."""
    return " ".join(subject.split())[:_LONGEST_SUBJECT]
