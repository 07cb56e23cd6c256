"""Checks of what the sentences of rules refer to."""

import re
from collections.abc import Iterator

from kreishaus.services.forms.formats.xdatenfelder.model import Description, ImportedField, ImportedGroup, Rule
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check

_NUMBER = re.compile(r"\b([GF]\d{11})\b")
_OLD_NUMBER = re.compile(r"\b([GF]\d{2,8})\b")
_WITH_VERSION = re.compile(r"\b([GF]\d{8,11})\s?[Vv]\s?\d+\.\d+")


@check(1001, Severity.METHODICAL, "Eine Regel nennt ein Element, das an ihrer Stelle nicht vorkommt.", since=3)
def _rule_out_of_reach(subject: Subject) -> Iterator[Place]:
    for bearer, rule in _rules(subject):
        near = _numbers_in(bearer, subject)
        strange = [number for number in _NUMBER.findall(rule.text) if number not in near]
        if strange:
            yield at(bearer, f"Regel {rule.id}: {', '.join(dict.fromkeys(strange))}")


@check(1019, Severity.METHODICAL, "Eine Regel nennt ein Element mit Version. Genannt wird nur die Nummer.")
def _rule_with_versions(subject: Subject) -> Iterator[Place]:
    for bearer, rule in _rules(subject):
        if found := _WITH_VERSION.findall(rule.text):
            yield at(bearer, f"Regel {rule.id}: {', '.join(dict.fromkeys(found))}")


@check(1024, Severity.METHODICAL, "Eine Regel hat keinen Text.")
def _rule_without_text(subject: Subject) -> Iterator[Place]:
    yield from subject.noted(1024)


@check(1041, Severity.METHODICAL, "Eine Regel nennt ein Element mit seiner alten, kurzen Nummer.", since=3)
def _rule_with_old_numbers(subject: Subject) -> Iterator[Place]:
    for bearer, rule in _rules(subject):
        if found := _OLD_NUMBER.findall(rule.text):
            yield at(bearer, f"Regel {rule.id}: {', '.join(dict.fromkeys(found))}")


def _rules(subject: Subject) -> Iterator[tuple[Description, Rule]]:
    for each in subject.everything():
        yield from ((each, rule) for rule in each.rules)


def _numbers_in(bearer: Description, subject: Subject) -> set[str]:
    """Return the numbers of the bearing element and of everything in it."""
    if isinstance(bearer, ImportedField):
        return {bearer.id}
    if not isinstance(bearer, ImportedGroup):
        return {element.id for element in subject.elements}
    inside = f"{bearer.path}/"
    return {bearer.id, *(element.id for element in subject.elements if element.path.startswith(inside))}
