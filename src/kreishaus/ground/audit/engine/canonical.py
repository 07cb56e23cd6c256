r"""Canonical JSON: one value has exactly one spelling, so its hash is the same everywhere.

The rules (a subset of RFC 8785): UTF-8 without a byte order mark; no spaces; the keys of an
object sorted by code point, none twice; strings escaped only where JSON demands it (quotation
mark, backslash, control characters, with the short forms ``\b \t \n \f \r``); whole numbers
only, at most 2**53 - 1 either way, because fractions have no single spelling; no NUL inside
strings, because PostgreSQL cannot keep it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JSON: TypeAlias = "Mapping[str, JSON] | Sequence[JSON] | str | int | bool | None"

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 50

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class NotCanonical(ValueError):
    """The value has no single spelling in JSON (a fraction, a huge number, a strange key)."""


def canonical_json(value: JSON) -> bytes:
    """Return the one spelling of a value, as UTF-8.

    :raises NotCanonical: if the value is no JSON or has no single spelling.
    """
    _check(value, 0)
    try:
        written = _encode(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("text with a lone surrogate") from error
    # The first look also finds a backslash followed by the letters u0000; the second one is sure.
    if b"\\u0000" in written and _has_nul(value):
        raise NotCanonical("text with a NUL character")
    return written


def _check(value: object, depth: int) -> None:
    if isinstance(value, str):
        return
    if depth > MAX_DEPTH:
        raise NotCanonical(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, dict):
        for key, member in value.items():
            if not isinstance(key, str):
                raise NotCanonical(f"a key that is no text: {key!r}")
            if not isinstance(member, str):
                _check(member, depth + 1)
    elif isinstance(value, list | tuple):
        for member in value:
            _check(member, depth + 1)
    else:
        _check_atom(value)


def _check_atom(value: object) -> None:
    if value is None or isinstance(value, bool):
        return
    if not isinstance(value, int):
        raise NotCanonical(f"a {type(value).__name__}, which JSON cannot say in one way only")
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise NotCanonical(f"a number beyond 2**53: {value}")


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(member) for key, member in value.items())
    return isinstance(value, list | tuple) and any(_has_nul(member) for member in value)
