"""Proofs from the stored tree: an event is in the log, and the log only ever grew."""

from kreishaus.ground.audit import keys
from kreishaus.ground.audit.engine import proofs
from kreishaus.ground.audit.engine.receipts import Place
from kreishaus.ground.audit.models import Checkpoint, Event, Log
from kreishaus.ground.audit.tiles import stored_subtrees


class NotSequenced(Exception):
    """The event has no place in the log yet; `actions.sequence` gives it one."""


def inclusion_proof(event: Event) -> Place:
    """Return the place of an event with the path to the root of the first checkpoint over it.

    :raises NotSequenced: if the event has no place yet.
    """
    index = event.index
    if index is None:
        raise NotSequenced(str(event.pk))
    # The first one, not the latest: the same event gets the same proof for ever.
    checkpoint = Checkpoint.objects.filter(size__gt=index).order_by("size").first()
    if checkpoint is None:
        raise NotSequenced(str(event.pk))
    path = proofs.inclusion_proof(index, checkpoint.size, stored_subtrees())
    return Place(index=index, path=path, checkpoint=checkpoint.note)


def consistency_proof(first: int, second: int) -> list[bytes]:
    """Return the hashes that show that the log of `second` entries continues that of `first`.

    :raises IndexError: unless 0 <= first <= second <= size of the log.
    """
    size = Log.objects.values_list("size", flat=True).first() or 0
    if second > size:
        raise IndexError(f"{second} of {size} entries")
    return proofs.consistency_proof(first, second, stored_subtrees())


def latest_checkpoint() -> Checkpoint | None:
    """Return the newest signed state of the log, or None while it is empty."""
    return Checkpoint.objects.order_by("-size").first()


def verifier_key() -> str:
    """Return the public key of the current authority's log as one line (signed-note vkey).

    :raises SigningKeyMissing: if the log has entries but its key is gone.
    """
    return keys.signer(may_create=not Log.objects.filter(size__gt=0).exists()).verifier.vkey
