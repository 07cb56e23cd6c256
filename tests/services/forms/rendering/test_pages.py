"""Pages as HTML: usable by everybody, without JavaScript, and fast."""

from typing import Any

import pytest

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.rendering import render_page
from tests.services.forms.fields.contract import EXAMPLES
from tests.services.forms.parking import CONSENT, TODAY, complete_answers, form_of, one_field, parking
from tests.services.forms.rendering.reading import all_of, by_id, check, text_of


def page_of(schema: FormSchema, key: str, answers: dict[str, Any], **options: Any) -> str:
    """Return a rendered page with all its errors, if asked for."""
    evaluation = evaluate(schema, answers, on=TODAY, raw=options.get("raw", {}))
    errors = evaluation.errors_on(key) if options.pop("with_errors", False) else {}
    return render_page(schema, key, evaluation, answers=answers, errors=errors, **options)


TYPES = sorted(field_types())


@pytest.mark.parametrize("repeat", [{}, {"repeat": "0..3"}], ids=["once", "several"])
@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
@pytest.mark.parametrize("key", TYPES)
def test_every_type_is_accessible_empty_filled_and_wrong(key: str, required: bool, repeat: dict[str, Any]) -> None:
    settings, _, stored, _ = EXAMPLES[key]
    if repeat and (key in {"information", "multiple-choice"}):
        return
    schema = one_field(type=key, required=required, help="Warum <b>?", basis="§ 1", **settings, **repeat)
    value = stored if not repeat or key == "file" else [stored, None]

    for answers in ({}, {"g": {"f": value}}, {"g": {"f": 17.5}}):
        for with_errors in (False, True):
            check(page_of(schema, "p", answers, with_errors=with_errors))


def test_the_whole_form_is_accessible_in_every_state() -> None:
    answers = complete_answers()
    answers["vehicle"] = [{"plate": "<script>alert(1)</script>", "owner": "other", "consent": [CONSENT]}, {}]
    answers["person"]["phones"] = ["1", "2"]

    for page in parking().pages:
        check(page_of(parking(), page.key, {}))
        check(page_of(parking(), page.key, {}, with_errors=True))
        check(page_of(parking(), page.key, answers, with_errors=True))


def test_an_answer_stands_in_its_input_and_is_escaped() -> None:
    tree = check(page_of(one_field(), "p", {"g": {"f": '"><script>'}}))

    assert by_id(tree, "f-g-f").get("value") == '"><script>'
    assert by_id(tree, "f-g-f").get("name") == "g.f"


def test_what_was_typed_and_not_understood_stands_in_the_input_again() -> None:
    schema = one_field(type="date")

    tree = check(page_of(schema, "p", {"g": {}}, raw={"g.f": "im März"}, with_errors=True))

    element = by_id(tree, "f-g-f")
    assert element.get("value") == "im März"
    assert element.get("aria-invalid") == "true"
    assert element.get("aria-describedby") == "f-g-f-hint f-g-f-error"
    assert "31.12.2026" in text_of(by_id(tree, "f-g-f-error"))


def test_optional_fields_say_so_and_required_ones_are_marked_for_machines() -> None:
    optional = check(page_of(one_field(), "p", {}))
    required = check(page_of(one_field(required=True), "p", {}))

    assert text_of(all_of(optional, "label")[0]) == "Feld – freiwillig"
    assert text_of(all_of(required, "label")[0]) == "Feld"
    assert by_id(required, "f-g-f").get("aria-required") == "true"


def test_the_reason_for_a_question_is_folded() -> None:
    tree = check(page_of(parking(), "vehicles", {}))

    [details] = all_of(tree, "details")
    assert text_of(details) == (
        "Warum fragen wir das? Kennzeichen Das Kennzeichen steht auf dem Ausweis. "
        "Wir brauchen die Angabe dafür: Der Ausweis gilt für ein Fahrzeug. "
        "So lange heben wir sie auf: 1 Jahr Rechtsgrundlage: § 45 Abs. 1b StVO"
    )


