from dataclasses import replace

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from kreishaus.faces.desk.views.login import current_code
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_process_wide
from tests import cast
from tests.faces.desk.pages import AtDesk, a_browser, look_at, text_of

pytestmark = pytest.mark.django_db


def test_password_and_code_open_the_desk() -> None:
    meyer, browser = cast.meyer(), a_browser()
    TOTP.activate(meyer, generate_totp_secret())
    look_at(browser, "/anmelden/")

    first = browser.post("/anmelden/", {"login": "meyer", "password": "geheim", "next": "/vorgaenge/"}, follow=True)
    assert "Code eingeben" in text_of(first)
    assert "/eingang/" not in browser.get("/eingang/").get("Location", "").partition("?")[0]
    second = browser.post("/anmelden/code/", {"code": current_code(meyer)}, follow=True)

    assert "Vorgänge" in text_of(second)
    assert second.request["PATH_INFO"] == "/vorgaenge/"


def test_a_code_works_only_once() -> None:
    meyer = cast.meyer()
    TOTP.activate(meyer, generate_totp_secret())
    code = current_code(meyer)
    browser, thief = a_browser(), a_browser()
    for client in (browser, thief):
        client.post("/anmelden/", {"login": "meyer", "password": "geheim"})

    browser.post("/anmelden/code/", {"code": code})
    answer = thief.post("/anmelden/code/", {"code": code})

    assert "Dieser Code stimmt nicht." in text_of(answer)


def test_a_spare_code_helps_when_the_phone_is_lost() -> None:
    meyer, browser = cast.meyer(), a_browser()
    TOTP.activate(meyer, generate_totp_secret())
    spare = RecoveryCodes.activate(meyer).get_unused_codes()[0]
    browser.post("/anmelden/", {"login": "meyer", "password": "geheim"})

    answer = browser.post("/anmelden/code/", {"code": spare}, follow=True)

    assert "Eingang" in text_of(answer)


@pytest.mark.parametrize("username", ["meyer", "niemand"])
def test_wrong_name_and_wrong_password_sound_the_same(username: str) -> None:
    cast.meyer()

    answer = a_browser().post("/anmelden/", {"login": username, "password": "falsch"})

    assert "Benutzername oder Passwort stimmen nicht. Bitte prüfen Sie beides." in text_of(answer)


def test_empty_fields_are_named_in_german() -> None:
    answer = a_browser().post("/anmelden/", {})

    assert "Dieses Feld ist zwingend erforderlich." in text_of(answer)


def test_a_wrong_code_is_explained() -> None:
    meyer, browser = cast.meyer(), a_browser()
    TOTP.activate(meyer, generate_totp_secret())
    browser.post("/anmelden/", {"login": "meyer", "password": "geheim"})

    assert "Dieser Code stimmt nicht." in text_of(browser.post("/anmelden/code/", {"code": "000000"}))


def test_the_password_alone_does_not_open_anything() -> None:
    meyer, browser = cast.meyer(), a_browser()
    TOTP.activate(meyer, generate_totp_secret())
    browser.post("/anmelden/", {"login": "meyer", "password": "geheim"})

    assert browser.get("/eingang/")["Location"] == "/anmelden/?next=/eingang/"


def test_a_closed_account_stays_outside() -> None:
    meyer = cast.meyer()
    meyer.is_active = False
    meyer.save()

    answer = a_browser().post("/anmelden/", {"login": "meyer", "password": "geheim"}, follow=True)

    assert "Eingang" not in text_of(answer)


def test_the_second_step_is_set_up_at_the_first_login() -> None:
    cast.meyer()
    browser = a_browser()

    browser.post("/anmelden/", {"login": "meyer", "password": "geheim"})
    page = text_of(browser.get("/eingang/", follow=True))

    assert "Zweiten Schritt einrichten" in page
    assert "Schlüssel zum Abtippen" in page


def test_the_second_step_stays_once_it_is_set_up(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())

    page = text_of(client.get("/konto/zweiter-schritt/abschalten/", follow=True))
    assert "Bitte bestätigen Sie, dass Sie es sind" in page
    confirmed = client.post(
        "/anmelden/bestaetigen/", {"password": "geheim", "next": "/konto/zweiter-schritt/abschalten/"}, follow=True
    )

    assert "gehört zur Anmeldung" in text_of(confirmed)
    client.post("/konto/zweiter-schritt/abschalten/")
    assert "eingerichtet" in look_at(client, "/konto/")


def test_logging_out_asks_and_leads_to_the_start(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())
    assert "Möchten Sie sich abmelden?" in look_at(client, "/abmelden/")

    client.post("/abmelden/")

    assert client.get("/eingang/").status_code == 302


def test_the_account_page_shows_what_is_set_up(at_desk: AtDesk) -> None:
    client = at_desk(cast.meyer())

    assert "eingerichtet" in look_at(client, "/konto/")


def test_the_demonstration_lists_its_people_and_shows_the_code() -> None:
    meyer, browser = cast.meyer(), a_browser()
    TOTP.activate(meyer, generate_totp_secret())

    assert "Frau Silke Meyer" in look_at(browser, "/anmelden/")
    browser.post("/anmelden/", {"login": "meyer", "password": "geheim"})
    assert current_code(meyer) in look_at(browser, "/anmelden/code/")


def test_one_click_is_enough_in_the_demonstration() -> None:
    TOTP.activate(cast.meyer(), generate_totp_secret())
    browser = a_browser()

    answer = browser.post("/anmelden/demonstration/", {"username": "meyer", "next": "https://evil.example/"})

    assert answer["Location"] == "/eingang/"
    look_at(browser, "/eingang/")


def test_a_real_authority_has_no_such_door(authority: Authority) -> None:
    TOTP.activate(cast.meyer(), generate_totp_secret())
    with acting_process_wide(replace(authority, demo=False)):
        page = look_at(a_browser(), "/anmelden/")
        answer = a_browser().post("/anmelden/demonstration/", {"username": "meyer"})

    assert "Frau Silke Meyer" not in page
    assert answer.status_code == 404
