"""A file leaves the house and comes back into an empty one: the same file, byte for byte."""

import hashlib
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreishaus.base.problems import Problems
from kreishaus.ground.audit.models import Event
from kreishaus.records.actions.exchange import export_files, import_package, write_exchange
from kreishaus.records.formats.xdomea import Kind, Release
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import File as ForeignFile
from kreishaus.records.formats.xdomea.model import Metadata
from kreishaus.records.formats.xdomea.package import open_package, write_package
from kreishaus.records.models import (
    Case,
    CrossReference,
    Document,
    File,
    FilingPosition,
    Participant,
    Version,
)
from tests import cast
from tests.factories.records import a_case, a_draft, a_position
from tests.records.actions.exchange import stock

pytestmark = pytest.mark.django_db

EVERYTHING = (File, Case, Document, Version, Participant, CrossReference, FilingPosition)


def sent(kind: Kind = Kind.HANDOVER, release: Release = Release.V3_1) -> tuple[str, bytes]:
    stream = BytesIO()
    files = File.objects.filter(parent__isnull=True).select_related("position", "lead_office")
    envelope = stock.envelope()
    if release is Release.V4_0:
        system = replace(envelope.system, vendor="Landkreis Leer")
        envelope = replace(envelope, message="50000000-0000-4000-8000-000000000000", system=system)
    report = write_exchange(
        stream,
        export_files(files),
        kind=kind,
        envelope=envelope,
        release=release,
        actor=cast.MEYER,
        at=cast.NOON,
    )
    return report.name, stream.getvalue()


def received(name: str, content: bytes) -> object:
    return import_package(BytesIO(content), name=name, office=cast.building_office(), actor=cast.MEYER, at=cast.ONE)


def rows() -> dict[str, list[dict[str, object]]]:
    """Return every row, without the keys of relations that have no identifier in the standard."""
    found = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in EVERYTHING}
    for name in ("Participant", "CrossReference", "FilingPosition"):
        for row in found[name]:
            row.pop("id")
            row.pop("parent_id", None)
        found[name].sort(key=str)
    for row in found["File"]:
        row.pop("position_id")
    return found


def empty_house() -> None:
    """Leave an authority without any file; what forbids deleting is what protects a real one."""
    with connection.cursor() as cursor:
        _unlock_versions(cursor)
        for model in (CrossReference, Participant, Version, Document, Case, File, FilingPosition):
            table = model._meta.db_table
            if any(field.name == "parent" for field in model._meta.fields):
                cursor.execute(f"UPDATE {table} SET parent_id = NULL")
            cursor.execute(f"DELETE FROM {table}")


