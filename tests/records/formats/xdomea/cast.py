"""A file with everything that a release of xdomea can say, and messages around it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import (
    Appraised,
    Envelope,
    ImportResult,
    Message,
    Outcome,
    System,
)
from kreishaus.records.formats.xdomea.model import (
    Attachment,
    Case,
    Classification,
    Directive,
    DisposalKind,
    DisposalMetadata,
    Document,
    File,
    Format,
    Handling,
    Hash,
    HistoryEntry,
    Metadata,
    PathElement,
    Period,
    Plan,
    PlanUnit,
    PositionReference,
    PrimaryFile,
    RecordObject,
    Reference,
    Retention,
    Signature,
    Step,
    Version,
    Workflow,
)
from kreishaus.records.formats.xdomea.parties import (
    Address,
    AuthorityKey,
    Code,
    Contact,
    Extension,
    ExtraField,
    FieldGroup,
    FreeAddress,
    Organisation,
    Person,
    Reachability,
)
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND, Release

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
PROCESS = "0f2d9b7e-5c1a-4a6e-9f3b-2d8c7e6a5b41"
FILE, CASE, SUB_CASE, SUB_FILE = (f"10000000-0000-4000-8000-00000000000{number}" for number in range(4))
DOCUMENT, ATTACHMENT, LETTER, PIECE = (f"20000000-0000-4000-8000-00000000000{number}" for number in range(4))
WORKFLOW = "30000000-0000-4000-8000-000000000000"
PRIMARY = "40000000-0000-4000-8000-000000000000_Bescheid.pdf"
PRIMARY_OF_ATTACHMENT = "40000000-0000-4000-8000-000000000001_Lageplan.pdf"


def meyer(generation: int) -> Contact:
    key = Code("03457000")
    return Contact(
        authority=AuthorityKey(key=key, directory=Code("DVDV", version="1"))
        if generation == FOURTH
        else AuthorityKey(key=key, prefix=Code("ags")),
        institution=Organisation(name="Landkreis Leer", short_name="LK Leer"),
        office="Bauamt",
        person=Person(salutation="Herr", title="Dr.", family_name="Meyer", given_name="Jürgen"),
        activity="Sachbearbeitung",
        responsibility="Bauanträge",
        addresses=(
            Address(
                country=Code("DE", "Deutschland", version="2024"),
                street="Bergmannstraße",
                house_number="37",
                post_box="1640",
                postcode="26789",
                town="Leer",
                addition="Haus B",
                kind=Code("001"),
            ),
        ),
        reachable=(
            Reachability(
                official=True,
                channel=Code("001" if generation == SECOND else "02"),
                value="0491 926-0",
                addition="Zentrale",
                institutional=None if generation == SECOND else False,
            ),
        ),
        role=Code("SB", "Sachbearbeitung", "urn:example:rollen", "1"),
        role_name="Sachbearbeitung" if generation == FOURTH else "",
        free_addresses=(
            FreeAddress(
                kind=Code("003"), line1="a", line2="b", line3="c", line4="d", line5="e", line6="f", addition="g"
            ),
        ),
        born_on=date(1980, 2, 29),
        extensions=(extension(),) if generation == FOURTH else (),
        extension_xml=_xml(generation) if generation == FOURTH else "",
    )


def _xml(generation: int) -> str:
    return (
        "" if generation == SECOND else '<x:more xmlns:x="urn:example:more">Grüße &amp; mehr<x:deep></x:deep></x:more>'
    )


def extension() -> Extension:
    return Extension(
        identifier="urn:example:app",
        name="Fachverfahren",
        description="Felder des Fachverfahrens",
        version="1.2",
        version_date=date(2026, 1, 2),
        groups=(
            FieldGroup(
                name="Grundstück",
                description="Lage",
                groups=(FieldGroup(name="Flur", description="Flur"),),
                fields=(ExtraField(name="Flurstück", description="Nummer", datatype=Code("001"), value="12/3"),),
            ),
        ),
        fields=(ExtraField(name="Gebühr", value="120,00 €"),),
    )


def metadata(generation: int, subject: str, reference: str) -> Metadata:
    latest = generation == FOURTH
    return Metadata(
        subject=subject,
        reference=reference,
        lead_office="Bauamt",
        keeping_office="" if generation == SECOND else "Registratur",
        confidentiality=Code("003"),
        classification=Classification(
            term_year=2055, classified_on=date(2025, 1, 1), issuer="Landrat", ends_on=date(2055, 1, 1), remark="streng"
        )
        if latest
        else Classification(),
        remark="  Leerzeichen bleiben  ",
        medium=Code("001"),
        position=PositionReference(
            reference="63.01", title="Baugenehmigungen", short_title="" if generation == SECOND else "Bau"
        ),
        changed_at=NOON if latest else None,
        path=PathElement(name="63", kind=Code("001"), below=PathElement(name="63.01", kind=Code("002")))
        if latest
        else None,
        privacy_level="hoch" if latest else "",
        privacy_code=Code("B", "", "urn:example:stufen", "1") if latest else None,
    )


def disposal(generation: int) -> DisposalMetadata:
    latest = generation == FOURTH
    return DisposalMetadata(
        retention=Retention(years=30),
        disposal=DisposalKind(code=Code("B")),
        archive_reference="NLA AU Rep. 1",
        proposal=Code("A"),
        proposal_reason="selten" if latest else "",
        kept_until=date(2056, 12, 31),
        transfer_until=date(2028, 12, 31) if latest else None,
    )


def history() -> HistoryEntry:
    return HistoryEntry(
        field="Betreff", old="Haus", new="Wohnhaus", actor="Meyer", at=NOON, remark="Tippfehler", action="geändert"
    )


def document(generation: int, *, uuid: str = DOCUMENT, file: str = PRIMARY, attachments: bool = True) -> Document:
    early, latest = generation == SECOND, generation == FOURTH
    primary = PrimaryFile(
        name=file,
        original_name="" if early else "Bescheid.pdf",
        creator="Meyer",
        created_at=NOON,
        signature=Signature() if early else Signature(embedded=True),
        changed_at=NOON if latest else None,
        hash=Hash(value="ab" * 32, algorithm=Code("SHA-256")) if latest else Hash(),
    )
    hung: tuple[Attachment, ...] = ()
    if attachments:
        inner = document(generation, uuid=ATTACHMENT, file=PRIMARY_OF_ATTACHMENT, attachments=False)
        hung = (Attachment(document=inner, number="A1"),)
    return Document(
        uuid=uuid,
        number="1",
        metadata=metadata(generation, "Bescheid", "63.01-1/2026-1"),
        foreign_reference="XY 7",
        received_on=date(2026, 1, 3),
        sent_on=date(2026, 1, 4),
        written_on=date(2026, 1, 2),
        regarding="Ihr Antrag",
        here="Prüfung",
        editor="Meyer",
        kind="Schreiben",
        history=(history(),),
        workflows=(workflow(generation),) if attachments else (),
        versions=(Version(number="1", formats=(Format(name=Code("044"), version="2u", file=primary),)),),
        references=(Reference(uuid=FILE, kind=Code("001"), reference="63.01-1/2026", remark="siehe auch"),),
        attachments=hung,
        senders=(meyer(generation),),
        recipients=(meyer(generation),),
        contacts=(meyer(generation),),
        extensions=(extension(), extension()),
        extension_xml=_xml(generation),
    )


def workflow(generation: int) -> Workflow:
    latest = generation == FOURTH
    return Workflow(
        uuid=WORKFLOW,
        steps=(
            Step(
                number="1",
                status=Code("003"),
                directive=Directive(
                    creator=meyer(generation),
                    addressee=meyer(generation),
                    made_on=date(2026, 1, 1),
                    made_at=time(8, 30),
                    text="Mitzeichnung",
                    due_on=date(2026, 1, 5),
                    due_at=time(12, 0),
                    note="eilt",
                ),
                handling=Handling(
                    by=meyer(generation), done_on=date(2026, 1, 2), done_at=time(9, 0), remark="gez.", note="ok"
                ),
                parallel_to=("2",) if latest else (),
                version="1" if latest else "",
            ),
        ),
    )


def case(generation: int, *, uuid: str = CASE, inner: bool = True) -> Case:
    return Case(
        uuid=uuid,
        number="1",
        metadata=metadata(generation, "Neubau", "63.01-1/2026"),
        disposal=disposal(generation),
        file_subject="Bauakte",
        kind="Antrag",
        closed=True,
        closed_on=None if generation == SECOND else date(2026, 6, 30),
        period=Period(begins_on=date(2026, 1, 1), ends_on=date(2026, 6, 30)),
        history=(history(),),
        workflows=(workflow(generation),) if inner else (),
        documents=(document(generation),) if inner else (),
        references=(Reference(uuid=FILE, kind=Code("001")),),
        contacts=(meyer(generation),),
        cases=(case(generation, uuid=SUB_CASE, inner=False),) if inner else (),
        extensions=(extension(),),
        extension_xml=_xml(generation),
    )


def file(generation: int) -> File:
    early = generation == SECOND
    return File(
        uuid=FILE,
        number="7",
        metadata=metadata(generation, "Bauakte", "63.01-1"),
        disposal=disposal(generation),
        location="Keller",
        kind="Bauakte",
        period=Period(begins_on=date(2026, 1, 1)),
        history=(history(), history()),
        workflows=(workflow(generation),),
        cases=(case(generation),),
        files=(File(uuid=SUB_FILE, metadata=metadata(generation, "Teilakte", "63.01-1-1")),),
        references=(Reference(uuid=CASE, kind=Code("003")),),
        contacts=(meyer(generation),),
        closed=None if early else True,
        closed_on=None if early else date(2026, 7, 1),
        extensions=(extension(),),
        extension_xml=_xml(generation),
    )


def plan(generation: int) -> Plan:
    early = generation == SECOND
    below = PlanUnit(
        reference="63.01",
        title="Baugenehmigungen",
        disposal=DisposalKind(code=Code("B")) if early else DisposalKind(custom="Auswahl nach Jahrgang"),
        retired=True,
        retention=Retention(years=10) if early else Retention(),
        see_also=() if early else ("61", "62"),
    )
    unit = PlanUnit(
        reference="63",
        title="Bauen",
        short_title="" if early else "Bau",
        disposal=DisposalKind(code=Code("A")),
        period=Period() if early else Period(begins_on=date(2020, 1, 1)),
        retention=Retention(years=30),
        units=(below,),
        extensions=() if early else (extension(),),
        extension_xml=_xml(generation),
    )
    return Plan(
        name="Aktenplan", kind="dezimal", version="2026", units=(unit,), period=Period(begins_on=date(2020, 1, 1))
    )


def envelope(release: Release) -> Envelope:
    generation = release.generation
    return Envelope(
        process=PROCESS,
        created_at=NOON,
        sender=meyer(generation),
        recipient=meyer(generation),
        system=System(
            instance="leer", product="Kreishaus", version="1", vendor="Landkreis Leer" if generation == FOURTH else ""
        ),
        note="Bitte prüfen",
        message="50000000-0000-4000-8000-000000000000" if generation == FOURTH else "",
        answers_to="",
        extensions=(extension(),),
        extension_xml=_xml(generation),
    )


_CARRIERS = {Kind.INFORMATION, Kind.HANDOVER, Kind.OFFER, Kind.DISPOSAL}


def message(kind: Kind, release: Release) -> Message:
    generation = release.generation
    found = Message(kind=kind, release=release, envelope=_envelope_for(kind, release))
    if kind in _CARRIERS:
        found = _carrying(found, generation)
    if kind is Kind.PLAN:
        found = replace(found, plans=(plan(generation),))
    if kind is Kind.APPRAISAL:
        found = replace(found, appraised=(Appraised(uuid=CASE, disposal=DisposalKind(code=Code("A"))),))
    if kind in {Kind.HANDOVER_IMPORTED, Kind.DISPOSAL_IMPORTED}:
        found = _with_results(found, generation)
    return found


def _carrying(found: Message, generation: int) -> Message:
    letter = document(generation, uuid=LETTER, attachments=False)
    objects: tuple[RecordObject, ...] = (file(generation), case(generation))
    if generation != FOURTH:
        objects = (*objects, document(generation))
    plans = () if found.kind is Kind.INFORMATION else (plan(generation),)
    return replace(found, letters=(letter,), objects=objects, plans=plans)


def _with_results(found: Message, generation: int) -> Message:
    archive = "NLA 1" if found.kind is Kind.DISPOSAL_IMPORTED else ""
    result = ImportResult(uuid=CASE, successful=True, archive_reference=archive)
    return replace(
        found,
        outcome=Outcome(successful=True) if generation in {SECOND, FOURTH} else None,
        results=(result,) if archive or generation != SECOND else (),
    )


def _envelope_for(kind: Kind, release: Release) -> Envelope:
    early, latest = release.generation == SECOND, release.generation == FOURTH
    head = replace(envelope(release), kind=Code(kind.number, kind.title))
    if latest and kind not in _CARRIERS:
        head = replace(head, answers_to="60000000-0000-4000-8000-000000000000")
    if kind in {Kind.INFORMATION, Kind.PLAN, Kind.OFFER, Kind.APPRAISAL} or (
        not early and kind in {Kind.HANDOVER, Kind.DISPOSAL}
    ):
        head = replace(head, receipt_wanted=True)
    if kind in {Kind.INFORMATION, Kind.PLAN, Kind.HANDOVER}:
        head = replace(head, further_recipients=(meyer(release.generation),))
    if kind is Kind.DISPOSAL:
        head = replace(head, archive_reference_wanted=True)
    return head
