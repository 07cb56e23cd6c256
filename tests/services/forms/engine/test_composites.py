"""Values with members: conditions read them, errors stand at them, rows repeat them."""

from typing import Any

import pytest
from django.http import QueryDict

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.evaluation import environment, evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.paging import PageInput, read_page
from kreishaus.services.forms.rendering import render_error_summary, render_page
from tests.services.forms.parking import TODAY, form_of
from tests.services.forms.rendering.reading import all_of, by_id, check, text_of, tree_of

ADDRESS = {"key": "home", "type": "address", "label": "Anschrift"}
LEER = {"street": "Bahnhofstraße", "number": "12", "postcode": "26789", "city": "Leer"}
NOTE = {"key": "note", "type": "text", "label": "Hinweis", "when": "g.home.city == 'Leer'"}


def sent(schema: FormSchema, data: str, answers: dict[str, Any] | None = None) -> PageInput:
    """Return the outcome of a page."""
    return read_page(schema, "p", QueryDict(data), answers=answers or {}, raw={}, on=TODAY)


def test_a_condition_reads_a_member() -> None:
    schema = form_of(ADDRESS, NOTE)

    assert "g.note" in evaluate(schema, {"g": {"home": LEER}}, on=TODAY).visible
    assert "g.note" not in evaluate(schema, {"g": {"home": {**LEER, "city": "Weener"}}}, on=TODAY).visible
    assert "g.note" not in evaluate(schema, {}, on=TODAY).visible


def test_has_asks_for_a_member_or_for_the_whole() -> None:
    rules = [
        {"id": "R1", "valid": "has(g.home.addition)", "message": "Zusatz fehlt.", "at": "g.home.addition"},
        {"id": "R2", "valid": "!has(g.home)", "message": "Adresse da.", "at": "g.home"},
    ]

    errors = evaluate(form_of(ADDRESS, rules=rules), {"g": {"home": LEER}}, on=TODAY).errors

    assert errors == {"g.home.addition": ["Zusatz fehlt."], "g.home": ["Adresse da."]}


def test_an_unknown_member_is_a_mistake_with_a_suggestion() -> None:
    with pytest.raises(Problems, match=r"g\.home\.citi.*gibt es im Formular nicht.*g.home.city"):
        form_of(ADDRESS, {**NOTE, "when": "g.home.citi == 'Leer'"})


def test_a_message_cannot_stand_at_a_member_that_is_not_asked() -> None:
    rule = {"id": "R1", "valid": "true", "message": "Nein.", "at": "g.home.country"}
    with pytest.raises(Problems, match=r"g\.home\.country"):
        form_of(ADDRESS, rules=[rule])


def test_a_required_value_asks_for_its_required_members_each() -> None:
    schema = form_of({**ADDRESS, "required": True})

    assert list(evaluate(schema, {}, on=TODAY).errors) == [
        "g.home.street",
        "g.home.number",
        "g.home.postcode",
        "g.home.city",
    ]


def test_an_optional_value_asks_for_nothing_until_something_is_there() -> None:
    schema = form_of(ADDRESS)

    assert evaluate(schema, {}, on=TODAY).errors == {}
    errors = evaluate(schema, {"g": {"home": {"addition": "Hinterhaus"}}}, on=TODAY).errors
    assert list(errors) == ["g.home.street", "g.home.number", "g.home.postcode", "g.home.city"]


def test_rows_and_repeated_values_are_read_in_macros() -> None:
    person = {"key": "who", "type": "person", "label": "Person", "repeat": "0..9"}
    rules = [
        {"id": "R1", "valid": "!g.who.exists(w, w.family == 'Meyer')", "message": "Kein Meyer.", "at": "g.who"},
        {"id": "R2", "valid": "rows.all(r, r.home.city == 'Leer')", "message": "Nur Leer.", "at": "g.who"},
    ]
    groups = [
        {"key": "g", "title": "G", "fields": [person]},
        {"key": "rows", "title": "R", "repeat": "0..3", "fields": [ADDRESS]},
    ]
    schema = parse_form({"pages": [{"key": "p", "title": "P", "groups": groups}], "rules": rules})
    answers = {
        "g": {"who": [{"given": "Ina", "family": "Meyer"}]},
        "rows": [{"home": LEER}, {"home": {**LEER, "city": "Weener"}}],
    }

    assert evaluate(schema, answers, on=TODAY).errors == {"g.who": ["Kein Meyer.", "Nur Leer."]}


def test_one_entry_of_a_repeated_value_cannot_be_read_outside_a_macro() -> None:
    person = {"key": "who", "type": "person", "label": "Person", "repeat": "0..9"}
    with pytest.raises(Problems, match=r"g\.who\.exists"):
        form_of(person, {**NOTE, "when": "g.who.family == 'Meyer'"})


