"""The door upwards: whoever works on applications registers here and starts with each one."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Protocol
from uuid import UUID

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Received:
    """What a process has to know to start; everything is in hand, nothing is fetched again."""

    application_id: UUID
    case_id: UUID
    office_id: UUID
    reference: str
    title: str
    process: str
    decide_by: date | None


class Intake(Protocol):
    """Starts the work on an application inside the transaction of its submission."""

    def start(self, received: Received, *, at: datetime) -> None:
        """Create the first task; must be quick, must not talk to the network."""


_paths: list[str] = []


def register_intake(path: str) -> None:
    """Add an intake by the dotted path of its class; the room that owns it calls this when its app is ready.

    Only the path, so that starting the house does not load the whole casework.
    """
    if path not in _paths:
        _paths.append(path)
        intakes.cache_clear()


@cache
def intakes() -> tuple[Intake, ...]:
    """Return the registered intakes in the order of their registration."""
    return tuple(import_string(path)() for path in _paths)
