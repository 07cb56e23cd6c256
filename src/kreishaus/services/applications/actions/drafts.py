"""Drafts: begun, saved from one or more devices, thrown away or expired.

A draft is nobody's business but the applicant's, so saving one leaves no event in the log;
only the clean-up does, because it lets go of files.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kreishaus.base.ids import new_secret, secret_digest
from kreishaus.base.words import GERMAN
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.inserting import insert_row
from kreishaus.services.applications.engine import files
from kreishaus.services.applications.models import Application, Draft, Offering
from kreishaus.services.catalogue.models import Service
from kreishaus.services.forms import paging
from kreishaus.services.forms.engine.rows import initial_answers
from kreishaus.services.forms.queries import schema_of

DRAFT_LIFETIME = timedelta(days=30)
_EXPIRY_BATCH = 200


class OfferingRetired(Exception):
    """The offering takes no new drafts; a newer version or another way exists."""


class DraftGone(Exception):
    """The draft was thrown away or has expired."""


class DraftAlreadySubmitted(Exception):
    """The draft became an application meanwhile; `application` is the one."""

    def __init__(self, application: Application) -> None:
        super().__init__(application.reference)
        self.application = application


class DraftChangedElsewhere(Exception):
    """A second tab or device saved first: `draft` holds its answers, `answers` what was not saved."""

    def __init__(self, draft: Draft, answers: dict[str, Any]) -> None:
        super().__init__(str(draft.pk))
        self.draft = draft
        self.answers = answers


def start_draft(
    *,
    offering: Offering,
    service: Service,
    at: datetime,
    answers: dict[str, Any] | None = None,
    raw: dict[str, Any] | None = None,
    language: str = GERMAN,
) -> tuple[Draft, str]:
    """Begin a draft and return it with its secret, which is kept nowhere.

    `answers` are those of the first page; without them the draft has the defaults of the form.

    :raises OfferingRetired: if the offering takes no new drafts.
    """
    if offering.retired_at is not None and offering.retired_at <= at:
        raise OfferingRetired(str(offering.pk))
    secret = new_secret()
    draft = insert_row(
        Draft(
            offering=offering,
            service=service,
            secret_digest=secret_digest(secret),
            answers=initial_answers(schema_of(offering.form)) if answers is None else answers,
            raw=raw or {},
            language=language,
            started_at=at,
            saved_at=at,
            expires_at=at + DRAFT_LIFETIME,
        )
    )
    return draft, secret


def save_answers(
    *,
    draft: Draft,
    answers: dict[str, Any],
    raw: dict[str, Any],
    revision: int,
    at: datetime,
) -> Draft:
    """Save the answers if nobody saved since `revision`, and keep the draft for another 30 days.

    Hidden answers are saved like all others: nothing typed is lost because a rule hides it.

    :raises DraftChangedElsewhere: if a second tab or device was faster.
    :raises DraftAlreadySubmitted: if the draft became an application.
    :raises DraftGone: if it was thrown away or has expired.
    """
    # One UPDATE decides: two tabs may save in the same second.
    saved = Draft.objects.filter(pk=draft.pk, revision=revision).update(
        answers=answers, raw=raw, revision=revision + 1, saved_at=at, expires_at=at + DRAFT_LIFETIME
    )
    if not saved:
        raise why_not_there(draft, answers)
    draft.answers, draft.raw, draft.revision = answers, raw, revision + 1
    draft.saved_at, draft.expires_at = at, at + DRAFT_LIFETIME
    return draft


def attach_file(*, draft: Draft, path: str, file: files.FileAnswer, revision: int, at: datetime) -> Draft:
    """Add a file, stored and inspected already, to the answers; what else was typed stays.

    :raises NoSuchFileField: (of the forms) if the form has no file field at that path.
    :raises TooManyFiles: (of the forms) if the field holds as many as it may.
    """
    answers = paging.attach_file(schema_of(draft.offering.form), draft.answers, path, file)
    return save_answers(draft=draft, answers=answers, raw=draft.raw, revision=revision, at=at)


def detach_file(*, draft: Draft, path: str, index: int, revision: int, at: datetime) -> Draft:
    """Take a file out of the answers; the bytes go with the clean-up of the blob store.

    :raises NoSuchFileField: (of the forms) if the form has no file field at that path.
    """
    answers = paging.detach_file(schema_of(draft.offering.form), draft.answers, path, index)
    return save_answers(draft=draft, answers=answers, raw=draft.raw, revision=revision, at=at)


def change_language(*, draft: Draft, language: str) -> None:
    """Show a draft in another language from now on; its answers and its revision stay.

    What the offering does not have in this language comes in German.
    """
    Draft.objects.filter(pk=draft.pk).update(language=language)
    draft.language = language


def discard_draft(*, draft: Draft) -> None:
    """Delete a draft at the wish of the applicant; doing it twice is no error."""
    Draft.objects.filter(pk=draft.pk).delete()


def expire_drafts(*, at: datetime) -> int:
    """Delete drafts that nobody saved for 30 days, note which files they let go, return how many."""
    expired = 0
    while batch := list(Draft.objects.filter(expires_at__lte=at)[:_EXPIRY_BATCH]):
        expired += _expire(batch, at=at)
    return expired


@transaction.atomic
def _expire(batch: list[Draft], *, at: datetime) -> int:
    deleted, _ = Draft.objects.filter(pk__in=[draft.pk for draft in batch], expires_at__lte=at).delete()
    released = sorted({file["sha256"] for draft in batch for file in files.files_in(draft.answers)})
    audit.record(
        subject="drafts",
        verb="drafts.expired",
        actor="system:drafts",
        at=at,
        data={"count": deleted, "released_blobs": released},
        reason="Seit 30 Tagen nicht gespeichert",
    )
    return deleted


def why_not_there(draft: Draft, answers: dict[str, Any]) -> Exception:
    """Return the reason why a draft could not be saved, as the exception to raise."""
    application = application_of(draft.pk)
    if application is not None:
        return DraftAlreadySubmitted(application)
    current = Draft.objects.filter(pk=draft.pk).first()
    if current is None:
        return DraftGone(str(draft.pk))
    return DraftChangedElsewhere(current, answers)


def application_of(draft_id: UUID) -> Application | None:
    """Return the application that a draft became."""
    return Application.objects.filter(draft_id=draft_id).select_related("case", "mailbox", "service").first()
