"""One pass over CEL text: which paths it reads, which macros it opens, which functions it calls.

The pass also rewrites every path to one plain variable (`vehicle.owner` becomes `__p0`), so that an
evaluation hands over only the values that are read, and a path may mean a row or a whole list.
"""

import difflib
import re
from dataclasses import dataclass, field

from kreishaus.base.expressions.failures import ExpressionError
from kreishaus.base.expressions.functions import FUNCTIONS

MAX_LENGTH = 4_000
MAX_NESTING = 40
MAX_OPERATORS = 600
MAX_MACRO_NESTING = 3

MACROS = frozenset({"all", "exists", "exists_one", "map", "filter"})
PREFIX = "__"
_NATIVE = frozenset({"int", "double", "string", "contains", "startsWith", "endsWith", "matches"})
_WORDS = frozenset({"true", "false", "null", "in"})
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")

TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*)
  | (?P<string>[rR](?:'[^'\n]*'|"[^"\n]*")|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<mark>==|!=|<=|>=|&&|\|\||[-+*/%<>!?:,.()\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class Scan:
    """What one pass found: the rewritten text and everything worth knowing before it runs."""

    text: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    """path -> variable that holds its value"""
    presence: dict[str, str] = field(default_factory=dict)
    """path -> variable that says whether it is answered"""
    row_paths: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    """lists of which more is used than the members in `row_paths`"""
    opaque: bool = False
    """a macro runs over something that is no plain path"""
    functions: set[str] = field(default_factory=set)
    macro_depth: int = 0
    additions: int = 0

    @property
    def is_laborious(self) -> bool:
        """Whether its work has to be estimated before it runs: more than one plain loop."""
        return self.macro_depth > 1 or self.opaque or bool(self.macro_depth and (self.additions or self.whole))


@dataclass(slots=True)
class _Binding:
    name: str
    path: str
    """the list it runs over as a path ending in `[]`, or "" if that is no plain path"""
    depth: int
    macro: str


def scan(source: str) -> Scan:
    """Return what the expression reads and its rewritten text.

    :raises ExpressionError: if the text is too long, too deep or uses what does not exist.
    """
    if not source.strip():
        raise ExpressionError("Der Ausdruck ist leer.")
    if len(source) > MAX_LENGTH:
        raise ExpressionError(f"Der Ausdruck ist zu lang: {len(source)} Zeichen, erlaubt sind {MAX_LENGTH}.")
    return _Scanner(tokens(source)).run()


def tokens(source: str) -> list[tuple[str, str]]:
    """Return the pairs (kind, text) of an expression: `string`, `number`, `name` or `mark`.

    :raises ExpressionError: if a character belongs to no expression, or there are too many parts.
    """
    found, position = [], 0
    while position < len(source):
        match = TOKEN.match(source, position)
        if match is None:
            raise ExpressionError(f"Zeichen {position + 1} („{source[position]}“) gehört nicht in einen Ausdruck.")
        if match.lastgroup != "space":
            found.append((str(match.lastgroup), match.group()))
        position = match.end()
    if sum(kind == "mark" for kind, _ in found) > MAX_OPERATORS:
        raise ExpressionError(f"Der Ausdruck hat zu viele Teile (erlaubt sind {MAX_OPERATORS}).")
    return found


class _Scanner:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = [*tokens, ("end", ""), ("end", ""), ("end", "")]
        self.at = 0
        self.depth = 0
        self.found = Scan()
        self.out: list[str] = []
        self.bindings: list[_Binding] = []
        self.filtered = ""
        """what the filter runs over that has just been closed, as in `a.filter(…).exists(…)`"""

    def run(self) -> Scan:
        while self.tokens[self.at][0] != "end":
            kind, text = self.tokens[self.at]
            if kind == "name" and text not in _WORDS:
                self._name()
            else:
                self._other(kind, text)
        self.found.text = " ".join(self.out)
        return self.found

    def _peek(self, ahead: int) -> str:
        index = self.at + ahead
        return self.tokens[index][1] if index < len(self.tokens) else ""

    def _other(self, kind: str, text: str) -> None:
        if text == "." and self.tokens[self.at + 1][0] == "name":
            self._member_after_bracket()
            return
        if kind == "mark":
            self._mark(text)
        self.out.append(text)
        self.at += 1

    def _mark(self, text: str) -> None:
        if text in _OPENING:
            self.depth += 1
            if self.depth > MAX_NESTING:
                raise ExpressionError(f"Der Ausdruck ist zu tief verschachtelt (erlaubt sind {MAX_NESTING} Klammern).")
        elif text in _CLOSING:
            self.depth -= 1
            while self.bindings and self.bindings[-1].depth > self.depth:
                closed = self.bindings.pop()
                self.filtered = closed.path[:-2] if closed.macro == "filter" else ""
            return
        elif text == "+":
            self.found.additions += 1
        self.filtered = ""

    def _member_after_bracket(self) -> None:
        name = self._peek(1)
        self.out.append(".")
        self.at += 2
        if self._peek(0) == "(":
            self._call(name, receiver=self.filtered)
        else:
            self.out.append(name)

    def _name(self) -> None:
        name = self._peek(0)
        if name == "has" and self._peek(1) == "(":
            self._presence()
            return
        if self._peek(1) == "(":
            self.out.append(self._known_function(name))
            self.at += 1
            return
        parts, method = self._chain()
        binding = next((b for b in reversed(self.bindings) if b.name == parts[0]), None)
        path = self._bound_path(binding, parts) if binding else ".".join(parts)
        self.out.append(".".join(parts) if binding else self._variable(path))
        self._note_use(path, parts, method, binding)
        if method:
            self.out.append(".")
            self._call(method, receiver=path)

    def _note_use(self, path: str, parts: list[str], method: str, binding: _Binding | None) -> None:
        """Remember lists of which entries are used as such, not only named members of them."""
        if binding and len(parts) == 1:
            self.found.whole.add(binding.path[:-2])
        elif not binding and (not method or self._peek(0) == "["):
            size_only = self.out[-3:-1] == [f"{PREFIX}size", "("]
            if not size_only:
                self.found.whole.add(path)

    def _chain(self) -> tuple[list[str], str]:
        """Read `a.b.c`; a last member that is called is a method and no part of the path."""
        parts = [self._peek(0)]
        self.at += 1
        while self._peek(0) == "." and self.tokens[self.at + 1][0] == "name":
            name = self._peek(1)
            self.at += 2
            if self._peek(0) == "(":
                return parts, name
            parts.append(name)
        return parts, ""

    def _variable(self, path: str) -> str:
        return self.found.variables.setdefault(path, f"__p{len(self.found.variables)}")

    def _bound_path(self, binding: _Binding, parts: list[str]) -> str:
        if not binding.path:
            return ""
        path = ".".join([binding.path, *parts[1:]])
        if len(parts) > 1:
            self.found.row_paths.add(path)
        return path

    def _presence(self) -> None:
        self.at += 2
        if self.tokens[self.at][0] != "name":
            raise ExpressionError("has(…) braucht den Pfad eines Feldes.")
        parts, method = self._chain()
        if method or self._peek(0) != ")":
            raise ExpressionError("has(…) braucht genau einen Pfad, zum Beispiel has(person.name).")
        self.at += 1
        binding = next((b for b in reversed(self.bindings) if b.name == parts[0]), None)
        path = ".".join(parts)
        if binding:
            self._bound_path(binding, parts)
            self.out.append(f'({path} != null && {path} != "" && {path} != [])')
        else:
            names = self.found.presence
            self.out.append(names.setdefault(path, f"__h{len(names)}"))

    def _call(self, method: str, *, receiver: str) -> None:
        """Handle the bracket after a method; macros bind their variable until it closes."""
        if method not in MACROS:
            self.out.append(self._known_function(method))
            return
        if self.tokens[self.at + 1][0] != "name" or self._peek(2) != ",":
            raise ExpressionError(
                f"{method}(…) braucht erst einen Namen, dann eine Bedingung: liste.{method}(eintrag, eintrag.wert > 0)."
            )
        name = self._peek(1)
        self.out += [method, "(", name, ","]
        self.at += 3
        self._mark("(")
        self.bindings.append(_Binding(name, f"{receiver}[]" if receiver else "", self.depth, method))
        self.found.opaque |= not receiver
        self.found.macro_depth = max(self.found.macro_depth, len(self.bindings))
        if len(self.bindings) > MAX_MACRO_NESTING:
            raise ExpressionError(f"Höchstens {MAX_MACRO_NESTING} Listen dürfen ineinander durchlaufen werden.")

    def _known_function(self, name: str) -> str:
        """Return the name to call; ours get a prefix because `size` of CEL counts bytes."""
        if name in FUNCTIONS:
            self.found.functions.add(name)
            return f"{PREFIX}{name}"
        if name not in _NATIVE:
            near = difflib.get_close_matches(name, [*FUNCTIONS, *_NATIVE, *MACROS], n=1)
            hint = f" Meinten Sie „{near[0]}“?" if near else ""
            raise ExpressionError(f"Die Funktion „{name}“ gibt es nicht.{hint}")
        return name
