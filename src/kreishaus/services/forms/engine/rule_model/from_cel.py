"""Reading CEL text into the tree of a condition, as far as it goes."""

import ast
import re
from collections.abc import Callable
from dataclasses import replace

from kreishaus.base.expressions.scanning import TOKEN
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
    "==": Operator.EQUAL,
    "!=": Operator.NOT_EQUAL,
    "<": Operator.LESS,
    "<=": Operator.AT_MOST,
    ">": Operator.MORE,
    ">=": Operator.AT_LEAST,
}
_MIRRORED = {
    Operator.LESS: Operator.MORE,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.MORE: Operator.LESS,
    Operator.AT_LEAST: Operator.AT_MOST,
}
_OPPOSITE = {
    Operator.ANSWERED: Operator.UNANSWERED,
    Operator.ONE_OF: Operator.NONE_OF,
    Operator.INCLUDES: Operator.EXCLUDES,
    Operator.YES: Operator.NO,
}
_SHIFTS = {"plus_days": "days", "plus_months": "months", "plus_years": "years"}
# Escapes that Python and CEL read the same way.
_PLAIN_ESCAPES = re.compile(r"""(?:[^\\]|\\[\\'"nrtabfv]|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})*""", re.DOTALL)
_WORDS = frozenset({"true", "false", "null", "in"})
_DEEPEST = 30


class BeyondModel(Exception):
    """The text is CEL that the tree cannot express; it stays text."""


def condition_from(text: str) -> Condition:
    """Return the tree of a condition.

    :raises BeyondModel: if it uses anything that the tree does not have, or is no CEL at all.
    """
    reader = _Reader(_tokens(text))
    found = reader.any_of()
    if reader.kind() != "end":
        raise BeyondModel(reader.text())
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None or match.group().startswith("//"):
            raise BeyondModel(text[position:])
        if match.lastgroup != "space":
            tokens.append((str(match.lastgroup), match.group()))
        position = match.end()
    return tokens


class _Operand:
    """One side of a comparison: a path (perhaps measured) or a value."""

    __slots__ = ("measure", "path", "value")

    def __init__(self, path: str = "", value: Operand = None, measure: Measure = Measure.VALUE) -> None:
        self.path = path
        self.value = value
        self.measure = measure

    def as_value(self) -> Operand:
        if not self.path:
            return self.value
        if self.measure != Measure.VALUE:
            raise BeyondModel(self.path)
        return Other(self.path)


