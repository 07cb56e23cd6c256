"""Finding code lists in the store."""

from datetime import UTC, datetime
from typing import Any

import pytest

from kreishaus.services.forms import queries
from kreishaus.services.forms.actions import import_code_list
from kreishaus.services.forms.codes import CodeTable, Reference
from kreishaus.services.forms.queries import code_lists as module
from tests.services.forms.codes.lists import PLACES_URN, many, places

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    module._tables.clear()


def stored(*tables: CodeTable) -> None:
    for table in tables:
        import_code_list(table=table, actor="staff:meyer", at=NOON)


def test_a_list_is_read_back_as_it_was() -> None:
    stored(places())

    assert queries.content_of(places().digest) == places()
    assert queries.content_of("0" * 64) is None


def test_a_list_in_memory_is_not_read_again(django_assert_num_queries: Any) -> None:
    stored(places())
    first = queries.content_of(places().digest)

    with django_assert_num_queries(0):
        assert queries.content_of(places().digest) is first


def test_memory_is_bounded() -> None:
    stored(*(many(2, str(number)) for number in range(70)))

    for number in range(70):
        queries.content_of(many(2, str(number)).digest)

    assert len(module._tables) == 64


def test_references_find_their_version_or_the_latest() -> None:
    stored(places("3"), places("14"), many(2))
    wanted = [Reference(urn=PLACES_URN), Reference(urn=PLACES_URN, version="3"), Reference(urn=PLACES_URN, version="4")]
    wanted += [Reference(uri="urn:de:kreishaus:liste:viele_1"), Reference(urn="urn:fehlt"), Reference(id="C1")]

    find = queries.resolver(wanted)

    assert [table.address if (table := find(one)) else None for one in wanted] == [
        f"{PLACES_URN}_14", f"{PLACES_URN}_3", None, "urn:de:kreishaus:liste:viele_1", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_many_references_cost_one_question(django_assert_num_queries: Any, count: int) -> None:
    stored(places())

    with django_assert_num_queries(1):
        queries.resolver([Reference(urn=f"urn:{number}") for number in range(count)])


def test_versions_are_listed_latest_first() -> None:
    stored(places("3"), places("14"))

    found = queries.versions_of([PLACES_URN, "urn:fehlt"])

    assert [one.version for one in found[PLACES_URN]] == ["14", "3"]
    assert set(found) == {PLACES_URN}


def test_only_a_digest_finds_what_was_frozen() -> None:
    stored(places())

    assert queries.frozen_list(Reference(urn=PLACES_URN, digest=places().digest)) == places()
    assert queries.frozen_list(Reference(urn=PLACES_URN)) is None


def test_the_list_of_lists_leaves_the_entries_in_the_database() -> None:
    stored(places(), many(3))

    found = list(queries.stored_lists())

    assert [(one.name, one.content.rows) for one in found] == [("Gemeinden", 8), ("Viele", 3)]
    assert found[0].content.get_deferred_fields() == {"data"}
    assert queries.code_list_or_none(found[0].pk) == found[0]
