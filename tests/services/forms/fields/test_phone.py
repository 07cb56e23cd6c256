"""A telephone number, as people write it."""

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.forms.fields.phone.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("phone")


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("0491 926-0", "+494919260", "0491 9260"),
        ("+49 (0)491 926-1234", "+494919261234", "0491 9261234"),
        ("0049491926", "+49491926", "0491 926"),
        ("0151/234 567 89", "+4915123456789", "01512 3456789"),
        ("+31 592 123456", "+31592123456", "+31 592 123 456"),
        ("Tel. 0491-9260", "+494919260", "0491 9260"),
    ],
)
def test_a_number_is_stored_one_way_and_shown_as_it_is_dialled(typed: str, stored: str, shown: str) -> None:
    assert TYPE.parse([typed], FIELD) == stored
    assert TYPE.display(stored, FIELD) == shown


@pytest.mark.parametrize("typed", ["926-0", "112", "0491", "abc", "04912345678901234567", "+999 1234567"])
def test_what_nobody_can_dial_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="Vorwahl"):
        TYPE.parse([typed], FIELD)


def test_a_number_that_does_not_exist_is_a_doubt() -> None:
    assert TYPE.advice("+4999999999", FIELD) == [
        "Diese Nummer scheint es nicht zu geben. Bitte prüfen Sie die Ziffern."
    ]
    assert TYPE.advice("+494919260", FIELD) == []


def test_a_field_for_text_messages_doubts_a_fixed_line() -> None:
    field = field_of("phone", mobile=True)

    assert TYPE.advice("+494919260", field) != []
    assert TYPE.advice("+4915123456789", field) == []


def test_a_setting_that_means_nothing_is_refused() -> None:
    with pytest.raises(Problems, match="mobile"):
        field_of("phone", mobile="ja")
