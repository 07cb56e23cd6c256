"""Submitted answers as XML under the XFall schema of the form, and back, without loss."""

from collections.abc import Mapping
from decimal import InvalidOperation
from typing import TYPE_CHECKING

from kreishaus.services.forms.engine.schema import Answers
from kreishaus.services.forms.formats.submission import shapes
from kreishaus.services.forms.formats.submission.json_data import JSON, answers_from, json_data, value_in
from kreishaus.services.forms.formats.submission.json_text import dumps, loads
from kreishaus.services.forms.formats.submission.problems import NotReadable
from kreishaus.services.forms.formats.submission.shapes import Kind, Shape
from kreishaus.services.forms.formats.submission.structure import Part, Structure

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/xml"
_FILE_NAMES = ("name", "mediaType", "sha256", "size")


def write_xml(structure: Structure, answers: Mapping[str, object]) -> bytes:
    """Return submitted answers as UTF-8 XML.

    :raises NotReadable: if a text holds characters that XML does not know.
    """
    from lxml import etree

    root = etree.Element(f"{{{structure.namespace}}}{structure.name}", nsmap={None: structure.namespace})
    try:
        _members(root, structure.written, json_data(structure, answers), structure.namespace)
    except ValueError as error:
        raise NotReadable("Ein Text enthält Zeichen, die es in XML nicht gibt.") from error
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return document


def read_xml(structure: Structure, content: bytes) -> Answers:
    """Return the answers that an XML submission holds.

    :raises NotReadable: if it is no XML, carries a DTD, or has elements that the form does not know.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable("Das ist kein lesbares XML.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotReadable("Die Datei enthält eine DTD. Das lassen wir aus Sicherheitsgründen nicht zu.")
    if root.tag != f"{{{structure.namespace}}}{structure.name}":
        raise NotReadable(f"Erwartet wird <{structure.name}>, die Datei beginnt mit <{root.tag}>.")
    return answers_from(structure.children, _data(root, structure.written, structure.namespace))


def _members(parent: "_Element", parts: tuple[Part, ...], data: JSON, namespace: str) -> None:
    from lxml import etree

    for part in parts:
        if part.name not in data:
            continue
        value = data[part.name]
        for entry in value if part.many else [value]:
            element = etree.SubElement(parent, f"{{{namespace}}}{part.name}")
            if part.shape is None:
                _members(element, part.written, entry, namespace)
            else:
                _value(element, part.shape, entry, namespace)


def _value(element: "_Element", shape: Shape, value: object, namespace: str) -> None:
    from lxml import etree

    match shape.kind:
        case Kind.FILE:
            for name in _FILE_NAMES:
                etree.SubElement(element, f"{{{namespace}}}{name}").text = str(shapes.members_of(value)[name])
        case Kind.OBJECT:
            inner = shapes.members_of(value)
            for member in shape.members:
                found = inner.get(member.key)
                for each in [] if found is None else found if member.many and isinstance(found, list) else [found]:
                    child = etree.SubElement(element, f"{{{namespace}}}{member.key}")
                    _value(child, member.shape, each, namespace)
        case Kind.TEXT | Kind.CHOICE | Kind.DATE:
            element.text = str(value)
        case _:
            element.text = dumps(value)


def _data(parent: "_Element", parts: tuple[Part, ...], namespace: str) -> JSON:
    """Return the element as JSON values, so that both notations are read by the same code."""
    known = {f"{{{namespace}}}{part.name}": part for part in parts}
    data: JSON = {}
    for element in parent:
        part = known.get(element.tag)
        if part is None:
            raise NotReadable(f"<{element.tag}> gibt es hier nicht.")
        entry = _entry(element, part, namespace)
        if part.many:
            data.setdefault(part.name, []).append(entry)
        elif part.name in data:
            raise NotReadable(f"<{part.name}> darf hier nur einmal stehen.")
        else:
            data[part.name] = entry
    return data


def _entry(element: "_Element", part: Part, namespace: str) -> object:
    if part.shape is None:
        return _data(element, part.written, namespace)
    try:
        return _read(element, part.shape, namespace)
    except (InvalidOperation, KeyError, TypeError, ValueError) as error:
        raise NotReadable(f"Der Wert von „{part.name}“ ist nicht lesbar.") from error


def _read(element: "_Element", shape: Shape, namespace: str) -> object:
    text = element.text or ""
    match shape.kind:
        case Kind.FILE:
            found = {child.tag: child.text or "" for child in element}
            texts = {name: found[f"{{{namespace}}}{name}"] for name in _FILE_NAMES}
            return {**texts, "size": int(texts["size"])}
        case Kind.OBJECT:
            return _object(element, shape, namespace)
        case Kind.TEXT | Kind.CHOICE | Kind.DATE:
            return text
        case Kind.BOOL:
            return {"true": True, "1": True, "false": False, "0": False}[text.strip()]
        case _:
            value = loads(text)
            value_in(shape, value)
            return value


def _object(element: "_Element", shape: Shape, namespace: str) -> JSON:
    members = {f"{{{namespace}}}{member.key}": member for member in shape.members}
    found: JSON = {}
    for child in element:
        member = members[child.tag]
        value = _read(child, member.shape, namespace)
        if member.many:
            found.setdefault(member.key, []).append(value)
        else:
            found[member.key] = value
    return found
