"""Queueing work for after the commit. Tasks lie above actions, so actions know them by name only."""

from functools import cache

from django.utils.module_loading import import_string
from django_tasks.base import Task


@cache
def _task(path: str) -> Task[..., None]:
    task: Task[..., None] = import_string(path)
    return task


def queue(path: str, object_id: str, *more: str) -> None:
    """Enqueue the task at this path for one object, in the caller's transaction."""
    _task(path).enqueue(object_id, *more)
