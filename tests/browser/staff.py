"""What staff do in a browser: log in with two steps, find, decide, sign; import and publish a service."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from kreishaus.faces.desk.views.login import DEMO_PASSWORD

from .citizen import follow, press, press_button

Look = Callable[[Page, str], None]


def unseen(page: Page, name: str) -> None:
    """Look at nothing."""


def log_in(page: Page, username: str, *, look: Look = unseen) -> None:
    """Log in with the password, then with the code that the demonstration shows."""
    page.goto("/anmelden/")
    look(page, "login")
    page.fill("[name='login']", username)
    page.fill("[name='password']", DEMO_PASSWORD)
    press(page, page.locator("form[action='/anmelden/']").get_by_role("button", name="Weiter"))
    look(page, "code")
    page.fill("[name='code']", page.locator(".kern-alert .kh-reference").inner_text())
    press_button(page, "Anmelden")
    expect(page.locator("h1")).to_have_text("Eingang")


def log_out(page: Page) -> None:
    """Log out."""
    press_button(page, "Abmelden")


def find(page: Page, word: str, reference: str, *, look: Look = unseen) -> None:
    """Find a case by a word from its text, and open it."""
    page.goto("/eingang/")
    page.fill("#schnellsuche", word)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(reference)
    look(page, "search")
    page.goto(f"/vorgang/{reference}/")


def take(page: Page, *, look: Look = unseen) -> None:
    """Take over the case that is open."""
    look(page, "case")
    press_button(page, "Übernehmen")
    look(page, "case taken over")


def ask(page: Page, subject: str, body: str) -> None:
    """Ask the applicant for something."""
    page.fill("[name='subject']", subject)
    page.fill("[name='body']", body)
    press_button(page, "Nachforderung senden")


def grant(page: Page, reference: str, *, look: Look = unseen) -> None:
    """Draft a decision that grants, look at the letter, and sign it."""
    page.goto(f"/vorgang/{reference}/bescheid/")
    look(page, "decision to be made")
    press(page, page.locator("button[name='ergebnis'][value='grant']"))
    look(page, "decision drafted")
    press_button(page, "Speichern und zeichnen")
    expect(page.locator("h1")).to_have_text("Bescheid zeichnen")
    look(page, "decision to be signed")
    press_button(page, "Jetzt zeichnen und senden")
    page.goto(f"/vorgang/{reference}/bescheid/")
    expect(page.locator("main")).to_contain_text("Der Bescheid ändert sich nicht mehr.")
    look(page, "decision signed")


def import_service(page: Page, schema: Path, *, look: Look = unseen) -> str:
    """Read in a schema of FIM and return the key of the service it became."""
    page.goto("/dienste/")
    look(page, "services")
    follow(page, "FIM-Datei einlesen")
    look(page, "import")
    page.set_input_files("#datei", schema)
    press_button(page, "Einlesen")
    expect(page.locator("main")).to_contain_text("Was eingelesen wurde")
    look(page, "service imported")
    found = re.search(r"/dienste/([^/]+)/", page.url)
    assert found, page.url
    return found[1]


def complete_service(page: Page, *, look: Look = unseen) -> None:
    """Settle what an import leaves open, and hand the service over to a second person."""
    service = page.url
    follow(page, "Einstellungen ändern")
    look(page, "settings")
    page.select_option("[name='office']", "36")
    for name, value in {
        "summary": "Hier beantragen Sie einen Parkausweis für Ihre Straße.",
        "filing_position": "36.12",
        "legal_remedy": "Sie können innerhalb eines Monats Klage erheben.",
    }.items():
        page.fill(f"[name='{name}']", value)
    press_button(page, "Speichern")
    page.goto(service)
    if page.get_by_role("button", name="So zulassen").count():
        press_button(page, "So zulassen")
    page.goto(service)
    if page.get_by_role("button", name="Alle übrigen prüft die Sachbearbeitung").count():
        press_button(page, "Alle übrigen prüft die Sachbearbeitung")
    page.goto(service)
    look(page, "service settled")
    follow(page, "Formular ansehen")
    look(page, "preview")
    page.goto(service)
    follow(page, "Weitergeben: FIM, JSON Schema, XFall")
    look(page, "exports")
    page.goto(f"{service}freigabe/")
    look(page, "gate")
    purposes = page.get_by_role("button", name=re.compile(r"Für alle \d+ Gruppen eintragen"))
    if purposes.count():
        purposes.click()
    page.goto(service)
    press_button(page, "Zur Freigabe vorlegen")
    look(page, "service handed over")
    expect(page.locator("main")).to_contain_text("Veröffentlichen kann sie nur eine zweite Person.")


def be(page: Page, username: str) -> None:
    """Become one of the demonstration's people with one click."""
    page.goto("/anmelden/")
    if page.locator("details.kh-more").count():
        page.locator("details.kh-more > summary").click()
    press(page, page.locator(f"button[name='username'][value='{username}']"))
    expect(page.locator("h1")).to_have_text("Eingang")
