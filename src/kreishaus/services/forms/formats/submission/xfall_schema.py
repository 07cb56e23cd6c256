"""XML Schema of a form in the manner of XFall: global elements named after FIM, occurrences = Anzahl."""

from typing import TYPE_CHECKING, Any

from kreishaus.services.forms.formats.submission.json_schema import FILE_DEFINITION, SHA256
from kreishaus.services.forms.formats.submission.patterns import xsd_pattern
from kreishaus.services.forms.formats.submission.shapes import Kind, Shape
from kreishaus.services.forms.formats.submission.structure import Part, Structure
from kreishaus.services.forms.formats.submission.wording import softened_because

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/xml"
_XSD = "http://www.w3.org/2001/XMLSchema"
_XS = f"{{{_XSD}}}"
_BASES = {
    Kind.TEXT: "xs:string",
    Kind.CHOICE: "xs:string",
    Kind.DATE: "xs:date",
    Kind.BOOL: "xs:boolean",
    Kind.INTEGER: "xs:integer",
    Kind.NUMBER: "xs:decimal",
    Kind.MONEY: "xs:decimal",
    Kind.FIGURE: "xs:decimal",
    Kind.ANY: "xs:string",
}


def xfall_schema(structure: Structure) -> bytes:
    """Return the XML Schema of submissions of this form, UTF-8, indented for reading."""
    from lxml import etree

    root = etree.Element(
        f"{_XS}schema",
        {"targetNamespace": structure.namespace, "elementFormDefault": "qualified"},
        nsmap={"xs": _XSD, "x": structure.namespace},
    )
    writer = _Writer(root)
    top = etree.SubElement(root, f"{_XS}element", name=structure.name)
    _note(top, structure.title)
    writer.members(etree.SubElement(top, f"{_XS}complexType"), structure.written)
    etree.indent(root)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return document


class _Writer:
    """Global elements and types, each once; `_types` maps a type's name to its content as text."""

    def __init__(self, root: "_Element") -> None:
        self._root = root
        self._types: dict[str, bytes] = {}

    def members(self, complex_type: "_Element", parts: tuple[Part, ...], *, exclusive: bool = False) -> None:
        from lxml import etree

        order = etree.SubElement(complex_type, f"{_XS}{'choice' if exclusive else 'sequence'}")
        if exclusive and any(part.reliefs for part in parts):
            order.set("minOccurs", "0")
        for part in parts:
            self._use(order, part, fewest=max(1, part.floor) if exclusive else part.floor)

    def _use(self, order: "_Element", part: Part, *, fewest: int) -> None:
        from lxml import etree

        kind = self._type(part)
        use = etree.SubElement(order, f"{_XS}element")
        if kind == part.name:
            use.set("ref", f"x:{part.name}")
        else:
            use.set("name", part.name)
            use.set("type", f"x:{kind}")
        if fewest != 1:
            use.set("minOccurs", str(fewest))
        if part.most != 1:
            use.set("maxOccurs", "unbounded" if part.most is None else str(part.most))
        if part.reliefs:
            _note(use, softened_because(part))

    def _type(self, part: Part) -> str:
        """Return the name of the type; a local change of the same element gets one of its own."""
        from lxml import etree

        if part.shape is None:
            kind = etree.Element(f"{_XS}complexType", nsmap=self._root.nsmap)
            self.members(kind, part.written, exclusive=part.exclusive)
        else:
            kind = self._value(part.shape)
        _note(kind, part.label, first=True)
        content = etree.tostring(kind)
        name, number = part.base, 1
        while name in self._types and self._types[name] != content:
            number += 1
            name = f"{part.base}.{number}"
        if name not in self._types:
            self._types[name] = content
            kind.set("name", name)
            self._root.append(kind)
            etree.SubElement(self._root, f"{_XS}element", name=name, type=f"x:{name}")
        return name

    def _value(self, shape: Shape) -> "_Element":
        from lxml import etree

        if shape.kind is Kind.OBJECT:
            kind = etree.Element(f"{_XS}complexType", nsmap=self._root.nsmap)
            order = etree.SubElement(kind, f"{_XS}sequence")
            for member in shape.members:
                inner = etree.SubElement(order, f"{_XS}element", name=member.key, minOccurs="0")
                if member.many:
                    inner.set("maxOccurs", "unbounded")
                _note(inner, member.label)
                inner.append(self._value(member.shape))
            return kind
        if shape.kind is Kind.FILE:
            self._file_type()
            kind = etree.Element(f"{_XS}complexType", nsmap=self._root.nsmap)
            content = etree.SubElement(kind, f"{_XS}complexContent")
            etree.SubElement(content, f"{_XS}extension", base=f"x:{FILE_DEFINITION}")
            return kind
        kind = etree.Element(f"{_XS}simpleType", nsmap=self._root.nsmap)
        restriction = etree.SubElement(kind, f"{_XS}restriction", base=_BASES[shape.kind])
        for name, limit in _facets(shape):
            etree.SubElement(restriction, f"{_XS}{name}", value=limit)
        return kind

    def _file_type(self) -> None:
        from lxml import etree

        if FILE_DEFINITION in self._types:
            return
        self._types[FILE_DEFINITION] = b""
        kind = etree.SubElement(self._root, f"{_XS}complexType", name=FILE_DEFINITION)
        _note(kind, "Verweis auf eine Anlage: Name, Art, Prüfsumme und Größe in Bytes.")
        order = etree.SubElement(kind, f"{_XS}sequence")
        for name, base in (("name", "xs:string"), ("mediaType", "xs:string")):
            etree.SubElement(order, f"{_XS}element", name=name, type=base)
        digest = etree.SubElement(order, f"{_XS}element", name="sha256")
        simple = etree.SubElement(digest, f"{_XS}simpleType")
        restriction = etree.SubElement(simple, f"{_XS}restriction", base="xs:string")
        etree.SubElement(restriction, f"{_XS}pattern", value=SHA256)
        etree.SubElement(order, f"{_XS}element", name="size", type="xs:nonNegativeInteger")


def _facets(shape: Shape) -> list[tuple[str, str]]:
    if shape.kind is Kind.CHOICE and shape.codes:
        return [("enumeration", code) for code in shape.codes]
    facets: list[tuple[str, Any]] = []
    if shape.kind in (Kind.TEXT, Kind.CHOICE):
        facets = [("minLength", shape.shortest), ("maxLength", shape.longest)]
        facets.append(("pattern", xsd_pattern(shape.pattern) if shape.pattern else None))
    elif shape.kind is Kind.MONEY:
        facets = [("minInclusive", shape.low), ("maxInclusive", shape.high), ("fractionDigits", 2)]
    elif shape.kind in (Kind.DATE, Kind.INTEGER, Kind.NUMBER):
        facets = [("minInclusive", shape.low), ("maxInclusive", shape.high)]
    return [(name, str(value)) for name, value in facets if value not in (None, "")]


def _note(element: "_Element", text: str, *, first: bool = False) -> None:
    from lxml import etree

    annotation = etree.Element(f"{_XS}annotation")
    etree.SubElement(annotation, f"{_XS}documentation").text = printable(text)
    element.insert(0, annotation) if first else element.append(annotation)


def printable(text: str) -> str:
    """Return the text without the characters that XML 1.0 cannot hold."""
    return "".join(each for each in text if each in "\t\n\r" or " " <= each <= "\ud7ff" or "\ue000" <= each <= "\ufffd"
                   or each > "\uffff")  # fmt: skip
