"""Amounts of money."""

import pytest

from kreishaus.services.forms.fields.money.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("30,70", 3070), ("1.234,50 €", 123450), ("€ 5", 500), ("30.70", 3070), ("12,-", 1200), ("0", 0), ("7 EUR", 700)],
)
def test_amounts_are_stored_in_cents(typed: str, cents: int) -> None:
    assert TYPE.parse([typed], field_of("money")) == cents


def test_fractions_of_a_cent_are_refused() -> None:
    with pytest.raises(InvalidInput, match="höchstens zwei Stellen"):
        TYPE.parse(["1,005"], field_of("money"))


def test_limits_are_in_euro() -> None:
    field = field_of("money", min=10, max="99.50")

    assert TYPE.validate(999, field) == ["Bitte geben Sie bei „Feld“ mindestens 10,00 € ein."]
    assert TYPE.validate(9951, field) == ["Bitte geben Sie bei „Feld“ höchstens 99,50 € ein."]
    assert TYPE.validate(9950, field) == []


def test_the_input_shows_the_amount_without_dots() -> None:
    assert TYPE.typed(123450, field_of("money")) == "1234,50"


def test_computed_halves_of_a_cent_are_rounded_up() -> None:
    assert TYPE.computed(12.5) == 13
    assert TYPE.computed(-12.5) == -13
