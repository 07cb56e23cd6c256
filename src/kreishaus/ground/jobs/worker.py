"""The worker: looks after the jobs of all authorities until it is told to stop."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime

import structlog
from django.db import Error, connections
from django.utils import timezone

from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.authorities.context import acting_for
from kreishaus.ground.jobs import execution, rules
from kreishaus.ground.jobs.schedule import Timetable, periods, upkeeps
from kreishaus.ground.jobs.wakeup import bell

IDLE_SECONDS = 1.0
BUSY_SECONDS = 0.2
_BUSY_FOR = 5.0
_RECOVERY_EVERY = 15.0
# No authority waits for more than this many jobs of another one.
_IN_A_ROW = 25
# How long `stop` may go unnoticed while there is nothing to do.
_SLICE = 0.2
_log = structlog.get_logger("kreishaus.jobs")


def run(
    stop: threading.Event,
    *,
    authorities: Callable[[], Iterable[Authority]],
    clock: Callable[[], datetime] = timezone.now,
) -> None:
    """Run jobs, schedules and upkeep of all authorities until `stop` is set; the running job ends first.

    Several threads and processes may do this at the same time.
    """
    desk = _Desk(stop, clock)
    try:
        while not stop.is_set():
            rings = bell.rings
            done = desk.serve_all(authorities)
            if not done:
                _rest(stop, since=rings, seconds=desk.pause)
    finally:
        connections.close_all()


def drain(*, at: datetime | None = None, raise_errors: bool = False) -> int:
    """Run everything that is due for the current authority, in this thread, and return how many jobs that were.

    Failed jobs are noted as the worker would; with `raise_errors` the first error is raised after that.
    """
    count = 0
    while job := execution.claim(at=at or timezone.now()):
        error = execution.run(job, at=at or timezone.now())
        count += 1
        if error and raise_errors:
            raise error
    return count


class _Desk:
    """One worker's memory: timetables of the authorities, and when it was last busy."""

    def __init__(self, stop: threading.Event, clock: Callable[[], datetime]) -> None:
        self._stop = stop
        self._clock = clock
        self._timetables: dict[str, Timetable] = {}
        self._recovered: dict[str, float] = {}
        self._busy_until = 0.0

    @property
    def pause(self) -> float:
        """Return for how many seconds to rest when nothing was due."""
        return BUSY_SECONDS if time.monotonic() < self._busy_until else IDLE_SECONDS

    def serve_all(self, authorities: Callable[[], Iterable[Authority]]) -> int:
        """Do what is due and return how many jobs ran. What fails for one authority affects only that one."""
        try:
            everything = list(authorities())
        except Exception as error:  # noqa: BLE001 -- the list may be readable again in a second
            _log.error("worker.authorities", error=rules.describe(error))
            return 0
        done = sum(self._serve(authority) for authority in everything if not self._stop.is_set())
        if done:
            self._busy_until = time.monotonic() + _BUSY_FOR
        return done

    def _serve(self, authority: Authority) -> int:
        with acting_for(authority):
            try:
                return self._work(authority)
            except Exception as error:  # noqa: BLE001 -- a worker that ends in silence would be noticed too late
                _log.error("worker.failed", authority=authority.key, error=rules.describe(error))
                connections[authority.database_alias].close()
                return 0

    def _work(self, authority: Authority) -> int:
        self._recover(authority)
        timetable = self._timetables.get(authority.key)
        if timetable is None:
            timetable = self._timetables[authority.key] = Timetable(periods(), upkeeps())
        timetable.enqueue_due(at=self._clock())
        for upkeep in timetable.upkeep_due(at=self._clock()):
            _do(upkeep.function)
        done = 0
        while done < _IN_A_ROW and not self._stop.is_set() and (job := execution.claim(at=self._clock())):
            execution.run(job, at=self._clock())
            done += 1
        return done

    def _recover(self, authority: Authority) -> None:
        last = self._recovered.get(authority.key)
        if last is not None and time.monotonic() < last + _RECOVERY_EVERY:
            return
        if last is None:
            execution.release_orphans(at=self._clock())
        execution.release_expired(at=self._clock())
        self._recovered[authority.key] = time.monotonic()


def _do(function: Callable[[], object]) -> None:
    try:
        function()
    except Error:
        raise
    except Exception as error:  # noqa: BLE001 -- upkeep comes again; the next job must run
        _log.error("upkeep.failed", function=function.__qualname__, error=rules.describe(error))


def _rest(stop: threading.Event, *, since: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not stop.is_set() and (left := end - time.monotonic()) > 0:
        if bell.wait(since=since, seconds=min(left, _SLICE)):
            return
