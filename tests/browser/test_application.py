"""A citizen applies on her phone, with and without JavaScript, and nothing she does is lost."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .citizen import (
    INSURANCE,
    PERSON,
    attach,
    choose,
    choose_licence,
    files_in,
    fill,
    fill_in_everything,
    find_hunting_licence,
    follow,
    next_page,
    press_button,
    send,
)
from .conftest import Open


def verified(receipt: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kreishaus", "verify", str(receipt)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("javascript", [False, True], ids=["without JavaScript", "with JavaScript"])
def test_from_the_search_to_the_verified_receipt_on_two_devices(
    open_window: Open, tmp_path: Path, javascript: bool
) -> None:
    files = files_in(tmp_path)
    phone = open_window(width=360, javascript=javascript).page

    find_hunting_licence(phone)
    next_page(phone)
    expect(phone.locator("#fehler")).to_contain_text("Bitte prüfen Sie noch 3 Angaben")
    choose_licence(phone)
    next_page(phone)
    fill(phone, PERSON)
    next_page(phone)
    # The wrong file first; what was typed and the good file stay.
    fill(phone, {"insurance.insurer": "Versicherung Beispiel"})
    phone.set_input_files("input[name='documents.photo']", files["bild.jpg"])
    phone.set_input_files("input[name='insurance.policy']", files["boese.pdf"])
    press_button(phone, "Hochladen: Nachweis der Versicherung")
    expect(phone.locator("#fehler")).to_contain_text("boese.pdf: Die PDF-Datei ist beschädigt")
    expect(phone.locator("main")).to_contain_text("bild.jpg")
    press_button(phone, "Später weitermachen")
    link = phone.locator(".kh-hash a").inner_text()

    # At home, on another device, without any cookie of the first.
    laptop = open_window(width=1280, javascript=javascript).page
    laptop.goto(link)
    expect(laptop.locator("[name='insurance.insurer']")).to_have_value("Versicherung Beispiel")
    fill(laptop, INSURANCE)
    laptop.set_input_files("input[name='insurance.policy']", files["police.pdf"])
    laptop.set_input_files("input[name='documents.exam']", files["zeugnis.pdf"])
    next_page(laptop)
    choose(laptop, {"reliability.proceedings": "nein", "reliability.truthful": "ja"})
    next_page(laptop)
    expect(laptop.locator("main")).to_contain_text(re.compile(r"Zusammen\s*75,00\s€"))
    reference = send(laptop)
    assert re.fullmatch(r"32-17-\d{4}-\d{4}", reference)
    with laptop.expect_download() as download:
        laptop.get_by_role("link", name="Nachweis (JSON)").click()
    receipt = tmp_path / "nachweis.json"
    download.value.save_as(receipt)

    proof = verified(receipt)
    assert (proof.returncode, reference in proof.stdout) == (0, True), proof
    receipt.write_text(receipt.read_text().replace(reference, reference[:-1] + "x"))
    assert verified(receipt).returncode == 1
    # The first device knows the way, too.
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text("Ihr Antrag ist bei uns.")
    expect(phone.locator("main")).to_contain_text(reference)


def test_an_impatient_double_click_sends_once(open_window: Open, tmp_path: Path) -> None:
    page = open_window().page
    fill_in_everything(page, files_in(tmp_path))
    page.check("#erklaerung")

    page.get_by_role("button", name="Antrag senden").dblclick()

    expect(page.locator("h1")).to_have_text("Ihr Antrag ist eingegangen")
    reference = page.locator(".kh-receipt__reference").inner_text()
    page.go_back()
    page.reload()
    assert page.locator(".kh-receipt__reference").inner_text() == reference


def test_back_to_the_first_page_finds_what_was_begun(open_window: Open) -> None:
    page = open_window().page
    page.goto("/leistungen/jagdschein/antrag/")
    choose_licence(page)
    next_page(page)

    page.go_back()
    follow(page, "Dort weitermachen")

    expect(page.locator("h1")).to_have_text("Ihre Angaben")


def test_a_question_appears_while_one_fills_in_and_nothing_typed_is_lost(open_window: Open) -> None:
    page = open_window().page
    page.goto("/leistungen/jagdschein/antrag/")
    choose(page, {"license.kind": "day"})

    choose(page, {"license.occasion": "renewal"})
    fill(page, {"license.valid_from": "1.4.2030"})

    page.fill("#f-license-previous_number", "LER-17")
    expect(page.locator("[name='license.valid_from']")).to_have_value(re.compile(r"0?1\.0?4\.2030"))
    assert page.is_checked("input[name='license.kind'][value=day]")
    # Back to "first": the question goes, its answer is kept aside.
    choose(page, {"license.occasion": "first"})
    expect(page.locator("#f-license-previous_number")).to_have_count(0)
    choose(page, {"license.occasion": "renewal"})
    expect(page.locator("#f-license-previous_number")).to_have_value("LER-17")
    next_page(page)
    expect(page.locator("h1")).to_have_text("Ihre Angaben")


def test_what_is_typed_while_the_form_is_refreshed_stays(open_window: Open) -> None:
    page = open_window().page
    page.goto("/leistungen/jagdschein/antrag/")
    # On a slow line the answer comes while somebody goes on typing: here just before it is shown.
    page.evaluate(
        "document.addEventListener('htmx:beforeSwap', () => {"
        " document.querySelector(\"[name='license.valid_from']\").value = '2.5.2031'; }, {capture: true})"
    )

    choose(page, {"license.occasion": "renewal"})

    expect(page.locator("[name='license.previous_number']")).to_be_visible()
    expect(page.locator("[name='license.valid_from']")).to_have_value("2.5.2031")


def test_suggestions_are_reached_with_the_arrow_keys(open_window: Open) -> None:
    page = open_window(width=1280).page
    page.goto("/")

    page.locator("#suchfeld").press_sequentially("jagd")
    expect(page.locator(".kh-suggestions a").first).to_contain_text("Jagdschein")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Jagdschein erteilen oder verlängern")


def test_escape_closes_the_suggestions(open_window: Open) -> None:
    page = open_window(width=1280).page
    page.goto("/")
    page.locator("#suchfeld").press_sequentially("jagd")
    expect(page.locator(".kh-suggestions a").first).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator(".kh-suggestions a")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "suchfeld"


def test_two_windows_on_one_page_say_so_and_keep_both(open_window: Open) -> None:
    window = open_window()
    first = window.page
    first.goto("/leistungen/jagdschein/antrag/")
    choose_licence(first)
    next_page(first)
    expect(first.locator("h1")).to_have_text("Ihre Angaben")
    second = window.context.new_page()
    second.goto(first.url)
    fill(first, PERSON)
    next_page(first)
    fill(second, PERSON | {"person.given_name": "Heike"})

    next_page(second)

    expect(second.locator("main")).to_contain_text("in einem anderen Fenster geändert")
    expect(second.locator("[name='person.given_name']")).to_have_value("Heike")


def test_attaching_shows_the_files_after_every_way_of_saving(open_window: Open, tmp_path: Path) -> None:
    page = open_window().page
    page.goto("/leistungen/jagdschein/antrag/")
    choose_licence(page)
    next_page(page)
    fill(page, PERSON)
    next_page(page)

    attach(page, files_in(tmp_path))
    next_page(page)

    for name in ("police.pdf", "zeugnis.pdf", "bild.jpg"):
        expect(page.locator("main")).to_contain_text(name)
    press_button(page, "Entfernen: bild.jpg")
    expect(page.get_by_role("button", name="Entfernen: bild.jpg")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("„bild.jpg“ ist entfernt.")
