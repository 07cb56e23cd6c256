"""Changing what is noted about files, cases and documents; every change says what it was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.records.enums import CaseState, FileState
from kreishaus.records.models import Case, Document, File

from .documents import CaseIsClosed, CheckedOutByOther
from .entries import retitle_case, retitle_document

_OF_FILES = ("title", "begins_on", "ends_on", "confidentiality", "medium", "paper_location")
_OF_CASES = (*_OF_FILES, "relevant_on", "decided_on")
_OF_DOCUMENTS = (
    "title",
    "kind",
    "type",
    "direction",
    "written_on",
    "received_at",
    "sent_at",
    "sender",
    "recipients",
    "foreign_reference",
    "parent",
)
# Paper is carried from room to room even when nobody works on the file any more.
_ALWAYS = frozenset({"medium", "paper_location"})


class FileIsClosed(Exception):
    """The file is closed; it must be reopened before it changes."""


class NotChangeable(Exception):
    """This is not noted down by people; it follows from what happens."""


class AttachedToItself(Exception):
    """A document cannot be an attachment of itself or of one of its own attachments."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One metadatum with its old and its new value as the log keeps them."""

    field: str
    name: str
    old: JSON
    new: JSON

    def to_data(self) -> dict[str, JSON]:
        """Return what the audit event carries."""
        return {"field": self.field, "metadatum": self.name, "old": self.old, "new": self.new}


@transaction.atomic
def change_file(
    *, file: File, values: Mapping[str, Any], actor: str, at: datetime, reason: str = ""
) -> tuple[Difference, ...]:
    """Change what is noted about a file and return what is different now.

    :raises FileIsClosed: if it is closed and more than the place of the paper changes.
    :raises NotChangeable: for what people do not note down, such as the state.
    """
    stored = File.objects.select_for_update().get(pk=file.pk)
    if stored.state != FileState.OPEN and not values.keys() <= _ALWAYS:
        raise FileIsClosed(file.reference)
    found = _apply(stored, file, values, _OF_FILES)
    if found:
        _record(f"file:{file.reference}", "file.changed", found, actor=actor, at=at, reason=reason)
    return found


@transaction.atomic
def change_case(
    *, case: Case, values: Mapping[str, Any], actor: str, at: datetime, reason: str = ""
) -> tuple[Difference, ...]:
    """Change what is noted about a case and return what is different now.

    :raises CaseIsClosed: if it lies on file and more than the place of the paper changes.
    :raises NotChangeable: for what people do not note down, such as the state.
    """
    stored = Case.objects.select_for_update().get(pk=case.pk)
    if stored.state != CaseState.OPEN and not values.keys() <= _ALWAYS:
        raise CaseIsClosed(case.reference)
    found = _apply(stored, case, values, _OF_CASES)
    if found:
        _record(f"case:{case.reference}", "case.changed", found, actor=actor, at=at, reason=reason)
    if any(each.field == "title" for each in found):
        retitle_case(case)
    return found


@transaction.atomic
def change_document(
    *, document: Document, values: Mapping[str, Any], actor: str, at: datetime, reason: str = ""
) -> tuple[Difference, ...]:
    """Change what is noted about a document and return what is different now.

    :raises CaseIsClosed: if its case lies on file.
    :raises CheckedOutByOther: while somebody else works on it.
    :raises AttachedToItself: if the attachments would form a ring.
    :raises NotChangeable: for what people do not note down.
    """
    case = Case.objects.select_for_update().get(pk=document.home.pk)
    if case.state != CaseState.OPEN:
        raise CaseIsClosed(case.reference)
    stored = Document.objects.select_related("parent").get(pk=document.pk)
    if stored.checked_out_by not in ("", actor):
        raise CheckedOutByOther(stored.checked_out_by, stored.checked_out_at)
    _check_no_ring(stored, values.get("parent"))
    found = _apply(stored, document, values, _OF_DOCUMENTS)
    data = {"document": document.number}
    if found:
        _record(f"case:{case.reference}", "document.changed", found, actor=actor, at=at, reason=reason, data=data)
    if any(each.field == "title" for each in found):
        retitle_document(document)
    return found


def _check_no_ring(document: Document, parent: Document | None) -> None:
    above = parent
    while above is not None:
        if above.pk == document.pk:
            raise AttachedToItself(document.title)
        if above.case_id != document.case_id:
            raise NotChangeable(above.title)
        above = above.parent


def _apply(
    stored: models.Model, shown: models.Model, values: Mapping[str, Any], allowed: Sequence[str]
) -> tuple[Difference, ...]:
    """Write what differs; `shown` is the object the caller goes on with."""
    found = []
    for name, value in values.items():
        if name not in allowed:
            raise NotChangeable(name)
        old = getattr(stored, name)
        if old != value:
            field = stored._meta.get_field(name)  # noqa: SLF001 -- the name people read
            words = dict(getattr(field, "flatchoices", ()))
            shown_old, shown_new = plain(words.get(old, old)), plain(words.get(value, value))
            found.append(Difference(name, str(getattr(field, "verbose_name", name)), shown_old, shown_new))
            setattr(stored, name, value)
        setattr(shown, name, value)
    if found:
        stored.save(update_fields=[each.field for each in found])
    return tuple(found)


def plain(value: object) -> JSON:
    """Return a value as the log keeps it: dates in ISO form, objects by their name."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def _record(
    subject: str,
    verb: str,
    found: Sequence[Difference],
    *,
    actor: str,
    at: datetime,
    reason: str,
    data: Mapping[str, JSON] | None = None,
) -> None:
    audit.record_all(
        [
            audit.EventDraft(
                subject=subject, verb=verb, actor=actor, at=at, reason=reason, data={**(data or {}), **each.to_data()}
            )
            for each in found
        ]
    )
