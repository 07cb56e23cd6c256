"""Taking a case or a file away: as one PDF, as a ZIP, as a package for a court. Made in the background."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, localtime

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.context import current
from kreishaus.ground.storage import store
from kreishaus.ground.storage.ports import BlobDamaged, BlobMissing
from kreishaus.people.organisation.rules import Acting
from kreishaus.records import queries
from kreishaus.records.enums import ExportKind, ExportState
from kreishaus.records.models import Case, Document, Export, File, Version
from kreishaus.records.models.exports import FOLDER
from kreishaus.records.papers.bundle import pack
from kreishaus.records.papers.contents import Chapter, ContentMissing, Contents, Item
from kreishaus.records.papers.court import pack_for_court
from kreishaus.records.papers.volume import bind

DEMO_NOTICE = "Demonstration: Dies ist keine Akte einer Behörde."
KEPT = timedelta(days=3)
_SECONDS_BETWEEN_NEWS = 1.0
_PIECE = 1 << 18


class NothingToExport(Exception):
    """There is no document that this person may see."""


@transaction.atomic
def order_export(*, of: Case | File, kind: ExportKind, acting: Acting, at: datetime) -> Export:
    """Order a case or a file to take away, with the documents this person may see now.

    :raises NothingToExport: if there are none.
    """
    visible = queries.cases_visible_to(acting)
    chosen = visible.filter(pk=of.pk) if isinstance(of, Case) else visible.filter(file=of)
    cases = list(chosen.values_list("pk", flat=True))
    total = Document.objects.filter(case__in=cases).count()
    if not total:
        raise NothingToExport(of.reference)
    export = Export(
        kind=kind,
        case=of if isinstance(of, Case) else None,
        file=of if isinstance(of, File) else None,
        cases=[str(case) for case in cases],
        total=total,
        ordered_by=acting.actor,
        ordered_at=at,
    )
    export.save(force_insert=True)
    audit.record(
        subject=export.subject,
        verb="export.ordered",
        actor=acting.actor,
        at=at,
        data={"kind": str(kind), "documents": total, "export": str(export.pk)},
    )
    return export


def make_export(*, export: Export, at: datetime) -> None:
    """Make what was ordered; done again it does nothing."""
    if export.state == ExportState.DONE:
        return
    contents = _contents(export)
    folder = export.path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f"{export.pk}.draft"
    try:
        _WRITERS[ExportKind(export.kind)](contents, draft, _news(export))
        draft.chmod(0o600)
        digest, size = _digest(draft)
        draft.replace(export.path)
    finally:
        draft.unlink(missing_ok=True)
    with transaction.atomic():
        export.state, export.sha256, export.size = ExportState.DONE, digest, size
        export.done, export.finished_at = export.total, at
        export.save(update_fields=["state", "sha256", "size", "done", "finished_at"])
        audit.record(
            subject=export.subject,
            verb="export.made",
            actor="system",
            at=at,
            data={"export": str(export.pk), "sha256": digest, "documents": contents.count},
        )


def note_failure(*, export: Export, at: datetime) -> None:
    """Note that the export could not be made, unless it was meanwhile."""
    Export.objects.filter(pk=export.pk, state=ExportState.WANTED).update(state=ExportState.FAILED, finished_at=at)


def clear_exports(*, at: datetime) -> int:
    """Delete what was ordered too long ago, with its files, and return how many there were."""
    old = list(Export.objects.filter(ordered_at__lt=at - KEPT).select_related("case", "file"))
    for export in old:
        export.path.unlink(missing_ok=True)
        export.delete()
    # Rows go with their case when it is destroyed; what they left lies here no longer than the others.
    folder = current().folder / FOLDER
    for file in folder.glob("*") if folder.is_dir() else ():
        if file.stat().st_mtime < (at - KEPT).timestamp():
            file.unlink(missing_ok=True)
    return len(old)


def export_by_id(export_id: UUID) -> Export:
    """Return the export; for jobs, which act for nobody and so ask for no right."""
    return Export.objects.select_related("case", "file").get(pk=export_id)


def _news(export: Export) -> Callable[[int], None]:
    """Return what hears how many documents are done, and writes it down about once a second."""
    last = time.monotonic()

    def hear(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN_NEWS:
            last = time.monotonic()
            Export.objects.filter(pk=export.pk).update(done=min(done, export.total))

    return hear


def _contents(export: Export) -> Contents:
    cases = Case.objects.filter(pk__in=export.cases).select_related("lead_office").order_by("sort_key")
    authority = current()
    return Contents(
        reference=export.reference,
        title=export.whole.title,
        authority=authority.name,
        on=localdate(export.ordered_at),
        chapters=[_chapter(case, with_history=export.kind == ExportKind.BUNDLE) for case in cases],
        demo_notice=DEMO_NOTICE if authority.demo else "",
    )


def _chapter(case: Case, *, with_history: bool) -> Chapter:
    items = [
        _item(document, version)
        for document in queries.documents_of(case)
        for version in (sorted(document.versions.all(), key=_number) if with_history else [document.latest])
    ]
    return Chapter(reference=case.reference, title=case.title, office=case.lead_office.name, items=items)


def _item(document: Document, version: Version) -> Item:
    return Item(
        number=document.number,
        title=document.title,
        name=version.original_name,
        media_type=version.media_type,
        size=version.size,
        sha256=version.sha256,
        version=version.number,
        is_latest=version == document.latest,
        kind=document.type or document.get_kind_display(),
        direction=document.get_direction_display(),
        filed_at=localtime(version.created_at),
        received_at=localtime(document.received_at) if document.received_at else None,
        written_on=document.written_on,
        sent_at=localtime(document.sent_at) if document.sent_at else None,
        sender=document.sender,
        content=lambda: _bytes_of(version),
    )


def _bytes_of(version: Version) -> bytes:
    try:
        return store().read(version.sha256)
    except BlobMissing as error:
        message = "Die Datei fehlt im Speicher."
        raise ContentMissing(message) from error
    except BlobDamaged as error:
        message = "Die Datei ist im Speicher beschädigt."
        raise ContentMissing(message) from error


def _number(version: Version) -> int:
    return version.number


def _digest(path: Path) -> tuple[str, int]:
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def _bind(contents: Contents, target: Path, progress: Callable[[int], None]) -> None:
    bind(contents, target, progress=progress)


def _pack(contents: Contents, target: Path, progress: Callable[[int], None]) -> None:
    pack(contents, target, progress=progress)


def _pack_for_court(contents: Contents, target: Path, progress: Callable[[int], None]) -> None:
    pack_for_court(contents, target, progress=progress)


_WRITERS: dict[ExportKind, Callable[[Contents, Path, Callable[[int], None]], None]] = {
    ExportKind.VOLUME: _bind,
    ExportKind.BUNDLE: _pack,
    ExportKind.COURT: _pack_for_court,
}
