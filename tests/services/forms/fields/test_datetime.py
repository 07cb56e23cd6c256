"""A day with a time of day."""

import pytest

from kreishaus.services.forms.fields.datetime.field import TYPE
from kreishaus.services.forms.ports import InvalidInput
from tests.services.forms.fields.contract import field_of

FIELD = field_of("datetime")


@pytest.mark.parametrize(
    "typed",
    [
        "31.12.2026 14:30",
        "31.12.2026, 14:30 Uhr",
        "31.12.26 14.30",
        "31. 12. 2026 um 1430",
        "2026-12-31T14:30",
        "2026-12-31 14:30",
        "31.12.2026,14:30",
    ],
)
def test_a_moment_is_understood(typed: str) -> None:
    assert TYPE.parse([typed], FIELD) == "2026-12-31T14:30"


@pytest.mark.parametrize("typed", ["31.12.2026", "14:30", "31.2.2026 14:30", "31.12.2026 25:00", "morgen um acht"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        TYPE.parse([typed], FIELD)


def test_limits_are_kept() -> None:
    field = field_of("datetime", min="2026-01-01T00:00")

    assert TYPE.validate("2025-12-31T23:59", field) == ["Bei „Feld“ ist frühestens 01.01.2026, 00:00 Uhr möglich."]
