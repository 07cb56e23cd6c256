from copy import deepcopy

import pytest
from django.test import Client

from kreishaus.services.applications.models import Draft, Offering
from kreishaus.services.catalogue import actions as catalogue
from kreishaus.services.forms.actions import store_form
from kreishaus.services.forms.engine.parsing import parse_form
from tests import cast, pages
from tests.faces.portal.visiting import (
    INSURANCE,
    LICENSE,
    PERSON,
    Visitor,
    a_pdf,
    a_photo,
    a_script,
    begun,
    licence_filled_in,
    secret_in,
    send,
    send_page,
    where,
    with_files,
)
from tests.factories.applications import FORM, an_offering

pytestmark = pytest.mark.django_db
START = "/leistungen/jagdschein/antrag/"


def page_of(secret: str, key: str) -> str:
    return f"/antrag/{secret}/seite/{key}/"


def draft() -> Draft:
    return Draft.objects.get()


def test_looking_at_a_form_leaves_no_trace(visitor: Visitor, hunting: None) -> None:
    page = visitor.get(START).content

    assert "Ihr Jagdschein" in pages.everything(page)
    assert Draft.objects.count() == 0
    assert "entwurf" not in visitor.client.cookies


@pytest.mark.parametrize("path", ["/leistungen/raumfahrt/antrag/", f"/antrag/{'x' * 43}/", "/antrag/kurz/"])
def test_what_is_not_there_is_a_page_that_does_not_exist(visitor: Visitor, hunting: None, path: str) -> None:
    assert "Diese Seite gibt es nicht" in pages.everything(visitor.get(path, code=404).content)


def test_a_service_without_a_form_takes_the_general_one_and_fills_in_its_name(visitor: Visitor, anything: None) -> None:
    catalogue.store_services(
        drafts=[catalogue.ServiceDraft(key="zufahrt", name="Zufahrt bauen")], actor=cast.SYSTEM, at=cast.NOON
    )

    page = visitor.get("/leistungen/zufahrt/antrag/").content

    assert pages.value_of(page, "concern.subject") == "Zufahrt bauen"
    assert "Zufahrt bauen" in pages.everything(page)


def test_a_service_of_somebody_else_has_no_form(visitor: Visitor, anything: None) -> None:
    elsewhere = catalogue.ServiceDraft(key="fischerei", name="Fischereischein", redirect={"name": "Stadt Leer"})
    catalogue.store_services(drafts=[elsewhere], actor=cast.SYSTEM, at=cast.NOON)

    visitor.get("/leistungen/fischerei/antrag/", code=404)


def test_a_first_page_with_errors_keeps_what_was_typed_and_names_what_is_missing(
    visitor: Visitor, hunting: None
) -> None:
    response = visitor.post(START, {"license.kind": "day", "license.valid_from": "morgen früh"})

    page = response.content
    assert pages.value_of(page, "license.kind") == "day"
    assert pages.value_of(page, "license.valid_from") == "morgen früh"
    text = pages.everything(page)
    assert "Bitte prüfen Sie noch 2 Angaben" in text
    assert "Haben Sie schon einen Jagdschein?" in text
    assert b"<title>Fehler: Ihr Jagdschein" in page


def test_an_empty_first_page_leads_to_every_missing_field(visitor: Visitor, hunting: None) -> None:
    page = visitor.post(START).content

    assert "Bitte prüfen Sie noch 3 Angaben" in pages.everything(page)
    assert {"#f-license-kind", "#f-license-occasion", "#f-license-valid_from"} <= set(pages.links(page).values())


def test_a_page_that_nobody_has_opened_yet_is_not_called_wrong(visitor: Visitor, hunting: None) -> None:
    page = visitor.post(START).content

    # The nationality is suggested by the form; that is no beginning.
    assert "noch nicht vollständig" not in pages.words(pages.assert_sound(page))


