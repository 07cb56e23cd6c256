"""Making a copy of a document without its secrets; the original stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.storage import store
from kreishaus.people.organisation.rules import Acting
from kreishaus.records.enums import Direction
from kreishaus.records.models import Document, Version
from kreishaus.records.papers import redacting

from .documents import add_document

PDF = "application/pdf"
NEUTRAL_TITLE = "Geschwärzte Fassung"
_TENTHS = 10
_LONGEST_TITLE = 300


class NothingMarked(Exception):
    """Nobody said what is to go."""


@dataclass(frozen=True, slots=True)
class GroundedMark:
    """A mark with the reason why this may not be shown."""

    mark: redacting.Mark
    ground: str


@transaction.atomic
def redact_document(
    *, document: Document, version: Version, marks: Sequence[GroundedMark], acting: Acting, at: datetime
) -> Document:
    """File a redacted copy of this version beside the original and note each mark with its ground and author.

    :raises NothingMarked: if there are no marks.
    :raises redacting.NotRedactable: if the file is no PDF that can be redacted.
    :raises redacting.NotProven: if the check of the result found something; nothing is filed then.
    :raises CaseIsClosed: if the case lies on file.
    """
    if not marks:
        raise NothingMarked
    if version.media_type != PDF:
        message = "Schwärzen lassen sich nur PDF-Dateien."
        raise redacting.NotRedactable(message)
    suffix = " (geschwärzt)"
    title = document.title[: _LONGEST_TITLE - len(suffix)] + suffix
    # The title of a document often names the very person; inside the file it would leave the house.
    made = redacting.redact(store().read(version.sha256), [each.mark for each in marks], title=NEUTRAL_TITLE)
    case = document.home
    copy = add_document(
        case=case,
        title=title,
        kind=document.kind,  # type: ignore[arg-type]
        direction=Direction.INTERNAL,
        blob=store().put(made.pdf),
        media_type=PDF,
        original_name=f"dokument-{document.number}-geschwaerzt.pdf",
        at=at,
        actor=acting.actor,
        text=made.text,
    )
    copy.parent = document
    copy.save(update_fields=["parent"])
    audit.record(
        subject=f"case:{case.reference}",
        verb="document.redacted",
        actor=acting.actor,
        at=at,
        data={
            "document": document.number,
            "version": version.number,
            "sha256": version.sha256,
            "copy": copy.number,
            "removed": made.removed,
            "marks": [
                {
                    "page": each.mark.page + 1,
                    "box": [round(edge * _TENTHS) for edge in each.mark.box],
                    "ground": each.ground,
                }
                for each in marks
            ],
        },
    )
    return copy
