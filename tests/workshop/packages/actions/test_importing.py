from pathlib import Path

import pytest
from django.db import transaction

from kreishaus.base.problems import Problems
from kreishaus.ground.audit.queries import history
from kreishaus.services.forms.actions import import_code_list
from kreishaus.services.forms.codes import CodeTable, Column
from kreishaus.workshop.packages.actions import (
    DraftWasEdited,
    VersionIsFinal,
    export_folder,
    import_files,
    import_fim,
    import_package_folder,
    settle_reviews,
)
from kreishaus.workshop.packages.enums import PackageState, Settlement
from kreishaus.workshop.packages.formats.folder import read_folder
from kreishaus.workshop.packages.models import Package, PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, profile_xml, used
from tests.workshop.packages.conftest import FORM, JANSSEN, MEYER, NOON, SERVICE, files

NAMESPACE = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"
RELEASED = "<freigabestatus><code>6</code></freigabestatus>"
LIST_MESSAGE = (
    b"<x:xdatenfelder.codeliste.0105 xmlns:x='urn:xoev-de:fim:standard:xdatenfelder_2'><x:codeliste>"
    b"<x:canonicalIdentification>urn:de:test:hunde</x:canonicalIdentification><x:version>2</x:version>"
    b"</x:codeliste></x:xdatenfelder.codeliste.0105>"
)
ROOT = Path(__file__).resolve().parents[4]

pytestmark = pytest.mark.django_db


def test_a_folder_becomes_a_draft() -> None:
    version = import_package_folder(folder=ROOT / "demo" / "services" / "jagdschein", actor=MEYER, at=NOON)

    assert (version.package.key, version.version, version.state) == ("jagdschein", "1.0.0", PackageState.DRAFT)
    assert [event.verb for event in history("package:jagdschein")] == ["package.imported"]


def test_importing_the_export_changes_nothing(tmp_path: Path) -> None:
    version = import_package_folder(folder=ROOT / "demo" / "services" / "jagdschein", actor=MEYER, at=NOON)

    export_folder(version=version, folder=tmp_path / "export")
    again = import_package_folder(folder=tmp_path / "export", actor=JANSSEN, at=NOON)

    assert read_folder(tmp_path / "export") == read_folder(ROOT / "demo" / "services" / "jagdschein")
    assert again.pk == version.pk
    assert again.changed_by == MEYER
    assert len(history("package:jagdschein")) == 1


def test_an_edited_draft_survives_export_and_import(tmp_path: Path) -> None:
    version = import_files(files=files(), actor=MEYER, at=NOON)
    settle_reviews(version=version, by=Settlement.NOT_NEEDED, note="Gilt nicht.", actor=MEYER, at=NOON)

    export_folder(version=version, folder=tmp_path / "export")
    again = import_package_folder(folder=tmp_path / "export", actor=JANSSEN, at=NOON)

    assert again.digest == version.digest


def test_a_new_import_replaces_the_draft_of_the_same_version() -> None:
    first = import_files(files=files(), actor=MEYER, at=NOON)
    second = import_files(files=files(service=SERVICE.replace("Hund anmelden", "Hund")), actor=JANSSEN, at=NOON)

    assert second.pk == first.pk
    assert second.name == "Hund"
    assert [event.verb for event in history("package:hundesteuer")] == ["package.imported", "package.reimported"]