def _unlock_versions(cursor: Any) -> None:
    if connection.vendor == "postgresql":
        # Checks that wait for the end of the transaction would keep the table from being altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_version DISABLE TRIGGER USER")
        return
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'records_version'")
    for (trigger,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {trigger}")


def test_a_file_comes_back_into_an_empty_house_as_it_was() -> None:
    stock.file()
    before = rows()
    name, content = sent()
    empty_house()

    received(name, content)

    assert rows() == before
    again_name, again = sent()
    assert (again_name, hashlib.sha256(again).hexdigest()) == (name, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("release", [Release.V2_3, Release.V2_4, Release.V3_0, Release.V3_1])
def test_every_release_brings_the_identifiers_and_contents_back(release: Release) -> None:
    stock.file()
    before = rows()
    name, content = sent(release=release)
    empty_house()

    received(name, content)

    after = rows()
    assert {key: [row["id"] for row in after[key]] for key in ("File", "Case", "Document", "Version")} == {
        key: [row["id"] for row in before[key]] for key in ("File", "Case", "Document", "Version")
    }
    assert [row["sha256"] for row in after["Version"]] == [row["sha256"] for row in before["Version"]]


@pytest.mark.parametrize(
    ("kind", "release", "files"),
    [
        (Kind.INFORMATION, Release.V3_1, 5),
        (Kind.OFFER, Release.V3_1, 0),
        (Kind.DISPOSAL, Release.V3_1, 5),
        (Kind.OFFER, Release.V4_0, 0),
        (Kind.DISPOSAL, Release.V4_0, 5),
    ],
)
def test_the_same_file_goes_out_as_information_offer_and_disposal(kind: Kind, release: Release, files: int) -> None:
    stock.file()

    name, content = sent(kind, release)

    with open_package(BytesIO(content), name=name) as package:
        assert package.message.kind is kind
        assert package.message.left_out == ()
        assert len(package.files) == files


def test_leaving_and_coming_in_are_in_the_log() -> None:
    stock.file()
    name, content = sent()
    empty_house()

    received(name, content)

    verbs = Event.objects.filter(subject="file:63-10-2026").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["file.exported", "file.imported"]
    added = Event.objects.filter(subject="case:63-10-2026-0001", verb__startswith="document.").values_list(
        "verb", flat=True
    )
    assert sorted(added) == ["document.added"] * 3 + ["document.revised"]


def test_what_is_here_already_is_refused() -> None:
    stock.file()
    name, content = sent()

    with pytest.raises(Problems, match="schon hier"):
        received(name, content)

    assert File.objects.count() == 2


def test_a_reference_that_is_taken_here_is_given_a_companion() -> None:
    stock.file()
    name, content = sent()
    empty_house()
    a_position()
    ours = a_case(at=cast.NOON)

    received(name, content)

    assert (ours.reference, ours.file.reference) == ("63-10-2026-0001", "63-10-2026")
    assert File.objects.filter(reference="63-10-2026 (2)").count() == 1
    assert Case.objects.filter(reference="63-10-2026-0001 (2)").count() == 1


def test_an_information_brings_no_plan_so_the_position_must_be_here() -> None:
    stock.file()
    name, content = sent(Kind.INFORMATION)
    empty_house()

    with pytest.raises(Problems, match="legen Sie die Einheit im Aktenplan an"):
        received(name, content)

    assert not File.objects.exists()
    assert not Event.objects.filter(verb="file.imported").exists()


def test_files_of_a_foreign_plan_go_where_the_receiver_says() -> None:
    stock.file()
    name, content = sent()
    empty_house()
    ours = a_position("63.99", "Übernommene Akten")

    import_package(
        BytesIO(content),
        name=name,
        office=cast.building_office(),
        actor=cast.MEYER,
        at=cast.ONE,
        position=ours,
    )

    assert set(File.objects.values_list("position__number", flat=True)) == {"63.99"}
    assert list(FilingPosition.objects.values_list("number", flat=True)) == ["63.99"]


def test_an_offer_is_not_taken_over() -> None:
    stock.file()
    name, content = sent(Kind.OFFER)

    with pytest.raises(Problems, match="bringt keine Akten zur Übernahme"):
        received(name, content)


def test_loose_cases_and_documents_get_a_home() -> None:
    stock.file()
    objects = export_files(File.objects.filter(reference="63-10-2026").select_related("position", "lead_office"))
    (file,) = objects.objects
    assert isinstance(file, ForeignFile)
    case = file.cases[0]
    bare = replace(case, documents=(), cases=(), references=())
    loose = replace(case.documents[1], versions=(), metadata=Metadata(subject="Karte", position=case.metadata.position))
    in_file = ForeignFile(
        uuid="70000000-0000-4000-8000-000000000000",
        metadata=Metadata(subject="Akte mit Papier", position=case.metadata.position),
        documents=(replace(loose, uuid="70000000-0000-4000-8000-000000000001"),),
    )
    message = Message(kind=Kind.INFORMATION, envelope=stock.envelope(), objects=(bare, loose, in_file))
    stream = BytesIO()
    report = write_package(stream, message, {})
    empty_house()
    a_position()

    received(report.name, stream.getvalue())

    assert sorted(File.objects.values_list("title", flat=True)) == ["Akte mit Papier", "Karte", "Zufahrt verbreitern"]
    assert Case.objects.count() == 3
    assert sorted(Document.objects.values_list("case__title", flat=True)) == ["Akte mit Papier", "Karte"]


def test_a_file_with_three_cases_costs_as_many_queries_as_one_with_one() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            export_files(File.objects.select_related("position", "lead_office"))
        return len(queries)

    a_case_with_papers()
    one = cost()
    a_case_with_papers()
    a_case_with_papers()

    assert cost() == one


def a_case_with_papers() -> None:
    from kreishaus.records.actions import add_documents

    case = a_case()
    add_documents(case, [a_draft("Lageplan"), a_draft("Antrag")], at=cast.NOON, actor=cast.MEYER)
    Participant.objects.create(case=case, role="applicant", name="Hilke de Vries")
    CrossReference.objects.create(from_case=case, to_file=case.file)
