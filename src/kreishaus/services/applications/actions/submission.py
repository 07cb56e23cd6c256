"""Submission: one transaction after which nothing can be lost, and nothing slow inside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import UUIDField
from django.utils.timezone import localdate

from kreishaus.base.words import GERMAN, speaking
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.inserting import insert_row
from kreishaus.ground.storage import store
from kreishaus.ground.storage.ports import StoredBlob
from kreishaus.people.organisation.models import Office
from kreishaus.records import actions as records
from kreishaus.records.enums import Direction, DocumentKind
from kreishaus.records.models import Case
from kreishaus.services.applications import ports, rules
from kreishaus.services.applications.engine import files, shown, texts
from kreishaus.services.applications.formats import data_document
from kreishaus.services.applications.models import Application, Draft
from kreishaus.services.forms.engine.evaluation import Evaluation, environment, evaluate
from kreishaus.services.forms.queries import schema_of
from kreishaus.services.mailbox import actions as mailbox

from .drafts import application_of, why_not_there
from .queueing import queue
from .reservations import reserve

FOLLOW_UP = "kreishaus.services.applications.tasks.follow_up"
_ACTOR = "citizen"


class InvalidAnswers(Exception):
    """The answers are not complete or not right; `evaluation.errors` says where and what."""

    def __init__(self, evaluation: Evaluation) -> None:
        super().__init__(", ".join(evaluation.errors))
        self.evaluation = evaluation


class FilesMissing(Exception):
    """Attached files are not in the store; `files` have to be attached again."""

    def __init__(self, missing: Sequence[files.FileAnswer]) -> None:
        super().__init__(", ".join(file["name"] for file in missing))
        self.files = missing


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Everything that can be worked out and stored before the transaction begins."""

    draft: Draft
    answers: dict[str, Any]
    applicant: rules.Applicant
    title: str
    office: Office
    environment: dict[str, object]
    documents: list[records.DocumentDraft]
    decide_by: date | None
    fee_cents: int | None
    at: datetime

    @property
    def evidence(self) -> dict[str, Any]:
        """What the audit log says about the entry: names and digests, no content."""
        data, *attachments = (document.blob.sha256 for document in self.documents)
        return {
            "service": self.draft.service.key,
            "version": self.draft.offering.version,
            "form": self.draft.offering.form.digest,
            "answers": data,
            "attachments": attachments,
        }


@speaking(GERMAN)
def submit(*, draft: Draft, at: datetime, link: str = "") -> Application:
    """Turn the draft into an application with case, documents, mailbox, proof, jobs and first task.

    The file keeps the German questions, in whichever language they were asked.
    The server evaluates the answers again. All of it is written in one transaction, or nothing.
    A second submission of the same draft (double click, two tabs) returns the same application.
    `link` goes into the mail that confirms the entry.

    :raises InvalidAnswers: if answers are missing or wrong.
    :raises ReservationTaken: if what should be reserved is gone.
    :raises FilesMissing: if an attachment is not in the store.
    :raises NoCompetentOffice: if the package names no office.
    :raises DraftChangedElsewhere: if another tab saved since this draft was loaded.
    :raises DraftGone: if the draft was thrown away or has expired.
    """
    prepared = _prepare(draft, at=at)
    with transaction.atomic():
        if _take(draft):
            return _enter(prepared, link=link)
    application = application_of(draft.pk)
    if application is None:
        raise why_not_there(draft, draft.answers)
    return application


