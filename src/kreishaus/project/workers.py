"""Running the background worker: as a thread of the web process, or as a process of its own."""

import signal
import threading
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings

from kreishaus.ground.audit import actions as audit
from kreishaus.ground.authorities import databases, registry
from kreishaus.ground.authorities.authority import Authority
from kreishaus.ground.jobs import worker
from kreishaus.ground.jobs.schedule import upkeep
from kreishaus.project import guarding

# The log and the jobs lie on one floor and do not know each other; here they meet.
upkeep(every=timedelta(seconds=1))(audit.sequence)
GUARD = (guarding.patrol, guarding.begin_night_round)

IN_WEB_PROCESS = "KREISHAUS_WORKER_IN_WEB_PROCESS"


def all_authorities() -> Iterable[Authority]:
    """Return the authorities to work for, connected; new ones are picked up while running."""
    everything = registry.authorities(settings.DATA_DIR)
    for authority in everything:
        databases.connect(authority)
    return everything


def start_thread() -> threading.Event:
    """Start the worker as a background thread and return the event that stops it."""
    stop = threading.Event()
    threading.Thread(
        target=worker.run, args=(stop,), kwargs={"authorities": all_authorities}, name="worker", daemon=True
    ).start()
    return stop


def run_until_stopped() -> None:
    """Run the worker in this process until SIGTERM or Ctrl+C; running jobs end first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_arguments: stop.set())
    worker.run(stop, authorities=all_authorities)
