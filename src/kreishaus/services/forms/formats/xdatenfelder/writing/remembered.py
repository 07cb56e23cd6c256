"""What a form keeps under `fim`, as parts of the model again: the inverse of `metadata`."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from kreishaus.services.forms.formats.xdatenfelder.model import (
    CodeListReference,
    Constraints,
    History,
    Keyword,
    LegalBasis,
    Reference,
    Rule,
    RuleError,
)

Fim = Mapping[str, Any]


def text(fim: Fim, key: str, usual: str = "") -> str:
    """Return a text, the usual one if it was left out."""
    return str(fim.get(key) or usual)


def day(fim: Fim, key: str) -> date | None:
    """Return a day, None if there is none."""
    try:
        return date.fromisoformat(text(fim, key)[:10])
    except ValueError:
        return None


def bases(fim: Fim, key: str = "bases") -> tuple[LegalBasis, ...]:
    """Return the laws."""
    return tuple(
        LegalBasis(text(each, "text"), text(each, "link")) if isinstance(each, Mapping) else LegalBasis(str(each))
        for each in _entries(fim, key)
    )


def keywords(fim: Fim) -> tuple[Keyword, ...]:
    """Return the Stichworte."""
    return tuple(Keyword(text(each, "text"), text(each, "uri")) for each in _mappings(fim, "keywords"))


def history(fim: Fim) -> History:
    """Return who released what and when."""
    return History(**{each.name: text(fim, each.name) for each in fields(History)})


def constraints(fim: Fim) -> Constraints:
    """Return the Präzisierung."""
    limits = fim.get("limits")
    return Constraints(**_known(limits, Constraints)) if isinstance(limits, Mapping) else Constraints()


def code_list(fim: Fim) -> CodeListReference | None:
    """Return the reference to a code list, None if there is none."""
    reference = fim.get("code_list")
    return CodeListReference(**_known(reference, CodeListReference)) if isinstance(reference, Mapping) else None


def rules(fim: Fim) -> tuple[Rule, ...]:
    """Return the rules as they came."""
    return tuple(
        Rule(
            id=text(each, "id"),
            version=text(each, "version"),
            name=text(each, "name"),
            text=text(each, "text"),
            description=text(each, "description"),
            kind=text(each, "kind"),
            script=text(each, "script"),
            targets=_references(each, "targets"),
            parameters=_references(each, "parameters"),
            errors=tuple(RuleError(text(error, "code"), text(error, "text")) for error in _mappings(each, "errors")),
            bases=bases(each),
            keywords=keywords(each),
            history=history(each),
        )
        for each in _mappings(fim, "rules")
    )


def _references(rule: Fim, key: str) -> tuple[Reference, ...]:
    return tuple(
        Reference(text(each, "element"), text(each, "name"), text(each, "kind")) for each in _mappings(rule, key)
    )


def _known(values: Mapping[str, Any], kind: type) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {key: value for key, value in values.items() if key in names}


def _mappings(fim: Fim, key: str) -> Iterable[Fim]:
    return (each for each in _entries(fim, key) if isinstance(each, Mapping))


def _entries(fim: Fim, key: str) -> list[Any]:
    found = fim.get(key)
    return found if isinstance(found, list) else []


def mapping(fim: Fim, key: str) -> Fim:
    """Return a mapping inside, an empty one if there is none."""
    found = fim.get(key)
    return found if isinstance(found, Mapping) else {}


def entries(fim: Fim, key: str) -> list[Any]:
    """Return a list inside, an empty one if there is none."""
    return _entries(fim, key)


def whole(fim: Fim, key: str) -> int | None:
    """Return a whole number, None if there is none."""
    found = fim.get(key)
    return found if isinstance(found, int) else None
