import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from kreishaus.base.durations import parse_duration
from kreishaus.services.booking.actions import AlreadyClaimed, NotClaimed, claim, keep, release, release_expired
from kreishaus.services.booking.models import Claim
from kreishaus.services.booking.queries import claim_on, taken

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLATE = {"register": "kennzeichen", "key": "LER-AB 123"}
HOLD = parse_duration("P90D")


@pytest.mark.django_db
def test_a_free_entry_is_claimed_for_a_while() -> None:
    claimed = claim(**PLATE, holder="application:1", at=NOON, hold=HOLD)

    assert claimed.expires_at == NOON + timedelta(days=90)
    assert claim_on(**PLATE, at=NOON) == claimed


@pytest.mark.django_db
def test_an_entry_is_given_to_one_person_only() -> None:
    claim(**PLATE, holder="application:1", at=NOON, hold=HOLD)

    with pytest.raises(AlreadyClaimed, match="LER-AB 123"):
        claim(**PLATE, holder="application:2", at=NOON, hold=HOLD)

    assert [row.holder for row in Claim.objects.all()] == ["application:1"]


@pytest.mark.django_db
def test_the_surrounding_transaction_survives_a_refused_claim() -> None:
    claim(**PLATE, holder="application:1", at=NOON, hold=HOLD)

    with transaction.atomic():
        with pytest.raises(AlreadyClaimed):
            claim(**PLATE, holder="application:2", at=NOON, hold=HOLD)
        claim(register="kennzeichen", key="LER-AB 124", holder="application:2", at=NOON, hold=HOLD)

    assert taken(register="kennzeichen", keys=["LER-AB 123", "LER-AB 124", "LER-AB 125"], at=NOON) == {
        "LER-AB 123",
        "LER-AB 124",
    }


@pytest.mark.django_db
def test_claiming_twice_is_one_claim() -> None:
    first = claim(**PLATE, holder="application:1", at=NOON, hold=HOLD)
    second = claim(**PLATE, holder="application:1", at=NOON + timedelta(seconds=1), hold=HOLD)

    assert second == first
    assert second.expires_at == first.expires_at


@pytest.mark.django_db
def test_an_expired_claim_makes_way_at_once() -> None:
    claim(**PLATE, holder="application:1", at=NOON, hold=parse_duration("PT30M"))
    later = NOON + timedelta(minutes=30)

    assert taken(register="kennzeichen", keys=[PLATE["key"]], at=later) == frozenset()
    second = claim(**PLATE, holder="application:2", at=later, hold=HOLD)

    assert claim_on(**PLATE, at=later) == second
    assert Claim.objects.get(holder="application:1").released_at == later


@pytest.mark.django_db
def test_expired_claims_are_cleaned_up() -> None:
    claim(**PLATE, holder="application:1", at=NOON, hold=parse_duration("PT30M"))
    claim(register="kennzeichen", key="LER-X 1", holder="application:2", at=NOON, hold=None)

    assert release_expired(at=NOON + timedelta(hours=1)) == 1
    assert release_expired(at=NOON + timedelta(hours=1)) == 0
    assert Claim.objects.get(released_at=None).key == "LER-X 1"


@pytest.mark.django_db
def test_a_claim_that_is_kept_never_expires() -> None:
    claim(**PLATE, holder="application:1", at=NOON, hold=HOLD)

    keep(**PLATE, holder="application:1", at=NOON, actor="staff:meyer")

    assert release_expired(at=NOON + timedelta(days=1000)) == 0
    assert taken(register="kennzeichen", keys=[PLATE["key"]], at=NOON + timedelta(days=1000)) == {PLATE["key"]}


@pytest.mark.django_db
def test_an_expired_claim_cannot_be_kept() -> None:
    claim(**PLATE, holder="application:1", at=NOON, hold=HOLD)

    with pytest.raises(NotClaimed):
        keep(**PLATE, holder="application:1", at=NOON + timedelta(days=91), actor="staff:meyer")


@pytest.mark.django_db
def test_only_the_holder_can_release() -> None:
    claim(**PLATE, holder="application:1", at=NOON, hold=HOLD)

    with pytest.raises(NotClaimed):
        release(**PLATE, holder="application:2", at=NOON, actor="staff:meyer")
    release(**PLATE, holder="application:1", at=NOON, actor="staff:meyer")

    assert claim_on(**PLATE, at=NOON) is None


@pytest.mark.django_db(transaction=True)
def test_of_many_people_in_the_same_moment_exactly_one_wins() -> None:
    people = 8
    start = threading.Barrier(people)
    outcomes: list[str] = []

    def try_it(number: int) -> None:
        try:
            start.wait()
            claim(**PLATE, holder=f"application:{number}", at=NOON, hold=HOLD)
            outcomes.append("won")
        except AlreadyClaimed:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused"] * (people - 1) + ["won"]
    assert Claim.objects.filter(released_at=None).count() == 1
