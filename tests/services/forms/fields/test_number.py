"""Numbers with decimals."""

import pytest

from kreishaus.services.forms.fields.number.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1.234", "1234"),
        ("0,10", "0.1"),
        ("-0", "0"),
        ("−2,5", "-2.5"),
        ("3,", "3"),
    ],
)
def test_german_habits_are_understood(typed: str, value: str) -> None:
    assert TYPE.parse([typed], field_of("number")) == value


@pytest.mark.parametrize("typed", ["1,2,3", "1.23.4", "1.234.5", "1e5", "NaN", "Infinity", "1,234.56"])
def test_what_is_unclear_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        TYPE.parse([typed], field_of("number"))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", "x", 3, 1.5])
def test_a_stored_value_is_a_decimal_text(value: object) -> None:
    assert TYPE.validate(value, field_of("number")) != []


def test_limits_may_have_decimals() -> None:
    field = field_of("number", min="0.5", max="99.5")

    assert TYPE.validate("0.4", field) == ["Bitte geben Sie bei „Feld“ mindestens 0,5 ein."]
    assert TYPE.validate("99.5", field) == []


def test_conditions_see_a_floating_point_number() -> None:
    assert TYPE.read("0.25") == 0.25


def test_a_computed_number_keeps_its_digits() -> None:
    assert TYPE.computed(0.1) == "0.1"
    with pytest.raises(InvalidInput):
        TYPE.computed(float("inf"))
