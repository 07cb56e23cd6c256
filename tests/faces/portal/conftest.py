"""The county that the citizen of these tests visits: two services with forms, and the one for everything else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache

from kreishaus.people.organisation.models import Office
from kreishaus.project.demo.services import publish_package
from tests.factories.organisation import an_office
from tests.factories.records import a_position

from .visiting import Visitor

PACKAGES = Path(__file__).resolve().parents[3] / "demo" / "services"


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


@pytest.fixture
def visitor() -> Visitor:
    """Return a citizen with a fresh browser."""
    return Visitor()


@pytest.fixture
def order_office(db: None) -> Office:
    """Return the Ordnungsamt, which grants hunting licences."""
    return an_office("32", "Ordnungsamt")


@pytest.fixture
def hunting(order_office: Office) -> None:
    """Offer the hunting licence."""
    a_position("32.17", "Jagdscheine")
    _publish("jagdschein")


@pytest.fixture
def plates(db: None) -> None:
    """Offer the reservation of a plate, decided at once by the program."""
    an_office("36", "Straßenverkehrsamt")
    a_position("36.12", "Wunschkennzeichen")
    _publish("wunschkennzeichen")


@pytest.fixture
def anything(db: None) -> None:
    """Offer the form for everything that has none of its own."""
    an_office("10", "Hauptamt")
    a_position("10.31", "Allgemeine Anträge")
    _publish("allgemeiner-antrag")


def _publish(key: str) -> None:
    publish_package(PACKAGES / key, at=datetime(2026, 1, 2, 9, 0, tzinfo=UTC))
