import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from kreishaus.ground.authorities import databases, provision, registry
from kreishaus.ground.authorities.authority import Authority, InvalidAuthority
from kreishaus.ground.authorities.context import acting_for
from kreishaus.ground.authorities.provision import DatabaseUnreachable, Wish
from kreishaus.people.organisation.models import Office
from tests import postgres
from tests.conftest import left_out
from tests.ground.authorities.installation import Installation

pytestmark = pytest.mark.usefixtures("any_database")
UNREACHABLE = "postgresql://admin:streng-geheim@127.0.0.1:1/postgres?connect_timeout=2"


def a_wish(key: str = "wittmund", *, hosts: tuple[str, ...] = ("wittmund.example",)) -> Wish:
    return Wish(key=key, name="Landkreis Wittmund", hosts=hosts, public_url="https://wittmund.example")


def role_of(authority: Authority) -> psycopg.Connection[tuple[object, ...]]:
    """Log in to the server as the authority's own role."""
    described = authority.database
    return psycopg.connect(
        host=str(described["HOST"]),
        port=str(described["PORT"]),
        dbname=str(described["NAME"]),
        user=str(described["USER"]),
        password=str(described["PASSWORD"]),
    )


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Authority]:
    made = provision.create_authority(data_dir=tmp_path, wish=a_wish())
    yield made
    databases.forget(made)


def test_a_new_authority_is_listed_with_a_database_of_its_own(tmp_path: Path, county: Authority) -> None:
    assert registry.by_host(tmp_path, "wittmund.example") == county
    assert Path(str(county.database["NAME"])).is_file()
    with acting_for(county):
        assert Office.objects.count() == 0


def test_only_the_owner_enters_the_folder_of_an_authority(county: Authority) -> None:
    assert stat.S_IMODE(county.folder.stat().st_mode) == 0o700


def test_an_interrupted_creation_can_be_repeated(tmp_path: Path, county: Authority) -> None:
    registry.remove(tmp_path, county.key)

    again = provision.create_authority(data_dir=tmp_path, wish=a_wish())

    assert registry.authorities(tmp_path) == (again,)


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (a_wish("Wittmund!"), "kann kein Schlüssel sein"),
        (a_wish("friesland", hosts=()), "mindestens einen Rechnernamen"),
        (a_wish("friesland", hosts=("https://friesland.example",)), "kein Rechnername"),
        (a_wish("wittmund", hosts=("anders.example",)), "gibt es schon"),
        (a_wish("friesland", hosts=("WITTMUND.example",)), "gehört schon zu „wittmund“"),
    ],
)
def test_an_unusable_wish_is_refused_before_anything_is_made(
    tmp_path: Path, county: Authority, wish: Wish, message: str
) -> None:
    with pytest.raises(InvalidAuthority, match=message):
        provision.create_authority(data_dir=tmp_path, wish=wish)

    assert registry.authorities(tmp_path) == (county,)
    assert [path.name for path in (tmp_path / "authorities").iterdir()] == ["wittmund"]


def test_migrating_twice_changes_nothing(county: Authority) -> None:
    with acting_for(county):
        Office.objects.create(number="1", name="Amt")

    provision.migrate(county)

    with acting_for(county):
        assert Office.objects.count() == 1


def test_a_server_that_does_not_answer_is_explained_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="Bitte KREISHAUS_POSTGRES prüfen") as refused:
        provision.create_authority(data_dir=tmp_path, wish=a_wish(), postgres_url=UNREACHABLE)

    assert "streng-geheim" not in str(refused.value)
    assert registry.authorities(tmp_path) == ()


def test_an_address_that_is_none_is_explained(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="KREISHAUS_POSTGRES"):
        provision.create_authority(data_dir=tmp_path, wish=a_wish(), postgres_url="mein Server")


def test_dropping_a_schema_does_nothing_on_sqlite(county: Authority) -> None:
    provision.drop_schema("", county.key)

    assert Path(str(county.database["NAME"])).is_file()


@pytest.fixture
def server() -> str:
    if not postgres.server():
        left_out(f"PostgreSQL ({postgres.SERVER} is not set)")
    return postgres.server()


on_postgres = pytest.mark.parametrize("installation", ["postgresql"], indirect=True)


@on_postgres
def test_one_role_cannot_read_the_schema_of_another(both: Installation) -> None:
    leer, aurich = both.leer, both.aurich

    with role_of(leer) as own:
        assert own.execute("SELECT count(*) FROM organisation_office").fetchone() is not None
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            own.execute(f"SELECT count(*) FROM kreishaus_{aurich.key}.organisation_office")


@on_postgres
def test_one_role_cannot_become_another_nor_make_anything_outside(both: Installation) -> None:
    for forbidden in (
        f"SET ROLE kreishaus_{both.aurich.key}",
        "CREATE TABLE public.smuggled (id int)",
        "CREATE ROLE smuggler",
        f"CREATE TABLE kreishaus_{both.aurich.key}.smuggled (id int)",
    ):
        with role_of(both.leer) as own, pytest.raises(psycopg.errors.InsufficientPrivilege):
            own.execute(forbidden)


@on_postgres
def test_no_table_lies_outside_of_the_schemas(both: Installation) -> None:
    with psycopg.connect(both.server) as admin:
        owners = admin.execute(
            "SELECT DISTINCT schemaname FROM pg_tables WHERE tableowner = %s", [f"kreishaus_{both.leer.key}"]
        ).fetchall()

    assert owners == [(f"kreishaus_{both.leer.key}",)]


def test_schema_and_role_are_made_again_after_an_interruption_and_dropped_for_good(tmp_path: Path, server: str) -> None:
    key = f"wittmund_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{secrets.token_hex(4)}"
    wish = a_wish(key)
    try:
        first = provision.create_authority(data_dir=tmp_path, wish=wish, postgres_url=server)
        with acting_for(first):
            Office.objects.create(number="1", name="Amt")
        registry.remove(tmp_path, key)

        second = provision.create_authority(data_dir=tmp_path, wish=wish, postgres_url=server)

        # A new password was given; the new description is the one that is used.
        assert second.database["PASSWORD"] != first.database["PASSWORD"]
        assert connections[key].settings_dict["PASSWORD"] == second.database["PASSWORD"]
        with acting_for(second):
            assert Office.objects.count() == 1
        databases.forget(second)
    finally:
        provision.drop_schema(server, key)

    with psycopg.connect(server) as admin:
        name = f"kreishaus_{key}"
        assert admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None
        assert admin.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [name]).fetchone() is None


def test_encryption_asked_for_by_the_administrator_holds_for_the_authority(tmp_path: Path, server: str) -> None:
    key = f"jever_{secrets.token_hex(4)}"
    asked = f"{server}{'&' if '?' in server else '?'}sslmode=prefer"
    try:
        made = provision.create_authority(data_dir=tmp_path, wish=a_wish(key), postgres_url=asked)
        databases.forget(made)
    finally:
        provision.drop_schema(server, key)

    assert made.database["OPTIONS"] == {"sslmode": "prefer", "options": f"-c search_path=kreishaus_{key}"}
