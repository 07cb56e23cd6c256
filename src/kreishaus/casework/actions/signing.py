"""Signing a decision: typeset first, then freeze, file and deliver it in one transaction."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kreishaus.casework.enums import DecisionState, Outcome
from kreishaus.casework.models import Decision
from kreishaus.casework.queries.letters import Signatory, letter_data, letter_template, signatory
from kreishaus.casework.rules import gaps_in, may_sign
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.storage import store
from kreishaus.ground.storage.ports import StoredBlob
from kreishaus.ground.typesetting.compiler import Attachment, typeset
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import actions as records
from kreishaus.records.enums import Direction, DocumentKind
from kreishaus.records.models import Document
from kreishaus.services.applications.actions.reservations import release_reservation
from kreishaus.services.applications.enums import UNDECIDED, ApplicationState
from kreishaus.services.applications.models import Application
from kreishaus.services.mailbox import actions as mailbox
from kreishaus.services.mailbox.enums import MessageKind
from kreishaus.services.mailbox.models import Message

from .closing import finish_tasks
from .deciding import AlreadyDecided, DecisionChangedElsewhere

_PDF = "application/pdf"
_FILE_NAME = "bescheid.pdf"


class MayNotSign(Exception):
    """The post may not sign decisions of this service."""


class LetterIncomplete(Exception):
    """The letter lacks something the law asks for; `gaps` says what, in sentences."""

    def __init__(self, gaps: Sequence[str]) -> None:
        super().__init__(" ".join(gaps))
        self.gaps = tuple(gaps)


class AlreadySigned(Exception):
    """Somebody else signed first; `name` and `at` tell who and when."""

    def __init__(self, name: str, at: datetime | None) -> None:
        super().__init__(name)
        self.name = name
        self.at = at


def preview_decision(*, decision: Decision, acting: Acting, at: datetime) -> bytes:
    """Return the letter as PDF as it would go out if the acting person signed it now."""
    return _typeset(decision, by=signatory(acting), at=at, is_final=False)


def sign_decision(*, decision: Decision, revision: int, acting: Acting, at: datetime, link: str = "") -> Decision:
    """Sign the decision as it stands at `revision`: freeze, file, deliver, finish the tasks.

    The PDF is made before the transaction; of several signers exactly one wins.

    :raises MayNotSign: if the post may not sign for this service.
    :raises LetterIncomplete: if text, reasons of a refusal or legal remedy are missing.
    :raises AlreadySigned: if somebody signed it before.
    :raises DecisionChangedElsewhere: if the wording is not the one that was shown.
    :raises AlreadyDecided: if the application was withdrawn meanwhile.
    :raises TypesettingError: (of typesetting) if the package's own letter does not compile.
    """
    if not may_sign(acting, decision.application):
        raise MayNotSign(decision.application.reference)
    if gaps := list(gaps_in(_still_open(decision, revision))):
        raise LetterIncomplete(gaps)
    return sign_as(decision=decision, revision=revision, by=signatory(acting), at=at, link=link)


def sign_as(*, decision: Decision, revision: int, by: Signatory, at: datetime, link: str = "") -> Decision:
    """Sign as this signatory; rights are checked by the caller. Raises like `sign_decision`."""
    # The stored wording is signed, whatever the caller's object says.
    decision = _still_open(decision, revision)
    letter = _typeset(decision, by=by, at=at, is_final=True)
    blob = store().put(letter)
    with transaction.atomic():
        _win(decision, revision)
        _close_application(decision.application, at=at)
        document = _file(decision, blob, by=by, at=at)
        message = _deliver(decision, blob, by=by, at=at, link=link)
        _freeze(decision, document, message, by=by, at=at)
        finish_tasks(decision.application, at=at)
        if decision.outcome == Outcome.REFUSE:
            release_reservation(decision.application, actor=by.actor, at=at)
        _record(decision, blob, by=by, at=at)
    return decision


def _still_open(decision: Decision, revision: int) -> Decision:
    """Return the stored decision, or say why it can no longer be signed at this revision."""
    related = ("offering", "office", "service", "mailbox", "case")
    current = Decision.objects.select_related(*(f"application__{name}" for name in related)).get(pk=decision.pk)
    if current.state == DecisionState.SIGNED:
        raise AlreadySigned(current.signer_name, current.signed_at)
    if current.revision != revision:
        raise DecisionChangedElsewhere(current)
    return current


def _typeset(decision: Decision, *, by: Signatory, at: datetime, is_final: bool) -> bytes:
    on = timezone.localdate(at)
    template, sources = letter_template(decision)
    data = letter_data(decision, by=by, on=on)
    title = f"{data['subject']} ({decision.application.reference})"
    attached = [_data_of(decision, by=by, at=at)] if is_final else []
    return typeset(template, data, title=title, on=on, archive=is_final, attachments=attached, sources=sources)


def _data_of(decision: Decision, *, by: Signatory, at: datetime) -> Attachment:
    """Return the decision for machines, attached to the letter that people read."""
    content = {
        "reference": decision.application.reference,
        "service": decision.application.service.key,
        "decision": decision.to_data(),
        "automatic": decision.is_automatic,
        "signed_by": by.actor,
        "signed_at": at.isoformat(),
    }
    return Attachment(
        name="bescheid.json",
        content=json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode(),
        media_type="application/json",
        description="Der Bescheid als Daten",
    )


def _win(decision: Decision, revision: int) -> None:
    # One UPDATE decides: two people may sign in the same second. The row stays locked until commit.
    won = Decision.objects.filter(pk=decision.pk, state=DecisionState.DRAFT, revision=revision).update(
        revision=revision + 1
    )
    if not won:
        _still_open(decision, revision)
    decision.revision = revision + 1


def _close_application(application: Application, *, at: datetime) -> None:
    decided = Application.objects.filter(pk=application.pk, state__in=UNDECIDED).update(
        state=ApplicationState.DECIDED, decided_at=at
    )
    if not decided:
        raise AlreadyDecided(application.reference)
    application.state, application.decided_at = ApplicationState.DECIDED, at


def _file(decision: Decision, blob: StoredBlob, *, by: Signatory, at: datetime) -> Document:
    return records.add_document(
        case=decision.application.case,
        title=f"Bescheid: {decision.subject}"[:300],
        kind=DocumentKind.LETTER,
        direction=Direction.OUTGOING,
        blob=blob,
        media_type=_PDF,
        original_name=_FILE_NAME,
        at=at,
        actor=by.actor,
        text="\n".join([*decision.paragraphs, *decision.conditions, decision.reasons]),
    )


def _deliver(decision: Decision, blob: StoredBlob, *, by: Signatory, at: datetime, link: str) -> Message:
    application = decision.application
    return mailbox.deliver(
        mailbox=application.mailbox,
        kind=MessageKind.DECISION,
        subject=decision.subject[:200],
        body=(
            f"{decision.salutation}\n\nwir haben über Ihren Antrag entschieden.\n"
            "Der Bescheid liegt als PDF bei. Er gilt einen Tag nach dem ersten Öffnen als bekannt gegeben."
        ),
        sender=", ".join(part for part in (application.office.name, by.name) if part),
        at=at,
        actor=by.actor,
        attachments=[mailbox.AttachedFile(name=_FILE_NAME, sha256=blob.sha256, size=blob.size, media_type=_PDF)],
        link=link,
    )


def _freeze(decision: Decision, document: Document, message: Message, *, by: Signatory, at: datetime) -> None:
    decision.state = DecisionState.SIGNED
    decision.signed_by, decision.signer_name, decision.signed_at = by.actor, by.name or by.title, at
    decision.document, decision.message = document, message
    decision.save(update_fields=("state", "signed_by", "signer_name", "signed_at", "document", "message"))


def _record(decision: Decision, blob: StoredBlob, *, by: Signatory, at: datetime) -> None:
    audit.record(
        subject=decision.application.subject,
        verb="decision.signed",
        actor=by.actor,
        at=at,
        data={
            "decision": str(decision.pk),
            "outcome": decision.outcome,
            "sha256": blob.sha256,
            "automatic": decision.is_automatic,
        },
    )
