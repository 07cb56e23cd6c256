import json
import shutil
from pathlib import Path

from kreishaus.project.cli.service_export import KINDS
from kreishaus.workshop.packages.queries import FORMATS
from tests.project.installation import kreishaus
from tests.services.forms.formats.xdatenfelder.written import field_xml, schema_xml, used


def test_every_format_of_the_desk_is_there() -> None:
    assert set(KINDS) == {"folder", *FORMATS}


def test_a_service_goes_out_as_folder_and_comes_in_unchanged(county: Path, tmp_path: Path) -> None:
    key = _imported(county, tmp_path)

    exported = kreishaus("service", "export", key, "--to", tmp_path / "raus", data=county)
    again = kreishaus("service", "import", tmp_path / "raus", "--json", data=county)

    assert (exported.returncode, exported.stderr) == (0, "")
    assert json.loads(again.stdout)["version"] == "1.0.0"
    shutil.rmtree(tmp_path / "raus" / "tests", ignore_errors=True)
    assert {file.name for file in (tmp_path / "raus").iterdir()} == {"service.yaml", "form.yaml", "schema.xdf.xml"}


def test_a_service_goes_out_for_fim_and_nothing_is_overwritten(county: Path, tmp_path: Path) -> None:
    key = _imported(county, tmp_path)
    target = tmp_path / "raus.xml"

    first = kreishaus("service", "export", key, "--format", "xdf3", "--to", target, data=county)
    second = kreishaus("service", "export", key, "--format", "xdf3", "--to", target, data=county)

    assert first.returncode == 0, first.stderr
    assert b"xdatenfelder.stammdatenschema.0102" in target.read_bytes()
    assert second.returncode == 1
    assert "gibt es schon" in second.stderr


def test_an_unknown_service_is_named(county: Path) -> None:
    refused = kreishaus("service", "export", "gibt-es-nicht", data=county)

    assert refused.returncode == 1
    assert "Es gibt kein Paket „gibt-es-nicht“" in refused.stderr
    assert "Traceback" not in refused.stderr


def _imported(county: Path, folder: Path) -> str:
    file = folder / "hund.xdf.xml"
    file.write_bytes(schema_xml(used(field_xml(label="Name des Hundes"))))
    return str(json.loads(kreishaus("service", "import", file, "--json", data=county).stdout)["key"])
