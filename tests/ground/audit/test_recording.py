from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from kreishaus.ground.audit import actions
from kreishaus.ground.audit.engine.canonical import NotCanonical
from kreishaus.ground.audit.engine.leaves import Content, Digests, digests, instant, leaf_of
from kreishaus.ground.audit.models import Event
from tests.ground.audit.events import NOON, draft, recorded

pytestmark = pytest.mark.django_db


def test_an_event_is_kept_as_it_was_told_and_has_no_place_yet() -> None:
    event = actions.record(
        subject="case:32-17-2026-0001",
        verb="case.closed",
        actor="staff:meyer",
        at=NOON,
        data={"documents": 3},
        on_behalf="staff:janssen",
        reason="Urlaub",
    )

    kept = Event.objects.get()
    assert kept.pk == event.pk
    assert (kept.subject, kept.verb, kept.actor) == ("case:32-17-2026-0001", "case.closed", "staff:meyer")
    assert (kept.on_behalf, kept.reason, kept.at, kept.data) == ("staff:janssen", "Urlaub", NOON, {"documents": 3})
    assert kept.index is None


def test_the_leaf_is_that_of_the_content() -> None:
    actions.record(subject="case:1", verb="case.closed", actor="staff:meyer", at=NOON, data={"b": [1, None], "a": "ß"})

    kept = Event.objects.get()
    digested = digests(Content("case:1", "staff:meyer", data={"a": "ß", "b": [1, None]}), bytes(kept.salt or b""))
    assert Digests(bytes(kept.subject_digest), bytes(kept.content_digest)) == digested
    assert bytes(kept.leaf_hash) == leaf_of(identifier=kept.pk, at=instant(NOON), verb="case.closed", digested=digested)


def test_many_events_are_one_insert(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with transaction.atomic(), django_assert_num_queries(1):  # type: ignore[operator]
        recorded(30)

    assert Event.objects.count() == 30


def test_no_events_are_no_insert(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert actions.record_all([]) == []


def test_events_of_one_instant_stay_in_the_order_in_which_they_were_told() -> None:
    first = actions.record_all([draft(1), draft(2), draft(3)])
    events = [*first, actions.record(subject="case:4", verb="a", actor="system:test", at=NOON)]

    assert [event.pk for event in events] == list(Event.objects.order_by("id").values_list("pk", flat=True))


def test_a_fraction_in_the_data_is_refused_before_anything_is_written() -> None:
    with pytest.raises(NotCanonical):
        actions.record(subject="case:1", verb="fee.set", actor="system:test", at=NOON, data={"euro": 30.7})  # type: ignore[dict-item]

    assert not Event.objects.exists()


def test_an_instant_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        actions.record(subject="case:1", verb="a", actor="system:test", at=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    "change", [{"leaf_hash": b"short"}, {"salt": None}, {"subject_digest": b""}, {"content_digest": b"x" * 33}]
)
def test_the_database_refuses_a_half_erased_or_misshapen_event(change: dict[str, object]) -> None:
    recorded(1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(**change)


def test_the_database_refuses_two_events_at_one_place() -> None:
    recorded(2)

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(index=0)
