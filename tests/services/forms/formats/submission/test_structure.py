"""The tree that is written outside: names, multiplicities, groups, and rules that soften them."""

from typing import Any

import pytest

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.submission import json_schema, read_json, read_xml, structure_of, xfall_schema
from kreishaus.services.forms.formats.submission.json_data import json_data
from kreishaus.services.forms.formats.submission.problems import NotReadable
from tests.services.forms.formats.submission.outside import Receiver
from tests.services.forms.parking import CONSENT, TODAY, complete_answers, judged, parking


def form(*groups: dict[str, Any], fim: dict[str, Any] | None = None, **more: Any) -> FormSchema:
    """Return a form with these groups on one page."""
    pages = [{"key": "p", "title": "Seite", "groups": list(groups)}]
    return parse_form({"title": "Probe", "fim": fim or {}, "pages": pages, **more})


def text(key: str, number: int = 0, **more: Any) -> dict[str, Any]:
    """Return a text field, with a FIM number if one is given."""
    fim = {"fim": {"id": f"F{number:011}", "version": "1.0.0"}} if number else {}
    return {"key": key, "type": "text", "label": key.title(), **fim, **more}


SCHEMA = {"id": "S99000000001", "version": "1.2.0"}


def test_elements_of_fim_are_named_after_number_and_version() -> None:
    group = {"key": "g", "title": "G", "fim": {"id": "G99000000001", "version": "1.0.0"}, "fields": [text("a", 1)]}
    structure = structure_of(form(group, fim=SCHEMA))

    assert json_data(structure, {"g": {"a": "x"}}) == {"G99000000001V1.0.0": {"F00000000001V1.0.0": "x"}}
    assert structure.name == "S99000000001V1.2.0"
    assert b'<xs:element name="S99000000001V1.2.0">' in xfall_schema(structure)
    assert b'targetNamespace="urn:fim-de:xfall:datenschema:xdf3"' in xfall_schema(structure)


def test_a_form_of_ones_own_is_named_after_its_keys() -> None:
    receiver = Receiver(parking())
    answers = judged(complete_answers()).submitted

    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)
    assert set(receiver.json_schema["properties"]) == {"vehicle", "person", "period"}


def test_fields_beside_the_groups_stand_at_the_top() -> None:
    loose = {"key": "zu_beginn", "title": "Zu Beginn", "fields": [text("a", 1, required=True), text("b", 2)]}
    receiver = Receiver(form(loose, fim=SCHEMA))
    answers: dict[str, object] = {"zu_beginn": {"a": "x"}}

    assert set(receiver.json_schema["properties"]) == {"F00000000001V1.0.0", "F00000000002V1.0.0"}
    assert receiver.json_schema["required"] == ["F00000000001V1.0.0"]
    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)


def test_the_same_element_with_a_local_change_gets_a_definition_of_its_own() -> None:
    first = {"key": "a", "title": "A", "fields": [text("x", 1, max_length=5)]}
    second = {"key": "b", "title": "B", "fields": [text("x", 1, max_length=9)]}
    third = {"key": "c", "title": "C", "fields": [text("x", 1, max_length=5)]}
    receiver = Receiver(form(first, second, third))

    assert {name for name in receiver.json_schema["$defs"] if name.startswith("F")} == {
        "F00000000001V1.0.0",
        "F00000000001V1.0.0.2",
    }
    long = {"b": {"x": "123456789"}}
    assert receiver.complaints({**long, "a": {"x": "1"}, "c": {"x": "1"}}) == []
    assert receiver.refuses({"a": {"x": "123456"}}) == (True, True)


def test_brothers_with_one_number_are_told_apart() -> None:
    receiver = Receiver(form({"key": "g", "title": "G", "fields": [text("x", 1), text("y", 1)]}))
    answers: dict[str, object] = {"g": {"x": "erster", "y": "zweiter"}}

    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)
    assert "F00000000001V1.0.0_2" in receiver.json_schema["$defs"]["g"]["properties"]


