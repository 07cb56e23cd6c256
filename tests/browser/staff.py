"""What staff do in a browser: log in with two steps, find, decide, sign; import and publish a service."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from kreishaus.faces.desk.views.login import DEMO_PASSWORD

Look = Callable[[Page, str], None]


def unseen(page: Page, name: str) -> None:
    """Look at nothing."""


def log_in(page: Page, username: str, *, look: Look = unseen) -> None:
    """Log in with the password, then with the code that the demonstration shows."""
    page.goto("/anmelden/")
    look(page, "login")
    page.fill("[name='login']", username)
    page.fill("[name='password']", DEMO_PASSWORD)
    page.locator("form[action='/anmelden/']").get_by_role("button", name="Weiter").click()
    look(page, "code")
    page.fill("[name='code']", page.locator(".kern-alert .kh-reference").inner_text())
    page.get_by_role("button", name="Anmelden").click()
    expect(page.locator("h1")).to_have_text("Eingang")


def log_out(page: Page) -> None:
    """Log out."""
    page.get_by_role("button", name="Abmelden").click()


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
    page.get_by_role("button", name="Übernehmen").click()
    look(page, "case taken over")


def ask(page: Page, subject: str, body: str) -> None:
    """Ask the applicant for something."""
    page.fill("[name='subject']", subject)
    page.fill("[name='body']", body)
    page.get_by_role("button", name="Nachforderung senden").click()


def grant(page: Page, reference: str, *, look: Look = unseen) -> None:
    """Draft a decision that grants, look at the letter, and sign it."""
    page.goto(f"/vorgang/{reference}/bescheid/")
    look(page, "decision to be made")
    page.locator("button[name='ergebnis'][value='grant']").click()
    look(page, "decision drafted")
    page.get_by_role("button", name="Speichern und zeichnen").click()
    expect(page.locator("h1")).to_have_text("Bescheid zeichnen")
    look(page, "decision to be signed")
    page.get_by_role("button", name="Jetzt zeichnen und senden").click()
    page.goto(f"/vorgang/{reference}/bescheid/")
    expect(page.locator("main")).to_contain_text("Der Bescheid ändert sich nicht mehr.")
    look(page, "decision signed")


def import_service(page: Page, schema: Path, *, look: Look = unseen) -> str:
    """Read in a schema of FIM and return the key of the service it became."""
    page.goto("/dienste/")
    look(page, "services")
    page.get_by_role("link", name="FIM-Datei einlesen").click()
    look(page, "import")
    page.set_input_files("#datei", schema)
    page.get_by_role("button", name="Einlesen").click()
    expect(page.locator("main")).to_contain_text("Was eingelesen wurde")
    look(page, "service imported")
    found = re.search(r"/dienste/([^/]+)/", page.url)
    assert found, page.url
    return found[1]


def complete_service(page: Page, *, look: Look = unseen) -> None:
    """Settle what an import leaves open, and hand the service over to a second person."""
    service = page.url
    page.get_by_role("link", name="Einstellungen ändern").click()
    look(page, "settings")
    page.select_option("[name='office']", "36")
    for name, value in {
        "summary": "Hier beantragen Sie einen Parkausweis für Ihre Straße.",
        "filing_position": "36.12",
        "legal_remedy": "Sie können innerhalb eines Monats Klage erheben.",
    }.items():
        page.fill(f"[name='{name}']", value)
    page.get_by_role("button", name="Speichern").click()
    page.goto(service)
    if page.get_by_role("button", name="So zulassen").count():
        page.get_by_role("button", name="So zulassen").click()
    page.goto(service)
    if page.get_by_role("button", name="Alle übrigen prüft die Sachbearbeitung").count():
        page.get_by_role("button", name="Alle übrigen prüft die Sachbearbeitung").click()
    page.goto(service)
    look(page, "service settled")
    page.get_by_role("link", name="Formular ansehen").click()
    look(page, "preview")
    page.goto(service)
    page.get_by_role("button", name="Zur Freigabe vorlegen").click()
    look(page, "service handed over")
    expect(page.locator("main")).to_contain_text("Veröffentlichen kann sie nur eine zweite Person.")


def be(page: Page, username: str) -> None:
    """Become one of the demonstration's people with one click."""
    page.goto("/anmelden/")
    if page.locator("details.kh-more").count():
        page.locator("details.kh-more > summary").click()
    page.locator(f"button[name='username'][value='{username}']").click()
    expect(page.locator("h1")).to_have_text("Eingang")
