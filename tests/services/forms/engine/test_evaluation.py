"""What answers mean: shown, asked, wrong, submitted."""

from datetime import date
from typing import Any

import pytest

from kreishaus.base.expressions import compile_expression
from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import environment, evaluate
from tests.services.forms.parking import (
    CONSENT,
    TODAY,
    complete_answers,
    form_of,
    judged,
    one_field,
    parking,
)


def test_complete_answers_have_no_errors() -> None:
    assert judged(complete_answers()).errors == {}


def test_a_missing_answer_is_asked_for_by_name() -> None:
    evaluation = judged({})

    assert evaluation.errors == {
        "vehicle[0].plate": ["Bitte füllen Sie „Kennzeichen“ aus."],
        "vehicle[0].owner": ["Bitte wählen Sie bei „Halter“ eine Antwort aus."],
        "person.name": ["Bitte füllen Sie „Name“ aus."],
        "period.start": ["Bitte geben Sie bei „Beginn“ ein Datum ein, zum Beispiel 31.12.2026."],
    }
    assert list(evaluation.errors_on("person")) == ["person.name", "period.start"]
    assert not evaluation.is_complete


def test_a_condition_inside_a_repeated_group_looks_at_its_own_row() -> None:
    answers = complete_answers()
    answers["vehicle"] = [{"plate": "LER A 1", "owner": "self"}, {"plate": "LER B 2", "owner": "other"}]

    evaluation = judged(answers)

    assert "vehicle[0].consent" not in evaluation.visible
    assert "vehicle[1].consent" in evaluation.visible
    assert list(evaluation.errors) == ["vehicle[1].consent"]


def test_a_hidden_answer_is_set_aside_with_its_reason_and_never_submitted() -> None:
    answers = complete_answers()
    answers["vehicle"][0]["consent"] = [CONSENT]

    evaluation = judged(answers)

    assert evaluation.submitted["vehicle"] == [{"plate": "LER DV 7", "owner": "self"}]
    assert evaluation.aside == {"vehicle": [{"consent": [CONSENT]}]}
    [entry] = evaluation.aside_entries
    assert (entry.path, entry.label, entry.page) == ("vehicle[0].consent", "Zustimmung des Halters", "vehicles")
    assert entry.reason == "Wird wegen Ihrer Antwort bei „Halter“ nicht gebraucht."


def test_a_hidden_answer_returns_with_its_field() -> None:
    answers = complete_answers()
    answers["vehicle"][0] |= {"consent": [CONSENT], "owner": "other"}

    assert judged(answers).submitted["vehicle"] == answers["vehicle"]


def test_evaluating_never_changes_the_answers() -> None:
    answers = complete_answers()

    judged(answers)

    assert answers == complete_answers()


def test_the_same_answers_give_the_same_result() -> None:
    first, second = judged(complete_answers()), judged(complete_answers())

    assert first.errors == second.errors
    assert first.submitted == second.submitted
    assert first.visible == second.visible


def test_a_rule_over_unanswered_fields_is_undecided_and_no_error() -> None:
    answers = complete_answers()
    del answers["period"]["end"]

    evaluation = judged(answers)

    assert evaluation.errors == {}
    assert evaluation.undecided == ("R1", "R2")


def test_a_broken_rule_is_said_at_its_place() -> None:
    answers = complete_answers()
    answers["period"]["end"] = "2026-06-30"

    assert judged(answers).errors == {"period.end": ["Das Ende muss nach dem Beginn liegen."]}


def test_a_computed_field_has_its_value_whatever_was_sent() -> None:
    answers = complete_answers()
    answers["period"]["days"] = 99

    evaluation = judged(answers)

    assert evaluation.computed == {"period.days": 31}
    assert evaluation.submitted["period"] == {"start": "2026-07-01", "end": "2026-07-31", "days": 31}
    assert evaluation.given["period"] == evaluation.submitted["period"]


def test_a_rule_makes_a_field_required() -> None:
    answers = complete_answers()
    answers["person"]["disabled"] = True
    del answers["period"]["end"]

    evaluation = judged(answers)

    assert list(evaluation.errors) == ["period.end"]
    assert "period.end" in evaluation.required


