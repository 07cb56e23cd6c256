"""The history of one object: its events in the order in which they happened."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from kreishaus.ground.audit.models import Event


def history(subject: str) -> QuerySet[Event]:
    """Return the events about a subject such as "case:32-17-2026-0001", oldest first."""
    return Event.objects.filter(subject=subject).order_by("at", "id")


def told_of(subjects: Collection[str], *, verbs: str | Collection[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Return subject, verb and data of the events about these subjects, in one query.

    `verbs` is how the verbs begin, or the verbs themselves.
    """
    events = Event.objects.filter(subject__in=subjects)
    events = events.filter(verb__startswith=verbs) if isinstance(verbs, str) else events.filter(verb__in=verbs)
    rows = events.values_list("subject", "verb", "data")
    return ((subject, verb, data or {}) for subject, verb, data in rows.iterator(chunk_size=2000))
