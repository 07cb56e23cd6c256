import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.ground.audit.queries import history
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.engine.moving import Rename
from kreishaus.workshop.packages.engine.settings import Change
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests import cast
from tests.faces.desk.pages import AtDesk, look_at, text_of
from tests.faces.desk.views.builder.conftest import PLACE
from tests.workshop.packages.conftest import NOON

pytestmark = pytest.mark.django_db


def press(desk: Client, version: PackageVersion, tun: str, element: str = "", **values: object) -> str:
    """Press a button of the builder and return the page that follows."""
    version.refresh_from_db()
    data = {"tun": tun, "element": element, "shown": version.digest, **values}
    return text_of(desk.post(PLACE, data, follow=True))


def form_of(version: PackageVersion) -> dict[str, object]:
    version.refresh_from_db()
    return contents.form_of(version).schema.to_data()


def keys(version: PackageVersion) -> list[str]:
    version.refresh_from_db()
    return [node.path for node in contents.form_of(version).schema.plan.tree.nodes]


ADDRESSES = ["", "@person", "person", "person.kind", "person.consent", "car", "contact", "end.inner.yes"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_element_has_its_page(desk: Client, draft: PackageVersion, address: str) -> None:
    page = look_at(desk, f"{PLACE}?element={address}" if address else PLACE)

    assert "Formular bauen: Bewohnerparken" in page
    assert "So sehen es die Leute" in page


def test_an_element_that_is_gone_leads_to_what_was_around_it(desk: Client, draft: PackageVersion) -> None:
    assert "Dieses Element gibt es nicht mehr." in text_of(desk.get(f"{PLACE}?element=person.nix", follow=True))
    assert desk.get(f"{PLACE}?element=person.nix")["Location"] == f"{PLACE}?element=person"
    assert desk.get(f"{PLACE}?element=nix")["Location"] == PLACE


def test_the_tree_marks_what_matters(desk: Client, draft: PackageVersion) -> None:
    page = look_at(desk, PLACE)

    assert "Feld: Name*, Pflicht!, ein Prüfpunkt ist offen" in page
    assert "Feld: Überlassungserklärung(*), Pflicht unter einer Bedingung?, erscheint nur unter" in page
    assert "Gruppe: Fahrzeug×, mehrfach" in page


def test_rules_of_an_element_stand_below_it_in_words(desk: Client, draft: PackageVersion) -> None:
    page = look_at(desk, f"{PLACE}?element=person.consent")

    assert "Die Frage „Überlassungserklärung“ ist Pflicht, wenn „Halter“ „Andere“ ist." in page
    assert "erscheint nur, wenn „Halter“ „Andere“ ist." in page


def test_the_preview_shows_what_a_condition_would_hide(desk: Client, draft: PackageVersion) -> None:
    html = desk.get(f"{PLACE}?element=person.consent").content.decode()

    assert 'id="f-person-consent"' in html


def test_saving_changes_only_what_was_typed(desk: Client, draft: PackageVersion) -> None:
    before = form_of(draft)
    html = desk.get(f"{PLACE}?element=person.name").content.decode()
    typed = _inputs(html)

    again = desk.post(PLACE, typed)
    assert again.status_code == 302
    assert form_of(draft) == before

    desk.post(PLACE, {**typed, "s.hint": "Wie im Ausweis", "s.required": ""})
    field = contents.form_of(PackageVersion.objects.get()).schema.plan.tree.by_path["person.name"].field
    assert field is not None
    assert (field.hint, field.required, field.basis, field.purpose, field.fim) == (
        "Wie im Ausweis", False, ("§ 1",), "Wer", {"id": "F1"},
    )  # fmt: skip
    assert list(history("package:hundesteuer"))[-1].actor == "staff:poppinga"


@pytest.mark.parametrize("address", ADDRESSES)
def test_saving_what_is_shown_never_changes_anything(desk: Client, draft: PackageVersion, address: str) -> None:
    before = draft.digest
    html = desk.get(f"{PLACE}?element={address}").content.decode()

    assert desk.post(PLACE, _inputs(html)).status_code == 302

    draft.refresh_from_db()
    assert draft.digest == before


def _inputs(html: str) -> dict[str, object]:
    """Return the inputs of the settings form as a browser would send them."""
    form = html[html.index('id="bau-formular"') :]
    form = form[: form.index("</form>")]
    found: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        values = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if values.get("type") != "checkbox" or " checked" in tag:
            found[values["name"]] = _unescaped(values.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = _unescaped(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def test_fields_groups_pages_and_blocks_are_added_where_one_is(desk: Client, draft: PackageVersion) -> None:
    press(desk, draft, "feld", "person.name", frage="Straße", art="text")
    press(desk, draft, "feld", "contact", frage="Auswahl", art="choice")
    press(desk, draft, "gruppe", "@cars", titel="Anhänger")
    press(desk, draft, "seite", "@person", titel="Zwischendrin")
    page = press(desk, draft, "baustein", "@cars", baustein="kinder")

    assert "Baustein „Kinder (Liste)“ eingefügt." in page
    assert [key for key in keys(draft) if key in (
        "person.strasse", "contact.auswahl", "anhaenger.frage", "gruppe.frage", "kinder.vorname",
    )] == ["person.strasse", "contact.auswahl", "gruppe.frage", "anhaenger.frage", "kinder.vorname"]  # fmt: skip


def test_elements_move_in_every_direction(desk: Client, draft: PackageVersion) -> None:
    press(desk, draft, "runter", "person.name")
    assert keys(draft)[:3] == ["person", "person.born", "person.name"]
    press(desk, draft, "hoch", "person.name")
    press(desk, draft, "runter", "contact")
    assert [group["key"] for group in form_of(draft)["pages"][1]["groups"]] == ["contact", "car", "end"]  # type: ignore[index]
    press(desk, draft, "hoch", "contact")
    press(desk, draft, "hinein", "contact.phone")
    assert "contact.mail.phone.number" in keys(draft)
    press(desk, draft, "heraus", "contact.mail.phone")
    press(desk, draft, "nach", "person.consent", ziel="end", stelle="0")

    assert keys(draft)[keys(draft).index("end") + 1] == "end.consent"


@pytest.mark.parametrize(
    ("tun", "element"),
    [("hoch", "person.name"), ("hinein", "person.name"), ("heraus", "person.name"), ("aufloesen", "person")],
)
def test_what_does_not_fit_is_said_in_words(desk: Client, draft: PackageVersion, tun: str, element: str) -> None:
    answer = desk.post(PLACE, {"tun": tun, "element": element, "shown": draft.digest})

    assert answer.status_code == 409
    assert "Das ist nicht gespeichert" in text_of(answer, status=409)


def test_deleting_what_is_read_asks_first(desk: Client, draft: PackageVersion) -> None:
    asked = text_of(desk.post(PLACE, {"tun": "loeschen", "element": "person.kind", "shown": draft.digest}), status=409)

    assert "fallen auch weg:Regel R1Bedingung bei „Überlassungserklärung“" in asked
    press(desk, draft, "loeschen", "person.kind", trotzdem="ja")
    assert "person.kind" not in keys(draft)


def test_kind_key_group_and_copy(desk: Client, draft: PackageVersion) -> None:
    press(desk, draft, "art", "person.name", art="multiline")
    press(desk, draft, "schluessel", "person.name", schluessel="familienname")
    press(desk, draft, "gruppieren", "person.born", titel="Geburt", mit=["person.kind"])
    page = press(desk, draft, "kopieren", "car")

    assert "Gruppe „Fahrzeug“ kopiert." in page
    assert "person.geburt.kind" in keys(draft)
    assert "car_2.weight" in keys(draft)
    assert contents.definition_of(draft).service.applicant.name == "person.familienname"


def test_answers_of_a_choice_are_arranged(desk: Client, draft: PackageVersion) -> None:
    typed = {
        "s.options.anzahl": "2", "s.options.0.key": "self", "s.options.0.label": "Ich", "s.options.1.key": "other",
        "s.options.1.label": "Andere", "s.options.mehr": "Eine Firma\nEin Verein",
    }  # fmt: skip
    press(desk, draft, "speichern", "person.kind", **typed)
    press(desk, draft, "speichern", "person.kind", **typed, antwort="runter-0")

    field = contents.form_of(PackageVersion.objects.get()).schema.plan.tree.by_path["person.kind"].field
    assert field is not None
    assert [(each.key, each.label) for each in field.options] == [
        ("other", "Andere"), ("self", "Ich"), ("eine_firma", "Eine Firma"), ("ein_verein", "Ein Verein"),
    ]  # fmt: skip


def test_a_wrong_value_is_named_and_nothing_is_saved(desk: Client, draft: PackageVersion) -> None:
    before = draft.digest
    answer = desk.post(PLACE, {"tun": "speichern", "element": "person.name", "shown": before, "s.max_length": "viele"})

    assert "„Höchstens Zeichen“ braucht eine ganze Zahl." in text_of(answer, status=422)
    draft.refresh_from_db()
    assert draft.digest == before


def test_the_last_step_is_taken_back_and_repeated(desk: Client, draft: PackageVersion) -> None:
    press(desk, draft, "feld", "person", frage="Straße", art="text")

    back = desk.post(f"{PLACE}schritt/", {"tun": "zurueck", "element": "person.strasse"}, follow=True)
    assert "Zurückgenommen: Feld „Straße“ hinzugefügt" in text_of(back)
    assert "person.strasse" not in keys(draft)
    again = desk.post(f"{PLACE}schritt/", {"tun": "wiederholen"}, follow=True)
    assert "Wiederholt: Feld „Straße“ hinzugefügt" in text_of(again)
    assert "person.strasse" in keys(draft)


def test_two_people_at_once_are_told_of_each_other(desk: Client, draft: PackageVersion) -> None:
    shown = draft.digest
    actions.edit_form(version=draft, edit=Rename("person", "halter"), shown="", actor="staff:ukena", at=NOON)

    page = text_of(desk.post(PLACE, {"tun": "feld", "element": "person", "shown": shown, "frage": "Ort"}, follow=True))

    assert "hat inzwischen auch etwas geändert. Beides ist gespeichert." in page
    assert "halter.ort" in keys(draft)


def test_a_conflict_shows_both_values_and_either_can_be_taken(desk: Client, draft: PackageVersion) -> None:
    shown = draft.digest
    actions.edit_form(
        version=draft, edit=Change("person.name", {"label": "Nachname"}), shown="", actor="staff:ukena", at=NOON
    )
    typed = {"tun": "speichern", "element": "person.name", "shown": shown, "s.label": "Familienname"}
    answer = desk.post(PLACE, typed)
    page = text_of(answer, status=409)

    assert "Sie: Familienname" in page
    assert "Nachnamevorher: Name" in page
    values = re.search(r'name="werte" value="([^"]*)"', answer.content.decode())
    assert values
    press(desk, draft, "meine", "person.name", werte=_unescaped(values[1]))
    field = contents.form_of(PackageVersion.objects.get()).schema.plan.tree.by_path["person.name"].field
    assert field is not None
    assert field.label == "Familienname"


def test_search_finds_labels_keys_numbers_of_fim_and_rules(desk: Client, draft: PackageVersion) -> None:
    assert "2 Treffer" in look_at(desk, f"{PLACE}?q=kennz")
    assert "Feld: Name" in look_at(desk, f"{PLACE}?q=F1")
    assert "Regel R3" in look_at(desk, f"{PLACE}?q=schwer")
    assert "0 Treffer" in look_at(desk, f"{PLACE}?q=gibtesnicht")


def test_a_published_version_can_only_be_looked_at(desk: Client, draft: PackageVersion) -> None:
    PackageVersion.objects.update(state="in-review")

    page = look_at(desk, f"{PLACE}?element=person.name")
    answer = desk.post(PLACE, {"tun": "feld", "element": "person", "shown": draft.digest})

    assert "Neue Fassung beginnen" in page
    assert "nicht mehr in Arbeit" in text_of(answer, status=409)


@pytest.mark.parametrize("place", ["", "regeln/", "regeln/neu/", "regel/R1/", "bedingung/person/", "verlauf/"])
def test_who_builds_no_services_finds_nothing(at_desk: AtDesk, draft: PackageVersion, place: str) -> None:
    assert at_desk(cast.meyer()).get(PLACE + place).status_code == 404


def test_a_larger_form_costs_no_more_queries(
    desk: Client, draft: PackageVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    press(desk, draft, "feld", "person", frage="Eins")
    desk.get(PLACE)
    with CaptureQueriesContext(connection) as one:
        desk.get(PLACE)
    cost = len(one)
    for number in range(3):
        press(desk, draft, "feld", "person", frage=f"Noch eins {number}")

    with django_assert_num_queries(cost):
        desk.get(PLACE)


def test_a_new_service_opens_in_the_builder(desk: Client) -> None:
    look_at(desk, "/dienste/neu/")
    assert "Bitte schreiben Sie, wie die Leistung heißt" in text_of(
        desk.post("/dienste/neu/", {"name": " "}), status=422
    )

    page = text_of(desk.post("/dienste/neu/", {"name": "Baumfällung anzeigen"}, follow=True))

    assert "Formular bauen: Baumfällung anzeigen" in page
