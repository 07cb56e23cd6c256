"""The rounds of the guard over the log itself: each kind of damage is made behind the system's back."""

from datetime import timedelta

import pytest

from kreishaus.ground.audit import actions, keys, queries, witness
from kreishaus.ground.audit.enums import Beat, Fault
from kreishaus.ground.audit.models import Alarm, Checkpoint, Event, Log, Tile
from kreishaus.ground.authorities.context import current
from tests.ground.audit.events import NOON, recorded
from tests.ground.audit.test_checking import flip, rebuild_tiles

pytestmark = pytest.mark.django_db
SIZE = 600


@pytest.fixture(autouse=True)
def log() -> None:
    # No such cases exist: these events are about something that no room keeps.
    for start in range(0, SIZE, 100):
        actions.record_all(
            [
                actions.EventDraft(
                    subject=f"thing:{number}", verb="thing.seen", actor="staff:meyer", at=NOON, data={"n": number}
                )
                for number in range(start, start + 100)
            ]
        )
        actions.sequence()
    assert patrol() == set()


def patrol(minutes: int = 0) -> set[str]:
    actions.patrol(at=NOON + timedelta(minutes=minutes), seconds=60)
    return set(queries.open_alarms().values_list("fault", flat=True))


@pytest.mark.parametrize("index", [0, 255, 256, 599])
def test_a_changed_event_raises_one_alarm_that_names_it(index: int) -> None:
    Event.objects.filter(index=index).update(actor="staff:janssen")

    assert patrol() == {Fault.EVENT_CHANGED}
    assert f"Nr. {index + 1} (thing.seen thing:{index}" in queries.open_alarms().get().message


@pytest.mark.parametrize("index", [0, 300, 599])
def test_a_missing_event_raises_an_alarm(index: int) -> None:
    Event.objects.filter(index=index).delete()

    assert patrol() == {Fault.EVENT_MISSING}
    assert queries.open_alarms().get().message == f"Das Ereignis Nr. {index + 1} fehlt."


@pytest.mark.parametrize(("level", "number"), [(0, 0), (0, 1), (0, 2), (1, 0)])
def test_a_changed_tile_raises_an_alarm_and_blames_no_event(level: int, number: int) -> None:
    tile = Tile.objects.get(level=level, number=number)
    Tile.objects.filter(pk=tile.pk).update(hashes=flip(bytes(tile.hashes), 40))

    assert Fault.TILE_CHANGED in patrol()
    assert not {Fault.EVENT_CHANGED, Fault.EVENT_MISSING} & patrol()


@pytest.mark.parametrize(("level", "number"), [(0, 0), (0, 2), (1, 0)])
def test_a_missing_tile_raises_an_alarm(level: int, number: int) -> None:
    Tile.objects.filter(level=level, number=number).delete()

    assert patrol() == {Fault.TILE_MISSING}


@pytest.mark.parametrize("size", [100, 300, SIZE])
def test_a_missing_checkpoint_raises_an_alarm(size: int) -> None:
    Checkpoint.objects.filter(size=size).delete()

    assert Fault.CHECKPOINT_MISSING in patrol()


@pytest.mark.parametrize("size", [200, SIZE])
@pytest.mark.parametrize("change", [{"root": bytes(32)}, {"note": "nonsense"}])
def test_a_changed_checkpoint_raises_an_alarm(size: int, change: dict[str, object]) -> None:
    Checkpoint.objects.filter(size=size).update(**change)

    assert Fault.CHECKPOINT_WRONG in patrol()


def test_an_event_rewritten_together_with_its_tiles_raises_an_alarm() -> None:
    event = Event.objects.get(index=250)
    Event.objects.filter(index=250).delete()
    forged = actions.record(subject=event.subject, verb="thing.lost", actor="staff:janssen", at=event.at)
    Event.objects.filter(pk=forged.pk).update(index=250)
    Tile.objects.all().delete()
    rebuild_tiles()

    assert Fault.CHECKPOINT_WRONG in patrol()


