"""Rules over the content of a message that its schema cannot express."""

from collections import defaultdict
from collections.abc import Iterator

from kreishaus.base.problems import Problem
from kreishaus.records.formats.xdomea.codelists import codes, is_complete
from kreishaus.records.formats.xdomea.kinds import Kind
from kreishaus.records.formats.xdomea.message import Message
from kreishaus.records.formats.xdomea.model import Case, Document, File
from kreishaus.records.formats.xdomea.names import is_primary_name, uuid_of_file
from kreishaus.records.formats.xdomea.rules import Rule, Weight
from kreishaus.records.formats.xdomea.walking import (
    Found,
    codes_in,
    every_document,
    file_names,
    formats,
    label,
    record_objects,
)

_TELL = "Bitte lassen Sie die Nachricht von der sendenden Stelle berichtigen."

# Attribute that holds a code → code list.
_LISTS = {
    "Metadata.confidentiality": "vertraulichkeitsstufe",
    "Metadata.medium": "medium",
    "DisposalKind.code": "aussonderungsart",
    "DisposalMetadata.proposal": "bewertungsvorschlag",
    "Reference.kind": "schriftgutobjekttyp",
    "Step.status": "beteiligungsstatus",
    "Format.name": "dateiformat",
    "Address.kind": "anschriftstyp",
    "FreeAddress.kind": "anschriftstyp",
    "ExtraField.datatype": "datentyp",
    "Envelope.kind": "nachrichtentyp",
}


def _same_uuid(message: Message) -> Iterator[Problem]:
    places: dict[str, list[Found]] = defaultdict(list)
    for found in record_objects(message):
        places[found.item.uuid.lower()].append(found)
    for uuid, found_there in places.items():
        if len(found_there) > 1 and not any(found.attached for found in found_there):
            told = "“ und „".join(found.path for found in found_there[:3])
            yield Problem(
                f"Die Kennung {uuid} ist mehrfach vergeben: „{told}“.",
                hint="Jedes Objekt braucht eine eigene Kennung. " + _TELL,
            )


def _attachment_again(message: Message) -> Iterator[Problem]:
    places: dict[str, list[Found]] = defaultdict(list)
    for found in every_document(message):
        places[found.item.uuid.lower()].append(found)
    for uuid, found_there in places.items():
        if len(found_there) > 1 and any(found.attached for found in found_there):
            yield Problem(
                f"Die Anlage {uuid} hängt an mehreren Stellen: „{'“ und „'.join(f.path for f in found_there[:3])}“.",
                hint="Eine Anlage gehört zu genau einem Dokument; sonst bitte einen Verweis verwenden. " + _TELL,
            )


def _code_unknown(message: Message) -> Iterator[Problem]:
    for place, code in codes_in(message):
        name = _LISTS.get(place)
        if name is None or code.list or code.version:
            continue
        if is_complete(name, message.release) and code.value not in codes(name, message.release):
            yield Problem(f"Den Schlüssel „{code.value}“ gibt es in der Liste „{name}“ nicht.", hint=_TELL)


def _code_not_listed(message: Message) -> Iterator[Problem]:
    # Of these lists we know an older version only: a new code may be right.
    for place, code in codes_in(message):
        name = _LISTS.get(place)
        if name is None or is_complete(name, message.release) or code.list or code.version:
            continue
        if code.value not in codes(name, message.release):
            yield Problem(
                f"Der Schlüssel „{code.value}“ steht nicht in der Fassung der Liste „{name}“, die hier vorliegt.",
                hint="Bitte prüfen Sie, ob die sendende Stelle eine neuere Fassung verwendet.",
            )


def _closed_on_without_closing(message: Message) -> Iterator[Problem]:
    for found in record_objects(message):
        item = found.item
        if isinstance(item, File | Case) and item.closed_on and not item.closed:
            yield Problem(
                f"„{found.path}“ hat ein Datum der z. d. A.-Verfügung, ist aber nicht als z. d. A. gekennzeichnet.",
                hint="Bitte klären Sie, ob das Objekt geschlossen ist. " + _TELL,
            )


def _period_backwards(message: Message) -> Iterator[Problem]:
    for found in record_objects(message):
        if isinstance(found.item, File | Case):
            period = found.item.period
            if period.begins_on and period.ends_on and period.begins_on > period.ends_on:
                yield Problem(
                    f"Die Laufzeit von „{found.path}“ beginnt am {period.begins_on:%d.%m.%Y} "
                    f"und endet schon am {period.ends_on:%d.%m.%Y}.",
                    hint=_TELL,
                )