def test_a_group_that_has_to_be_there_is_written_even_if_it_holds_nothing() -> None:
    receiver = Receiver(form({"key": "g", "title": "G", "fields": [text("x")]}))

    assert receiver.json_schema["required"] == ["g"]
    assert json_data(receiver.structure, {}) == {"g": {}}
    assert receiver.complaints({}) == []
    assert receiver.returned({}) == ({}, {})


@pytest.mark.parametrize(
    "rule",
    [{"hide": "g.x"}, {"forbid": "g.x"}, {"hide": "g"}],
    ids=lambda rule: next(iter(rule.items())),
)
def test_what_a_rule_takes_away_is_not_demanded(rule: dict[str, str]) -> None:
    groups = (
        {"key": "q", "title": "Q", "fields": [{"key": "no", "type": "yes-no", "label": "Ohne?", "required": True}]},
        {"key": "g", "title": "G", "fields": [text("x", required=True)]},
    )
    schema = form(*groups, rules=[{"id": "R1", "when": "q.no == true", **rule}])
    receiver = Receiver(schema)
    evaluation = evaluate(schema, {"q": {"no": True}}, on=TODAY)

    assert evaluation.is_complete
    assert receiver.complaints(evaluation.submitted) == []
    assert "Regel R1" in str(receiver.json_schema)
    assert "Regel R1" in receiver.xml_schema.decode()


def test_one_of_several_is_a_choice() -> None:
    group = {"key": "g", "title": "G", "exclusive": True, "fields": [text("x", required=True), text("y")]}
    receiver = Receiver(form(group))

    assert receiver.complaints({"g": {"x": "1"}}) == []
    assert receiver.complaints({"g": {"y": "1"}}) == []
    assert receiver.refuses({"g": {"x": "1", "y": "2"}}) == (True, True)
    assert receiver.refuses({}) == (True, True)


def test_repeated_groups_nest() -> None:
    inner = {"key": "i", "title": "I", "repeat": "0..2", "fields": [text("x", required=True)]}
    outer = {"key": "o", "title": "O", "repeat": "1..*", "fields": [text("y")], "groups": [inner]}
    receiver = Receiver(form(outer))
    answers: dict[str, object] = {"o": [{"y": "1", "i": [{"x": "a"}, {"x": "b"}]}, {"y": "2"}]}

    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)
    assert receiver.refuses({"o": [{"i": [{"x": "a"}] * 3}]}) == (True, True)


def test_texts_to_read_are_no_data() -> None:
    group = {"key": "g", "title": "G", "fields": [{"key": "i", "type": "information", "text": "Lesen"}, text("x")]}
    only_text = {"key": "h", "title": "H", "fields": [{"key": "i", "type": "information", "text": "Lesen"}]}
    schema = json_schema(structure_of(form(group, only_text)))

    assert list(schema["properties"]) == ["g"]
    assert list(schema["$defs"]["g"]["properties"]) == ["x"]


def test_files_are_references() -> None:
    receiver = Receiver(parking())
    answers = judged(
        complete_answers() | {"vehicle": [{"plate": "A", "owner": "other", "consent": [CONSENT]}]}
    ).submitted
    data = json_data(receiver.structure, answers)

    assert data["vehicle"][0]["consent"] == {
        "name": "zustimmung.pdf", "mediaType": "application/pdf", "sha256": "ab" * 32, "size": 340_000,
    }  # fmt: skip
    assert receiver.complaints(answers) == []
    assert receiver.returned(answers) == (answers, answers)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"strange": 1}', b'{"vehicle": [{"plate": "A", "strange": 1}]}', b"\xff", b'{"a": NaN}']
)
def test_json_of_another_form_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        read_json(structure_of(parking()), content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<formular/>",
        b"<formular xmlns='urn:kreishaus:formular'><strange/></formular>",
        b"<!DOCTYPE formular [<!ENTITY a 'x'>]><formular xmlns='urn:kreishaus:formular'/>",
        b"<formular xmlns='urn:kreishaus:formular'><person/><person/></formular>",
        b"<formular xmlns='urn:kreishaus:formular'><period><days>viele</days></period></formular>",
    ],
)
def test_xml_of_another_form_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        read_xml(structure_of(parking()), content)
