"""Put answers to their paths: `vehicle[0].plate`, `person.names[1]`, in copies of the answers."""

import re
from collections.abc import Mapping
from itertools import pairwise

from kreishaus.services.forms.engine.reckoning import MAX_ROWS, is_answered
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.tree import Node

Steps = tuple[str | int, ...]

MAX_LEVELS = 64

_PART = re.compile(r"([A-Za-z][A-Za-z0-9_]*)((?:\[\d{1,3}\])*)")
_INDEX = re.compile(r"\[(\d{1,3})\]")
_ANY_INDEX = re.compile(r"\[\d{1,3}\]")


class NoSuchPlace(Exception):
    """The path does not belong to the form."""


def steps_of(path: str) -> Steps:
    """Return the keys and row numbers of a path.

    :raises NoSuchPlace: if it is no path at all.
    """
    steps: list[str | int] = []
    for part in path.split("."):
        match = _PART.fullmatch(part)
        if match is None:
            raise NoSuchPlace(path)
        steps.append(match[1])
        steps.extend(int(index) for index in _INDEX.findall(match[2]))
    return tuple(steps)


def element_at(schema: FormSchema, path: str) -> Node:
    """Return the element that a path with row numbers means.

    :raises NoSuchPlace: if the form has none there.
    """
    node = schema.plan.tree.by_path.get(_ANY_INDEX.sub("", path))
    if node is None:
        raise NoSuchPlace(path)
    return node


def part_at(schema: FormSchema, path: str) -> tuple[Node, str]:
    """Return the element that a path means, and the member of its value with an input of its own ("" for the whole).

    :raises NoSuchPlace: if the form has none there.
    """
    found = schema.plan.tree.resolve(_ANY_INDEX.sub("", path))
    if found is None or (found[1] and all(member.key != found[1] for member, _ in found[0].parts)):
        raise NoSuchPlace(path)
    return found


def copy_of(answers: Mapping[str, object]) -> Answers:
    """Return answers that may be changed without changing the given ones."""
    return {key: copied(value) for key, value in answers.items()}


def copied(value: object, *, levels: int = MAX_LEVELS) -> object:
    """Return a value that may be changed without changing the given one.

    What lies deeper than any form is handed on as it is: no path leads there.
    """
    if levels and isinstance(value, dict):
        return {key: copied(entry, levels=levels - 1) for key, entry in value.items()}
    if levels and isinstance(value, list):
        return [copied(entry, levels=levels - 1) for entry in value]
    return value


def answer_at(answers: Mapping[str, object], path: str) -> object:
    """Return the stored answer, None if there is none."""
    value: object = answers
    for step in steps_of(path):
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, Mapping) else None
        else:
            value = value[step] if isinstance(value, list) and step < len(value) else None
    return value


def put(answers: Answers, path: str, value: object) -> None:
    """Store an answer in place; an empty one takes the old one away but never moves other rows."""
    steps = steps_of(path)
    container: object = answers
    for step, following in pairwise(steps):
        container = _inside(container, step, list if isinstance(following, int) else dict)
    last = steps[-1]
    if isinstance(last, int):
        entries = container if isinstance(container, list) else []
        _lengthen(entries, last)
        entries[last] = value if is_answered(value) else None
    elif isinstance(container, dict):
        if is_answered(value):
            container[last] = value
        else:
            container.pop(last, None)


def _inside(container: object, step: str | int, kind: type) -> object:
    """Return the container at a step, made if it is missing or of another kind."""
    if isinstance(step, int):
        entries = container if isinstance(container, list) else []
        _lengthen(entries, step)
        if not isinstance(entries[step], kind):
            entries[step] = kind()
        return entries[step]
    members = container if isinstance(container, dict) else {}
    if not isinstance(members.get(step), kind):
        members[step] = kind()
    return members[step]


def _lengthen(entries: list[object], index: int) -> None:
    if index >= MAX_ROWS:
        raise NoSuchPlace(f"[{index}]")
    entries.extend([None] * (index + 1 - len(entries)))


def make_row(answers: Answers, path: str, index: int) -> None:
    """Make sure, in place, that a repeated group has a row with this number."""
    container: object = answers
    steps = (*steps_of(path), index)
    for step, following in zip(steps, (*steps[1:], ""), strict=True):
        container = _inside(container, step, list if isinstance(following, int) else dict)
