"""Waking the workers of this process at once when a job is committed, instead of at their next look."""

from threading import Condition


class Bell:
    """Counts how often it rang, so that no ring is lost between looking and waiting."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._rings = 0

    @property
    def rings(self) -> int:
        """Return how often the bell rang so far."""
        with self._changed:
            return self._rings

    def ring(self) -> None:
        """Wake everybody who waits."""
        with self._changed:
            self._rings += 1
            self._changed.notify_all()

    def wait(self, *, since: int, seconds: float) -> bool:
        """Wait until the bell rings again after `since` rings, at most so many seconds; tell whether it did."""
        with self._changed:
            return self._changed.wait_for(lambda: self._rings != since, timeout=seconds)


bell = Bell()
