"""What rules mean in rows, in lists inside of rows, on groups, pages and repeated fields."""

from typing import Any

from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from tests.services.forms.nested import PAPER, nested
from tests.services.forms.parking import TODAY, form_of

FAMILY: dict[str, Any] = {
    "household": [
        {
            "street": "Deich 1",
            "person": [
                {
                    "name": "Antje",
                    "role": "adult",
                    "school": "x",
                    "paper": [{"name": "A", "scan": [PAPER]}, {"name": "B"}],
                },
                {"name": "Enno", "role": "child", "school": "Grundschule"},
            ],
        },
        {"street": "Hafen 2", "person": [{"name": "Focko", "role": "child"}]},
    ]
}


def judged(*rules: dict[str, Any], answers: dict[str, Any] = FAMILY) -> Evaluation:
    """Return what the answers of the family mean with these rules."""
    numbered = [{"id": f"R{number}", **rule} for number, rule in enumerate(rules)]
    return evaluate(nested(rules=numbered), answers, on=TODAY)


def test_the_same_row_is_meant_at_every_depth() -> None:
    evaluation = judged({"show": "household.person.school", "when": "household.person.role == 'child'"})

    shown = {path for path in evaluation.visible if path.endswith("school")}
    assert shown == {"household[0].person[1].school", "household[1].person[0].school"}
    assert [entry.path for entry in evaluation.aside_entries] == ["household[0].person[0].school"]


def test_an_outer_row_is_that_around_the_inner_one() -> None:
    evaluation = judged({"hide": "household.person.paper", "when": "household.street == 'Deich 1'"})

    assert "household[0].person[0].paper" not in evaluation.visible
    assert "household[1].person[0].paper" in evaluation.visible
    assert [entry.path for entry in evaluation.aside_entries] == [
        "household[0].person[0].paper[0].name",
        "household[0].person[0].paper[0].scan",
        "household[0].person[0].paper[1].name",
    ]


def test_a_list_inside_of_the_same_row_is_a_list() -> None:
    evaluation = judged(
        {"set": "household.children", "to": "size(household.person.filter(p, p.role == 'child'))"},
        {"set": "household.person.papers", "to": "size(household.person.paper)"},
    )

    assert evaluation.computed == {
        "household[0].children": 1,
        "household[0].person[0].papers": 2,
        "household[0].person[1].papers": 0,
        "household[1].children": 1,
        "household[1].person[0].papers": 0,
    }


def test_computed_values_build_on_each_other_whatever_their_order() -> None:
    chain = [
        {"set": "household.children", "to": "size(household.person.filter(p, p.papers > 1))"},
        {"set": "household.person.papers", "to": "size(household.person.paper)"},
        {"hide": "household.country", "when": "household.children > 0"},
    ]

    forwards, backwards = judged(*chain), judged(*reversed(chain))

    assert forwards.computed == backwards.computed
    assert forwards.computed["household[0].children"] == 1
    assert "household[0].country" not in forwards.visible
    assert "household[1].country" in backwards.visible


def test_a_check_stands_in_the_row_that_breaks_it() -> None:
    evaluation = judged(
        {
            "valid": "household.person.school != 'x'",
            "message": "Bitte nennen Sie die Schule.",
            "at": "household.person.school",
        },
        {"valid": "household.exists(h, size(h.person) > 2)", "message": "Zu wenige.", "at": "household"},
    )

    assert evaluation.errors["household[0].person[0].school"] == ["Bitte nennen Sie die Schule."]
    assert evaluation.errors["household"] == ["Zu wenige."]
    assert "household[0].person[1].school" not in evaluation.errors


def test_require_and_forbid_reach_fields_files_and_lists_in_rows() -> None:
    evaluation = judged(
        {"require": "household.person.paper.scan", "when": "has(household.person.paper.name)"},
        {"require": "household.person.paper", "when": "household.person.role == 'child'"},
        {"forbid": "household.person.school", "when": "household.person.role == 'adult'"},
    )

    assert sorted(evaluation.errors) == [
        "household[0].person[0].paper[1].scan",
        "household[0].person[0].school",
        "household[0].person[1].paper",
        "household[1].person[0].paper",
    ]
    assert evaluation.errors["household[0].person[1].paper"] == [
        "Bitte machen Sie mindestens eine Angabe bei „Zeugnis“."
    ]


def test_the_minimum_of_an_inner_list_counts_in_every_row() -> None:
    evaluation = judged(answers={"household": [{"street": "Deich 1"}, {"street": "Hafen 2", "person": []}]})

    assert sorted(evaluation.errors) == ["household[0].person[0].name", "household[1].person[0].name"]


def test_rows_with_hidden_members_keep_their_place_aside() -> None:
    evaluation = judged({"hide": "household.person.school", "when": "household.person.name == 'Enno'"})

    assert evaluation.aside == {"household": [{"person": [{}, {"school": "Grundschule"}]}]}


def test_a_page_a_group_and_a_repeated_field_obey_rules_too() -> None:
    group = {"key": "a", "title": "A", "fields": [{"key": "n", "type": "integer", "label": "N"}]}
    other = {
        "key": "b",
        "title": "B",
        "fields": [
            {"key": "names", "type": "text", "label": "Namen", "repeat": "0..5"},
            {"key": "t", "type": "text", "label": "T"},
        ],
    }
    schema = parse_form(
        {
            "pages": [
                {"key": "p", "title": "P", "groups": [group]},
                {"key": "q", "title": "Q", "when": "a.n > 1", "groups": [other]},
            ],
            "rules": [
                {"id": "R1", "require": "b", "when": "a.n > 2"},
                {"id": "R2", "require": "b.names", "when": "a.n > 3"},
                {"id": "R3", "show": "b.t", "when": "b.names.exists(n, n == 'Antje') && size(b.names) > 1"},
            ],
        }
    )

    def said(n: int, **b: Any) -> Evaluation:
        return evaluate(schema, {"a": {"n": n}, "b": b}, on=TODAY)

    assert said(1, names=["x"]).visible_pages == ("p",)
    assert said(1, names=["x"]).submitted == {"a": {"n": 1}}
    assert said(3).errors == {"b": ["Bitte füllen Sie „B“ aus."]}
    assert list(said(4).errors) == ["b", "b.names"]
    assert "b.t" in said(4, names=["Antje", "Focko"]).visible
    assert "b.t" not in said(4, names=["Antje"]).visible


def test_members_of_a_composite_value_are_read_in_the_same_row() -> None:
    schema = form_of(
        {"key": "place", "type": "address", "label": "Anschrift"},
        {"key": "note", "type": "text", "label": "Hinweis", "when": "g.place.city == 'Leer'"},
        repeat="0..*",
    )
    here = {"street": "Bahnhofstraße", "number": "12", "postcode": "26789", "city": "Leer"}

    evaluation = evaluate(schema, {"g": [{"place": {**here, "city": "Weener"}}, {"place": here}]}, on=TODAY)

    assert {path for path in evaluation.visible if path.endswith("note")} == {"g[1].note"}
