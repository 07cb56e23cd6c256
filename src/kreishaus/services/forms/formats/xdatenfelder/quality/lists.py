"""Checks of value lists and references to code lists."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kreishaus.services.forms.formats.xdatenfelder.model import CodeListReference, FieldKind, ImportedField
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check

# RFC 8141 without the rare parts: urn:<namespace>:<name>, both without umlauts.
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,30}:[A-Za-z0-9()+,\-.:=@;$_!*'%/]+", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LEAST_VALUES = 2


@check(1005, Severity.CRITICAL, "Die Kennung einer Codeliste ist keine URN.", since=2)
def _list_is_no_urn(subject: Subject) -> Iterator[Place]:
    for field, reference in _referring(subject):
        if reference.urn and not reference.urn.lower().startswith("urn:"):
            yield at(field, reference.urn)


@check(
    1048, Severity.METHODICAL, "Die URN einer Codeliste ist falsch geschrieben. Umlaute sind nicht erlaubt.", since=2
)
def _urn_of_wrong_shape(subject: Subject) -> Iterator[Place]:
    for field, reference in _referring(subject):
        if reference.urn.lower().startswith("urn:") and not _URN.fullmatch(reference.urn):
            yield at(field, reference.urn)


@check(1040, Severity.CRITICAL, "Die Kennung einer Codeliste ist leer.", since=2)
def _list_without_name(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field, reference in _referring(subject) if not reference.urn)


@check(1017, Severity.CRITICAL, "Eine Code- oder Werteliste ist zugeordnet, das Feld ist aber keine Auswahl.")
def _list_without_choice(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if (field.choices or field.code_list) and field.kind is not FieldKind.SELECT:
            yield at(field, field.kind.value)


@check(1018, Severity.WARNING, "Ein Auswahlfeld hat weder Code- noch Werteliste.")
def _choice_without_list(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        if field.kind is FieldKind.SELECT and not field.choices and not field.code_list:
            yield at(field)


@check(1036, Severity.METHODICAL, "Zwei Codelisten haben dieselbe Kennung und Version.", since=2)
def _two_lists_of_one_name(subject: Subject) -> Iterator[Place]:
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, reference in _referring(subject):
        if reference.id:
            numbers[reference.urn, reference.version].add(reference.id)
    for field, reference in _referring(subject):
        if len(numbers[reference.urn, reference.version]) > 1:
            yield at(field, ", ".join(sorted(numbers[reference.urn, reference.version])))


@check(1037, Severity.WARNING, "Dieselbe Codeliste wird in verschiedenen Versionen verwendet.", since=2)
def _several_versions_of_a_list(subject: Subject) -> Iterator[Place]:
    versions: dict[str, set[str]] = defaultdict(set)
    for _, reference in _referring(subject):
        versions[reference.urn].add(reference.version)
    for field, reference in _referring(subject):
        if reference.urn and len(versions[reference.urn]) > 1:
            found = (version or "ohne Version" for version in sorted(versions[reference.urn]))
            yield at(field, f"{reference.urn}: {', '.join(found)}")


@check(1044, Severity.METHODICAL, "Eine Werteliste hat weniger als zwei Einträge.", since=3)
def _short_list(subject: Subject) -> Iterator[Place]:
    yield from (at(field) for field in subject.fields if field.choices and len(field.choices) < _LEAST_VALUES)


@check(1045, Severity.CRITICAL, "Ein Code steht zweimal in der Werteliste.", since=3)
def _code_twice(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1045)


@check(1093, Severity.WARNING, "Ein Name steht zweimal in der Werteliste.", since=3)
def _name_twice(subject: Subject) -> Iterator[Place]:
    for field in subject.fields:
        names = Counter(choice.name for choice in field.choices)
        if twice := sorted(name for name, count in names.items() if count > 1):
            yield at(field, ", ".join(twice))


@check(1058, Severity.METHODICAL, "Spalten einer Codeliste sind angegeben, die Codeliste aber nicht.", since=3)
def _columns_without_list(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1058)


@check(1105, Severity.WARNING, "Die Version einer Codeliste ist kein Datum wie 2018-03-01.", since=2)
def _version_is_no_day(subject: Subject) -> Iterator[Place]:
    for field, reference in _referring(subject):
        if reference.version and not _DAY.fullmatch(reference.version):
            yield at(field, f"{reference.urn}: {reference.version}")


def _referring(subject: Subject) -> Iterator[tuple[ImportedField, CodeListReference]]:
    return ((field, field.code_list) for field in subject.fields if field.code_list)
