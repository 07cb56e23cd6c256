from datetime import date
from random import Random

from kreishaus.base.expressions.literals import literals
from kreishaus.services.forms.engine.synthesis.candidates import candidates
from kreishaus.services.forms.fields import field_types
from tests.services.forms.fields.contract import OPTIONS, field_of

ON = date(2026, 6, 1)


def values(type_key: str, condition: str, **settings: object) -> list[object]:
    """Return the candidates for a field of a type under a condition."""
    field = field_of(type_key, **settings)
    return candidates(field_types()[type_key], field, literals(condition), on=ON, random=Random(1))


def test_numbers_are_tried_on_both_sides_of_a_constant() -> None:
    assert {17, 18, 19} <= set(values("integer", "g.f >= 18"))
    assert {"2.49", "2.5", "2.51"} <= set(values("number", "g.f > 2.5"))


def test_days_are_counted_from_today() -> None:
    assert {"2008-05-31", "2008-06-01", "2008-06-02"} <= set(values("date", "years(g.f, today) >= 18"))
    assert {"2026-06-15", "2026-05-18"} <= set(values("date", "days(g.f, today) < 14"))
    assert {"2025-12-31", "2026-01-01"} <= set(values("date", "g.f < '2026-01-01'"))


def test_all_answers_of_a_choice_are_tried_and_the_named_one_first() -> None:
    assert values("choice", "g.f == 'b'", options=OPTIONS) == ["b", "a"]
    assert ["a"] in values("multiple-choice", "'b' in g.f", options=OPTIONS)
    assert ["a", "b"] in values("multiple-choice", "'b' in g.f", options=OPTIONS)


def test_only_valid_values_are_tried() -> None:
    assert all(isinstance(value, int) and 0 <= value <= 5 for value in values("integer", "g.f > 18", min=0, max=5))
    assert set(values("yes-no", "g.f == true")) == {True, False}


def test_a_member_of_a_composite_value_is_tried_with_what_conditions_name() -> None:
    found = values("address", "g.f.city == 'Weener'")

    assert any(isinstance(value, dict) and value.get("city") == "Weener" for value in found)
    assert any(isinstance(value, dict) and value.get("city") != "Weener" for value in found)