def test_what_could_not_be_read_counts_as_wrong_and_not_as_missing() -> None:
    answers = complete_answers()
    del answers["period"]["start"]

    evaluation = judged(answers, raw={"period.start": "erster Juli"})

    assert evaluation.errors == {
        "period.start": ["Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 31.12.2026."]
    }


def test_what_could_not_be_read_in_a_hidden_field_does_not_stop_anybody() -> None:
    schema = form_of(
        {"key": "a", "type": "yes-no", "label": "A"},
        {"key": "b", "type": "integer", "label": "B", "when": "g.a == true"},
    )

    assert evaluate(schema, {"g": {"a": False}}, on=TODAY, raw={"g.b": "x"}).errors == {}


FORBID = [
    {"id": "F", "forbid": "g.b", "when": "g.a == true"},
    {"id": "Q", "require": "g.b", "when": "g.a == true"},
]
A_B = (
    {"key": "a", "type": "yes-no", "label": "A"},
    {"key": "b", "type": "text", "label": "B"},
)


def test_a_forbidden_answer_is_an_error_and_forbidding_wins_over_requiring() -> None:
    schema = form_of(*A_B, rules=FORBID)

    filled = evaluate(schema, {"g": {"a": True, "b": "x"}}, on=TODAY)
    empty = evaluate(schema, {"g": {"a": True}}, on=TODAY)

    assert filled.errors == {"g.b": ["Bitte lassen Sie „B“ leer."]}
    assert empty.errors == {}
    assert empty.required == set()
    assert empty.forbidden == {"g.b"}


@pytest.mark.parametrize(
    ("answers", "visible"),
    [
        ({"a": "1"}, True),
        ({"a": "2"}, True),
        ({"a": "3"}, False),
        ({"a": "1", "c": True}, False),
        ({}, False),
    ],
)
def test_one_show_rule_is_enough_and_hide_wins(answers: dict[str, Any], visible: bool) -> None:
    schema = form_of(
        {"key": "a", "type": "text", "label": "A"},
        {"key": "b", "type": "text", "label": "B"},
        {"key": "c", "type": "yes-no", "label": "C"},
        rules=[
            {"id": "S1", "show": "g.b", "when": "g.a == '1'"},
            {"id": "S2", "show": "g.b", "when": "g.a == '2'"},
            {"id": "H1", "hide": "g.b", "when": "g.c == true"},
        ],
    )

    assert ("g.b" in evaluate(schema, {"g": answers}, on=TODAY).visible) is visible


def test_a_hidden_answer_reads_as_unanswered_in_other_conditions() -> None:
    schema = form_of(
        {"key": "a", "type": "yes-no", "label": "A"},
        {"key": "b", "type": "text", "label": "B", "when": "g.a == true"},
        {"key": "c", "type": "text", "label": "C", "when": "g.b == 'x'"},
    )

    shown = evaluate(schema, {"g": {"a": True, "b": "x", "c": "y"}}, on=TODAY)
    hidden = evaluate(schema, {"g": {"a": False, "b": "x", "c": "y"}}, on=TODAY)

    assert shown.visible == {"g", "g.a", "g.b", "g.c"}
    assert hidden.visible == {"g", "g.a"}
    assert hidden.submitted == {"g": {"a": False}}


def test_a_page_with_a_condition_takes_everything_on_it_along() -> None:
    from kreishaus.services.forms.engine.parsing import parse_form

    group = {"key": "h", "title": "H", "fields": [{"key": "x", "type": "text", "label": "X", "required": True}]}
    first = {"key": "g", "title": "G", "fields": [{"key": "a", "type": "yes-no", "label": "A"}]}
    schema = parse_form(
        {
            "pages": [
                {"key": "p", "title": "P", "groups": [first]},
                {"key": "q", "title": "Q", "when": "g.a == true", "groups": [group]},
            ]
        }
    )

    hidden = evaluate(schema, {"h": {"x": "kept"}}, on=TODAY)

    assert hidden.visible_pages == ("p",)
    assert hidden.errors == {}
    assert hidden.submitted == {}
    assert [entry.path for entry in hidden.aside_entries] == ["h.x"]


def test_an_optional_group_asks_only_once_something_is_entered() -> None:
    fields = (
        {"key": "street", "type": "text", "label": "Straße", "required": True},
        {"key": "city", "type": "text", "label": "Ort", "required": True},
    )
    schema = form_of(*fields, repeat="0..1")

    assert evaluate(schema, {}, on=TODAY).errors == {}
    assert list(evaluate(schema, {"g": {"street": "Deich 1"}}, on=TODAY).errors) == ["g.city"]


