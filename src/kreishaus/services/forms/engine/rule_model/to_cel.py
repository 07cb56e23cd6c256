"""Writing the tree of a condition as CEL."""

import json

from kreishaus.services.forms.engine.rule_model.model import (
    All,
    AnyOf,
    Comparison,
    Condition,
    DateExists,
    ExactlyOne,
    Measure,
    Not,
    Operand,
    Operator,
    Other,
    Quantifier,
    Rows,
    Today,
)

_MARKS = {
    Operator.EQUAL: "==",
    Operator.NOT_EQUAL: "!=",
    Operator.LESS: "<",
    Operator.AT_MOST: "<=",
    Operator.MORE: ">",
    Operator.AT_LEAST: ">=",
}
_SHAPES = {
    Operator.ANSWERED: "has({0})",
    Operator.UNANSWERED: "!has({0})",
    Operator.YES: "{0}",
    Operator.NO: "!{0}",
    Operator.INCLUDES: "{1} in {0}",
    Operator.EXCLUDES: "!({1} in {0})",
    Operator.CONTAINS: "{0}.contains({1})",
    Operator.STARTS: "{0}.startsWith({1})",
}
_MACROS = {Quantifier.SOME: "exists", Quantifier.EVERY: "all", Quantifier.NONE: "exists"}

_Variables = dict[str, str]


def cel_of(condition: Condition) -> str:
    """Return the condition as CEL text."""
    return _written(condition, {})


def _written(condition: Condition, rows: _Variables) -> str:  # noqa: PLR0911 -- one line for each kind
    match condition:
        case All(parts):
            return " && ".join(_bracketed(part, rows, AnyOf) for part in parts) or "true"
        case AnyOf(parts):
            return " || ".join(_bracketed(part, rows, All) for part in parts) or "false"
        case Not(part):
            return f"!({_written(part, rows)})"
        case Rows(path, quantifier, part):
            variable = _free_variable(rows)
            inner = _written(part, {**rows, path: variable})
            sign = "!" if quantifier == Quantifier.NONE else ""
            return f"{sign}{_path(path, rows)}.{_MACROS[quantifier]}({variable}, {inner})"
        case DateExists(day, month, year):
            return f"valid_date({_path(day, rows)}, {_path(month, rows)}, {_path(year, rows)})"
        case ExactlyOne(first, second):
            return f"has({_path(first, rows)}) != has({_path(second, rows)})"
        case Comparison():
            return _comparison(condition, rows)


def _bracketed(part: Condition, rows: _Variables, other: type[All] | type[AnyOf]) -> str:
    text = _written(part, rows)
    return f"({text})" if isinstance(part, other) and len(part.parts) > 1 else text


def _free_variable(rows: _Variables) -> str:
    return "zeile" if not rows else f"zeile{len(rows) + 1}"


def _comparison(comparison: Comparison, rows: _Variables) -> str:
    path = _path(comparison.path, rows)
    operator, value = comparison.operator, comparison.value
    if operator in (Operator.ONE_OF, Operator.NONE_OF):
        entries = ", ".join(_literal(each) for each in (value if isinstance(value, tuple) else (value,)))
        text = f"{_left(comparison, path)} in [{entries}]"
        return text if operator == Operator.ONE_OF else f"!({text})"
    if operator in _SHAPES:
        shape = _SHAPES[operator]
        return shape.format(path, _right(value, rows) if "{1}" in shape else "")
    return f"{_left(comparison, path)} {_MARKS[operator]} {_right(value, rows)}"


def _left(comparison: Comparison, path: str) -> str:
    match comparison.measure:
        case Measure.AGE:
            return f"years({path}, today)"
        case Measure.SIZE:
            return f"size({path})"
        case _:
            return path


def _path(path: str, rows: _Variables) -> str:
    """Return the path as it is named inside of the rows: by the innermost variable whose list holds it."""
    for holder in sorted(rows, key=len, reverse=True):
        if path.startswith(f"{holder}."):
            return rows[holder] + path[len(holder) :]
    return path


def _right(value: Operand, rows: _Variables) -> str:
    match value:
        case Other(path):
            return _path(path, rows)
        case Today(0):
            return "today"
        case Today(count, unit):
            return f"plus_{unit}(today, {count})"
        case _:
            return _literal(value)


def _literal(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case _:
            # JSON writes a text as CEL reads it: quotes, backslashes and line breaks escaped.
            text = json.dumps(str(value), ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'")
            return f"'{text}'"
