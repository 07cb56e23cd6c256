"""Files of the database as objects of xdomea, and packages made of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import IO, BinaryIO

from django.db.models import Prefetch
from django.utils import timezone

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.storage import store
from kreishaus.records import models
from kreishaus.records.enums import CaseState, FileState
from kreishaus.records.formats.xdomea import DEFAULT, Kind, Message, Release, codelists
from kreishaus.records.formats.xdomea import model as xdomea
from kreishaus.records.formats.xdomea.message import Envelope
from kreishaus.records.formats.xdomea.names import primary_name
from kreishaus.records.formats.xdomea.package import PackageReport, write_package
from kreishaus.records.formats.xdomea.parties import Code

from .plans import plan_of
from .relations import contact_of, reference_of
from .words import disposal_code, extras, medium_code, secrecy_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Objects to be sent, the blobs of their primary files (name → SHA-256), and the positions they lie under."""

    objects: tuple[xdomea.RecordObject, ...]
    contents: Mapping[str, str]
    positions: tuple[models.FilingPosition, ...]


def export_files(files: Iterable[models.File]) -> Exported:
    """Return files with everything below them, in a fixed number of queries for each level of sub-files.

    The caller has checked that the reader may see them whole.
    """
    roots = list(files)
    parts: dict[object, list[models.File]] = defaultdict(list)
    everything, level = list(roots), roots
    while level:
        found = models.File.objects.filter(parent__in=level).select_related("position", "lead_office")
        level = list(found.order_by("sort_key", "id"))
        everything += level
        for part in level:
            parts[part.parent_id].append(part)
    builder = _Builder(parts, _cases_of(everything), _file_relations(everything))
    objects = tuple(builder.file(file) for file in roots)
    positions = {file.position_id: file.position for file in everything}
    return Exported(objects=objects, contents=builder.contents, positions=tuple(positions.values()))


def write_exchange(
    stream: BinaryIO,
    exported: Exported,
    *,
    kind: Kind,
    envelope: Envelope,
    actor: str,
    at: datetime,
    release: Release = DEFAULT,
) -> PackageReport:
    """Write a package of exported files, and note in the log that they left the house.

    An offer (0501) names documents without their files; everything else brings them along.

    :raises Problems: if the message breaks a rule of the standard.
    :raises Inexpressible: if the release cannot say something that must not be lost.
    """
    bare = kind is Kind.OFFER
    objects = tuple(_without_versions(item) for item in exported.objects) if bare else exported.objects
    plans = () if kind is Kind.INFORMATION else (plan_of(exported.positions, on=timezone.localdate(at)),)
    message = Message(kind=kind, release=release, envelope=envelope, objects=objects, plans=plans)
    files = {} if bare else {name: partial(_open, sha256) for name, sha256 in exported.contents.items()}
    report = write_package(stream, message, files)
    audit.record_all(
        [
            audit.EventDraft(
                subject=f"file:{item.metadata.reference}",
                verb="file.exported",
                actor=actor,
                at=at,
                data={"message": kind.number, "release": release.value, "process": envelope.process},
            )
            for item in objects
        ]
    )
    return report


def _open(sha256: str) -> AbstractContextManager[IO[bytes]]:
    return store().open(sha256)


def _cases_of(files: Sequence[models.File]) -> dict[object, list[models.Case]]:
    documents = models.Document.objects.order_by("number").prefetch_related(
        "versions", *(f"references__to_{name}" for name in ("file", "case", "document"))
    )
    cases = (
        models.Case.objects.filter(file__in=files)
        .select_related("lead_office")
        .prefetch_related(
            Prefetch("documents", documents),
            "participants",
            *(f"references__to_{name}" for name in ("file", "case", "document")),
        )
    )
    found: dict[object, list[models.Case]] = defaultdict(list)
    for case in cases.order_by("sort_key", "id"):
        found[case.parent_id or case.file_id].append(case)
    return found


def _file_relations(files: Sequence[models.File]) -> dict[object, models.File]:
    related = models.File.objects.filter(pk__in=[file.pk for file in files]).prefetch_related(
        "participants", *(f"references__to_{name}" for name in ("file", "case", "document"))
    )
    return {file.pk: file for file in related}


