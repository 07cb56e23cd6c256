"""Checks of kind and data type of a field and of what goes with them."""

from collections.abc import Iterator

from kreishaus.services.forms.formats.xdatenfelder.model import DataType, FieldKind, ImportedField
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check

_TEXTS = frozenset({DataType.TEXT, DataType.TEXT_LATIN})
_ON_LABELS = _TEXTS | {DataType.OBJ}
_OPAQUE = frozenset({DataType.FILE, DataType.OBJ})
_PREFILLS = frozenset({"keine", "optional", "verpflichtend"})


@check(1011, Severity.CRITICAL, "Ein Auswahlfeld muss vom Datentyp Text sein.")
def _choice_of_another_type(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.kind is FieldKind.SELECT and field.data_type is not DataType.TEXT:
            yield at(field, field.data_type.value)


@check(1027, Severity.CRITICAL, "Die Feldart fehlt oder ist unbekannt.")
def _kind_unknown(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1027)


@check(1028, Severity.CRITICAL, "Der Datentyp fehlt oder ist unbekannt.")
def _type_unknown(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1028)


@check(1030, Severity.CRITICAL, "Die Art der Vorbefüllung fehlt oder ist unbekannt.", since=3)
def _prefill_unknown(subject: Subject) -> Iterator[Place]:
    yield from (at(field, field.prefill) for field in subject.fields if field.prefill not in _PREFILLS)


@check(1035, Severity.METHODICAL, "Die Präzisierung hat noch die alte Form (JSON im Text).", since=3)
def _old_limits(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1035)


@check(1056, Severity.CRITICAL, "Eine Dateigröße ist angegeben, das Feld ist aber keine Anlage.", since=3)
def _size_without_file(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field in subject.fields if field.max_bytes and field.data_type is not DataType.FILE)


@check(1057, Severity.CRITICAL, "Dateiarten sind angegeben, das Feld ist aber keine Anlage.", since=3)
def _media_without_file(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field in subject.fields if field.media_types and field.data_type is not DataType.FILE)


@check(1090, Severity.CRITICAL, "Ein statisches Feld muss ein Text oder ein statisches Objekt sein.")
def _label_of_another_type(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.kind is FieldKind.LABEL and field.data_type not in _ON_LABELS:
            yield at(field, field.data_type.value)


@check(1109, Severity.WARNING, "Ein statisches Feld hat keinen Inhalt. Es zeigt nichts an.")
def _label_without_content(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.kind is FieldKind.LABEL and field.data_type in _TEXTS and not field.content:
            yield at(field)


@check(1100, Severity.CRITICAL, "Eine Anlage oder ein statisches Objekt darf keinen Inhalt haben.")
def _file_with_content(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field in subject.fields if _is_opaque(field) and field.content)


@check(1120, Severity.METHODICAL, "Eine Anlage oder ein statisches Objekt darf kein Muster haben.")
def _file_with_pattern(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field in subject.fields if _is_opaque(field) and field.constraints.pattern)


def _is_opaque(field: ImportedField) -> bool:
    return field.data_type in _OPAQUE
