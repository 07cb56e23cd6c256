import dataclasses
import sqlite3
import threading
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from kreishaus.ground.authorities import databases
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_for
from kreishaus.ground.authorities.databases import ForeignObject
from kreishaus.people.organisation.models import Office, Staff
from tests.factories.organisation import a_member_of_staff, an_office
from tests.ground.authorities.installation import Installation


def a_county(folder: Path, key: str) -> Authority:
    return Authority(
        key=key,
        name=key,
        hosts=(),
        folder=folder,
        database_alias=key,
        database=databases.sqlite_database(str(folder / f"{key}.sqlite3")),
    )


def test_default_means_the_database_of_the_current_authority(both: Installation) -> None:
    aliases = []

    for authority in (both.leer, both.aurich):
        with acting_for(authority), transaction.atomic():
            aliases.append((connection.alias, Office.objects.all().db, connections["default"].in_atomic_block))

    assert aliases == [(both.leer.key, both.leer.key, True), (both.aurich.key, both.aurich.key, True)]


def test_a_transaction_of_one_authority_is_none_of_the_other(both: Installation) -> None:
    with acting_for(both.leer), transaction.atomic():
        assert not connections[both.aurich.database_alias].in_atomic_block


def test_django_refuses_a_relation_across_authorities(both: Installation) -> None:
    with acting_for(both.leer):
        above = an_office("6")
    with acting_for(both.aurich):
        below = an_office("63")

        with pytest.raises(ValueError, match="the current database router prevents this relation"):
            below.parent = above


def test_an_object_of_one_authority_is_not_saved_into_another(both: Installation) -> None:
    with acting_for(both.leer):
        office = Office.objects.create(number="99", name="Amt in Leer")

    with acting_for(both.aurich):
        with pytest.raises(ForeignObject):
            office.save()
        with pytest.raises(ForeignObject):
            office.refresh_from_db()
        with pytest.raises(ForeignObject):
            list(office.children.all())
        assert Office.objects.filter(number="99").count() == 0


def test_an_object_of_one_authority_is_not_deleted_in_another(both: Installation) -> None:
    with acting_for(both.aurich):
        there = a_member_of_staff("ukena")
    with acting_for(both.leer):
        here = a_member_of_staff("meyer")
        Staff.objects.filter(pk=here.pk).update(username="meyer")

    with acting_for(both.aurich), pytest.raises(ForeignObject):
        here.delete()

    with acting_for(both.aurich):
        assert Staff.objects.filter(pk=there.pk).exists()


@pytest.mark.usefixtures("any_database")
def test_a_receipt_is_durable_on_sqlite(tmp_path: Path) -> None:
    county = a_county(tmp_path, "wittmund")
    databases.connect(county)
    try:
        with connections["wittmund"].cursor() as cursor:
            pragmas = {
                name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
    finally:
        databases.forget(county)

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.usefixtures("any_database")
def test_a_database_that_was_set_up_anew_is_connected_anew(tmp_path: Path) -> None:
    old = a_county(tmp_path, "friesland")
    sqlite3.connect(tmp_path / "new.sqlite3").execute("CREATE TABLE proof (id)").connection.close()
    new = dataclasses.replace(old, database=databases.sqlite_database(str(tmp_path / "new.sqlite3")))
    databases.connect(old)
    connections["friesland"].ensure_connection()
    try:
        databases.connect(new)

        assert connections["friesland"].introspection.table_names() == ["proof"]
    finally:
        databases.forget(new)


@pytest.mark.usefixtures("any_database")
def test_every_thread_leaves_the_old_database(tmp_path: Path) -> None:
    old = a_county(tmp_path, "friesland")
    sqlite3.connect(tmp_path / "new.sqlite3").execute("CREATE TABLE proof (id)").connection.close()
    new = dataclasses.replace(old, database=databases.sqlite_database(str(tmp_path / "new.sqlite3")))
    opened, replaced = threading.Event(), threading.Event()
    seen: list[list[str]] = []

    def serve() -> None:
        databases.connect(old)
        connections["friesland"].ensure_connection()
        opened.set()
        replaced.wait(10)
        databases.connect(new)
        seen.append(connections["friesland"].introspection.table_names())
        connections["friesland"].close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        assert opened.wait(10)
        databases.connect(new)
        replaced.set()
        thread.join(10)
    finally:
        databases.forget(new)

    assert seen == [["proof"]]


@pytest.mark.usefixtures("any_database")
def test_an_equal_description_keeps_the_connection(tmp_path: Path) -> None:
    county = a_county(tmp_path, "friesland")
    databases.connect(county)
    connections["friesland"].ensure_connection()
    before = connections["friesland"]
    try:
        databases.connect(dataclasses.replace(county, database=dict(county.database)))

        assert connections["friesland"] is before
    finally:
        databases.forget(county)
