"""The door upwards: whoever has work open on a case registers here and is asked before the case is closed."""

from collections.abc import Iterable
from functools import cache
from typing import Protocol
from uuid import UUID

from django.utils.module_loading import import_string


class ClosingCondition(Protocol):
    """Knows what must be done before a case may go on file."""

    def missing(self, case_id: UUID) -> Iterable[str]:
        """Return what is still missing, each in one sentence; nothing if the case may be closed."""


_paths: list[str] = []


def register_closing_condition(path: str) -> None:
    """Add a condition by the dotted path of its class; the room that owns it calls this when its app is ready."""
    if path not in _paths:
        _paths.append(path)
        closing_conditions.cache_clear()


@cache
def closing_conditions() -> tuple[ClosingCondition, ...]:
    """Return the registered conditions in the order of their registration."""
    return tuple(import_string(path)() for path in _paths)
