# ruff: noqa: D102 -- the settings of a field are described where they are defined
"""What a field type has to offer; one folder below `fields/` implements it for each type."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from random import Random
from typing import ClassVar, Protocol


class InvalidInput(Exception):
    """What somebody typed is no value of this type; the message says how it becomes right."""


class OptionDefinition(Protocol):
    """One answer that a choice offers."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...


class FieldDefinition(Protocol):
    """The part of a field that its type needs to read, check and show an answer."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def example(self) -> str: ...
    @property
    def options(self) -> Sequence[OptionDefinition]: ...
    @property
    def accept(self) -> Sequence[str]: ...
    @property
    def max_mb(self) -> int | None: ...
    @property
    def min(self) -> int | str | None: ...
    @property
    def max(self) -> int | str | None: ...
    @property
    def min_length(self) -> int | None: ...
    @property
    def max_length(self) -> int | None: ...
    @property
    def pattern(self) -> str: ...
    @property
    def autocomplete(self) -> str: ...
    @property
    def text(self) -> str: ...


class FieldType(ABC):
    """One kind of field: how an answer is typed, stored, checked and shown.

    A stored value is plain JSON; None, "" and [] mean unanswered and never reach `validate`.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    """what the workshop calls it"""
    empty: ClassVar[object] = None
    """how an unanswered field reads in a condition"""
    sample: ClassVar[object]
    """a typical value as conditions see it, to find conditions that cannot work"""
    settings: ClassVar[frozenset[str]] = frozenset()
    """the field settings that mean something to this type"""
    mapping: ClassVar[tuple[tuple[str, str], ...]] = ()
    """pairs (feldart, datentyp) of XDatenfelder that become this type; the first is written"""
    is_list: ClassVar[bool] = False
    """the value is a list although the field is not repeated"""
    grouped: ClassVar[bool] = False
    """several inputs under one legend instead of one input under one label"""
    has_value: ClassVar[bool] = True

    @abstractmethod
    def parse(self, raw: Sequence[str], field: FieldDefinition) -> object:
        """Return the value for what the browser sent, None if nothing was entered.

        :raises InvalidInput: if it is no value of this type.
        """

    @abstractmethod
    def validate(self, value: object, field: FieldDefinition) -> list[str]:
        """Return what is wrong with a value from any source, in words; [] if nothing is."""

    @abstractmethod
    def display(self, value: object, field: FieldDefinition) -> str:
        """Return the value as a person reads it."""

    @abstractmethod
    def synthetic(self, field: FieldDefinition, random: Random) -> object:
        """Return a made-up value that `validate` accepts, None if there is none.

        It looks like what people enter, now and then like what they rarely enter (limits, umlauts);
        the same state of `random` gives the same value. For a list type it is the whole list.
        """

    def typed(self, value: object, field: FieldDefinition) -> str:
        """Return the text that stands in the input for a stored value."""
        return self.display(value, field)

    def hint(self, field: FieldDefinition) -> str:
        """Return the line that shows how to fill the field in, "" if it needs none."""
        return f"Zum Beispiel {field.example}" if field.example else ""

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the answer."""
        return f"Bitte füllen Sie „{field.label}“ aus."

    def read(self, value: object) -> object:
        """Return the value as conditions see it (see `base.expressions`)."""
        return value

    def computed(self, result: object) -> object:
        """Return the value to store for the result of a `set` rule.

        :raises InvalidInput: if a result of this kind does not fit the type.
        """
        if isinstance(result, str):
            return result
        raise InvalidInput(f"Das Ergebnis passt nicht zum Feldtyp „{self.title}“.")

    def default(self, setting: object, field: FieldDefinition) -> object:
        """Return the value that the `default` of a field stands for.

        :raises InvalidInput: if it is no value of this type.
        """
        return self.parse([str(setting)], field)

    def problems(self, field: FieldDefinition) -> Iterable[str]:
        """Return what is wrong with the definition of a field of this type."""
        del field
        return ()

    def to_xdatenfelder(self) -> tuple[str, str]:
        """Return (feldart, datentyp) that stands for this type in XDatenfelder."""
        return self.mapping[0]

    def from_xdatenfelder(self, feldart: str, datentyp: str) -> bool:
        """Return whether a field of XDatenfelder becomes this type."""
        return (feldart, datentyp) in self.mapping
