from datetime import timedelta

import pytest

from kreishaus.ground.jobs.rules import describe, pause


def test_pauses_grow_and_end_at_six_hours() -> None:
    pauses = [pause(attempt, chance=0.5).total_seconds() for attempt in (1, 2, 3, 8, 100)]

    assert pauses == [5, 20, 80, 21_600, 21_600]


def test_chance_moves_a_pause_by_a_quarter_at_most() -> None:
    assert pause(1, chance=0) == timedelta(seconds=3.75)
    assert pause(1, chance=1) == timedelta(seconds=6.25)


def test_an_error_is_described_with_its_place() -> None:
    with pytest.raises(ValueError, match="no Typst") as caught:
        raise ValueError("no Typst here")

    description = describe(caught.value)

    assert description.startswith("builtins.ValueError: no Typst here at ground/jobs/test_rules.py:")


@pytest.mark.parametrize(
    "message",
    [
        "550 user frau.devries@example.de unknown",
        "DETAIL: Key (name)=(Vries) already exists",
        "invalid literal: 'Vries'",
        "birth date 03.11.1984",
        "phone 04921 1234567",
        "case 36-17-2026-0001",
        "„Vries“ fehlt",
    ],
)
def test_an_error_is_described_without_personal_data(message: str) -> None:
    description = describe(ValueError(message))

    for secret in ("vries", "Vries", "1984", "1234567", "2026-0001"):
        assert secret not in description
