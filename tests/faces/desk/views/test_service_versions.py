from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from kreishaus.workshop.packages.models import PackageVersion
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, schema_xml, used

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
