"""Files, cases, documents and filing plans, generation by generation."""

from kreishaus.records.formats.xdomea.choices import Choice, Option
from kreishaus.records.formats.xdomea.grammar.parties import extensions
from kreishaus.records.formats.xdomea.model import (
    Attachment,
    Case,
    Classification,
    Document,
    File,
    HistoryEntry,
    Metadata,
    PathElement,
    Period,
    Reference,
)
from kreishaus.records.formats.xdomea.parts import Coded, Group, Inline, Nested, Text
from kreishaus.records.formats.xdomea.releases import FOURTH, SECOND
from kreishaus.records.formats.xdomea.shapes import Part, Shape
from kreishaus.records.formats.xdomea.values import (
    BOOLEAN,
    COUNT_TEXT,
    DATE,
    INSTANT,
    INTEGER,
    TEXT,
)

_NO_PIECES = (
    "Dokumente mit Schriftstücken gibt es erst ab xdomea 4.0. "
    "Bitte wählen Sie xdomea 4.0 oder führen Sie die Schriftstücke als eigene Dokumente."
)

_NOT_BOTH = (
    "Bis xdomea 2.4 enthält eine Akte entweder Dokumente oder Vorgänge, nicht beides. Bitte wählen Sie xdomea 3.1."
)


def shapes(generation: int) -> dict[str, Shape]:
    """Return the shapes of record objects for a generation of releases."""
    return {
        "File": Shape(of=File, parts=_file(generation)),
        "Case": Shape(of=Case, parts=_case(generation)),
        **_documents(generation),
        "Metadata": Shape(of=Metadata, parts=_metadata(generation)),
        "Classification": Shape(of=Classification, parts=_classification()),
        "PathElement": Shape(
            of=PathElement,
            parts=[
                _text("Name", "name", required=True),
                Coded(name="Typ", attribute="kind", list="strukturelementtyp", required=True),
                Nested(name="Pfadelement", attribute="below", shape="PathElement"),
            ],
        ),
        "Period": Shape(of=Period, parts=[_date("Beginn", "begins_on"), _date("Ende", "ends_on")]),
        "HistoryEntry": Shape(of=HistoryEntry, parts=_history_entry(generation)),
        "Reference": Shape(
            of=Reference,
            parts=[
                _text("xdomeaUUID" if generation == FOURTH else "ID", "uuid"),
                Coded(name="SGOTyp", attribute="kind", list="schriftgutobjekttyp", required=generation != FOURTH),
                _text("SGOKennzeichen", "reference"),
                _text("Bemerkung", "remark"),
            ],
        ),
    }


def identification(generation: int) -> Group:
    """Return the part with the UUID of an object and its number inside its parent."""
    return Group(
        name="Identifikation",
        required=True,
        parts=[
            _text("xdomeaUUID" if generation == FOURTH else "ID", "uuid", required=True),
            Text(
                name="NummerImUebergeordnetenContainer",
                attribute="number",
                codec=TEXT if generation == SECOND else COUNT_TEXT,
            ),
        ],
    )


def _text(name: str, attribute: str, *, required: bool = False) -> Text:
    return Text(name=name, attribute=attribute, required=required)


def _date(name: str, attribute: str) -> Text:
    return Text(name=name, attribute=attribute, codec=DATE)


def _head(generation: int) -> list[Part]:
    """Return what files, cases and documents begin with."""
    return [identification(generation), Nested(name="AllgemeineMetadaten", attribute="metadata", shape="Metadata")]


def _disposable_head(generation: int) -> list[Part]:
    """Return what files and cases begin with."""
    first, metadata = _head(generation)
    context = Text(name="Kontextobjekt", attribute="context_only", codec=BOOLEAN, required=True)
    disposal = "Aussonderungsmetadaten" if generation == FOURTH else "ArchivspezifischeMetadaten"
    return [
        first,
        *([context] if generation == FOURTH else []),
        metadata,
        Nested(name=disposal, attribute="disposal", shape="DisposalMetadata"),
    ]


def _history_and_workflows(generation: int) -> list[Part]:
    return [
        Nested(name="HistorienProtokollInformation", attribute="history", shape="HistoryEntry", many=True),
        Nested(
            name="InternerGeschaeftsgang",
            attribute="workflows",
            shape="Workflow",
            many=True,
            limit=0 if generation == FOURTH else 1,
        ),
    ]


_REFERENCES = Nested(name="Verweis", attribute="references", shape="Reference", many=True)
_CONTACTS = Nested(name="Kontakt", attribute="contacts", shape="Contact", many=True)
_CASES = Nested(name="Vorgang", attribute="cases", shape="Case", many=True)
_FILES = Nested(name="Teilakte", attribute="files", shape="File", many=True)
_CLOSED = Text(name="ZdA", attribute="closed", codec=BOOLEAN)
_CLOSED_ON = Text(name="ZdADatum", attribute="closed_on", codec=DATE)


def _file(generation: int) -> list[Part]:
    content = [documents(generation), _CASES]
    return [
        *_disposable_head(generation),
        _text("Standort", "location"),
        _text("Typ", "kind"),
        Nested(name="Laufzeit", attribute="period", shape="Period"),
        *_history_and_workflows(generation),
        Group(
            name="Akteninhalt",
            parts=content if generation == SECOND else [*content, _FILES],
            either=_NOT_BOTH if generation == SECOND else "",
        ),
        _REFERENCES,
        _CONTACTS,
        *([_FILES] if generation == SECOND else [_CLOSED, _CLOSED_ON]),
        *extensions(generation),
    ]


