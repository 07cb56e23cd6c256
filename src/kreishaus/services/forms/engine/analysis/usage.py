"""How expressions use a path: compared with constants only (then few values tell everything), or more.

`x == 'a'`, `3 < x`, `x in ['a', 'b']`, `has(x)`, `!x` and `x < today` are plain comparisons: the
truth of the expression depends on where `x` lies among the constants. Everything else (functions,
arithmetic, two fields compared) is not plain.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from kreishaus.base.expressions import compile_expression
from kreishaus.base.expressions.literals import unquoted
from kreishaus.base.expressions.scanning import tokens

Constant = str | int | float
TODAY = "today"

_COMPARE = frozenset({"==", "!=", "<", "<=", ">", ">="})
_ORDER = frozenset({"<", "<=", ">", ">="})
_ENDS = frozenset({"", "&&", "||", ")", "(", "!", ","})
_WORDS = frozenset({"true", "false", "null"})


@dataclass(slots=True)
class Usage:
    """How one path is used in one or several expressions."""

    constants: list[Constant] = field(default_factory=list)
    named: list[Constant] = field(default_factory=list)
    """constants that it has to be equal to, or that it is looked for among"""
    plain: bool = True
    ordered: bool = False
    with_today: bool = False
    valued: bool = False
    """whether more is asked than if there is an answer at all"""

    def add(self, other: "Usage") -> None:
        """Take the use in another expression in as well."""
        self.constants += other.constants
        self.named += other.named
        self.plain = self.plain and other.plain
        self.ordered = self.ordered or other.ordered
        self.with_today = self.with_today or other.with_today
        self.valued = self.valued or other.valued


@lru_cache(maxsize=4_096)
def usages(source: str) -> dict[str, Usage]:
    """Return the use of every path that the expression reads; macros make everything not plain."""
    expression = compile_expression(source)
    found: dict[str, Usage] = {path: Usage() for path in expression.paths}
    stream = [("mark", ""), *tokens(source), ("mark", ""), ("mark", ""), ("mark", "")]
    at = 1
    while at < len(stream) - 3:
        end, path = _chain(stream, at)
        if stream[end][1] == "(" and path.rpartition(".")[0] in found:
            found[path.rpartition(".")[0]].plain = False
            found[path.rpartition(".")[0]].valued = True
        elif path in found:
            _note(found[path], stream, at, end)
        at = max(end, at + 1)
    if expression.row_paths or ("mark", "?") in stream:
        for usage in found.values():
            usage.plain, usage.valued = False, True
    return found


def _chain(stream: list[tuple[str, str]], at: int) -> tuple[int, str]:
    """Return where a dotted path ends and what it is, `(at, "")` if none starts here."""
    if stream[at][0] != "name" or stream[at][1] in _WORDS:
        return at, ""
    parts, end = [stream[at][1]], at + 1
    while stream[end][1] == "." and stream[end + 1][0] == "name":
        parts.append(stream[end + 1][1])
        end += 2
    return end, ".".join(parts)


def _note(usage: Usage, stream: list[tuple[str, str]], start: int, end: int) -> None:
    before, after = stream[start - 1][1], stream[end][1]
    if before == "(" and stream[start - 2][1] == "has" and after == ")":
        return
    usage.valued = True
    if after in _COMPARE and before in _ENDS and _compared(usage, stream, after, end + 1, forward=True):
        return
    if before in _COMPARE and after in _ENDS and _compared(usage, stream, before, start - 2, forward=False):
        return
    if after == "in" and before in _ENDS and _listed(usage, stream, end + 1):
        return
    if before == "in" and after in _ENDS and stream[start - 2][0] == "string":
        usage.named.append(unquoted(stream[start - 2][1]))
        usage.plain = False  # a list is more than its place among constants
        return
    alone = before in _ENDS - {","} and after in _ENDS - {","}
    if alone and not (before == "(" and after == ")") and not _is_argument(stream, start):
        return
    usage.plain = False


def _compared(usage: Usage, stream: list[tuple[str, str]], operator: str, at: int, *, forward: bool) -> bool:
    """Take a comparison with a constant in; return whether it is one."""
    step = 1 if forward else -1
    kind, text = stream[at]
    sign = 1
    if forward and text == "-" and stream[at + 1][0] == "number":
        sign, at = -1, at + 1
        kind, text = stream[at]
    elif not forward and kind == "number" and stream[at - 1][1] == "-" and stream[at - 2][1] in _ENDS | _COMPARE:
        sign, at = -1, at - 1
    if stream[at + step][1] not in _ENDS:
        return False
    usage.ordered = usage.ordered or operator in _ORDER
    if kind == "name" and text in _WORDS:
        return True
    if kind == "name" and text == TODAY:
        usage.with_today = True
        return True
    if kind not in {"string", "number"}:
        return False
    value: Constant = unquoted(text) if kind == "string" else sign * _number(text)
    usage.constants.append(value)
    if operator in {"==", "!="}:
        usage.named.append(value)
    return True


def _listed(usage: Usage, stream: list[tuple[str, str]], at: int) -> bool:
    if stream[at][1] != "[":
        return False
    values: list[Constant] = []
    at += 1
    while stream[at][1] != "]":
        kind, text = stream[at]
        if kind in {"string", "number"}:
            values.append(unquoted(text) if kind == "string" else _number(text))
        elif text != ",":
            return False
        at += 1
    usage.constants += values
    usage.named += values
    return True


def _is_argument(stream: list[tuple[str, str]], start: int) -> bool:
    """Return whether the path stands right behind `name(`: an argument of a function."""
    return stream[start - 1][1] == "(" and stream[start - 2][0] == "name"


def _number(text: str) -> int | float:
    return int(text) if text.isdecimal() else float(text)
