import json
from pathlib import Path

import pytest

from kreishaus.ground.audit import queries
from kreishaus.ground.audit.engine.receipts import render_receipt
from kreishaus.services.applications import actions
from tests.factories.applications import an_application
from tests.project.installation import kreishaus

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    """Return the file that a citizen downloads after the submission."""
    file = tmp_path / "receipt.json"
    file.write_text(render_receipt(actions.receipt(an_application())), encoding="utf-8", newline="")
    return file


def test_a_good_receipt_is_proved_without_any_data(receipt: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "no-data"

    verified = kreishaus("verify", receipt, data=nowhere)

    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.startswith("Gültig.\n")
    assert not nowhere.exists()


def test_scripts_get_json(receipt: Path, tmp_path: Path) -> None:
    verified = json.loads(kreishaus("verify", receipt, "--json", data=tmp_path).stdout)

    assert verified["valid"] is True
    assert verified["details"]["reference"] == "63-10-2026-0001"


def test_the_published_key_can_be_demanded(receipt: Path, tmp_path: Path) -> None:
    own = queries.verifier_key()
    foreign = own.replace(own.rpartition("+")[2][4:8], "AAAA")

    assert kreishaus("verify", receipt, "--key", own, data=tmp_path).returncode == 0
    assert kreishaus("verify", receipt, "--key", foreign, data=tmp_path).returncode == 1


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_changed_byte_is_found(receipt: Path, tmp_path: Path, place: float) -> None:
    content = bytearray(receipt.read_bytes())
    content[int(len(content) * place)] ^= 1
    receipt.write_bytes(bytes(content))

    refused = kreishaus("verify", receipt, data=tmp_path)
    as_json = kreishaus("verify", receipt, "--json", data=tmp_path)

    assert (refused.returncode, as_json.returncode) == (1, 1)
    assert refused.stderr.startswith("Fehler: Nicht gültig. ")
    assert json.loads(as_json.stdout)["valid"] is False
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"kein JSON", b"\xff\xfe", b'{"a": NaN}', b"[" * 5000])
def test_a_file_that_is_no_receipt_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "receipt.json"
    file.write_bytes(content)

    refused = kreishaus("verify", file, data=tmp_path)

    assert refused.returncode == 1
    assert refused.stderr.startswith("Fehler: Nicht gültig. ")


def test_the_whole_store_is_proved_with_figures(county: Path) -> None:
    verified = kreishaus("verify", "--store", "--json", data=county)

    figures = json.loads(verified.stdout.splitlines()[-1])
    assert verified.returncode == 0
    assert (figures["whole"], figures["damages"]) == (True, [])
    assert figures["events"] + figures["pending"] > 0


def test_a_file_or_the_store_must_be_chosen(tmp_path: Path) -> None:
    assert kreishaus("verify", data=tmp_path).returncode == 2
