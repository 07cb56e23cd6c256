"""One schema of the model as message 0102 of XDatenfelder 3.0.0, valid under the official XML Schema."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from kreishaus.services.forms.formats.xdatenfelder.model import (
    CodeListReference,
    Constraints,
    Description,
    Element,
    History,
    ImportedField,
    ImportedGroup,
    ImportedSchema,
    LegalBasis,
    Rule,
)
from kreishaus.services.forms.formats.xdatenfelder.writing.latin import latin

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0"
_X = f"{{{NAMESPACE}}}"
_FIM = "urn:xoev-de:fim:codeliste:"
_LISTS = {
    "freigabestatus": ("urn:xoev-de:xprozess:codeliste:status", "2020-03-19"),
    "schemaelementart": (f"{_FIM}xdatenfelder.schemaelementart", "1.0"),
    "feldart": (f"{_FIM}xdatenfelder.feldart", "2.0"),
    "datentyp": (f"{_FIM}xdatenfelder.datentyp", "2.0"),
    "vorbefuellung": (f"{_FIM}xdatenfelder.vorbefuellung", "1.0"),
    "art": (f"{_FIM}datenfelder.gruppenart", "1.0"),
    "typ": (f"{_FIM}xdatenfelder.regeltyp", "1.0"),
    "ableitungsmodifikationenStruktur": (f"{_FIM}xdatenfelder.ableitungsmodifikationenStruktur", "1.0"),
    "ableitungsmodifikationenRepraesentation": (f"{_FIM}xdatenfelder.ableitungsmodifikationenRepraesentation", "1.0"),
}
_STATUS = {"inVorbereitung": "2", "aktiv": "5", "inaktiv": "7"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEDIA_TYPE = re.compile(r"\w+/[-+.\w]+")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_NO_PROFILE = "D99000000001"
_DRAFT = "3"


def message(schema: ImportedSchema, *, number: str, at: str) -> bytes:
    """Return the message as UTF-8 XML; `number` is its nachrichtID, `at` the time of writing (ISO 8601)."""
    from lxml import etree

    root = etree.Element(f"{_X}xdatenfelder.stammdatenschema.0102", nsmap={"xdf3": NAMESPACE})
    header = _add(root, "header")
    _text(header, "nachrichtID", number)
    _text(header, "erstellungszeitpunkt", at)
    _text(header, "produktbezeichnung", "Kreishaus")
    _Writer(at).schema(_add(root, "stammdatenschema"), schema)
    etree.indent(root)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return document


class _Writer:
    def __init__(self, at: str) -> None:
        self._at = at

    def schema(self, to: "_Element", schema: ImportedSchema) -> None:
        self._about(to, schema)
        _text(to, "bezeichnung", latin(schema.title))
        _said(to, "hilfetext", latin(schema.help))
        _code(to, "ableitungsmodifikationenStruktur", schema.structure_changes or "3")
        _code(to, "ableitungsmodifikationenRepraesentation", schema.display_changes or "0")
        _identity(
            _add(to, "dokumentsteckbrief"), schema.document_profile or _NO_PROFILE, schema.document_profile_version
        )
        self._rules(to, schema.rules)
        self._structure(to, schema.children)

    def _about(self, to: "_Element", source: Description) -> None:
        _identity(_add(to, "identifikation"), source.id, source.version)
        _text(to, "name", latin(source.name or source.title))
        _said(to, "beschreibung", latin(source.description))
        _said(to, "definition", latin(source.definition))
        _bases(to, source.bases)
        _code(to, "freigabestatus", _STATUS.get(source.status, source.status) or _DRAFT)
        history = source.history
        _day(to, "statusGesetztAm", history.status_set_on)
        _said(to, "statusGesetztDurch", latin(history.status_set_by))
        _day(to, "gueltigAb", source.valid_from.isoformat() if source.valid_from else "")
        _day(to, "gueltigBis", source.valid_until.isoformat() if source.valid_until else "")
        _said(to, "versionshinweis", latin(history.version_note))
        _day(to, "veroeffentlichungsdatum", history.published_on)
        _text(to, "letzteAenderung", self._moment(history))
        for keyword in source.keywords:
            _text(to, "stichwort", keyword.text).set("uri", keyword.uri)

    def _element(self, to: "_Element", source: Element) -> None:
        self._about(to, source)
        _text(to, "bezeichnungEingabe", latin(source.title))
        _said(to, "bezeichnungAusgabe", latin(source.output_title))
        _code(to, "schemaelementart", source.element_kind or "ABS")
        _said(to, "hilfetextEingabe", latin(source.help))
        _said(to, "hilfetextAusgabe", latin(source.output_help))

    def _structure(self, to: "_Element", children: tuple[ImportedGroup | ImportedField, ...]) -> None:
        for child in children:
            structure = _add(to, "struktur")
            maximum = child.multiplicity.maximum
            _text(structure, "anzahl", f"{child.multiplicity.minimum}:{'*' if maximum is None else maximum}")
            _bases(structure, child.use_bases)
            holder = _add(structure, "enthaelt")
            if isinstance(child, ImportedGroup):
                self._group(_add(holder, "datenfeldgruppe"), child)
            else:
                self._field(_add(holder, "datenfeld"), child)

    def _group(self, to: "_Element", group: ImportedGroup) -> None:
        self._element(to, group)
        if group.exclusive:
            _code(to, "art", "X")
        self._rules(to, group.rules)
        self._structure(to, group.children)

    def _field(self, to: "_Element", field: ImportedField) -> None:
        self._element(to, field)
        _code(to, "feldart", field.kind.value)
        _code(to, "datentyp", field.data_type.value)
        _limits(to, field.constraints)
        _said(to, "inhalt", latin(field.content))
        _code(to, "vorbefuellung", field.prefill or "keine")
        if field.choices:
            values = _add(to, "werte")
            for choice in field.choices:
                value = _add(values, "wert")
                _text(value, "code", choice.code)
                _text(value, "name", choice.name)
                _said(value, "hilfe", choice.help)
        _code_list(to, field.code_list)
        self._rules(to, field.rules)
        if field.max_bytes:
            _text(to, "maxSize", str(field.max_bytes))
        for media_type in field.media_types:
            if _MEDIA_TYPE.fullmatch(media_type):
                _text(to, "mediaType", media_type)

    def _rules(self, to: "_Element", rules: tuple[Rule, ...]) -> None:
        for rule in rules:
            self._rule(_add(to, "regel"), rule)

    def _rule(self, to: "_Element", rule: Rule) -> None:
        _identity(_add(to, "identifikation"), rule.id, rule.version)
        _text(to, "name", latin(rule.name or rule.id))
        _said(to, "beschreibung", latin(rule.description))
        _said(to, "freitextRegel", latin(rule.text))
        _bases(to, rule.bases)
        for keyword in rule.keywords:
            _text(to, "stichwort", keyword.text).set("uri", keyword.uri)
        _said(to, "fachlicherErsteller", latin(rule.history.creator))
        _text(to, "letzteAenderung", self._moment(rule.history))
        _code(to, "typ", rule.kind or "K")
        for parameter in rule.parameters:
            node = _add(to, "param")
            node.set("element", parameter.element)
            node.set("name", parameter.name)
            _text(node, "typ", parameter.kind or "wert")
        for target in rule.targets:
            node = _add(to, "ziel")
            node.set("element", target.element)
            node.set("name", target.name)
        _said(to, "skript", rule.script)
        for error in rule.errors:
            _text(to, "fehler", latin(error.text)).set("code", error.code or "0")

    def _moment(self, history: History) -> str:
        """Return when it was changed; what never told gets the time of writing."""
        try:
            datetime.fromisoformat(history.changed_at)
        except ValueError:
            return self._at
        return history.changed_at if "T" in history.changed_at else self._at


def _limits(to: "_Element", limits: Constraints) -> None:
    attributes = {
        "minLength": limits.min_length,
        "maxLength": limits.max_length or None,
        "minValue": limits.min_value or None,
        "maxValue": limits.max_value or None,
        "pattern": limits.pattern or None,
    }
    said = {name: str(value) for name, value in attributes.items() if value is not None}
    if not said and not limits.remark:
        return
    node = _add(to, "praezisierung")
    for name, value in said.items():
        node.set(name, value)
    if limits.remark:
        node.text = latin(limits.remark)


def _code_list(to: "_Element", reference: CodeListReference | None) -> None:
    if reference is None:
        return
    node = _add(to, "codelisteReferenz")
    _said(node, "canonicalIdentification", reference.urn)
    _said(node, "version", reference.version)
    _said(node, "canonicalVersionUri", reference.version_uri)
    _said(to, "codeKey", reference.code_key)
    _said(to, "nameKey", reference.name_key)
    _said(to, "helpKey", reference.help_key)


def _identity(to: "_Element", number: str, version: str) -> None:
    _text(to, "id", number)
    if _VERSION.fullmatch(version):
        _text(to, "version", version)


def _bases(to: "_Element", bases: tuple[LegalBasis, ...]) -> None:
    for basis in bases:
        node = _text(to, "bezug", latin(basis.text))
        if basis.link:
            node.set("link", basis.link)


def _code(to: "_Element", name: str, code: str) -> None:
    from lxml import etree

    node = _add(to, name)
    address, version = _LISTS[name]
    node.set("listURI", address)
    node.set("listVersionID", version)
    # The standard puts `code` into no namespace.
    etree.SubElement(node, "code").text = code


def _day(to: "_Element", name: str, day: str) -> None:
    if _DAY.fullmatch(day):
        _text(to, name, day)


def _said(to: "_Element", name: str, text: str) -> None:
    if text:
        _text(to, name, text)


def _text(to: "_Element", name: str, text: str) -> "_Element":
    node = _add(to, name)
    node.text = text
    return node


def _add(to: "_Element", name: str) -> "_Element":
    from lxml import etree

    return etree.SubElement(to, f"{_X}{name}")
