from datetime import UTC, datetime, timedelta

import pytest

from kreishaus.ground.audit.queries import history
from kreishaus.people.organisation.models import Office
from kreishaus.services.catalogue.actions import ServiceDraft, UnknownOffice, store_service, store_services
from kreishaus.services.catalogue.models import Service
from kreishaus.services.catalogue.queries import find_services

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOG = ServiceDraft(
    key="hundesteuer", name="Hund anmelden", summary="Melden Sie Ihren Hund an.", keywords=["Vierbeiner"]
)

pytestmark = pytest.mark.django_db


def test_a_service_is_stored_with_its_office() -> None:
    office = Office.objects.create(number="36", name="Straßenverkehrsamt")

    service = store_service(
        draft=ServiceDraft(key="parken", name="Bewohnerparkausweis", office="36"), actor="staff:meyer", at=NOON
    )

    assert Service.objects.get(key="parken") == service
    assert service.office == office


def test_storing_again_keeps_the_id_and_changes_the_text() -> None:
    first = store_service(draft=DOG, actor="staff:meyer", at=NOON)
    second = store_service(
        draft=ServiceDraft(key="hundesteuer", name="Hundesteuer"), actor="staff:meyer", at=NOON + timedelta(hours=1)
    )

    assert second.pk == first.pk
    assert [service.name for service in Service.objects.all()] == ["Hundesteuer"]
    assert Service.objects.get().updated_at == NOON + timedelta(hours=1)


def test_an_unknown_office_stores_nothing() -> None:
    with pytest.raises(UnknownOffice, match="99"):
        store_services(drafts=[DOG, ServiceDraft(key="x", name="X", office="99")], actor="staff:meyer", at=NOON)

    assert Service.objects.count() == 0


def test_what_is_no_longer_offered_is_not_found() -> None:
    store_service(draft=DOG, actor="staff:meyer", at=NOON)
    assert [found.service.key for found in find_services("Hund")] == ["hundesteuer"]

    store_service(
        draft=ServiceDraft(key="hundesteuer", name="Hund anmelden", active=False), actor="staff:meyer", at=NOON
    )

    assert find_services("Hund") == []


def test_every_change_is_in_the_log() -> None:
    store_service(draft=DOG, actor="staff:meyer", at=NOON)
    store_service(draft=DOG, actor="staff:janssen", at=NOON)

    assert [(event.verb, event.actor) for event in history("service:hundesteuer")] == [
        ("service.created", "staff:meyer"),
        ("service.updated", "staff:janssen"),
    ]


@pytest.mark.parametrize("count", [1, 50])
def test_storing_many_costs_the_same_number_of_queries(count: int, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    drafts = [ServiceDraft(key=f"dienst-{number}", name=f"Dienst {number}") for number in range(count)]

    with django_assert_max_num_queries(12):
        store_services(drafts=drafts, actor="system:demo", at=NOON)
