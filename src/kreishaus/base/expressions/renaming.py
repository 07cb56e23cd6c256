"""Following elements that were renamed or moved through CEL text, leaving everything else as it was typed."""

from collections.abc import Callable
from dataclasses import dataclass

from kreishaus.base.expressions.failures import ExpressionError
from kreishaus.base.expressions.scanning import MACROS, TOKEN

_WORDS = frozenset({"true", "false", "null", "in"})
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")


class CannotFollow(Exception):
    """A row of a list is read whose member now lies outside of the list; a person has to rewrite it."""


@dataclass(slots=True)
class _Row:
    """A variable of a macro: which list it runs over, and how deep its bracket is."""

    name: str
    path: str
    depth: int


def renamed(source: str, new_path: Callable[[str], str]) -> str:
    """Return the expression with every path replaced by what `new_path` returns for it.

    Members of rows are followed too: in `cars.exists(c, c.plate == '')` the path `cars.plate` is asked for.

    :raises CannotFollow: if a row variable would have to read something outside of its list.
    :raises ExpressionError: if the text has a character that no expression has.
    """
    return _Renaming(source, new_path).run()


class _Renaming:
    def __init__(self, source: str, new_path: Callable[[str], str]) -> None:
        self.tokens = _all_tokens(source)
        self.new_path = new_path
        self.rows: list[_Row] = []
        self.depth = 0
        self.at = 0
        self.out: list[str] = []
        self.filtered = ""

    def run(self) -> str:
        while self.at < len(self.tokens):
            kind, text = self.tokens[self.at]
            if kind == "name" and text not in _WORDS:
                self._name()
                continue
            self._mark(text)
            self.out.append(text)
            self.at += 1
        return "".join(self.out)

    def _mark(self, text: str) -> None:
        if text in _OPENING:
            self.depth += 1
        elif text in _CLOSING:
            self.depth -= 1
            while self.rows and self.rows[-1].depth > self.depth:
                self.filtered = self.rows.pop().path

    def _text(self, ahead: int = 0) -> str:
        return self.tokens[self.at + ahead][1] if self.at + ahead < len(self.tokens) else ""

    def _name(self) -> None:
        """Read `a.b.c` or `a.b.exists(`; a name behind a bracket's dot is a method and stays."""
        behind_dot = bool(self.out) and self.out[-1] == "."
        parts, method = self._chain()
        if behind_dot:
            self.out.append(".".join(parts))
            if method:
                self.out += [".", method]
            elif parts[-1] in MACROS and self._text() == "(":
                self._bind(self.filtered)
            return
        if self._text() == "(" and not method:
            self.out.append(".".join(parts))  # a function
            return
        old = self._full(parts)
        self.out.append(self._written(parts, old))
        if method:
            self.out += [".", method]
            if method in MACROS:
                self._bind(old)

    def _chain(self) -> tuple[list[str], str]:
        parts = [self._text()]
        self.at += 1
        while self._text() == "." and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1][0] == "name":
            name = self._text(1)
            self.at += 2
            if self._text() == "(":
                return parts, name
            parts.append(name)
        return parts, ""

    def _row(self, name: str) -> _Row | None:
        return next((row for row in reversed(self.rows) if row.name == name), None)

    def _full(self, parts: list[str]) -> str:
        row = self._row(parts[0])
        return ".".join([row.path, *parts[1:]]) if row and row.path else ".".join(parts)

    def _written(self, parts: list[str], old: str) -> str:
        row = self._row(parts[0])
        if row is None:
            return self.new_path(old)
        if len(parts) == 1 or not row.path:
            return ".".join(parts)
        above, new = self.new_path(row.path), self.new_path(old)
        if not new.startswith(f"{above}."):
            raise CannotFollow(f"„{'.'.join(parts)}“ liegt nicht mehr in „{above}“.")
        return row.name + new[len(above) :]

    def _bind(self, path: str) -> None:
        """Note the variable that a macro binds until its bracket closes."""
        ahead = 1
        while self._is_space(ahead):
            ahead += 1
        self.rows.append(_Row(self._text(ahead), path, self.depth + 1))
        for _ in range(ahead + 1):
            self._mark(self._text())
            self.out.append(self._text())
            self.at += 1

    def _is_space(self, ahead: int) -> bool:
        return self.at + ahead < len(self.tokens) and self.tokens[self.at + ahead][0] == "space"


def _all_tokens(source: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    while position < len(source):
        match = TOKEN.match(source, position)
        if match is None:
            raise ExpressionError(f"Zeichen {position + 1} („{source[position]}“) gehört nicht in einen Ausdruck.")
        tokens.append((str(match.lastgroup), match.group()))
        position = match.end()
    return tokens
