"""Files of others into the house: identifiers kept, contents stored by hash, everything in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.db import models as db
from django.db import transaction

from kreishaus.ground.storage import store
from kreishaus.ground.storage.ports import StoredBlob
from kreishaus.people.organisation.models import Office
from kreishaus.records import models
from kreishaus.records.formats.xdomea import Kind, Message
from kreishaus.records.formats.xdomea import model as xdomea
from kreishaus.records.formats.xdomea.package import Package, open_package
from kreishaus.records.formats.xdomea.rules import Finding

from .arranging import every_case, every_file, files_of
from .rows import Importer, refused

_IMPORTED = frozenset({Kind.INFORMATION, Kind.HANDOVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came in: the message, how much of it, and what should be looked at."""

    message: Message
    files: tuple[models.File, ...]
    cases: int
    documents: int
    notes: tuple[Finding, ...]


def import_package(
    source: Path | BinaryIO,
    *,
    name: str = "",
    office: Office,
    actor: str,
    at: datetime,
    position: models.FilingPosition | None = None,
) -> Imported:
    """Take a package with files of others (0101, 0401) into the house, led by an office.

    Filing plans differ: with a `position`, files whose unit ours does not have go there, and no unit is added.

    Contents are stored before the rows: what is in the store without a row is harmless and swept later.

    :raises Problems: if the package is damaged, dangerous or wrong, brings what is here already, or lies
        under positions that our filing plan does not have and the message does not describe.
    """
    with open_package(source, name=name) as package:
        message = package.message
        if message.kind not in _IMPORTED:
            raise refused(
                f"Eine Nachricht {message.kind.number} bringt keine Akten zur Übernahme.",
                "Übernommen werden Informationen (0101) und Abgaben (0401).",
            )
        blobs = _stored(package)
        files = files_of(message.objects)
        with transaction.atomic():
            _refuse_known(files)
            importer = Importer(message, blobs, office, actor, at, position)
            importer.take(files)
        return Imported(
            message=message,
            files=tuple(importer.files),
            cases=len(importer.cases),
            documents=len(importer.documents),
            notes=package.notes,
        )


def _stored(package: Package) -> dict[str, StoredBlob]:
    blobs = {}
    for name in package.files:
        with package.open(name) as stream:
            blobs[name] = store().put(cast("BinaryIO", stream))
    return blobs


def _refuse_known(files: list[xdomea.File]) -> None:
    """Refuse what has been imported before: two rows of one UUID would be two truths."""
    for model, uuids in (
        (models.File, [UUID(file.uuid) for file in every_file(files)]),
        (models.Case, [UUID(case.uuid) for file in every_file(files) for case in every_case(file.cases)]),
    ):
        found: db.Model | None = model._default_manager.filter(pk__in=uuids).first()  # noqa: SLF001 - any model
        if found is not None:
            raise refused(
                f"„{found}“ ist schon hier ({found.pk}).",
                "Bitte prüfen Sie, ob die Nachricht schon einmal übernommen wurde.",
            )
