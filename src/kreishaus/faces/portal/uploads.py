"""Taking in files: opened for real, stored by hash, and a clear word when one cannot be used."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from kreishaus.base.words import say
from kreishaus.ground.storage import store
from kreishaus.ground.storage.inspection import UnacceptableUpload, inspect_upload
from kreishaus.services.applications.engine.files import FileAnswer

DOCUMENTS = ("pdf", "jpg", "png")
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of some uploads: files kept, and a sentence for each that was not."""

    files: list[FileAnswer] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)


def take(
    uploads: "Iterable[UploadedFile[Any]]", *, accept: Collection[str] = DOCUMENTS, max_bytes: int | None = None
) -> Taken:
    """Inspect and store the uploads; one bad file does not cost the good ones."""
    taken = Taken()
    limit = min(settings.MAX_UPLOAD_BYTES, max_bytes or settings.MAX_UPLOAD_BYTES)
    for upload in uploads:
        stream = cast("BinaryIO", upload)
        name = (upload.name or say("Datei"))[-_LONGEST_NAME:]
        try:
            inspected = inspect_upload(stream, name=name, accept=accept, max_bytes=limit)
        except UnacceptableUpload as refusal:
            taken.refusals.append(f"{name}: {refusal}")
            continue
        stream.seek(0)
        blob = store().put(stream, max_bytes=limit)
        taken.files.append({"sha256": blob.sha256, "name": name, "size": blob.size, "media_type": inspected.media_type})
    return taken