def test_next_and_back_lead_through_the_pages_and_keep_everything(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    second = send_page(visitor, secret, "person", PERSON)
    back = send_page(visitor, secret, "evidence", {"insurance.insurer": "Halbfertig"}, _back="1")
    again = visitor.get(page_of(secret, "evidence"))

    assert where(second) == page_of(secret, "evidence")
    assert where(back) == page_of(secret, "person")
    assert pages.value_of(back.content, "person.given_name") == "Hilke"
    assert pages.value_of(again.content, "insurance.insurer") == "Halbfertig"
    assert "Bitte prüfen" not in pages.everything(again.content)


def test_a_page_with_errors_stays_and_saves_the_rest(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    page = send_page(visitor, secret, "person", PERSON | {"address.postcode": "267"}).content

    assert pages.value_of(page, "address.postcode") == "267"
    assert "Bitte prüfen Sie noch eine Angabe" in pages.everything(page)
    assert draft().answers["person"]["given_name"] == "Hilke"


def test_the_first_page_knows_where_this_browser_has_begun(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    page = visitor.get(START).content

    assert "Sie haben diesen Antrag schon begonnen." in pages.everything(page)
    assert pages.links(page)["Dort weitermachen"] == f"/antrag/{secret}/"
    cookie = visitor.client.cookies["entwurf"]
    assert (cookie["path"], bool(cookie["httponly"]), cookie["samesite"]) == (START, True, "Lax")
    assert cookie["max-age"] == ""


@pytest.mark.parametrize("value", ["", "unsinn", "x" * 43])
def test_a_made_up_cookie_shows_nothing(visitor: Visitor, hunting: None, value: str) -> None:
    begun(Visitor(), "jagdschein", LICENSE)
    visitor.client.cookies["entwurf"] = value

    assert "schon begonnen" not in pages.everything(visitor.get(START).content)


def test_later_gives_a_link_that_goes_on_in_another_browser(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    later = send_page(visitor, secret, "person", {"person.given_name": "Hilke"}, _later="1")
    link = f"http://testserver/antrag/{secret}/"

    elsewhere = Visitor()
    resumed = elsewhere.get(f"/antrag/{secret}/")

    assert link in pages.links(later.content)
    assert where(resumed) == page_of(secret, "person")
    assert pages.value_of(resumed.content, "person.given_name") == "Hilke"


def test_later_on_the_first_page_saves_what_was_typed(visitor: Visitor, hunting: None) -> None:
    later = visitor.post(START, {"license.kind": "day", "_later": "1"})

    secret = secret_in(where(later))
    assert where(later) == f"/antrag/{secret}/spaeter/"
    assert pages.value_of(visitor.get(f"/antrag/{secret}/").content, "license.kind") == "day"


def test_a_complete_draft_resumes_at_the_check_page(visitor: Visitor, hunting: None) -> None:
    secret = licence_filled_in(visitor)

    assert where(Visitor().get(f"/antrag/{secret}/")) == f"/antrag/{secret}/pruefen/"


def test_questions_that_follow_from_an_answer_appear_before_going_on(visitor: Visitor, hunting: None) -> None:
    renewal = LICENSE | {"license.occasion": "renewal"}

    response = visitor.post(START, renewal)
    secret = secret_in(where(response))
    answered = send_page(visitor, secret, "license", renewal | {"license.previous_number": "LER-17"})

    assert where(response) == page_of(secret, "license")
    assert "Zu Ihrer Antwort gibt es noch Fragen." in pages.everything(response.content)
    assert "license.previous_number" in pages.names(response.content)
    assert where(answered) == page_of(secret, "person")


def test_a_question_that_a_refresh_has_shown_is_answered_at_once(visitor: Visitor, hunting: None) -> None:
    renewal = LICENSE | {"license.occasion": "renewal"}

    answered = visitor.post(START, renewal | {"license.previous_number": "LER-17"})
    left_empty = visitor.post(START, renewal | {"license.previous_number": ""})

    assert where(answered).endswith("/seite/person/")
    assert "Bitte füllen Sie „Nummer des bisherigen Jagdscheins“ aus." in pages.everything(left_empty.content)


def test_an_answer_that_hides_a_question_keeps_what_stood_there(visitor: Visitor, hunting: None) -> None:
    renewal = LICENSE | {"license.occasion": "renewal", "license.previous_number": "LER-17"}
    secret = begun(visitor, "jagdschein", renewal)
    send_page(visitor, secret, "license", renewal)
    send_page(visitor, secret, "license", LICENSE)

    hidden = visitor.get(page_of(secret, "license"))
    send_page(visitor, secret, "license", LICENSE | {"license.occasion": "renewal"})
    shown = visitor.get(page_of(secret, "license"))

    assert "license.previous_number" not in pages.names(hidden.content)
    assert pages.value_of(shown.content, "license.previous_number") == "LER-17"


def test_a_refresh_shows_what_depends_on_the_answer_without_complaining_or_saving(
    visitor: Visitor, hunting: None
) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    base = pages.value_of(visitor.get(page_of(secret, "license")).content, "base")

    page = send_page(visitor, secret, "license", {"license.occasion": "renewal"}, _refresh="1").content

    assert "license.previous_number" in pages.names(page)
    assert "Bitte prüfen" not in pages.everything(page)
    assert draft().answers["license"]["occasion"] == "first"
    # What another window saves meanwhile is still noticed.
    assert pages.value_of(page, "base") == base


def test_a_refresh_carries_what_was_typed_where_nothing_is_asked_any_more(visitor: Visitor, hunting: None) -> None:
    renewal = LICENSE | {"license.occasion": "renewal", "license.previous_number": 'LER "17" & Co'}

    first = visitor.post(START, renewal | {"license.occasion": "first", "_refresh": "1"}).content
    again = visitor.post(START, renewal | {"_refresh": "1"}).content

    assert b'<input type="hidden" name="license.previous_number" value="LER &quot;17&quot; &amp; Co">' in first
    assert b'type="hidden" name="license.previous_number"' not in again
    assert pages.value_of(again, "license.previous_number") == 'LER "17" & Co'


def test_a_refresh_of_the_first_page_begins_nothing(visitor: Visitor, hunting: None) -> None:
    page = visitor.post(START, {"license.occasion": "renewal", "_refresh": "1"})

    assert where(page) == START
    assert "license.previous_number" in pages.names(page.content)
    assert Draft.objects.count() == 0


def test_a_refresh_on_its_way_is_no_conflict_with_next(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    base = {"base": pages.value_of(visitor.get(page_of(secret, "license")).content, "base")}

    visitor.post(page_of(secret, "license"), {"license.kind": "day", "_refresh": "1"} | base)
    following = visitor.post(page_of(secret, "license"), LICENSE | {"license.valid_from": "1.5.2030"} | base)

    assert where(following) == page_of(secret, "person")


# Files.


def test_files_are_kept_even_if_another_field_is_wrong(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    send_page(visitor, secret, "person", PERSON)

    wrong = send_page(visitor, secret, "evidence", with_files() | {"insurance.valid_until": "bald"})
    right = send_page(visitor, secret, "evidence", INSURANCE)

    text = pages.everything(wrong.content)
    for name in ("police.pdf", "zeugnis.pdf", "bild.jpg"):
        assert name in text
    assert where(right) == page_of(secret, "reliability")


@pytest.mark.parametrize("button", ["", "_upload"])
def test_a_script_with_the_head_of_a_pdf_is_refused_by_name(visitor: Visitor, hunting: None, button: str) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    files = {**with_files(), "insurance.policy": a_script("böse.pdf")}
    pressed = {button: "insurance.policy"} if button else {}

    page = send_page(visitor, secret, "evidence", files, **pressed).content

    text = pages.everything(page)
    assert "böse.pdf: Die PDF-Datei ist beschädigt, unvollständig oder kein echtes PDF." in text
    # The good ones are there all the same.
    assert "zeugnis.pdf" in text
    assert "bild.jpg" in text


@pytest.mark.parametrize("button", ["_back", "_later"])
def test_a_refused_file_is_named_even_if_one_goes_elsewhere(visitor: Visitor, hunting: None, button: str) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    page = send_page(visitor, secret, "evidence", {"insurance.policy": a_script()}, **{button: "1"}).content

    assert "police.pdf: Die PDF-Datei ist beschädigt" in pages.everything(page)


def test_a_picture_where_only_pictures_are_wanted_refuses_a_pdf(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    page = send_page(
        visitor, secret, "evidence", {"documents.photo": a_pdf("bild.pdf")}, _upload="documents.photo"
    ).content

    assert "bild.pdf: " in pages.everything(page)
    assert draft().answers.get("documents", {}).get("photo") in (None, [])


def test_uploading_first_shows_the_file_and_complains_about_nothing_else(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    page = send_page(
        visitor, secret, "evidence", {"documents.photo": a_photo("bild.png")}, _upload="documents.photo"
    ).content

    text = pages.everything(page)
    assert "bild.png" in text
    assert "Bitte prüfen" not in text


def test_a_file_can_be_removed_and_replaced(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    send_page(visitor, secret, "evidence", with_files())

    removed = send_page(visitor, secret, "evidence", INSURANCE, _remove="documents.photo[0]")
    replaced = send_page(visitor, secret, "evidence", {"documents.photo": a_photo("neu.png")})

    assert "„bild.jpg“ ist entfernt." in pages.everything(removed.content)
    assert "bild.jpg (" not in pages.everything(removed.content)
    assert "police.pdf" in pages.everything(removed.content)
    assert where(replaced) == page_of(secret, "reliability")
    assert [file["name"] for file in draft().answers["documents"]["photo"]] == ["neu.png"]


def test_two_files_at_once_and_the_same_twice_counts_once(visitor: Visitor, anything: None) -> None:
    secret = begun(
        visitor, "allgemeiner-antrag", {"concern.subject": "Zaun", "concern.description": "Er steht schief."}
    )

    send_page(visitor, secret, "concern", {"concern.attachments": [a_pdf("eins.pdf"), a_photo("zwei.png")]})
    send_page(visitor, secret, "concern", {"concern.attachments": a_pdf("eins.pdf")})

    files = draft().answers["concern"]["attachments"]
    assert sorted((file["name"], file["media_type"]) for file in files) == [
        ("eins.pdf", "application/pdf"),
        ("zwei.png", "image/png"),
    ]


def test_a_file_of_the_first_page_is_there_after_an_error(visitor: Visitor, anything: None) -> None:
    page = visitor.post(
        "/leistungen/allgemeiner-antrag/antrag/", {"concern.attachments": [a_pdf("zaun.pdf"), a_script("böse.pdf")]}
    ).content

    text = pages.everything(page)
    assert "zaun.pdf (" in text
    assert "böse.pdf: Die PDF-Datei ist beschädigt" in text


def test_a_file_is_seen_only_by_its_own_draft(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    send_page(visitor, secret, "evidence", {"documents.photo": a_photo()}, _upload="documents.photo")
    other = begun(Visitor(), "jagdschein", LICENSE)
    [mine] = [one for one in Draft.objects.all() if "documents" in one.answers]
    sha256 = mine.answers["documents"]["photo"][0]["sha256"]

    own = visitor.client.get(f"/antrag/{secret}/datei/{sha256}/")

    assert own.headers["Content-Type"] == "image/jpeg"
    assert b"".join(own.streaming_content)[:2] == b"\xff\xd8"  # type: ignore[attr-defined]
    visitor.get(f"/antrag/{other}/datei/{sha256}/", code=404)


# Rows that repeat.


def repeating_offering() -> Offering:
    offering = an_offering()
    form = deepcopy(FORM)
    form["pages"][1]["groups"].append(
        {
            "key": "neighbour",
            "title": "Nachbar",
            "repeat": "0..3",
            "fields": [{"key": "name", "type": "text", "label": "Name", "required": True}],
        }
    )
    offering.form = store_form(parse_form(form), at=cast.NOON)
    offering.save()
    return offering


def test_rows_are_added_and_removed_without_losing_the_others(visitor: Visitor) -> None:
    repeating_offering()
    secret = begun(visitor, "zufahrt", {"person.given_name": "Hilke", "person.family_name": "de Vries"})

    send_page(visitor, secret, "access", {}, _add="neighbour")
    two = send_page(visitor, secret, "access", {"neighbour[0].name": "Antje"}, _add="neighbour")
    named = {"neighbour[0].name": "Antje", "neighbour[1].name": "Focko"}
    one = send_page(visitor, secret, "access", named, _remove="neighbour[0]")

    assert pages.value_of(two.content, "neighbour[0].name") == "Antje"
    assert "neighbour[1].name" in pages.names(two.content)
    assert pages.value_of(one.content, "neighbour[0].name") == "Focko"
    assert "neighbour[1].name" not in pages.names(one.content)


def test_a_button_for_a_row_that_is_not_there_harms_nothing(visitor: Visitor) -> None:
    repeating_offering()
    secret = begun(visitor, "zufahrt", {"person.given_name": "Hilke", "person.family_name": "de Vries"})

    for pressed in ({"_add": "unsinn"}, {"_remove": "neighbour[7]"}, {"_remove": "person.given_name"}):
        send_page(visitor, secret, "access", {}, **pressed)

    assert draft().answers["person"]["given_name"] == "Hilke"


# Two windows.


def test_two_windows_on_different_pages_meet_in_one_draft(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    base = {key: pages.value_of(visitor.get(page_of(secret, key)).content, "base") for key in ("person", "evidence")}

    visitor.post(page_of(secret, "person"), PERSON | {"base": base["person"]})
    visitor.post(page_of(secret, "evidence"), with_files() | {"base": base["evidence"]})

    assert draft().answers["person"]["given_name"] == "Hilke"
    assert draft().answers["insurance"]["policy_number"] == "JH-4711"


def test_two_windows_on_the_same_page_keep_both_states(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    address = page_of(secret, "person")
    base = pages.value_of(visitor.get(address).content, "base")
    visitor.post(address, PERSON | {"base": base})

    mine = PERSON | {"person.given_name": "Heike", "base": base}
    held = visitor.post(address, mine, code=409).content

    assert pages.value_of(held, "person.given_name") == "Heike"
    assert "Diese Seite wurde in einem anderen Fenster geändert." in pages.everything(held)
    assert pages.links(held)["Den anderen Stand ansehen"] == address
    assert pages.value_of(visitor.get(address).content, "person.given_name") == "Hilke"
    # "Weiter" once more replaces the other state.
    visitor.post(address, mine | {"base": pages.value_of(held, "base")})
    assert draft().answers["person"]["given_name"] == "Heike"


def test_a_file_of_a_page_that_is_held_back_is_not_lost(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    address = page_of(secret, "evidence")
    base = pages.value_of(visitor.get(address).content, "base")
    visitor.post(address, INSURANCE | {"base": base})

    mine = INSURANCE | {"insurance.insurer": "Andere", "base": base}
    held = visitor.post(address, mine | {"documents.photo": a_photo("neu.jpg")}, code=409).content
    visitor.post(address, mine | {"base": pages.value_of(held, "base")})

    assert "neu.jpg" in pages.everything(held)
    assert [file["name"] for file in draft().answers["documents"]["photo"]] == ["neu.jpg"]
    assert draft().answers["insurance"]["insurer"] == "Andere"


def test_a_double_click_on_next_is_no_conflict(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)
    address = page_of(secret, "person")
    same = PERSON | {"base": pages.value_of(visitor.get(address).content, "base")}

    visitor.post(address, same)
    second = visitor.post(address, same)

    assert where(second) == page_of(secret, "evidence")


# The end of a draft.


def test_a_draft_can_be_thrown_away(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    gone = visitor.post(f"/antrag/{secret}/verwerfen/")

    assert where(gone) == "/"
    assert "Ihr Entwurf ist gelöscht." in pages.everything(gone.content)
    visitor.get(f"/antrag/{secret}/", code=404)
    visitor.post(page_of(secret, "person"), PERSON, code=404)
    assert Draft.objects.count() == 0


def test_throwing_away_needs_a_button(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    assert visitor.client.get(f"/antrag/{secret}/verwerfen/").status_code == 405
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("path", ["", "seite/person/", "spaeter/", f"datei/{'0' * 64}/"])
def test_the_link_of_a_sent_draft_leads_to_its_status(visitor: Visitor, hunting: None, path: str) -> None:
    secret = licence_filled_in(visitor)
    send(visitor, secret)

    assert where(visitor.get(f"/antrag/{secret}/{path}")) == f"/status/{secret}/"
    if path.startswith("seite"):
        assert where(visitor.post(f"/antrag/{secret}/{path}", PERSON)) == f"/status/{secret}/"


def test_a_page_that_the_form_does_not_have_is_not_there(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    visitor.get(page_of(secret, "unsinn"), code=404)


def test_nothing_of_a_draft_is_kept_by_the_browser_or_found_by_search_engines(visitor: Visitor, hunting: None) -> None:
    secret = begun(visitor, "jagdschein", LICENSE)

    for path in (f"/antrag/{secret}/seite/person/", f"/antrag/{secret}/pruefen/", f"/antrag/{secret}/spaeter/"):
        answer = visitor.get(path)
        assert "no-store" in answer.headers["Cache-Control"]
        assert b'<meta name="robots" content="noindex">' in answer.content


def test_a_form_without_its_protection_mark_is_refused_with_a_way_on(hunting: None) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"host": "testserver"})

    answer = browser.post(START, LICENSE)

    assert answer.status_code == 403
    assert "Das Formular war abgelaufen" in pages.everything(answer.content)
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, LICENSE | {"license.occasion": "renewal"}, {"_upload": "x"}, {"_later": "1"}])
def test_back_never_asks_to_send_a_form_again(visitor: Visitor, hunting: None, sent: dict[str, str]) -> None:
    # A page that answers a POST itself can only be reached again by sending the form a second time.
    assert visitor.client.post(START, sent).status_code == 302
    secret = begun(visitor, "jagdschein", LICENSE)

    assert visitor.client.post(page_of(secret, "license"), sent).status_code == 302
    assert visitor.client.post(f"/antrag/{secret}/pruefen/", sent).status_code == 302
    assert visitor.client.post(f"/antrag/{secret}/pruefen/", {"declaration": "on"}).status_code == 302