def test_of_an_exclusive_group_exactly_one_member_is_answered() -> None:
    fields = (
        {"key": "mail", "type": "text", "label": "E-Mail", "required": True},
        {"key": "phone", "type": "text", "label": "Telefon", "required": True},
    )
    schema = form_of(*fields, exclusive=True)

    none = evaluate(schema, {}, on=TODAY)
    one = evaluate(schema, {"g": {"phone": "0491 1"}}, on=TODAY)
    both = evaluate(schema, {"g": {"phone": "0491 1", "mail": "a@b.de"}}, on=TODAY)

    assert none.errors == {"g": ["Bitte füllen Sie eines davon aus: „E-Mail“, „Telefon“."]}
    assert one.errors == {}
    assert both.errors == {"g": ["Bitte füllen Sie nur eines davon aus: „E-Mail“, „Telefon“."]}


def test_an_added_row_that_stays_empty_is_neither_wrong_nor_submitted() -> None:
    answers = complete_answers()
    answers["vehicle"].append({})

    evaluation = judged(answers)

    assert evaluation.errors == {}
    assert evaluation.submitted["vehicle"] == complete_answers()["vehicle"]


def test_too_many_rows_are_an_error_at_the_group() -> None:
    answers = complete_answers()
    answers["vehicle"] = [{"plate": f"LER A {number}", "owner": "self"} for number in range(3)]

    assert judged(answers).errors == {"vehicle": ["Bitte machen Sie höchstens 2 Angaben bei „Fahrzeug“."]}


def test_a_repeated_field_is_checked_entry_by_entry_and_by_number() -> None:
    schema = one_field(type="integer", repeat="2..3", max=9)

    assert evaluate(schema, {}, on=TODAY).errors == {"g.f": ["Bitte machen Sie bei „Feld“ mindestens 2 Angaben."]}
    wrong = evaluate(schema, {"g": {"f": [1, None, 12]}}, on=TODAY)
    assert wrong.errors == {"g.f[2]": ["Bitte geben Sie bei „Feld“ höchstens 9 ein."]}
    assert wrong.submitted == {"g": {"f": [1, 12]}}
    many = evaluate(schema, {"g": {"f": [1, 2, 3, 4]}}, on=TODAY)
    assert many.errors == {"g.f": ["Bitte machen Sie bei „Feld“ höchstens 3 Angaben."]}


def test_one_file_is_asked_for_unless_the_field_takes_more() -> None:
    two = [CONSENT, {**CONSENT, "sha256": "cd" * 32}]

    one = evaluate(one_field(type="file"), {"g": {"f": two}}, on=TODAY)
    more = evaluate(one_field(type="file", repeat="1..2"), {"g": {"f": two}}, on=TODAY)

    assert one.errors == {"g.f": ["Bitte laden Sie bei „Feld“ höchstens 1 Dateien hoch."]}
    assert more.errors == {}


def test_rows_are_a_list_for_conditions_outside_of_them() -> None:
    row = {"key": "price", "type": "money", "label": "Preis"}
    items = {"key": "items", "title": "Posten", "repeat": "0..*", "fields": [row]}
    schema = form_of(
        items,
        {"key": "total", "type": "money", "label": "Summe"},
        {"key": "why", "type": "text", "label": "Begründung", "when": "g.items.exists(i, i.price > 100000)"},
        {"key": "many", "type": "text", "label": "Viele", "when": "size(g.items) > 1"},
        rules=[{"id": "S", "set": "g.total", "to": "sum(g.items.map(i, i.price))"}],
    )

    evaluation = evaluate(schema, {"g": {"items": [{"price": 250}, {"price": 150_000}]}}, on=TODAY)

    assert evaluation.computed == {"g.total": 150_250}
    assert {"g.why", "g.many"} <= evaluation.visible


def test_a_condition_in_a_row_may_look_at_all_rows() -> None:
    first = {"key": "main", "type": "yes-no", "label": "Haupt"}
    second = {"key": "why", "type": "text", "label": "Warum", "when": "g.exists(r, r.main == true)"}
    schema = form_of(first, second, repeat="0..*")

    evaluation = evaluate(schema, {"g": [{"main": True}, {"main": False}]}, on=TODAY)

    assert {"g[0].why", "g[1].why"} <= evaluation.visible


