"""What the guard asks of other rooms: whether their rows and files agree with what the log tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kreishaus.ground.audit.enums import Fault


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the guard passes it on; erased events are not passed on."""

    index: int
    subject: str
    verb: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is missing or was changed."""

    fault: Fault
    # The same damage has the same key each time it is found.
    key: str
    # By name, for those who may see the object.
    message: str
    # Without names or content, enough for those who have to bring the object back.
    plain: str
    subject: str = ""


@dataclass(slots=True)
class Stretch:
    """What one step of a round found, and where the next one goes on; an empty `last` means: at the end."""

    last: str = ""
    checked: int = 0
    damages: list[Damage] = field(default_factory=list)


class Holdings(Protocol):
    """Rows and files of a room that exist because the log says so."""

    def against_events(self, events: Sequence[Told]) -> Iterable[Damage]:
        """Return what these events tell of and the room does not have (any more) as told."""

    def against_log(self, after: str, limit: int) -> Stretch:
        """Check the next rows behind `after`: each has its event, and its file is there with the right size."""

    def contents(self, after: str, limit: int) -> Stretch:
        """Read the files of the next rows behind `after` and compare their digests."""


_holdings: list[Holdings] = []


def watch_over(holdings: Holdings) -> None:
    """Let the guard look after these holdings as well; a room calls this when it is ready."""
    if holdings not in _holdings:
        _holdings.append(holdings)


def watched() -> tuple[Holdings, ...]:
    """Return all holdings that the guard looks after."""
    return tuple(_holdings)
