from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.engine.settings import ChangeRule, RemoveRule
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from tests.faces.desk.pages import look_at, text_of
from tests.faces.desk.views.builder.conftest import PLACE
from tests.workshop.packages.conftest import NOON

pytestmark = pytest.mark.django_db

COMPARE = {"w.modus": "baukasten", "w.0.art": "gruppe", "w.0.wie": "und", "w.0.0.art": "vergleich"}


def rules_of(version: PackageVersion) -> dict[str, dict[str, Any]]:
    version.refresh_from_db()
    data: Any = contents.form_of(version).schema.to_data()
    return {rule["id"]: rule for rule in data["rules"]}


def test_the_list_reads_every_rule_aloud(desk: Client, draft: PackageVersion) -> None:
    page = look_at(desk, f"{PLACE}regeln/")

    assert "Die Frage „Überlassungserklärung“ ist Pflicht, wenn „Halter“ „Andere“ ist." in page
    assert "Es muss gelten, dass in jedem Eintrag von „Fahrzeug“ „Gewicht“ kleiner als 3500 ist." in page


def test_one_rule_and_three_cost_the_same_queries(
    desk: Client, draft: PackageVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(f"{PLACE}regeln/")
    with CaptureQueriesContext(connection) as several:
        desk.get(f"{PLACE}regeln/")
    cost = len(several)
    for number in ("R2", "R3", "R4", "R5"):
        actions.edit_form(version=draft, edit=RemoveRule(number), shown="", actor="staff:ukena", at=NOON)

    with django_assert_num_queries(cost):
        desk.get(f"{PLACE}regeln/")


@pytest.mark.parametrize("number", ["R1", "R2", "R3", "R4", "R5"])
def test_every_rule_opens_in_its_editor(desk: Client, draft: PackageVersion, number: str) -> None:
    assert "So liest sich die Regel" in look_at(desk, f"{PLACE}regel/{number}/")


def test_an_unknown_rule_is_missing(desk: Client, draft: PackageVersion) -> None:
    assert desk.get(f"{PLACE}regel/R99/").status_code == 404


def test_a_new_rule_is_put_together_line_by_line(desk: Client, draft: PackageVersion) -> None:
    place = f"{PLACE}regeln/neu/?element=person.born"
    assert "Neue Regel" in look_at(desk, place)
    typed: dict[str, Any] = {"ziel": "person.born", "wirkung": "require", "shown": draft.digest}

    page = text_of(desk.post(place, {**typed, "w.0.art": "gruppe", "w.0.wie": "und", "tun": "w.0:dazu"}))
    assert "Bitte wählen" in page
    chosen = {**COMPARE, "w.0.0.feld": "person.kind", "w.0.0.op": "equal", "w.0.0.wert": "other"}
    page = text_of(desk.post(place, {**typed, **chosen, "tun": "auffrischen"}))
    assert "Die Frage „Geburtstag“ ist Pflicht, wenn „Halter“ „Andere“ ist." in page
    desk.post(place, {**typed, **chosen, "tun": "speichern", "rechtsgrundlage": "§ 3"})

    assert rules_of(draft)["R6"] == {
        "id": "R6", "require": "person.born", "when": "person.kind == 'other'", "basis": "§ 3",
    }  # fmt: skip


def test_groups_rows_ages_and_other_questions(desk: Client, draft: PackageVersion) -> None:
    typed = {
        "ziel": "person.consent", "wirkung": "hide", "shown": draft.digest, "tun": "speichern",
        "w.modus": "baukasten", "w.0.art": "gruppe", "w.0.wie": "oder",
        "w.0.0.art": "vergleich", "w.0.0.feld": "person.born", "w.0.0.op": "age:less", "w.0.0.wert": "18",
        "w.0.1.art": "gruppe", "w.0.1.wie": "nicht-und",
        "w.0.1.0.art": "vergleich", "w.0.1.0.feld": "person.name", "w.0.1.0.op": "starts", "w.0.1.0.wert": "A",
        "w.0.1.1.art": "vergleich", "w.0.1.1.feld": "end.inner.yes", "w.0.1.1.op": "yes",
        "w.0.2.art": "zeilen", "w.0.2.feld": "car", "w.0.2.wie": "none",
        "w.0.2.0.art": "vergleich", "w.0.2.0.feld": "car.weight", "w.0.2.0.op": "more", "w.0.2.0.andere": "end.total",
        "w.0.3.art": "vergleich", "w.0.3.feld": "person.born", "w.0.3.op": "less", "w.0.3.wert": "heute - 3 Jahre",
    }  # fmt: skip
    desk.post(f"{PLACE}regeln/neu/", typed)

    assert rules_of(draft)["R6"]["when"] == (
        "years(person.born, today) < 18 || !(person.name.startsWith('A') && end.inner.yes)"
        " || !car.exists(zeile, zeile.weight > end.total) || person.born < plus_years(today, -3)"
    )


def test_an_editor_shows_a_saved_rule_and_saves_it_unchanged(desk: Client, draft: PackageVersion) -> None:
    before = rules_of(draft)
    html = desk.get(f"{PLACE}regel/R1/").content.decode()

    assert 'value="person.kind" selected' in html
    assert 'value="other" selected' in html
    chosen = {**COMPARE, "w.0.0.feld": "person.kind", "w.0.0.op": "equal", "w.0.0.wert": "other"}
    desk.post(
        f"{PLACE}regel/R1/",
        {"ziel": "person.consent", "wirkung": "require", "rechtsgrundlage": "§ 2", "tun": "speichern", **chosen},
    )
    assert rules_of(draft) == before


def test_what_goes_beyond_the_editor_stays_text(desk: Client, draft: PackageVersion) -> None:
    typed = {"ziel": "person.consent", "wirkung": "hide", "w.modus": "text", "w.text": "sum(car.map(c, c.weight)) > 3"}
    desk.post(f"{PLACE}regeln/neu/", {**typed, "tun": "speichern"})

    page = look_at(desk, f"{PLACE}regel/R6/")
    assert "sum(car.map(c, c.weight)) > 3" in page
    refused = text_of(desk.post(f"{PLACE}regel/R6/", {**typed, "tun": "w:baukasten"}))
    assert "geht nur als Text" in refused


def test_a_condition_becomes_text_and_comes_back(desk: Client, draft: PackageVersion) -> None:
    chosen = {**COMPARE, "w.0.0.feld": "person.kind", "w.0.0.op": "equal", "w.0.0.wert": "other"}
    as_text = desk.post(f"{PLACE}bedingung/person.born/", {**chosen, "tun": "w:text"}).content.decode()
    assert "person.kind == &#x27;other&#x27;" in as_text

    again = desk.post(
        f"{PLACE}bedingung/person.born/",
        {"w.modus": "text", "w.text": "person.kind == 'other'", "tun": "w:baukasten"},
    ).content.decode()
    assert 'value="person.kind" selected' in again


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"wirkung": "require"}, "Bitte wählen Sie, worauf die Regel wirkt."),
        ({"wirkung": "require", "ziel": "person.born"}, "unter welcher Bedingung"),
        ({"wirkung": "valid", "ziel": "person.born"}, "Bitte sagen Sie, was stimmen muss."),
        ({"wirkung": "set", "ziel": "person.name"}, "wie der Wert berechnet wird"),
        ({**COMPARE, "wirkung": "hide", "ziel": "person.born"}, "unter welcher Bedingung"),
        ({**COMPARE, "wirkung": "hide", "ziel": "end.note", "w.0.0.feld": "person.born", "w.0.0.wert": "bald"},
         "Bitte geben Sie bei „Geburtstag“ einen Tag an"),
        ({**COMPARE, "wirkung": "hide", "ziel": "end.note", "w.0.0.feld": "end.total", "w.0.0.wert": "viel"},
         "Bitte geben Sie bei „Summe“ eine Zahl an."),
        ({"wirkung": "hide", "ziel": "end.note", "w.modus": "text", "w.text": "nix.da"}, "gibt es im Formular nicht"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(desk: Client, draft: PackageVersion, typed: dict[str, str], said: str) -> None:
    answer = desk.post(f"{PLACE}regeln/neu/", {**typed, "tun": "speichern"})

    assert said in text_of(answer, status=422)
    assert "R6" not in rules_of(draft)


def test_lines_are_taken_away_again(desk: Client, draft: PackageVersion) -> None:
    two = {**COMPARE, "w.0.0.feld": "person.kind", "w.0.1.art": "vergleich", "w.0.1.feld": "person.name"}

    html = desk.post(f"{PLACE}regeln/neu/", {**two, "tun": "w.0.0:weg"}).content.decode()

    assert 'name="w.0.0.feld"' in html
    assert 'name="w.0.1.feld"' not in html
    assert 'value="person.name" selected' in html


def test_a_rule_is_deleted(desk: Client, draft: PackageVersion) -> None:
    desk.post(f"{PLACE}regel/R4/", {"tun": "loeschen", "shown": draft.digest})

    assert "R4" not in rules_of(draft)


def test_two_people_at_one_rule(desk: Client, draft: PackageVersion) -> None:
    shown = draft.digest
    theirs = {"require": "person.consent", "when": "person.name == 'x'"}
    actions.edit_form(version=draft, edit=ChangeRule("R1", theirs), shown="", actor="staff:ukena", at=NOON)
    chosen = {**COMPARE, "w.0.0.feld": "person.kind", "w.0.0.op": "equal", "w.0.0.wert": "self"}
    mine = {"ziel": "person.consent", "wirkung": "require", "tun": "speichern", "shown": shown, **chosen}

    answer = desk.post(f"{PLACE}regel/R1/", mine)

    assert "Jemand hat diese Regel inzwischen auch geändert" in text_of(answer, status=422)
    assert rules_of(draft)["R1"]["when"] == "person.name == 'x'"


def test_when_an_element_appears(desk: Client, draft: PackageVersion) -> None:
    place = f"{PLACE}bedingung/end.inner/"
    assert "Wann erscheint „Innen“?" in look_at(desk, place)
    chosen = {**COMPARE, "w.0.0.feld": "person.kind", "w.0.0.op": "one-of", "w.0.0.wert": ["self", "other"]}
    desk.post(place, {**chosen, "tun": "speichern", "shown": draft.digest})

    draft.refresh_from_db()
    group = contents.form_of(draft).schema.plan.tree.by_path["end.inner"].group
    assert group is not None
    assert group.when == "person.kind in ['self', 'other']"
    desk.post(place, {"tun": "immer"})
    draft.refresh_from_db()
    assert contents.form_of(draft).schema.plan.tree.by_path["end.inner"].group.when == ""  # type: ignore[union-attr]
    look_at(desk, f"{PLACE}bedingung/@cars/")
    assert desk.get(f"{PLACE}bedingung/nix/").status_code == 404