class _Builder:
    """Turns rows into objects and remembers which blobs they need."""

    def __init__(
        self,
        parts: Mapping[object, list[models.File]],
        cases: Mapping[object, list[models.Case]],
        related: Mapping[object, models.File],
    ) -> None:
        self.contents: dict[str, str] = {}
        self._parts = parts
        self._cases = cases
        self._related = related

    def file(self, file: models.File) -> xdomea.File:
        """Return a file with its cases and sub-files."""
        related = self._related[file.pk]
        return xdomea.File(
            uuid=str(file.pk),
            metadata=_metadata(file, file.position),
            disposal=_disposal(file, file.position),
            location=file.paper_location,
            period=xdomea.Period(begins_on=file.begins_on, ends_on=file.ends_on),
            cases=tuple(self.case(case, file.position) for case in self._cases.get(file.pk, ())),
            files=tuple(self.file(part) for part in self._parts.get(file.pk, ())),
            references=tuple(reference_of(item) for item in related.references.all()),
            contacts=tuple(contact_of(item) for item in related.participants.all()),
            closed=file.state != FileState.OPEN,
            closed_on=_day(file.closed_at),
            extensions=extras(state=file.state, year=file.year, **_kept(file)),
        )

    def case(self, case: models.Case, position: models.FilingPosition) -> xdomea.Case:
        """Return a case with its documents and sub-cases."""
        above: dict[object, list[models.Document]] = defaultdict(list)
        for document in case.documents.all():
            above[document.parent_id].append(document)
        return xdomea.Case(
            uuid=str(case.pk),
            metadata=_metadata(case, position),
            disposal=_disposal(case, position),
            closed=case.state != CaseState.OPEN,
            closed_on=_day(case.closed_at),
            period=xdomea.Period(begins_on=case.begins_on, ends_on=case.ends_on),
            documents=tuple(self.document(item, above) for item in above.get(None, ())),
            references=tuple(reference_of(item) for item in case.references.all()),
            contacts=tuple(contact_of(item) for item in case.participants.all()),
            cases=tuple(self.case(part, position) for part in self._cases.get(case.pk, ())),
            extensions=extras(
                state=case.state,
                access=case.access,
                relevant_on=case.relevant_on,
                decided_on=case.decided_on,
                paper_location=case.paper_location,
                **_kept(case),
            ),
        )

    def document(self, document: models.Document, above: Mapping[object, list[models.Document]]) -> xdomea.Document:
        """Return a document with its versions and attachments."""
        versions = sorted(document.versions.all(), key=lambda version: version.number)
        attachments = tuple(
            xdomea.Attachment(document=self.document(item, above), number=str(item.number))
            for item in above.get(document.pk, ())
        )
        return xdomea.Document(
            uuid=str(document.pk),
            number=str(document.number),
            metadata=xdomea.Metadata(subject=document.title),
            foreign_reference=document.foreign_reference,
            received_on=_day(document.received_at),
            sent_on=_day(document.sent_at),
            written_on=document.written_on,
            kind=document.type or document.get_kind_display(),
            versions=tuple(self.version(version) for version in versions),
            references=tuple(reference_of(item) for item in document.references.all()),
            attachments=attachments,
            extensions=extras(
                kind=document.kind,
                type=document.type,
                direction=document.direction,
                received_at=document.received_at,
                sent_at=document.sent_at,
                sender=document.sender,
                recipients=document.recipients,
                created_at=document.created_at,
                created_by=document.created_by,
                **{f"media_type.{version.number}": version.media_type for version in versions},
                **{f"sha256.{version.number}": version.sha256 for version in versions},
            ),
        )

    def version(self, version: models.Version) -> xdomea.Version:
        """Return a version; its file is called after its own UUID."""
        name = primary_name(str(version.pk), version.original_name or "Datei.bin")
        code, other = codelists.file_format(version.original_name)
        self.contents[name] = version.sha256
        file = xdomea.PrimaryFile(
            name=name,
            original_name=version.original_name,
            creator=version.created_by,
            created_at=version.created_at,
            hash=xdomea.Hash(value=version.sha256, algorithm=Code("SHA-256")),
        )
        item = xdomea.Format(name=code, other_name=other, version="unbekannt", file=file)
        return xdomea.Version(number=str(version.number), formats=(item,))


def _metadata(item: models.File | models.Case, position: models.FilingPosition) -> xdomea.Metadata:
    return xdomea.Metadata(
        subject=item.title,
        reference=item.reference,
        lead_office=item.lead_office.name,
        confidentiality=secrecy_code(item.confidentiality),
        medium=medium_code(item.medium),
        position=xdomea.PositionReference(reference=position.number, title=position.title),
    )


def _disposal(item: models.File | models.Case, position: models.FilingPosition) -> xdomea.DisposalMetadata:
    return xdomea.DisposalMetadata(
        retention=xdomea.Retention(years=position.retention_years),
        disposal=xdomea.DisposalKind(code=disposal_code(position.disposal)),
        kept_until=item.retention_until,
    )


def _kept(item: models.File | models.Case) -> dict[str, str | datetime | None]:
    return {
        "opened_at": item.opened_at,
        "closed_at": item.closed_at,
        "retention_derivation": item.retention_derivation,
        "retention_reason": item.retention_reason,
    }


def _day(at: datetime | None) -> date | None:
    return None if at is None else timezone.localdate(at)


def _without_versions(item: xdomea.RecordObject) -> xdomea.RecordObject:
    if isinstance(item, xdomea.File):
        return replace(
            item,
            cases=tuple(_bare_case(case) for case in item.cases),
            files=tuple(file for file in map(_without_versions, item.files) if isinstance(file, xdomea.File)),
        )
    return _bare_case(item) if isinstance(item, xdomea.Case) else _bare_document(item)


def _bare_case(case: xdomea.Case) -> xdomea.Case:
    documents = tuple(_bare_document(document) for document in case.documents)
    return replace(case, documents=documents, cases=tuple(_bare_case(part) for part in case.cases))


def _bare_document(document: xdomea.Document) -> xdomea.Document:
    attachments = tuple(
        replace(attachment, document=_bare_document(attachment.document)) for attachment in document.attachments
    )
    return replace(document, versions=(), attachments=attachments)
