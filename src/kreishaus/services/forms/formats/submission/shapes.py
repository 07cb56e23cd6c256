"""How one value is stored in the answers and written outside, worked out from its field type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.fields import field_types
from kreishaus.services.forms.ports import FieldType
from kreishaus.services.forms.ports import Member as Part

LONGEST_FREE_CHOICE = 200
MOST_CODES = 2_000
"""a longer code list is not written out in the schemas; whoever checks has the list itself"""
_LONGEST_LINE = 500


class Kind(StrEnum):
    """The ways in which a single value is written."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    BOOL = "bool"
    INTEGER = "integer"
    NUMBER = "number"
    """stored as a decimal text"""
    MONEY = "money"
    """stored as cents, written as euro with two decimals"""
    FIGURE = "figure"
    """a computed number, stored as such; `scale` moves its point: cents become euro"""
    FILE = "file"
    OBJECT = "object"
    """a value with members"""
    ANY = "any"
    """whatever JSON the type stores; in XML as JSON text"""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a single value looks like, with its limits."""

    kind: Kind
    codes: tuple[str, ...] = ()
    shortest: int = 1
    longest: int | None = None
    pattern: str = ""
    low: int | str | None = None
    """number, euro or day as the form writes it"""
    high: int | str | None = None
    members: "tuple[Member, ...]" = ()
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """One named part of a composite value."""

    key: str
    label: str
    required: bool
    shape: Shape
    many: bool = False
    """several answers, as to a question of a quiz"""


Definition = Field | Part
"""a field of a form, or a part of a composite value"""

_BY_KEY = {
    "date": Kind.DATE,
    "yes-no": Kind.BOOL,
    "integer": Kind.INTEGER,
    "number": Kind.NUMBER,
    "money": Kind.MONEY,
    "file": Kind.FILE,
    "choice": Kind.CHOICE,
    "multiple-choice": Kind.CHOICE,
    "code-list": Kind.CHOICE,
}
_BY_DATA_TYPE = {
    "date": Kind.DATE,
    "bool": Kind.BOOL,
    "num_int": Kind.INTEGER,
    "num": Kind.NUMBER,
    "num_currency": Kind.MONEY,
    "file": Kind.FILE,
    "obj": Kind.ANY,
}
_COMPUTED = {
    "integer": Shape(Kind.FIGURE),
    "number": Shape(Kind.FIGURE),
    "money": Shape(Kind.FIGURE, scale=2),
    "text": Shape(Kind.TEXT),
    "date": Shape(Kind.DATE),
    "yes-no": Shape(Kind.BOOL),
}
_RANGES = frozenset({Kind.DATE, Kind.INTEGER, Kind.NUMBER, Kind.MONEY})


def shape_of(field: Definition) -> Shape:
    """Return the shape of one value of the field (one entry, where there may be several)."""
    kind = field_types()[field.type]
    if parts := kind.members_of(field):
        members = tuple(_member(part) for part in parts)
        return Shape(Kind.OBJECT, members=members)
    if kind.key == "calculated":
        return _COMPUTED.get(str(field.config.get("format", "number")), _COMPUTED["number"])
    written = _kind_of(kind)
    if written is Kind.CHOICE:
        codes = tuple(field.codes.by_code if field.codes else (option.key for option in field.options))
        if len(codes) > MOST_CODES:
            codes = ()
        return Shape(written, codes=codes, longest=None if codes else LONGEST_FREE_CHOICE)
    if written is Kind.TEXT:
        return _text(field, kind)
    if written in _RANGES:
        return Shape(written, low=field.min, high=field.max)
    return Shape(written)


def _member(part: Part) -> Member:
    several = part.type == "multiple-choice"
    unusual = field_types()[part.type].is_list and not several
    return Member(part.key, part.label, part.required, Shape(Kind.ANY) if unusual else shape_of(part), several)


def entries(field: Field, value: object) -> Sequence[object]:
    """Return the single values that a stored answer consists of."""
    if is_many(field):
        return value if isinstance(value, list) else []
    if isinstance(value, list) and field_types()[field.type].key == "file":
        return value
    return [value]


def stored(field: Field, values: Sequence[object]) -> object:
    """Return the answer that consists of these values: the inverse of `entries`."""
    if is_many(field) or field_types()[field.type].key == "file":
        return list(values)
    return values[0]


def is_many(field: Field) -> bool:
    """Whether the answer may hold several values, so that it is written as a list."""
    kind = field_types()[field.type]
    if kind.key == "file":
        return field.repeat is not None
    return field.repeat is not None or (
        kind.is_list and (kind.key == "multiple-choice" or bool(kind.members_of(field)))
    )


def _kind_of(kind: FieldType) -> Kind:
    if kind.key in _BY_KEY:
        return _BY_KEY[kind.key]
    if kind.is_list:
        return Kind.ANY
    written = _BY_DATA_TYPE.get(kind.to_xdatenfelder()[1], Kind.TEXT)
    # A type of its own may store something else than the plain type of this data type does.
    return written if _stores(kind, written) else Kind.ANY


def _stores(kind: FieldType, written: Kind) -> bool:
    match written:
        case Kind.TEXT | Kind.DATE:
            return isinstance(kind.sample, str)
        case Kind.BOOL:
            return isinstance(kind.sample, bool)
        case Kind.INTEGER | Kind.MONEY:
            return isinstance(kind.sample, int) and not isinstance(kind.sample, bool)
        case _:
            return False


def _text(field: Definition, kind: FieldType) -> Shape:
    longest = getattr(kind, "longest", _LONGEST_LINE)
    if kind.key not in ("text", "multiline"):
        return Shape(Kind.TEXT)
    return Shape(
        Kind.TEXT,
        shortest=max(1, field.min_length or 1),
        longest=min(field.max_length or longest, longest),
        pattern=field.pattern,
    )


def members_of(value: object) -> Mapping[str, object]:
    """Return a composite value as a mapping, empty if it is none."""
    return value if isinstance(value, Mapping) else {}
