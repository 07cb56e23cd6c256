"""What a citizen does in a browser: find, fill in, attach, check, send. Works with and without JavaScript."""

import io
import secrets
from pathlib import Path

import pikepdf
from PIL import Image
from playwright.sync_api import Locator, Page

PERSON = {
    "person.given_name": "Frauke",
    "person.family_name": "Harms",
    "person.birth_date": "17.5.1988",
    "person.birth_place": "Weener",
    "address.street": "Deichweg",
    "address.house_number": "12",
    "address.postcode": "26826",
    "address.city": "Weener",
    "contact.email": "frauke.harms@example.org",
}
INSURANCE = {
    "insurance.insurer": "Versicherung Beispiel",
    "insurance.policy_number": "JH-4711",
    "insurance.valid_until": "31.3.2031",
}


def files_in(folder: Path) -> dict[str, Path]:
    """Make a policy, a certificate, a photo, and a script that only looks like a PDF."""
    found = {name: folder / name for name in ("police.pdf", "zeugnis.pdf", "bild.jpg", "boese.pdf")}
    for name in ("police.pdf", "zeugnis.pdf"):
        stream = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.docinfo["/Subject"] = secrets.token_hex(8)
            pdf.save(stream)
        found[name].write_bytes(stream.getvalue())
    Image.new("RGB", (60, 80), (0, 90, secrets.randbelow(255))).save(found["bild.jpg"])
    found["boese.pdf"].write_bytes(b"%PDF-1.7\n#!/bin/sh\nrm -rf /\n")
    return found


def press(page: Page, what: Locator) -> None:
    """Press a button or follow a link, and wait until the next page is there."""
    with page.expect_navigation():
        what.click()


def press_button(page: Page, name: str) -> None:
    """Press the button with these words."""
    press(page, page.get_by_role("button", name=name))


def follow(page: Page, name: str) -> None:
    """Follow the link with these words."""
    press(page, page.get_by_role("link", name=name))


def next_page(page: Page) -> None:
    """Press the main button."""
    press(page, page.locator("main .kh-actions button.kern-btn--primary"))


def fill(page: Page, answers: dict[str, str]) -> None:
    """Type into the inputs with these names."""
    for name, value in answers.items():
        page.fill(f"[name='{name}']", value)


def choose(page: Page, answers: dict[str, str]) -> None:
    """Choose the radio buttons with these names and values."""
    for name, value in answers.items():
        page.check(f"input[name='{name}'][value='{value}']")


def find_hunting_licence(page: Page) -> None:
    """Find the service by a word, mistyped, and start."""
    page.goto("/")
    page.fill("#suchfeld", "Jagtschein")
    page.keyboard.press("Enter")
    press(page, page.locator(".kh-hit__title a").first)
    follow(page, "Jetzt online beantragen")


def choose_licence(page: Page) -> None:
    """Fill in the first page."""
    choose(page, {"license.kind": "year", "license.occasion": "first"})
    fill(page, {"license.valid_from": "1.4.2030"})


def attach(page: Page, files: dict[str, Path]) -> None:
    """Choose the files of the third page."""
    for name, file in (
        ("insurance.policy", "police.pdf"),
        ("documents.exam", "zeugnis.pdf"),
        ("documents.photo", "bild.jpg"),
    ):
        page.set_input_files(f"input[name='{name}']", files[file])


def fill_in_everything(page: Page, files: dict[str, Path]) -> None:
    """Fill in the whole application, from the first page to the one where it is checked."""
    page.goto("/leistungen/jagdschein/antrag/")
    choose_licence(page)
    next_page(page)
    fill(page, PERSON)
    next_page(page)
    fill(page, INSURANCE)
    attach(page, files)
    next_page(page)
    choose(page, {"reliability.proceedings": "nein", "reliability.truthful": "ja"})
    next_page(page)


def send(page: Page) -> str:
    """Declare, send, and return the reference of the receipt."""
    page.check("#erklaerung")
    next_page(page)
    return page.locator(".kh-receipt__reference").inner_text()
