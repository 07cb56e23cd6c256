"""Filing positions, cases and documents for tests, made by the real actions."""

from datetime import datetime

from kreishaus.ground.storage.ports import StoredBlob, store
from kreishaus.people.organisation.models import Office
from kreishaus.records import actions
from kreishaus.records.enums import Access, Direction, DocumentKind
from kreishaus.records.models import Case, FilingPosition
from tests import cast


def a_position(
    number: str = "63.10", title: str = "Bauanfragen", *, years: int | None = 10, access: Access = Access.OFFICE
) -> FilingPosition:
    """Return the filing position with this number, created if missing."""
    position, _ = FilingPosition.objects.get_or_create(
        number=number, defaults={"title": title, "retention_years": years, "access": access}
    )
    return position


def a_case(
    title: str = "Zufahrt verbreitern",
    *,
    position: str = "63.10",
    office: Office | None = None,
    at: datetime = cast.NOON,
    actor: str = cast.SYSTEM,
) -> Case:
    """Return a new case of the position; without an office the building office is in charge."""
    a_position(position)
    return actions.open_case(
        position=position, title=title, office=office or cast.building_office(), at=at, actor=actor
    )


def a_draft(
    title: str = "Lageplan",
    content: bytes = b"Inhalt",
    *,
    kind: DocumentKind = DocumentKind.ATTACHMENT,
    direction: Direction = Direction.INCOMING,
    text: str = "",
) -> actions.DocumentDraft:
    """Return a document to be filed; its content lies in the blob store."""
    return actions.DocumentDraft(
        title=title,
        kind=kind,
        direction=direction,
        blob=a_blob(content),
        media_type="application/pdf",
        original_name=f"{title.lower()}.pdf",
        text=text,
    )


def a_blob(content: bytes = b"Inhalt") -> StoredBlob:
    """Return a blob that is really stored."""
    return store().put(content)
