"""What a check is, and the list of all of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import import_module

from kreishaus.services.forms.formats.xdatenfelder.model import (
    Description,
    Element,
    ImportedField,
    ImportedGroup,
    ImportedSchema,
)

_MODULES = (
    "identity",
    "wording",
    "release",
    "structure",
    "field_kinds",
    "limits",
    "contents",
    "lists",
    "rules",
    "laws",
)


class Severity(StrEnum):
    """How bad it is, in the four official steps."""

    CRITICAL = "critical"
    METHODICAL = "methodical"
    WARNING = "warning"
    HINT = "hint"

    @property
    def heading(self) -> str:
        """Return the official name for several of them."""
        return _TITLES[self]


_TITLES = {
    Severity.CRITICAL: "Kritische Fehler",
    Severity.METHODICAL: "Methodische Fehler",
    Severity.WARNING: "Warnungen",
    Severity.HINT: "Hinweise",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a check found something; `detail` says what exactly, if that helps."""

    path: str
    line: int | None
    detail: str = ""


@dataclass(slots=True)
class Subject:
    """The tree in the shapes that checks ask for."""

    schema: ImportedSchema
    elements: list[Element] = field(init=False)
    fields: list[ImportedField] = field(init=False)
    groups: list[ImportedGroup] = field(init=False)

    def __post_init__(self) -> None:
        elements = list(self.schema.elements())
        self.elements = list(elements)
        self.fields = [each for each in elements if isinstance(each, ImportedField)]
        self.groups = [each for each in elements if isinstance(each, ImportedGroup)]

    @property
    def is_schema(self) -> bool:
        """Tell whether the file holds a whole schema and not a group or a field alone."""
        return self.schema.message == "stammdatenschema"

    def everything(self) -> Iterator[Description]:
        """Yield the schema, if it is one, then every group and field."""
        if self.is_schema:
            yield self.schema
        yield from self.elements

    def parents(self) -> Iterator[ImportedSchema | ImportedGroup]:
        """Yield everything that has children."""
        if self.is_schema:
            yield self.schema
        yield from self.groups

    def noted(self, number: int) -> Iterator[Place]:
        """Yield what the reading has noted under an official number."""
        return (Place(note.path, note.line) for note in self.schema.notes if note.number == number)


def at(source: Description, detail: str = "") -> Place:
    """Return the place of an element; the schema itself has no path."""
    return Place(source.path if isinstance(source, Element) else "", source.line, detail)


Find = Callable[[Subject], Iterable[Place]]


@dataclass(frozen=True, slots=True)
class Check:
    """One official message that a file can trigger. `since` is the first standard that knows its subject."""

    number: int
    severity: Severity
    text: str
    find: Find
    since: int = 1


_checks: dict[int, Check] = {}


def check(number: int, severity: Severity, text: str, *, since: int = 1) -> Callable[[Find], Find]:
    """Register a function as the check with this official number."""

    def register(find: Find) -> Find:
        _checks[number] = Check(number, severity, text, find, since)
        return find

    return register


@cache
def checks() -> tuple[Check, ...]:
    """Return every check, by number."""
    for name in _MODULES:
        import_module(f"kreishaus.services.forms.formats.xdatenfelder.quality.{name}")
    return tuple(_checks[number] for number in sorted(_checks))
