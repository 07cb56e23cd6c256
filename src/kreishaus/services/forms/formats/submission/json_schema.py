"""JSON Schema 2020-12 of a form with the naming of FIT-Connect: `{id}V{version}`, one definition per element.

The reference converter of the FIM portal leaves a comma too much, types dates as plain text and knows
no value lists; here every limit of the form that JSON Schema can say is said.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from kreishaus.services.forms.formats.submission.json_text import dumps
from kreishaus.services.forms.formats.submission.patterns import json_pattern
from kreishaus.services.forms.formats.submission.shapes import Kind, Member, Shape
from kreishaus.services.forms.formats.submission.structure import Part, Structure
from kreishaus.services.forms.formats.submission.wording import softened_because

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MEDIA_TYPE = "application/schema+json"
SHA256 = "[0-9a-f]{64}"
FILE_DEFINITION = "Datei"

JSON = dict[str, Any]


def json_schema(structure: Structure) -> JSON:
    """Return the schema of submissions of this form."""
    writer = _Writer()
    root = writer.members(structure.written)
    return {
        "$schema": DIALECT,
        "$id": f"urn:kreishaus:json-schema:{structure.name}",
        "title": structure.title,
        **root,
        "$defs": dict(sorted(writer.definitions.items())),
    }


def schema_text(schema: JSON) -> bytes:
    """Return the schema as UTF-8, indented for reading."""
    return (dumps(schema, indented=True) + "\n").encode()


class _Writer:
    def __init__(self) -> None:
        self.definitions: dict[str, JSON] = {}

    def members(self, parts: tuple[Part, ...], *, exclusive: bool = False) -> JSON:
        properties = {part.name: self._use(part) for part in parts}
        content: JSON = {"type": "object", "properties": properties, "additionalProperties": False}
        if exclusive:
            content["maxProperties"] = 1
            if not any(part.reliefs for part in parts):
                content["minProperties"] = 1
        elif needed := [part.name for part in parts if part.floor]:
            content["required"] = needed
        return content

    def _use(self, part: Part) -> JSON:
        use: JSON = {"$ref": f"#/$defs/{self._definition(part)}"}
        if part.many:
            use = {"type": "array", "items": use}
            # Left out is one thing; a list that is there has what the form asks for.
            if part.least > 1 or part.floor:
                use["minItems"] = max(1, part.least)
            if part.most is not None:
                use["maxItems"] = part.most
            if part.field and part.field.type == "multiple-choice":
                use["uniqueItems"] = True
        if part.reliefs:
            use["$comment"] = softened_because(part)
        return use

    def _definition(self, part: Part) -> str:
        """Return the name of the definition; a local change of the same element gets one of its own."""
        if part.shape is None:
            content = {"title": part.label, **self.members(part.written, exclusive=part.exclusive)}
        else:
            content = {"title": part.label, **self._value(part.shape)}
        name, number = part.base, 1
        while self.definitions.setdefault(name, content) != content:
            number += 1
            name = f"{part.base}.{number}"
        return name

    def _value(self, shape: Shape) -> JSON:
        if shape.kind is Kind.FILE:
            self.definitions[FILE_DEFINITION] = _file()
            return {"$ref": f"#/$defs/{FILE_DEFINITION}"}
        if shape.kind is Kind.OBJECT:
            properties = {member.key: self._member(member) for member in shape.members}
            return {"type": "object", "properties": properties, "additionalProperties": False}
        return _WRITERS[shape.kind](shape)

    def _member(self, member: Member) -> JSON:
        content = self._value(member.shape)
        if member.many:
            content = {"type": "array", "items": content, "minItems": 1, "uniqueItems": True}
        return {"title": member.label, **content}


def _text(shape: Shape) -> JSON:
    content: JSON = {"type": "string", "minLength": shape.shortest}
    if shape.longest:
        content["maxLength"] = shape.longest
    if shape.pattern:
        if pattern := json_pattern(shape.pattern):
            content["pattern"] = pattern
        else:
            content["$comment"] = f"Nicht geprüft wird das Muster {shape.pattern}"
    return content


def _choice(shape: Shape) -> JSON:
    return {"enum": list(shape.codes)} if shape.codes else _text(shape)


def _date(shape: Shape) -> JSON:
    content: JSON = {"type": "string", "format": "date"}
    if shape.low is not None or shape.high is not None:
        # JSON Schema has no limits for days; the XFall schema has.
        content["$comment"] = f"Erlaubt: {shape.low or '…'} bis {shape.high or '…'}"
    return content


def _number(shape: Shape) -> JSON:
    content: JSON = {"type": "integer" if shape.kind is Kind.INTEGER else "number"}
    if shape.low is not None:
        content["minimum"] = _amount(shape.low)
    if shape.high is not None:
        content["maximum"] = _amount(shape.high)
    return content


def _amount(limit: int | str) -> int | Decimal:
    return limit if isinstance(limit, int) else Decimal(limit.strip())


def _file() -> JSON:
    return {
        "title": "Datei",
        "description": "Verweis auf eine Anlage: Name, Art, Prüfsumme und Größe in Bytes.",
        "type": "object",
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 255},
            "mediaType": {"type": "string", "minLength": 1},
            "sha256": {"type": "string", "pattern": f"^{SHA256}$"},
            "size": {"type": "integer", "minimum": 0},
        },
        "required": ["name", "mediaType", "sha256", "size"],
        "additionalProperties": False,
    }


_WRITERS: dict[Kind, Callable[[Shape], JSON]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.DATE: _date,
    Kind.BOOL: lambda _shape: {"type": "boolean"},
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.FIGURE: lambda _shape: {"type": "number"},
    Kind.ANY: lambda _shape: {},
}
