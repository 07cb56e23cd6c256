from datetime import UTC, datetime

import pytest

from kreishaus.services.catalogue.actions import ServiceDraft, store_services
from kreishaus.services.catalogue.queries import by_life_situation, find_services, popular, service_by_key

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SERVICES = (
    ServiceDraft(
        key="jagdschein",
        name="Jagdschein beantragen",
        keywords=["Jägerprüfung"],
        life_situation="Freizeit",
        popularity=5,
    ),
    ServiceDraft(
        key="kennzeichen",
        name="Wunschkennzeichen reservieren",
        keywords=["Nummernschild"],
        life_situation="Fahrzeug",
        popularity=90,
    ),
    ServiceDraft(key="parken", name="Bewohnerparkausweis", summary="Parken vor der eigenen Tür.", popularity=40),
    ServiceDraft(key="alt", name="Alte Leistung", active=False),
    ServiceDraft(
        key="personalausweis",
        name="Personalausweis",
        redirect={"name": "Ihre Gemeinde", "url": "https://gemeinde.example", "reason": "Das macht die Gemeinde."},
    ),
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue() -> None:
    store_services(drafts=SERVICES, actor="system:demo", at=NOON)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("Jagdschein", "jagdschein"),
        ("jagdscheine", "jagdschein"),
        ("Jagtschein", "jagdschein"),
        ("Jägerprüfung", "jagdschein"),
        ("Jaegerpruefung", "jagdschein"),
        ("Nummernschild", "kennzeichen"),
        ("numernschild", "kennzeichen"),
        ("wunschken", "kennzeichen"),
        ("parken", "parken"),
    ],
)
def test_services_are_found_by_forgiving_words(query: str, key: str) -> None:
    assert find_services(query)[0].service.key == key


@pytest.mark.parametrize("query", ["", "  ", "Quantenphysik", "xy"])
def test_nothing_is_made_up(query: str) -> None:
    assert find_services(query) == []


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("Jagdschein", "Treffer im Namen"),
        ("Nummernschild", "auch bekannt als „Nummernschild“"),
        ("numernschild", "ähnlich: „Nummernschild“"),
        ("eigenen Tür", "Treffer in der Beschreibung"),
    ],
)
def test_every_hit_says_why(query: str, reason: str) -> None:
    assert find_services(query)[0].reason == reason


def test_the_most_used_services_come_first() -> None:
    assert [service.key for service in popular(2)] == ["kennzeichen", "parken"]


def test_services_are_grouped_by_life_situation() -> None:
    groups = {name: [service.key for service in services] for name, services in by_life_situation().items()}

    assert groups == {
        "": ["parken", "personalausweis"],
        "Fahrzeug": ["kennzeichen"],
        "Freizeit": ["jagdschein"],
    }


def test_a_service_of_somebody_else_says_whose() -> None:
    service = service_by_key("personalausweis")

    assert service is not None
    assert service.redirect == {
        "name": "Ihre Gemeinde",
        "url": "https://gemeinde.example",
        "reason": "Das macht die Gemeinde.",
    }


@pytest.mark.parametrize("key", ["alt", "gibt-es-nicht"])
def test_hidden_and_unknown_services_look_the_same(key: str) -> None:
    assert service_by_key(key) is None
