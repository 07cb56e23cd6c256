"""Asking the applicant for more, and taking in what she answers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kreishaus.casework.enums import TaskKind, TaskState
from kreishaus.casework.models import Task
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.storage import store
from kreishaus.ground.storage.ports import StoredBlob
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import actions as records
from kreishaus.records.enums import CaseState, Direction, DocumentKind
from kreishaus.services.applications.actions.queueing import queue
from kreishaus.services.applications.enums import UNDECIDED, ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.mailbox import actions as mailbox
from kreishaus.services.mailbox.enums import MessageKind
from kreishaus.services.mailbox.models import Message

from .deciding import AlreadyDecided
from .permission import check_may_work_on


def request_information(
    *, application: Application, subject: str, body: str, acting: Acting, at: datetime, link: str = ""
) -> Message:
    """Ask the applicant for something: message, notice mail, and the open tasks wait for the answer.

    :raises AlreadyDecided: if there is nothing left to decide.
    :raises MayNotWorkOnThis: if the acting post may not change this case.
    """
    check_may_work_on(acting, application)
    text = _store_text(subject, body)
    with transaction.atomic():
        asked = Application.objects.filter(pk=application.pk, state__in=UNDECIDED).update(
            state=ApplicationState.ACTION_REQUIRED
        )
        if not asked:
            raise AlreadyDecided(application.reference)
        message = mailbox.deliver(
            mailbox=application.mailbox,
            kind=MessageKind.REQUEST,
            subject=subject,
            body=body,
            sender=f"{acting.office_name}, {acting.name}",
            at=at,
            actor=acting.actor,
            link=link,
        )
        records.add_documents(
            application.case,
            [_message_document(f"Nachforderung: {subject}", text, Direction.OUTGOING, body)],
            at=at,
            actor=acting.actor,
        )
        Task.objects.filter(application=application, state=TaskState.OPEN).update(is_waiting=True)
        audit.record(
            subject=application.subject,
            verb="application.information-requested",
            actor=acting.actor,
            at=at,
            data={"message": str(message.pk)},
        )
    application.state = ApplicationState.ACTION_REQUIRED
    return message


def receive_reply(
    *, application: Application, body: str, at: datetime, attachments: Sequence[mailbox.AttachedFile] = ()
) -> Message:
    """Take in a message of the applicant: mailbox, file, and a task for the office.

    The attachments are stored and inspected already. A case that lay on file is taken up again.

    :raises EmptyReply: (of the mailbox) if there is neither text nor file.
    """
    subject = f"Antwort zu {application.title}"[:200]
    text = _store_text(subject, body)
    with transaction.atomic():
        message = mailbox.reply(
            mailbox=application.mailbox,
            subject=subject,
            body=body,
            sender=application.applicant_name or "Antragstellende Person",
            at=at,
            attachments=attachments,
        )
        _take_up_again(application, at=at)
        records.add_documents(
            application.case,
            [
                _message_document("Nachricht der antragstellenden Person", text, Direction.INCOMING, body),
                *(_attachment(attached) for attached in attachments),
            ],
            at=at,
            actor="citizen",
        )
        Application.objects.filter(pk=application.pk, state=ApplicationState.ACTION_REQUIRED).update(
            state=ApplicationState.PROCESSING
        )
        _ask_the_office_to_read(application, at=at)
        if attachments:
            queue("kreishaus.services.applications.tasks.index_attachments", str(application.case_id))
    application.refresh_from_db(fields=("state",))
    return message


def _ask_the_office_to_read(application: Application, *, at: datetime) -> None:
    waiting = Task.objects.filter(application=application, state=TaskState.OPEN)
    latest = Task.objects.filter(application=application, assignee__isnull=False).order_by("-created_at", "-id").first()
    waiting.update(is_waiting=False)
    Task.objects.create(
        case=application.case,
        application=application,
        office_id=application.office_id,
        kind=TaskKind.REPLY,
        title=f"Antwort: {application.title}"[:250],
        assignee=latest.assignee if latest else None,
        assigned_at=at if latest else None,
        due_on=application.decide_by if application.decided_at is None else None,
        created_at=at,
    )


def _take_up_again(application: Application, *, at: datetime) -> None:
    case = application.case
    if case.state == CaseState.CLOSED:
        records.reopen_case(case=case, actor="citizen", at=at, reason="Neue Nachricht der antragstellenden Person")


def _store_text(subject: str, body: str) -> StoredBlob:
    return store().put(f"{subject}\n\n{body}\n".encode())


def _message_document(title: str, blob: StoredBlob, direction: Direction, body: str) -> records.DocumentDraft:
    return records.DocumentDraft(
        title=title[:300],
        kind=DocumentKind.MESSAGE,
        direction=direction,
        blob=blob,
        media_type="text/plain; charset=utf-8",
        original_name="nachricht.txt",
        text=body,
    )


def _attachment(attached: mailbox.AttachedFile) -> records.DocumentDraft:
    return records.DocumentDraft(
        title=attached["name"],
        kind=DocumentKind.ATTACHMENT,
        direction=Direction.INCOMING,
        blob=StoredBlob(attached["sha256"], attached["size"]),
        media_type=attached["media_type"],
        original_name=attached["name"],
    )
