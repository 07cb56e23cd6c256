"""Values of one line with one right spelling."""

import pytest

from kreishaus.services.forms.fields.month.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of


def test_another_spelling_from_outside_is_not_accepted() -> None:
    assert TYPE.validate("2026-12", field_of("month")) == []
    assert TYPE.validate("12/2026", field_of("month")) != []


def test_endless_input_is_cut_and_refused() -> None:
    with pytest.raises(InvalidInput):
        TYPE.parse(["1" * 100_000], field_of("month"))


def test_a_computed_text_is_taken_and_a_number_is_not() -> None:
    assert TYPE.computed("2026-12") == "2026-12"
    with pytest.raises(InvalidInput, match="Monat"):
        TYPE.computed(202612)
