import json
from pathlib import Path

import pytest

from tests.project.installation import kreishaus
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, schema_xml, used

OLD = schema_xml(used(group_xml(used(field_xml()))))
NEW = schema_xml(used(group_xml(used(field_xml(label="Rufname")) + used(field_xml(number=2, label="Farbe")))))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "alt.xml", tmp_path / "neu.xml"
    old.write_bytes(OLD)
    new.write_bytes(NEW.replace(b"1.0.0", b"1.1.0"))
    return old, new


def test_two_files_are_compared_and_a_new_one_is_merged(county: Path, files: tuple[Path, Path]) -> None:
    old, new = files
    kreishaus("service", "import", old, data=county)

    compared = kreishaus("service", "diff", old, new, data=county)
    looked = kreishaus("service", "merge", "hundesteuer", new, "--dry-run", "--json", data=county)
    merged = kreishaus("service", "merge", "hundesteuer", new, data=county)
    now = kreishaus("service", "diff", "hundesteuer", new, "--json", data=county)

    assert "  Feld „Farbe“ in „Halter“\n" in compared.stdout
    assert json.loads(looked.stdout)["written"] is False
    assert json.loads(looked.stdout)["schema"] == {"id": "S00000000001", "from": "1.0.0", "to": "1.1.0"}
    assert (merged.returncode, merged.stdout.splitlines()[-1]) == (
        0,
        "Übernommen in hundesteuer 1.0.0 (in Arbeit).",
    )
    assert json.loads(now.stdout)["changes"] == []


def test_what_does_not_exist_is_named(county: Path, files: tuple[Path, Path]) -> None:
    answer = kreishaus("service", "merge", "katzensteuer", files[1], data=county)

    assert answer.returncode == 1
    assert "„katzensteuer“" in answer.stderr