def _take(draft: Draft) -> bool:
    """Delete the draft and say whether it was still there at this revision.

    One DELETE decides: of two submissions in the same second one finds the draft. Written out,
    because Django's collector costs seven times as much, and this is the hot path of the house.
    """
    key = UUIDField().get_db_prep_value(draft.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM applications_draft WHERE id = %s AND revision = %s", [key, draft.revision])
        return bool(cursor.rowcount)


def _prepare(draft: Draft, *, at: datetime) -> _Prepared:
    on = localdate(at)
    settings = draft.offering.settings
    schema = schema_of(draft.offering.form)
    evaluation = evaluate(schema, draft.answers, on=on, raw=draft.raw)
    if evaluation.errors:
        raise InvalidAnswers(evaluation)
    answers = evaluation.submitted
    readable = texts.environment_of(environment(evaluation))
    applicant = rules.applicant(settings, readable)
    assessment = rules.fee(draft.offering, readable, on=on)
    return _Prepared(
        draft=draft,
        answers=answers,
        applicant=applicant,
        title=rules.title(draft, readable, name=applicant.name),
        office=rules.competent_office(draft),
        environment=readable,
        documents=_documents(draft, answers, shown.shown_pages(schema, answers), at=at),
        decide_by=rules.decide_by(settings, received_on=on),
        fee_cents=None if assessment is None else assessment.total_cents,
        at=at,
    )


def _documents(
    draft: Draft, answers: dict[str, Any], pages: tuple[shown.ShownPage, ...], *, at: datetime
) -> list[records.DocumentDraft]:
    """Store the answers as the first document; the attachments lie in the store already."""
    blobs = store()
    attached = {file["sha256"]: file for file in files.files_in(answers)}.values()
    missing = [file for file in attached if not blobs.exists(file["sha256"])]
    if missing:
        raise FilesMissing(missing)
    content = data_document.data_document(
        service=draft.service.key,
        version=draft.offering.version,
        form_digest=draft.offering.form.digest,
        submitted_at=at.isoformat(),
        answers=answers,
        pages=pages,
    )
    data = records.DocumentDraft(
        title=f"Antragsdaten: {draft.service.name}"[:300],
        kind=DocumentKind.DATA,
        direction=Direction.INCOMING,
        blob=blobs.put(content),
        media_type=data_document.MEDIA_TYPE,
        original_name=data_document.FILE_NAME,
        text=shown.as_text(pages),
    )
    return [data, *(_attachment(file) for file in attached)]


def _attachment(file: files.FileAnswer) -> records.DocumentDraft:
    return records.DocumentDraft(
        title=file["name"],
        kind=DocumentKind.ATTACHMENT,
        direction=Direction.INCOMING,
        blob=StoredBlob(file["sha256"], file["size"]),
        media_type=file["media_type"],
        original_name=file["name"],
    )


def _enter(prepared: _Prepared, *, link: str) -> Application:
    """Write everything, inside the transaction of the caller."""
    at, settings = prepared.at, prepared.draft.offering.settings
    filing = settings["filing"]
    case = records.open_case(
        position=filing["position"],
        file_title=filing.get("file_title") or "",
        title=prepared.title,
        office=prepared.office,
        documents=prepared.documents,
        at=at,
        actor=_ACTOR,
    )
    reserve(settings, prepared.environment, holder=f"application:{case.reference}", at=at)
    application = _insert(prepared, case)
    queue(FOLLOW_UP, str(application.pk), link)
    received = ports.Received(
        application_id=application.pk,
        case_id=case.pk,
        office_id=prepared.office.pk,
        reference=application.reference,
        title=application.title,
        process=prepared.draft.offering.process,
        decide_by=application.decide_by,
    )
    for intake in ports.intakes():
        intake.start(received, at=at)
    return application


def _insert(prepared: _Prepared, case: Case) -> Application:
    draft, at = prepared.draft, prepared.at
    subject = f"application:{case.reference}"
    event = audit.record(subject=subject, verb="application.received", actor=_ACTOR, at=at, data=prepared.evidence)
    box = mailbox.new_mailbox(about=subject, notify_email=prepared.applicant.email, at=at)
    return insert_row(
        Application(
            offering=draft.offering,
            service=draft.service,
            draft_id=draft.pk,
            case=case,
            mailbox=box,
            office=prepared.office,
            reference=case.reference,
            title=prepared.title,
            applicant_name=prepared.applicant.name,
            applicant_address=prepared.applicant.address,
            answers=prepared.answers,
            language=draft.language,
            submitted_at=at,
            decide_by=prepared.decide_by,
            secret_digest=draft.secret_digest,
            fee_cents=prepared.fee_cents,
            entry_event=event,
        )
    )
