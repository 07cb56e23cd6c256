"""What a form knows about the authority, and fields that are sent without being shown."""

from datetime import date
from typing import Any

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema

TODAY = date(2026, 6, 1)


def form(*fields: dict[str, Any], **more: Any) -> FormSchema:
    groups = more.pop("groups", None) or [{"key": "a", "title": "A", "fields": list(fields)}]
    return parse_form({"pages": [{"key": "p", "title": "P", "groups": groups}], **more})


def text(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "type": "text", "label": key, **more}


def problems(**more: Any) -> str:
    with pytest.raises(Problems) as found:
        form(text("x"), **more)
    return " ".join(str(each) for each in found.value.problems)


@pytest.mark.parametrize(("state", "shown"), [("NI", True), ("HB", False), ("", False)])
def test_a_condition_reads_the_state(state: str, shown: bool) -> None:
    rules = [{"id": "R1", "show": "a.x", "when": "facts.state in ['NI', 'SH']"}]

    schema = form(text("x"), text("y"), rules=rules, facts={"state": state})

    assert ("a.x" in evaluate(schema, {}, on=TODAY).visible) is shown
    assert parse_form(schema.to_data()) == schema


def test_an_open_fact_is_not_there() -> None:
    rules = [{"id": "R1", "hide": "a.x", "when": "has(facts.state) && !(facts.state in ['NI'])"}]

    assert "a.x" in evaluate(form(text("x"), rules=rules, facts={"state": ""}), {}, on=TODAY).visible
    assert "a.x" not in evaluate(form(text("x"), rules=rules, facts={"state": "HB"}), {}, on=TODAY).visible


def test_facts_are_checked() -> None:
    assert "„stat“ gibt es unter „facts“ nicht" in problems(facts={"stat": "NI"})
    assert "Meinten Sie „state“?" in problems(facts={"stat": "NI"})
    assert "„XX“ ist kein Wert" in problems(facts={"state": "XX"})
    rule = {"id": "R1", "show": "a.x", "when": "facts.state == 'NI'"}
    assert "ist im Formular nicht angegeben" in problems(rules=[rule])
    assert "„facts.stat“ gibt es nicht" in problems(rules=[{**rule, "when": "facts.stat == 'NI'"}])
    assert "in Bedingungen schon vergeben" in problems(groups=[{"key": "facts", "fields": [text("x")]}])


def test_a_concealed_field_is_submitted_and_never_shown() -> None:
    schema = form(
        text("x", hidden=True, required=True),
        text("y"),
        rules=[{"id": "R1", "set": "a.x", "to": "'002'"}, {"id": "R2", "show": "a.y", "when": "a.x == '002'"}],
    )

    evaluation = evaluate(schema, {}, on=TODAY)

    assert evaluation.visible == {"a", "a.y"}
    assert evaluation.submitted == {"a": {"x": "002"}}
    assert evaluation.is_complete
    assert parse_form(schema.to_data()) == schema


def test_a_concealed_field_that_nobody_can_fill_in_is_a_mistake() -> None:
    with pytest.raises(Problems, match="bekommt aber keinen Wert"):
        form(text("x", hidden=True, required=True))
    assert form(text("x", hidden=True, required=True, default="da")).fields[0].hidden


def test_a_group_of_which_nothing_was_said_is_not_submitted_for_its_concealed_field() -> None:
    rules = [{"id": "R1", "set": "a.x", "to": "'002'"}]
    group = {"key": "a", "title": "A", "repeat": "0..1", "fields": [text("x", hidden=True), text("y", required=True)]}
    schema = form(groups=[group, {"key": "b", "fields": [text("z")]}], rules=rules)

    assert evaluate(schema, {}, on=TODAY).submitted == {}
    assert evaluate(schema, {"a": {"y": "da"}}, on=TODAY).submitted == {"a": {"x": "002", "y": "da"}}


def test_a_page_without_anything_to_see_is_no_step() -> None:
    schema = parse_form(
        {
            "pages": [
                {"key": "p", "title": "P", "groups": [{"key": "a", "fields": [text("x", hidden=True)]}]},
                {"key": "q", "title": "Q", "groups": [{"key": "b", "fields": [text("y")]}]},
                {"key": "r", "title": "R", "groups": [{"key": "c", "fields": [text("z")]}]},
            ],
            "rules": [{"id": "R1", "set": "a.x", "to": "'002'"}, {"id": "R2", "hide": "c", "when": "b.y == ''"}],
        }
    )

    assert evaluate(schema, {}, on=TODAY).visible_pages == ("q",)
    assert evaluate(schema, {"b": {"y": "da"}}, on=TODAY).visible_pages == ("q", "r")
    assert evaluate(schema, {}, on=TODAY).submitted == {"a": {"x": "002"}}


def test_a_rule_asks_for_a_group_only_where_the_group_around_it_is_begun() -> None:
    inner = {"key": "b", "title": "Innen", "repeat": "0..1", "fields": [text("x", required=True)]}
    several = {"key": "c", "title": "Zeilen", "repeat": "0..*", "fields": [text("x")]}
    group = {"key": "a", "title": "Außen", "repeat": "0..1", "items": [inner, several, text("y")]}
    rules = [{"id": "R1", "require": ["a.b", "a.c"], "when": "a.y != 'nein'"}]
    schema = form(groups=[group], rules=rules)

    assert evaluate(schema, {}, on=TODAY).errors == {}
    assert list(evaluate(schema, {"a": {"y": "da"}}, on=TODAY).errors) == ["a.b", "a.b.x", "a.c"]


def test_a_proposal_is_kept_and_cannot_break_the_form() -> None:
    review = {"id": "R1", "text": "Wenn …", "reason": "Unklar.", "proposal": [{"show": "gibt.es.nicht", "when": "((("}]}
    schema = form(text("x"), reviews=[review])

    assert schema.open_reviews[0].proposal == ({"show": "gibt.es.nicht", "when": "((("},)
    assert schema.to_data()["reviews"] == [review]
    assert form(text("x"), reviews=[{**review, "proposal": ["kein Eintrag"]}]).reviews[0].proposal == ()
