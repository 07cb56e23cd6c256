"""Make, take out, put back, copy and move rows of a list, together with what was typed into them.

A list is a repeated group, a repeated field or the files of a field. `raw` holds what was typed and
could not be read, by path; it moves along with its row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kreishaus.services.forms.engine.places import answer_at, copied, make_row, put
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.tree import Node

Raw = dict[str, object]

# No field can have this name, so nothing else in `raw` is in its way.
_KEPT = "~removed"


@dataclass(frozen=True, slots=True)
class Removed:
    """A row that was taken out, with everything needed to put it back."""

    path: str
    """the path of the list"""
    index: int
    value: object
    typed: Mapping[str, object] = field(default_factory=dict)
    """what was typed into the row and could not be read: rest of the path -> as typed"""

    def to_data(self) -> dict[str, object]:
        """Return it as JSON, the inverse of `removed_from`."""
        return {"path": self.path, "index": self.index, "value": self.value, "typed": dict(self.typed)}


def removed_from(data: object) -> Removed | None:
    """Return the removed row of `to_data`, None if the data is none."""
    if not isinstance(data, Mapping):
        return None
    path, index, typed = data.get("path"), data.get("index"), data.get("typed")
    if not isinstance(path, str) or not isinstance(index, int) or not isinstance(typed, Mapping):
        return None
    return Removed(path, index, data.get("value"), typed)


def keep_removed(raw: Raw, removed: Removed | None) -> None:
    """Remember, in place, the row that was removed last; None forgets it."""
    raw.pop(_KEPT, None)
    if removed and (is_answered(removed.value) or removed.typed):
        raw[_KEPT] = removed.to_data()


def removed_in(raw: Mapping[str, object]) -> Removed | None:
    """Return the row that was removed last and can be put back."""
    return removed_from(raw.get(_KEPT))


def take_out(answers: Answers, raw: Raw, path: str, index: int) -> Removed | None:
    """Take one row out of a list, in place; rows behind it move up. None if there is no such row."""
    rows = _rows(answers, path)
    typed = _typed_in(raw, f"{path}[{index}]")
    if index >= len(rows) and not typed:
        return None
    value = rows.pop(index) if index < len(rows) else None
    _renumber(raw, path, lambda number: None if number == index else number - (number > index))
    return Removed(path, index, value, typed)


def put_back(answers: Answers, raw: Raw, removed: Removed) -> int:
    """Put a removed row where it was (at the end, if the list has become shorter); return its number."""
    return _insert(answers, raw, removed.path, removed.index, removed.value, removed.typed)


def copy_row(answers: Answers, raw: Raw, path: str, index: int) -> int:
    """Put a copy of a row behind it, in place, and return the number of the copy."""
    rows = _rows(answers, path)
    value = copied(rows[index]) if index < len(rows) else None
    typed = _typed_in(raw, f"{path}[{index}]")
    return _insert(answers, raw, path, index + 1, value, typed)


def move_row(answers: Answers, raw: Raw, path: str, index: int, step: int) -> int:
    """Let a row change places with its neighbour, in place; return its new number."""
    rows = _rows(answers, path)
    target = index + step
    if not (0 <= index < len(rows) and 0 <= target < len(rows)):
        return index
    rows[index], rows[target] = rows[target], rows[index]
    _renumber(raw, path, lambda number: {index: target, target: index}.get(number, number))
    return target


def add_row(answers: Answers, node: Node, path: str, index: int) -> None:
    """Make a new row of a repeated group, in place, with the defaults of its fields."""
    make_row(answers, path, index)
    _fill(answers, node, f"{path}[{index}]")


def _fill(answers: Answers, row: Node, path: str) -> None:
    """Put the defaults into a row that has just been made, inner rows that have to be there included."""
    for child in row.children:
        place = f"{path}.{child.key}"
        if child.type and child.field:
            if child.field.default is not None and not child.repeats:
                put(answers, place, child.type.default(child.field.default, child.field))
        elif not child.repeats:
            _fill(answers, child, place)
        elif child.group and child.group.repeat and has_defaults(child):
            for index in range(child.group.repeat.min):
                add_row(answers, child, place, index)


def has_defaults(node: Node) -> bool:
    """Return whether a field in or below the element has a default."""
    if node.field:
        return node.field.default is not None
    return any(has_defaults(child) for child in node.children)


def _rows(answers: Answers, path: str) -> list[object]:
    rows = answer_at(answers, path)
    return rows if isinstance(rows, list) else []


def _typed_in(raw: Raw, row: str) -> Raw:
    return {name.removeprefix(row): typed for name, typed in raw.items() if name.startswith(row)}


def _insert(answers: Answers, raw: Raw, path: str, index: int, value: object, typed: Mapping[str, object]) -> int:
    rows = _rows(answers, path)
    # A list that became empty is no longer there; `put` makes it, and whatever is around it.
    if not rows:
        put(answers, f"{path}[0]", None)
        rows = _rows(answers, path)
        rows.clear()
    index = min(index, len(rows))
    rows.insert(index, value)
    _renumber(raw, path, lambda number: number + (number >= index))
    raw.update({f"{path}[{index}]{rest}": entry for rest, entry in typed.items()})
    return index


def _renumber(raw: Raw, path: str, number_of: Callable[[int], int | None]) -> None:
    """Give what was typed below a list the new numbers of its rows; None throws it away."""
    prefix = f"{path}["
    moved: Raw = {}
    for name, typed in raw.items():
        number, bracket, rest = name.removeprefix(prefix).partition("]")
        if not name.startswith(prefix) or not bracket or not number.isdecimal():
            moved[name] = typed
            continue
        place = number_of(int(number))
        if place is not None:
            moved[f"{prefix}{place}]{rest}"] = typed
    raw.clear()
    raw.update(moved)


def initial_answers(schema: FormSchema) -> Answers:
    """Return the answers that a form starts with: the defaults of its fields, in rows that have to be there too."""
    answers: Answers = {}
    for node in (node for page in schema.plan.tree.pages for node in page.children):
        if not node.repeats:
            _fill(answers, node, node.path)
        elif node.group and node.group.repeat and has_defaults(node):
            for index in range(node.group.repeat.min):
                add_row(answers, node, node.path, index)
    return answers
