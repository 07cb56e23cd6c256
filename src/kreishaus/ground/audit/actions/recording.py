"""Recording events in the caller's transaction: one INSERT, no reading, hashing in Python."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kreishaus.base.ids import new_id
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.ground.audit.engine.leaves import Content, digests, instant, leaf_of, new_salt
from kreishaus.ground.audit.models import Event
from kreishaus.ground.authorities.inserting import insert


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """An event that is about to be recorded."""

    subject: str
    verb: str
    actor: str
    at: datetime
    data: Mapping[str, JSON] | None = None
    on_behalf: str = ""
    reason: str = ""


def record(
    *,
    subject: str,
    verb: str,
    actor: str,
    at: datetime,
    data: Mapping[str, JSON] | None = None,
    on_behalf: str = "",
    reason: str = "",
) -> Event:
    """Record one event in the caller's transaction; it gets its place in the log soon after commit.

    :raises NotCanonical: if the data is not plain JSON with whole numbers.
    """
    draft = EventDraft(subject=subject, verb=verb, actor=actor, at=at, data=data, on_behalf=on_behalf, reason=reason)
    return record_all([draft])[0]


def record_all(drafts: Sequence[EventDraft]) -> list[Event]:
    """Record events with a single INSERT; the log keeps their order.

    :raises NotCanonical: if the data of one is not plain JSON with whole numbers.
    """
    return list(insert([_event(draft) for draft in drafts]))


def _event(draft: EventDraft) -> Event:
    identifier, salt = _following_id(), new_salt()
    content = Content(draft.subject, draft.actor, draft.on_behalf, draft.reason, draft.data)
    digested = digests(content, salt)
    return Event(
        id=identifier,
        subject=draft.subject,
        verb=draft.verb,
        actor=draft.actor,
        on_behalf=draft.on_behalf,
        reason=draft.reason,
        at=draft.at,
        data=None if draft.data is None else dict(draft.data),
        salt=salt,
        subject_digest=digested.subject,
        content_digest=digested.content,
        leaf_hash=leaf_of(identifier=identifier, at=instant(draft.at), verb=draft.verb, digested=digested),
    )


_lock = threading.Lock()
_latest = UUID(int=0)


def _following_id() -> UUID:
    # Two ids of the same millisecond are in no order; events of one transaction must be.
    global _latest  # noqa: PLW0603 -- the last id is a fact about this process
    with _lock:
        _latest = max(new_id(), UUID(int=_latest.int + 1))
        return _latest
