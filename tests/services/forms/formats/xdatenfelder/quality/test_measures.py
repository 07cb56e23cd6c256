"""Limits and contents mean what their data type says."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from kreishaus.services.forms.formats.xdatenfelder.model import DataType
from kreishaus.services.forms.formats.xdatenfelder.quality.measures import Measure, is_more, measure


@pytest.mark.parametrize(
    ("text", "data_type", "meaning"),
    [
        ("1.50", DataType.NUM, Decimal("1.50")),
        ("-3", DataType.NUM_INT, Decimal(-3)),
        ("1.5", DataType.NUM_INT, None),
        ("1,5", DataType.NUM, None),
        ("1e9", DataType.NUM, None),
        ("2026-02-28", DataType.DATE, date(2026, 2, 28)),
        ("2026-02-30", DataType.DATE, None),
        ("20260228", DataType.DATE, None),
        ("08:30:00", DataType.TIME, time(8, 30)),
        ("24:30:00", DataType.TIME, None),
        ("2026-02-28T08:30:00Z", DataType.DATETIME, datetime(2026, 2, 28, 8, 30)),  # noqa: DTZ001 -- zones fall away
        ("2026-02-28 08:30", DataType.DATETIME, None),
        ("5", DataType.TEXT, None),
        ("", DataType.NUM, None),
    ],
)
def test_a_text_is_read_as_its_type(text: str, data_type: DataType, meaning: Measure | None) -> None:
    assert measure(text, data_type) == meaning


def test_only_measures_of_one_kind_are_compared() -> None:
    assert is_more(Decimal(2), Decimal(1))
    assert not is_more(date(2026, 1, 1), date(2026, 1, 2))
    assert is_more(time(9), time(8))
    assert not is_more(Decimal(2), date(2026, 1, 1))