def test_has_knows_whether_a_group_holds_an_answer() -> None:
    inner = {"key": "inner", "title": "Innen", "fields": [{"key": "x", "type": "text", "label": "X"}]}
    schema = form_of(inner, {"key": "b", "type": "text", "label": "B", "when": "has(g.inner)"})

    assert "g.b" not in evaluate(schema, {"g": {"inner": {"x": ""}}}, on=TODAY).visible
    assert "g.b" in evaluate(schema, {"g": {"inner": {"x": "da"}}}, on=TODAY).visible


def test_a_rule_that_cannot_be_computed_blocks_instead_of_passing() -> None:
    fields = ({"key": "a", "type": "integer", "label": "A"}, {"key": "b", "type": "integer", "label": "B"})
    schema = form_of(*fields, rules=[{"id": "V", "valid": "g.a / g.b > 1", "message": "m", "at": "g.b"}])

    evaluation = evaluate(schema, {"g": {"a": 4, "b": 0}}, on=TODAY)

    assert evaluation.errors == {"g.b": ["Das können wir gerade nicht prüfen. Bitte wenden Sie sich an uns."]}
    assert "teilt durch null" in evaluation.failures["V"]


def test_the_day_decides_and_not_the_clock() -> None:
    schema = form_of(
        {"key": "born", "type": "date", "label": "Geboren"},
        {"key": "parent", "type": "text", "label": "Eltern", "when": "years(g.born, today) < 18"},
    )
    answers = {"g": {"born": "2008-06-02"}}

    assert "g.parent" in evaluate(schema, answers, on=date(2026, 6, 1)).visible
    assert "g.parent" not in evaluate(schema, answers, on=date(2026, 6, 2)).visible


@pytest.mark.parametrize(
    "answers",
    [
        {"vehicle": "x", "person": [], "period": None},
        {"vehicle": [None, 3, {"plate": {"a": 1}}]},
        {"vehicle": {"plate": "LER"}},
        {"person": {"name": 3, "born": True, "phones": "x", "disabled": "ja"}},
        {"period": {"start": ["2026"], "end": 4}},
        {"unknown": {"x": 1}},
        {"vehicle": [{} for _ in range(1000)]},
        {"person": {"name": "\x00"}},
    ],
)
def test_misshapen_answers_are_errors_but_never_a_crash(answers: dict[str, Any]) -> None:
    assert judged(answers).errors


def test_the_environment_has_every_field_for_other_expressions() -> None:
    env = environment(judged({"vehicle": [{"plate": "LER A 1", "consent": [CONSENT]}], "person": {"name": "de Vries"}}))

    title = compile_expression("'Parken: ' + person.name + ' ' + vehicle[0].plate").evaluate(env)

    assert title == "Parken: de Vries LER A 1"
    assert env["today"] == "2026-06-01"
    assert env["period"] == {"start": None, "end": None, "days": None}
    assert compile_expression("size(vehicle[0].consent)").evaluate(env) == 0


def test_eight_levels_of_groups_are_one_path() -> None:
    item: dict[str, Any] = {"key": "x", "type": "text", "label": "X", "required": True}
    for level in range(7, 0, -1):
        item = {"key": f"l{level}", "title": f"Ebene {level}", "items": [item]}
    schema = form_of(item)

    assert list(evaluate(schema, {}, on=TODAY).errors) == ["g.l1.l2.l3.l4.l5.l6.l7.x"]


def test_a_long_chain_of_conditions_is_no_problem() -> None:
    fields = [{"key": "f0", "type": "yes-no", "label": "0"}]
    fields += [
        {"key": f"f{n}", "type": "yes-no", "label": str(n), "when": f"g.f{n - 1} == true"} for n in range(600, 0, -1)
    ]
    schema = form_of(*fields)

    evaluation = evaluate(schema, {"g": {f"f{n}": True for n in range(601)}}, on=TODAY)

    assert len(evaluation.visible) == 602


