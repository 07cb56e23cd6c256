from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.services.forms.engine.evaluation import evaluate
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.synthesis import PERSONAS, NotFillable, fill, try_fill
from kreishaus.services.forms.formats.xdatenfelder import read_schema, to_form
from tests.services.forms.engine.test_promises import forms, parsed
from tests.services.forms.parking import TODAY, form_of, one_field, parking


def is_complete(schema: FormSchema, answers: dict[str, Any], on: date = TODAY) -> bool:
    """Return whether answers could be handed in, without anything hidden among them."""
    evaluation = evaluate(schema, answers, on=on)
    return evaluation.is_complete and evaluation.aside_entries == []


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_parking_permit_is_filled_in_completely(persona: str) -> None:
    schema = parking()
    found = [fill(schema, on=TODAY, seed=seed, persona=PERSONAS[persona]) for seed in range(30)]

    assert [answers for answers in found if not is_complete(schema, answers)] == []
    assert len({repr(answers) for answers in found}) > 20
    assert found == [fill(schema, on=TODAY, seed=seed, persona=PERSONAS[persona]) for seed in range(30)]


def test_rules_between_fields_are_kept() -> None:
    for seed in range(40):
        period: Any = fill(parking(), on=TODAY, seed=seed)["period"]
        assert "end" not in period or period["end"] > period["start"]


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ({"valid": "g.a + g.b == 7"}, {"a": "integer", "b": "integer"}),
        ({"valid": "years(g.a, today) >= 18 && years(g.a, today) < 21"}, {"a": "date"}),
        ({"valid": "g.a == 'Rot' || g.a.matches('[0-9]{3}-[A-F]{2}')"}, {"a": "text"}),
        ({"valid": "size(g.a) == 17"}, {"a": "text"}),
        ({"valid": "days(g.a, g.b) == 14"}, {"a": "date", "b": "date"}),
        ({"valid": "g.a * 2.0 > 999.5 && g.a < 501.0"}, {"a": "number"}),
        ({"valid": "g.a > g.b && g.b > g.c"}, {"a": "integer", "b": "integer", "c": "integer"}),
        ({"valid": "g.a == true"}, {"a": "yes-no"}),
        ({"valid": "g.a >= 123456 && g.a <= 123457"}, {"a": "money"}),
    ],
)
def test_answers_that_satisfy_a_rule_are_found(rule: dict[str, str], fields: dict[str, str]) -> None:
    schema = form_of(
        *({"key": key, "type": kind, "label": key, "required": True} for key, kind in fields.items()),
        rules=[{"id": "R1", "message": "Bitte ändern.", "at": "g.a", **rule}],
    )

    for seed in range(5):
        assert is_complete(schema, fill(schema, on=TODAY, seed=seed))


def test_nested_rows_are_filled_in_within_their_limits() -> None:
    inner = {
        "key": "c", "title": "C", "repeat": "2..3",
        "fields": [{"key": "f", "type": "text", "label": "F", "required": True}],
    }  # fmt: skip
    middle = {"key": "b", "title": "B", "repeat": "1..2", "groups": [inner]}
    schema = parse_form(
        {
            "pages": [
                {
                    "key": "p",
                    "title": "P",
                    "groups": [{"key": "a", "title": "A", "repeat": "1..*", "groups": [middle]}],
                }
            ]
        }
    )

    for seed in range(10):
        answers: Any = fill(schema, on=TODAY, seed=seed)
        assert is_complete(schema, answers)
        assert all(2 <= len(row["c"]) <= 3 and len(a["b"]) <= 2 for a in answers["a"] for row in a["b"])


def test_one_member_of_an_exclusive_group_is_answered() -> None:
    fields = [{"key": key, "type": "text", "label": key} for key in "abc"]
    schema = form_of(*fields, exclusive=True)

    chosen = {tuple(group) for seed in range(30) if isinstance(group := fill(schema, on=TODAY, seed=seed)["g"], dict)}

    assert chosen == {("a",), ("b",), ("c",)}


def test_personas_answer_as_they_are() -> None:
    schema = form_of(
        {"key": "state", "type": "choice", "label": "Familienstand", "required": True,
         "options": [{"1": "ledig"}, {"2": "verheiratet"}, {"3": "geschieden"}]},
        {"key": "firm", "type": "yes-no", "label": "Handeln Sie für ein Unternehmen?", "required": True},
        {"key": "children", "type": "integer", "label": "Anzahl der Kinder", "required": True, "min": 0, "max": 9},
        {"key": "remark", "type": "text", "label": "Bemerkung"},
    )  # fmt: skip

    family: Any = fill(schema, on=TODAY, persona=PERSONAS["family"])["g"]
    company: Any = fill(schema, on=TODAY, persona=PERSONAS["company"])["g"]

    assert (family["state"], family["firm"], family["children"]) == ("2", False, 2)
    assert company["firm"] is True
    assert all("remark" not in fill(schema, on=TODAY, seed=n, persona=PERSONAS["minimal"])["g"] for n in range(9))  # type: ignore[operator]
    assert all("remark" in fill(schema, on=TODAY, seed=n, persona=PERSONAS["everything"])["g"] for n in range(9))  # type: ignore[operator]


def test_what_nobody_can_fill_in_is_said() -> None:
    schema = form_of(
        {"key": "a", "type": "integer", "label": "A", "required": True},
        rules=[{"id": "R1", "valid": "g.a > 3 && g.a < 3", "message": "Das geht nie.", "at": "g.a"}],
    )

    with pytest.raises(NotFillable, match="Das geht nie"):
        fill(schema, on=TODAY)


@given(forms(), st.integers(0, 5), st.sampled_from(sorted(PERSONAS)))
@settings(max_examples=150, deadline=None)
def test_random_forms_are_filled_in_completely_and_without_hidden_answers(
    data: dict[str, Any], seed: int, persona: str
) -> None:
    schema = parsed(data)
    if schema is None:
        return
    filling = try_fill(schema, on=TODAY, seed=seed, persona=PERSONAS[persona])

    assert filling.is_complete == is_complete(schema, filling.answers)
    if filling.is_complete:
        assert filling.evaluation.submitted == evaluate(schema, filling.evaluation.submitted, on=TODAY).submitted


def test_every_real_form_is_filled_in(shared_data: Path) -> None:
    paths = sorted((shared_data / "fim").glob("xdf[23]/*.xml"))

    for path in paths:
        with path.open("rb") as stream:
            schema = parse_form(to_form(read_schema(stream, name=path.name)))
        for persona in PERSONAS.values():
            assert is_complete(schema, fill(schema, on=TODAY, persona=persona)), path.name
    assert len(paths) == 44


def test_a_wrong_part_of_a_composite_value_is_mended_by_another_value() -> None:
    schema = one_field(type="address", label="Anschrift", required=True)
    start = {"g": {"f": {"street": "Am Deich", "number": "1", "postcode": "x", "city": "Leer"}}}

    filling = try_fill(schema, on=TODAY, start=start)

    assert filling.is_complete
    assert filling.answers != start
