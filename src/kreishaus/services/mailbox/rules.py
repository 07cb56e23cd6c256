"""When a message counts as delivered: the law's day, not the minute of the click."""

from datetime import date, datetime, timedelta

from kreishaus.base.german import GERMAN_TIME


def delivery_day(opened_at: datetime) -> date:
    """Return the day on which a decision retrieved at that instant counts as delivered.

    § 41 Abs. 2a Satz 3 VwVfG: the day after retrieval. The day is the German one: a
    click at 23:30 UTC in summer lies on the next day in Leer.
    """
    return opened_at.astimezone(GERMAN_TIME).date() + timedelta(days=1)