def test_letters_and_fees_find_every_member() -> None:
    seen: Any = environment(evaluate(form_of(ADDRESS), {"g": {"home": LEER}}, on=TODAY))

    assert seen["g"]["home"] == {**LEER, "addition": ""}
    empty: Any = environment(evaluate(form_of(ADDRESS), {}, on=TODAY))
    assert set(empty["g"]["home"].values()) == {""}


def test_a_hidden_value_is_kept_aside_as_a_whole() -> None:
    schema = form_of({**ADDRESS, "when": "false"})

    result = evaluate(schema, {"g": {"home": LEER}}, on=TODAY)

    assert result.submitted == {}
    assert result.aside == {"g": {"home": LEER}}
    assert [entry.path for entry in result.aside_entries] == ["g.home"]


def test_the_page_sends_members_and_what_cannot_be_read_stands_at_its_member() -> None:
    person = {"key": "who", "type": "person", "label": "Person", "parts": ["given", "family", "birth_date"]}
    schema = form_of(person)

    result = sent(schema, "g.who.given=Ina&g.who.family=Meyer&g.who.birth_date=im+Mai")

    assert result.answers == {"g": {"who": {"given": "Ina", "family": "Meyer"}}}
    assert result.raw == {"g.who.birth_date": "im Mai"}
    assert list(result.errors) == ["g.who.birth_date"]
    page = render_page(schema, "p", result.evaluation, answers=result.answers, errors=result.errors, raw=result.raw)
    tree = check(page)
    assert by_id(tree, "f-g-who-birth_date").get("value") == "im Mai"
    assert by_id(tree, "f-g-who-birth_date").get("aria-invalid") == "true"
    summary = tree_of(render_error_summary(schema, result.errors))
    assert [link.get("href") for link in all_of(summary, "a")] == ["#f-g-who-birth_date"]


def test_members_that_the_page_did_not_send_stay() -> None:
    result = sent(form_of(ADDRESS), "g.home.city=Weener", {"g": {"home": LEER}})

    assert result.answers == {"g": {"home": {**LEER, "city": "Weener"}}}


def test_emptied_members_take_the_value_away() -> None:
    typed = "&".join(f"g.home.{key}=" for key in LEER)

    assert sent(form_of(ADDRESS), typed, {"g": {"home": LEER}}).answers == {"g": {}}


def test_repeated_values_are_added_removed_and_keep_what_cannot_be_read() -> None:
    person = {
        "key": "who", "type": "person", "label": "Person", "repeat": "0..3", "parts": ["given", "family", "birth_date"],
    }  # fmt: skip
    schema = form_of(person)
    typed = "g.who[0].given=Ina&g.who[0].family=Meyer&g.who[0].birth_date=1.5.1990&g.who[1].birth_date=gestern"

    result = sent(schema, typed)
    assert result.raw == {"g.who[1].birth_date": "gestern"}
    assert list(result.errors) == ["g.who[1].birth_date", "g.who[1].given", "g.who[1].family"]

    grown = sent(schema, typed + "&_add=g.who")
    assert (grown.action, grown.focus) == ("add", "g.who[2]")

    shrunk = read_page(schema, "p", QueryDict("_remove=g.who[0]"), answers=result.answers, raw=result.raw, on=TODAY)
    assert shrunk.raw["g.who[0].birth_date"] == "gestern"
    assert "g.who[1].birth_date" not in shrunk.raw


def test_members_stand_under_one_legend_with_a_label_each() -> None:
    schema = form_of({**ADDRESS, "required": True, "hint": "Wo Sie wohnen."})
    tree = check(render_page(schema, "p", evaluate(schema, {}, on=TODAY), answers={}))

    legends = [text_of(legend) for legend in all_of(tree, "legend")]
    labels = [text_of(label) for label in all_of(tree, "label")]
    assert "Anschrift" in legends
    assert labels == ["Straße", "Hausnummer", "Adresszusatz – freiwillig", "Postleitzahl", "Ort"]
    assert by_id(tree, "f-g-home-postcode").get("autocomplete") == "postal-code"
    assert by_id(tree, "f-g-home-postcode").get("aria-required") == "true"


def test_a_question_on_which_others_depend_says_so() -> None:
    schema = form_of(ADDRESS, NOTE)
    page = render_page(schema, "p", evaluate(schema, {}, on=TODAY), answers={})

    assert text_of(by_id(check(page), "f-g-home-reveals")) == "Je nach Antwort erscheinen weitere Fragen."
