"""Compile CEL text once and evaluate it many times, in bounded time."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from kreishaus.base.expressions.effort import Effort, Size, effort, measured
from kreishaus.base.expressions.failures import ExpressionError, IllTyped, Undecided
from kreishaus.base.expressions.functions import FUNCTIONS
from kreishaus.base.expressions.scanning import PREFIX, Scan, scan
from kreishaus.base.expressions.syntax import Tree, parse
from kreishaus.base.expressions.wheel import Context, Program, compile_text

_CACHED = 4_096
_SYNTAX = re.compile(r"<input>:\d+:(\d+): (?:Syntax error: )?(.*)")

_SHOWN = 120
_UNANSWERED: tuple[object, ...] = (None, "", [], {})
_TYPES = {bool: "Ja/Nein", int: "Zahl", float: "Zahl", str: "Text", list: "Liste", dict: "Gruppe"}


class Expression:
    """A compiled expression; equal texts share one instance."""

    def __init__(self, source: str) -> None:
        found = scan(source)
        self.source = source
        self.paths: frozenset[str] = frozenset(found.variables) | frozenset(found.presence)
        """dotted paths the expression reads, `has(…)` included, macro variables not"""
        self.row_paths: frozenset[str] = frozenset(found.row_paths)
        """members read of the entries of a list: `items.exists(i, i.price > 3)` -> `items[].price`"""
        self._scan = found
        self._names = tuple(found.variables.items())
        self._presence = tuple(found.presence.items())
        self._functions = {f"{PREFIX}{name}": FUNCTIONS[name] for name in found.functions}
        self._program = _compile(source, found)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    def uses_whole(self, path: str) -> bool:
        """Return whether more than the members in `row_paths` of this list is used."""
        return self._scan.opaque or path in self._scan.whole or path in self._scan.presence

    def evaluate(self, env: Mapping[str, object]) -> object:
        """Return the value for nested variables; a path that `env` lacks reads as `null`.

        :raises Undecided: if the result depends on an answer that is missing.
        :raises ExpressionError: if the types do not fit, a number overflows or it would take too long.
        """
        return self.evaluate_with(lambda path: _find(env, path))

    def holds(self, env: Mapping[str, object]) -> bool | None:
        """Return whether the condition is true; None if it is undecided.

        :raises ExpressionError: if it cannot be computed or is neither true nor false.
        """
        return self.holds_with(lambda path: _find(env, path))

    def evaluate_with(self, read: Callable[[str], object], answered: Callable[[str], bool] | None = None) -> object:
        """Return the value; `read` supplies the value of each path, `answered` decides `has(…)`.

        Raises like `evaluate`.
        """
        values = {name: read(path) for path, name in self._names}
        for path, name in self._presence:
            values[name] = answered(path) if answered else read(path) not in _UNANSWERED
        if self._scan.is_laborious:
            self._check_effort(values)
        try:
            if self._functions:
                return self._program.execute(Context(values, self._functions))
            return self._program.execute(values)
        except Exception as error:  # noqa: BLE001 -- the wheel raises many kinds
            raise self._failure(error, values) from None

    def holds_with(self, read: Callable[[str], object], answered: Callable[[str], bool] | None = None) -> bool | None:
        """Return like `holds`, with the sources of `evaluate_with`."""
        try:
            result = self.evaluate_with(read, answered)
        except Undecided:
            return None
        if isinstance(result, bool):
            return result
        if result is None:
            return None
        kind = _TYPES.get(type(result), "etwas anderes")
        raise IllTyped(f"Die Bedingung „{_shown(self.source)}“ muss Ja oder Nein ergeben, ergibt aber {kind}.")

    def _check_effort(self, values: Mapping[str, object]) -> None:
        """Refuse loops over long lists before they start: CEL itself has no time limit."""
        sizes = {path: measured([values[name]]) for path, name in self._names}
        if not self.effort(lambda path: sizes.get(path, Size())).is_bearable:
            raise ExpressionError(f"Der Ausdruck „{_shown(self.source)}“ durchläuft zu lange Listen ineinander.")

    @cached_property
    def tree(self) -> Tree:
        """The expression as a tree."""
        return parse(self.source)

    def effort(self, size_of: Callable[[str], Size]) -> Effort:
        """Return how much work it is for values of these sizes."""
        return effort(self.tree, size_of)

    def _failure(self, error: Exception, values: Mapping[str, object]) -> ExpressionError:
        missing = [path for path, name in self._names if _has_gap(values[name])]
        if isinstance(error, TypeError | KeyError | RuntimeError) and missing:
            return Undecided(tuple(missing))
        if isinstance(error, ZeroDivisionError):
            return ExpressionError(f"Der Ausdruck „{_shown(self.source)}“ teilt durch null.")
        if isinstance(error, OverflowError):
            return ExpressionError(f"Der Ausdruck „{_shown(self.source)}“ ergibt eine zu große Zahl.")
        if isinstance(error, KeyError | IndexError):
            return ExpressionError(f"Der Ausdruck „{_shown(self.source)}“ liest etwas, das es nicht gibt.")
        kind = IllTyped if isinstance(error, TypeError) else ExpressionError
        return kind(
            f"Der Ausdruck „{_shown(self.source)}“ verbindet Angaben, die nicht zusammenpassen "
            "(zum Beispiel Text und Zahl, oder ganze Zahl und Kommazahl)."
        )


def _compile(source: str, found: Scan) -> Program:
    try:
        return compile_text(found.text)
    except Exception:  # noqa: BLE001 -- the wheel raises several kinds; all mean: not CEL
        raise ExpressionError(_syntax_message(source)) from None


def _syntax_message(source: str) -> str:
    """Compile the text as written, so that the place in the message is the writer's."""
    try:
        compile_text(source)
    except Exception as error:  # noqa: BLE001
        match = _SYNTAX.search(str(error))
        if match:
            return f"Der Ausdruck „{_shown(source)}“ ist ab Zeichen {match[1]} nicht verständlich."
    return f"Der Ausdruck „{_shown(source)}“ ist nicht verständlich."


@lru_cache(maxsize=_CACHED)
def compile_expression(text: str) -> Expression:
    """Return the compiled expression; the same text is compiled once.

    :raises ExpressionError: with a German message, if the text is not usable CEL.
    """
    return Expression(text)


def _shown(source: str) -> str:
    return source if len(source) <= _SHOWN else f"{source[:_SHOWN]}…"


def _find(env: Mapping[str, object], path: str) -> object:
    value: object = env
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value


def _has_gap(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_has_gap, value))
    if isinstance(value, dict):
        return any(map(_has_gap, value.values()))
    return value is None
