import pytest

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.storage.local import LocalBlobs
from kreishaus.project.authority_inspection import inspect
from kreishaus.records import actions
from tests import cast
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db


def told(authority: Authority, level: str) -> list[str]:
    return [finding.message for finding in inspect(authority) if finding.level == level]


def test_a_file_that_vanished_is_an_error_told_without_content(authority: Authority) -> None:
    (document,) = actions.add_documents(a_case(), [a_draft("Ausweis")], at=cast.NOON, actor=cast.SYSTEM)
    audit.sequence()
    assert told(authority, "error") == []
    LocalBlobs.of(authority).path(document.latest.sha256).unlink()

    assert told(authority, "error") == [
        f"Alarm: Fassung {document.latest.pk}, Datei {document.latest.sha256}: Die Datei fehlt."
    ]


def test_a_whole_stock_is_told_with_its_date(authority: Authority) -> None:
    a_case()
    audit.sequence()

    assert told(authority, "ok")[-1].startswith("Wächter: Protokoll, Akten und Dateien stimmen überein, zuletzt ganz")
