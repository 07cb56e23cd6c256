import json
import shutil
from pathlib import Path

import pytest

from tests.project.installation import kreishaus
from tests.services.forms.formats.xdatenfelder.written import field_xml, rule_xml, schema_xml, used

PACKAGES = Path(__file__).resolve().parents[3] / "demo" / "services"


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    file = tmp_path / "hund.xdf.xml"
    file.write_bytes(schema_xml(used(field_xml(label="Name des Hundes"))))
    return file


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "kaputt.xdf.xml"
    file.write_bytes(schema_xml(used(field_xml())).replace(b"</datenfeld>", b"\n\n</datenfold>"))
    return file


def keys_in(county: Path) -> list[str]:
    return [one["key"] for one in json.loads(kreishaus("service", "list", "--json", data=county).stdout)]


def test_a_schema_becomes_a_draft_and_the_report_says_what_was_taken_over(county: Path, schema: Path) -> None:
    imported = kreishaus("service", "import", schema, data=county)

    assert (imported.returncode, imported.stderr) == (0, "")
    assert "Hund" in imported.stdout
    assert [key for key in keys_in(county) if key.startswith("hund")] != []


def test_scripts_get_the_report_as_json(county: Path, schema: Path) -> None:
    imported = kreishaus("service", "import", schema, "--json", data=county)

    report = json.loads(imported.stdout)
    assert report["file"] == "hund.xdf.xml"
    assert report["key"] in keys_in(county)


def test_the_land_is_given_on_the_way_in(county: Path, tmp_path: Path) -> None:
    file = tmp_path / "land.xdf.xml"
    rule = rule_xml("Für das Land NI gilt: F00000000001 ist auszublenden.")
    file.write_bytes(schema_xml(used(field_xml(label="Name des Hundes"), times="0:1"), head=rule))

    imported = json.loads(kreishaus("service", "import", file, "--state", "ni", "--json", data=county).stdout)
    unknown = kreishaus("service", "import", file, "--state", "XX", data=county)
    given = kreishaus("service", "export", imported["key"], "--to", tmp_path / "aus", data=county)

    assert unknown.returncode == 2
    assert given.returncode == 0, given.stderr
    assert "state: NI" in (tmp_path / "aus" / "form.yaml").read_text(encoding="utf-8")


def test_a_package_folder_is_imported(county: Path, tmp_path: Path) -> None:
    own = tmp_path / "allgemeiner-antrag"
    shutil.copytree(PACKAGES / "allgemeiner-antrag", own)
    text = (own / "service.yaml").read_text(encoding="utf-8")
    (own / "service.yaml").write_text(text.replace("version: 1.", "version: 7."), encoding="utf-8")

    imported = kreishaus("service", "import", own, "--json", data=county)

    assert imported.returncode == 0, imported.stdout + imported.stderr
    assert json.loads(imported.stdout)["version"].startswith("7.")


def test_a_broken_file_is_refused_with_its_line_and_nothing_is_imported(county: Path, broken: Path) -> None:
    before = keys_in(county)

    refused = kreishaus("service", "import", broken, data=county)

    assert refused.returncode == 1
    assert "kaputt.xdf.xml:3" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert keys_in(county) == before


def test_of_several_files_each_is_taken_over_whole_or_not_at_all(county: Path, schema: Path, broken: Path) -> None:
    mixed = kreishaus("service", "import", broken, schema, "--json", data=county)

    refused, imported = json.loads(mixed.stdout)
    assert mixed.returncode == 1
    assert [problem["line"] for problem in refused["problems"]] == [3]
    assert imported["key"] in keys_in(county)


def test_a_missing_file_is_named(county: Path, tmp_path: Path) -> None:
    refused = kreishaus("service", "import", tmp_path / "fehlt.xml", data=county)

    assert refused.returncode == 1
    assert "fehlt.xml: Diese Datei gibt es nicht" in refused.stderr


def test_a_published_version_is_final(filled_county: Path, tmp_path: Path) -> None:
    changed = tmp_path / "jagdschein"
    shutil.copytree(PACKAGES / "jagdschein", changed)
    text = (changed / "service.yaml").read_text(encoding="utf-8")
    (changed / "service.yaml").write_text(text.replace("summary: ", "summary: Neu! ", 1), encoding="utf-8")

    unchanged = kreishaus("service", "import", PACKAGES / "jagdschein", data=filled_county)
    refused = kreishaus("service", "import", changed, data=filled_county)

    assert unchanged.returncode == 0
    assert refused.returncode == 1
    assert "höhere version" in refused.stderr


