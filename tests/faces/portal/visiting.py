"""A citizen at the portal: she opens pages, fills them in, and every page she sees is checked."""

import io
import re
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests import pages

LICENSE = {"license.kind": "year", "license.occasion": "first", "license.valid_from": "1.4.2030"}
PERSON = {
    "person.given_name": "Hilke",
    "person.family_name": "de Vries",
    "person.birth_date": "17.5.1988",
    "person.birth_place": "Weener",
    "person.nationality": "deutsch",
    "address.street": "Am Deich",
    "address.house_number": "1",
    "address.postcode": "26789",
    "address.city": "Leer",
    "contact.email": "hilke.devries@example.org",
}
INSURANCE = {
    "insurance.insurer": "Versicherung Beispiel",
    "insurance.policy_number": "JH-4711",
    "insurance.valid_until": "31.3.2031",
}
RELIABLE = {"reliability.proceedings": "nein", "reliability.truthful": "ja"}
PLATE = {"plate.kind": "normal", "plate.letters": "ab", "plate.digits": "123"}
OWNER = {
    name: PERSON[name]
    for name in PERSON
    if not name.startswith("person.birth") and not name.startswith("person.nationality")
}


def a_pdf(name: str = "police.pdf", *, pages_of_it: int = 1) -> SimpleUploadedFile:
    """Return a real PDF as a browser sends it."""
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages_of_it):
            pdf.add_blank_page()
        # The same document twice is the same file.
        pdf.save(stream, deterministic_id=True)
    return SimpleUploadedFile(name, stream.getvalue(), "application/pdf")


def a_photo(name: str = "bild.jpg", colour: str = "green") -> SimpleUploadedFile:
    """Return a real photo; the end of its name says whether JPEG or PNG."""
    stream = io.BytesIO()
    kind = "PNG" if name.endswith("png") else "JPEG"
    Image.new("RGB", (40, 50), colour).save(stream, kind)
    return SimpleUploadedFile(name, stream.getvalue(), f"image/{kind.lower()}")


def a_script(name: str = "police.pdf") -> SimpleUploadedFile:
    """Return a script that only begins like a PDF."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n#!/bin/sh\nrm -rf /\n", "application/pdf")


class Visitor:
    """A browser with its own cookies."""

    def __init__(self) -> None:
        self.client = Client(headers={"host": "testserver"})

    def get(self, path: str, *, code: int = 200, **more: Any) -> HttpResponse:
        """Open a page, following redirects, and check it."""
        return self._seen(self.client.get(path, follow=True, **more), code)

    def post(self, path: str, data: dict[str, Any] | None = None, *, code: int = 200) -> HttpResponse:
        """Send a form, following redirects, and check the page it leads to."""
        return self._seen(self.client.post(path, data or {}, follow=True), code)

    def _seen(self, response: Any, code: int) -> HttpResponse:
        assert response.status_code == code, (response.status_code, response.content[:2000])
        if response.headers.get("Content-Type", "").startswith("text/html"):
            pages.assert_sound(response.content)
        answer: HttpResponse = response
        return answer


def where(response: HttpResponse) -> str:
    """Return the address at which a visit ended."""
    address: str = response.request["PATH_INFO"]  # type: ignore[attr-defined]
    return address


def secret_in(address: str) -> str:
    """Return the secret in an address."""
    found = re.search(r"/(?:antrag|status)/([A-Za-z0-9_-]{43})/", address)
    assert found, address
    return found[1]


def begun(visitor: Visitor, key: str, answers: dict[str, Any]) -> str:
    """Send the first page of a form and return the secret of the draft."""
    return secret_in(where(visitor.post(f"/leistungen/{key}/antrag/", answers)))


def send_page(
    visitor: Visitor, secret: str, key: str, answers: dict[str, Any], *, code: int = 200, **buttons: str
) -> HttpResponse:
    """Fill in a page as it stands now and press a button ("Weiter" unless named)."""
    address = f"/antrag/{secret}/seite/{key}/"
    base = pages.value_of(visitor.get(address).content, "base")
    return visitor.post(address, {**answers, **buttons, "base": base}, code=code)


def with_files() -> dict[str, Any]:
    """Return the third page of the hunting licence with all its files."""
    return {
        **INSURANCE,
        "insurance.policy": a_pdf(),
        "documents.exam": a_pdf("zeugnis.pdf", pages_of_it=2),
        "documents.photo": a_photo(),
    }


def licence_filled_in(visitor: Visitor) -> str:
    """Fill in the whole application for a hunting licence and return its secret."""
    secret = begun(visitor, "jagdschein", LICENSE)
    for key, answers in (("person", PERSON), ("evidence", with_files()), ("reliability", RELIABLE)):
        last = send_page(visitor, secret, key, answers)
    assert where(last) == f"/antrag/{secret}/pruefen/"
    return secret


def plate_filled_in(visitor: Visitor, **plate: str) -> str:
    """Fill in the reservation of a plate and return its secret."""
    secret = begun(visitor, "wunschkennzeichen", PLATE | {f"plate.{name}": value for name, value in plate.items()})
    assert where(send_page(visitor, secret, "person", OWNER)) == f"/antrag/{secret}/pruefen/"
    return secret


def send(visitor: Visitor, secret: str, *, code: int = 200) -> HttpResponse:
    """Declare that everything is right, and send the application."""
    return visitor.post(f"/antrag/{secret}/pruefen/", {"declaration": "on"}, code=code)
