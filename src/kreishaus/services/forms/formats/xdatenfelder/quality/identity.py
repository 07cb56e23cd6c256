"""Checks of numbers, versions and where an element comes from."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kreishaus.services.forms.formats.xdatenfelder.model import Description, ImportedSchema
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check

_PREDICATES = frozenset({"ABL", "ERS", "EQU", "VKN"})
_BOB = "60"
_FIM_UNIT = re.compile(r"FIM[- ]Baustein Datenfelder")
_DEFAULT_PROFILE = "D99000000001"
_RELEASED = frozenset({"4", "5", "6"})


@check(1002, Severity.CRITICAL, "Der interne Name fehlt.")
def _name_missing(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.everything() if not each.name)
    for each in subject.everything():
        yield from (at(each, f"Regel {rule.id}") for rule in each.rules if not rule.name)


@check(1003, Severity.WARNING, "Dasselbe Element kommt in verschiedenen Versionen vor.")
def _several_versions(subject: Subject) -> Iterator[Place]:
    versions: dict[str, set[str]] = defaultdict(set)
    for element in subject.elements:
        versions[element.id].add(element.version)
    for element in subject.elements:
        if len(versions[element.id]) > 1:
            yield at(element, f"{element.id}: {', '.join(sorted(versions[element.id]))}")


@check(1007, Severity.CRITICAL, "Dem Schema ist kein Dokumentsteckbrief zugeordnet.", since=3)
def _profile_missing(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and not subject.schema.document_profile:
        yield at(subject.schema)


@check(1039, Severity.CRITICAL, "Die FIM-Nummer hat nicht die vorgeschriebene Form.")
def _number_of_wrong_shape(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1039)


@check(1096, Severity.WARNING, "Das Schema gehört nur zum Platzhalter-Steckbrief D99000000001.", since=3)
def _placeholder_profile(subject: Subject) -> Iterator[Place]:
    if subject.schema.document_profile == _DEFAULT_PROFILE and subject.schema.status not in _RELEASED:
        yield at(subject.schema)


@check(1097, Severity.METHODICAL, "Ein freigegebenes Schema darf nicht zum Platzhalter-Steckbrief gehören.", since=3)
def _placeholder_profile_though_released(subject: Subject) -> Iterator[Place]:
    if subject.schema.document_profile == _DEFAULT_PROFILE and subject.schema.status in _RELEASED:
        yield at(subject.schema)


@check(1134, Severity.HINT, "Eine Arbeitskopie enthält feste Versionen rechtsnormgebundener eigener Elemente.", since=3)
def _fixed_versions_in_a_working_copy(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and not subject.schema.version:
        own = _number_range(subject.schema)
        for element in subject.elements:
            if element.version and element.element_kind == "RNG" and _number_range(element) == own:
                yield at(element)


@check(1135, Severity.CRITICAL, "Ein Schema oder eine Gruppe mit Version enthält ein Element ohne Version.", since=2)
def _child_without_version(subject: Subject) -> Iterator[Place]:
    for parent in subject.parents():
        if parent.version:
            yield from (at(child) for child in parent.children if not child.version)


@check(1140, Severity.METHODICAL, "„FIM-Baustein Datenfelder“ ist nur bei Elementen des Nummernkreises 60 Ersteller.")
def _foreign_element_of_the_fim_unit(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.elements if _claims_the_fim_unit(each))


@check(1141, Severity.METHODICAL, "„FIM-Baustein Datenfelder“ ist nur bei Schemata des Nummernkreises 60 Ersteller.")
def _foreign_schema_of_the_fim_unit(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and _claims_the_fim_unit(subject.schema):
        yield at(subject.schema)


@check(1029, Severity.CRITICAL, "Die Art einer Beziehung zu einem anderen Element fehlt oder ist unbekannt.", since=3)
def _relation_of_unknown_kind(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        for relation in each.relations:
            if relation.predicate not in _PREDICATES:
                yield at(each, relation.predicate)


@check(1087, Severity.CRITICAL, "Eine Beziehung führt zu einem Element anderer Art.", since=3)
def _relation_to_another_kind(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        allowed = "SD" if isinstance(each, ImportedSchema) else "GF"
        for relation in each.relations:
            if relation.kind_of_object and relation.kind_of_object not in allowed:
                yield at(each, f"{each.id[:1]} → {relation.kind_of_object}")


@check(1088, Severity.METHODICAL, "Die Beziehung „ist verknüpft mit“ gibt es bei Gruppen und Feldern nicht.", since=3)
def _link_between_elements(subject: Subject) -> Iterator[Place]:
    for each in subject.elements:
        if any(relation.predicate == "VKN" for relation in each.relations):
            yield at(each)


@check(1091, Severity.CRITICAL, "Eine Beziehung nennt kein anderes Element.", since=3)
def _relation_to_nothing(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        if any(not relation.kind_of_object for relation in each.relations):
            yield at(each)


def _number_range(source: Description) -> str:
    return source.id[1:6]


def _claims_the_fim_unit(source: Description) -> bool:
    makers = (source.history.creator, source.history.status_set_by)
    return source.id[1:3] != _BOB and any(_FIM_UNIT.fullmatch(maker) for maker in makers)
