"""Take over one page: values, rows, and the buttons that change rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from kreishaus.services.forms.engine.evaluation import Evaluation, evaluate
from kreishaus.services.forms.engine.places import (
    answer_at,
    copy_of,
    element_at,
    put,
)
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, is_answered
from kreishaus.services.forms.engine.schema import Answers, FormSchema
from kreishaus.services.forms.engine.tree import Node, PageNode
from kreishaus.services.forms.fields import typing_habits
from kreishaus.services.forms.fields.code_list.field import is_ticked
from kreishaus.services.forms.paging.buttons import press
from kreishaus.services.forms.ports import FieldDefinition, FieldType, InvalidInput

_LONGEST_RAW = 5_000
_ROW = re.compile(r"\[(\d{1,3})\]")


class Submitted(Protocol):
    """What we need of Django's QueryDict."""

    def getlist(self, key: str) -> Sequence[str]:
        """Return all values sent under a name."""

    def keys(self) -> Iterable[str]:
        """Return the names sent."""

    def __contains__(self, key: object) -> bool:
        """Return whether a name was sent."""


@dataclass(slots=True)
class PageInput:
    """The outcome of one submitted page."""

    answers: Answers
    """the answers of the whole form, as a new dict"""
    raw: dict[str, object]
    """inputs of the whole form that could not be read: path -> as typed"""
    evaluation: Evaluation
    errors: dict[str, list[str]] = field(default_factory=dict)
    """what to show on this page; empty while somebody only adds a row or uploads a file"""
    appeared: tuple[str, ...] = ()
    """fields of this page that have become visible by this input and wait for an answer"""
    action: str = ""
    """the button that was pressed (see `buttons`), "" for the way on"""
    focus: str = ""
    """the path to continue at, "" for the top of the page"""

    @property
    def stays(self) -> bool:
        """Whether the page has to be shown again before going on."""
        return bool(self.action or self.errors or self.appeared)


def read_page(
    schema: FormSchema,
    page_key: str,
    data: Submitted,
    *,
    answers: Mapping[str, object],
    raw: Mapping[str, object],
    on: date,
    upload_errors: Mapping[str, str] | None = None,
) -> PageInput:
    """Return the new answers of the whole form and what is to be shown on this page.

    `upload_errors` are files that were just refused: path of the field -> why, in words.

    :raises KeyError: if the form has no such page.
    """
    page = schema.plan.tree.page(page_key)
    before = evaluate(schema, answers, on=on, raw=raw)
    reader = _Reader(data, copy_of(answers), dict(raw), before)
    for node in page.children:
        reader.element(node, ())
    action, focus = press(schema, page, data, reader.answers, reader.raw)
    evaluation = evaluate(schema, reader.answers, on=on, raw=reader.raw)
    result = PageInput(reader.answers, reader.raw, evaluation, action=action, focus=focus)
    refused = {path: [text] for path, text in (upload_errors or {}).items()}
    if not action:
        result.appeared = tuple(_appeared(page, before, evaluation, reader))
        found = evaluation.errors_on(page_key)
        inside = tuple(f"{path}{mark}" for path in result.appeared for mark in ".[")
        result.errors = {
            path: found[path] for path in found if path not in result.appeared and not path.startswith(inside)
        }
    result.errors |= refused
    return result


def _appeared(page: PageNode, before: Evaluation, after: Evaluation, reader: "_Reader") -> list[str]:
    """Return the fields of the page that nobody could see when it was filled in.

    A refresh may have shown them before: then the page sent them along, or they have an answer.
    """
    waiting = []
    for path in after.visible - before.visible:
        if path.endswith("]") or reader.sent(path) or is_answered(answer_at(reader.answers, path)):
            continue
        node = element_at(after.schema, path)
        if node.type and node.type.has_value and node.page is page and path not in after.computed:
            waiting.append(path)
    return sorted(waiting)


class _Reader:
    """Takes over one page, field by field."""

    def __init__(self, data: Submitted, answers: Answers, raw: dict[str, object], before: Evaluation) -> None:
        self.data = data
        self.answers = answers
        self.raw = raw
        self.before = before
        self.last_row = _last_rows(data)

    def element(self, node: Node, rows: tuple[int, ...]) -> None:
        if node.type and node.field:
            self._field(node, node.type, rows)
        elif node.repeats:
            path = node.path_in(rows)
            for index in range(self._rows(path)):
                for child in node.children:
                    self.element(child, (*rows, index))
        else:
            for child in node.children:
                self.element(child, rows)

    def _rows(self, path: str) -> int:
        known = answer_at(self.answers, path)
        stored = len(known) if isinstance(known, list) else 0
        return min(max(stored, self.last_row.get(path, -1) + 1), MAX_ROWS)

    def _field(self, node: Node, kind: FieldType, rows: tuple[int, ...]) -> None:
        path = node.path_in(rows)
        if not (kind.has_value and kind.asked) or kind.key == "file" or path in self.before.computed:
            return
        if node.repeats and not kind.is_list:
            if path in self.data and node.field and is_ticked(node.field):
                self._ticked(kind, node.field, path)
                return
            for index in range(self._rows(path)):
                self._value(node, kind, f"{path}[{index}]")
        else:
            self._value(node, kind, path)

    def _ticked(self, kind: FieldType, field: FieldDefinition, path: str) -> None:
        """Take over the entries of a repeated field that were boxes to tick, in the order of the list."""
        typed = set(self.data.getlist(path))
        codes = [option.key for option in kind.offered(field) if option.key in typed]
        put(self.answers, path, codes or None)

    def sent(self, path: str) -> bool:
        """Return whether the page sent a field along, or a part of it."""
        return path in self.data or any(name.startswith((f"{path}.", f"{path}[")) for name in self.data.keys())  # noqa: SIM118

    def _value(self, node: Node, kind: FieldType, path: str) -> None:
        if node.parts:
            self._parts(node, kind, path)
        elif path in self.data and node.field:
            put(self.answers, path, self._read(kind, node.field, path))

    def _parts(self, node: Node, kind: FieldType, path: str) -> None:
        """Take over a composite value: members that the page did not send keep what they had."""
        known = answer_at(self.answers, path)
        parts = dict(known) if isinstance(known, dict) else {}
        sent = [(member, each) for member, each in node.parts if f"{path}.{member.key}" in self.data]
        if not sent or node.field is None:
            return
        for member, each in sent:
            value = self._read(each, member, f"{path}.{member.key}")
            parts.pop(member.key, None)
            if is_answered(value):
                parts[member.key] = value
        put(self.answers, path, kind.assembled(parts, node.field))

    def _read(self, kind: FieldType, field: FieldDefinition, path: str) -> object:
        """Return the value that was typed; what cannot be read is kept as it was typed."""
        # Cleaned before it is read: what is kept for the next look must fail in the same way.
        typed = [typing_habits.clean(text) for text in self.data.getlist(path)]
        try:
            value = kind.parse(typed, field)
        except InvalidInput:
            kept = [text[:_LONGEST_RAW] for text in typed]
            self.raw[path] = kept if kind.is_list else kept[0]
            return None
        self.raw.pop(path, None)
        return value


def _last_rows(data: Submitted) -> dict[str, int]:
    """Return the highest row number sent for every list: `vehicle[1].plate` -> {vehicle: 1}."""
    found: dict[str, int] = {}
    for name in data.keys():  # noqa: SIM118 -- the port has no other way
        for match in _ROW.finditer(name):
            path = name[: match.start()]
            found[path] = max(found.get(path, 0), int(match[1]))
    return found
