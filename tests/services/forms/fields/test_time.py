"""A time of day."""

import pytest

from kreishaus.services.forms.fields.time.field import TYPE, is_time
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("time")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("14:30", "14:30"), ("14.30 Uhr", "14:30"), ("1430", "14:30"), ("930", "09:30"), ("14 Uhr", "14:00"),
        ("14 Uhr 30", "14:30"), ("9", "09:00"), ("14h30", "14:30"), ("14:30:00", "14:30"), ("24:00", "00:00"),
    ],
)  # fmt: skip
def test_a_time_is_understood(typed: str, stored: str) -> None:
    assert TYPE.parse([typed], FIELD) == stored


@pytest.mark.parametrize("typed", ["25:00", "14:60", "mittags", "14:3", "99"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="14:30"):
        TYPE.parse([typed], FIELD)


def test_limits_are_kept() -> None:
    field = field_of("time", min="08:00", max="16:00")

    assert TYPE.validate("07:59", field) == ["Bei „Feld“ ist frühestens 08:00 Uhr möglich."]
    assert TYPE.validate("16:00", field) == []


def test_only_the_stored_spelling_is_a_time() -> None:
    assert [text for text in ("08:00", "8:00", "08:00:00", "24:00", "") if is_time(text)] == ["08:00"]
