"""Sequencing: committed events get their place in the tree, and the log signs its new state."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction

from kreishaus.ground.audit import keys
from kreishaus.ground.audit.engine import notes
from kreishaus.ground.audit.engine.merkle import frontier_at
from kreishaus.ground.audit.models import Checkpoint, Event, Log
from kreishaus.ground.audit.tiles import append_leaves, stored_subtrees

BATCH = 4096


def sequence(*, batch: int = BATCH) -> int:
    """Give every committed event without a place its place, and return how many there were.

    Runs after commit, never inside another transaction: a checkpoint that was signed and then
    rolled back would let the log say two things. Any number of processes may call it at once.

    :raises SigningKeyMissing: if the log has entries but its key is gone.
    """
    total = 0
    while done := _sequence_batch(batch):
        total += done
        if done < batch:
            break
    return total


def _sequence_batch(limit: int) -> int:
    # Without this look the idle worker would take the write lock each second.
    if not Event.objects.filter(index__isnull=True).exists():
        return 0
    with transaction.atomic(durable=True):
        log = _locked_log()
        # Not "newer than the last one": on PostgreSQL an older id may be committed later.
        pending = list(Event.objects.filter(index__isnull=True).order_by("id").values_list("id", "leaf_hash")[:limit])
        if not pending:
            return 0
        signer = keys.signer(may_create=log.size == 0)
        append_leaves(log.size, [bytes(leaf) for _, leaf in pending])
        _write_indexes([identifier for identifier, _ in pending], log.size)
        log.size += len(pending)
        log.save(update_fields=["size"])
        _sign(log.size, signer)
    return len(pending)


def _locked_log() -> Log:
    # SQLite: the transaction is IMMEDIATE, so we are alone. PostgreSQL: this row is the queue.
    Log.objects.bulk_create([Log()], ignore_conflicts=True)
    return Log.objects.select_for_update().get()


def _write_indexes(identifiers: Sequence[UUID], size: int) -> None:
    primary_key = Event._meta.pk  # noqa: SLF001 -- Django's documented way to its fields
    table, column = connection.ops.quote_name(Event._meta.db_table), connection.ops.quote_name("index")  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {column} = %s WHERE id = %s AND {column} IS NULL",  # noqa: S608 -- own names
            [
                (size + place, primary_key.get_db_prep_value(identifier, connection))
                for place, identifier in enumerate(identifiers)
            ],
        )


def _sign(size: int, signer: notes.Signer) -> None:
    root = frontier_at(size, stored_subtrees()).root()
    note = signer.sign(notes.Checkpoint(signer.name, size, root).text)
    # The one clock of the room: when the log signed is no fact that a caller could know.
    Checkpoint.objects.create(size=size, root=root, note=note, at=datetime.now(UTC))
