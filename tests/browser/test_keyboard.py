"""Somebody who cannot use a mouse does everything with Tab, Space, the arrows and Enter."""

from playwright.sync_api import Page, expect

from .citizen import PERSON
from .conftest import Open

_MOST_STEPS = 120
OWNER = {name: value for name, value in PERSON.items() if not name.startswith("person.birth")}


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on the element; every stop must be visible."""
    for _ in range(_MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => Boolean(document.activeElement?.matches(selector))", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab on {page.url}")


def press(page: Page, words: str) -> None:
    """Reach a link or button by its words, and press Enter."""
    for _ in range(_MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.innerText?.trim()") == words:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"„{words}“ cannot be reached with Tab on {page.url}")


def type_into(page: Page, answers: dict[str, str]) -> None:
    """Reach the inputs in this order and type."""
    for name, value in answers.items():
        tab_to(page, f"[name='{name}']")
        page.keyboard.type(value)


def test_a_plate_is_found_filled_in_and_sent_without_a_mouse(open_window: Open) -> None:
    page = open_window(width=1280).page
    page.goto("/")

    tab_to(page, "#suchfeld")
    page.keyboard.type("Nummernschild")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/**")
    press(page, "Wunschkennzeichen reservieren")
    page.wait_for_url("**/leistungen/wunschkennzeichen/")
    press(page, "Jetzt online beantragen")
    page.wait_for_url("**/antrag/")
    tab_to(page, "[name='plate.kind']")
    page.keyboard.press("Space")
    type_into(page, {"plate.letters": "KB", "plate.digits": "77"})
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ihre Angaben")
    type_into(page, OWNER)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Prüfen und senden")
    tab_to(page, "#erklaerung")
    page.keyboard.press("Space")
    press(page, "Antrag senden")

    expect(page.locator("h1")).to_have_text("Ihr Antrag ist eingegangen")


def test_the_list_of_errors_gets_the_focus_and_leads_to_the_fields(open_window: Open) -> None:
    page = open_window(width=1280).page
    page.goto("/leistungen/jagdschein/antrag/")
    press(page, "Weiter")
    expect(page.locator("#fehler")).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("[name='license.kind']").first).to_be_focused()


def test_the_first_stop_leads_past_the_navigation(open_window: Open) -> None:
    page = open_window().page
    page.goto("/leistungen/")

    page.keyboard.press("Tab")
    expect(page.locator(".kh-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_a_slash_leads_to_the_search(open_window: Open) -> None:
    page = open_window(width=1280).page
    page.goto("/leistungen/")

    page.keyboard.press("/")

    expect(page.locator("#suchfeld")).to_be_focused()
