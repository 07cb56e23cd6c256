import pytest

from kreishaus.records import actions as records
from kreishaus.records.models import Document
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at
from tests.factories.records import a_blob, a_case, a_draft

pytestmark = pytest.mark.django_db


def test_the_page_of_a_document_shows_versions_checksum_and_reason(at_desk: AtDesk) -> None:
    document = _document()
    records.add_version(
        document=document,
        blob=a_blob(b"Neuer Inhalt"),
        media_type="application/pdf",
        original_name="neu.pdf",
        at=cast.ONE,
        actor=cast.MEYER,
    )

    page = look_at(at_desk(cast.meyer()), f"{_address(document)}ansicht/")

    assert "Lageplan" in page
    assert "Fassung 2, Frau Meyer" in page
    assert "Fassung 1, Das System" in page
    assert a_blob(b"Neuer Inhalt").sha256 in page
    assert "Warum sehe ich das?" in page


def test_a_pdf_is_shown_in_the_browser_and_sealed(at_desk: AtDesk) -> None:
    document = _document()

    answer = at_desk(cast.meyer()).get(_address(document))

    assert answer.getvalue() == b"Inhalt"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/zip", "application/json"])
def test_what_could_run_is_only_downloaded(at_desk: AtDesk, media_type: str) -> None:
    document = _document(media_type=media_type)

    answer = at_desk(cast.meyer()).get(_address(document))

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"].endswith("sandbox")


def test_older_versions_stay_readable(at_desk: AtDesk) -> None:
    document, client = _document(), at_desk(cast.meyer())
    records.add_version(
        document=document,
        blob=a_blob(b"Neu"),
        media_type="application/pdf",
        original_name="neu.pdf",
        at=cast.ONE,
        actor=cast.MEYER,
    )

    assert client.get(f"{_address(document)}?fassung=1").getvalue() == b"Inhalt"
    assert client.get(_address(document)).getvalue() == b"Neu"
    assert client.get(f"{_address(document)}?fassung=9").status_code == 404


def test_downloading_on_demand(at_desk: AtDesk) -> None:
    answer = at_desk(cast.meyer()).get(f"{_address(_document())}?herunterladen")

    assert answer["Content-Disposition"].startswith("attachment")


def test_another_office_sees_neither_page_nor_file(at_desk: AtDesk) -> None:
    document, janssen = _document(), at_desk(cast.janssen())

    assert janssen.get(_address(document)).status_code == 404
    assert janssen.get(f"{_address(document)}ansicht/").status_code == 404


def _document(*, media_type: str = "application/pdf") -> Document:
    case = a_case()
    draft = a_draft("Lageplan")
    return records.add_document(
        case=case,
        title=draft.title,
        kind=draft.kind,
        direction=draft.direction,
        blob=draft.blob,
        media_type=media_type,
        original_name=draft.original_name,
        at=cast.NOON,
        actor=cast.SYSTEM,
    )


def _address(document: Document) -> str:
    return f"/vorgang/{document.case.reference}/dokument/{document.number}/"
