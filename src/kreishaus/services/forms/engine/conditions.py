"""Conditions and computed values tied to the elements that they read."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Protocol

from kreishaus.base.expressions import Expression, compile_expression
from kreishaus.services.forms.engine.facts import KNOWN, PREFIX
from kreishaus.services.forms.engine.reading import did_you_mean
from kreishaus.services.forms.engine.tree import Node, Rows, Tree

TODAY = "today"
_FILE_MEMBERS = frozenset({"name", "size", "media_type"})


class Kind(Enum):
    """What a path in a condition stands for."""

    TODAY = auto()
    FACT = auto()
    VALUE = auto()
    ROWS = auto()
    GROUP = auto()


class Read:
    """One path of a condition, resolved: which element, in which rows, which members of each row."""

    __slots__ = ("depth", "kind", "member", "members", "node")

    def __init__(self, kind: Kind, node: Node | None, depth: int, members: tuple[Node, ...], member: str = "") -> None:
        self.kind = kind
        self.node = node
        self.member = member
        """the member of a composite value, "" for the whole; of a fact its value"""
        self.depth = depth
        """how many row numbers of the reader it shares"""
        self.members = members


class Answering(Protocol):
    """Whoever evaluates: it knows the answers."""

    def read(self, read: Read, rows: Rows) -> object:
        """Return what a path stands for in these rows."""

    def answered(self, read: Read, rows: Rows) -> bool:
        """Return what `has(path)` says in these rows."""


class UnknownPath(Exception):
    """A condition reads what the form does not have, or not from there; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


class Condition:
    """An expression whose paths are resolved from the place of its target."""

    __slots__ = ("expression", "reads", "rule_id")

    def __init__(self, expression: Expression, reads: Mapping[str, Read], rule_id: str) -> None:
        self.expression = expression
        self.reads = reads
        self.rule_id = rule_id

    def holds(self, run: Answering, rows: Rows) -> bool | None:
        """Return whether it is true in these rows, None if that is not decided yet.

        :raises ExpressionError: if it cannot be computed.
        """
        reads = self.reads
        return self.expression.holds_with(
            lambda path: run.read(reads[path], rows), lambda path: run.answered(reads[path], rows)
        )

    def value(self, run: Answering, rows: Rows) -> object:
        """Return the value in these rows.

        :raises ExpressionError: if it cannot be computed; `Undecided` if answers are missing.
        """
        reads = self.reads
        return self.expression.evaluate_with(
            lambda path: run.read(reads[path], rows), lambda path: run.answered(reads[path], rows)
        )

    @property
    def sources(self) -> list[Node]:
        """The elements it reads, in the order of the form."""
        nodes = {read.node.number: read.node for read in self.reads.values() if read.node}
        return [nodes[number] for number in sorted(nodes)]


class Computation:
    """A value that a field gets while a condition holds."""

    __slots__ = ("value", "when")

    def __init__(self, value: Condition, when: Condition | None) -> None:
        self.value = value
        self.when = when


def bind(text: str, *, tree: Tree, outer: tuple[Node, ...], rule_id: str) -> Condition:
    """Return the condition as read from inside the repeated groups `outer`.

    :raises ExpressionError: if the text is no expression.
    :raises UnknownPath: if it names an element that is not there or lies in rows it cannot see.
    """
    expression = compile_expression(text)
    for path in sorted(expression.row_paths):
        _check_member(path, tree)
    reads = {path: _resolve(path, expression, tree, outer) for path in sorted(expression.paths)}
    return Condition(expression, reads, rule_id)


def _resolve(path: str, expression: Expression, tree: Tree, outer: tuple[Node, ...]) -> Read:
    if path == TODAY:
        return Read(Kind.TODAY, None, 0, ())
    if path.startswith(PREFIX):
        return _fact(path, tree)
    node, member = _known(path, tree)
    shared = 0
    while shared < min(len(outer), len(node.outer)) and outer[shared] is node.outer[shared]:
        shared += 1
    if shared < len(node.outer) or (member and node.repeats):
        rows = node.outer[shared].path if shared < len(node.outer) else node.path
        raise UnknownPath(
            f"„{path}“ liegt in der Wiederholung „{rows}“.",
            f"Von hier bitte so lesen: {rows}.exists(zeile, zeile.{path[len(rows) + 1 :]} == …)",
        )
    if node.field:
        return Read(Kind.VALUE, node, shared, (), member)
    kind = Kind.ROWS if node.repeats else Kind.GROUP
    return Read(kind, node, shared, _members(node, expression))


def _fact(path: str, tree: Tree) -> Read:
    name = path.removeprefix(PREFIX)
    if name not in KNOWN:
        raise UnknownPath(f"„{path}“ gibt es nicht.", did_you_mean(path, [PREFIX + known for known in KNOWN]))
    if name not in tree.facts:
        raise UnknownPath(f"„{path}“ ist im Formular nicht angegeben.", f"Bitte unter „facts“ ergänzen: {name}.")
    return Read(Kind.FACT, None, 0, (), tree.facts[name])


def _members(node: Node, expression: Expression) -> tuple[Node, ...]:
    """Return the members of each row that the expression looks at."""
    if not node.repeats or expression.uses_whole(node.path):
        return node.children
    prefix = f"{node.path}[]."
    used = {path[len(prefix) :].split(".")[0].split("[")[0] for path in expression.row_paths if path.startswith(prefix)}
    return tuple(child for child in node.children if child.key in used)


def _known(path: str, tree: Tree) -> tuple[Node, str]:
    found = tree.resolve(path)
    if found is None or (found[0].type and not found[0].type.has_value):
        known = [*tree.by_path, *(f"{node.path}.{key}" for node in tree.nodes for key in sorted(node.readable)), TODAY]
        raise UnknownPath(f"„{path}“ gibt es im Formular nicht.", did_you_mean(path, known))
    return found


def _check_member(row_path: str, tree: Tree) -> None:
    holder, _, member = row_path.rpartition("[].")
    node = tree.by_path.get(holder.replace("[]", ""))
    if node and node.type and node.type.key == "file" and member in _FILE_MEMBERS:
        return
    _known(row_path.replace("[]", ""), tree)
