from datetime import UTC, date, datetime

import pytest

from kreishaus.base.durations import Duration, NotADuration, parse_duration


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("P4W", date(2026, 2, 1), date(2026, 3, 1)),
        ("P1M", date(2026, 1, 31), date(2026, 2, 28)),
        ("P1M", date(2024, 1, 31), date(2024, 2, 29)),
        ("P1M", date(2026, 12, 31), date(2027, 1, 31)),
        ("P1Y", date(2024, 2, 29), date(2025, 2, 28)),
        ("P5Y", date(2026, 12, 31), date(2031, 12, 31)),
        ("P90D", date(2026, 1, 1), date(2026, 4, 1)),
        ("P1Y6M", date(2026, 8, 31), date(2028, 2, 29)),
    ],
)
def test_a_period_ends_on_the_calendar(text: str, start: date, end: date) -> None:
    assert parse_duration(text).after(start) == end


def test_a_period_of_minutes_ends_at_a_moment() -> None:
    start = datetime(2026, 1, 31, 23, 45, tzinfo=UTC)

    assert parse_duration("PT30M").after_moment(start) == datetime(2026, 2, 1, 0, 15, tzinfo=UTC)
    assert parse_duration("P1M").after_moment(start) == datetime(2026, 2, 28, 23, 45, tzinfo=UTC)


@pytest.mark.parametrize("text", ["P4W", "P3M", "P1Y6M", "P90D", "PT30M", "P1DT12H"])
def test_a_duration_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_duration(text)) == text


@pytest.mark.parametrize("text", ["", "P", "PT", "P0D", "6W", "P4X", "P-4W", "P4WT", "P1.5M", "p4w", "P٤W", "P4W "])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotADuration):
        parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (Duration(weeks=6), "6 Wochen"),
        (Duration(years=1), "1 Jahr"),
        (Duration(years=1, months=6), "1 Jahr und 6 Monate"),
        (Duration(years=2, months=1, days=3), "2 Jahre, 1 Monat und 3 Tage"),
    ],
)
def test_a_duration_is_said_in_words(duration: Duration, words: str) -> None:
    assert duration.in_words == words