def test_published_services_are_listed(filled_county: Path) -> None:
    listed = kreishaus("service", "list", data=filled_county)

    assert listed.returncode == 0
    for key in ("allgemeiner-antrag", "jagdschein", "wunschkennzeichen"):
        assert key in listed.stdout


def test_a_draft_with_open_points_does_not_pass_the_check(county: Path, schema: Path) -> None:
    key = json.loads(kreishaus("service", "import", schema, "--json", data=county).stdout)["key"]

    checked = kreishaus("service", "check", key, data=county)
    as_json = kreishaus("service", "check", key, "--json", data=county)

    assert checked.returncode == 1
    assert [one["key"] for one in json.loads(as_json.stdout)] == [key]


def test_the_services_of_the_demonstration_pass_the_check(filled_county: Path) -> None:
    checked = kreishaus("service", "check", data=filled_county)

    assert checked.returncode == 0, checked.stdout


def test_an_unknown_package_is_refused(filled_county: Path) -> None:
    refused = kreishaus("service", "check", "mondfahrt", data=filled_county)

    assert refused.returncode == 1
    assert refused.stderr == "Fehler: Es gibt kein Paket „mondfahrt“. „kreishaus service list“ zeigt alle.\n"


def test_without_an_authority_there_is_a_hint(tmp_path: Path) -> None:
    refused = kreishaus("service", "list", data=tmp_path)

    assert refused.returncode == 1
    assert "Hier ist noch keine Behörde eingerichtet." in refused.stderr


def test_with_two_authorities_one_has_to_choose(county: Path) -> None:
    assert kreishaus("authority", "create", "aurich", data=county).returncode == 0

    unclear = kreishaus("service", "list", data=county)
    unknown = kreishaus("service", "list", "--authority", "wittmund", data=county)
    chosen = kreishaus("service", "list", "--authority", "aurich", data=county)

    assert (unclear.returncode, unknown.returncode, chosen.returncode) == (1, 1, 0)
    assert "Bitte --authority angeben, eine von: leer, aurich." in unclear.stderr
    assert "Es gibt keine Behörde „wittmund“. Vorhanden: leer, aurich." in unknown.stderr
    assert chosen.stdout.startswith("Noch kein Paket.")


def test_the_tests_of_all_services_run(filled_county: Path) -> None:
    tested = kreishaus("service", "test", data=filled_county)

    assert tested.returncode == 0, tested.stdout + tested.stderr
    # Every package of the demo county brings tests of its own.
    passed = [line for line in tested.stdout.splitlines() if line.startswith("ok ")]
    assert len(passed) >= 10
    assert f"Alle {len(passed)} Tests bestanden." in tested.stdout


def test_a_test_that_fails_is_named_and_the_exit_code_is_1(filled_county: Path, tmp_path: Path) -> None:
    own = tmp_path / "wunschkennzeichen"
    shutil.copytree(PACKAGES / "wunschkennzeichen", own)
    text = (own / "service.yaml").read_text(encoding="utf-8")
    (own / "service.yaml").write_text(text.replace('amount: "2.60"', 'amount: "2.70"'), encoding="utf-8")

    tested = kreishaus("service", "test", own, "--json", data=filled_county)

    assert tested.returncode == 1
    failed = [line for line in json.loads(tested.stdout) if not line["passed"]]
    assert len(failed) == 1
    assert "2,70" in failed[0]["problems"][0]


def test_a_service_is_explored_with_a_page_letters_and_data(filled_county: Path, tmp_path: Path) -> None:
    page, letters = tmp_path / "bericht.html", tmp_path / "briefe"
    options = ("--applicants", "20", "--html", page, "--letters", letters)

    explored = kreishaus("service", "explore", "wunschkennzeichen", *options, data=filled_county)
    as_json = kreishaus(
        "service", "explore", PACKAGES / "jagdschein", "--applicants", "5", "--json", data=filled_county
    )

    assert explored.returncode == 0, explored.stdout + explored.stderr
    assert "20 von 20 erdachten Anträgen vollständig, 40 Briefe geschrieben" in explored.stdout
    assert "Prüfbericht" in page.read_text(encoding="utf-8")
    assert len(list(letters.glob("*.pdf"))) == 6
    assert json.loads(as_json.stdout)["exploration"]["complete"] == 5
