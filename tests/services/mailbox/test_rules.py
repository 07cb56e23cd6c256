"""The day from which a decision counts as delivered."""

from datetime import UTC, date, datetime

import pytest

from kreishaus.services.mailbox.rules import delivery_day


@pytest.mark.parametrize(
    ("opened_at", "day"),
    [
        (datetime(2026, 3, 2, 11, 0, tzinfo=UTC), date(2026, 3, 3)),
        # 23:30 UTC in winter is 0:30 of the next day in Leer.
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), date(2026, 3, 4)),
        # 22:30 UTC in summer is 0:30 of the next day, 21:30 UTC is not.
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), date(2026, 7, 3)),
        (datetime(2026, 7, 1, 21, 30, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_decision_counts_as_delivered_on_the_german_day_after_retrieval(opened_at: datetime, day: date) -> None:
    assert delivery_day(opened_at) == day
