from typing import Any

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.rules.advice import (
    doubles,
    hardest_first,
    overall,
    personal_questions,
    texts_of,
    uses_of,
)
from tests.workshop.packages.conftest import SERVICE


def form(*groups: dict[str, Any], **more: Any) -> FormSchema:
    return parse_form({"pages": [{"key": "eins", "title": "Eins", "groups": list(groups)}], **more})


def group(key: str, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "title": more.pop("title", key), "fields": list(fields), **more}


def field(key: str, label: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "type": kind, "label": label, **more}


def service() -> ServiceDefinition:
    return read_definition(SERVICE).service


@pytest.mark.parametrize(
    ("label", "kind", "personal"),
    [
        ("Vorname", "text", True),
        ("Wie heißen Sie (Familienname)?", "text", True),
        ("E-Mail-Adresse", "text", True),
        ("Wie erreichen wir Sie?", "email", True),
        ("Staatsangehörigkeit", "text", True),
        ("Rasse des Hundes", "text", False),
        ("Name des Hundes", "text", True),
        ("Zahl der Hunde", "integer", False),
    ],
)
def test_personal_questions_are_known_by_kind_and_label(label: str, kind: str, personal: bool) -> None:
    found = personal_questions(form(group("g", field("f", label, kind))))

    assert bool(found) is personal


def test_a_law_at_the_group_or_the_service_holds_for_everything_inside() -> None:
    inner = {"key": "innen", "title": "Innen", "fields": [field("b", "Vorname")]}
    asked = form(
        group("eigen", field("a", "Vorname", basis="§ 1")),
        {"key": "aussen", "title": "Außen", "basis": "§ 2", "groups": [inner]},
        group("ohne", field("c", "Vorname")),
    )

    assert [each.basis for each in personal_questions(asked)] == [("§ 1",), ("§ 2",), ()]
    assert personal_questions(asked, service())[2].basis == ("§ 1 Hundesteuersatzung",)


def test_a_purpose_is_what_was_written_or_what_the_answer_is_used_for() -> None:
    person = group(
        "person", field("name", "Name"), field("email", "E-Mail"), field("phone", "Telefon", purpose="Fragen")
    )
    asked = form(person, rules=[{"id": "R1", "require": "person.phone", "when": "person.email == 'x'"}])

    name, email, phone = personal_questions(asked, service())

    assert "Name im Bescheid und am Vorgang" in name.purpose
    assert "Titel des Vorgangs" in name.purpose
    assert "Text der Bewilligung" in name.purpose
    assert email.purpose.endswith("entscheidet mit: Die Frage „Telefon“ ist Pflicht, wenn „E-Mail“ „x“ ist.")
    assert (phone.purpose, phone.is_written, name.is_written) == ("Fragen", True, False)
    assert uses_of(asked, "person.phone", service()) == []


def test_texts_come_with_place_and_score_the_hardest_first() -> None:
    hard = (
        "Die Inanspruchnahme der Verlängerungsmöglichkeit setzt die fristgerechte Beantragung unter Beifügung voraus."
    )
    asked = form(group("g", field("a", "Wie alt sind Sie?", help=hard), field("b", "Bitte unverzüglich sagen")))

    texts = texts_of(asked, service())
    poor = hardest_first(texts)

    assert [(each.address, each.setting) for each in poor] == [("g.a", "Hilfe"), ("g.b", "Frage")]
    assert [each.score is None for each in poor] == [False, True]
    assert overall(texts).words == sum(each.measure.words for each in texts)
    assert texts[0].setting == "In einem Satz"


def test_the_same_datum_of_the_same_person_is_a_double() -> None:
    first = group("antrag", field("mail", "E-Mail", "email", required=True), title="Antragsteller")
    again = group("kontakt", field("mail", "E-Mail-Adresse", "email"))
    other = group("vertretung", field("mail", "E-Mail", "email"), title="Vertretung")
    many = group("kinder", field("born", "Geburtsdatum", "date"), title="Kinder", repeat="0..5")

    (found,) = doubles(form(first, again, other, many, group("ich", field("born", "Geburtsdatum", "date"))))

    assert (found.address, found.earlier) == ("kontakt.mail", "antrag.mail")
    assert found.can_take_over
    assert found.rule == {"set": "kontakt.mail", "to": "antrag.mail"}


def test_what_is_only_asked_instead_is_no_double() -> None:
    first = group("a", field("mail", "E-Mail", "email", required=True))
    instead = group("b", field("mail", "E-Mail", "email"), when="a.mail == ''")
    filled = group("c", field("mail", "E-Mail", "email"))
    rules = [{"id": "R1", "set": "c.mail", "to": "a.mail"}]

    assert doubles(form(first, instead, filled, rules=rules)) == []


def test_a_required_question_takes_nothing_from_a_voluntary_one() -> None:
    (found,) = doubles(form(group("a", field("m", "E-Mail")), group("b", field("m", "E-Mail", required=True))))

    assert not found.can_take_over
