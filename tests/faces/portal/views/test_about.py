from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kreishaus.ground.audit import queries as audit
from kreishaus.ground.authorities.context import acting_process_wide, current
from kreishaus.ground.jobs import worker
from kreishaus.services.applications.models import Application
from tests import pages
from tests.faces.portal.visiting import Visitor, licence_filled_in, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["datenschutz", "barrierefreiheit", "impressum", "leichte-sprache", "hilfe"])
def test_a_page_of_law_or_courtesy_is_sound(visitor: Visitor, path: str) -> None:
    assert len(pages.everything(visitor.get(f"/{path}/").content)) > 200


def test_every_link_of_the_frame_leads_somewhere(visitor: Visitor, anything: None) -> None:
    leads = pages.links(visitor.get("/hilfe/").content).values()

    for address in {one for one in leads if one.startswith("/")}:
        assert visitor.client.get(address, follow=True).status_code == 200, address


def test_every_page_of_the_demonstration_says_so(visitor: Visitor) -> None:
    for path in ("/", "/hilfe/", "/status/"):
        page = pages.words(pages.assert_sound(visitor.get(path).content))
        assert "Das ist kein Angebot des echten Landkreises." in page


def a_receipt(visitor: Visitor) -> bytes:
    secret = licence_filled_in(visitor)
    send(visitor, secret)
    content: bytes = visitor.client.get(f"/status/{secret}/nachweis.json").content
    return content


def dropped(visitor: Visitor, content: bytes, *, code: int = 200) -> str:
    file = SimpleUploadedFile("nachweis.json", content, "application/json")
    return pages.everything(visitor.post("/beleg-pruefen/", {"beleg": file}, code=code).content)


def test_a_receipt_can_be_checked_on_the_page(visitor: Visitor, hunting: None) -> None:
    text = dropped(visitor, a_receipt(visitor))

    assert "Der Nachweis ist gültig." in text
    assert Application.objects.get().reference in text


def test_a_changed_receipt_is_not_valid(visitor: Visitor, hunting: None) -> None:
    receipt = a_receipt(visitor).replace(b"32-17-2026", b"32-17-2025", 1)
    reference = Application.objects.get().reference.encode()

    text = dropped(visitor, a_receipt(Visitor()).replace(reference[:5], b"33-17"), code=422)

    assert receipt
    assert "Der Nachweis ist nicht gültig." in text


@pytest.mark.parametrize("content", [b"{}", b"[]", b"kein JSON", b"\xff\xfe", b"{" * 10_000])
def test_anything_else_is_not_valid_either(visitor: Visitor, content: bytes) -> None:
    assert "Der Nachweis ist nicht gültig." in dropped(visitor, content, code=422)


def test_a_file_is_needed_and_it_must_not_be_huge(visitor: Visitor) -> None:
    nothing = visitor.post("/beleg-pruefen/", code=422).content

    assert "Bitte wählen Sie zuerst die Datei" in pages.everything(nothing)
    assert "Diese Datei ist zu groß für einen Nachweis." in dropped(visitor, b" " * 200_001, code=422)


def test_the_key_to_check_with_stands_on_the_page(visitor: Visitor) -> None:
    assert audit.verifier_key() in pages.everything(visitor.get("/beleg-pruefen/").content)


def test_the_demonstration_shows_its_mails(visitor: Visitor, hunting: None) -> None:
    assert "Noch keine E-Mail." in pages.everything(visitor.get("/postausgang/").content)

    secret = licence_filled_in(visitor)
    send(visitor, secret)
    worker.drain(raise_errors=True)

    assert "hilke.devries@example.org" in pages.everything(visitor.get("/postausgang/").content)


def test_a_real_county_shows_nobody_its_mails(visitor: Visitor) -> None:
    with acting_process_wide(replace(current(), demo=False)):
        visitor.get("/postausgang/", code=404)
