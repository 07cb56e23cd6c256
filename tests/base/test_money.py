from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreishaus.base.money import NotAnAmount, cents, euro


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30.70", 3070),
        ("30,70", 3070),
        ("30", 3000),
        (30, 3000),
        ("0,5", 50),
        ("1.234,50", 123450),
        ("-5,01", -501),
        ("30,70 €", 3070),
    ],
)
def test_an_amount_is_read_as_cents(text: str, amount: int) -> None:
    assert cents(text) == amount


@pytest.mark.parametrize("text", ["", "abc", "1.234", "30,705", "1,234.50", "--1", "3 0", "٣", ",5"])
def test_an_unclear_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        cents(text)


@pytest.mark.parametrize("amount", [30.7, True, None])
def test_anything_inexact_is_refused(amount: Any) -> None:
    with pytest.raises(TypeError):
        cents(amount)


@given(st.integers(-(10**12), 10**12))
def test_a_written_amount_is_read_back(amount: int) -> None:
    assert cents(euro(amount)) == amount


def test_an_amount_is_written_the_german_way() -> None:
    assert euro(3070) == "30,70\N{NO-BREAK SPACE}€"
    assert euro(-123456705) == "-1.234.567,05\N{NO-BREAK SPACE}€"
