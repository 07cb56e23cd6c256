"""Reading events for a check: one line each, with its leaf recomputed from what it tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kreishaus.ground.audit.engine.canonical import NotCanonical
from kreishaus.ground.audit.engine.leaves import Content, Digests, digests, instant, leaf_of
from kreishaus.ground.audit.models import Event

_CHUNK = 2000


@dataclass(slots=True)
class EventLine:
    """One event as the check sees it."""

    index: int
    identifier: UUID
    verb: str
    subject: str
    # Recomputed from the content, or, once that is erased, from its digests; empty if impossible.
    leaf: bytes
    is_erased: bool
    # Whether the row agrees with itself: digests and leaf hash are those of its content.
    is_sound: bool
    data: Any

    @property
    def name(self) -> str:
        """The event in words, for a person who has to look for it."""
        place = "ohne Nummer" if self.index < 0 else f"Nr. {self.index + 1}"
        return f"Das Ereignis {place} ({f'{self.verb} {self.subject}'.strip()}, {self.identifier})"


def event_lines(size: int, *, start: int = 0) -> Iterator[EventLine]:
    """Return the events of the places from `start` to below `size`, in the order of the log, as a stream."""
    return _lines(Event.objects.filter(index__gte=start, index__lt=size).order_by("index"))


def pending_lines(*, most: int | None = None) -> Iterator[EventLine]:
    """Return the events that have no place yet, as a stream."""
    return _lines(Event.objects.filter(index__isnull=True).order_by("id")[:most])


def _lines(events: QuerySet[Event]) -> Iterator[EventLine]:
    rows = events.values_list(
        "index", "id", "at", "verb", "subject", "actor", "on_behalf", "reason", "data", "salt",
        "subject_digest", "content_digest", "leaf_hash",
    )  # fmt: skip
    for index, identifier, at, verb, subject, actor, on_behalf, reason, data, salt, *kept in rows.iterator(_CHUNK):
        stored = Digests(bytes(kept[0]), bytes(kept[1]))
        try:
            content = Content(subject, actor, on_behalf, reason, data)
            digested = stored if salt is None else digests(content, bytes(salt))
            leaf = leaf_of(identifier=identifier, at=instant(at), verb=verb, digested=digested)
        except NotCanonical:
            digested, leaf = stored, b""
        yield EventLine(
            index=-1 if index is None else index,
            identifier=identifier,
            verb=verb,
            subject=subject,
            leaf=leaf,
            is_erased=salt is None,
            is_sound=digested == stored and leaf == bytes(kept[2]),
            data=data,
        )
