import pytest
from django.db.models import F

from kreishaus.ground.audit import actions, keys, queries
from kreishaus.ground.audit.enums import Fault
from kreishaus.ground.audit.models import Checkpoint, Event, Log, Tile
from kreishaus.ground.audit.queries import Finding
from tests.ground.audit.events import recorded

pytestmark = pytest.mark.django_db
SIZE = 600


@pytest.fixture(autouse=True)
def log() -> list[Event]:
    events = []
    for start in range(0, SIZE, 100):
        events += recorded(100, start=start)
        actions.sequence()
    return events


def findings() -> list[Finding]:
    return queries.verify_log().findings


def faults() -> set[tuple[Fault, int | None]]:
    return {(finding.fault, finding.index) for finding in findings()}


def flip(packed: bytes, place: int) -> bytes:
    changed = bytearray(packed)
    changed[place] ^= 1
    return bytes(changed)


def test_an_untouched_log_is_whole() -> None:
    recorded(2, start=SIZE)

    report = queries.verify_log()

    assert report.is_whole
    assert (report.size, report.pending, report.checkpoints, report.erased) == (SIZE, 2, 6, 0)


def test_an_empty_log_is_whole() -> None:
    for model in (Event, Tile, Checkpoint, Log):
        model.objects.all().delete()

    assert queries.verify_log().is_whole


@pytest.mark.parametrize("index", [0, 255, 256, 511, 599])
@pytest.mark.parametrize(
    "change",
    [
        {"actor": "staff:janssen"},
        {"data": {"document": 7}},
        {"verb": "document.destroyed"},
        {"subject": "case:another"},
        {"reason": "nachgetragen"},
        {"leaf_hash": bytes(32)},
        {"content_digest": bytes(32)},
        {"salt": bytes(32)},
        {"salt": b"short"},
    ],
    ids="-".join,
)
def test_a_changed_event_is_named(index: int, change: dict[str, object]) -> None:
    Event.objects.filter(index=index).update(**change)

    assert faults() == {(Fault.EVENT_CHANGED, index)}
    assert f"Nr. {index + 1} " in findings()[0].message


def test_a_changed_instant_is_named() -> None:
    Event.objects.filter(index=5).update(at=F("at") + (recorded(2)[1].at - recorded(1)[0].at))

    assert (Fault.EVENT_CHANGED, 5) in faults()


@pytest.mark.parametrize("index", [0, 300, 599])
def test_a_missing_event_is_named(index: int) -> None:
    Event.objects.filter(index=index).delete()

    assert faults() == {(Fault.EVENT_MISSING, index)}


def test_two_events_that_changed_places_are_named() -> None:
    Event.objects.filter(index=10).update(index=10_000_000)
    Event.objects.filter(index=11).update(index=10)
    Event.objects.filter(index=10_000_000).update(index=11)

    assert faults() == {(Fault.EVENT_CHANGED, 10), (Fault.EVENT_CHANGED, 11)}


@pytest.mark.parametrize(("level", "number"), [(0, 0), (0, 1), (0, 2), (1, 0)])
def test_a_changed_tile_is_named_and_no_event_blamed(level: int, number: int) -> None:
    tile = Tile.objects.get(level=level, number=number)
    Tile.objects.filter(pk=tile.pk).update(hashes=flip(bytes(tile.hashes), 40))

    found = findings()

    assert {finding.fault for finding in found} == {Fault.TILE_CHANGED}
    assert f"Die Kachel {level}/{number} wurde verändert." in [finding.message for finding in found]


@pytest.mark.parametrize(("level", "number"), [(0, 0), (0, 2), (1, 0)])
def test_a_missing_tile_is_named_and_no_event_blamed(level: int, number: int) -> None:
    Tile.objects.filter(level=level, number=number).delete()

    assert [finding.message for finding in findings()] == [f"Die Kachel {level}/{number} fehlt."]


def test_an_event_rewritten_with_its_tiles_contradicts_the_checkpoints() -> None:
    event = Event.objects.get(index=250)
    Event.objects.filter(index=250).delete()
    forged = actions.record(subject=event.subject, verb="document.approved", actor="staff:janssen", at=event.at)
    Event.objects.filter(pk=forged.pk).update(index=250)
    for level in (0, 1):
        Tile.objects.filter(level=level).delete()
    rebuild_tiles()

    assert faults() == {(Fault.CHECKPOINT_WRONG, size - 1) for size in (300, 400, 500, 600)}


def rebuild_tiles() -> None:
    from kreishaus.ground.audit.tiles import append_leaves

    append_leaves(0, [bytes(leaf) for leaf in Event.objects.order_by("index").values_list("leaf_hash", flat=True)])


@pytest.mark.parametrize("change", [{"root": bytes(32)}, {"note": "nonsense"}])
def test_a_changed_checkpoint_is_named(change: dict[str, object]) -> None:
    Checkpoint.objects.filter(size=200).update(**change)

    assert [finding.message for finding in findings()] == [
        "Der Prüfpunkt mit 200 Einträgen ist nicht gültig unterschrieben."
    ]


def test_a_checkpoint_of_another_size_does_not_pass_for_this_one() -> None:
    Checkpoint.objects.filter(size=200).update(note=Checkpoint.objects.get(size=300).note)

    assert faults() == {(Fault.CHECKPOINT_WRONG, 199)}


def test_a_missing_last_checkpoint_is_noticed() -> None:
    Checkpoint.objects.filter(size=SIZE).delete()

    assert faults() == {(Fault.CHECKPOINT_MISSING, None)}


def test_a_log_cut_off_at_its_end_is_noticed() -> None:
    Log.objects.update(size=500)

    assert faults() == {(Fault.LOG_SHORTENED, None), (Fault.EVENT_SURPLUS, 599)}


def test_a_log_cut_off_without_a_trace_contradicts_a_witness() -> None:
    witnessed = Checkpoint.objects.get(size=SIZE).note
    assert queries.verify_log(witnessed=[witnessed, Checkpoint.objects.get(size=300).note]).is_whole
    Event.objects.filter(index__gte=500).delete()
    Checkpoint.objects.filter(size__gt=500).delete()
    Tile.objects.all().delete()
    Log.objects.update(size=500)
    rebuild_tiles()
    assert queries.verify_log().is_whole

    report = queries.verify_log(witnessed=[witnessed])

    assert [finding.fault for finding in report.findings] == [Fault.LOG_SHORTENED]


def test_a_witness_of_another_log_is_refused() -> None:
    report = queries.verify_log(witnessed=["nonsense"])

    assert [finding.fault for finding in report.findings] == [Fault.CHECKPOINT_WRONG]


def test_a_waiting_event_that_was_changed_is_named() -> None:
    event = recorded(1, start=SIZE)[0]
    Event.objects.filter(pk=event.pk).update(actor="staff:janssen")

    assert [finding.fault for finding in findings()] == [Fault.EVENT_CHANGED]


def test_a_check_without_the_key_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    from kreishaus.ground.authorities.context import current

    (current().folder / keys.KEY_FILE).unlink()

    with pytest.raises(keys.SigningKeyMissing):
        queries.verify_log()
