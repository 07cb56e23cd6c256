"""Reading form.yaml: every mistake with its line and what to do."""

from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.base.yamlsource import load
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import Repeat, Settlement
from tests.services.forms.parking import form_data, form_of, one_field, parking

_TEXT = """\
pages:
  - key: vehicle
    title: Ihr Fahrzeug
    groups:
      - key: vehicle
        titel: Fahrzeug
        fields:
          - {key: plate, type: licence-plate, label: Kennzeichen, requird: true}
          - key: owner
            type: choise
            label: Halter
"""


def problems_of(data: Any, **options: Any) -> list[str]:
    """Return the messages about a form that cannot be used."""
    with pytest.raises(Problems) as caught:
        parse_form(data, **options)
    return [str(problem) for problem in caught.value.problems]


def with_rule(**rule: Any) -> dict[str, Any]:
    """Return the parking permit with one more rule."""
    data = form_data()
    data["rules"].append({"id": "X", **rule})
    return data


def test_unknown_keys_name_file_line_and_the_nearest_word() -> None:
    source = load(_TEXT, "form.yaml")

    messages = problems_of(source.data, file="form.yaml", line=source.line)

    assert messages[:2] == [
        "form.yaml:6: „titel“ gibt es bei einer Gruppe nicht. Meinten Sie „title“?",
        "form.yaml:8: „requird“ gibt es bei einem Feld nicht. Meinten Sie „required“?",
    ]
    assert "form.yaml:10: Den Feldtyp „choise“ gibt es nicht. Meinten Sie „choice“?" in messages


def test_a_mistake_in_a_condition_has_the_line_of_the_condition() -> None:
    text = _TEXT.replace("titel", "title").replace(", requird: true", "").replace("licence-plate", "text")
    text = text.replace("choise", "choice\n            when: vehicle.plat == 'x'")
    source = load(text, "form.yaml")

    assert problems_of(source.data, line=source.line) == [
        "form.yaml:11: „owner“: „vehicle.plat“ gibt es im Formular nicht. Meinten Sie „vehicle.plate“?"
    ]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"show": "person.nam", "when": "true"}, "„person.nam“ gibt es im Formular nicht. Meinten Sie „person.name“?"),
        ({"show": "person.name", "when": "person.borm > today"}, "Meinten Sie „person.born“?"),
        ({"show": "person.name"}, "Bei der Regel fehlt „when“."),
        ({"valid": "true"}, "Bei der Regel fehlt „message“."),
        ({"set": "person.name"}, "Bei der Regel fehlt „to“."),
        ({"when": "true"}, "genau eine Wirkung"),
        ({"show": "person.name", "hide": "person.name", "when": "true"}, "genau eine Wirkung"),
        ({"hide": "person.name", "when": "1 +"}, "nicht verständlich"),
        ({"hide": "person.name", "when": "period.days"}, "muss Ja oder Nein ergeben"),
        ({"hide": "person.name", "when": "person.name > 3"}, "nicht der Größe nach vergleichen"),
        ({"hide": "person.name", "when": "vehicle.owner == 'self'"}, "vehicle.exists(zeile, zeile.owner == …)"),
        ({"hide": "person.name", "when": "vehicle.exists(v, v.ownr == 'x')"}, "Meinten Sie „vehicle.owner“?"),
        ({"set": "period.days", "to": "period.start"}, "passt nicht zum Feldtyp „Ganze Zahl“"),
        ({"set": "period", "to": "1"}, "Nur ein einzelnes Feld kann berechnet werden."),
        ({"set": "person.phones", "to": "'1'"}, "Nur ein einzelnes Feld kann berechnet werden."),
        ({"valid": "true", "message": "m", "at": "person.x"}, "„person.x“ gibt es im Formular nicht."),
        ({"require": "person.name", "when": "true", "at": "person.name"}, "„at“ gibt es nur bei „valid“."),
    ],
)
def test_a_rule_that_cannot_work_is_refused_in_words(rule: dict[str, Any], message: str) -> None:
    assert message in "\n".join(problems_of(with_rule(**rule)))


def test_a_circle_of_conditions_is_named() -> None:
    data = with_rule(show="person.born", when="has(person.phones)")
    data["rules"].append({"id": "Y", "show": "person.phones", "when": "person.disabled == true"})
    data["rules"].append({"id": "Z", "hide": "person.disabled", "when": "person.born < today"})

    [message] = problems_of(data)

    assert "im Kreis" in message
    assert all(path in message for path in ("person.born", "person.phones", "person.disabled", "→"))


@pytest.mark.parametrize(
    "rule",
    [
        {"show": "person.name", "when": "person.name == 'x'"},
        {"set": "period.days", "to": "period.days + 1"},
    ],
)
def test_a_field_cannot_depend_on_itself(rule: dict[str, Any]) -> None:
    data = with_rule(**rule)
    data["rules"] = [entry for entry in data["rules"] if entry["id"] == "X"]

    assert "im Kreis" in problems_of(data)[0]


