"""Every message in every release is valid by the official schema and comes back as it was."""

from dataclasses import replace

import pytest

from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import ImportResult, Message
from kreishaus.records.formats.xdomea.model import Document, File, Period, PlanUnit
from kreishaus.records.formats.xdomea.reading import read_message
from kreishaus.records.formats.xdomea.releases import SECOND, Release
from kreishaus.records.formats.xdomea.shapes import Inexpressible
from kreishaus.records.formats.xdomea.validation import check_schema
from kreishaus.records.formats.xdomea.writing import write_message
from tests.records.formats.xdomea import cast

EVERY = [(kind, release) for release in Release for kind in Kind if kind.exists_in(release)]
every_message = pytest.mark.parametrize(
    ("kind", "release"), EVERY, ids=[f"{kind.number}-{release.value}" for kind, release in EVERY]
)


def test_all_kinds_and_releases_are_here() -> None:
    assert len(EVERY) == 11 + 11 + 13 + 13 + 7


@every_message
def test_a_message_is_valid_and_comes_back_as_it_was(kind: Kind, release: Release) -> None:
    message = cast.message(kind, release)

    written = write_message(message)

    assert check_schema(written.content, kind=kind, release=release) == []
    assert read_message(written.content) == message
    assert written.omissions == ()


@every_message
def test_prefix_and_schema_location_are_what_the_standard_wants(kind: Kind, release: Release) -> None:
    written = write_message(cast.message(kind, release))

    read = read_message(written.content)

    assert read.source.prefix == "xdomea"
    assert read.source.schema_location.split()[0] == release.namespace
    assert f'xmlns:xdomea="{release.namespace}"'.encode() in written.content
    assert written.content.count(b"xmlns:xdomea") == 1


def test_fixed_booleans_are_written_as_one() -> None:
    content = write_message(cast.message(Kind.DISPOSAL, Release.V3_1)).content

    assert b"<xdomea:Importbestaetigung>1</xdomea:Importbestaetigung>" in content
    assert b"true" not in content


def test_a_wrong_message_is_no_valid_one() -> None:
    content = write_message(cast.message(Kind.DISPOSAL, Release.V3_1)).content
    broken = content.replace(b"<xdomea:Importbestaetigung>1", b"<xdomea:Importbestaetigung>0")

    (problem,) = check_schema(broken, kind=Kind.DISPOSAL, release=Release.V3_1)

    assert problem.message.startswith("Die Nachricht entspricht nicht dem Schema von xdomea 3.1.0")


def test_what_an_old_release_cannot_say_is_reported() -> None:
    message = cast.message(Kind.OFFER, Release.V2_4)
    file = message.objects[0]
    assert isinstance(file, File)
    named = replace(file, metadata=replace(file.metadata, keeping_office="Registratur"), closed=True)

    written = write_message(replace(message, objects=(named,)))

    assert written.omissions == ("Akte/closed", "Akte/AllgemeineMetadaten/keeping_office")
    assert check_schema(written.content, kind=Kind.OFFER, release=Release.V2_4) == []


def test_a_message_of_one_release_can_be_written_in_another() -> None:
    message = cast.message(Kind.OFFER, Release.V3_1)

    for release in (Release.V2_3, Release.V2_4, Release.V3_0):
        objects = tuple(item for item in message.objects if not isinstance(item, Document))
        written = write_message(replace(message, release=release, objects=objects, plans=()))

        assert check_schema(written.content, kind=Kind.OFFER, release=release) == []
        assert [item.uuid for item in read_message(written.content).objects] == [cast.FILE, cast.CASE]
        assert bool(written.omissions) == (release.generation == SECOND)


def test_a_file_with_documents_and_cases_is_refused_where_the_release_allows_one_of_them() -> None:
    message = cast.message(Kind.OFFER, Release.V2_4)
    file = message.objects[0]
    assert isinstance(file, File)

    with pytest.raises(Inexpressible, match="entweder Dokumente oder Vorgänge"):
        write_message(replace(message, objects=(replace(file, documents=(cast.document(SECOND),)),)))


