import json
import sqlite3
from pathlib import Path

from tests.project.installation import kreishaus


def offices_of(county: Path, key: str) -> int:
    with sqlite3.connect(county / "authorities" / key / "kreishaus.sqlite3") as database:
        return int(database.execute("SELECT count(*) FROM organisation_office").fetchone()[0])


def keys_in(county: Path) -> list[str]:
    return [one["key"] for one in json.loads(kreishaus("authority", "list", "--json", data=county).stdout)]


def test_the_demonstration_is_filled_and_marked_as_such(filled_county: Path) -> None:
    (listed,) = json.loads(kreishaus("authority", "list", "--json", data=filled_county).stdout)

    assert listed["key"] == "leer"
    assert listed["name"] == "Landkreis Leer (Demonstration)"
    assert listed["demo"] is True
    assert offices_of(filled_county, "leer") > 5


def test_refilling_replaces_the_demonstration_and_nothing_else(county: Path) -> None:
    assert kreishaus("authority", "create", "aurich", data=county).returncode == 0
    own = county / "authorities" / "aurich" / "blobs" / "own"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"file of Aurich")
    left_over = county / "authorities" / "leer" / "left-over"
    left_over.touch()
    before = offices_of(county, "leer")

    refilled = kreishaus("demo", "--yes", "--no-examples", data=county)

    assert refilled.returncode == 0, refilled.stderr
    assert sorted(keys_in(county)) == ["aurich", "leer"]
    assert own.read_bytes() == b"file of Aurich"
    assert not left_over.exists()
    assert offices_of(county, "leer") == before


def test_without_a_yes_nothing_is_deleted(county: Path) -> None:
    left_over = county / "authorities" / "leer" / "left-over"
    left_over.touch()

    refused = kreishaus("demo", data=county, answer="nein\n")
    unasked = kreishaus("demo", data=county)

    assert (refused.returncode, unasked.returncode) == (1, 1)
    assert "Alle Daten des Demonstrationskreises werden gelöscht." in refused.stdout
    assert "Abgebrochen." in refused.stderr
    assert left_over.exists()


def test_a_real_authority_of_that_name_is_never_replaced(tmp_path: Path) -> None:
    assert kreishaus("authority", "create", "leer", "--host", "localhost", data=tmp_path).returncode == 0

    refused = kreishaus("demo", "--yes", data=tmp_path)

    assert refused.returncode == 1
    assert "Fehler: Die Behörde „leer“ gibt es schon." in refused.stderr
    assert offices_of(tmp_path, "leer") == 0
