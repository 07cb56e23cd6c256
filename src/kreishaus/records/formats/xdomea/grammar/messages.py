"""Heads and bodies of the messages, generation by generation."""

from kreishaus.records.formats.xdomea.choices import Choice, Option
from kreishaus.records.formats.xdomea.grammar.objects import documents
from kreishaus.records.formats.xdomea.grammar.parties import extensions
from kreishaus.records.formats.xdomea.grammar.plans import disposal_kind
from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import (
    Appraised,
    Envelope,
    ImportResult,
    Message,
    Outcome,
    System,
)
from kreishaus.records.formats.xdomea.model import Case, Document, File
from kreishaus.records.formats.xdomea.parts import Coded, Fixed, Group, Inline, Nested, Text
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND
from kreishaus.records.formats.xdomea.shapes import Part, Shape
from kreishaus.records.formats.xdomea.values import BOOLEAN, INSTANT, INTEGER

_RECEIPT = Text(name="Empfangsbestaetigung", attribute="receipt_wanted", codec=BOOLEAN, required=True)
_ARCHIVE_REFERENCE = Text(
    name="RueckmeldungArchivkennung", attribute="archive_reference_wanted", codec=BOOLEAN, required=True
)
_IMPORT = Fixed(name="Importbestaetigung")
_FURTHER = Nested(name="WeitererEmpfaenger", attribute="further_recipients", shape="Contact", many=True)
_ANSWERS = frozenset({Kind.APPRAISAL, Kind.OFFER_RECEIVED, Kind.APPRAISAL_RECEIVED, Kind.DISPOSAL_RECEIVED}) | {
    Kind.DISPOSAL_IMPORTED
}
_CARRIERS = frozenset({Kind.INFORMATION, Kind.HANDOVER, Kind.OFFER, Kind.DISPOSAL})


def shapes(generation: int) -> dict[str, Shape]:
    """Return the shapes of every message of a generation, by the four digits, and of what they are made of."""
    found = {
        "System": Shape(of=System, parts=_system()),
        "Appraised": Shape(of=Appraised, parts=[_object_id(generation), disposal_kind(generation, required=True)]),
        "Outcome": Shape(of=Outcome, parts=_outcome(generation)),
        "ImportResult": Shape(of=ImportResult, parts=_result(generation, archive=False)),
        "ArchiveResult": Shape(of=ImportResult, parts=_result(generation, archive=True)),
    }
    for kind in Kind:
        head = f"Head{kind.number}"
        if generation == FOURTH:
            found[head] = Shape(of=Envelope, parts=_latest_head(kind))
            begin: list[Part] = [Inline(attribute="envelope", shape=head)]
        else:
            found[head] = Shape(of=Envelope, parts=_head(kind, generation))
            begin = [Nested(name="Kopf", attribute="envelope", shape=head, required=True)]
        found[kind.number] = Shape(
            of=Message, parts=[*begin, *_body(kind, generation)], elsewhere=frozenset({"release"})
        )
    return found


def _text(name: str, attribute: str, *, required: bool = False) -> Text:
    return Text(name=name, attribute=attribute, required=required)


def _object_id(generation: int) -> Text:
    return _text("xdomeaUUID" if generation == FOURTH else "ID", "uuid", required=True)


def _system() -> list[Part]:
    return [_text("InstanzID", "instance"), _text("Produktname", "product"), _text("Version", "version")]


def _head(kind: Kind, generation: int) -> list[Part]:
    """Return the parts of the element Kopf of 2.x and 3.x."""
    return [
        _text("ProzessID", "process", required=True),
        Coded(name="Nachrichtentyp", attribute="kind", list="nachrichtentyp", required=True),
        Text(name="Erstellungszeitpunkt", attribute="created_at", codec=INSTANT, required=True),
        Nested(name="Absender", attribute="sender", shape="Contact", required=True),
        Nested(name="Empfaenger", attribute="recipient", shape="Contact", required=True),
        Nested(name="SendendesSystem", attribute="system", shape="System", required=generation == SECOND),
        _text("Hinweis", "note"),
        *extensions(generation),
        *_wishes(kind, generation),
    ]


def _wishes(kind: Kind, generation: int) -> list[Part]:
    """Return what the sender wants back, as the head of each kind has it."""
    early = generation == SECOND
    if kind in {Kind.INFORMATION, Kind.PLAN}:
        return [_FURTHER, _RECEIPT]
    if kind is Kind.HANDOVER:
        return [_FURTHER, _IMPORT] if early else [_FURTHER, _IMPORT, _RECEIPT]
    if kind in {Kind.OFFER, Kind.APPRAISAL}:
        return [_RECEIPT]
    if kind is Kind.DISPOSAL:
        return [_IMPORT, _ARCHIVE_REFERENCE] if early else [_IMPORT, _ARCHIVE_REFERENCE, _RECEIPT]
    return []