def test_unlimited_retention_of_a_position_is_refused_before_three() -> None:
    message = cast.message(Kind.PLAN, Release.V2_3)
    plan = replace(message.plans[0], units=(replace(message.plans[0].units[0], retention=PlanUnit().retention),))

    with pytest.raises(Inexpressible, match="Aufbewahrungsdauer"):
        write_message(replace(message, plans=(plan,)))


def test_a_position_without_disposal_is_refused() -> None:
    message = cast.message(Kind.PLAN, Release.V3_1)
    plan = replace(message.plans[0], units=(PlanUnit(reference="1", period=Period()),))

    with pytest.raises(Inexpressible, match="Aussonderungsart"):
        write_message(replace(message, plans=(plan,)))


def test_pieces_of_a_document_need_release_four() -> None:
    piece = Document(uuid=cast.PIECE)
    latest = cast.message(Kind.DISPOSAL, Release.V4_0)
    case = replace(cast.case(4), documents=(Document(uuid=cast.DOCUMENT, pieces=(piece,)),))

    written = write_message(replace(latest, objects=(case,)))

    assert check_schema(written.content, kind=Kind.DISPOSAL, release=Release.V4_0) == []
    assert read_message(written.content).objects == (case,)
    with pytest.raises(Inexpressible, match="Schriftstück"):
        write_message(replace(cast.message(Kind.DISPOSAL, Release.V3_1), objects=(case,)))


def test_a_single_document_cannot_be_disposed_of_in_release_four() -> None:
    message = cast.message(Kind.DISPOSAL, Release.V4_0)

    with pytest.raises(Inexpressible, match="kein einzelnes Dokument"):
        write_message(replace(message, objects=(cast.document(4),)))


def test_release_four_needs_the_ids_of_messages() -> None:
    message = cast.message(Kind.APPRAISAL, Release.V4_0)

    with pytest.raises(Inexpressible, match="eigene UUID"):
        write_message(replace(message, envelope=replace(message.envelope, message="")))
    with pytest.raises(Inexpressible, match="auf die sie antwortet"):
        write_message(replace(message, envelope=replace(message.envelope, answers_to="")))


def test_a_kind_that_the_release_does_not_know_is_refused() -> None:
    with pytest.raises(Inexpressible, match="0507"):
        write_message(replace(cast.message(Kind.DISPOSAL_RECEIVED, Release.V3_1), release=Release.V2_4))


def test_old_releases_sum_results_up() -> None:
    message = cast.message(Kind.DISPOSAL_IMPORTED, Release.V2_4)
    results = (
        ImportResult(uuid=cast.CASE, successful=False, errors=("kaputt", "leer")),
        ImportResult(uuid=cast.FILE, archive_reference="NLA 2"),
    )

    read = read_message(write_message(replace(message, outcome=None, results=results)).content)

    assert read.outcome is not None
    assert (read.outcome.successful, read.outcome.errors) == (False, ("kaputt; leer",))
    assert read.results == (ImportResult(uuid=cast.FILE, archive_reference="NLA 2"),)


def test_the_kind_is_filled_in_where_nobody_gave_it() -> None:
    message: Message = cast.message(Kind.OFFER, Release.V3_1)

    read = read_message(write_message(replace(message, envelope=replace(message.envelope, kind=None))).content)

    assert read == message


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    message = cast.message(Kind.DISPOSAL, Release.V3_1)
    file = message.objects[0]
    assert isinstance(file, File)
    odd = replace(file, location="Kel\x0bler \ud800🙂\ufffe")

    (read, *_) = read_message(write_message(replace(message, objects=(odd,))).content).objects

    assert isinstance(read, File)
    assert read.location == "Keller 🙂"
