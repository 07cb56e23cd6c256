"""Shapes: how a dataclass looks as XML, told once and used for reading and for writing.

A shape is a list of parts in the order of the schema. The parts of one release name every element; what a
dataclass holds beyond them cannot be said in that release, and the writer reports it instead of dropping it.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from kreishaus.records.formats.xdomea.releases import Release

if TYPE_CHECKING:
    from lxml import etree


class Sink(Protocol):
    """Takes XML piece by piece (lxml's incremental file)."""

    def element(self, tag: str, attrib: Mapping[str, str] | None = None) -> AbstractContextManager[object]:
        """Open an element until the block ends."""

    def write(self, *content: "str | etree._Element") -> None:
        """Write text or a finished element."""


class Inexpressible(Exception):
    """The release has no place for something that must not be lost; the text says what and what to do."""


@dataclass(frozen=True)
class Grammar:
    """The shapes of one release. `lists` are the code lists it fixes: name → (URI, version)."""

    release: Release
    shapes: Mapping[str, "Shape"]
    lists: Mapping[str, tuple[str, str]]

    def tag(self, name: str) -> str:
        """Return the qualified name of an element."""
        return f"{{{self.release.namespace}}}{name}"


@dataclass
class Writing:
    """One run of the writer: where it writes, in which release, and what did not fit."""

    sink: Sink
    grammar: Grammar
    omissions: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)

    def omit(self, attribute: str) -> None:
        """Note that a value has no place in the release."""
        self.omissions.append("/".join([*self.trail, attribute]))


@dataclass
class Reading:
    """One run of the reader: which release, and which elements had no place."""

    grammar: Grammar
    left_out: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)

    def leave_out(self, name: str) -> None:
        """Note an element that no part knows."""
        self.left_out.append("/".join([*self.trail, name]))


Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One piece of a shape."""

    @property
    def attributes(self) -> frozenset[str]:
        """Attributes of the dataclass that the part carries."""
        raise NotImplementedError

    @property
    def elements(self) -> Mapping[str, "Part"]:
        """Elements that the part reads, each with the part that reads it."""
        raise NotImplementedError

    def resolved(self, grammar: Grammar) -> "Part":
        """Return the part with the elements of the shapes it refers to."""
        del grammar
        return self

    def present(self, owner: object, grammar: Grammar) -> bool:
        """Whether there is a value to write (what is required is written anyway)."""
        raise NotImplementedError

    def write(self, owner: object, run: Writing) -> None:
        """Write the part of its owner."""
        raise NotImplementedError

    def read(self, element: "etree._Element", values: Values, run: Reading) -> None:
        """Take the value of an element."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A dataclass as XML.

    `forbidden` are attributes that a release must not lose: it refuses them. Of a shape that is `one_of`
    its parts, exactly one is written. `elsewhere` are attributes that the message carries in another place.
    """

    of: type
    parts: Sequence[Part]
    forbidden: Mapping[str, str] = field(default_factory=dict)
    one_of: bool = False
    elsewhere: frozenset[str] = frozenset()

    @cached_property
    def defaults(self) -> Values:
        """Values of the attributes that an object need not have."""
        found = (item for item in fields(self.of) if item.compare and item.name not in self.elsewhere)
        return {item.name: item.default for item in found if item.default is not MISSING}

    @cached_property
    def carried(self) -> frozenset[str]:
        """Attributes that some part carries."""
        return frozenset().union(*(part.attributes for part in self.parts))

    def by_element(self, grammar: Grammar) -> Mapping[str, Part]:
        """Return the part for each element name."""
        table = _TABLES.get((id(self), grammar.release))
        if table is None:
            table = {name: part for item in self.parts for name, part in item.resolved(grammar).elements.items()}
            _TABLES[id(self), grammar.release] = table
        return table

    def filled(self, value: object, grammar: Grammar) -> bool:
        """Whether the object holds anything that the release can say."""
        return any(part.present(value, grammar) for part in self.parts)

    def write_into(self, value: object, run: Writing) -> None:
        """Write the parts of a value inside an element that is open.

        :raises Inexpressible: if the release must not lose what it cannot say.
        """
        for name, message in self.forbidden.items():
            if name in self.defaults and getattr(value, name) != self.defaults[name]:
                raise Inexpressible(message)
        for name, default in self.defaults.items():
            if name not in self.carried and getattr(value, name) != default:
                run.omit(name)
        for part in self._chosen(value, run) if self.one_of else self.parts:
            part.write(value, run)

    def _chosen(self, value: object, run: Writing) -> Sequence[Part]:
        present = [part for part in self.parts if part.present(value, run.grammar)]
        if not present:
            raise Inexpressible(
                f"Die Angabe „{'/'.join(run.trail)}“ ist leer, xdomea verlangt aber einen Wert. Bitte ergänzen Sie sie."
            )
        for part in present[1:]:
            run.omissions.extend("/".join([*run.trail, name]) for name in sorted(part.attributes))
        return present[:1]

    def read_from(self, element: "etree._Element", run: Reading) -> Any:
        """Return the object that the children of an element tell."""
        values: Values = {}
        self.take(element, values, run)
        return self.build(values)

    def take(self, element: "etree._Element", values: Values, run: Reading) -> None:
        """Take the values of the children of an element."""
        table = self.by_element(run.grammar)
        for child in element:
            name = local_name(child)
            part = table.get(name)
            if part is None:
                run.leave_out(name)
                continue
            run.trail.append(name)
            part.read(child, values, run)
            run.trail.pop()

    def build(self, values: Values) -> Any:
        """Return the object of the values."""
        return self.of(**{name: _settled(value) for name, value in values.items()})


class Pending(dict[str, Any]):
    """Values of an object that lies inline in another one, until that one is built."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape


def _settled(value: object) -> object:
    if isinstance(value, Pending):
        return value.shape.build(value)
    return tuple(value) if isinstance(value, list) else value


_TABLES: dict[tuple[int, Release], dict[str, Part]] = {}


def local_name(element: "etree._Element") -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: "etree._Element") -> str:
    """Return the text of an element without the white space around it."""
    return (element.text or "").strip()
