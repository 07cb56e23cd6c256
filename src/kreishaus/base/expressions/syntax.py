"""CEL text as a tree, for everything that has to look into an expression before it runs.

The evaluator compiles the text itself; this tree serves checks that it does not make: do the kinds
of values fit, and how much work can it be (`kinds`, `effort`). The grammar is that of CEL without
bytes, unsigned numbers and messages, which `scanning` refuses as well.
"""

from dataclasses import dataclass

from kreishaus.base.expressions.failures import ExpressionError
from kreishaus.base.expressions.literals import unquoted
from kreishaus.base.expressions.scanning import MACROS, MAX_NESTING, tokens


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands in the text: text, number, true, false or null."""

    value: object


@dataclass(frozen=True, slots=True)
class Path:
    """A variable with its members: `vehicle.owner`; the first part may be the name a macro binds."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The path as written."""
        return ".".join(self.parts)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of something that is no plain path: `items[0].name`."""

    of: "Tree"
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """An entry of a list or a mapping: `items[0]`."""

    of: "Tree"
    at: "Tree"


@dataclass(frozen=True, slots=True)
class Call:
    """A function or a method; the receiver of a method is the first argument."""

    name: str
    arguments: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """A loop over a list: `items.exists(i, i.price > 3)`."""

    name: str
    over: "Tree"
    variable: str
    body: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A list that stands in the text."""

    entries: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping that stands in the text."""

    pairs: tuple[tuple["Tree", "Tree"], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with one, two or three (`?:`) operands."""

    operator: str
    operands: tuple["Tree", ...]


Tree = Literal | Path | Member | Index | Call | Macro | Entries | Mapping | Operation

_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"||"}),
    frozenset({"&&"}),
    frozenset({"==", "!=", "<", "<=", ">", ">=", "in"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "%"}),
)
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}


def parse(source: str) -> Tree:
    """Return the tree of an expression.

    :raises ExpressionError: if it is no expression.
    """
    return _Parser(source).whole()


class _Parser:
    def __init__(self, source: str) -> None:
        self.tokens = list(tokens(source))
        self.tokens.append(("end", ""))
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self._choice()
        if self.tokens[self.at][0] != "end":
            raise self._unexpected()
        return tree

    def _choice(self) -> Tree:
        self.depth += 1
        if self.depth > MAX_NESTING * 2:
            raise ExpressionError("Der Ausdruck ist zu tief verschachtelt.")
        tree = self._level(0)
        if self._take("?"):
            first = self._choice()
            self._need(":")
            tree = Operation("?:", (tree, first, self._choice()))
        self.depth -= 1
        return tree

    def _level(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self._unary()
        tree = self._level(level + 1)
        while self.tokens[self.at][0] != "string" and self._peek() in _LEVELS[level]:
            operator = self._next()
            tree = Operation(operator, (tree, self._level(level + 1)))
        return tree

    def _unary(self) -> Tree:
        signs = []
        while self.tokens[self.at][0] == "mark" and self._peek() in {"!", "-"}:
            signs.append(self._next())
        tree = self._member()
        for sign in reversed(signs):
            if sign == "-" and isinstance(tree, Literal) and isinstance(tree.value, int | float):
                tree = Literal(-tree.value)
            else:
                tree = Operation(sign, (tree,))
        return tree

    def _member(self) -> Tree:
        tree = self._primary()
        while True:
            if self._take("."):
                tree = self._named(tree, self._name())
            elif self._take("["):
                tree = Index(tree, self._choice())
                self._need("]")
            else:
                return tree

    def _named(self, tree: Tree, name: str) -> Tree:
        if not self._take("("):
            return Path((*tree.parts, name)) if isinstance(tree, Path) else Member(tree, name)
        if name in MACROS:
            variable = self._name()
            self._need(",")
            return Macro(name, tree, variable, self._arguments())
        return Call(name, (tree, *self._arguments()))

    def _primary(self) -> Tree:  # noqa: PLR0911 -- one for each beginning
        kind, text = self.tokens[self.at]
        if kind == "number":
            self.at += 1
            return Literal(float(text) if set(text) & set(".eE") else int(text))
        if kind == "string":
            self.at += 1
            return Literal(unquoted(text))
        if kind == "name":
            self.at += 1
            if text in _WORDS:
                return Literal(_WORDS[text])
            return Call(text, self._arguments()) if self._take("(") else Path((text,))
        if self._take("("):
            tree = self._choice()
            self._need(")")
            return tree
        if self._take("["):
            return Entries(self._until("]"))
        if self._take("{"):
            return self._pairs()
        raise self._unexpected()

    def _arguments(self) -> tuple[Tree, ...]:
        return self._until(")")

    def _until(self, closing: str) -> tuple[Tree, ...]:
        found: list[Tree] = []
        while not self._take(closing):
            if found:
                self._need(",")
                if self._take(closing):
                    break
            found.append(self._choice())
        return tuple(found)

    def _pairs(self) -> Mapping:
        found: list[tuple[Tree, Tree]] = []
        while not self._take("}"):
            if found:
                self._need(",")
            key = self._choice()
            self._need(":")
            found.append((key, self._choice()))
        return Mapping(tuple(found))

    def _name(self) -> str:
        if self.tokens[self.at][0] != "name":
            raise self._unexpected()
        return self._next()

    def _peek(self) -> str:
        return self.tokens[self.at][1]

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def _take(self, mark: str) -> bool:
        if self.tokens[self.at] != ("mark", mark):
            return False
        self.at += 1
        return True

    def _need(self, mark: str) -> None:
        if not self._take(mark):
            raise self._unexpected()

    def _unexpected(self) -> ExpressionError:
        kind, text = self.tokens[self.at]
        where = "am Ende" if kind == "end" else f"bei „{text}“"
        return ExpressionError(f"Der Ausdruck ist {where} nicht verständlich.")