def test_pages_and_open_reviews_are_known_by_name() -> None:
    schema = parking()

    assert schema.page("person").title == "Zu Ihnen"
    assert [review.id for review in schema.open_reviews] == ["R05"]
    with pytest.raises(KeyError):
        schema.page("nirgends")


SWITCH = {"key": "a", "type": "yes-no", "label": "A"}
INNER = {"key": "inner", "title": "Innen", "fields": [{"key": "x", "type": "text", "label": "X"}]}


@pytest.mark.parametrize("repeat", [{}, {"repeat": "0..1"}, {"repeat": "0..*"}])
def test_a_rule_may_require_or_forbid_a_whole_group(repeat: dict[str, str]) -> None:
    empty: dict[str, Any] = {"a": True}
    filled: dict[str, Any] = {"a": True, "inner": [{"x": "da"}] if repeat == {"repeat": "0..*"} else {"x": "da"}}
    required = form_of(SWITCH, INNER | repeat, rules=[{"id": "Q", "require": "g.inner", "when": "g.a == true"}])
    forbidden = form_of(SWITCH, INNER | repeat, rules=[{"id": "F", "forbid": "g.inner", "when": "g.a == true"}])

    assert list(evaluate(required, {"g": empty}, on=TODAY).errors) == ["g.inner"]
    assert evaluate(required, {"g": filled}, on=TODAY).errors == {}
    assert evaluate(forbidden, {"g": filled}, on=TODAY).errors == {"g.inner": ["Bitte lassen Sie „Innen“ leer."]}
    assert evaluate(forbidden, {"g": empty}, on=TODAY).errors == {}


@pytest.mark.parametrize(
    ("settings", "to", "value"),
    [
        ({"type": "text"}, "'x' + 'y'", "xy"),
        ({"type": "date"}, "plus_months('2026-01-31', 1)", "2026-02-28"),
        ({"type": "yes-no"}, "g.a == true", True),
        ({"type": "number"}, "1.5 * 2.0", "3"),
        ({"type": "money"}, "round(100.5)", 101),
        ({"type": "choice", "options": [{"k": "K"}]}, "'k'", "k"),
        ({"type": "multiple-choice", "options": [{"k": "K"}]}, "['k']", ["k"]),
    ],
)
def test_every_kind_of_value_can_be_computed(settings: dict[str, Any], to: str, value: object) -> None:
    field = {"key": "b", "label": "B", **settings}
    schema = form_of(SWITCH, field, rules=[{"id": "S", "set": "g.b", "to": to}])

    evaluation = evaluate(schema, {"g": {"a": True}}, on=TODAY)

    assert evaluation.computed == {"g.b": value}
    assert evaluation.errors == {}


@pytest.mark.parametrize(("kind", "to"), [("date", "1"), ("yes-no", "1"), ("multiple-choice", "'k'"), ("money", "'1'")])
def test_a_computed_value_of_another_kind_is_refused_when_the_form_is_read(kind: str, to: str) -> None:
    field = {"key": "b", "label": "B", "type": kind}

    with pytest.raises(Problems, match="Ergebnis"):
        form_of(SWITCH, field, rules=[{"id": "S", "set": "g.b", "to": to}])


def test_a_computed_value_may_depend_on_a_condition() -> None:
    schema = form_of(
        SWITCH,
        {"key": "b", "type": "text", "label": "B"},
        rules=[{"id": "S", "set": "g.b", "to": "'fest'", "when": "g.a == true"}],
    )

    assert evaluate(schema, {"g": {"a": True, "b": "frei"}}, on=TODAY).submitted["g"] == {"a": True, "b": "fest"}
    assert evaluate(schema, {"g": {"a": False, "b": "frei"}}, on=TODAY).submitted["g"] == {"a": False, "b": "frei"}


def test_a_computation_that_fails_leaves_the_field_unanswered_and_says_why() -> None:
    schema = form_of(
        {"key": "a", "type": "integer", "label": "A"},
        {"key": "b", "type": "integer", "label": "B", "required": True},
        rules=[{"id": "S", "set": "g.b", "to": "10 / g.a"}],
    )

    evaluation = evaluate(schema, {"g": {"a": 0, "b": 5}}, on=TODAY)

    assert evaluation.submitted == {"g": {"a": 0}}
    assert list(evaluation.errors) == ["g.b"]
    assert "teilt durch null" in evaluation.failures["S"]