class _Reader:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = [*tokens, ("end", "")]
        self.at = 0
        self.rows: dict[str, str] = {}
        self.depth = 0

    def kind(self) -> str:
        return self.tokens[self.at][0]

    def text(self, ahead: int = 0) -> str:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)][1]

    def take(self, expected: str = "") -> str:
        text = self.text()
        if expected and text != expected:
            raise BeyondModel(text)
        self.at += 1
        return text

    def any_of(self) -> Condition:
        """Read `a || b`; brackets inside of brackets are counted, so that nothing runs deep."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise BeyondModel("(")
        parts = self._joined("||", self._all_of)
        self.depth -= 1
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all_of(self) -> Condition:
        parts = self._joined("&&", self._single)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _joined(self, mark: str, read: Callable[[], Condition]) -> list[Condition]:
        parts = [read()]
        while self.text() == mark and self.kind() == "mark":
            self.take()
            parts.append(read())
        return parts

    def _single(self) -> Condition:
        if self.text() == "!":
            self.take()
            return _negated(self._single_after_not())
        if self.text() == "(":
            self.take()
            inner = self.any_of()
            self.take(")")
            return inner
        if self.text() == "has" and self.text(1) == "(":
            return self._answered()
        if self.text() == "valid_date" and self.text(1) == "(":
            return self._date_exists()
        return self._compared()

    def _has(self) -> str:
        self.take("has")
        self.take("(")
        path, method = self._path()
        if method:
            raise BeyondModel(method)
        self.take(")")
        return path

    def _answered(self) -> Condition:
        path = self._has()
        if self.text() == "!=" and self.text(1) == "has":
            self.take()
            return ExactlyOne(path, self._has())
        return Comparison(path, Operator.ANSWERED)

    def _date_exists(self) -> Condition:
        self.at += 2
        paths = []
        for mark in (",", ",", ")"):
            path, method = self._path()
            if method:
                raise BeyondModel(method)
            paths.append(path)
            self.take(mark)
        return DateExists(*paths)

    def _single_after_not(self) -> Condition:
        # `!a == b` negates a alone in CEL; only what is one thing may stand behind the mark.
        if self.text() == "has":
            return Comparison(self._has(), Operator.ANSWERED)
        if self.text() in ("(", "!", "valid_date"):
            return self._single()
        start = self.at
        condition = self._compared()
        if any(self.tokens[place][1] in {*_MARKS, "in"} and self._outside(start, place) for place in self._span(start)):
            raise BeyondModel("!")
        return condition

    def _span(self, start: int) -> range:
        return range(start, self.at)

    def _outside(self, start: int, place: int) -> bool:
        texts = [self.tokens[index][1] for index in range(start, place)]
        return texts.count("(") == texts.count(")")

    def _compared(self) -> Condition:
        left = self._operand()
        if isinstance(left, _Operand):
            return self._comparison(left)
        return left

    def _comparison(self, left: _Operand) -> Condition:
        mark = self.text()
        if mark == "in":
            self.take()
            return self._membership(left)
        if mark not in _MARKS or self.kind() != "mark":
            if left.path and left.measure == Measure.VALUE:
                return Comparison(left.path, Operator.YES)
            raise BeyondModel(mark)
        self.take()
        right = self._operand()
        if not isinstance(right, _Operand):
            raise BeyondModel(mark)
        operator = _MARKS[mark]
        if not left.path:
            left, right, operator = right, left, _MIRRORED.get(operator, operator)
        if not left.path:
            raise BeyondModel(mark)
        return Comparison(left.path, operator, right.as_value(), left.measure)

    def _membership(self, left: _Operand) -> Condition:
        if self.text() == "[":
            if not left.path:
                raise BeyondModel("in")
            return Comparison(left.path, Operator.ONE_OF, self._list(), left.measure)
        path, method = self._path()
        if method or left.measure != Measure.VALUE:
            raise BeyondModel(path)
        return Comparison(path, Operator.INCLUDES, left.as_value())

    def _list(self) -> tuple[str | int | float, ...]:
        self.take("[")
        entries: list[str | int | float] = []
        while self.text() != "]":
            value = self._operand()
            if not isinstance(value, _Operand) or value.path or not isinstance(value.value, str | int | float):
                raise BeyondModel("[")
            entries.append(value.value)
            if self.text() != "]":
                self.take(",")
        self.take("]")
        return tuple(entries)

    def _operand(self) -> "_Operand | Condition":
        kind, text = self.kind(), self.text()
        if kind in ("string", "number") or text == "-" or text in ("true", "false", "null"):
            return _Operand(value=self._literal())
        if kind != "name" or text in _WORDS:
            raise BeyondModel(text)
        if self.text(1) == "(":
            return self._call()
        if text == "today" and self.text(1) != ".":
            self.take()
            return _Operand(value=Today())
        path, method = self._path()
        return self._method(path, method) if method else _Operand(path)

    def _literal(self) -> Operand:
        sign = -1 if self.text() == "-" else 1
        if sign < 0:
            self.take()
        kind, text = self.kind(), self.take()
        if kind == "number":
            return sign * (float(text) if set(text) & set(".eE") else int(text))
        if sign < 0:
            raise BeyondModel("-")
        if kind == "string":
            return _unquoted(text)
        return {"true": True, "false": False, "null": None}[text]

    def _call(self) -> "_Operand":
        name = self.take()
        self.take("(")
        if name in _SHIFTS:
            self.take("today")
            self.take(",")
            count = self._literal()
            self.take(")")
            if not isinstance(count, int) or isinstance(count, bool):
                raise BeyondModel(name)
            return _Operand(value=Today(count, _SHIFTS[name]))
        if name not in ("years", "size"):
            raise BeyondModel(name)
        path, method = self._path()
        if method:
            raise BeyondModel(method)
        if name == "years":
            self.take(",")
            self.take("today")
        self.take(")")
        return _Operand(path, measure=Measure.AGE if name == "years" else Measure.SIZE)

    def _method(self, path: str, method: str) -> Condition:
        self.take("(")
        if method in ("contains", "startsWith"):
            operator = Operator.CONTAINS if method == "contains" else Operator.STARTS
            value = self._operand()
            self.take(")")
            if not isinstance(value, _Operand):
                raise BeyondModel(method)
            return Comparison(path, operator, value.as_value())
        if method not in ("exists", "all") or self.kind() != "name":
            raise BeyondModel(method)
        variable = self.take()
        self.take(",")
        outer = dict(self.rows)
        self.rows[variable] = path
        part = self.any_of()
        self.rows = outer
        self.take(")")
        return Rows(path, Quantifier.SOME if method == "exists" else Quantifier.EVERY, part)

    def _path(self) -> tuple[str, str]:
        """Read `a.b.c`; a last name that is called is a method."""
        if self.kind() != "name" or self.text() in _WORDS:
            raise BeyondModel(self.text())
        first = self.take()
        parts = [self.rows.get(first, first)]
        while self.text() == "." and self.tokens[self.at + 1][0] == "name":
            self.take()
            name = self.take()
            if self.text() == "(":
                return ".".join(parts), name
            parts.append(name)
        if self.text() in ("[", "."):
            raise BeyondModel(self.text())
        return ".".join(parts), ""


def _negated(condition: Condition) -> Condition:
    match condition:
        case Comparison(operator=operator) if operator in _OPPOSITE:
            return replace(condition, operator=_OPPOSITE[operator])
        case Rows(quantifier=Quantifier.SOME):
            return replace(condition, quantifier=Quantifier.NONE)
        case _:
            return Not(condition)


def _unquoted(text: str) -> str:
    if text[0] in "rR":
        return text[2:-1]
    if not _PLAIN_ESCAPES.fullmatch(text[1:-1]):
        raise BeyondModel(text)
    return str(ast.literal_eval(text))
