"""Submitted answers as JSON under the names of the schema, and back, without loss."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from kreishaus.services.forms.engine.schema import Answers
from kreishaus.services.forms.formats.submission import shapes
from kreishaus.services.forms.formats.submission.json_text import dumps, loads
from kreishaus.services.forms.formats.submission.problems import NotReadable
from kreishaus.services.forms.formats.submission.shapes import Kind, Shape
from kreishaus.services.forms.formats.submission.structure import Part, Structure

MEDIA_TYPE = "application/json"
_CENT = Decimal("0.01")
_FILE_KEYS = {"name": "name", "media_type": "mediaType", "sha256": "sha256", "size": "size"}

JSON = dict[str, Any]


def write_json(structure: Structure, answers: Mapping[str, object]) -> bytes:
    """Return submitted answers as UTF-8 JSON."""
    return dumps(json_data(structure, answers)).encode()


def read_json(structure: Structure, content: bytes) -> Answers:
    """Return the answers that a JSON submission holds.

    :raises NotReadable: if it is no JSON or has members that the form does not know.
    """
    try:
        data = loads(content)
    except (ValueError, RecursionError) as error:
        raise NotReadable("Das ist kein lesbares JSON.") from error
    return answers_from(structure.children, _mapping(data, structure.name))


def json_data(structure: Structure, answers: Mapping[str, object]) -> JSON:
    """Return submitted answers as JSON values; numbers with decimals are `Decimal`."""
    return _members(structure.children, answers)


def _members(parts: tuple[Part, ...], answers: Mapping[str, object], *, exclusive: bool = False) -> JSON:
    written: JSON = {}
    for part in parts:
        value = answers.get(part.key)
        if part.transparent:
            written |= _members(part.children, value if isinstance(value, Mapping) else {})
            continue
        entries = [_entry(part, entry) for entry in _entries(part, value)]
        # A group that has to be there and holds nothing is written empty; reading drops it again.
        fewest = part.least if entries or (part.floor and not exclusive) else 0
        if part.shape is None:
            entries += [_members(part.children, {}, exclusive=part.exclusive)] * (fewest - len(entries))
        if entries:
            written[part.name] = entries if part.many else entries[0]
    return written


def _entries(part: Part, value: object) -> list[object]:
    if value in (None, "", [], {}):
        return []
    if part.field:
        return list(shapes.entries(part.field, value))
    rows = value if part.many and isinstance(value, list) else [value]
    return [row for row in rows if isinstance(row, Mapping)]


def _entry(part: Part, value: object) -> object:
    if part.shape is not None:
        return value_out(part.shape, value)
    return _members(part.children, value if isinstance(value, Mapping) else {}, exclusive=part.exclusive)


def value_out(shape: Shape, value: object) -> object:
    """Return one stored value as JSON writes it."""
    match shape.kind:
        case Kind.NUMBER if isinstance(value, str):
            return Decimal(value)
        case Kind.MONEY if isinstance(value, int):
            return Decimal(value) * _CENT
        case Kind.FIGURE if isinstance(value, int | float):
            return Decimal(repr(value)).scaleb(-shape.scale)
        case Kind.FILE:
            entry = shapes.members_of(value)
            return {name: entry[key] for key, name in _FILE_KEYS.items()}
        case Kind.OBJECT:
            inner = shapes.members_of(value)
            return {
                member.key: [value_out(member.shape, each) for each in _list(inner[member.key])]
                if member.many
                else value_out(member.shape, inner[member.key])
                for member in shape.members
                if inner.get(member.key) is not None
            }
        case _:
            return value


def answers_from(parts: tuple[Part, ...], data: Mapping[str, object]) -> Answers:
    """Return the answers of these parts."""
    known = {part.name: part for part in _all_written(parts)}
    for name in data:
        if name not in known:
            raise NotReadable(f"„{name}“ gibt es in diesem Formular nicht.")
    return _answers(parts, data)


def _answers(parts: tuple[Part, ...], data: Mapping[str, object]) -> Answers:
    answers: Answers = {}
    for part in parts:
        if part.transparent:
            if inner := _answers(part.children, data):
                answers[part.key] = inner
            continue
        if part.name not in data:
            continue
        value = data[part.name]
        entries = value if part.many and isinstance(value, list) else [value]
        if part.field and part.shape:
            answers[part.key] = shapes.stored(part.field, [_value_in(part, entry) for entry in entries])
            continue
        rows = [answers_from(part.children, _mapping(entry, part.name)) for entry in entries]
        if filled := [row for row in rows if row]:
            answers[part.key] = filled if part.many else filled[0]
    return answers


def _value_in(part: Part, value: object) -> object:
    try:
        return value_in(part.shape, value) if part.shape else value
    except (InvalidOperation, KeyError, TypeError, ValueError) as error:
        raise NotReadable(f"Der Wert von „{part.name}“ ist nicht lesbar.") from error


def value_in(shape: Shape, value: object) -> object:
    """Return one value of JSON as it is stored: the inverse of `value_out`.

    :raises ValueError: (and its like) if it is none of this shape.
    """
    match shape.kind:
        case Kind.NUMBER:
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case Kind.MONEY:
            return int(Decimal(str(value)) / _CENT)
        case Kind.FIGURE | Kind.ANY:
            return _plain(value, shape.scale)
        case Kind.FILE:
            entry = shapes.members_of(value)
            return {key: entry[name] for key, name in _FILE_KEYS.items()}
        case Kind.OBJECT:
            known = {member.key: member for member in shape.members}
            return {
                key: [value_in(known[key].shape, each) for each in _list(inner)]
                if known[key].many
                else value_in(known[key].shape, inner)
                for key, inner in shapes.members_of(value).items()
            }
        case _:
            return value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _plain(value: object, scale: int) -> object:
    """Return numbers as they are stored: whole ones as such, others as floating point numbers."""
    if isinstance(value, Decimal) or (scale and isinstance(value, int)):
        number = Decimal(value).scaleb(scale)
        return int(number) if number == number.to_integral_value() else float(number)
    if isinstance(value, list):
        return [_plain(each, scale) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each, scale) for key, each in value.items()}
    return value


def _mapping(data: object, name: str) -> Mapping[str, object]:
    if not isinstance(data, Mapping):
        raise NotReadable(f"Bei „{name}“ werden Namen und Werte erwartet.")
    return data


def _all_written(parts: tuple[Part, ...]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        found += part.written if part.transparent else (part,)
    return found
