"""The pattern of a field in the two dialects outside: JSON Schema (JavaScript) and XML Schema."""

import re
from functools import lru_cache

_XSD = "http://www.w3.org/2001/XMLSchema"
# What XML Schema lets one escape; anything else escaped is refused there and means itself here.
_ESCAPABLE = frozenset("nrt\\|.?*+(){}-[]^sSdDwWiIcCpP")


def json_pattern(pattern: str) -> str:
    """Return the pattern for JSON Schema, where it searches unless it is anchored; "" if it cannot be said."""
    try:
        re.compile(pattern)
    except re.error:
        return ""
    return f"^(?:{pattern})$" if pattern else ""


@lru_cache(maxsize=512)
def xsd_pattern(pattern: str) -> str:
    """Return the pattern for XML Schema, where it always means the whole text; "" if it cannot be said."""
    inner = pattern.removeprefix("^").replace("(?:", "(")
    if inner.endswith("$") and not inner.endswith("\\$"):
        inner = inner[:-1]
    plain = _unescaped(inner)
    return plain if plain and not _has_anchor(plain) and _compiles(plain) else ""


def _unescaped(pattern: str) -> str:
    """Return the pattern without escapes that XML Schema does not know, "" if one of them has a meaning."""
    if any(letter.isalnum() and letter not in _ESCAPABLE for letter in re.findall(r"\\(.)", pattern)):
        return ""
    return re.sub(r"\\(.)", lambda found: found[0] if found[1] in _ESCAPABLE else f"[{found[1]}]", pattern)


def _has_anchor(pattern: str) -> bool:
    """Tell whether `^`, `$` or a special group is left, which XML Schema would take for plain characters."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "", pattern)
    return bool(re.search(r"[\^$]|\(\?", bare))


def _compiles(pattern: str) -> bool:
    from lxml import etree

    root = etree.Element(f"{{{_XSD}}}schema")
    simple = etree.SubElement(root, f"{{{_XSD}}}simpleType", name="probe")
    restriction = etree.SubElement(simple, f"{{{_XSD}}}restriction", base="xs:string", nsmap={"xs": _XSD})
    try:
        etree.SubElement(restriction, f"{{{_XSD}}}pattern", value=pattern)
        etree.XMLSchema(root)
    except (etree.XMLSchemaParseError, ValueError):
        return False
    return True
