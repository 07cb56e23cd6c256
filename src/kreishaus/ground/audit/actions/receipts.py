"""Receipts for people: the event, its proof and the signature of the authority in one file."""

from collections.abc import Mapping
from typing import Any

from kreishaus.ground.audit import keys
from kreishaus.ground.audit.actions.sequencing import sequence
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.ground.audit.engine.leaves import Content
from kreishaus.ground.audit.engine.receipts import Entry, compose_receipt
from kreishaus.ground.audit.models import Event
from kreishaus.ground.audit.queries.proofs import inclusion_proof
from kreishaus.ground.authorities.context import current


class EventErased(Exception):
    """The content of the event was lawfully erased, so no receipt can disclose it."""


def receipt_for(event: Event, *, title: str, details: Mapping[str, JSON]) -> dict[str, Any]:
    """Return the receipt of a committed event, the same one each time it is asked for.

    Sequences the log first if the event has no place yet. `engine.receipts.render_receipt` makes
    the text of the file from it, `engine.receipts.verify_receipt` checks either.

    :raises EventErased: if the content of the event was erased.
    :raises NotCanonical: if the details are not plain JSON with whole numbers.
    """
    if event.index is None:
        sequence()
    event.refresh_from_db()
    if event.salt is None:
        raise EventErased(str(event.pk))
    entry = Entry(
        identifier=event.id,
        at=event.at,
        verb=event.verb,
        content=Content(event.subject, event.actor, event.on_behalf, event.reason, event.data),
        salt=bytes(event.salt),
    )
    authority = current()
    return compose_receipt(
        title=title,
        details=details,
        authority=(authority.key, authority.name),
        entry=entry,
        place=inclusion_proof(event),
        signer=keys.signer(may_create=False),
    )
