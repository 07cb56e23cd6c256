"""Offer, appraisal and hand-over with an archive of our own: nothing missing, nothing too much."""

from contextlib import nullcontext
from dataclasses import replace
from io import BytesIO

import pytest

from kreishaus.records.formats.xdomea.appraising import decision_on, decisions, selection
from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import (
    Attachment,
    Case,
    Document,
    File,
    Format,
    Metadata,
    PrimaryFile,
    RecordObject,
    Version,
)
from kreishaus.records.formats.xdomea.package import open_package, write_package
from kreishaus.records.formats.xdomea.parties import Code
from kreishaus.records.formats.xdomea.releases import Release
from kreishaus.records.formats.xdomea.walking import file_names, formats
from tests.records.formats.xdomea import cast
from tests.records.formats.xdomea.archive import Answer, Archive

CONTENT = b"%PDF-1.7"


def uuid(number: int) -> str:
    return f"70000000-0000-4000-8000-{number:012}"


def document(number: int, *attachments: Document) -> Document:
    file = PrimaryFile(name=f"{uuid(number + 500)}_Schreiben.pdf")
    return Document(
        uuid=uuid(number),
        metadata=Metadata(subject=f"Schreiben {number}"),
        versions=(Version(number="1", formats=(Format(name=Code("044"), version="2u", file=file),)),),
        attachments=tuple(Attachment(document=item) for item in attachments),
    )


def case(number: int, *cases: Case) -> Case:
    return Case(
        uuid=uuid(number),
        metadata=Metadata(subject=f"Vorgang {number}"),
        documents=(document(number + 100, document(number + 200)),),
        cases=cases,
    )


def file(number: int, *cases: Case, files: tuple[File, ...] = ()) -> File:
    return File(uuid=uuid(number), metadata=Metadata(subject=f"Akte {number}"), cases=cases, files=files)


STOCK = (
    file(1, case(11), case(12, case(13))),
    file(2, case(21), case(22), files=(file(3, case(31)),)),
    file(4, case(41)),
)
# File 1 goes without case 12, of file 2 only case 22 is wanted, and the sub-file goes; nobody spoke about file 4.
SAID = {uuid(1): "A", uuid(12): "V", uuid(13): "A", uuid(2): "V", uuid(22): "A", uuid(3): "A"}


def without_files(item: Document | Case | File) -> RecordObject:
    if isinstance(item, Document):
        inner = tuple(Attachment(document=_bare(attachment.document)) for attachment in item.attachments)
        return replace(item, versions=(), attachments=inner)
    documents = tuple(_bare(found) for found in item.documents)
    cases = tuple(found for found in map(without_files, item.cases) if isinstance(found, Case))
    if isinstance(item, Case):
        return replace(item, documents=documents, cases=cases)
    files = tuple(found for found in map(without_files, item.files) if isinstance(found, File))
    return replace(item, documents=documents, cases=cases, files=files)


def _bare(item: Document) -> Document:
    found = without_files(item)
    assert isinstance(found, Document)
    return found


def sent(message: Message) -> Answer:
    stream = BytesIO()
    names = {name for _, item in formats(message) for name in file_names(item.file)}
    report = write_package(stream, message, {name: lambda: nullcontext(BytesIO(CONTENT)) for name in names})
    return Answer(report.name, stream.getvalue())


def message(kind: Kind, release: Release, objects: tuple[RecordObject, ...]) -> Message:
    envelope = replace(cast.envelope(release), kind=None)
    return Message(kind=kind, release=release, envelope=envelope, objects=objects)


def opened(answer: Answer) -> Message:
    with open_package(BytesIO(answer.content), name=answer.name) as package:
        return package.message


@pytest.fixture
def archive() -> Archive:
    return Archive(decide=lambda item: SAID.get(item.uuid))


@pytest.fixture(params=list(Release))
def release(request: pytest.FixtureRequest) -> Release:
    found: Release = request.param
    return found


def test_what_is_handed_over_is_what_the_archive_wants(archive: Archive, release: Release) -> None:
    offer = sent(message(Kind.OFFER, release, tuple(without_files(item) for item in STOCK)))
    receipt, appraisal = (opened(answer) for answer in archive.take_offer(offer.name, offer.content))

    chosen = selection(STOCK, decisions(appraisal), release)
    disposal = sent(message(Kind.DISPOSAL, release, chosen))
    *received, imported = (opened(answer) for answer in archive.take_disposal(disposal.name, disposal.content))

    assert (archive.missing, archive.surplus) == (set(), set())
    assert receipt.kind is Kind.OFFER_RECEIVED
    assert [item.kind for item in received] == ([Kind.DISPOSAL_RECEIVED] if release.generation > 2 else [])
    assert imported.kind is Kind.DISPOSAL_IMPORTED
    assert {result.uuid for result in imported.results} == {uuid(number) for number in (1, 11, 13, 22, 3, 31)}
    assert all(result.successful and result.archive_reference for result in imported.results)
    assert len(archive.held) == 8
    assert set(archive.held.values()) == {CONTENT}


def test_the_archive_sees_what_is_missing(archive: Archive) -> None:
    archive.take_offer(*_offer())

    disposal = sent(message(Kind.DISPOSAL, Release.V3_1, selection(STOCK, SAID, Release.V3_1)[:-1]))
    archive.take_disposal(disposal.name, disposal.content)

    assert archive.missing == {uuid(number) for number in (3, 31, 131, 231)}
    assert archive.surplus == set()


def test_the_archive_sees_what_is_too_much(archive: Archive) -> None:
    archive.take_offer(*_offer())

    disposal = sent(message(Kind.DISPOSAL, Release.V3_1, (*selection(STOCK, SAID, Release.V3_1), case(41))))
    answer = archive.take_disposal(disposal.name, disposal.content)[-1]

    assert archive.missing == set()
    assert archive.surplus == {uuid(number) for number in (41, 141, 241)}
    (refused,) = (result for result in opened(answer).results if not result.successful)
    assert (refused.uuid, refused.errors) == (uuid(41), ("nicht als archivwürdig bewertet",))


def _offer() -> tuple[str, bytes]:
    offer = sent(message(Kind.OFFER, Release.V3_1, tuple(without_files(item) for item in STOCK)))
    return offer.name, offer.content


def test_a_document_inherits_from_the_nearest_above() -> None:
    assert decision_on(document(1), {uuid(1): "A"}, "V") == "V"
    assert decision_on(case(1), {uuid(1): "A"}, "V") == "A"
    assert decision_on(case(2), {}) == "B"


def test_before_four_a_case_travels_alone_and_names_its_file() -> None:
    chosen = selection((STOCK[1],), SAID, Release.V3_1)

    assert [(item.uuid, type(item)) for item in chosen] == [(uuid(22), Case), (uuid(3), File)]
    assert isinstance(chosen[0], Case)
    assert chosen[0].file_subject == "Akte 2"


def test_four_carries_the_parent_as_context() -> None:
    (chosen,) = selection((STOCK[1],), SAID, Release.V4_0)

    assert isinstance(chosen, File)
    assert (chosen.uuid, chosen.context_only) == (uuid(2), True)
    assert [item.uuid for item in chosen.cases] == [uuid(22)]


def test_what_nobody_decided_stays() -> None:
    assert selection(STOCK, {}, Release.V3_1) == ()


def test_a_single_document_goes_with_nothing() -> None:
    assert selection((document(1),), {uuid(1): "A"}, Release.V3_1) == ()
