import gc
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError, connections

from kreishaus.ground.authorities import databases
from kreishaus.ground.authorities.authority import Authority

pytestmark = pytest.mark.usefixtures("any_database")
ALIAS = "patience"


@pytest.fixture
def database(tmp_path: Path, any_database: None) -> Iterator[Path]:
    """Return an authority's file with one table; waiting ends after a second."""
    file = tmp_path / "patience.sqlite3"
    described = databases.sqlite_database(str(file))
    described["OPTIONS"] = {**described["OPTIONS"], "timeout": 1}
    county = Authority(key=ALIAS, name=ALIAS, hosts=(), folder=tmp_path, database_alias=ALIAS, database=described)
    databases.connect(county)
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("CREATE TABLE note (text)")
    yield file
    databases.forget(county)


def notes(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as other:
        return [text for (text,) in other.execute("SELECT text FROM note ORDER BY rowid")]


def locked_by_another(database: Path, seconds: float) -> threading.Thread:
    """Hold the write lock from another connection for some time, beginning now."""
    holds = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("INSERT INTO note VALUES ('first')")
            holds.set()
            time.sleep(seconds)
            other.execute("COMMIT")

    thread = threading.Thread(target=hold)
    thread.start()
    assert holds.wait(10)
    return thread


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT INTO note VALUES ('second')"])
def test_a_statement_waits_until_the_lock_is_free(database: Path, statement: str) -> None:
    thread = locked_by_another(database, 0.3)

    with connections[ALIAS].cursor() as cursor:
        cursor.execute(statement)
        if statement.startswith("BEGIN"):
            cursor.execute("INSERT INTO note VALUES (%s)", ["second"])
            cursor.execute("COMMIT")

    thread.join(10)
    assert notes(database) == ["first", "second"]


def test_patience_ends(database: Path) -> None:
    thread = locked_by_another(database, 2.5)
    started = time.monotonic()

    with connections[ALIAS].cursor() as cursor, pytest.raises(OperationalError, match="locked"):
        cursor.execute("INSERT INTO note VALUES ('second')")

    waited = time.monotonic() - started
    thread.join(10)
    assert 0.9 < waited < 2.4
    assert notes(database) == ["first"]


def test_a_wrong_statement_is_not_tried_again(database: Path) -> None:
    started = time.monotonic()

    with connections[ALIAS].cursor() as cursor, pytest.raises(OperationalError, match="no such table"):
        cursor.execute("INSERT INTO nowhere VALUES ('second')")

    # Patience would have lasted a whole second more.
    assert time.monotonic() - started < 0.95


def test_sqlite_itself_never_waits(database: Path) -> None:
    with connections[ALIAS].cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (0,)


class Cycle:
    """Something that only the garbage collector frees, as an exception with its traceback is."""

    def __init__(self, content: object) -> None:
        self.content = content
        self.itself = self


def test_collecting_a_cursor_of_a_waiting_connection_does_not_stop_the_writer(database: Path) -> None:
    # The writer holds the lock; another thread waits for it, and has left a cursor to the garbage collector.
    left, collected = threading.Event(), threading.Event()

    def wait_for_the_lock() -> None:
        connections[ALIAS].ensure_connection()
        cursor = connections[ALIAS].create_cursor()
        cursor.execute("SELECT text FROM note UNION ALL SELECT 'x'")
        Cycle(cursor)
        del cursor
        left.set()
        with connections[ALIAS].cursor() as another:
            another.execute("INSERT INTO note VALUES ('second')")
        connections[ALIAS].close()

    # Whatever the suite has loaded by now is left out: only the collection of the cursor counts here.
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        with connections[ALIAS].cursor() as writer:
            writer.execute("BEGIN IMMEDIATE")
            thread = threading.Thread(target=wait_for_the_lock)
            thread.start()
            assert left.wait(10)
            time.sleep(0.1)
            started = time.monotonic()
            gc.collect()
            collected.set()
            seconds = time.monotonic() - started
            writer.execute("INSERT INTO note VALUES ('first')")
            writer.execute("COMMIT")
        thread.join(10)
    finally:
        gc.enable()
        gc.unfreeze()

    # In the deadlock it was the whole timeout.
    assert seconds < 0.95
    assert notes(database) == ["first", "second"]
