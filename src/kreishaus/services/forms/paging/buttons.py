"""The buttons of a page that do not lead on: rows come, go, are copied, moved, opened; files are sent.

Each is a submit button named `_add`, `_remove`, … whose value is a path, so all of them work without
JavaScript and take along what was typed. A row that was removed is kept until the page is left, so
that `_undo` can put it back (see `engine.rows`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from kreishaus.services.forms.engine.places import NoSuchPlace, answer_at, element_at, put
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, room_for_rows
from kreishaus.services.forms.engine.rows import (
    Removed,
    add_row,
    copy_row,
    keep_removed,
    move_row,
    put_back,
    removed_in,
    take_out,
)
from kreishaus.services.forms.engine.schema import Answers, FormSchema, Repeat
from kreishaus.services.forms.engine.tree import Node, PageNode

_ROW = re.compile(r"(.+)\[(\d{1,3})\]")
_INDEX = re.compile(r"\[\d{1,3}\]")
# These leave every row where it is, so a removed one still fits back into its place.
_HARMLESS = frozenset({"add", "open", "close", "upload", "search", "refresh"})


class Pressed(Protocol):
    """What we need of Django's QueryDict."""

    def getlist(self, key: str) -> Sequence[str]:
        """Return all values sent under a name."""

    def keys(self) -> Iterable[str]:
        """Return the names sent."""

    def __contains__(self, key: object) -> bool:
        """Return whether a name was sent."""


def removed_on(schema: FormSchema, page_key: str, raw: Mapping[str, object]) -> Removed | None:
    """Return the row that was removed last on this page and can be put back."""
    removed = removed_in(raw)
    if removed is None:
        return None
    try:
        return removed if element_at(schema, removed.path).page.key == page_key else None
    except NoSuchPlace:
        return None


def press(
    schema: FormSchema, page: PageNode, data: Pressed, answers: Answers, raw: dict[str, object]
) -> tuple[str, str]:
    """Carry out the button that was pressed, in place; return its name and the path to continue at.

    ("", "") means that none was pressed: the page is left.
    """
    action = next((name for name in (*_EFFECTS, "upload", "search", "refresh") if f"_{name}" in data), "")
    path = data.getlist(f"_{action}")[0] if action else ""
    removed = removed_in(raw)
    replaced = action == "upload" and removed is not None and removed.path == path
    if (action not in _HARMLESS and action != "undo") or replaced:
        keep_removed(raw, None)
    if action == "search":
        return action, path if _is_on(schema, page, path) else ""
    if action not in _EFFECTS:
        return action, path if action == "upload" else ""
    desk = _Desk(schema, page, answers, raw)
    try:
        return action, _EFFECTS[action](desk, path)
    except NoSuchPlace:
        return "refresh", ""


def _is_on(schema: FormSchema, page: PageNode, path: str) -> bool:
    try:
        return element_at(schema, path).page is page
    except NoSuchPlace:
        return False


class _Desk:
    """Works on the lists of one page."""

    def __init__(self, schema: FormSchema, page: PageNode, answers: Answers, raw: dict[str, object]) -> None:
        self.schema = schema
        self.page = page
        self.answers = answers
        self.raw = raw

    def add(self, path: str) -> str:
        node = self._list(path)
        repeat = _repeat(node)
        shown = max(self._length(path), repeat.min, 1 if node.field else 0)
        if not self._has_room(node, shown):
            return path
        if node.group:
            add_row(self.answers, node, path, shown)
        else:
            put(self.answers, f"{path}[{shown}]", None)
        return f"{path}[{shown}]"

    def remove(self, path: str) -> str:
        holder, index, node = self._row(path)
        removed = take_out(self.answers, self.raw, holder, index)
        if node.field and not answer_at(self.answers, holder):
            put(self.answers, holder, None)
        keep_removed(self.raw, removed)
        return holder

    def undo(self, path: str) -> str:
        del path
        removed = removed_on(self.schema, self.page.key, self.raw)
        keep_removed(self.raw, None)
        if removed is None or self._length(removed.path) >= MAX_ROWS:
            raise NoSuchPlace
        return f"{removed.path}[{put_back(self.answers, self.raw, removed)}]"

    def copy(self, path: str) -> str:
        holder, index, node = self._row(path)
        if node.field or index >= self._length(holder) or not self._has_room(node, self._length(holder)):
            return path
        return f"{holder}[{copy_row(self.answers, self.raw, holder, index)}]"

    def up(self, path: str) -> str:
        return self._moved(path, -1)

    def down(self, path: str) -> str:
        return self._moved(path, 1)

    def open(self, path: str) -> str:
        self._row(path)
        return path

    def close(self, path: str) -> str:
        self._row(path)
        return path

    def _moved(self, path: str, step: int) -> str:
        holder, index, _ = self._row(path)
        return f"{holder}[{move_row(self.answers, self.raw, holder, index, step)}]"

    def _list(self, path: str) -> Node:
        node = element_at(self.schema, path)
        is_list = node.repeats or (node.type is not None and node.type.key == "file")
        # A path that lacks a row number would make a single group out of a list.
        if node.page is not self.page or not is_list or _INDEX.sub("[{}]", path) != node.row_format:
            raise NoSuchPlace(path)
        return node

    def _row(self, path: str) -> tuple[str, int, Node]:
        match = _ROW.fullmatch(path)
        if match is None:
            raise NoSuchPlace(path)
        return match[1], int(match[2]), self._list(match[1])

    def _length(self, path: str) -> int:
        rows = answer_at(self.answers, path)
        return len(rows) if isinstance(rows, list) else 0

    def _has_room(self, node: Node, count: int) -> bool:
        most = min(_repeat(node).max or MAX_ROWS, MAX_ROWS)
        return count < most and (node.field is not None or room_for_rows(self.schema.plan, self.answers))


def _repeat(node: Node) -> Repeat:
    repeat = node.group.repeat if node.group else node.field.repeat if node.field else None
    if repeat is None or (node.type and node.type.is_list):
        raise NoSuchPlace(node.path)
    return repeat


_EFFECTS: dict[str, Callable[[_Desk, str], str]] = {
    "add": _Desk.add,
    "remove": _Desk.remove,
    "undo": _Desk.undo,
    "copy": _Desk.copy,
    "up": _Desk.up,
    "down": _Desk.down,
    "open": _Desk.open,
    "close": _Desk.close,
}
