"""Checks of how groups and fields are put together."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kreishaus.services.forms.formats.xdatenfelder.model import (
    DataType,
    Element,
    ImportedField,
    ImportedGroup,
)
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check

_DEFAULT_FIELD = "F60000000001"
_ELEMENT_KINDS = frozenset({"ABS", "HAR", "RNG"})
_LEAST_CHOICES = 2


@check(1004, Severity.WARNING, "Eine Gruppe enthält dasselbe Element in derselben Version mehrmals.")
def _twins_in_a_group(subject: Subject) -> Iterator[Place]:
    for group in subject.groups:
        yield from _twins(group.children)


@check(1025, Severity.METHODICAL, "Das Schema enthält auf oberster Ebene dasselbe Element mehrmals.")
def _twins_at_the_top(subject: Subject) -> Iterator[Place]:
    if subject.is_schema:
        yield from _twins(subject.schema.children)


@check(
    1013,
    Severity.METHODICAL,
    "Ein abstraktes Element wird verwendet. Erlaubt sind harmonisierte und rechtsnormgebundene.",
)
def _abstract_element_in_use(subject: Subject) -> Iterator[Place]:
    for parent in subject.parents():
        yield from (at(child) for child in parent.children if child.element_kind == "ABS")


@check(1014, Severity.CRITICAL, "Ein Feld darf nicht abstrakt sein.")
def _abstract_field(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field in subject.fields if field.element_kind == "ABS")


@check(1023, Severity.CRITICAL, "Eine Gruppe ist leer.")
def _empty_group(subject: Subject) -> Iterator[Place]:
    yield from (at(group) for group in subject.groups if not group.children)


@check(1026, Severity.CRITICAL, "Ein Element enthält sich selbst.")
def _element_inside_itself(subject: Subject) -> Iterator[Place]:
    for element in subject.elements:
        *above, own = (step.split("#")[0] for step in element.path.split("/"))
        if own in above:
            yield at(element)


@check(
    1031,
    Severity.CRITICAL,
    "Die Art des Elements (abstrakt, harmonisiert, rechtsnormgebunden) fehlt oder ist unbekannt.",
    since=2,
)
def _element_kind_unknown(subject: Subject) -> Iterator[Place]:
    yield from (at(each, each.element_kind) for each in subject.elements if each.element_kind not in _ELEMENT_KINDS)


@check(1042, Severity.CRITICAL, "Die Art einer Gruppe ist unbekannt.", since=3)
def _group_kind_unknown(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1042)


@check(1043, Severity.METHODICAL, "Eine Auswahlgruppe braucht mindestens zwei Elemente.", since=3)
def _choice_without_alternative(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.groups if each.exclusive and len(each.children) < _LEAST_CHOICES)


@check(1118, Severity.CRITICAL, "In einer Auswahlgruppe muss jedes Element die Anzahl 0:1 haben.", since=3)
def _compulsory_alternative(subject: Subject) -> Iterator[Place]:
    for group in subject.groups:
        if group.exclusive:
            for child in group.children:
                if (child.multiplicity.minimum, child.multiplicity.maximum) != (0, 1):
                    yield at(child, str(child.multiplicity).replace("..", ":"))


@check(1078, Severity.CRITICAL, "Das Schema ist leer.")
def _empty_schema(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and not subject.schema.children:
        yield at(subject.schema)


@check(1094, Severity.METHODICAL, "Das Platzhalterfeld F60000000001 steht neben anderen Elementen.", since=3)
def _default_field_beside_others(subject: Subject) -> Iterator[Place]:
    for parent in subject.parents():
        if len(parent.children) > 1:
            yield from (at(child) for child in parent.children if child.id == _DEFAULT_FIELD)


@check(1095, Severity.WARNING, "Das Schema enthält das Platzhalterfeld F60000000001.", since=3)
def _default_field(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field in subject.fields if field.id == _DEFAULT_FIELD)


@check(1106, Severity.WARNING, "Eine Gruppe enthält nur ein einziges Element.")
def _lonely_child(subject: Subject) -> Iterator[Place]:
    yield from (at(group) for group in subject.groups if len(group.children) == 1)


@check(1139, Severity.HINT, "Eine Anlage lässt nur eine Datei zu. Üblich ist n:*.", since=3)
def _single_file(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.data_type is DataType.FILE and field.multiplicity.maximum is not None:
            yield at(field, str(field.multiplicity).replace("..", ":"))


@check(
    1022, Severity.METHODICAL, "In einer rechtsnormgebundenen Gruppe fehlt zur Anzahl die Handlungsgrundlage.", since=2
)
def _use_without_law(subject: Subject) -> Iterator[Place]:
    for group in subject.groups:
        if group.element_kind == "RNG":
            for child in group.children:
                if child.element_kind in ("ABS", "HAR") and not child.use_bases:
                    yield at(child)


def _twins(children: Iterable[ImportedGroup | ImportedField]) -> Iterator[Place]:
    known = list(children)
    counts = Counter((child.id, child.version) for child in known)
    for child in known:
        if counts[child.id, child.version] > 1 and "#" in _last(child):
            yield at(child)


def _last(element: Element) -> str:
    return element.path.rsplit("/", 1)[-1]
