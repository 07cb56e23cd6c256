"""FITKO's machine translations of rules: read them as ours, and write ours as theirs.

The FIM portal gives for an element its rules as `{rule_id, text, actions, condition, source_id,
target_id, parent, child, …}`; `rule_id` is the element that bears them. Conditions are trees such as
`{"equal": [{"identifier": "self.F60000000263"}, "001"]}`. What their trees cannot say (ages, Länder,
ranges, counts) is written with operators of ours: `age`, `state`, `between`, `at_least`, `exactly`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kreishaus.services.forms.formats.xdatenfelder.rules.tree import (
    Age,
    All,
    Between,
    Clause,
    Compare,
    Computed,
    Condition,
    Constant,
    Count,
    Effect,
    Exactly,
    Filled,
    InState,
    Not,
    Operator,
    Reference,
    Some,
    Term,
    Today,
    Understood,
    ValidDate,
    Value,
)

JSON = Any
MAX_DEPTH = 30
_EFFECTS = {"required": Effect.REQUIRE, "forbidden": Effect.FORBID, "validation": Effect.VALID}
_NUMBER = re.compile(r"[FG](?:\d{11}|\d{8})")
_CODE_AND_NAME = re.compile(r"(\d+)\s+(.+)")
_TRUE = Value("wahr")
_DATE_PARTS = 3


class NotReadable(Exception):
    """A translation has a shape that we do not know; the message says which, in German."""


def from_fitko(entries: Sequence[Mapping[str, JSON]]) -> Understood:
    """Return what FITKO understood of one rule or of one element's rules.

    :raises NotReadable: if one entry has another shape.
    """
    return Understood([clause for entry in entries for clause in _clauses(entry)])


def _clauses(entry: Mapping[str, JSON]) -> list[Clause]:
    condition = condition_from(entry.get("condition"))
    clauses = []
    for action in entry.get("actions") or ():
        if action not in _EFFECTS:
            raise NotReadable(f"Die Wirkung „{action}“ kennen wir nicht.")
        effect = _EFFECTS[action]
        if effect is Effect.VALID:
            clauses.append(Clause(effect, valid=condition))
        else:
            clauses.append(Clause(effect, (_reference(str(entry.get("target_id") or "")),), condition))
    return clauses


def condition_from(tree: JSON, depth: int = 0) -> Condition:
    """Return a tree of FITKO as ours.

    :raises NotReadable: if it has an operator or operands that we do not know.
    """
    if isinstance(tree, bool):
        return Constant(holds=tree)
    if depth > MAX_DEPTH or not isinstance(tree, Mapping) or len(tree) != 1:
        raise NotReadable("Die Bedingung hat eine Form, die wir nicht kennen.")
    [(name, operands)] = tree.items()
    if name == "identifier":
        return Compare(Operator.EQUAL, _reference(str(operands)), _TRUE)
    if name == "not":
        return Not(condition_from(operands, depth + 1))
    if name == "is_empty":
        return Not(Filled(_identified(operands)))
    if not isinstance(operands, Sequence) or isinstance(operands, str):
        raise NotReadable(f"„{name}“ braucht eine Liste.")
    return _joined(str(name), list(operands), depth)


def _joined(name: str, operands: list[JSON], depth: int) -> Condition:
    if name in ("and", "or", "xor"):
        parts = tuple(condition_from(each, depth + 1) for each in operands)
        return All(parts) if name == "and" else Some(parts) if name == "or" else Exactly(parts)
    if name == "is_valid_date" and len(operands) == _DATE_PARTS:
        return ValidDate(*(_identified(each) for each in operands))
    if name in set(Operator) and len(operands) == 2:  # noqa: PLR2004 -- left and right
        return Compare(Operator(name), _term(operands[0]), _term(operands[1]))
    raise NotReadable(f"Den Vergleich „{name}“ kennen wir nicht.")


def _term(operand: JSON) -> Term:
    if isinstance(operand, Mapping):
        return _identified(operand)
    if isinstance(operand, bool):
        return Value("wahr" if operand else "falsch")
    if isinstance(operand, str | int | float):
        match = _CODE_AND_NAME.fullmatch(str(operand))
        return Value(match[1], match[2]) if match else Value(str(operand))
    raise NotReadable("Ein Wert hat eine Form, die wir nicht kennen.")


def _identified(operand: JSON) -> Reference:
    if isinstance(operand, Mapping) and isinstance(operand.get("identifier"), str):
        return _reference(operand["identifier"])
    raise NotReadable("Hier muss ein Feld stehen.")


def _reference(text: str) -> Reference:
    ids = text.removeprefix("self.").split(".")
    if not all(_NUMBER.fullmatch(each) for each in ids):
        raise NotReadable(f"„{text}“ ist keine FIM-Nummer.")
    return Reference(tuple(ids))


def to_tree(condition: Condition) -> JSON:
    """Return a condition as JSON in FITKO's words."""
    if isinstance(condition, Constant):
        return condition.holds
    if isinstance(condition, Compare):
        return {condition.operator.value: [_operand(condition.left), _operand(condition.right)]}
    if isinstance(condition, Not):
        inner = condition.of
        return {"is_empty": _operand(inner.of)} if isinstance(inner, Filled) else {"not": to_tree(inner)}
    if isinstance(condition, All | Some | Exactly):
        return _parts(condition)
    return _special(condition)


def _parts(condition: All | Some | Exactly) -> JSON:
    parts = [to_tree(each) for each in condition.of]
    if isinstance(condition, All):
        return {"and": parts}
    if isinstance(condition, Some):
        return {"or": parts} if condition.least == 1 else {"at_least": [condition.least, *parts]}
    # Of three operands an "xor" holds if one or all three hold, so it is only written for two.
    return {"xor": parts} if condition.count == 1 and len(parts) == 2 else {"exactly": [condition.count, *parts]}  # noqa: PLR2004


def _special(condition: Condition) -> JSON:
    if isinstance(condition, Filled):
        return {"not": {"is_empty": _operand(condition.of)}}
    if isinstance(condition, ValidDate):
        return {"is_valid_date": [_operand(each) for each in (condition.day, condition.month, condition.year)]}
    if isinstance(condition, Between):
        return {"between": [_operand(condition.of), condition.first, condition.last]}
    if isinstance(condition, InState):
        return {"state": list(condition.codes)}
    raise NotReadable("Diese Bedingung ist noch nicht aufgelöst.")


def _operand(term: Term) -> JSON:
    if isinstance(term, Reference):
        return {"identifier": str(term)}
    if isinstance(term, Age):
        return {"age": {"identifier": str(term.of)}}
    if isinstance(term, Today):
        return {"today": []}
    if isinstance(term, Count):
        return {"count": {"identifier": str(term.of)}}
    if isinstance(term, Computed):
        return {term.sign: [_operand(part) for part in term.of]}
    words = {"wahr": True, "ja": True, "true": True, "falsch": False, "nein": False, "false": False}
    return words.get(term.text.casefold(), term.text or term.name)