def _empty_object(message: Message) -> Iterator[Problem]:
    for found in record_objects(message):
        item = found.item
        if type(item)(uuid=item.uuid, number=item.number) == item:
            yield Problem(f"„{found.path}“ ist leer: weder Angaben noch Inhalt.", hint=_TELL)


def _kind_differs(message: Message) -> Iterator[Problem]:
    told = message.envelope.kind
    if told is not None and told.value != message.kind.number:
        yield Problem(
            f"Der Kopf nennt den Nachrichtentyp {told.value}, die Nachricht ist aber eine {message.kind.number}.",
            hint=_TELL,
        )


def _prefix(message: Message) -> Iterator[Problem]:
    if message.source.prefix != "xdomea":
        yield Problem(
            f"Das Namensraumkürzel ist „{message.source.prefix}“; xdomea schreibt „xdomea“ vor.",
            hint="Bitte weisen Sie die sendende Stelle darauf hin.",
        )


def _no_schema_location(message: Message) -> Iterator[Problem]:
    if not message.source.schema_location:
        yield Problem(
            "Der Nachricht fehlt die Angabe xsi:schemaLocation, die xdomea verlangt.",
            hint="Bitte weisen Sie die sendende Stelle darauf hin.",
        )


def _file_named_as_document(message: Message) -> Iterator[Problem]:
    documents = {found.item.uuid.lower(): found for found in every_document(message)}
    for _, item in formats(message):
        if found := documents.get(uuid_of_file(item.file.name)):
            yield Problem(
                f"Die Datei „{item.file.name}“ trägt die Kennung von „{label(found.item)}“.",
                hint="Jede Datei braucht eine eigene Kennung, weil ein Dokument mehrere Fassungen haben kann.",
            )


def _file_name_form(message: Message) -> Iterator[Problem]:
    for _, item in formats(message):
        for name in file_names(item.file):
            if not is_primary_name(name, message.release):
                yield Problem(
                    f"Der Dateiname „{name}“ beginnt nicht mit einer Kennung (UUID), wie xdomea es verlangt.",
                    hint=_TELL,
                )


def _offer_with_files(message: Message) -> Iterator[Problem]:
    if message.kind is not Kind.OFFER:
        return
    for found in record_objects(message):
        if isinstance(found.item, Document) and found.item.versions:
            yield Problem(
                f"„{found.path}“ führt Dateien auf; ein Anbieteverzeichnis enthält nur Angaben, keine Dateien.",
                hint=_TELL,
            )


def _result_twice(message: Message) -> Iterator[Problem]:
    seen: set[str] = set()
    for uuid in [*(item.uuid for item in message.appraised), *(item.uuid for item in message.results)]:
        if uuid.lower() in seen:
            yield Problem(f"Über das Objekt {uuid} wird zweimal entschieden.", hint=_TELL)
        seen.add(uuid.lower())


SAME_UUID = Rule("content.same-uuid", _same_uuid)
ATTACHMENT_AGAIN = Rule("content.attachment-again", _attachment_again)
CODE_UNKNOWN = Rule("content.code-unknown", _code_unknown)
CODE_NOT_LISTED = Rule("content.code-not-listed", _code_not_listed, Weight.NOTE)
CLOSED_ON = Rule("content.closed-on-without-closing", _closed_on_without_closing)
PERIOD = Rule("content.period-backwards", _period_backwards)
EMPTY = Rule("content.empty-object", _empty_object)
KIND = Rule("content.kind-differs", _kind_differs)
PREFIX = Rule("content.prefix", _prefix, Weight.NOTE)
SCHEMA_LOCATION = Rule("content.schema-location", _no_schema_location, Weight.NOTE)
FILE_NAMED_AS_DOCUMENT = Rule("content.file-named-as-document", _file_named_as_document, Weight.NOTE)
FILE_NAME = Rule("content.file-name", _file_name_form)
OFFER_WITH_FILES = Rule("content.offer-with-files", _offer_with_files, Weight.NOTE)
RESULT_TWICE = Rule("content.result-twice", _result_twice)

RULES = (
    SAME_UUID,
    ATTACHMENT_AGAIN,
    CODE_UNKNOWN,
    CODE_NOT_LISTED,
    CLOSED_ON,
    PERIOD,
    EMPTY,
    KIND,
    PREFIX,
    SCHEMA_LOCATION,
    FILE_NAMED_AS_DOCUMENT,
    FILE_NAME,
    OFFER_WITH_FILES,
    RESULT_TWICE,
)
