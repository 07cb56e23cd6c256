"""Checks of the default content of a field against its type, limits and values."""

from collections.abc import Iterator

from kreishaus.services.forms.formats.xdatenfelder.model import DataType, FieldKind, ImportedField
from kreishaus.services.forms.formats.xdatenfelder.quality.measures import NUMBERS, is_more, measure
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Find, Place, Severity, Subject, at, check

_TEXTS = frozenset({DataType.TEXT, DataType.TEXT_LATIN})
_TRUTHS = frozenset({"true", "false"})
_READ_AS = (
    (1069, NUMBERS, "keine Zahl"),
    (1070, frozenset({DataType.NUM_INT}), "keine ganze Zahl"),
    (1071, frozenset({DataType.DATE}), "kein Datum"),
    (1083, frozenset({DataType.DATETIME}), "kein Zeitpunkt (Datum und Uhrzeit)"),
    (1084, frozenset({DataType.TIME}), "keine Uhrzeit"),
)


@check(1072, Severity.CRITICAL, "Der Inhalt liegt unter der unteren Wertgrenze.")
def _content_below_range(subject: Subject) -> Iterator[Place]:
    for field in _filled(subject):
        content = measure(field.content, field.data_type)
        lower = measure(field.constraints.min_value, field.data_type)
        if content is not None and lower is not None and is_more(lower, content):
            yield at(field, field.content)


@check(1073, Severity.CRITICAL, "Der Inhalt liegt über der oberen Wertgrenze.")
def _content_above_range(subject: Subject) -> Iterator[Place]:
    for field in _filled(subject):
        content = measure(field.content, field.data_type)
        upper = measure(field.constraints.max_value, field.data_type)
        if content is not None and upper is not None and is_more(content, upper):
            yield at(field, field.content)


@check(1074, Severity.CRITICAL, "Der Inhalt ist kürzer als erlaubt.")
def _content_too_short(subject: Subject) -> Iterator[Place]:
    for field in _filled(subject):
        if field.data_type in _TEXTS and len(field.content) < (field.constraints.min_length or 0):
            yield at(field)


@check(1075, Severity.CRITICAL, "Der Inhalt ist länger als erlaubt.")
def _content_too_long(subject: Subject) -> Iterator[Place]:
    for field in _filled(subject):
        longest = field.constraints.max_length
        if field.data_type in _TEXTS and longest and len(field.content) > longest:
            yield at(field)


@check(1077, Severity.CRITICAL, "Der Inhalt ist weder true noch false.")
def _content_is_no_truth(subject: Subject) -> Iterator[Place]:
    for field in _filled(subject):
        if field.data_type is DataType.BOOL and field.content not in _TRUTHS:
            yield at(field, field.content)


@check(1085, Severity.METHODICAL, "Der Inhalt ist kein Code der Werteliste.", since=3)
def _content_not_in_the_list(subject: Subject) -> Iterator[Place]:
    for field in _filled(subject):
        if field.choices and field.content not in {choice.code for choice in field.choices}:
            yield at(field, field.content)


def _filled(subject: Subject) -> Iterator[ImportedField]:
    return (field for field in subject.fields if field.content and field.kind is not FieldKind.LABEL)


def _unreadable(types: frozenset[DataType]) -> Find:
    def find(subject: Subject) -> Iterator[Place]:
        for field in _filled(subject):
            if field.data_type in types and measure(field.content, field.data_type) is None:
                yield at(field, field.content)

    return find


for _number, _types, _not in _READ_AS:
    check(_number, Severity.CRITICAL, f"Der Inhalt ist {_not}.")(_unreadable(_types))