def test_few_answers_are_radio_buttons_and_many_are_a_list() -> None:
    few = [{f"k{number}": f"Antwort {number}"} for number in range(7)]
    many = [*few, {"k8": "Antwort 8"}]

    radios = check(page_of(one_field(type="choice", options=few), "p", {"g": {"f": "k1"}}))
    chosen = check(page_of(one_field(type="choice", options=many), "p", {"g": {"f": "k8"}}))

    checked = [element for element in all_of(radios, "input") if element.get("checked") is not None]
    assert [element.get("value") for element in checked] == ["k1"]
    assert len(all_of(radios, "input")) == 7
    assert [element.get("value") for element in all_of(chosen, "option") if element.get("selected") is not None] == [
        "k8"
    ]


def test_hidden_fields_are_not_on_the_page() -> None:
    hidden = page_of(parking(), "vehicles", {"vehicle": [{"owner": "self", "consent": [CONSENT]}]})
    shown = page_of(parking(), "vehicles", {"vehicle": [{"owner": "other", "consent": [CONSENT]}]})

    assert "zustimmung.pdf" not in hidden
    assert "zustimmung.pdf (332 KB)" in shown


def test_rows_have_buttons_to_add_and_to_remove() -> None:
    one = check(page_of(parking(), "vehicles", {}))
    two = check(page_of(parking(), "vehicles", {"vehicle": [{}, {}]}))

    def buttons(tree: Any) -> list[tuple[str | None, str | None]]:
        return [(button.get("name"), button.get("value")) for button in all_of(tree, "button") if button.get("name")]

    assert buttons(one) == [("_add", "vehicle")]
    assert buttons(two) == [
        ("_remove", "vehicle[0]"),
        ("_down", "vehicle[0]"),
        ("_remove", "vehicle[1]"),
        ("_up", "vehicle[1]"),
    ]


def test_enter_presses_the_main_button_and_not_one_that_removes() -> None:
    tree = check(page_of(parking(), "vehicles", {"vehicle": [{}, {}]}))

    assert all_of(tree, "button")[0].get("name") is None


def test_a_full_file_field_offers_its_files_to_be_removed() -> None:
    tree = check(page_of(one_field(type="file", accept=["pdf"]), "p", {"g": {"f": [CONSENT]}}))

    [button] = [button for button in all_of(tree, "button") if button.get("name")]
    assert (button.get("name"), button.get("value")) == ("_remove", "g.f[0]")
    assert [element for element in all_of(tree, "input") if element.get("type") == "file"] == []


def test_a_computed_value_is_shown_and_cannot_be_typed() -> None:
    tree = check(page_of(parking(), "person", complete_answers()))

    assert text_of(by_id(tree, "f-period-days")) == "31"
    assert "period.days" not in {element.get("name") for element in tree.iter()}


def test_fields_on_which_others_depend_are_marked() -> None:
    html = page_of(parking(), "vehicles", {})

    assert 'data-path="vehicle[0].owner" data-decides' in html
    assert 'data-path="vehicle[0].plate" data-decides' not in html


def test_the_title_of_the_page_is_not_repeated_and_headings_step_down() -> None:
    inner = {"key": "x", "title": "Innen", "fields": [{"key": "f", "type": "text", "label": "F"}]}
    same = check(page_of(form_of(inner, title="Seite"), "p", {}))
    other = check(page_of(form_of(inner, title="Gruppe"), "p", {}))

    assert [(heading.tag[-2:], text_of(heading)) for heading in all_of(same, "h2", "h3")] == [("h2", "Innen")]
    assert [text_of(heading) for heading in all_of(other, "h2")] == ["Gruppe"]
    assert [text_of(heading) for heading in all_of(other, "h3")] == ["Innen"]


def test_answers_of_one_person_never_appear_for_another() -> None:
    schema = one_field(label="Steuernummer")
    page_of(schema, "p", {"g": {"f": "geheim"}})

    assert "geheim" not in page_of(schema, "p", {})
    assert "geheim" not in page_of(schema, "p", {"g": {"f": "anders"}})


def test_the_same_form_with_another_rule_is_not_taken_from_memory() -> None:
    first = page_of(one_field(required=True), "p", {})
    second = page_of(one_field(required=False), "p", {})

    assert "freiwillig" not in first
    assert "freiwillig" in second


def test_an_unknown_page_is_refused() -> None:
    with pytest.raises(KeyError):
        page_of(parking(), "nirgends", {})
