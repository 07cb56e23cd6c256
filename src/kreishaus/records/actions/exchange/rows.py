"""The rows of one foreign message, parents first."""

import mimetypes
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import models as db
from django.utils import timezone

from kreishaus.base.ids import new_id
from kreishaus.base.problems import Problem, Problems
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.ground.search import actions as search
from kreishaus.ground.storage.ports import StoredBlob
from kreishaus.people.organisation.models import Office
from kreishaus.records import models
from kreishaus.records.actions.entries import case_entry, document_entry
from kreishaus.records.enums import Access, CaseState, Direction, DocumentKind, FileState
from kreishaus.records.formats.xdomea import Message
from kreishaus.records.formats.xdomea import model as xdomea
from kreishaus.records.formats.xdomea.names import uuid_of_file
from kreishaus.records.formats.xdomea.parties import Contact

from .arranging import every_file
from .plans import UnusableUnit, add_missing_positions
from .relations import cross_reference_of, participant_of
from .words import extras_in, medium_of, secrecy_of


@dataclass
class Importer:
    """Builds the rows of one message, parents first."""

    message: Message
    blobs: dict[str, StoredBlob]
    office: Office
    actor: str
    at: datetime
    fallback: models.FilingPosition | None = None
    files: list[models.File] = field(default_factory=list)
    cases: list[models.Case] = field(default_factory=list)
    documents: list[models.Document] = field(default_factory=list)
    _events: list[audit.EventDraft] = field(default_factory=list)
    _entries: list[search.Entry] = field(default_factory=list)
    _later: list[tuple[str, db.Model, tuple[xdomea.Reference, ...]]] = field(default_factory=list)
    _positions: dict[str, models.FilingPosition] = field(default_factory=dict)

    def take(self, files: list[xdomea.File]) -> None:
        """Store the files with everything in them."""
        wanted = {file.metadata.position.reference for file in every_file(files)} - {""}
        try:
            if self.fallback is None:
                add_missing_positions(self.message.plans, wanted=wanted, actor=self.actor, at=self.at)
        except UnusableUnit as error:
            raise refused(str(error), "Bitte legen Sie die Einheit vorher im Aktenplan an.") from error
        self._positions = {item.number: item for item in models.FilingPosition.objects.filter(number__in=wanted)}
        for file in files:
            self._file(file, None)
        # Only now every target is there.
        for name, row, pointers in self._later:
            for pointer in pointers:
                if reference := cross_reference_of(pointer):
                    setattr(reference, f"from_{name}", row)
                    reference.save(force_insert=True)
        audit.record_all(self._events)
        search.index_all(self._entries)

    def _file(self, file: xdomea.File, parent: models.File | None) -> None:
        ours = extras_in(file.extensions)
        state = _state(FileState, file.closed, ours)
        row = models.File(
            id=UUID(file.uuid),
            parent=parent,
            reference=self._reference(models.File, file.metadata, file.uuid),
            title=_title(file.metadata),
            position=self._position(file.metadata, parent),
            lead_office=self.office,
            year=int(ours["year"]) if ours.get("year", "").isdigit() else None,
            state=state,
            closed_at=self._closed_at(state, file.closed_on, ours),
            **self._kept(file, ours, paper=file.location),
        )
        row.save(force_insert=True)
        self.files.append(row)
        self._event(f"file:{row.reference}", "file.imported", file.metadata.reference, file.uuid)
        self._relations("file", row, file.contacts, file.references)
        for case in file.cases:
            self._case(case, row, None)
        for part in file.files:
            self._file(part, row)

    def _case(self, case: xdomea.Case, file: models.File, parent: models.Case | None) -> None:
        ours = extras_in(case.extensions)
        state = _state(CaseState, case.closed, ours)
        row = models.Case(
            id=UUID(case.uuid),
            file=file,
            parent=parent,
            reference=self._reference(models.Case, case.metadata, case.uuid),
            title=_title(case.metadata),
            lead_office=self.office,
            access=ours["access"] if ours.get("access") in Access else file.position.access,
            state=state,
            closed_at=self._closed_at(state, case.closed_on, ours),
            relevant_on=_day(ours.get("relevant_on")),
            decided_on=_day(ours.get("decided_on")),
            **self._kept(case, ours, paper=ours.get("paper_location", "")),
        )
        row.save(force_insert=True)
        self.cases.append(row)
        self._event(f"case:{row.reference}", "case.imported", case.metadata.reference, case.uuid)
        self._entries.append(case_entry(row))
        self._relations("case", row, case.contacts, case.references)
        numbers = _Numbers()
        for document in (*case.documents, *(piece for item in case.documents for piece in item.pieces)):
            self._document(document, row, None, numbers)
        models.Case.objects.filter(pk=row.pk).update(document_count=numbers.highest)
        for part in case.cases:
            self._case(part, file, row)

    def _document(
        self, document: xdomea.Document, case: models.Case, parent: models.Document | None, numbers: "_Numbers"
    ) -> None:
        ours = extras_in(document.extensions)
        received = _moment(ours.get("received_at")) or _noon(document.received_on)
        sent = _moment(ours.get("sent_at")) or _noon(document.sent_on)
        direction = Direction.INCOMING if received else Direction.OUTGOING if sent else Direction.INTERNAL
        row = models.Document(
            id=UUID(document.uuid),
            case=case,
            parent=parent,
            number=numbers.give(document.number),
            title=_title(document.metadata),
            kind=ours["kind"] if ours.get("kind") in DocumentKind else DocumentKind.ATTACHMENT,
            type=ours.get("type", "" if ours else document.kind)[:100],
            direction=ours["direction"] if ours.get("direction") in Direction else direction,
            written_on=document.written_on,
            received_at=received,
            sent_at=sent,
            sender=ours.get("sender", _names(document.senders, ", "))[:300],
            recipients=ours.get("recipients", _names(document.recipients, "\n")),
            foreign_reference=document.foreign_reference[:120],
            created_at=_moment(ours.get("created_at")) or self.at,
            created_by=ours.get("created_by", document.editor or self.actor)[:200],
        )
        row.save(force_insert=True)
        self.documents.append(row)
        self._versions(document, row, case, ours)
        self._entries.append(document_entry(case, row, text=row.sender))
        self._later.append(("document", row, document.references))
        for attachment in document.attachments:
            self._document(attachment.document, case, row, numbers)

    def _versions(
        self, document: xdomea.Document, row: models.Document, case: models.Case, ours: dict[str, str]
    ) -> None:
        formats = [item for version in document.versions for item in version.formats]
        for number, item in enumerate(formats, start=1):
            blob = self.blobs[item.file.name]
            told = ours.get(f"sha256.{number}")
            if told and told != blob.sha256:
                raise refused(
                    f"Der Inhalt von „{item.file.name}“ hat nicht die Prüfsumme, die die sendende Stelle nennt.",
                    "Bitte lassen Sie sich das Paket neu senden.",
                )
            original = item.file.original_name or item.file.name.partition("_")[2] or item.file.name
            version = models.Version(
                id=self._version_id(item.file.name),
                document=row,
                number=number,
                sha256=blob.sha256,
                size=blob.size,
                media_type=ours.get(f"media_type.{number}")
                or mimetypes.guess_type(original)[0]
                or "application/octet-stream",
                original_name=item.file.original_name or original[:255],
                created_at=_aware(item.file.created_at) or row.created_at,
                created_by=(item.file.creator or row.created_by)[:200],
            )
            version.save(force_insert=True)
            verb = "document.added" if number == 1 else "document.revised"
            data: dict[str, JSON] = {
                "document": row.number,
                "version": number,
                "kind": str(row.kind),
                "sha256": blob.sha256,
                "size": blob.size,
                "id": str(row.pk),
            }
            subject = f"case:{case.reference}"
            self._events.append(audit.EventDraft(subject=subject, verb=verb, actor=self.actor, at=self.at, data=data))

    @staticmethod
    def _version_id(name: str) -> UUID:
        uuid = uuid_of_file(name)
        # A file may stand in two messages; the row of the first keeps its identifier.
        taken = not uuid or models.Version.objects.filter(pk=UUID(uuid)).exists()
        return new_id() if taken else UUID(uuid)

    def _reference(self, model: type[models.File] | type[models.Case], metadata: xdomea.Metadata, uuid: str) -> str:
        """Return the foreign reference, or one beside it if it is taken here."""
        wanted = metadata.reference[:110] or f"übernommen {uuid[:8]}"
        found, number = wanted, 1
        while model._default_manager.filter(reference=found).exists():  # noqa: SLF001 - either model
            number += 1
            found = f"{wanted} ({number})"
        return found

    def _position(self, metadata: xdomea.Metadata, parent: models.File | None) -> models.FilingPosition:
        number = metadata.position.reference
        if number in self._positions:
            return self._positions[number]
        if not number and parent is not None:
            return parent.position
        if self.fallback is not None:
            return self.fallback
        raise refused(
            f"Die Akte „{_title(metadata)}“ liegt unter „{number or 'keiner Einheit'}“; das gibt es in unserem "
            "Aktenplan nicht.",
            "Bitte legen Sie die Einheit im Aktenplan an und übernehmen Sie das Paket dann noch einmal.",
        )

    def _kept(self, item: xdomea.File | xdomea.Case, ours: dict[str, str], *, paper: str) -> dict[str, object]:
        medium = medium_of(item.metadata.medium)
        place = paper[:200] or ("" if medium == "electronic" else "unbekannt (übernommen)")
        begins, ends = item.period.begins_on, item.period.ends_on
        return {
            "begins_on": begins,
            "ends_on": ends,
            "confidentiality": secrecy_of(item.metadata.confidentiality),
            "medium": medium,
            "paper_location": place,
            "opened_at": _moment(ours.get("opened_at")) or _noon(begins) or self.at,
            "retention_until": item.disposal.kept_until,
            "retention_derivation": ours.get("retention_derivation", "")[:500],
            "retention_reason": ours.get("retention_reason", "")[:300],
        }

    def _closed_at(self, state: str, closed_on: date | None, ours: dict[str, str]) -> datetime | None:
        if state == FileState.OPEN:
            return None
        return _moment(ours.get("closed_at")) or _noon(closed_on) or self.at

    def _relations(
        self,
        name: str,
        row: db.Model,
        contacts: tuple[Contact, ...],
        references: tuple[xdomea.Reference, ...],
    ) -> None:
        for contact in contacts:
            if participant := participant_of(contact):
                setattr(participant, name, row)
                participant.save(force_insert=True)
        self._later.append((name, row, references))

    def _event(self, subject: str, verb: str, foreign: str, uuid: str) -> None:
        envelope = self.message.envelope
        sender = envelope.sender
        data: dict[str, JSON] = {
            "message": self.message.kind.number,
            "process": envelope.process,
            "from": sender.institution.name or sender.office,
            "foreign_reference": foreign,
            "id": uuid,
        }
        self._events.append(audit.EventDraft(subject=subject, verb=verb, actor=self.actor, at=self.at, data=data))


