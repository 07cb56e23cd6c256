"""What the guard has found, and how far its rounds are."""

from uuid import UUID

from django.db.models import QuerySet

from kreishaus.ground.audit.models import Alarm, Patrol


def alarms() -> QuerySet[Alarm]:
    """Return all alarms, the newest first."""
    return Alarm.objects.order_by("-found_at", "-id")


def open_alarms() -> QuerySet[Alarm]:
    """Return the alarms that nobody has acknowledged and whose damage is still there, the newest first."""
    return alarms().filter(healed_at=None, acknowledged_at=None)


def open_alarm_count() -> int:
    """Return how many alarms wait for somebody."""
    return open_alarms().count()


def alarm_or_none(alarm_id: UUID) -> Alarm | None:
    """Return this alarm, or None if there is none."""
    return Alarm.objects.filter(pk=alarm_id).first()


def rounds() -> dict[str, Patrol]:
    """Return how far each round of the guard is, by its name."""
    return {row.beat: row for row in Patrol.objects.all()}
