from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given

from kreishaus.ground.audit.engine.canonical import NotCanonical, canonical_json
from kreishaus.ground.audit.engine.leaves import Content, digests, instant, leaf_of
from kreishaus.ground.audit.engine.merkle import leaf_hash
from tests.ground.audit.engine.test_canonical import TEXT

SALT = bytes(range(32))
CLOSED = Content(subject="case:32-17-2026-0001", actor="staff:meyer", data={"title": "Führungszeugnis"})
IDENTIFIER = UUID("0193589e-0000-7000-8000-000000000001")


@given(TEXT)
def test_a_leaf_is_the_hash_of_canonical_json(verb: str) -> None:
    digested = digests(CLOSED, SALT)
    members = {
        "id": str(IDENTIFIER),
        "at": "2026-11-23T14:56:00.000000Z",
        "verb": verb,
        "subject": digested.subject.hex(),
        "content": digested.content.hex(),
    }

    leaf = leaf_of(identifier=IDENTIFIER, at="2026-11-23T14:56:00.000000Z", verb=verb, digested=digested)

    assert leaf == leaf_hash(canonical_json(members))


def test_the_digests_are_those_of_the_documented_rule() -> None:
    digested = digests(CLOSED, SALT)

    told = '{"actor":"staff:meyer","data":{"title":"Führungszeugnis"},"on_behalf":"","reason":""}'
    assert digested.content == sha256(SALT + told.encode()).digest()
    assert digested.subject == sha256(SALT + b'"case:32-17-2026-0001"').digest()


def test_the_same_content_with_another_salt_looks_different() -> None:
    one, other = digests(CLOSED, SALT), digests(CLOSED, bytes(32))

    assert one.content != other.content
    assert one.subject != other.subject


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(NotCanonical):
        digests(CLOSED, b"short")


def test_an_instant_has_one_spelling_in_every_time_zone() -> None:
    noon = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)

    assert instant(noon) == "2026-07-01T12:00:00.000000Z"
    assert instant(noon.astimezone(timezone(timedelta(hours=2)))) == instant(noon)


def test_an_instant_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 7, 1, 12, 0))  # noqa: DTZ001 -- the point of the test
