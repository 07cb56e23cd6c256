"""Checks of lengths and ranges (Präzisierung)."""

from collections.abc import Callable, Iterator

from kreishaus.services.forms.formats.xdatenfelder.model import Constraints, DataType, FieldKind
from kreishaus.services.forms.formats.xdatenfelder.quality.measures import MEASURED, NUMBERS, is_more, measure
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Find, Place, Severity, Subject, at, check

_TEXTS = frozenset({DataType.TEXT, DataType.TEXT_LATIN})
_WITHOUT_LENGTH = frozenset({FieldKind.SELECT, FieldKind.LABEL})
_RANGE_WELCOME = NUMBERS | {DataType.NUM_INT, DataType.DATE}
# Official number for the lower and the upper bound, data types, what the bound must be.
_BOUNDS = (
    (1062, 1063, NUMBERS, "eine Zahl"),
    (1065, 1066, frozenset({DataType.NUM_INT}), "eine ganze Zahl"),
    (1067, 1068, frozenset({DataType.DATE}), "ein Datum"),
    (1079, 1080, frozenset({DataType.DATETIME}), "ein Zeitpunkt (Datum und Uhrzeit)"),
    (1081, 1082, frozenset({DataType.TIME}), "eine Uhrzeit"),
)


@check(1012, Severity.METHODICAL, "Ein Auswahlfeld oder statisches Feld hat eine Feldlänge.")
def _length_without_typing(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.kind in _WITHOUT_LENGTH and _has_length(field.constraints):
            yield at(field)


@check(1015, Severity.CRITICAL, "Eine Feldlänge ist angegeben, das Feld ist aber kein Text.")
def _length_of_no_text(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.data_type not in _TEXTS and _has_length(field.constraints):
            yield at(field, field.data_type.value)


@check(1016, Severity.CRITICAL, "Ein Wertebereich ist angegeben, das Feld ist aber weder Zahl noch Zeit.")
def _range_of_no_measure(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.data_type not in MEASURED and (field.constraints.min_value or field.constraints.max_value):
            yield at(field, field.data_type.value)


@check(1059, Severity.CRITICAL, "Die kleinste Länge ist keine ganze Zahl ab 0.")
def _shortest_is_no_number(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1059)


@check(1060, Severity.CRITICAL, "Die größte Länge ist keine ganze Zahl ab 1.")
def _longest_is_no_number(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1060)
    yield from (at(field) for field in subject.fields if field.constraints.max_length == 0)


@check(1061, Severity.CRITICAL, "Die kleinste Länge ist größer als die größte.")
def _lengths_upside_down(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1061)


@check(1064, Severity.CRITICAL, "Die untere Wertgrenze ist größer als die obere.")
def _range_upside_down(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        lower = measure(field.constraints.min_value, field.data_type)
        upper = measure(field.constraints.max_value, field.data_type)
        if lower is not None and upper is not None and is_more(lower, upper):
            yield at(field, f"{field.constraints.min_value} bis {field.constraints.max_value}")


@check(1102, Severity.WARNING, "Bei einem Textfeld fehlt die kleinste oder die größte Länge.")
def _text_without_lengths(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        limits = field.constraints
        is_typed = field.kind is FieldKind.INPUT and field.data_type in _TEXTS
        if is_typed and (limits.min_length is None or limits.max_length is None):
            yield at(field)


@check(1103, Severity.WARNING, "Bei einer Zahl oder einem Datum fehlt der Wertebereich.")
def _measure_without_range(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        is_typed = field.kind is FieldKind.INPUT and field.data_type in _RANGE_WELCOME
        if is_typed and not (field.constraints.min_value or field.constraints.max_value):
            yield at(field)


def _has_length(limits: Constraints) -> bool:
    return limits.min_length is not None or limits.max_length is not None


def _unreadable(types: frozenset[DataType], bound: Callable[[Constraints], str]) -> Find:
    def find(subject: Subject) -> Iterator[Place]:
        for field in subject.fields:
            text = bound(field.constraints)
            if field.data_type in types and text and measure(text, field.data_type) is None:
                yield at(field, text)

    return find


for _lower, _upper, _types, _wanted in _BOUNDS:
    check(_lower, Severity.CRITICAL, f"Die untere Wertgrenze ist nicht {_wanted}.".replace("nicht ein", "kein"))(
        _unreadable(_types, lambda limits: limits.min_value)
    )
    check(_upper, Severity.CRITICAL, f"Die obere Wertgrenze ist nicht {_wanted}.".replace("nicht ein", "kein"))(
        _unreadable(_types, lambda limits: limits.max_value)
    )
