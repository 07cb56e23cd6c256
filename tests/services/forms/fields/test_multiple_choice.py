"""Any of several answers."""

from kreishaus.services.forms.fields.multiple_choice.field import TYPE
from tests.services.forms.fields.contract import field_of
from tests.services.forms.fields.examples import OPTIONS


def test_answers_stand_in_the_order_of_the_form() -> None:
    assert TYPE.parse(["b", "a", "b"], field_of("multiple-choice", options=OPTIONS)) == ["a", "b"]


def test_too_few_and_too_many_answers_are_said() -> None:
    field = field_of("multiple-choice", options=[*OPTIONS, {"c": "C"}], min=2, max=2)

    assert TYPE.validate(["a"], field) == ["Bitte wählen Sie bei „Feld“ mindestens 2 Antworten aus."]
    assert TYPE.validate(["a", "b", "c"], field) == ["Bitte wählen Sie bei „Feld“ höchstens 2 Antworten aus."]
    assert TYPE.validate(["a", "b"], field) == []


def test_answers_that_are_not_offered_or_doubled_are_refused() -> None:
    field = field_of("multiple-choice", options=OPTIONS)

    assert TYPE.validate(["a", "x"], field) != []
    assert TYPE.validate(["a", "a"], field) != []
