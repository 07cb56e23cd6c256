import json
from pathlib import Path

import pytest

from tests.project.installation import kreishaus


def test_a_created_authority_is_listed(tmp_path: Path) -> None:
    created = kreishaus("authority", "create", "aurich", "--name", "Landkreis Aurich", data=tmp_path)
    listed = kreishaus("authority", "list", data=tmp_path)

    assert (created.returncode, created.stderr) == (0, "")
    assert created.stdout == "Behörde „Landkreis Aurich“ ist angelegt und antwortet unter: aurich.localhost.\n"
    assert listed.stdout == f"{'aurich':<16} Landkreis Aurich  (aurich.localhost)\n"


def test_scripts_get_json(tmp_path: Path) -> None:
    hosts = ("--host", "Aurich.example", "--host", "www.aurich.example")

    created = kreishaus("authority", "create", "aurich", *hosts, "--json", data=tmp_path)
    listed = kreishaus("authority", "list", "--json", data=tmp_path)

    assert json.loads(created.stdout) == {"key": "aurich", "hosts": ["aurich.example", "www.aurich.example"]}
    assert json.loads(listed.stdout) == [
        {
            "key": "aurich",
            "name": "aurich",
            "hosts": ["aurich.example", "www.aurich.example"],
            "database": "sqlite",
            "demo": False,
        }
    ]


def test_an_empty_installation_says_how_to_go_on(tmp_path: Path) -> None:
    assert "kreishaus demo" in kreishaus("authority", "list", data=tmp_path).stdout
    assert json.loads(kreishaus("authority", "list", "--json", data=tmp_path).stdout) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["leer"], "Die Behörde „leer“ gibt es schon."),
        (["neu", "--host", "localhost"], "Der Name „localhost“ gehört schon zu „leer“."),
        (["Neu!"], "kann kein Schlüssel sein"),
        (["neu", "--host", "https://neu.example"], "kein Rechnername"),
    ],
)
def test_an_unusable_wish_is_refused_in_words(filled_county: Path, arguments: list[str], message: str) -> None:
    refused = kreishaus("authority", "create", *arguments, data=filled_county)

    assert refused.returncode == 1
    assert message in refused.stderr
    assert refused.stderr.startswith("Fehler: ")
    assert "Traceback" not in refused.stderr


def test_a_database_server_that_does_not_answer_is_explained(tmp_path: Path) -> None:
    server = "postgresql://admin:streng-geheim@127.0.0.1:1/postgres"

    refused = kreishaus("authority", "create", "aurich", data=tmp_path, KREISHAUS_POSTGRES=server)

    assert refused.returncode == 1
    assert "Bitte KREISHAUS_POSTGRES prüfen" in refused.stderr
    assert "streng-geheim" not in refused.stderr
