"""Somebody of the digital office builds a service: with the mouse, with keys alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from .axe import assert_accessible
from .citizen import follow, press, press_button
from .conftest import Open
from .staff import be
from .test_accessibility import VARIANTS


def begin(page: Page, name: str) -> str:
    """Begin a service and return the address of its builder."""
    be(page, "poppinga")
    page.goto("/dienste/neu/")
    page.fill("#name", name)
    press_button(page, "Anlegen und Formular bauen")
    expect(page.locator("h1")).to_have_text(f"Formular bauen: {name}")
    return page.url


def line(page: Page, address: str) -> str:
    """Return what finds the line of an element in the tree."""
    return f".kb-line[data-address='{address}']"


def settled(page: Page, address: str) -> None:
    """Wait until the element is the selected one and everything has been swapped in."""
    expect(page.locator(f"{line(page, address)}[aria-current]")).to_have_count(1)
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")


def order(page: Page, group: str) -> list[str]:
    """Return the addresses of what lies in a group, in the order of the tree."""
    found: list[str] = page.eval_on_selector_all(
        f"{line(page, group)} + details > ul > li > .kb-line", "lines => lines.map((one) => one.dataset.address)"
    )
    return found


def test_a_question_is_changed_and_everything_beside_it_follows_without_a_reload(open_window: Open) -> None:
    page = open_window(width=1280).page
    begin(page, "Osterfeuer anmelden")
    page.evaluate("window.stayed = true")
    page.click(line(page, "person.vorname"))
    settled(page, "person.vorname")

    page.fill("#e-label", "Ihr Rufname")
    page.locator("#e-hint").focus()
    expect(page.locator(line(page, "person.vorname"))).to_contain_text("Ihr Rufname")
    expect(page.locator("#bau-vorschau")).to_contain_text("Ihr Rufname")
    expect(page.locator(".kb-saved")).to_contain_text("Gespeichert am")
    page.fill("#e-hint", "Wie im Ausweis")
    page.locator("#e-label").focus()
    expect(page.locator("#bau-vorschau")).to_contain_text("Wie im Ausweis")

    assert page.evaluate("window.stayed") is True


def test_the_tree_is_worked_with_keys_alone(open_window: Open) -> None:
    page = open_window(width=1280).page
    begin(page, "Fundsache melden")
    page.locator(line(page, "@person")).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page, "person.vorname")

    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_function("document.activeElement?.dataset.address === 'person.vorname'")
    expect(page.locator("#meldungen")).to_contain_text("verschoben")
    assert order(page, "person") == ["person.familienname", "person.vorname", "person.geburtsdatum"]
    page.keyboard.press("d")
    settled(page, "person.vorname_2")
    assert order(page, "person")[2] == "person.vorname_2"
    page.keyboard.press("z")
    expect(page.locator(line(page, "person.vorname_2"))).to_have_count(0)
    page.locator(line(page, "person.geburtsdatum")).focus()
    page.keyboard.press("Delete")
    expect(page.locator("#bau-meldung")).to_contain_text("Das wird noch gebraucht")
    page.locator(line(page, "person.geburtsdatum")).focus()
    page.keyboard.press("n")
    page.keyboard.type("Spitzname")
    page.keyboard.press("Enter")
    expect(page.locator("#meldungen")).to_contain_text("Feld „Spitzname“ hinzugefügt")
    page.locator(line(page, "person")).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(line(page, "person.vorname"))).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("spitz")
    page.keyboard.press("Enter")
    expect(page.locator("#bau-baum")).to_contain_text("1 Treffer")


def test_a_question_is_dragged_to_another_place(open_window: Open) -> None:
    page = open_window(width=1280).page
    begin(page, "Marktstand anmelden")

    page.locator(line(page, "person.vorname")).drag_to(
        page.locator(line(page, "person.geburtsdatum")), target_position={"x": 40, "y": 40}
    )

    expect(page.locator("#meldungen")).to_contain_text("Feld „Vorname“ verschoben")
    assert order(page, "person") == ["person.familienname", "person.geburtsdatum", "person.vorname"]


def test_without_javascript_a_form_grows_gets_a_condition_and_a_letter(open_window: Open) -> None:
    page = open_window(width=360, javascript=False).page
    place = begin(page, "Laternenumzug anzeigen")

    page.goto(f"{place}?element=anliegen")
    page.locator("#bau-neu > summary").click()
    page.fill("#neu-frage", "Mit Feuerwerk?")
    page.select_option("#neu-art", "yes-no")
    press_button(page, "Frage hinzufügen")
    page.fill("#e-help", "Feuerwerk braucht eine Erlaubnis.")
    press_button(page, "Speichern")
    page.goto(f"{place}?element=anliegen.beschreibung")
    follow(page, "Nur unter einer Bedingung zeigen")
    page.select_option("[id='w.0.0-feld']", "anliegen.mit_feuerwerk")
    press_button(page, "Bedingung hinzufügen")
    press(page, page.locator("button[value='w.0.1:weg']"))
    press_button(page, "Bedingung speichern")

    expect(page.locator("main")).to_contain_text(
        "Die Frage „Was möchten Sie?“ erscheint nur, wenn „Mit Feuerwerk?“ mit Ja beantwortet ist."
    )
    follow(page, "Bescheidtexte")
    page.fill("[name='paragraphs']", "Wir erlauben {{ service.name }}.")
    press_button(page, "Speichern")
    expect(page.locator(".kb-letter")).to_contain_text("Wir erlauben Laternenumzug anzeigen.")
    press(page, page.get_by_role("link", name=re.compile("^Zurück zu Laternenumzug")))
    expect(page.locator("main")).to_contain_text("Noch nicht online, weil")


def test_conditions_are_put_together_in_place(open_window: Open) -> None:
    page = open_window(width=1280).page
    place = begin(page, "Baugerüst aufstellen")
    page.goto(f"{place}regeln/neu/?element=kontakt.telefon")
    page.evaluate("window.stayed = true")

    page.select_option("[id='w.0.0-feld']", "person.geburtsdatum")
    page.select_option("[id='w.0.0-op']", "age:less")
    page.fill("[id='w.0.0-wert']", "18")
    page.locator("#meldung").focus()
    expect(page.locator(".kb-sentence")).to_contain_text(
        "Die Frage „Telefon“ ist Pflicht, wenn die Person laut „Geburtsdatum“ jünger als 18 Jahre ist."
    )
    page.get_by_role("button", name="Klammer hinzufügen").click()
    expect(page.locator("[id='w.0.1.1-feld']")).to_be_visible()
    assert page.evaluate("window.stayed") is True
    page.locator("button[value='w.0.1:weg']").click()
    expect(page.locator("[id='w.0.1.1-feld']")).to_have_count(0)
    press_button(page, "Regel speichern")
    expect(page.locator("main")).to_contain_text("jünger als 18 Jahre ist.")


@pytest.mark.parametrize(("width", "dark"), VARIANTS)
def test_no_page_of_the_builder_has_a_barrier(open_window: Open, width: int, dark: bool) -> None:
    page = open_window(width=width, dark=dark).page
    place = begin(page, f"Baum fällen {width} {'dunkel' if dark else 'hell'}")
    service = place.removesuffix("formular/")
    assert_accessible(page, "whole form")
    for address in ("@person", "person", "person.vorname", "erklaerungen.richtig"):
        page.goto(f"{place}?element={address}")
        for folded in page.locator("main details").all():
            folded.evaluate("one => one.open = true")
        assert_accessible(page, f"element {address}")
    page.fill("[name='schluessel']", "1")
    press_button(page, "Umbenennen")
    expect(page.locator("#bau-meldung")).to_contain_text("Das ist nicht gespeichert")
    assert_accessible(page, "refused")
    page.goto(f"{place}?element=person.geburtsdatum&breite=telefon")
    press_button(page, "Löschen")
    expect(page.locator("#bau-meldung")).to_contain_text("Das wird noch gebraucht")
    assert_accessible(page, "asked before deleting")
    press_button(page, "Trotzdem löschen")
    expect(page.locator("#meldungen")).to_contain_text("gelöscht")
    page.goto(f"{place}?q=name")
    assert_accessible(page, "search")
    for name in ("regeln/", "regeln/neu/", "bedingung/person.vorname/", "verlauf/", "verlauf/1/"):
        page.goto(place + name)
        assert_accessible(page, name)
    page.goto(f"{place}regeln/neu/?element=person.vorname")
    page.select_option("#wirkung", "valid")
    page.locator("[id='v.0.0-feld']").wait_for()
    page.get_by_role("button", name="Klammer hinzufügen").first.click()
    page.locator("[id='v.0.1.0-feld']").wait_for()
    assert_accessible(page, "nested conditions")
    press_button(page, "Regel speichern")
    assert_accessible(page, "incomplete rule")
    page.goto(f"{service}bescheidtexte/")
    assert_accessible(page, "letters")
    page.goto("/dienste/neu/")
    press_button(page, "Anlegen und Formular bauen")
    assert_accessible(page, "a service without a name")
