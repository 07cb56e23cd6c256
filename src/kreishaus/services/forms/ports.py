# ruff: noqa: D102 -- the settings of a field are described where they are defined
"""What a field type has to offer; one folder below `fields/` implements it for each type."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import ClassVar, NamedTuple, Protocol

from kreishaus.base.words import say
from kreishaus.services.forms.codes import Codes


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
    @property
    def required(self) -> bool: ...
    @property
    def config(self) -> Mapping[str, object]: ...
    @property
    def codes(self) -> Codes | None: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that a member offers."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a composite value: itself a field definition, read and checked by the type it names."""

    key: str
    label: str
    datatype: str = "text"
    """the word of XDatenfelder for it: text, date, num_int …"""
    required: bool = False
    """whether it has to be there as soon as the whole is answered"""
    autocomplete: str = ""
    type: str = "text"
    """key of the field type that reads, checks and shows it"""
    example: str = ""
    hint: str = ""
    options: tuple[Answer, ...] = ()
    accept: tuple[str, ...] = ()
    max_mb: int | None = None
    min: int | str | None = None
    max: int | str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    text: str = ""
    marked: bool = True
    """whether "freiwillig" stands beside a label that is not required"""
    width: str = "full"
    """how much of a line its input takes: full, half, third or quarter"""
    config: Mapping[str, object] = field(default_factory=dict)
    codes: Codes | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A value that reads best as a table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """An appointment on offer."""

    start: str
    """YYYY-MM-DDTHH:MM, local time"""
    minutes: int
    free: bool


class SlotSource(Protocol):
    """Whoever knows which appointments there are; the room of bookings registers itself here."""

    def slots(self, field: FieldDefinition) -> Sequence[Slot]:
        """Return the slots that a field offers, in order of time."""


class Wording(NamedTuple):
    """What people call a setting, and how the builder asks for it."""

    label: str
    shape: str = "yaml"
    """check, number, text, area, lines, options or yaml (as in form.yaml)"""
    hint: str = ""


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
    starts_with: ClassVar[Mapping[str, object]] = {}
    """settings that a new question of this type gets in the builder, so that it works at once"""
    wording: ClassVar[Mapping[str, Wording]] = {}
    """how the builder names the settings that only this type has"""
    worded: ClassVar[frozenset[str]] = frozenset()
    """those settings of `config` that hold texts which people read, so that they can be translated"""
    mapping: ClassVar[tuple[tuple[str, str], ...]] = ()
    """pairs (feldart, datentyp) of XDatenfelder that become this type; the first is written"""
    is_list: ClassVar[bool] = False
    """the value is a list although the field is not repeated"""
    grouped: ClassVar[bool] = False
    """several inputs under one legend instead of one input under one label"""
    radios: ClassVar[bool] = False
    """one of several answers, each with its own button"""
    has_value: ClassVar[bool] = True
    asked: ClassVar[bool] = True
    """False: nobody types it, a `set` rule gives the value"""
    members: ClassVar[tuple[Member, ...]] = ()
    """the sub-values of a value that is a JSON object, by which conditions read it: `person.address.city`"""
    one_input: ClassVar[bool] = False
    """the whole object is typed into one input; otherwise every member has its own"""
    script: ClassVar[str] = ""
    """name of a script that makes the input more comfortable, without ending"""
    changing: ClassVar[bool] = False
    """whether the empty input looks different from time to time, as with appointments that are taken"""
    usual_repeat: ClassVar[tuple[int, int | None] | None] = None
    """how often a field of this type is answered if the form does not say: a list by nature"""
    tabular: ClassVar[bool] = False
    """entries of a repeated field stand in the lines of one table"""
    advises: ClassVar[bool] = False
    """whether `advice` or `note` may say something about a typed value, so that a page asks early"""
    written: ClassVar[tuple[str, str]] = ("input", "text")
    """the pair (feldart, datentyp) that stands for a type to which no field of XDatenfelder becomes"""

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
        return say("Zum Beispiel {example}", example=field.example) if field.example else ""

    def missing(self, field: FieldDefinition) -> str:
        """Return the sentence that asks for the answer."""
        return say("Bitte füllen Sie „{label}“ aus.", label=field.label)

    def read(self, value: object) -> object:
        """Return the value as conditions see it (see `base.expressions`)."""
        return value

    def members_of(self, field: FieldDefinition) -> tuple[Member, ...]:
        """Return the members that this field asks for."""
        del field
        return self.members

    def derived(self, field: FieldDefinition) -> Mapping[str, object]:
        """Return what conditions may read besides the members, each with a typical value."""
        del field
        return {}

    def sample_of(self, field: FieldDefinition) -> object:
        """Return a typical value of this field as conditions see it."""
        del field
        return self.sample

    def seen(self, value: object, field: FieldDefinition) -> object:
        """Return the answer of this field as conditions see it, also if there is none."""
        del field
        return self.empty if value in (None, "", [], {}) else self.read(value)

    def complaints(self, value: object, field: FieldDefinition) -> Iterable[tuple[str, str]]:
        """Return what is wrong as pairs: the key of the member ("" for the whole) and the words."""
        return (("", complaint) for complaint in self.validate(value, field))

    def filled_in(self, value: object, field: FieldDefinition) -> Mapping[str, object]:
        """Return the members that stand in their inputs for a stored value, or for none."""
        del field
        return value if isinstance(value, Mapping) else {}

    def assembled(self, parts: dict[str, object], field: FieldDefinition) -> object:
        """Return the value for the members that were typed, None if they say nothing."""
        del field
        return parts or None

    def advice(self, value: object, field: FieldDefinition) -> list[str]:
        """Return doubts about a valid value; they never keep anybody from going on."""
        del value, field
        return []

    def note(self, value: object, field: FieldDefinition) -> str:
        """Return what follows from a valid value and helps to check it, "" if nothing does."""
        del value, field
        return ""

    def table(self, value: object, field: FieldDefinition) -> Table | None:
        """Return the value as a table, None if a line of text says it better."""
        del value, field
        return None

    def picture(self, value: object, field: FieldDefinition) -> str:
        """Return the value as an SVG picture beside its words, "" if there is none."""
        del value, field
        return ""

    def offered(self, field: FieldDefinition) -> Sequence[OptionDefinition]:
        """Return the answers that are all shown to choose from; none where one types."""
        del field
        return ()

    def layout(self, value: object, field: FieldDefinition) -> Mapping[str, object]:
        """Return what `input.html` of this type needs besides the usual."""
        del value, field
        return {}

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
        return self.mapping[0] if self.mapping else self.written

    def from_xdatenfelder(self, feldart: str, datentyp: str) -> bool:
        """Return whether a field of XDatenfelder becomes this type."""
        return (feldart, datentyp) in self.mapping