def _case(generation: int) -> list[Part]:
    sub_cases = Nested(name="Teilvorgang", attribute="cases", shape="Case", many=True)
    end = [*extensions(generation), sub_cases] if generation == SECOND else [sub_cases, *extensions(generation)]
    return [
        *_disposable_head(generation),
        _text("Aktenbetreff", "file_subject"),
        _text("Typ", "kind"),
        _CLOSED,
        *([] if generation == SECOND else [_CLOSED_ON]),
        Nested(name="Laufzeit", attribute="period", shape="Period"),
        *_history_and_workflows(generation),
        documents(generation),
        _REFERENCES,
        _CONTACTS,
        *end,
    ]


def _has_pieces(item: object) -> bool:
    return isinstance(item, Document) and bool(item.pieces)


def _whole(item: object) -> bool:
    return isinstance(item, Document) and not item.pieces


_DOCUMENT_OPTIONS = (
    Option(element="DokumentMitSchriftstueck", shape="DocumentOfPieces", fits=_has_pieces),
    Option(element="Dokument", shape="Document", fits=_whole),
)


def documents(generation: int, *, name: str = "Dokument", attribute: str = "documents", limit: int = 0) -> Part:
    """Return the part for documents, which 4.0 wraps once more."""
    if generation == FOURTH:
        wrapper = "DokumentOderDokumentMitSchriftstueck" if name == "Dokument" else name
        return Choice(name=wrapper, attribute=attribute, many=True, options=_DOCUMENT_OPTIONS)
    return Nested(name=name, attribute=attribute, shape="Document", many=True, limit=limit)


def _documents(generation: int) -> dict[str, Shape]:
    number = _text("Nummer", "number")
    if generation == FOURTH:
        base = _document(generation)
        return {
            "Document": Shape(of=Document, parts=[*base, _versions()]),
            "DocumentOfPieces": Shape(
                of=Document,
                parts=[*base, Nested(name="Schriftstueck", attribute="pieces", shape="Document", many=True)],
            ),
            "Attachment": Shape(of=Attachment, parts=[Choice(attribute="document", options=_DOCUMENT_OPTIONS), number]),
        }
    return {
        "Document": Shape(of=Document, parts=_document(generation), forbidden={"pieces": _NO_PIECES}),
        "Attachment": Shape(of=Attachment, parts=[Inline(attribute="document", shape="Document"), number]),
    }


def _versions() -> Nested:
    return Nested(name="Version", attribute="versions", shape="Version", many=True)


def _document(generation: int) -> list[Part]:
    senders, recipients = ("Autor", "Leser") if generation == FOURTH else ("Absender", "Empfaenger")
    contacts = Nested(name="WeitererKontakt", attribute="contacts", shape="Contact", many=True)
    more = extensions(generation, limit=0)
    return [
        *_head(generation),
        _text("FremdesGeschaeftszeichen", "foreign_reference"),
        _date("Posteingangsdatum", "received_on"),
        _date("Postausgangsdatum", "sent_on"),
        _date("DatumDesSchreibens", "written_on"),
        _text("Bezug", "regarding"),
        _text("Hier", "here"),
        _text("Bearbeiter", "editor"),
        _text("Typ", "kind"),
        *_history_and_workflows(generation),
        *([] if generation == FOURTH else [_versions()]),
        _REFERENCES,
        Nested(name="Anlage", attribute="attachments", shape="Attachment", many=True),
        Nested(name=senders, attribute="senders", shape="Contact", many=True),
        Nested(name=recipients, attribute="recipients", shape="Contact", many=True),
        *([*more, contacts] if generation == SECOND else [contacts, *more]),
    ]


def _metadata(generation: int) -> list[Part]:
    confidentiality = Coded(
        name="Geheimhaltungsgrad" if generation == FOURTH else "Vertraulichkeitsstufe",
        attribute="confidentiality",
        list="vertraulichkeitsstufe",
        open=generation == FOURTH,
    )
    secrecy = Group(
        name="Geheimhaltung",
        when="confidentiality",
        parts=[confidentiality, Inline(attribute="classification", shape="Classification")],
    )
    latest: list[Part] = [
        Text(name="ZeitpunktLetzteAenderung", attribute="changed_at", codec=INSTANT),
        Group(name="Strukturpfad", parts=[Nested(name="Pfadelement", attribute="path", shape="PathElement")]),
        _text("Datenschutzstufe", "privacy_level"),
        Coded(name="DatenschutzstufeCode", attribute="privacy_code", listed=True),
    ]
    return [
        _text("Betreff", "subject"),
        _text("Kennzeichen", "reference"),
        _text("Federfuehrung", "lead_office"),
        *([] if generation == SECOND else [_text("Aktenfuehrung", "keeping_office")]),
        secrecy if generation == FOURTH else confidentiality,
        _text("Bemerkung", "remark"),
        Coded(name="Medium", attribute="medium", list="medium"),
        Nested(name="Aktenplaneinheit", attribute="position", shape="PositionReference"),
        *(latest if generation == FOURTH else []),
    ]


def _classification() -> list[Part]:
    return [
        Text(name="Einstufungsfrist", attribute="term_year", codec=INTEGER),
        _date("EingestuftAm", "classified_on"),
        _text("Herausgeber", "issuer"),
        _date("EinstufungEndetAm", "ends_on"),
        _text("Bemerkung", "remark"),
    ]


def _history_entry(generation: int) -> list[Part]:
    field, old, new = (
        ("Metadatum", "AlterWert", "NeuerWert")
        if generation == SECOND
        else ("MetadatumName", "MetadatumAlterWert", "MetadatumNeuerWert")
    )
    return [
        _text(field, "field"),
        _text(old, "old"),
        _text(new, "new"),
        _text("Akteur", "actor", required=True),
        Text(name="DatumUhrzeit", attribute="at", codec=INSTANT, required=True),
        _text("Bemerkung", "remark"),
        _text("Aktion", "action", required=True),
    ]
