"""Tasks for the tests of the job room: they write down that they ran, in memory."""

import threading
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django_tasks import task
from django_tasks.base import TaskContext

ran: list[object] = []
lock = threading.Lock()


class Broken(Exception):
    pass


@task()
def note(what: object) -> None:
    with lock:
        ran.append(what)


@task(max_attempts=3)
def fail(what: str) -> None:
    ran.append(what)
    raise Broken(f"could not reach frau.devries@example.de for case 36-17-2026-0001 of 'Frau de Vries' {what}")


@task(takes_context=True, max_attempts=2)
def note_attempt(context: TaskContext) -> None:
    ran.append(context.attempt)
    raise Broken


@task(priority=10)
def hurry(what: str) -> None:
    ran.append(what)


@task(lease=timedelta(hours=1))
def slow() -> None:
    ran.append("slow")


@task()
def spoil_the_database() -> None:
    ContentType.objects.create(app_label="twice", model="twice")
    ContentType.objects.create(app_label="twice", model="twice")


@task()
def every_hour() -> None:
    ran.append("hour")
