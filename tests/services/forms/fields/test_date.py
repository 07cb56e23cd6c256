"""Days."""

import pytest

from kreishaus.services.forms.fields.date.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.12.2026", "2026-12-31"),
        ("1.2.2026", "2026-02-01"),
        ("1. 2. 2026", "2026-02-01"),
        ("31/12/2026", "2026-12-31"),
        ("31,12,2026", "2026-12-31"),
        ("31 12 2026", "2026-12-31"),
        ("31122026", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("31.12.26", "2026-12-31"),
        ("1.1.99", "1999-01-01"),
        ("29.02.2024", "2024-02-29"),
    ],
)
def test_german_and_native_habits_are_understood(typed: str, day: str) -> None:
    assert TYPE.parse([typed], field_of("date")) == day


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31.2.2026", "Den 31.2.2026 gibt es nicht"),
        ("00.01.2026", "gibt es nicht"),
        ("12/31/2026", "gibt es nicht"),
        ("morgen", "als Tag.Monat.Jahr"),
        ("1.5.55", "mit vier Ziffern"),
    ],
)
def test_what_is_no_day_is_refused_in_words(typed: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        TYPE.parse([typed], field_of("date"))


def test_a_birthday_needs_the_whole_year() -> None:
    with pytest.raises(InvalidInput, match="vier Ziffern"):
        TYPE.parse(["1.5.26"], field_of("date", autocomplete="bday"))


def test_limits_are_said_as_people_write_days() -> None:
    field = field_of("date", min="2026-01-01", max="2026-12-31")

    assert TYPE.validate("2025-12-31", field) == ["Bitte geben Sie bei „Feld“ ein Datum ab dem 01.01.2026 ein."]
    assert TYPE.validate("2027-01-01", field) == ["Bitte geben Sie bei „Feld“ ein Datum bis zum 31.12.2026 ein."]


@pytest.mark.parametrize("value", ["2026-02-30", "31.12.2026", "0026-01-01", 20260101])
def test_only_days_of_the_calendar_are_stored(value: object) -> None:
    assert TYPE.validate(value, field_of("date")) != []
