"""An answer from a code list."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from django.http import QueryDict

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.synthesis import fill
from kreishaus.services.forms.fields.code_list.field import TYPE
from kreishaus.services.forms.paging import PageInput, read_page
from kreishaus.services.forms.ports import InvalidInput
from kreishaus.services.forms.rendering import render_page, render_summary, summary_data
from tests.services.forms.codes.lists import DECLARATION, MANY_URN, PLACES_URN
from tests.services.forms.fields.contract import field_of, form_with
from tests.services.forms.parking import TODAY, one_field
from tests.services.forms.rendering.reading import all_of, check

FEW = {"code_list": {"urn": PLACES_URN}, "allowed": ["001-003"]}
SOME: dict[str, Any] = {"code_list": {"urn": PLACES_URN}}
LONG: dict[str, Any] = {"code_list": {"urn": MANY_URN, "version": "1"}}
FREE: dict[str, Any] = {"code_list": {"urn": "urn:fehlt"}}


def refusal(typed: str, settings: dict[str, Any]) -> str:
    with pytest.raises(InvalidInput) as refused:
        TYPE.parse([typed], field_of("code-list", **settings))
    return str(refused.value)


def html(schema: FormSchema, answers: dict[str, object] | None = None, raw: dict[str, object] | None = None) -> str:
    evaluation = evaluate(schema, answers or {}, on=TODAY, raw=raw or {})
    page = str(render_page(schema, "p", evaluation, answers=answers or {}, raw=raw or {}))
    check(page)
    return page


def sent(schema: FormSchema, **typed: Sequence[str]) -> PageInput:
    data = QueryDict(mutable=True)
    for name, texts in typed.items():
        data.setlist(name.replace("__", "."), list(texts))
    return read_page(schema, "p", data, answers={}, raw={}, on=TODAY)


@pytest.mark.parametrize("typed", ["00077", "Eintrag 77", "EINTRAG 77", " eintrag  77 "])
def test_an_exact_code_and_an_exact_name_are_understood(typed: str) -> None:
    assert TYPE.parse([typed], field_of("code-list", **LONG)) == "00077"


def test_a_chosen_hit_says_what_the_text_before_it_meant() -> None:
    assert TYPE.parse(["Eintrag", "00042"], field_of("code-list", **LONG)) == "00042"
    assert TYPE.parse(["Eintrag 7", ""], field_of("code-list", **LONG)) == "00007"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Eintrag 7x", "„Eintrag 7x“ steht nicht in der Liste. Meinten Sie „Eintrag 7“ oder "),
        ("Eintrag 4", ""),
        ("intrag", "Bitte wählen Sie bei „Feld“ einen der Treffer für „intrag“ aus."),
        ("Quarzsand", "„Quarzsand“ steht nicht in der Liste. Bitte prüfen Sie die Schreibweise"),
        ("y" * 400, f"„{'y' * 60} …“ steht nicht in der Liste."),
    ],
)
def test_a_refusal_says_how_it_becomes_right(typed: str, expected: str) -> None:
    if not expected:
        assert TYPE.parse([typed], field_of("code-list", **LONG)) == "00004"
        return
    assert refusal(typed, LONG).startswith(expected)


def test_a_restricted_list_refuses_the_rest() -> None:
    field = field_of("code-list", **FEW)

    assert TYPE.validate("003", field) == []
    assert TYPE.validate("004", field) == ["Bitte wählen Sie bei „Feld“ eine der Antworten aus."]


def test_without_the_list_the_field_takes_text() -> None:
    field = field_of("code-list", **FREE)

    assert TYPE.parse([" Deutschland "], field) == "Deutschland"
    assert TYPE.validate("Deutschland", field) == []
    assert TYPE.display("Deutschland", field) == "Deutschland"
    assert TYPE.missing(field) == "Bitte füllen Sie „Feld“ aus."


def test_two_of_the_same_name_are_told_apart_by_their_code() -> None:
    field = field_of("code-list", **SOME)

    assert TYPE.typed("006", field) == "Neustadt (006)"
    assert TYPE.display("006", field) == "Neustadt"
    assert refusal("Neustadt", SOME) == "Bitte wählen Sie bei „Feld“ eine der Antworten aus."


def test_few_answers_are_radio_buttons_some_a_select_many_a_search_field() -> None:
    few, some, many = (html(form_with("code-list", **settings)) for settings in (FEW, SOME, LONG))

    assert few.count('type="radio"') == 3
    assert some.count("<option") == 9
    assert "data-codes" in many
    assert 'name="_search" value="g.f"' in many


def test_what_was_typed_and_not_found_shows_its_hits() -> None:
    page = html(form_with("code-list", **LONG), raw={"g.f": "intrag 12"})

    assert "15 Treffer für „intrag 12“" in page
    assert page.count('type="radio"') == 15


def test_more_hits_than_fit_say_so_and_a_slip_is_guessed() -> None:
    schema = form_with("code-list", **LONG)

    assert "Die ersten 20 Treffer für „eintrag“" in html(schema, raw={"g.f": "eintrag"})
    assert "Meinten Sie eines davon?" in html(schema, raw={"g.f": "Eintrg 12"})
    assert "Nichts gefunden für „Quarzsand“" in html(schema, raw={"g.f": "Quarzsand"})


def test_the_search_button_stays_on_the_page_without_errors() -> None:
    result = sent(form_with("code-list", **LONG), g__f=["intrag 12"], _search=["g.f"])

    assert (result.action, result.focus, result.errors, result.stays) == ("search", "g.f", {}, True)
    assert result.raw == {"g.f": "intrag 12"}


def test_the_search_button_of_another_place_leads_nowhere() -> None:
    assert sent(form_with("code-list", **LONG), _search=["weg"]).focus == ""


def test_a_list_with_one_entry_is_ticked() -> None:
    schema = form_with("code-list", code_list={"urn": DECLARATION.urn})

    assert html(schema).count('type="checkbox"') == 1
    assert sent(schema, g__f=["", "01"]).answers == {"g": {"f": "01"}}
    assert sent(schema, g__f=[""]).answers == {"g": {}}


def test_several_of_a_few_are_ticked() -> None:
    schema = form_with("code-list", **SOME, repeat="0..3")

    page = html(schema, answers={"g": {"f": ["002", "010"]}})

    assert (page.count('type="checkbox"'), page.count("checked")) == (8, 2)
    assert sent(schema, g__f=["", "010", "002", "weg"]).answers == {"g": {"f": ["002", "010"]}}
    assert sent(schema, g__f=[""]).answers == {"g": {}}
    too_many = sent(schema, g__f=["001", "002", "003", "004"])
    assert too_many.errors == {"g.f": ["Bitte machen Sie bei „Feld“ höchstens 3 Angaben."]}


def test_several_of_many_are_one_search_field_each() -> None:
    schema = form_with("code-list", **LONG, repeat="1..3")

    page = html(schema, answers={"g": {"f": ["00001", "00002"]}})

    assert page.count("data-codes-search") == 2
    assert 'value="Eintrag 2"' in page
    result = read_page(schema, "p", QueryDict("g.f[0]=Eintrag 5&g.f[1]=00007"), answers={}, raw={}, on=TODAY)
    assert result.answers == {"g": {"f": ["00005", "00007"]}}


def test_an_entry_that_is_named_twice_is_pointed_out() -> None:
    schema = form_with("code-list", **LONG, repeat="1..3")

    result = read_page(schema, "p", QueryDict("g.f[0]=00005&g.f[1]=00007&g.f[2]=00005"), answers={}, raw={}, on=TODAY)

    [place] = result.errors
    assert place == "g.f[2]"
    assert "steht schon in der Liste" in result.errors[place][0]
    assert "Eintrag 5" in result.errors[place][0]


def test_made_up_entries_are_all_different() -> None:
    schema = form_with("code-list", **SOME, repeat="7..8")

    entries = [fill(schema, seed=seed, on=TODAY)["g"]["f"] for seed in range(20)]  # type: ignore[index]

    assert all(len(each) == len(set(each)) >= 7 for each in entries)


def test_conditions_see_the_code_and_the_summary_shows_the_name() -> None:
    schema = form_with("code-list", **SOME)
    evaluation = evaluate(schema, {"g": {"f": "001"}}, on=TODAY)

    assert "Weener" in str(render_summary(schema, evaluation))
    pages: Any = summary_data(schema, evaluation)["pages"]
    assert pages[0]["groups"][0]["rows"] == [{"label": "Feld", "value": "Weener"}]
    assert evaluation.submitted == {"g": {"f": "001"}}


def test_made_up_answers_come_from_the_list() -> None:
    field = field_of("code-list", **FEW)

    assert {TYPE.synthetic(field, Random(seed)) for seed in range(50)} == {"001", "002", "003"}


def test_a_default_must_be_in_the_list() -> None:
    field = field_of("code-list", **FEW)

    assert TYPE.default("002", field) == "002"
    with pytest.raises(InvalidInput):
        TYPE.default("010", field)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "Bei „code_list“ fehlt, welche Liste gemeint ist."),
        ({"code_list": {"version": "1"}}, "Bei „code_list“ fehlt „urn“"),
        ({"code_list": {"urn": "u"}, "allowed": "001"}, "„allowed“ muss eine Liste von Codes sein."),
    ],
)
def test_wrong_settings_are_named(settings: dict[str, Any], expected: str) -> None:
    with pytest.raises(Problems) as refused:
        one_field(type="code-list", **settings)

    assert refused.value.problems[0].message.startswith(expected)


def test_the_search_field_is_labelled_and_described() -> None:
    document = check(html(form_with("code-list", **LONG, required=True)))

    (field,) = [each for each in all_of(document, "input") if each.get("type") == "text"]
    assert field.get("aria-required") == "true"
    assert field.get("aria-describedby") == "f-g-f-hint"
