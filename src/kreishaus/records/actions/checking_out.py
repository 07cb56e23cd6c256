"""Check-out and check-in: one person works on a document, everybody sees who and since when."""

from datetime import datetime

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.storage.ports import StoredBlob
from kreishaus.records.models import Case, Document, Version

from .documents import CaseIsClosed, CheckedOutByOther, add_version
from .numbers import reserve_document_numbers


class NotCheckedOut(Exception):
    """Nobody has checked the document out."""


@transaction.atomic
def check_out(*, document: Document, actor: str, at: datetime) -> None:
    """Take a document for working on it alone; the case stays open as long.

    :raises CheckedOutByOther: if somebody was faster; it names who and since when.
    :raises CaseIsClosed: if the case lies on file.
    """
    case = _lock(document)
    taken = Document.objects.filter(pk=document.pk, checked_out_by="").update(checked_out_by=actor, checked_out_at=at)
    if not taken:
        document.refresh_from_db(fields=("checked_out_by", "checked_out_at"))
        if document.checked_out_by == actor:
            return
        raise CheckedOutByOther(document.checked_out_by, document.checked_out_at)
    document.checked_out_by, document.checked_out_at = actor, at
    _record(case, document, "document.checked-out", actor, at)


@transaction.atomic
def check_in(
    *,
    document: Document,
    actor: str,
    at: datetime,
    blob: StoredBlob | None = None,
    media_type: str = "",
    original_name: str = "",
    text: str = "",
) -> Version | None:
    """Give a document back, with a new version if there is one (and return it).

    :raises NotCheckedOut: if it is not checked out.
    :raises CheckedOutByOther: if somebody else has it.
    :raises CaseIsClosed: if the case lies on file.
    """
    case = _lock(document)
    document.refresh_from_db(fields=("checked_out_by", "checked_out_at"))
    if not document.checked_out_by:
        raise NotCheckedOut(document.title)
    if document.checked_out_by != actor:
        raise CheckedOutByOther(document.checked_out_by, document.checked_out_at)
    version = None
    if blob is not None:
        version = add_version(
            document=document,
            blob=blob,
            media_type=media_type,
            original_name=original_name,
            at=at,
            actor=actor,
            text=text,
        )
    _release(document)
    _record(case, document, "document.checked-in", actor, at, version=version)
    return version


@transaction.atomic
def take_back(*, document: Document, actor: str, at: datetime, reason: str) -> None:
    """End the check-out of somebody else, for instance of a colleague who fell ill; nothing of the stored is lost.

    :raises NotCheckedOut: if it is not checked out.
    """
    case = _lock(document)
    document.refresh_from_db(fields=("checked_out_by", "checked_out_at"))
    if not document.checked_out_by:
        raise NotCheckedOut(document.title)
    holder = document.checked_out_by
    _release(document)
    _record(case, document, "document.taken-back", actor, at, reason=reason, holder=holder)


def _lock(document: Document) -> Case:
    case = document.home
    # Counting nothing up locks the row: closing the case and checking out cannot happen at once.
    if reserve_document_numbers(case, 0) is None:
        raise CaseIsClosed(case.reference)
    return case


def _release(document: Document) -> None:
    Document.objects.filter(pk=document.pk).update(checked_out_by="", checked_out_at=None)
    document.checked_out_by, document.checked_out_at = "", None


def _record(
    case: Case,
    document: Document,
    verb: str,
    actor: str,
    at: datetime,
    *,
    version: Version | None = None,
    reason: str = "",
    holder: str = "",
) -> None:
    data: dict[str, str | int | None] = {"document": document.number}
    if version is not None:
        data["version"] = version.number
    if holder:
        data["holder"] = holder
    audit.record(subject=f"case:{case.reference}", verb=verb, actor=actor, at=at, data=data, reason=reason)
