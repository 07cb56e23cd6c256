"""The door upwards: whoever works on applications registers here and starts with each one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID


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


_intakes: list[Intake] = []


def register_intake(intake: Intake) -> None:
    """Add an intake; the room that owns it calls this when its app is ready."""
    if intake not in _intakes:
        _intakes.append(intake)


def intakes() -> tuple[Intake, ...]:
    """Return the registered intakes in the order of their registration."""
    return tuple(_intakes)