def test_a_circle_through_a_page_is_found() -> None:
    data = form_data()
    data["pages"][1]["when"] = "person.disabled == true"

    assert "im Kreis" in "\n".join(problems_of(data))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"key": "a-b"}, "Der Schlüssel „a-b“ geht nicht."),
        ({"label": ""}, "fehlt „label“"),
        ({"options": [{"a": "A"}]}, "„options“ bedeutet bei „text“ nichts."),
        ({"pattern": "("}, "kein einfacher regulärer Ausdruck"),
        ({"pattern": "(?=a)"}, "kein einfacher regulärer Ausdruck"),
        ({"min_length": 5, "max_length": 3}, "größer als"),
        ({"type": "integer", "min": "viel"}, "brauchen Zahlen"),
        ({"type": "integer", "min": 5, "max": 3}, "„min“ ist größer"),
        ({"type": "date", "min": "1.1.2026"}, "braucht ein Datum"),
        ({"type": "choice", "options": [{"a": "A"}, {"a": "B"}]}, "kommt mehrfach vor"),
        ({"type": "choice", "options": [{"a": "A", "b": "B"}]}, "Schlüssel und Beschriftung"),
        ({"type": "file", "accept": ["exe"]}, "„exe“ können wir nicht prüfen"),
        ({"type": "information", "required": "ja"}, "muss true oder false sein"),
        ({"repeat": "0..1"}, "keine Wiederholung"),
        ({"repeat": "viele"}, "keine Anzahl"),
        ({"repeat": "3..2"}, "lässt keine Antwort zu"),
        ({"type": "multiple-choice", "repeat": "0..*"}, "lässt sich nicht wiederholen"),
        ({"type": "integer", "default": "x"}, "Die Vorgabe passt nicht"),
        ({"type": "choice", "options": [{"a": "A"}], "default": "b"}, "Die Vorgabe passt nicht"),
    ],
)
def test_a_field_that_cannot_work_is_refused_in_words(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(Problems) as caught:
        one_field(**settings)

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "Schlüssel und Werte"),
        ({}, "keine Seiten"),
        ({"pages": [{"key": "a", "title": "A", "groups": []}]}, "keine Gruppen"),
        ({"pages": {"a": 1}}, "muss eine Liste sein"),
        ({"pages": ["a"]}, "Schlüssel und Werte"),
        ({"pages": [{"key": "a", "title": "A", "groups": [{"key": "today", "fields": []}]}]}, "schon vergeben"),
    ],
)
def test_a_form_without_sense_is_refused(data: Any, message: str) -> None:
    assert message in "\n".join(problems_of(data))


def test_keys_may_not_repeat_among_groups_pages_rules_and_neighbours() -> None:
    data = form_data()
    data["pages"].append(data["pages"][0])
    data["rules"].append(data["rules"][0])
    data["pages"][1]["groups"][0]["fields"].append(data["pages"][1]["groups"][0]["fields"][0])

    text = "\n".join(problems_of(data))

    for what in ("Die Seite „vehicles“", "Die Gruppe „vehicle“", "Die Regel „R1“", "Der Schlüssel „name“"):
        assert f"{what} gibt es schon" in text


def test_a_settled_review_keeps_who_and_why() -> None:
    data = form_data()
    data["reviews"][0]["settled"] = {"by": "case-worker", "note": "prüft das Amt"}

    schema = parse_form(data)

    assert schema.reviews[0].settled == Settlement("case-worker", "prüft das Amt")
    assert schema.open_reviews == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"settled": {"by": "jemand"}}, "„jemand“ geht nicht"),
        ({"settled": {"by": "rule", "wer": "x"}}, "„wer“ gibt es bei einer Erledigung nicht"),
        ({"element": "person.borm"}, "Meinten Sie „person.born“?"),
    ],
)
def test_a_review_that_says_nothing_useful_is_refused(change: dict[str, Any], message: str) -> None:
    data = form_data()
    data["reviews"][0] |= change

    assert message in "\n".join(problems_of(data))


def test_groups_too_deep_are_refused() -> None:
    item: dict[str, Any] = {"key": "x", "type": "text", "label": "X"}
    for level in range(13):
        item = {"key": f"l{level}", "items": [item]}

    with pytest.raises(Problems, match="höchstens 12 Ebenen"):
        form_of(item)


def test_repetition_is_read_with_and_without_an_end() -> None:
    assert one_field(repeat="0..*").fields[0].repeat == Repeat(0, None)
    assert parking().groups[0].repeat == Repeat(1, 2)


@pytest.mark.parametrize(
    ("settings", "value"),
    [
        ({"type": "money", "default": "30.70"}, 3070),
        ({"type": "number", "default": "1.234"}, "1.234"),
        ({"type": "yes-no", "default": False}, False),
        ({"type": "multiple-choice", "options": [{"a": "A"}, {"b": "B"}], "default": ["b"]}, ["b"]),
        ({"type": "date", "default": "2026-01-31"}, "2026-01-31"),
    ],
)
def test_a_default_is_written_like_settings_and_stored_like_answers(settings: dict[str, Any], value: object) -> None:
    from kreishaus.services.forms.engine.rows import initial_answers

    assert initial_answers(one_field(**settings)) == {"g": {"f": value}}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"help": 1.5}, "„help“ muss ein Text sein"),
        ({"help": "x" * 20_001}, "zu lang"),
        ({"max_length": -1}, "ganze Zahl"),
        ({"type": "integer", "min": [1]}, "Zahl oder ein Datum"),
        ({"basis": [1]}, "Liste von Texten"),
        ({"fim": "F1"}, "Schlüssel und Werte"),
    ],
)
def test_a_setting_of_the_wrong_kind_is_said(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(Problems) as caught:
        one_field(**settings)

    assert message in str(caught.value)


def test_true_and_false_may_stand_without_quotes_in_conditions() -> None:
    assert one_field(when=False).fields[0].when == "false"


def test_a_setting_of_another_type_is_unknown() -> None:
    with pytest.raises(Problems, match="„parts“ gibt es bei einem Feld nicht"):
        one_field(parts=["given"])


@pytest.mark.parametrize("value", ["x" * 20_001, [[[[[[[1]]]]]]], list(range(4_001)), {1: 2}, object()])
def test_a_setting_that_only_a_type_knows_is_bounded_plain_data(value: object) -> None:
    with pytest.raises(Problems, match="zu umfangreich"):
        one_field(type="person", parts=value)