def _latest_head(kind: Kind) -> list[Part]:
    """Return the head of 4.0 and what stands beside it."""
    code = Coded(name="nachrichtentyp", attribute="kind", list="nachrichtentyp", required=True, qualified=False)
    head = Group(
        name="nachrichtenkopf",
        required=True,
        parts=[
            Group(
                name="identifikation.nachricht",
                required=True,
                parts=[
                    Text(name="nachrichtenUUID", attribute="message", required=True, qualified=False),
                    code,
                    Text(
                        name="erstellungszeitpunkt",
                        attribute="created_at",
                        codec=INSTANT,
                        required=True,
                        qualified=False,
                    ),
                ],
            ),
            Nested(name="leser", attribute="recipient", shape="Contact", required=True),
            Nested(name="autor", attribute="sender", shape="Contact", required=True),
            _text("ProzessID", "process", required=True),
            Inline(attribute="system", shape="LatestSystem"),
            _text("Hinweis", "note"),
            *extensions(FOURTH),
        ],
    )
    return [
        head,
        *_wishes(kind, FOURTH),
        *([_text("UUIDUrsprungsnachricht", "answers_to", required=True)] if kind in _ANSWERS else []),
        Text(name="LfdNrNachrichtProTyp", attribute="sequence", codec=INTEGER, required=True),
        Text(name="GesamtanzahlNachrichtenProTyp", attribute="total", codec=INTEGER, required=True),
    ]


def _is(kind: type) -> Option:
    return Option(element=_ELEMENTS[kind], shape=kind.__name__, fits=lambda item: isinstance(item, kind))


_ELEMENTS: dict[type, str] = {File: "Akte", Case: "Vorgang", Document: "Dokument"}


def _body(kind: Kind, generation: int) -> list[Part]:
    plans = Nested(name="Aktenplan", attribute="plans", shape="Plan", many=True, limit=0 if generation == FOURTH else 1)
    if kind in _CARRIERS:
        several = generation == FOURTH or kind.group == "AussonderungDurchfuehren"
        letters = documents(generation, name="Anschreiben", attribute="letters", limit=0 if several else 1)
        options = [_is(File), _is(Case), *([] if generation == FOURTH else [_is(Document)])]
        objects = Choice(name="Schriftgutobjekt", attribute="objects", many=True, options=options)
        return [letters, objects, *([] if kind is Kind.INFORMATION else [plans])]
    if kind is Kind.PLAN:
        return [plans]
    if kind is Kind.APPRAISAL:
        name = "BewertetesSGO" if generation == FOURTH else "BewertetesObjekt"
        return [Nested(name=name, attribute="appraised", shape="Appraised", many=True)]
    if kind in {Kind.HANDOVER_IMPORTED, Kind.DISPOSAL_IMPORTED}:
        return _import(kind, generation)
    return []


def _import(kind: Kind, generation: int) -> list[Part]:
    archive = kind is Kind.DISPOSAL_IMPORTED
    whole = Nested(name="ErfolgOderMisserfolg", attribute="outcome", shape="Outcome", required=True)
    each = Nested(
        name="AusgesondertesSGO" if archive else "AbgegebenesObjekt",
        attribute="results",
        shape="ArchiveResult" if archive else "ImportResult",
        many=True,
    )
    if generation == FOURTH:
        return [whole, each]
    if generation == SECOND:
        references = Nested(name="Rueckgabeparameter", attribute="results", shape="ArchiveResult", many=True)
        parts: list[Part] = [Inline(attribute="outcome", shape="Outcome"), *([references] if archive else [])]
        return [Group(name="ErfolgOderMisserfolg", required=True, parts=parts)]
    return [each]


def _outcome(generation: int) -> list[Part]:
    successful = Text(name="Erfolgreich", attribute="successful", codec=BOOLEAN, required=True)
    errors = Text(name="Fehlermeldung", attribute="errors", many=True)
    if generation == SECOND:
        return [successful, errors]
    return [successful, errors, Coded(name="FehlermeldungCode", attribute="codes", many=True)]


def _result(generation: int, *, archive: bool) -> list[Part]:
    reference = _text("Archivkennung", "archive_reference", required=generation == SECOND)
    if generation == SECOND:
        return [_text("ID", "uuid", required=True), reference]
    end: list[Part] = [reference] if archive else []
    if generation == FOURTH:
        inside = Group(name="ErfolgOderMisserfolg", required=True, parts=_outcome(generation))
        return [_text("xdomeaUUID", "uuid", required=True), inside, *end]
    return [_text("IDSGO", "uuid", required=True), *_outcome(generation), *end]
