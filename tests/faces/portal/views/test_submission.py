import pytest

from kreishaus.ground.authorities.context import current
from kreishaus.ground.jobs import worker
from kreishaus.ground.notices.models import OutgoingMail
from kreishaus.ground.storage.local import LocalBlobs
from kreishaus.services.applications.models import Application, Draft
from tests import pages
from tests.faces.portal.visiting import (
    INSURANCE,
    LICENSE,
    PERSON,
    Visitor,
    begun,
    licence_filled_in,
    plate_filled_in,
    send,
    send_page,
    where,
)

pytestmark = pytest.mark.django_db


def check_page(secret: str) -> str:
    return f"/antrag/{secret}/pruefen/"


def test_the_check_page_shows_everything_with_fee_and_ways_to_change(visitor: Visitor, hunting: None) -> None:
    secret = licence_filled_in(visitor)

    page = visitor.get(check_page(secret)).content

    text = pages.everything(page)
    for shown in ("Hilke", "17.05.1988", "Jahresjagdschein (ein Jagdjahr)", "police.pdf", "Jagdabgabe für ein Jahr"):
        assert shown in text
    assert "75,00 €" in text
    leads = pages.links(page)
    assert leads["Ändern: Ihre Angaben"] == f"/antrag/{secret}/seite/person/"
    assert leads["Zurück"] == f"/antrag/{secret}/seite/reliability/"
    assert visitor.client.get(leads["police.pdf"]).status_code == 200


def test_the_check_page_names_what_is_not_sent_and_why(visitor: Visitor, hunting: None) -> None:
    secret = licence_filled_in(visitor)
    renewal = LICENSE | {"license.occasion": "renewal", "license.previous_number": "LER-17"}
    send_page(visitor, secret, "license", renewal)
    send_page(visitor, secret, "license", renewal)
    send_page(visitor, secret, "license", LICENSE)

    text = pages.everything(visitor.get(check_page(secret)).content)

    assert "Wird nicht übermittelt" in text
    assert "LER-17" in text
    send(visitor, secret)
    assert "previous_number" not in Application.objects.get().answers["license"]


def test_an_incomplete_draft_cannot_be_sent_and_says_where_something_is_missing(
    visitor: Visitor, hunting: None
) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    page = send(visitor, secret).content

    assert "Auf diesen Seiten fehlt noch etwas" in pages.everything(page)
    address = pages.links(page)["Versicherung und Nachweise"]
    assert "Bitte prüfen Sie noch 6 Angaben" in pages.everything(visitor.get(address).content)
    assert Application.objects.count() == 0


def test_without_the_declaration_nothing_is_sent_and_the_error_leads_to_the_box(
    visitor: Visitor, hunting: None
) -> None:
    secret = licence_filled_in(visitor)

    page = visitor.post(check_page(secret)).content

    leads = pages.links(page)
    assert leads["Bitte bestätigen Sie, dass Ihre Angaben richtig sind."] == "#erklaerung"
    assert Application.objects.count() == 0


def test_sending_twice_gives_one_application_and_the_same_receipt(visitor: Visitor, hunting: None) -> None:
    secret = licence_filled_in(visitor)

    first = send(visitor, secret)
    second = send(visitor, secret)

    assert Application.objects.count() == 1
    assert where(first) == where(second) == f"/status/{secret}/eingang/"
    assert first.content == second.content
    assert Draft.objects.count() == 0


def test_the_check_page_of_a_sent_application_is_its_receipt(visitor: Visitor, hunting: None) -> None:
    secret = licence_filled_in(visitor)
    send(visitor, secret)

    assert where(visitor.get(check_page(secret))) == f"/status/{secret}/eingang/"


def test_a_taken_plate_is_named_with_the_way_to_the_field(plates: None) -> None:
    first, second = Visitor(), Visitor()
    early, late = plate_filled_in(first), plate_filled_in(second, letters="AB")
    send(first, early)

    page = send(second, late).content

    text = pages.everything(page)
    assert "Dieses Kennzeichen ist schon vergeben. Bitte wählen Sie andere Buchstaben oder Zahlen." in text
    address = pages.links(page)["Angabe ändern"]
    assert address == f"/antrag/{late}/seite/plate/#f-plate-digits"
    assert "plate.digits" in pages.names(second.get(address).content)
    # With another number it goes through.
    send_page(second, late, "plate", {"plate.digits": "124"})
    assert "Ihr Antrag ist eingegangen" in pages.everything(send(second, late).content)


def test_a_reserved_plate_is_decided_at_once(visitor: Visitor, plates: None) -> None:
    secret = plate_filled_in(visitor)
    send(visitor, secret)
    worker.drain(raise_errors=True)

    text = pages.everything(visitor.get(f"/status/{secret}/").content)

    assert "Wir haben entschieden." in text
    assert "Ihr Wunschkennzeichen ist reserviert" in text


def test_a_plate_that_is_too_long_is_refused_on_its_page(visitor: Visitor, plates: None) -> None:
    secret = begun(visitor, "wunschkennzeichen", {"plate.kind": "electric", "plate.letters": "AB"})

    page = send_page(visitor, secret, "plate", {"plate.digits": "1234"}).content

    assert "Das Kennzeichen ist zu lang." in pages.everything(page)


def test_a_file_that_vanished_from_the_store_is_asked_for_again(visitor: Visitor, hunting: None) -> None:
    secret = licence_filled_in(visitor)
    file = Draft.objects.get().answers["documents"]["photo"][0]
    LocalBlobs.of(current()).path(file["sha256"]).unlink()

    page = send(visitor, secret).content

    assert "Bitte laden Sie diese Datei noch einmal hoch: bild.jpg." in pages.everything(page)
    assert Application.objects.count() == 0


def test_a_draft_changed_on_another_device_is_sent_as_it_stands_there(visitor: Visitor, hunting: None) -> None:
    secret = licence_filled_in(visitor)
    visitor.get(check_page(secret))

    send_page(Visitor(), secret, "evidence", INSURANCE | {"insurance.insurer": "Andere"})
    send(visitor, secret)

    assert Application.objects.get().answers["insurance"]["insurer"] == "Andere"


def test_the_link_in_the_mail_and_on_the_receipt_is_the_one_that_opens_the_status(
    visitor: Visitor, hunting: None
) -> None:
    secret = licence_filled_in(visitor)
    receipt = send(visitor, secret)

    worker.drain(raise_errors=True)
    link = f"http://testserver/status/{secret}/"
    assert link in pages.everything(receipt.content)
    [mail] = OutgoingMail.objects.all()
    assert link in mail.body
    assert (mail.to, "Jagdschein" in mail.body) == (PERSON["contact.email"], False)
