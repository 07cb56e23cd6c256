"""Checks of release status, publication and who set it when."""

from collections.abc import Iterator

from kreishaus.services.forms.formats.xdatenfelder import vocabulary
from kreishaus.services.forms.formats.xdatenfelder.model import Description
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check

_INACTIVE = frozenset({"7", "inaktiv"})
_BELOW_DRAFT = frozenset({"1", "2"})
_DATED = frozenset({"3", "4", "5", "6", "7"})
_CHANGEABLE = {"structure": frozenset({"0", "1", "2", "3"}), "display": frozenset({"0", "1"})}


@check(1032, Severity.CRITICAL, "Der Freigabestatus fehlt oder ist unbekannt.", since=2)
def _status_unknown(subject: Subject) -> Iterator[Place]:
    known = vocabulary.STATUS_OF_STANDARD[subject.schema.standard]
    yield from (at(each, each.status) for each in subject.everything() if each.status not in known)


@check(1033, Severity.CRITICAL, "Es fehlt, wie weit abgeleitete Schemata die Struktur ändern dürfen.", since=2)
def _structure_changes_unknown(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and subject.schema.structure_changes not in _CHANGEABLE["structure"]:
        yield at(subject.schema, subject.schema.structure_changes)


@check(1034, Severity.CRITICAL, "Es fehlt, ob abgeleitete Schemata die Darstellung ändern dürfen.", since=2)
def _display_changes_unknown(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and subject.schema.display_changes not in _CHANGEABLE["display"]:
        yield at(subject.schema, subject.schema.display_changes)


@check(1116, Severity.WARNING, "Ein inaktives Element wird noch verwendet.")
def _inactive_element(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.elements if each.status in _INACTIVE)


@check(1117, Severity.HINT, "Der fachliche Ersteller fehlt.", since=2)
def _creator_missing(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.everything() if not _maker(each))


@check(1127, Severity.HINT, "Das Schema ist veröffentlicht, eines seiner Elemente nicht.", since=2)
def _unpublished_element_in_a_schema(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and subject.schema.history.published_on:
        yield from (at(each) for each in subject.elements if not each.history.published_on)


@check(1128, Severity.HINT, "Eine Gruppe ist veröffentlicht, eines ihrer Elemente nicht.", since=2)
def _unpublished_element_in_a_group(subject: Subject) -> Iterator[Place]:
    for group in subject.groups:
        if group.history.published_on:
            yield from (at(child) for child in group.children if not child.history.published_on)


@check(1129, Severity.HINT, "Das Schema ist veröffentlicht, eines seiner Elemente ist noch kein Entwurf.", since=3)
def _unfinished_element_in_a_schema(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and subject.schema.history.published_on:
        yield from (at(each) for each in subject.elements if each.status in _BELOW_DRAFT)


@check(1130, Severity.HINT, "Eine Gruppe ist veröffentlicht, eines ihrer Elemente ist noch kein Entwurf.", since=3)
def _unfinished_element_in_a_group(subject: Subject) -> Iterator[Place]:
    for group in subject.groups:
        if group.history.published_on:
            yield from (at(child) for child in group.children if child.status in _BELOW_DRAFT)


@check(1142, Severity.CRITICAL, "Bei einem Element fehlt der Tag, an dem sein Status gesetzt wurde.", since=3)
def _undated_element(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.elements if each.status in _DATED and not each.history.status_set_on)


@check(1143, Severity.CRITICAL, "Beim Schema fehlt der Tag, an dem sein Status gesetzt wurde.", since=3)
def _undated_schema(subject: Subject) -> Iterator[Place]:
    schema = subject.schema
    if subject.is_schema and schema.status in _DATED and not schema.history.status_set_on:
        yield at(schema)


def _maker(source: Description) -> str:
    # Version 3 has no creator of an element; who set the status takes that place.
    return source.history.creator or source.history.status_set_by