class _Numbers:
    """Numbers of the documents of a case: the foreign one where it is free, else the next."""

    def __init__(self) -> None:
        self.highest = 0
        self._taken: set[int] = set()

    def give(self, told: str) -> int:
        number = int(told) if told.isascii() and told.isdigit() and 0 < int(told) < 2**31 else 0
        if not number or number in self._taken:
            number = self.highest + 1
        self._taken.add(number)
        self.highest = max(self.highest, number)
        return number


def _state(states: type[FileState] | type[CaseState], closed: object, ours: dict[str, str]) -> str:
    told = ours.get("state")
    if told in states:
        return str(told)
    return str(states.CLOSED if closed else states.OPEN)


def _title(metadata: xdomea.Metadata) -> str:
    return (metadata.subject or metadata.reference or "ohne Titel")[:300]


def _names(contacts: tuple[Contact, ...], between: str) -> str:
    found = (participant_of(contact) for contact in contacts)
    return between.join(person.name for person in found if person)


def _moment(text: str | None) -> datetime | None:
    return _aware(datetime.fromisoformat(text)) if text else None


def _aware(at: datetime | None) -> datetime | None:
    # Times without a zone mean the clock of the house that wrote them, which is ours.
    return timezone.make_aware(at) if at is not None and timezone.is_naive(at) else at


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _noon(on: date | None) -> datetime | None:
    # Noon stays the same day, whatever zone somebody looks from.
    return None if on is None else timezone.make_aware(datetime(on.year, on.month, on.day, 12))  # noqa: DTZ001


def refused(message: str, hint: str) -> Problems:
    """Return the refusal of a package, in the words of the person who sent for it."""
    return Problems([Problem(message, hint=hint)])
