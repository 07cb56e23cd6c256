"""Whole numbers."""

import pytest

from kreishaus.services.forms.fields.integer.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of


@pytest.mark.parametrize(("typed", "value"), [("12", 12), ("1.234", 1234), ("-3", -3), ("5,0", 5), (" 1 000 ", 1000)])
def test_german_habits_are_understood(typed: str, value: int) -> None:
    assert TYPE.parse([typed], field_of("integer")) == value


@pytest.mark.parametrize("typed", ["zwölf", "1,5", "1..2", "1" * 16, "٣"])
def test_what_is_no_whole_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"^Bitte geben Sie eine "):
        TYPE.parse([typed], field_of("integer"))


def test_limits_are_said_as_numbers() -> None:
    field = field_of("integer", min=1850, max=20000)

    assert TYPE.validate(1849, field) == ["Bitte geben Sie bei „Feld“ mindestens 1850 ein."]
    assert TYPE.validate(20001, field) == ["Bitte geben Sie bei „Feld“ höchstens 20.000 ein."]
    assert TYPE.validate(1850, field) == []


def test_a_yes_is_no_number() -> None:
    assert TYPE.validate(True, field_of("integer")) == [
        "Bitte geben Sie bei „Feld“ eine ganze Zahl ein, zum Beispiel 12."
    ]


def test_a_computed_fraction_is_refused() -> None:
    assert TYPE.computed(3.0) == 3
    with pytest.raises(InvalidInput):
        TYPE.computed(3.5)
