"""What the paths of a condition are, and how much its loops can be: for checks of the form alone."""

from collections.abc import Iterator
from datetime import date

from kreishaus.base.expressions import kinds
from kreishaus.base.expressions.effort import MAX_STEPS, Size
from kreishaus.base.expressions.kinds import Kind, Misfit, misfits
from kreishaus.services.forms.engine import conditions
from kreishaus.services.forms.engine.conditions import Condition, Read
from kreishaus.services.forms.engine.tree import Node

_ROWS, _ROWS_IN_ALL = 200, 2_000
# A text that somebody types counts as a few lines.
_VALUE = Size(own=3)
_OVER_ALL_ROWS = 4 * MAX_STEPS
"""steps that a condition may take in all rows of its target together"""


def flaws_of(condition: Condition, *, outer: tuple[Node, ...], yes_or_no: bool) -> Iterator[Misfit]:
    """Yield what is wrong with a condition whatever the answers are."""
    tree = condition.expression.tree
    wanted = kinds.YES_NO if yes_or_no else kinds.ANY
    yield from misfits(tree, lambda path: kind_of(condition.reads.get(path)), wanted=wanted)
    needed = condition.expression.effort(lambda path: _size_of(condition.reads.get(path)))
    instances = _rows_of(outer)
    if not needed.is_bearable or needed.steps * instances > _OVER_ALL_ROWS:
        yield Misfit(
            "Die Bedingung durchläuft zu lange Listen ineinander "
            f"(bis zu {needed.steps * instances:_} Schritte).".replace("_", "."),
            "Bitte mit „repeat“ weniger Zeilen erlauben oder die Bedingung teilen.",
        )


def kind_of(read: Read | None) -> Kind:
    """Return what a path of a condition is."""
    if read is None:
        return Kind()
    if read.kind is conditions.Kind.TODAY:
        return Kind(kinds.DAY, "heute")
    if read.node is None:
        return Kind()
    kind = node_kind(read.node)
    return kind.members.get(read.member, Kind()) if read.member else kind


def node_kind(node: Node, *, keys_known: bool = False) -> Kind:
    """Return what an element is in conditions: a repeated one is a list.

    With `keys_known` the answers of a choice are what it can be. While a form is still being built
    its options come and go; there the analysis names answers that do not exist (`UNKNOWN_OPTION`).
    """
    if node.type is None:
        members = {child.key: node_kind(child, keys_known=keys_known) for child in node.children}
        kind = Kind(kinds.GROUP, node.label, members=members)
    else:
        keys = tuple(option.key for option in node.field.options) if node.field and keys_known else ()
        sample = node.type.sample_of(node.field) if node.field else node.type.sample
        kind = _sampled(sample, node.label, keys=keys, nullable=node.type.empty is None)
        if node.type.is_list:
            return kind
    return Kind(kinds.LIST, node.label, entry=kind) if node.repeats else kind


def _sampled(sample: object, label: str, *, keys: tuple[str, ...] = (), nullable: bool = True) -> Kind:
    """Return the kind of a typical value."""
    if isinstance(sample, bool):
        return Kind(kinds.YES_NO, label)
    if isinstance(sample, int | float):
        return Kind(kinds.WHOLE if isinstance(sample, int) else kinds.DECIMAL, label)
    if isinstance(sample, str):
        return Kind(kinds.DAY if _is_day(sample) else kinds.TEXT, label, keys, nullable=nullable)
    if isinstance(sample, list):
        entry = _sampled(sample[0], label, keys=keys) if sample else Kind()
        return Kind(kinds.LIST, label, entry=entry, nullable=nullable)
    if isinstance(sample, dict):
        members = {str(key): _sampled(value, f"{label}: {key}") for key, value in sample.items()}
        return Kind(kinds.GROUP, label, members=members)
    return Kind(label=label)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _size_of(read: Read | None) -> Size:
    if read is None or read.node is None:
        return Size()
    members = {member.key for member in read.members}
    return _node_size(read.node, members or None, _rows_of(read.node.outer))


def _node_size(node: Node, members: set[str] | None, around: int) -> Size:
    """Return the size with as many rows as possible, lists in lists bounded together."""
    rows = _longest(node, around)
    if node.type is None:
        inner = around * rows if node.repeats else around
        children = [child for child in node.children if members is None or child.key in members]
        size = Size(members={child.key: _node_size(child, None, inner) for child in children})
    else:
        size = _VALUE
    return Size(rows, size) if node.repeats else size


def _longest(node: Node, around: int) -> int:
    repeat = node.group.repeat if node.group else node.field.repeat if node.field else None
    most = min((repeat.max if repeat else None) or _ROWS, _ROWS)
    return max(1, min(most, _ROWS_IN_ALL // max(around, 1))) if node.group else most


def _rows_of(outer: tuple[Node, ...]) -> int:
    rows = 1
    for node in outer:
        rows *= _longest(node, rows)
    return rows
