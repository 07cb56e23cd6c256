import json
from pathlib import Path
from zipfile import ZipFile

from kreishaus.services.forms.formats.genericode import write_genericode
from tests.project.installation import kreishaus
from tests.services.forms.codes.lists import PLACES_URN, many, places


def test_lists_come_in_from_a_file_and_from_a_zip_and_are_listed(county: Path, tmp_path: Path) -> None:
    (tmp_path / "orte.xml").write_bytes(write_genericode(places()))
    with ZipFile(tmp_path / "listen.zip", "w") as archive:
        archive.writestr("viele.xml", write_genericode(many(3)))

    imported = kreishaus("codelist", "import", tmp_path / "orte.xml", tmp_path / "listen.zip", data=county)
    listed = json.loads(kreishaus("codelist", "list", "--json", data=county).stdout)

    assert (imported.returncode, imported.stderr) == (0, "")
    assert imported.stdout.splitlines() == [
        f"Gemeinden ({PLACES_URN}_2026): 8 Einträge, neu",
        "Viele (urn:de:kreishaus:liste:viele_1): 3 Einträge, neu",
    ]
    assert {"urn": PLACES_URN, "version": "2026", "name": "Gemeinden", "rows": 8} in listed


def test_a_wrong_file_is_named_and_the_others_come_in(county: Path, tmp_path: Path) -> None:
    (tmp_path / "kaputt.xml").write_bytes(b"<a>")
    (tmp_path / "viele.xml").write_bytes(write_genericode(many(4, "9")))

    imported = kreishaus("codelist", "import", tmp_path / "kaputt.xml", tmp_path / "viele.xml", data=county)

    assert imported.returncode == 1
    assert "kaputt.xml" in imported.stderr
    assert "4 Einträge, neu" in imported.stdout


def test_a_path_that_is_not_there_is_said(county: Path, tmp_path: Path) -> None:
    imported = kreishaus("codelist", "import", tmp_path / "weg.xml", data=county)

    assert (imported.returncode, "Bitte den Pfad prüfen." in imported.stderr) == (1, True)


def test_the_demo_county_brings_its_own_lists(county: Path) -> None:
    listed = json.loads(kreishaus("codelist", "list", "--json", data=county).stdout)

    assert {one["name"]: one["rows"] for one in listed}.items() >= {
        "Familienstand": 8,
        "Gemeinden im Landkreis Leer": 19,
    }.items()
