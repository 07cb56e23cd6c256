"""Several persons in a table."""

from typing import Any

from django.http import QueryDict

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import Repeat
from kreishaus.services.forms.paging import read_page
from kreishaus.services.forms.rendering import render_answers, render_page, summary_data
from tests.services.forms.fields.contract import form_with
from tests.services.forms.parking import TODAY, form_of
from tests.services.forms.rendering.reading import all_of, check, text_of

PEOPLE = [{"given": "Antje", "family": "de Vries"}, {"given": "Habbo", "family": "Meyer"}]
PARTS = ["salutation", "given", "family"]


def test_it_is_a_list_by_nature_and_the_form_need_not_say_so() -> None:
    schema = form_with("person-list")
    fields: Any = schema.to_data()["pages"]

    assert schema.fields[0].repeat == Repeat(0, None)
    assert "repeat" not in fields[0]["groups"][0]["fields"][0]
    assert form_with("person-list", repeat="1..4").fields[0].repeat == Repeat(1, 4)


def test_every_person_is_a_line_with_a_label_for_each_input() -> None:
    schema = form_with("person-list", parts=PARTS)
    answers = {"g": {"f": PEOPLE}}

    page = check(render_page(schema, "p", evaluate(schema, answers, on=TODAY), answers=answers))

    assert [text_of(head) for head in all_of(page, "th")] == [
        "Nr.", "Anrede – freiwillig", "Vorname", "Nachname", "Zeile entfernen", "1", "2",
    ]  # fmt: skip
    assert [text_of(label) for label in all_of(page, "label")] == ["Anrede", "Vorname", "Nachname"] * 2
    assert len(all_of(page, "select")) == 2


def test_lines_are_added_and_removed_without_javascript() -> None:
    schema = form_with("person-list")
    typed = "g.f[0].given=Antje&g.f[0].family=de+Vries"

    grown = read_page(schema, "p", QueryDict(typed + "&_add=g.f"), answers={}, raw={}, on=TODAY)
    assert grown.focus == "g.f[1]"

    filled = typed + "&g.f[1].given=Habbo&g.f[1].family=Meyer"
    left = read_page(schema, "p", QueryDict(filled + "&_remove=g.f[0]"), answers=grown.answers, raw={}, on=TODAY)
    assert left.answers == {"g": {"f": [PEOPLE[1]]}}


def test_too_few_and_too_many_are_said() -> None:
    schema = form_with("person-list", repeat="2..3", required=True)

    assert evaluate(schema, {"g": {"f": PEOPLE[:1]}}, on=TODAY).errors == {
        "g.f": ["Bitte machen Sie bei „Feld“ mindestens 2 Angaben."]
    }
    assert evaluate(schema, {"g": {"f": PEOPLE * 2}}, on=TODAY).errors == {
        "g.f": ["Bitte machen Sie bei „Feld“ höchstens 3 Angaben."]
    }


def test_conditions_count_and_search_people() -> None:
    people = {"key": "who", "type": "person-list", "label": "Personen"}
    when = "size(g.who) > 1 && g.who.exists(p, p.family == 'Meyer')"
    schema = form_of(people, {"key": "why", "type": "text", "label": "Warum?", "when": when})

    assert "g.why" in evaluate(schema, {"g": {"who": PEOPLE}}, on=TODAY).visible
    assert "g.why" not in evaluate(schema, {"g": {"who": PEOPLE[:1]}}, on=TODAY).visible


def test_summary_and_print_show_one_table() -> None:
    schema = form_with("person-list")
    evaluation = evaluate(schema, {"g": {"f": PEOPLE}}, on=TODAY)
    data: Any = summary_data(schema, evaluation)

    assert render_answers(schema, evaluation).count("<tr>") == 3
    [row] = data["pages"][0]["groups"][0]["rows"]
    assert row["table"] == {
        "head": ["Nr.", "Vorname", "Nachname"],
        "rows": [["1", "Antje", "de Vries"], ["2", "Habbo", "Meyer"]],
    }
