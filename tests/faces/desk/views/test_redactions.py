"""Redacting at the desk, without any script."""

import io

import pikepdf
import pytest
from django.test import Client

from kreishaus.ground.audit import queries as audit
from kreishaus.ground.storage import store
from kreishaus.ground.typesetting.text import text_of as pdf_text
from kreishaus.records import actions as records
from kreishaus.records.models import Document
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.records import a_case, a_draft
from tests.records.papers.sheets import archivable

pytestmark = pytest.mark.django_db


def a_document(content: bytes | None = None) -> Document:
    drafts = [a_draft("Antrag", archivable() if content is None else content)]
    return records.add_documents(a_case(), drafts, at=cast.NOON, actor=cast.MEYER)[0]


def address(document: Document) -> str:
    return f"/vorgang/{document.home.reference}/dokument/{document.number}/schwaerzen/"


def send(client: Client, document: Document, **data: object) -> Document | None:
    answer = client.post(address(document), {"fassung": document.latest.sha256, "schwaerzen": "ja", **data})
    return Document.objects.filter(number=2).first() if answer.status_code == 302 else None


def test_words_are_looked_for_shown_and_then_gone_from_a_new_document(at_desk: AtDesk) -> None:
    document, client = a_document(), at_desk(cast.meyer())

    found = text_of(client.post(address(document), {"woerter": "ler-ab 123", "suchen": "ja"}))
    copy = send(client, document, woerter="ler-ab 123", gesucht="ler-ab 123", treffer=["0"], grund="erfunden")

    assert "Treffer: 1" in found
    assert "Kennzeichen LER-AB 123" in found
    assert copy is not None
    assert copy.parent == document
    assert "LER-AB" not in pdf_text(store().read(copy.latest.sha256))
    # The title names the person; the file that leaves the house does not.
    with pikepdf.open(io.BytesIO(store().read(copy.latest.sha256))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Geschwärzte Fassung"
    # The original stays, byte for byte.
    assert store().read(document.latest.sha256) == archivable()
    (event,) = (one for one in audit.history(f"case:{document.home.reference}") if one.verb == "document.redacted")
    assert event.actor == "staff:meyer"
    (mark,) = (event.data or {})["marks"]
    assert mark["page"] == 1
    assert mark["ground"] == "Personenbezogene Daten Dritter"
    assert "geschwärzte Fassung" in look_at(client, f"/vorgang/{document.home.reference}/")


def test_an_area_in_millimetres_goes_as_well(at_desk: AtDesk) -> None:
    document, client = a_document(), at_desk(cast.meyer())

    copy = send(client, document, seite="1", links="0", unten="0", breite="210", hoehe="297")

    assert copy is not None
    assert pdf_text(store().read(copy.latest.sha256)).strip() == ""


def test_what_was_unticked_stays(at_desk: AtDesk) -> None:
    document, client = a_document(), at_desk(cast.meyer())

    assert send(client, document, woerter="LER-AB 123", gesucht="LER-AB 123") is None
    assert Document.objects.count() == 1


@pytest.mark.parametrize("area", [{"seite": "1"}, {"seite": "x", "links": "1"}, {"seite": "9", "links": "0"}])
def test_a_wrong_area_files_nothing(at_desk: AtDesk, area: dict[str, str]) -> None:
    document, client = a_document(), at_desk(cast.meyer())

    assert send(client, document, **area) is None
    assert Document.objects.count() == 1


def test_a_broken_file_says_so(at_desk: AtDesk) -> None:
    document = a_document(b"%PDF-1.7 nichts")

    assert "lässt sich nicht öffnen" in look_at(at_desk(cast.meyer()), address(document))


def test_a_document_of_another_office_looks_like_a_missing_one(at_desk: AtDesk) -> None:
    look_at(at_desk(cast.janssen()), address(a_document()), status=404)
