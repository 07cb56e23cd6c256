"""JSON text with decimal numbers digit by digit: `1.50` stays `1.50`, which floating point would lose."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

_INDENT = "  "


def dumps(value: object, *, indented: bool = False) -> str:
    """Return the value as JSON text.

    :raises TypeError: if it holds something that JSON does not know.
    """
    return _text(value, "\n" if indented else "")


def loads(text: str | bytes) -> object:
    """Return the value of a JSON text; numbers with a point as `Decimal`.

    :raises ValueError: if it is no JSON.
    """
    value: object = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    return value


def _text(value: object, line: str) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    inner = line + _INDENT if line else ""
    if isinstance(value, Mapping):
        colon = ": " if line else ":"
        members = [f"{_quoted(str(key))}{colon}{_text(entry, inner)}" for key, entry in value.items()]
        return _joined("{", members, "}", line, inner)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _joined("[", [_text(entry, inner) for entry in value], "]", line, inner)
    return _quoted(value)


def _joined(start: str, members: list[str], end: str, line: str, inner: str) -> str:
    return f"{start}{inner}{f',{inner}'.join(members)}{line}{end}" if members else start + end


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _no_constant(text: str) -> object:
    raise ValueError(text)
