"""Events of an ordinary morning, to fill a log with."""

from datetime import UTC, datetime, timedelta

from kreishaus.ground.audit import actions
from kreishaus.ground.audit.models import Event

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def draft(number: int, *, subject: str = "") -> actions.EventDraft:
    return actions.EventDraft(
        subject=subject or f"case:32-17-2026-{number:04}",
        verb="document.added",
        actor="staff:meyer",
        at=NOON + timedelta(seconds=number),
        data={"document": number, "title": "Führungszeugnis"},
    )


def recorded(count: int, *, start: int = 0) -> list[Event]:
    return actions.record_all([draft(number) for number in range(start, start + count)])
