"""The SQLite backend: whoever finds the database locked waits in Python, in short steps, and never inside SQLite.

Waiting inside SQLite has two faults. Its busy handler sleeps 1, 2, 5, 10, 15 … milliseconds between its tries, while
a submission holds the write lock for about four: most of the time was spent asleep while nobody wrote. And it keeps
the connection's mutex while it sleeps: if the thread that holds the write lock happens to collect a forgotten cursor
of the waiting connection, each waits for the other until the time is up.
"""

import sqlite3
import time
from typing import Any, Self

from django.db.backends.sqlite3 import base as django_sqlite
from django.db.backends.sqlite3.features import DatabaseFeatures  # noqa: F401 -- part of a backend's surface

_STEP_SECONDS = 0.0003
# Who has waited that long is behind a long piece of work: no need to ask thousands of times a second.
_SOON_SECONDS = 0.1
_LATER_STEP_SECONDS = 0.002
_DEFAULT_TIMEOUT = 5.0


class PatientCursor(django_sqlite.SQLiteCursorWrapper):
    """A cursor that tries a statement again for as long as the database is locked by somebody else.

    `executemany` does not wait: it could repeat rows. Django runs it inside a transaction, which has the lock.
    """

    patience = _DEFAULT_TIMEOUT

    def execute(self, query: str, params: Any = None) -> Self:
        """Execute the statement, at the latest when the patience is at its end.

        :raises sqlite3.OperationalError: if the database is still locked then, or for any other reason.
        """
        started = 0.0
        while True:
            try:
                super().execute(query, params)
            except sqlite3.OperationalError as error:
                # Only plain BUSY: a snapshot that is out of date (BUSY_SNAPSHOT) stays so.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                now = time.monotonic()
                started = started or now
                if now - started >= self.patience:
                    raise
            else:
                return self
            time.sleep(_STEP_SECONDS if now - started < _SOON_SECONDS else _LATER_STEP_SECONDS)


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """A connection whose statements wait their turn closely."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open a connection; opening may wait inside SQLite, for nobody can hold its cursors yet."""
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    def create_cursor(self, name: Any = None) -> PatientCursor:
        """Return a cursor that waits as long as the settings say."""
        del name  # as Django: SQLite has no named cursors
        assert self.connection is not None
        cursor: PatientCursor = self.connection.cursor(factory=PatientCursor)
        cursor.patience = float(self.settings_dict["OPTIONS"].get("timeout", _DEFAULT_TIMEOUT))
        return cursor
