"""`Alle anderen Ausprägungen`: answered, and none of the values that the rule names elsewhere."""

from dataclasses import replace

from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import NotUnderstood
from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    All,
    Clause,
    Compare,
    Condition,
    Filled,
    Not,
    Operator,
    OtherValue,
    Reference,
    Some,
    Value,
    opposite,
)


def without_others(clauses: list[Clause]) -> list[Clause]:
    """Replace `alle anderen Ausprägungen` by: answered, and none of the values that the rule names."""
    named: dict[Reference, list[Value]] = {}
    for clause in clauses:
        _named(clause.when, named)
    return [replace(clause, when=_spelled_out(clause.when, named)) for clause in clauses]


def _named(part: Condition, named: dict[Reference, list[Value]]) -> None:
    if isinstance(part, Compare) and part.operator is Operator.EQUAL and isinstance(part.left, Reference):
        if isinstance(part.right, Value):
            named.setdefault(Reference(part.left.ids), []).append(part.right)
    elif isinstance(part, Not):
        _named(part.of, named)
    elif isinstance(part, All | Some):
        for inner in part.of:
            _named(inner, named)


def _spelled_out(part: Condition, named: dict[Reference, list[Value]]) -> Condition:
    if isinstance(part, OtherValue):
        values = named.get(Reference(part.of.ids), [])
        if not values:
            raise NotUnderstood("„Alle anderen“ braucht einen Wert, der schon genannt ist.")
        return All((Filled(part.of), *(Compare(Operator.NOT_EQUAL, part.of, value) for value in values)))
    if isinstance(part, Not):
        return opposite(_spelled_out(part.of, named))
    if isinstance(part, All | Some):
        return replace(part, of=tuple(_spelled_out(inner, named) for inner in part.of))
    return part
