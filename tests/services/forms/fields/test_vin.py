"""The identification number of a vehicle."""

import pytest

from kreishaus.services.forms.fields.vin.field import TYPE, check_digit
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("vin")


def test_letters_that_do_not_occur_are_read_as_digits() -> None:
    assert TYPE.parse(["wvwzzz1kz6wOOOOOI"], FIELD) == "WVWZZZ1KZ6W000001"
    assert TYPE.parse(["*WVW ZZZ 1KZ 6W0 00001*"], FIELD) == "WVWZZZ1KZ6W000001"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("WVWZZZ1KZ6W00001", "hier sind es 16"), ("WVWZZZ1KZ6W00000Q", "Q"), ("WVWZZZ1KZ6W00000Ä", "Feld E")],
)
def test_a_slip_is_named(typed: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        TYPE.parse([typed], FIELD)


def test_the_check_digit_is_only_looked_at_where_there_is_one() -> None:
    # 1M8GDM9AXKP042788 is the worked example of 49 CFR 565.15.
    assert check_digit("1M8GDM9AXKP042788") == "X"
    assert TYPE.advice("1M8GDM9AXKP042788", FIELD) == []
    assert TYPE.advice("1M8GDM9A1KP042788", FIELD) != []
    assert TYPE.advice("WVWZZZ1KZ6W000001", FIELD) == []
