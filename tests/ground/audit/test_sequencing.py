import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, transaction

from kreishaus.ground.audit import actions, keys, queries
from kreishaus.ground.audit.engine.merkle import tree_root
from kreishaus.ground.audit.engine.notes import parse_checkpoint, parse_vkey
from kreishaus.ground.audit.engine.proofs import verify_consistency
from kreishaus.ground.audit.models import Checkpoint, Event, Log, Tile
from kreishaus.ground.authorities.authority import Authority
from tests.ground.audit.events import draft, recorded


def leaves() -> list[bytes]:
    return [bytes(leaf) for leaf in Event.objects.order_by("index").values_list("leaf_hash", flat=True)]


def indexes() -> list[int | None]:
    return sorted(Event.objects.values_list("index", flat=True), key=lambda index: -1 if index is None else index)


@pytest.mark.django_db
def test_events_get_dense_places_in_the_order_of_their_ids() -> None:
    events = recorded(5)

    assert actions.sequence() == 5

    assert [Event.objects.get(pk=event.pk).index for event in events] == [0, 1, 2, 3, 4]


@pytest.mark.django_db
def test_a_second_run_finds_nothing_and_signs_nothing() -> None:
    recorded(3)
    actions.sequence()

    assert actions.sequence() == 0

    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_an_empty_log_signs_nothing() -> None:
    assert actions.sequence() == 0
    assert not Checkpoint.objects.exists()


@pytest.mark.django_db
def test_an_event_with_an_older_id_that_was_committed_late_is_sequenced_behind() -> None:
    first, late, last = recorded(3)
    Event.objects.filter(pk=late.pk).delete()
    actions.sequence()
    late.save(force_insert=True)

    assert actions.sequence() == 1

    assert [Event.objects.get(pk=event.pk).index for event in (first, last, late)] == [0, 1, 2]
    assert queries.verify_log().is_whole


@pytest.mark.django_db
@pytest.mark.parametrize("counts", [(1,), (255, 1, 1), (256,), (257,), (300, 500), (1, 2, 3, 600)])
def test_the_checkpoint_signs_the_root_over_all_leaves(counts: tuple[int, ...]) -> None:
    for count in counts:
        recorded(count)
        actions.sequence(batch=200)

    latest = queries.latest_checkpoint()
    assert latest is not None
    opened = parse_checkpoint(parse_vkey(queries.verifier_key()).open_note(latest.note))
    assert (opened.origin, opened.size) == ("kreishaus/leer/audit", sum(counts))
    assert opened.root == bytes(latest.root) == tree_root(leaves())


@pytest.mark.django_db
def test_full_tiles_climb_to_the_level_above() -> None:
    recorded(600)
    actions.sequence()

    widths = {(tile.level, tile.number): len(tile.hashes) // 32 for tile in Tile.objects.all()}
    assert widths == {(0, 0): 256, (0, 1): 256, (0, 2): 88, (1, 0): 2}


@pytest.mark.django_db
def test_the_log_is_shown_to_have_only_grown() -> None:
    roots = {}
    for count in (3, 254, 100):
        recorded(count)
        actions.sequence()
        latest = queries.latest_checkpoint()
        assert latest is not None
        roots[latest.size] = bytes(latest.root)

    for first, second in ((3, 257), (257, 357), (3, 357)):
        verify_consistency(first, roots[first], second, roots[second], queries.consistency_proof(first, second))
    with pytest.raises(IndexError):
        queries.consistency_proof(3, 358)


@pytest.mark.django_db
def test_a_lost_key_is_never_replaced_quietly(authority: Authority) -> None:
    recorded(1)
    actions.sequence()
    (authority.folder / keys.KEY_FILE).unlink()
    recorded(1, start=1)

    with pytest.raises(keys.SigningKeyMissing, match="Datensicherung"):
        actions.sequence()

    assert Log.objects.get().size == 1


@pytest.mark.django_db(transaction=True)
def test_sequencing_inside_a_transaction_is_refused() -> None:
    with transaction.atomic():
        recorded(1)
        with pytest.raises(RuntimeError, match="durable"):
            actions.sequence()


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_never_enters_the_log() -> None:
    recorded(2)

    with transaction.atomic():
        recorded(5, start=2)
        transaction.set_rollback(True)

    assert actions.sequence() == 2
    assert queries.verify_log().is_whole


def together(work: Callable[[int], None], count: int) -> None:
    """Run the work in threads that start at the same instant; the first failure is raised."""
    start, failures = threading.Barrier(count), []

    def run(number: int) -> None:
        try:
            start.wait()
            work(number)
        except Exception as failure:  # noqa: BLE001 -- handed to the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.mark.django_db(transaction=True)
def test_writers_and_sequencers_at_once_leave_one_whole_log() -> None:
    def work(number: int) -> None:
        for step in range(10):
            if number % 2:
                actions.sequence(batch=7)
            else:
                with transaction.atomic():
                    actions.record_all([draft(number * 100 + step), draft(number * 100 + step + 50)])

    together(work, 8)
    actions.sequence()

    assert indexes() == list(range(80))
    report = queries.verify_log()
    assert (report.size, report.pending, report.findings) == (80, 0, [])
    sizes = list(Checkpoint.objects.order_by("size").values_list("size", flat=True))
    assert sizes[-1] == 80


@pytest.mark.django_db(transaction=True)
def test_two_first_sequencers_agree_on_one_key(authority: Authority) -> None:
    seen: list[str] = []
    together(lambda _: seen.append(queries.verifier_key()), 6)

    assert len(seen) == 6
    assert len(set(seen)) == 1
    assert (authority.folder / keys.KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [file.name for file in authority.folder.iterdir()] == [keys.KEY_FILE]


def test_ids_are_time_ordered_across_single_records() -> None:
    from kreishaus.ground.audit.actions.recording import _following_id

    ids = [_following_id() for _ in range(500)]

    assert ids == sorted(ids)
    assert len(set(ids)) == 500
    assert all(isinstance(each, UUID) and each.version == 7 for each in ids)
