"""Checks of the legal basis of schema and elements."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from kreishaus.services.forms.formats.xdatenfelder.model import Description, Element, LegalBasis
from kreishaus.services.forms.formats.xdatenfelder.quality.registry import Place, Severity, Subject, at, check
from kreishaus.services.forms.formats.xdatenfelder.quality.wording import LONGEST_ADDRESS

_SCHEMES = frozenset({"http", "https"})


@check(1006, Severity.CRITICAL, "Ein rechtsnormgebundenes Element nennt keine Handlungsgrundlage.", since=2)
def _bound_without_law(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.elements if each.element_kind == "RNG" and not each.bases)


@check(1051, Severity.CRITICAL, "Das Schema nennt keine Handlungsgrundlage.")
def _schema_without_law(subject: Subject) -> Iterator[Place]:
    if subject.is_schema and not subject.schema.bases:
        yield at(subject.schema)


@check(1101, Severity.WARNING, "Ein harmonisiertes Element nennt keine Handlungsgrundlage.", since=2)
def _harmonised_without_law(subject: Subject) -> Iterator[Place]:
    yield from (at(each) for each in subject.elements if each.element_kind == "HAR" and not each.bases)


@check(
    1132, Severity.WARNING, "Mehrere Handlungsgrundlagen stehen in einem Eintrag. Besser ist jede für sich.", since=3
)
def _several_laws_in_one(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        if found := [basis.text for basis in _laws(each) if ";" in basis.text or "\n" in basis.text]:
            yield at(each, " ".join(found[0].split()))


@check(1133, Severity.WARNING, "Der Link zu einer Handlungsgrundlage ist keine gültige Adresse.", since=3)
def _broken_link(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        if found := [basis.link for basis in _laws(each) if basis.link and not _is_address(basis.link)]:
            yield at(each, found[0])


@check(1138, Severity.HINT, f"Der Link zu einer Handlungsgrundlage hat mehr als {LONGEST_ADDRESS} Zeichen.", since=3)
def _long_link(subject: Subject) -> Iterator[Place]:
    for each in subject.everything():
        if any(len(basis.link) > LONGEST_ADDRESS for basis in _laws(each)):
            yield at(each)


def _laws(source: Description) -> Iterable[LegalBasis]:
    yield from source.bases
    if isinstance(source, Element):
        yield from source.use_bases
    for rule in source.rules:
        yield from rule.bases


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and "." in host and not any(each.isspace() for each in link)
