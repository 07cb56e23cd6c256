"""The whole of it: from the form on a phone to the decision that is read, and from a schema to a service online."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from . import staff
from .axe import assert_accessible
from .citizen import files_in, fill, fill_in_everything, follow, next_page, press, press_button, send
from .conftest import Open

DESK = {
    "inbox": "/eingang/",
    "cases": "/vorgaenge/",
    "search": "/suchen/?q=Jagdschein",
    "search without a hit": "/suchen/?q=xyzzy",
    "services": "/dienste/",
    "account": "/konto/",
    "background": "/verwaltung/hintergrund/",
    "missing": "/vorgang/99-99-1999-0001/",
}
# By the last part of the name: the schema is not ours, and its next version may ask for less.
ANSWERS = {"postleitzahl": "26789", "e_mail": "frauke.harms@example.org", "geburtsdatum": "17.5.1988"}
FITTING = {"numeric": "1.3.2030", "decimal": "1"}
_TYPED = ":is(input:not([type=radio], [type=checkbox], [type=file]), textarea)"
VARIANTS = [
    pytest.param(1280, False, id="large, light"),
    pytest.param(1280, True, id="large, dark"),
    pytest.param(360, False, id="phone, light"),
    pytest.param(360, True, id="phone, dark"),
]


@pytest.mark.parametrize(("width", "dark"), VARIANTS)
def test_an_application_is_found_decided_read_and_put_on_file(
    open_window: Open, tmp_path: Path, width: int, dark: bool
) -> None:
    citizen = open_window(width=360, dark=dark).page
    fill_in_everything(citizen, files_in(tmp_path))
    word = f"Wattenmeer{width}{'dunkel' if dark else 'hell'}"
    press(citizen, citizen.locator(".kh-summary a[href$='/seite/evidence/']"))
    fill(citizen, {"insurance.insurer": word})
    next_page(citizen)
    next_page(citizen)
    reference = send(citizen)
    follow(citizen, "Zum Status")
    status = citizen.url

    # At the desk of the order office: found by a word of the application, taken over, asked back.
    desk = open_window(width=width, dark=dark).page
    if (width, dark) == (1280, False):
        staff.log_in(desk, "janssen", look=assert_accessible)
    else:
        # A code works once, and the next one comes after half a minute.
        staff.be(desk, "janssen")
    expect(desk.locator("main")).to_contain_text(reference)
    assert_accessible(desk, "inbox")
    staff.find(desk, word, reference, look=assert_accessible)
    staff.take(desk, look=assert_accessible)
    staff.ask(desk, "Passbild", "Bitte senden Sie uns ein helleres Bild.")
    assert_accessible(desk, "case that waits")

    # The citizen answers with a file.
    citizen.goto(status)
    expect(citizen.locator("main")).to_contain_text("Wir brauchen noch etwas von Ihnen.")
    assert_accessible(citizen, "status with a question")
    follow(citizen, "Passbild")
    assert_accessible(citizen, "question")
    citizen.fill("[name='body']", "Hier ist es.")
    citizen.set_input_files("[name='files']", files_in(tmp_path)["bild.jpg"])
    press_button(citizen, "Nachricht senden")
    expect(citizen.locator("main")).to_contain_text("Ihre Nachricht ist angekommen.")

    # The decision is written, looked at, signed, and cannot be changed any more.
    staff.grant(desk, reference, look=assert_accessible)

    # The citizen reads it; from the next day on it counts as delivered.
    citizen.goto(status)
    expect(citizen.locator("main")).to_contain_text("Wir haben entschieden.")
    assert_accessible(citizen, "status decided")
    press(citizen, citizen.locator(".kh-message--unread a", has_text="Jagdschein"))
    expect(citizen.locator("main")).to_contain_text("als bekannt gegeben")
    assert_accessible(citizen, "decision")
    letter = citizen.request.get(citizen.locator(".kh-files a").first.get_attribute("href") or "")
    assert letter.body()[:5] == b"%PDF-"
    desk.goto(f"/vorgang/{reference}/")
    expect(desk.locator("main")).to_contain_text("Bekannt gegeben am")
    assert_accessible(desk, "case decided")

    # Somebody of another office finds nothing.
    stranger = open_window(width=width, dark=dark).page
    staff.be(stranger, "wilts")
    stranger.goto(f"/suchen/?q={word}")
    expect(stranger.locator("main")).to_contain_text("Dazu haben wir nichts gefunden")
    missing = stranger.goto(f"/vorgang/{reference}/")
    assert missing
    assert missing.status == 404


@pytest.mark.parametrize(("width", "dark"), VARIANTS)
def test_the_standing_pages_of_the_desk_have_no_barrier(open_window: Open, width: int, dark: bool) -> None:
    page = open_window(width=width, dark=dark).page
    staff.be(page, "behrends")
    for name, path in DESK.items():
        page.goto(path)
        assert_accessible(page, name)


def test_a_schema_becomes_a_service_by_two_people_and_a_citizen_applies_without_javascript(
    open_window: Open, shared_data: Path, tmp_path: Path
) -> None:
    attachment = files_in(tmp_path)["police.pdf"]
    desk = open_window(width=1280).page
    staff.log_in(desk, "poppinga")
    key = staff.import_service(desk, shared_data / "fim" / "xdf2" / "S05000058V1.0_xdf2.xml", look=assert_accessible)
    staff.complete_service(desk, look=assert_accessible)
    service = desk.url
    staff.log_out(desk)
    staff.be(desk, "ukena")
    desk.goto(service)
    press_button(desk, "Veröffentlichen")
    expect(desk.locator("main")).to_contain_text("Dieser Dienst ist online")
    assert_accessible(desk, "service online")

    phone = open_window(width=360, javascript=False).page
    phone.goto(f"/leistungen/{key}/")
    follow(phone, "Jetzt online beantragen")
    for _ in range(12):
        if phone.locator("h1").inner_text() == "Prüfen und senden":
            break
        answer_everything(phone, attachment)
        next_page(phone)
        assert phone.locator("#fehler").all_inner_texts() == []
    expect(phone.locator("h1")).to_have_text("Prüfen und senden")
    assert send(phone).startswith("36-12-")


def answer_everything(page: Page, attachment: Path) -> None:
    """Give some fitting answer to everything that the page asks for and that is not answered yet."""
    for name in names_of(page, "[role=radiogroup][aria-required=true] input[type=radio]"):
        if not page.locator(f"input[name='{name}']:checked").count():
            page.locator(f"input[name='{name}']").first.check()
    for name in names_of(page, "select[aria-required=true]"):
        page.select_option(f"select[name='{name}']", index=1)
    for name in names_of(page, "input[type=file][aria-required=true]"):
        page.set_input_files(f"input[name='{name}']", attachment)
    for name in names_of(page, f"{_TYPED}[aria-required=true], .kh-entry {_TYPED}"):
        field = page.locator(f"[name='{name}']")
        if not field.input_value():
            fitting = FITTING.get(field.get_attribute("inputmode") or "", "Harms")
            field.fill(ANSWERS.get(name.rpartition(".")[2], fitting))


def names_of(page: Page, selector: str) -> list[str]:
    """Return the names of the inputs, each once, in their order."""
    return list(dict.fromkeys(one.get_attribute("name") or "" for one in page.locator(selector).all()))
