"""Two authorities that are really there: each with its own database, made the way an operator makes them."""

import os
import secrets
from collections.abc import Iterator

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker, Settings

from kreishaus.ground.authorities import databases, provision
from kreishaus.ground.authorities.authority import Authority
from tests import postgres
from tests.conftest import left_out
from tests.ground.authorities.installation import Installation


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def installation(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Installation]:
    """Create both authorities once for all tests of this folder."""
    server = postgres.server() if request.param == "postgresql" else ""
    if request.param == "postgresql" and not server:
        left_out(f"PostgreSQL ({postgres.SERVER} is not set)")
    data_dir = tmp_path_factory.mktemp("installation")
    # Several workers of the suite share one PostgreSQL server.
    mark = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{secrets.token_hex(4)}"
    made: list[Authority] = []
    with django_db_blocker.unblock():
        try:
            for name in ("leer", "aurich"):
                wish = provision.Wish(
                    key=f"{name}_{mark}", name=f"Landkreis {name.capitalize()}", hosts=[f"{name}.example"]
                )
                made.append(provision.create_authority(data_dir=data_dir, wish=wish, postgres_url=server))
            yield Installation(data_dir, server, *made)
        finally:
            for authority in made:
                databases.forget(authority)
                provision.drop_schema(server, authority.key)


@pytest.fixture
def both(installation: Installation, settings: Settings, django_db_blocker: DjangoDbBlocker) -> Iterator[Installation]:
    """Serve both authorities from this process, with real transactions; rows stay for the next test."""
    settings.DATA_DIR = installation.data_dir
    with django_db_blocker.unblock():
        for authority in (installation.leer, installation.aurich):
            databases.connect(authority)
        yield installation
        for authority in (installation.leer, installation.aurich):
            connections[authority.database_alias].close()


@pytest.fixture
def any_database(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Allow connections to databases that the suite does not know."""
    with django_db_blocker.unblock():
        yield
