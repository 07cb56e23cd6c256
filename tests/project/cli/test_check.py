import json
from pathlib import Path

import pytest

from tests.project.installation import kreishaus


def test_a_sound_installation_is_told_so(filled_county: Path) -> None:
    checked = kreishaus("check", data=filled_county)

    assert checked.returncode == 0
    assert checked.stdout.splitlines()[-1] == "Alles in Ordnung."
    assert "✓ leer: Landkreis Leer (Demonstration), Datenbank auf dem Stand dieser Version." in checked.stdout


def test_scripts_get_json(filled_county: Path) -> None:
    checked = kreishaus("check", "--json", data=filled_county)

    findings = json.loads(checked.stdout)
    assert {finding["level"] for finding in findings} == {"ok", "hint"}
    assert all(set(finding) == {"level", "subject", "message"} for finding in findings)


def test_a_new_installation_is_sound_and_gets_a_hint(tmp_path: Path) -> None:
    checked = kreishaus("check", data=tmp_path)

    assert checked.returncode == 0
    assert "! Behörden: Noch keine. „kreishaus demo“ füllt den Demonstrationskreis." in checked.stdout


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "achtzig"),
        ("KREISHAUS_XSD_DIR", "/gibt/es/nicht"),
        ("KREISHAUS_XSD_DIR", "/proc/self"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("KREISHAUS_WEB_PROCESSES", "0"),
        ("KREISHAUS_WEB_THREADS", "-1"),
        ("KREISHAUS_MAX_UPLOAD_MB", "viel"),
        ("KREISHAUS_TRUSTED_PROXIES", "ja"),
        ("KREISHAUS_RATE_SUBMISSIONS", "120"),
        ("KREISHAUS_PUBLIC_URL", "kreishaus.example"),
        ("KREISHAUS_MAIL_URL", "mail.example"),
        ("KREISHAUS_POSTGRES", "mein Server"),
        ("KREISHAUS_LOG_LEVEL", "laut"),
        ("KREISHAUS_LOG_FORMAT", "xml"),
    ],
)
def test_every_bad_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    checked = kreishaus("check", "--json", data=tmp_path, **{name: value})

    errors = [finding["subject"] for finding in json.loads(checked.stdout) if finding["level"] == "error"]
    assert errors == [name]
    assert checked.returncode == 1
    assert "Traceback" not in checked.stderr


def test_a_public_address_without_encryption_gets_a_hint(tmp_path: Path) -> None:
    checked = kreishaus("check", data=tmp_path, KREISHAUS_PUBLIC_URL="http://kreishaus.example")

    assert "! KREISHAUS_PUBLIC_URL" in checked.stdout


def test_settings_are_shown_without_their_secrets(tmp_path: Path) -> None:
    secrets = {
        "KREISHAUS_SECRET_KEY": "streng-geheim" * 5,
        "KREISHAUS_MAIL_URL": "smtp://ich:streng-geheim@mail.example",
        "KREISHAUS_MAIL_FROM": "post@leer.example",
    }

    checked = kreishaus("check", "--settings", data=tmp_path, **secrets)

    assert "streng-geheim" not in checked.stdout
    assert checked.stdout.count("(gesetzt)") == 2
    assert "post@leer.example" in checked.stdout


def test_a_key_that_others_can_read_is_an_error(county: Path) -> None:
    (county / "secret.key").chmod(0o644)

    checked = kreishaus("check", data=county)

    assert checked.returncode == 1
    assert "chmod 600" in checked.stdout


def test_a_database_that_is_none_is_an_error(county: Path) -> None:
    database = county / "authorities" / "leer" / "kreishaus.sqlite3"
    for file in database.parent.glob("kreishaus.sqlite3*"):
        file.unlink()
    database.write_bytes(b"This is no database, and long enough to be looked at by SQLite. " * 20)

    checked = kreishaus("check", data=county)

    assert checked.returncode == 1
    assert "✗ leer: Die Datenbank antwortet nicht" in checked.stdout
    assert "Traceback" not in checked.stderr


def test_missing_tables_are_an_error_and_are_not_made_by_looking(county: Path) -> None:
    for file in (county / "authorities" / "leer").glob("kreishaus.sqlite3*"):
        file.unlink()

    checked = kreishaus("check", data=county)

    assert checked.returncode == 1
    assert "Änderungen an den Tabellen stehen aus" in checked.stdout


def test_the_official_schemas_are_named(tmp_path: Path, shared_data: Path) -> None:
    without = kreishaus("check", data=tmp_path)
    checked = kreishaus("check", data=tmp_path, KREISHAUS_XSD_DIR=str(shared_data / "fim" / "xsd"))

    assert "! KREISHAUS_XSD_DIR: Nicht gesetzt." in without.stdout
    assert "✓ KREISHAUS_XSD_DIR: urn:xoev-de:fim:standard:xdatenfelder_2, urn:xoev" in checked.stdout
