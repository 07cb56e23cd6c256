"""Where structure and rules of a form contradict each other: for a person to read, per form and per submission."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kreishaus.services.forms.engine.conditions import Condition
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.submission.patterns import json_pattern, xsd_pattern
from kreishaus.services.forms.formats.submission.structure import Part, Structure, structure_of
from kreishaus.services.forms.formats.submission.wording import depending_on, relief_text

_STRATEGY_SOFTENED = "JSON Schema und XFall-Schema verlangen es deshalb nicht ({anzahl}). Im FIM-Schema bleibt {least}."
_STRATEGY_RULE = "JSON Schema und XFall-Schema können das nicht ausdrücken. Geprüft wird es beim Absenden im Formular."


class ConflictKind(StrEnum):
    """What contradicts what."""

    MAY_BE_MISSING = "may-be-missing"
    """the structure demands it, a rule hides or forbids it"""
    CONDITIONALLY_REQUIRED = "conditionally-required"
    """the structure leaves it open, a rule demands it"""
    COMPUTED = "computed"
    """a rule gives the value, whatever the applicant would say"""
    CHECKED = "checked"
    """a rule compares answers"""
    PATTERN = "pattern"
    """a pattern that one of the schemas cannot say"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One element, the rule, and what the exported schemas do about it."""

    kind: ConflictKind
    path: str
    name: str
    label: str
    rule: str
    message: str
    strategy: str

    @property
    def softens(self) -> bool:
        """Whether the written schemas demand less than the form."""
        return self.kind is ConflictKind.MAY_BE_MISSING


def conflicts(schema: FormSchema) -> tuple[Conflict, ...]:
    """Return every conflict of the form, in the order of the form."""
    found: list[Conflict] = []
    nodes = schema.plan.tree.by_path
    for part in structure_of(schema).parts():
        if not part.transparent and part.least and part.reliefs:
            found.append(_may_be_missing(part))
        node = nodes[part.path]
        found += [
            _by_rule(part, ConflictKind.CONDITIONALLY_REQUIRED, condition, "wird durch {rule} zur Pflicht")
            for condition in node.requires
            if not part.least
        ]
        found += [
            _by_rule(part, ConflictKind.COMPUTED, computation.value, "wird durch {rule} berechnet")
            for computation in node.computations
        ]
        found += _pattern(part)
    found += [
        Conflict(
            ConflictKind.CHECKED,
            check.node.path if check.node else "",
            "",
            check.node.label if check.node else "",
            check.rule.id,
            f"Regel {check.rule.id} vergleicht Angaben: {check.rule.message}",
            _STRATEGY_RULE,
        )
        for check in schema.plan.checks
    ]
    return tuple(found)


def conflicts_in(structure: Structure, answers: Mapping[str, object]) -> tuple[Conflict, ...]:
    """Return what this submission lacks although the form's structure, taken by itself, demands it."""
    return tuple(_lacking(structure.children, answers))


def _lacking(parts: tuple[Part, ...], answers: Mapping[str, object]) -> list[Conflict]:
    found: list[Conflict] = []
    for part in parts:
        value = answers.get(part.key)
        if value in (None, "", [], {}):
            if part.transparent:
                found += _lacking(part.children, {})
            elif part.least and part.reliefs:
                found.append(_may_be_missing(part))
        elif part.shape is None:
            rows = value if isinstance(value, list) else [value]
            for row in rows:
                found += _lacking(part.children, row if isinstance(row, Mapping) else {})
    return found


def _may_be_missing(part: Part) -> Conflict:
    why = " und ".join(relief_text(relief) for relief in part.reliefs)
    return Conflict(
        ConflictKind.MAY_BE_MISSING,
        part.path,
        part.name,
        part.label,
        ", ".join(dict.fromkeys(relief.rule for relief in part.reliefs)),
        f"{_called(part)} ist im Schema Pflicht ({part.multiplicity}), {_but(why)}.",
        _STRATEGY_SOFTENED.format(anzahl=part.softened, least=part.multiplicity),
    )


def _but(why: str) -> str:
    return why.replace("wird ", "wird aber ", 1)


def _by_rule(part: Part, kind: ConflictKind, condition: Condition, what: str) -> Conflict:
    said = what.format(rule=f"Regel {condition.rule_id}")
    depends = depending_on(tuple(dict.fromkeys(source.label for source in condition.sources)))
    message = f"{_called(part)} {said}{depends}."
    return Conflict(kind, part.path, part.name, part.label, condition.rule_id, message, _STRATEGY_RULE)


def _pattern(part: Part) -> list[Conflict]:
    pattern = part.shape.pattern if part.shape else ""
    if not pattern:
        return []
    missing = [
        schema
        for schema, said in (("JSON Schema", json_pattern(pattern)), ("XFall-Schema", xsd_pattern(pattern)))
        if not said
    ]
    if not missing:
        return []
    message = f"Das Muster von {_called(part)} lässt sich nicht überall ausdrücken: {pattern}"
    strategy = f"Es fehlt in: {', '.join(missing)}. Geprüft wird es beim Absenden im Formular."
    return [Conflict(ConflictKind.PATTERN, part.path, part.name, part.label, "", message, strategy)]


def _called(part: Part) -> str:
    return f"{part.name} „{part.label}“" if part.name != part.key else f"„{part.label}“"
