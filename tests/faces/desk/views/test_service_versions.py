import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.engine.settings import Change
from kreishaus.workshop.packages.models import PackageVersion
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, schema_xml, used
from tests.workshop.packages.conftest import files

pytestmark = pytest.mark.django_db
REPORT = "/dienste/hundesteuer/1.0.0/pruefbericht/"


def fim(inner: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile("hund.xml", schema_xml(inner or used(group_xml(used(field_xml())))))


def test_the_report_groups_official_messages_by_severity(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": fim()})

    page = look_at(client, REPORT)

    assert "Kritische Fehler" in page
    assert "Meldung 1010, 2-mal Die Bezeichnung für die Ausgabe fehlt." in page
    assert "Halter (G00000000001)" in page
    assert "Name (F00000000001)" in page
    assert "Nicht geprüft: Die amtlichen XML-Schemata sind nicht eingerichtet" in page


def test_departures_from_the_official_schema_name_their_line(
    at_desk: AtDesk, settings: Settings, shared_data: Path
) -> None:
    settings.XSD_DIR = shared_data / "fim" / "xsd"
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": fim()})

    page = look_at(client, REPORT)

    assert "Zeile 1 In <header> fehlt etwas. Erwartet wird: nachrichtID." in page


def test_the_report_of_a_real_file_is_short_enough_to_read(at_desk: AtDesk, shared_data: Path) -> None:
    content = (shared_data / "fim" / "xdf3" / "S00000000362.xml").read_bytes()
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": SimpleUploadedFile("s.xml", content)})
    version = PackageVersion.objects.get()

    page = look_at(client, f"/dienste/{version.package.key}/1.0.0/pruefbericht/")

    assert "Meldung 1097 Ein freigegebenes Schema darf nicht zum Platzhalter-Steckbrief gehören." in page
    assert len(page) < 20_000


def test_a_reader_from_another_room_finds_nothing(at_desk: AtDesk) -> None:
    at_desk(cast.poppinga()).post("/dienste/einlesen/", {"datei": fim()})

    assert at_desk(cast.meyer()).get(REPORT).status_code == 404


def test_a_package_written_by_hand_has_no_report(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": fim()})
    PackageVersion.objects.update(report=None)

    assert client.get(REPORT).status_code == 404


NEW = schema_xml(used(group_xml(used(field_xml(label="Rufname")) + used(field_xml(number=2, label="Farbe"))))).replace(
    b"1.0.0", b"1.1.0"
)
MERGE = "/dienste/hundesteuer/1.0.0/fim-fassung/"
COMPARE = "/dienste/hundesteuer/1.0.0/vergleich/"


def reworded() -> PackageVersion:
    version = PackageVersion.objects.get()
    edit = Change("halter.name", {"label": "Wie heißt Ihr Hund?"})
    actions.edit_form(version=version, edit=edit, shown=version.digest, actor="staff:poppinga", at=cast.NOON)
    version.refresh_from_db()
    return version


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def test_a_new_fim_version_is_looked_at_decided_and_taken_over(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": fim()})
    version = reworded()

    upload = look_at(client, MERGE)
    shown = client.post(MERGE, {"datei": SimpleUploadedFile("neu.xml", NEW)})
    page = text_of(shown)
    html = shown.content.decode()
    conflict = re.search(r'name="(wahl-[^"]+)"', html)
    assert conflict
    done = client.post(
        MERGE,
        {
            "datei_marke": hidden(html, "datei_marke"),
            "stand": hidden(html, "stand"),
            conflict[1]: "fim",
            "uebernehmen": "ja",
        },
        follow=True,
    )

    assert "Ihre Texte, Regeln und Ihre Reihenfolge bleiben." in upload
    assert "von Version 1.0.0 auf 1.1.0" in page
    assert "„Wie heißt Ihr Hund?“ in „Halter“, Frage" in page
    assert "Vor Ort: Wie heißt Ihr Hund?" in page
    assert "FIM: Rufname" in page
    assert "Feld „Farbe“ in „Halter“ kommt dazu" in page
    assert "Die neue FIM-Fassung ist übernommen." in text_of(done)
    version.refresh_from_db()
    form = packages.form_or_none(version)
    assert form is not None
    assert [field.label for field in form.fields] == ["Rufname", "Farbe"]


def test_without_a_file_or_with_a_foreign_one_it_says_what_to_do(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": fim()})
    other = SimpleUploadedFile("x.xml", NEW.replace(b"S00000000001", b"S00000000009"))

    assert "Bitte wählen Sie eine Datei aus." in text_of(client.post(MERGE), status=422)
    assert "Bitte wählen Sie eine Datei aus." in text_of(client.post(MERGE, {"datei_marke": "erfunden"}), status=422)
    assert "S00000000009" in text_of(client.post(MERGE, {"datei": other}), status=422)


def test_an_edit_between_looking_and_taking_over_is_not_lost(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": fim()})
    html = client.post(MERGE, {"datei": SimpleUploadedFile("neu.xml", NEW)}).content.decode()
    version = reworded()

    answer = client.post(
        MERGE,
        {
            "datei_marke": hidden(html, "datei_marke"),
            "stand": hidden(html, "stand"),
            "uebernehmen": "ja",
        },
        follow=True,
    )

    assert "Inzwischen hat jemand anderes den Entwurf geändert." in text_of(answer)
    digest = version.digest
    version.refresh_from_db()
    assert version.digest == digest


def test_two_versions_are_compared(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    client.post("/dienste/einlesen/", {"datei": fim()})
    assert "erst eine Fassung" in look_at(client, COMPARE)
    fresh = actions.start_version(
        version=PackageVersion.objects.get(), number="1.0.1", actor="staff:poppinga", at=cast.NOON
    )
    actions.merge_fim_version(version=fresh, source=NEW, name="neu.xml", actor="staff:poppinga", at=cast.NOON)

    page = look_at(client, COMPARE)

    assert "Von Fassung 1.0.0 zu 1.0.1" in page
    assert "Feld „Rufname“ in „Halter“, Frage Rufname bisher: Name" in page
    assert "Diese Fassung gibt es nicht." in look_at(client, f"{COMPARE}?mit=9.9.9")


def test_a_service_without_a_schema_has_no_fim_version(at_desk: AtDesk) -> None:
    client = at_desk(cast.poppinga())
    actions.import_files(files=files(), actor="staff:poppinga", at=cast.NOON)

    assert client.get(MERGE).status_code == 404
    assert at_desk(cast.meyer()).get(COMPARE).status_code == 404
