"""Every page that a citizen sees, light and dark, on a phone and on a large screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from .axe import assert_accessible
from .citizen import (
    INSURANCE,
    PERSON,
    attach,
    choose,
    choose_licence,
    files_in,
    fill,
    follow,
    next_page,
    press,
    press_button,
)
from .conftest import Open

VARIANTS = [
    pytest.param(360, False, id="phone, light"),
    pytest.param(360, True, id="phone, dark"),
    pytest.param(1280, False, id="large, light"),
    pytest.param(1280, True, id="large, dark"),
]
STANDING = {
    "start": "/",
    "hits": "/suche/?q=Jagtschein",
    "no hits": "/suche/?q=xyzzy",
    "services": "/leistungen/",
    "services of a situation": "/leistungen/?lebenslage=Auto+und+Verkehr",
    "service": "/leistungen/jagdschein/",
    "service of somebody else": "/leistungen/fischereischein/",
    "status lookup": "/status/",
    "help": "/hilfe/",
    "privacy": "/datenschutz/",
    "accessibility": "/barrierefreiheit/",
    "imprint": "/impressum/",
    "simple language": "/leichte-sprache/",
    "check a receipt": "/beleg-pruefen/",
    "outbox": "/postausgang/",
    "login": "/anmelden/",
    "missing": "/gibt-es-nicht/",
}


@pytest.mark.parametrize(("width", "dark"), VARIANTS)
def test_the_standing_pages_have_no_barrier(open_window: Open, width: int, dark: bool) -> None:
    page = open_window(width=width, dark=dark).page
    for name, path in STANDING.items():
        page.goto(path)
        assert_accessible(page, name)


@pytest.mark.parametrize(("width", "dark"), VARIANTS)
def test_the_way_of_an_application_has_no_barrier(open_window: Open, tmp_path: Path, width: int, dark: bool) -> None:
    page = open_window(width=width, dark=dark).page
    walk_form(page, files_in(tmp_path))
    walk_status(page)


def walk_form(page: Page, files: dict[str, Path]) -> None:
    page.goto("/leistungen/jagdschein/antrag/")
    assert_accessible(page, "first page")
    for folded in page.locator("details").all():
        folded.evaluate("one => one.open = true")
    assert_accessible(page, "first page, unfolded")
    next_page(page)
    assert_accessible(page, "first page with errors")
    choose_licence(page)
    next_page(page)
    assert_accessible(page, "second page")
    fill(page, PERSON)
    next_page(page)
    page.set_input_files("input[name='insurance.policy']", files["boese.pdf"])
    press_button(page, "Hochladen: Nachweis der Versicherung")
    assert_accessible(page, "refused file")
    fill(page, INSURANCE)
    attach(page, files)
    next_page(page)
    page.go_back()
    assert_accessible(page, "attached files")
    press_button(page, "Später weitermachen")
    assert_accessible(page, "later")
    follow(page, "Jetzt weitermachen")
    choose(page, {"reliability.proceedings": "nein", "reliability.truthful": "ja"})
    next_page(page)
    assert_accessible(page, "check page")
    next_page(page)
    assert_accessible(page, "check page without declaration")
    page.check("#erklaerung")
    next_page(page)
    assert_accessible(page, "receipt")


def walk_status(page: Page) -> None:
    follow(page, "Zum Status")
    assert_accessible(page, "status")
    press_button(page, "Nachricht senden")
    assert_accessible(page, "status with an empty reply")
    page.fill("#antwort", "Ich bin umgezogen.")
    press_button(page, "Nachricht senden")
    assert_accessible(page, "status with a message")
    status = page.url
    press(page, page.locator(".kh-message__subject a").first)
    assert_accessible(page, "own message")
    page.goto(f"{status}angaben/")
    assert_accessible(page, "own answers")


@pytest.mark.parametrize(("width", "dark"), VARIANTS)
def test_suggestions_and_notes_that_come_by_themselves_have_no_barrier(
    open_window: Open, width: int, dark: bool
) -> None:
    page = open_window(width=width, dark=dark).page
    page.goto("/")
    page.locator("#suchfeld").press_sequentially("auto")
    page.locator(".kh-suggestions a").first.wait_for()
    assert_accessible(page, "suggestions")
    page.goto("/leistungen/jagdschein/antrag/")
    choose(page, {"license.occasion": "renewal"})
    page.locator("[name='license.previous_number']").wait_for()
    assert_accessible(page, "a question that appeared")
    page.goto("/leistungen/jagdschein/antrag/")
    assert_accessible(page, "begun before")