def test_a_log_cut_off_with_all_its_traces_contradicts_the_witness_outside_the_database() -> None:
    Event.objects.filter(index__gte=500).delete()
    Checkpoint.objects.filter(size__gt=500).delete()
    Tile.objects.all().delete()
    Log.objects.update(size=500)
    rebuild_tiles()

    assert {Fault.LOG_SHORTENED, Fault.CHECKPOINT_MISSING} == patrol()


def test_a_forged_witness_raises_an_alarm() -> None:
    (current().folder / witness.WITNESS_FILE).write_text("nonsense")

    assert patrol() == {Fault.CHECKPOINT_WRONG}


def test_a_waiting_event_that_was_changed_raises_an_alarm() -> None:
    event = recorded(1)[0]
    Event.objects.filter(pk=event.pk).update(actor="staff:janssen")

    assert patrol() == {Fault.EVENT_CHANGED}


def test_the_same_damage_raises_one_alarm_and_a_mended_one_ends_it() -> None:
    before = Event.objects.get(index=7)
    Event.objects.filter(index=7).update(actor="staff:janssen")
    patrol(1)
    patrol(2)
    assert Alarm.objects.count() == 1

    Event.objects.filter(index=7).update(actor=before.actor)

    assert patrol(3) == set()
    assert [event.verb for event in queries.history(f"alarm:{Alarm.objects.get().pk}")] == [
        "alarm.raised",
        "alarm.healed",
    ]


def test_an_acknowledged_alarm_waits_for_nobody_and_comes_not_back() -> None:
    Event.objects.filter(index=7).delete()
    patrol(1)
    alarm = queries.open_alarms().get()

    actions.acknowledge(alarm.pk, actor="staff:meyer", reason="Sicherung vom 12. eingespielt", at=NOON)

    assert patrol(2) == set()
    assert Alarm.objects.get().reason == "Sicherung vom 12. eingespielt"
    with pytest.raises(actions.AlreadyAcknowledged):
        actions.acknowledge(alarm.pk, actor="staff:janssen", reason="noch einmal", at=NOON)


def test_an_alarm_is_not_acknowledged_without_a_reason() -> None:
    Event.objects.filter(index=7).delete()
    patrol(1)

    with pytest.raises(actions.ReasonMissing):
        actions.acknowledge(queries.open_alarms().get().pk, actor="staff:meyer", reason=" ", at=NOON)

    assert queries.open_alarm_count() == 1


def test_a_short_patrol_goes_on_where_the_last_one_stopped() -> None:
    actions.record_all(
        [
            actions.EventDraft(subject=f"thing:{number}", verb="thing.seen", actor="staff:meyer", at=NOON)
            for number in range(4000)
        ]
    )
    actions.sequence()
    patrol(1)
    actions.begin_all_rounds(at=NOON + timedelta(minutes=2))
    Event.objects.filter(index=3000).update(actor="staff:janssen")

    actions.patrol(at=NOON + timedelta(minutes=2), seconds=-1)
    first = queries.rounds()[Beat.EVENTS]
    assert (first.position, first.checked, queries.open_alarm_count()) == ("2048", 2048, 0)
    assert not actions.are_all_rounds_done(since=NOON + timedelta(minutes=2))
    actions.patrol(at=NOON + timedelta(minutes=3), seconds=-1)
    actions.patrol(at=NOON + timedelta(minutes=4), seconds=-1)

    assert queries.open_alarm_count() == 1
    assert actions.are_all_rounds_done(since=NOON + timedelta(minutes=2))


def test_an_empty_log_raises_no_alarm_and_a_lost_key_is_told() -> None:
    (current().folder / keys.KEY_FILE).unlink()
    with pytest.raises(keys.SigningKeyMissing):
        patrol()

    for model in (Event, Tile, Checkpoint, Log):
        model.objects.all().delete()
    (current().folder / witness.WITNESS_FILE).unlink()
    queries.Patrol.objects.all().delete()
    assert patrol() == set()
