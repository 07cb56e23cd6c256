import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kreishaus.people.organisation.enums import Role
from kreishaus.records import actions
from kreishaus.records.models import Document
from tests import cast
from tests.cast import MEYER, NOON
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.factories.organisation import a_member_of_staff
from tests.factories.records import a_case, a_draft

pytestmark = pytest.mark.django_db
PLACE = "/vorgang/63-10-2026-0001/dokument/1/"
VALUES = {
    "title": "Brief der Nachbarn",
    "kind": "letter",
    "type": "Brief",
    "direction": "incoming",
    "written_on": "2026-02-20",
    "received_at": "2026-03-02T12:00",
    "sent_at": "",
    "sender": "Familie Erdacht",
    "recipients": "Landkreis",
    "foreign_reference": "E-7",
    "parent": "",
    "reason": "",
}


@pytest.fixture
def document() -> Document:
    letter, _photo = actions.add_documents(a_case(), [a_draft("Brief"), a_draft("Foto")], at=NOON, actor=MEYER)
    return letter


def test_who_checks_out_is_named_to_everybody_else(at_desk: AtDesk, document: Document) -> None:
    meyer, hinrichs = at_desk(cast.meyer()), at_desk(cast.hinrichs())

    mine = text_of(meyer.post(f"{PLACE}auschecken/", follow=True))
    other = text_of(hinrichs.post(f"{PLACE}auschecken/", follow=True))

    assert "Das Dokument ist für Sie ausgecheckt." in mine
    assert "Sie haben dieses Dokument ausgecheckt" in mine
    assert "Frau Meyer hat das Dokument seit" in other
    assert "Frau Meyer hat dieses Dokument ausgecheckt" in other
    assert "Herr Hinrichs" not in look_at(meyer, f"{PLACE}ansicht/")


def test_check_in_with_a_file_makes_the_next_version(at_desk: AtDesk, document: Document) -> None:
    meyer = at_desk(cast.meyer())
    meyer.post(f"{PLACE}auschecken/")

    upload = SimpleUploadedFile("neu.txt", b"neuer Text", "text/plain")
    page = text_of(meyer.post(f"{PLACE}einchecken/", {"datei": upload}, follow=True))

    assert "Das Dokument ist eingecheckt. Fassung 2 ist abgelegt." in page
    newest = Document.objects.get(pk=document.pk).latest
    assert (newest.number, newest.media_type, newest.original_name) == (2, "text/plain", "neu.txt")
    again = text_of(meyer.post(f"{PLACE}einchecken/", follow=True))
    assert "war nicht mehr ausgecheckt" in again


def test_only_who_leads_ends_the_check_out_of_others_and_says_why(at_desk: AtDesk, document: Document) -> None:
    actions.check_out(document=document, actor=MEYER, at=NOON)
    clerk = at_desk(a_member_of_staff("ahlers", office=cast.building_office()))
    hinrichs = at_desk(cast.hinrichs())

    assert "nicht ändern" in text_of(clerk.post(f"{PLACE}zuruecknehmen/", {"reason": "x"}, follow=True))
    assert "hat das Dokument seit" in text_of(clerk.post(f"{PLACE}einchecken/", follow=True))
    assert "Bitte nennen Sie den Grund." in text_of(hinrichs.post(f"{PLACE}zuruecknehmen/", follow=True))
    done = text_of(hinrichs.post(f"{PLACE}zuruecknehmen/", {"reason": "krank"}, follow=True))
    assert "Das Auschecken ist beendet." in done
    assert Document.objects.get(pk=document.pk).checked_out_by == ""


def test_what_is_noted_changes_and_stands_in_the_history(at_desk: AtDesk, document: Document) -> None:
    meyer = at_desk(cast.meyer())
    photo = Document.objects.get(number=2)
    assert "Angaben ändern: Brief" in look_at(meyer, f"{PLACE}aendern/")

    page = text_of(meyer.post(f"{PLACE}aendern/", VALUES, follow=True))
    attached = meyer.post(
        "/vorgang/63-10-2026-0001/dokument/2/aendern/",
        VALUES | {"title": "Foto", "parent": str(document.pk)},
        follow=True,
    )

    assert "AbsenderFamilie Erdacht" in page
    assert "Fremdes ZeichenE-7" in page
    assert "Anlage zu 1. Brief der Nachbarn" in text_of(attached)
    assert "Anlage: 2. Foto" in look_at(meyer, f"{PLACE}ansicht/")
    history = look_at(meyer, "/vorgang/63-10-2026-0001/")
    assert "hat „Titel“ von Dokument 1 geändert: „Brief“ → „Brief der Nachbarn“" in history
    stored = Document.objects.get(pk=document.pk)
    assert stored.received_at == NOON
    ring = text_of(meyer.post(f"{PLACE}aendern/", VALUES | {"parent": str(photo.pk)}), status=422)
    assert "Das wäre ein Kreis." in ring


def test_closed_cases_and_people_who_only_look_change_nothing(at_desk: AtDesk, document: Document) -> None:
    actions.close_case(case=document.home, actor=MEYER, at=NOON)
    auditor = at_desk(a_member_of_staff("harms", office=cast.order_office(), roles=(Role.AUDITOR,)))
    meyer = at_desk(cast.meyer())

    assert "liegt bei den Akten" in text_of(meyer.post(f"{PLACE}auschecken/", follow=True))
    assert "liegt bei den Akten" in text_of(meyer.post(f"{PLACE}aendern/", VALUES), status=422)
    assert "nicht ändern" in text_of(auditor.post(f"{PLACE}auschecken/", follow=True))
    assert auditor.get(f"{PLACE}aendern/").status_code == 404
    assert at_desk(cast.janssen()).post(f"{PLACE}auschecken/").status_code == 404
