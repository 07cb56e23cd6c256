"""The history of one object: its events in the order in which they happened."""

from django.db.models import QuerySet

from kreishaus.ground.audit.models import Event


def history(subject: str) -> QuerySet[Event]:
    """Return the events about a subject such as "case:32-17-2026-0001", oldest first."""
    return Event.objects.filter(subject=subject).order_by("at", "id")