def test_a_version_that_waits_for_publication_is_not_replaced() -> None:
    version = import_files(files=files(), actor=MEYER, at=NOON)
    PackageVersion.objects.filter(pk=version.pk).update(state=PackageState.IN_REVIEW)

    with pytest.raises(VersionIsFinal, match="höhere version"):
        import_files(files=files(service=SERVICE.replace("Hund anmelden", "Hund")), actor=MEYER, at=NOON)


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ({"service": SERVICE + "key: zwei\n"}, "service.yaml:17: Der Schlüssel „key“ steht zweimal da."),
        ({"service": SERVICE.replace("summary", "sumary")}, "service.yaml:5: Den Schlüssel „sumary“"),
        ({"service": SERVICE.replace("'Hund von '", "'Hund von")}, "service.yaml:12: title: Zeichen 1"),
        ({"form": FORM.replace("type: text", "type: txet")}, "form.yaml:9:"),
        ({"form": FORM.replace("required: true", "requird: true")}, "form.yaml:9:"),
        ({"form": FORM.replace("person.name == 'Hilke'", "person.nam == 'Hilke'")}, "form.yaml:12:"),
        ({"form": FORM.replace("    title: Ihre", "  title: Ihre")}, "form.yaml:4:"),
        ({"form": "- eins\n"}, "form.yaml:1: Die Datei enthält kein Formular."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_imported(broken: dict[str, str], place: str) -> None:
    with pytest.raises(Problems) as refused:
        import_files(files=files(**broken), actor=MEYER, at=NOON)

    assert any(str(problem).startswith(place) for problem in refused.value.problems), str(refused.value)
    assert Package.objects.count() == 0


def test_conditions_that_wait_for_each_other_are_refused() -> None:
    rules = """rules:
  - {id: R1, show: person.email, when: "person.name != ''"}
  - {id: R2, show: person.name, when: "person.email != ''"}
"""
    circular = FORM[: FORM.index("rules:")] + rules

    with pytest.raises(Problems) as refused:
        import_files(files=files(form=circular), actor=MEYER, at=NOON)

    assert refused.value.problems[0].file == "form.yaml"
    assert Package.objects.count() == 0


def test_a_failure_at_the_last_moment_leaves_nothing() -> None:
    def import_and_fail() -> None:
        with transaction.atomic():
            import_files(files=files(), actor=MEYER, at=NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        import_and_fail()

    assert Package.objects.count() == 0
    assert list(history("package:hundesteuer")) == []


def test_work_at_the_desk_is_not_thrown_away_by_an_import() -> None:
    version = import_files(files=files(), actor=MEYER, at=NOON)
    settle_reviews(version=version, by=Settlement.NOT_NEEDED, note="Gilt nicht.", actor=MEYER, at=NOON)

    with pytest.raises(DraftWasEdited):
        import_files(files=files(), actor=JANSSEN, at=NOON)
    import_files(files=files(), actor=JANSSEN, at=NOON, replace=True)

    version.refresh_from_db()
    assert version.digest == version.imported_digest
    assert len(contents.form_of(version).schema.open_reviews) == 2


def test_a_fim_schema_becomes_a_draft_with_open_points(shared_data: Path) -> None:
    source = shared_data / "fim" / "xdf2" / "S05000058V1.0_xdf2.xml"

    imported = import_fim(source=source, name=source.name, actor=MEYER, at=NOON)

    form = contents.form_of(imported.version).schema
    assert contents.content_of(imported.version, "schema.xdf.xml") == source.read_bytes()
    assert len(form.fields) == imported.report.fields
    assert len(form.open_reviews) == imported.report.review
    assert imported.version.report == imported.report.as_json()


def test_every_real_schema_becomes_a_draft(shared_data: Path) -> None:
    sources = sorted((shared_data / "fim").glob("xdf[23]/*.xml"))

    for source in sources:
        import_fim(source=source, name=source.name, actor=MEYER, at=NOON)

    assert len(sources) > 40
    assert PackageVersion.objects.filter(state=PackageState.DRAFT).count() == len(sources)


@pytest.mark.parametrize(
    "content",
    [b"", b"<a>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a xmlns='urn:x'/>", b"\x00\x01", b"%PDF-1.7"],
)
def test_a_broken_schema_is_refused_and_nothing_is_imported(content: bytes) -> None:
    with pytest.raises(Problems) as refused:
        import_fim(source=content, name="kaputt.xml", actor=MEYER, at=NOON)

    assert refused.value.problems[0].file == "kaputt.xml"
    assert Package.objects.count() == 0


def test_a_schema_of_100_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "riesig.xml"
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)

    with pytest.raises(Problems, match="zu groß"):
        import_fim(source=huge, name="riesig.xml", actor=MEYER, at=NOON)


def test_a_schema_without_fields_is_refused_under_its_own_name(shared_data: Path) -> None:
    empty = shared_data / "fim" / "xdf-broken" / "v2" / "minimal.xml"

    with pytest.raises(Problems, match=r"minimal\.xml: Dieses Schema enthält keine Felder"):
        import_fim(source=empty, name=empty.name, actor=MEYER, at=NOON)

    assert not PackageVersion.objects.exists()


def test_a_document_profile_begins_a_draft_with_a_short_form() -> None:
    version = import_fim(source=profile_xml(), name="D1.xml", actor=MEYER, at=NOON).version

    service = contents.definition_of(version).service
    assert (version.name, service.summary) == ("Antrag auf Hunde", "Für Hunde.")
    assert [basis["text"] for basis in service.legal_basis] == ["§ 1 HundeG"]
    assert contents.content_of(version, "schema.xdf.xml") == profile_xml()
    assert contents.form_of(version).schema.fields
    assert version.report is not None
    assert "Dokumentsteckbrief" in version.report["notes"][0]["message"]


@pytest.mark.parametrize(
    ("message", "element"),
    [
        ("datenfeld.0104", field_xml(more=RELEASED)),
        ("datenfeldgruppe.0103", group_xml(used(field_xml()), more=RELEASED)),
    ],
)
def test_a_single_group_or_field_becomes_a_form_of_its_own(message: str, element: str) -> None:
    xml = f"<xdatenfelder.{message} xmlns='{NAMESPACE}'><header/>{element}</xdatenfelder.{message}>"

    version = import_fim(source=xml.replace("<code>", "<code xmlns=''>").encode(), name="E.xml", actor=MEYER, at=NOON)

    form = contents.form_of(version.version).schema
    assert [field.label for field in form.fields] == ["Name"]


def test_a_message_about_a_code_list_says_which_one_and_whether_it_is_at_hand() -> None:
    with pytest.raises(Problems) as missing:
        import_fim(source=LIST_MESSAGE, name="C1.xml", actor=MEYER, at=NOON)
    table = CodeTable("urn:de:test:hunde", "2", "Hunde", (Column("code", "Code"),), (("1",),))
    import_code_list(table=table, actor=MEYER, at=NOON)
    with pytest.raises(Problems) as known:
        import_fim(source=LIST_MESSAGE, name="C1.xml", actor=MEYER, at=NOON)

    assert missing.value.problems[0].message == "Die Datei nennt die Codeliste urn:de:test:hunde_2, kein Datenschema."
    assert "laden Sie die Liste" in missing.value.problems[0].hint
    assert "schon da" in known.value.problems[0].hint
    assert not Package.objects.exists()
