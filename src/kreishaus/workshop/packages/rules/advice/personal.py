"""Personal questions: which they are, and whether it is said for what and by which law they are asked.

Article 5 and 13 GDPR: people must be told the purpose and the legal basis. A law that stands at a group
holds for everything inside, one that stands at the service for the whole form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kreishaus.base.german import fold
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.engine.tree import Node
from kreishaus.workshop.packages.formats.definition import ServiceDefinition
from kreishaus.workshop.packages.rules.advice.uses import uses_of

_TYPES = frozenset(
    {"person", "person-list", "address", "email", "phone", "iban", "licence-plate", "vin", "signature", "map-point"}
)
_LABEL = re.compile(
    r"\b(?:(?:familien|nach|vor|geburts|ruf|doktor)?name[ns]?|vornamen?|geburts\w*|geboren|anschrift|adresse|strasse|"
    r"hausnummer|postleitzahl|plz|wohnort|wohnsitz|telefon\w*|handy\w*|mobil\w*|fax\w*|e ?mail\w*|"
    r"staatsangehorigkeit\w*|nationalitat|geschlecht|familienstand|religion\w*|konfession|iban|kontoinhaber\w*|"
    r"kontonummer|steuer\w*(?:nummer|id)\w*|ausweis\w*|passnummer|fuhrerschein\w*|kennzeichen|unterschrift|"
    r"lichtbild|einkommen|gehalt|beruf|arbeitgeber|krankenkasse|krankheit\w*|behinderung\w*|vermogen|anrede|"
    r"doktorgrad|akademischer grad)\b"
)


@dataclass(frozen=True, slots=True)
class Personal:
    """One personal question and why it is asked."""

    address: str
    label: str
    basis: tuple[str, ...]
    purpose: str
    """as it was written, or else what the answer is used for"""
    is_written: bool
    """whether somebody wrote the purpose down"""


def personal_questions(form: FormSchema, service: ServiceDefinition | None = None) -> list[Personal]:
    """Return the personal questions of a form in their order."""
    return list(_found(form, service))


def reasons_of(node: Node, service: ServiceDefinition | None = None) -> tuple[str, ...]:
    """Return the laws by which something is asked: its own, else those of the next group, else of the service."""
    at: Node | None = node
    while at is not None:
        if at.item.basis:
            return at.item.basis
        at = at.parent
    return tuple(law["text"] for law in service.legal_basis if law.get("text")) if service else ()


def is_personal(node: Node) -> bool:
    """Tell whether an answer says something about a person."""
    field = node.field
    if field is None or node.type is None or not node.type.has_value:
        return False
    spoken = fold(field.label.replace("-", " "))
    return bool(field.type in _TYPES or field.autocomplete or _LABEL.search(spoken))


def _found(form: FormSchema, service: ServiceDefinition | None) -> Iterator[Personal]:
    for node in form.plan.tree.nodes:
        field = node.field
        if field is None or not is_personal(node):
            continue
        uses = [] if field.purpose else uses_of(form, node.path, service)
        purpose = field.purpose or "; ".join(uses)
        yield Personal(node.path, field.label, reasons_of(node, service), purpose, bool(field.purpose))
