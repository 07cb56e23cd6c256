"""The rows of a repeated group: open to fill in or, where there are many, one line each."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from kreishaus.base.words import say
from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, MAX_ROWS_IN_ALL, Reckoning, is_answered
from kreishaus.services.forms.engine.rows import removed_in
from kreishaus.services.forms.engine.tree import Node, Rows
from kreishaus.services.forms.rendering.errors import element_id
from kreishaus.services.forms.rendering.ready import filled

ALL_OPEN_UP_TO = 5
"""with more rows than this, only the one somebody works on is open"""
OPENED_BY_ERRORS = 5
"""rows that open by themselves because something in them is wrong"""
_SHOWN_ANSWERS = 3
_LONGEST_ANSWER = 60
_ROW = re.compile(r".*?\[\d{1,3}\]")

RowHtml = Callable[[int], SafeString]


@dataclass(slots=True)
class ListState:
    """All lists of a page are shown with this."""

    evaluation: Evaluation
    answers: Mapping[str, object]
    raw: Mapping[str, object]
    opened: frozenset[str]
    """paths of rows that somebody works on"""
    reckoning: Reckoning
    with_errors: dict[str, list[str]] = field(default_factory=dict)
    """row -> paths below it with errors that are shown"""
    incomplete: frozenset[str] = frozenset()
    """rows in which something is missing or wrong, shown or not"""
    typed: frozenset[str] = frozenset()
    """rows with inputs that could not be read"""


def rows_above(path: str) -> list[str]:
    """Return the rows that a path lies in, itself included: `a[1].b[2].c` -> a[1], a[1].b[2]."""
    return [path[: match.end()] for match in _ROW.finditer(path)]


def below_rows(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the paths by every row that they lie in."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for row in rows_above(path):
            found.setdefault(row, []).append(path)
    return found


def list_html(state: ListState, node: Node, rows: Rows, inside: RowHtml, *, level: int) -> SafeString:
    """Return all rows of a list; `inside` makes the content of an open one, whose heading has this level."""
    path = node.path_in(rows)
    repeat = node.group.repeat if node.group else None
    least = repeat.min if repeat else 0
    most = min((repeat.max if repeat else None) or MAX_ROWS, MAX_ROWS)
    count = state.reckoning.row_count(node, rows)
    room = count < most and state.reckoning.rows_in_all < MAX_ROWS_IN_ALL
    folding = count > ALL_OPEN_UP_TO
    opened = _opened(state, path, count) if folding else range(count)
    title = (node.group.title if node.group else "") or say("Eintrag")
    entries = []
    for index in range(count):
        row = f"{path}[{index}]"
        entry: dict[str, object] = {
            "id": element_id(row),
            "path": row,
            "open": index in opened,
            "removable": count > least,
            "copyable": room and state.reckoning.row_answered(node, (*rows, index)),
        }
        if index in opened:
            entry |= {"html": inside(index), "first": index == 0, "last": index == count - 1}
        else:
            entry |= _line(state, node, (*rows, index), row)
        entries.append(entry)
    return filled(
        "forms/rows.html",
        {
            "rows": entries,
            "path": path,
            "title": title,
            "level": level,
            "count": count,
            "room": room,
            "folding": folding,
            "several": count > 1,
            "undo": undo_html(state.raw, path, title),
        },
    )


def _opened(state: ListState, path: str, count: int) -> frozenset[int]:
    chosen: set[int] = set()
    by_errors = 0
    for index in range(count):
        row = f"{path}[{index}]"
        if row in state.opened or row in state.typed:
            chosen.add(index)
        elif row in state.with_errors and by_errors < OPENED_BY_ERRORS:
            by_errors += 1
            chosen.add(index)
    return frozenset(chosen)


def _line(state: ListState, node: Node, rows: Rows, path: str) -> dict[str, object]:
    """Return what a folded row says: its first answers, and whether something is missing."""
    return {
        "text": " · ".join(_first_answers(state, node, rows)) or say("noch leer"),
        "incomplete": path in state.incomplete,
        # Links of the error summary lead here, because the fields themselves are not on the page.
        "anchors": [element_id(wrong) for wrong in state.with_errors.get(path, ()) if wrong != path],
    }


def _first_answers(state: ListState, node: Node, rows: Rows) -> list[str]:
    found: list[str] = []
    for child in node.children:
        if len(found) == _SHOWN_ANSWERS:
            break
        if child.type is None:
            if not child.repeats:
                found += _first_answers(state, child, rows)
        elif child.type.has_value and child.field and state.reckoning.visible(child, rows):
            value = state.reckoning.answer(child, rows)
            if is_answered(value) and not (child.repeats and not child.type.is_list):
                found.append(_clipped(child.type.display(value, child.field)))
    return found[:_SHOWN_ANSWERS]


def _clipped(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_ANSWER else f"{line[:_LONGEST_ANSWER]}…"


def undo_html(raw: Mapping[str, object], path: str, title: str) -> SafeString:
    """Return the offer to put back what was removed last from this list, empty if that was elsewhere."""
    removed = removed_in(raw)
    if removed is None or removed.path != path:
        return SafeString("")
    name = removed.value.get("name") if isinstance(removed.value, dict) and "sha256" in removed.value else None
    what = name if isinstance(name, str) else f"{title} {removed.index + 1}"
    return filled("forms/undo.html", {"what": what, "id": element_id(path)})


def list_state(
    evaluation: Evaluation,
    answers: Mapping[str, object],
    *,
    errors: Iterable[str],
    raw: Mapping[str, object],
    opened: Iterable[str],
    reckoning: Reckoning,
) -> ListState:
    """Return what the lists of a page are shown with; `opened` are paths in rows that are worked on."""
    return ListState(
        evaluation,
        answers,
        raw,
        frozenset(row for path in opened for row in rows_above(path)),
        reckoning,
        below_rows(errors),
        frozenset(below_rows(evaluation.errors)),
        frozenset(below_rows(raw)),
    )
