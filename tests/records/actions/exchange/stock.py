"""A file with everything our records know, made row by row."""

from datetime import UTC, date, datetime

from kreishaus.records.enums import (
    CaseState,
    Confidentiality,
    Direction,
    Disposal,
    DocumentKind,
    FileState,
    Medium,
    ParticipantRole,
)
from kreishaus.records.formats.xdomea.message import Envelope, System
from kreishaus.records.formats.xdomea.parties import Contact, Organisation
from kreishaus.records.models import Case, CrossReference, Document, File, FilingPosition, Participant, Version
from tests import cast
from tests.factories.records import a_blob

PROCESS = "0f2d9b7e-5c1a-4a6e-9f3b-2d8c7e6a5b41"
CLOSED = datetime(2026, 2, 28, 22, 30, tzinfo=UTC)
OURS = Contact(institution=Organisation(name="Landkreis Leer"), office="Bauamt")
THEIRS = Contact(institution=Organisation(name="Landkreis Nordgeest"))


def envelope() -> Envelope:
    return Envelope(
        process=PROCESS,
        created_at=cast.NOON,
        sender=OURS,
        recipient=THEIRS,
        system=System(product="Kreishaus", version="1"),
        receipt_wanted=True,
    )


def position() -> FilingPosition:
    above = FilingPosition.objects.create(number="63", title="Bauen", retention_years=30)
    return FilingPosition.objects.create(
        number="63.10",
        title="Bauanfragen",
        parent=above,
        note="Anfragen zu Vorhaben",
        retention_years=10,
        retention_source="§ 10",
        disposal=Disposal.ARCHIVE,
        valid_from=date(2020, 1, 1),
    )


def document(case: Case, number: int, *contents: bytes, parent: Document | None = None) -> Document:
    row = Document.objects.create(
        case=case,
        parent=parent,
        number=number,
        title=f"Schreiben {number}",
        kind=DocumentKind.LETTER,
        type="Bescheid",
        direction=Direction.OUTGOING,
        written_on=date(2026, 1, 5),
        received_at=datetime(2026, 1, 6, 23, 30, tzinfo=UTC),
        sent_at=cast.ONE,
        sender="Landkreis Leer",
        recipients="Hilke de Vries\nWerft GmbH",
        foreign_reference="XY 7",
        created_at=cast.NOON,
        created_by=cast.MEYER,
    )
    for count, content in enumerate(contents, start=1):
        blob = a_blob(content)
        Version.objects.create(
            document=row,
            number=count,
            sha256=blob.sha256,
            size=blob.size,
            media_type="application/pdf",
            original_name=f"Größe & Maß {count}.pdf",
            created_at=cast.NOON,
            created_by=cast.MEYER,
        )
    return row


def file() -> File:
    office = cast.building_office()
    kept = {"opened_at": cast.NOON, "begins_on": date(2026, 1, 1), "ends_on": date(2026, 2, 28)}
    row = File.objects.create(
        reference="63-10-2026",
        title="Bauanfragen 2026",
        position=position(),
        lead_office=office,
        year=2026,
        state=FileState.CLOSED,
        closed_at=CLOSED,
        confidentiality=Confidentiality.RESTRICTED,
        medium=Medium.HYBRID,
        paper_location="Keller 3",
        retention_until=date(2036, 12, 31),
        retention_derivation="10 Jahre nach dem Schließen",
        **kept,
    )
    part = File.objects.create(
        reference="63-10-2026/1",
        title="Teil 1",
        position=row.position,
        lead_office=office,
        parent=row,
        opened_at=cast.NOON,
    )
    case = Case.objects.create(
        file=row,
        reference="63-10-2026-0001",
        title="Zufahrt verbreitern",
        lead_office=office,
        state=CaseState.CLOSED,
        closed_at=CLOSED,
        relevant_on=date(2026, 2, 1),
        decided_on=date(2026, 2, 2),
        document_count=3,
        **kept,
    )
    sub_case = Case.objects.create(
        file=row,
        parent=case,
        reference="63-10-2026-0002",
        title="Widerspruch",
        lead_office=office,
        opened_at=cast.NOON,
        document_count=1,
    )
    Case.objects.create(
        file=part, reference="63-10-2026-0003", title="Carport", lead_office=office, opened_at=cast.NOON
    )
    letter = document(case, 1, b"erste Fassung", b"zweite Fassung")
    document(case, 2, b"Lageplan", parent=letter)
    document(case, 3, b"Lageplan")
    document(sub_case, 1, b"Widerspruch")
    Participant.objects.create(
        case=case,
        role=ParticipantRole.APPLICANT,
        name="Hilke de Vries",
        organisation="Werft GmbH",
        street="Hafen 1",
        city="26789 Leer",
        email="hilke.devries@example.org",
        phone="0491 1",
        note="vormittags",
    )
    Participant.objects.create(file=row, role=ParticipantRole.NEIGHBOUR, name="Okko Poppinga")
    CrossReference.objects.create(from_case=case, to_case=sub_case, note="siehe")
    CrossReference.objects.create(from_document=letter, to_file=row)
    CrossReference.objects.create(from_file=row, outside="OVG Lüneburg 1 A 2/26")
    return row
