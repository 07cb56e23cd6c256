"""Why the selected element is asked, what its answer is used for, and how its texts could be easier."""

from dataclasses import dataclass

from kreishaus.base.durations import NotADuration, parse_duration
from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.tree import Node
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.elsewhere import asked_elsewhere
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.advice import (
    Double,
    ServiceText,
    doubles,
    hardest_first,
    reasons_of,
    texts_of,
    uses_of,
)
from kreishaus.workshop.packages.rules.advice.personal import is_personal


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands behind one element."""

    basis: tuple[str, ...]
    inherited: str
    """from where the legal basis comes, "" if it stands at the element itself"""
    purpose: str
    uses: tuple[str, ...]
    retention: str
    missing: str
    double: Double | None
    elsewhere: tuple[str, ...]
    texts: tuple[ServiceText, ...]


def advice_on(version: PackageVersion, schema: FormSchema, address: str) -> Advice | None:
    """Return the advice on a group or question; None for the form, a page or a rule."""
    node = schema.plan.tree.by_path.get(address)
    if node is None:
        return None
    try:
        service: ServiceDefinition | None = contents.definition_of(version).service
    except Problems:
        service = None
    own = [each for each in texts_of(schema) if each.address == address]
    uses = tuple(uses_of(schema, address, service)) if node.field else ()
    basis = reasons_of(node, service)
    purpose = node.field.purpose if node.field else ""
    return Advice(
        basis=basis,
        inherited=_origin(node) if basis else "",
        purpose=purpose,
        uses=uses,
        retention=_retention(node, service),
        missing=_missing(node, basis, purpose, uses),
        double=next((each for each in doubles(schema) if each.address == address), None),
        elsewhere=asked_elsewhere(version, node.field) if node.field else (),
        texts=tuple(hardest_first(own)),
    )


def _origin(node: Node) -> str:
    at: Node | None = node
    while at is not None:
        if at.item.basis:
            return "" if at is node else f"aus der Gruppe „{at.label}“"
        at = at.parent
    return "aus den Einstellungen des Dienstes"


def _missing(node: Node, basis: tuple[str, ...], purpose: str, uses: tuple[str, ...]) -> str:
    if not is_personal(node):
        return ""
    if not basis:
        return "Eine persönliche Angabe, für die keine Rechtsgrundlage genannt ist."
    return "" if purpose or uses else "Eine persönliche Angabe ohne Zweck."


def _retention(node: Node, service: ServiceDefinition | None) -> str:
    own = node.field.retention if node.field else ""
    text = own or (service.filing.retention if service else "")
    try:
        words = parse_duration(text).in_words if text else ""
    except NotADuration:
        words = text
    return words if own or not words else f"{words}, wie der Vorgang"
