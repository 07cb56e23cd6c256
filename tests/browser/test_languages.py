"""A citizen applies in English on her phone; the office looks at the texts behind it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .axe import assert_accessible, assert_fits
from .citizen import INSURANCE, PERSON, attach, choose, choose_licence, files_in, fill, next_page, press, send
from .conftest import Open
from .staff import log_in


def _seen(page: Page, name: str, *, language: str = "en") -> None:
    assert page.locator("html").get_attribute("lang") == language
    assert_fits(page, name)


def test_a_hunting_licence_in_english_without_javascript(open_window: Open, tmp_path: Path) -> None:
    phone = open_window(width=360, javascript=False).page
    phone.goto("/leistungen/jagdschein/")
    press(phone, phone.get_by_role("link", name="English"))
    _seen(phone, "service")
    press(phone, phone.get_by_role("link", name="Apply online now"))
    _seen(phone, "first page")
    next_page(phone)
    expect(phone.locator("#fehler")).to_contain_text("Please check 3 entries")
    expect(phone.locator("#fehler")).to_contain_text("Please choose an answer for “Type of hunting licence”.")
    choose_licence(phone)
    # In the middle she looks at the other languages; nothing is lost.
    press(phone, phone.get_by_role("button", name="Leichte Sprache"))
    _seen(phone, "first page in Leichte Sprache", language="de-simple")
    expect(phone.locator("[name='license.valid_from']")).to_have_value("01.04.2030")
    press(phone, phone.get_by_role("button", name="English"))
    next_page(phone)
    fill(phone, {**PERSON, "address.postcode": "1"})
    next_page(phone)
    expect(phone.locator("#fehler")).to_contain_text("Please enter exactly 5 digits for “Postcode”.")
    fill(phone, PERSON)
    next_page(phone)
    fill(phone, INSURANCE)
    attach(phone, files_in(tmp_path))
    next_page(phone)
    choose(phone, {"reliability.proceedings": "nein", "reliability.truthful": "ja"})
    next_page(phone)
    _seen(phone, "check")
    expect(phone.locator("h1")).to_have_text("Check and send")
    assert send(phone)
    _seen(phone, "receipt")
    press(phone, phone.get_by_role("link", name="Go to status"))
    _seen(phone, "status")
    expect(phone.locator("main")).to_contain_text("We have your application.")


@pytest.mark.parametrize("width", [360, 1280])
def test_its_pages_are_accessible(open_window: Open, width: int) -> None:
    window = open_window(width=width).page
    for address in ("/leistungen/jagdschein/", "/leistungen/jagdschein/antrag/"):
        for language in ("en", "de-simple"):
            window.goto(f"{address}?sprache={language}")
            assert_accessible(window, f"{address} {language}")
    next_page(window)
    assert_accessible(window, "errors")


def test_the_table_of_texts_is_accessible(open_window: Open) -> None:
    window = open_window(width=1280).page
    log_in(window, "poppinga")
    for width in (1280, 360):
        window.set_viewport_size({"width": width, "height": 900})
        for language in ("en", "de-simple"):
            address = f"/dienste/jagdschein/1.0.0/sprachen/?sprache={language}"
            window.goto(address)
            assert_accessible(window, f"{address} at {width} px")
            assert_fits(window, f"{address} at {width} px")
