"""The SQLite backend: waiting for the write lock in steps of a third of a millisecond.

SQLite's own busy handler waits 1, 2, 5, 10, 15 … milliseconds between its tries. A submission holds the lock for
about four, so with several writers most of the time was spent asleep while nobody wrote.
"""

import time

from django.db.backends.sqlite3 import base as django_sqlite
from django.db.backends.sqlite3.features import DatabaseFeatures  # noqa: F401 -- part of a backend's surface
from django.db.utils import OperationalError

_STEP_SECONDS = 0.0003


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    """A connection whose transactions begin as soon as the one before has ended."""

    def _start_transaction_under_autocommit(self) -> None:
        timeout = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        deadline = time.monotonic() + timeout
        connection = self.connection
        assert connection is not None
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    super()._start_transaction_under_autocommit()  # type: ignore[misc] # missing in the stubs
                except OperationalError as error:
                    if "locked" not in str(error) or time.monotonic() >= deadline:
                        raise
                    time.sleep(_STEP_SECONDS)
                else:
                    return
        finally:
            # Everything else (reads while the log is checkpointed, single statements) waits as ever.
            connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")
