"""One field as HTML: label, hint, input, error, and why it is asked."""

from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from kreishaus.base.durations import NotADuration, parse_duration
from kreishaus.services.forms.engine.places import answer_at
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, is_answered
from kreishaus.services.forms.engine.schema import Field, Group
from kreishaus.services.forms.engine.tree import Node, Rows
from kreishaus.services.forms.ports import FieldType
from kreishaus.services.forms.rendering.code_lists import ticks
from kreishaus.services.forms.rendering.errors import element_id
from kreishaus.services.forms.rendering.inputs import PageState, described_by, files_of, hint_of, input_values, states
from kreishaus.services.forms.rendering.keeping import Kept
from kreishaus.services.forms.rendering.parts import field_of, has_errors, parts_html
from kreishaus.services.forms.rendering.ready import filled, folder_of
from kreishaus.services.forms.rendering.rows import undo_html

_MARK = "\0"
_empty: Kept[SafeString] = Kept(4_096)
_shells: Kept[tuple[str, str]] = Kept(4_096)
_whys: Kept[SafeString] = Kept(4_096)


class _Look(NamedTuple):
    """All that a field without answer and errors looks like."""

    digest: str
    path: str
    required: bool


def field_html(state: PageState, node: Node, rows: Rows) -> SafeString:
    """Return one visible field."""
    field, kind = node.field, node.type
    path = node.path_in(rows)
    if field is None or kind is None:
        return SafeString("")
    if not kind.has_value:
        return filled(f"{folder_of(kind.key)}/input.html", {"field": field, "id": element_id(path)})
    if path in state.evaluation.computed or not kind.asked:
        return _computed(state, node, kind, path)
    return undo_html(state.raw, path, field.label) + _input(state, node, kind, path)


def _input(state: PageState, node: Node, kind: FieldType, path: str) -> SafeString:
    stored = answer_at(state.answers, path)
    show = _entries if node.repeats and not (kind.is_list or ticks(node)) else _single
    if is_answered(stored) or path in state.errors or has_errors(state, node, path) or _typed_below(state, path, node):
        return show(state, node, kind, path, stored)
    look = _Look(state.evaluation.schema.digest, path, path in state.evaluation.required)
    return _empty.get(look, lambda: show(state, node, kind, path, None))


def _typed_below(state: PageState, path: str, node: Node) -> bool:
    if not state.raw:
        return False
    inside = (f"{path}[", f"{path}.")
    return path in state.raw or (
        (node.repeats or bool(node.parts)) and any(name.startswith(inside) for name in state.raw)
    )


def _single(state: PageState, node: Node, kind: FieldType, path: str, stored: object) -> SafeString:
    field = field_of(node)
    required = path in state.evaluation.required
    reveals = node.number in state.evaluation.schema.plan.revealing
    also = f"{element_id(path)}-reveals" if reveals else ""
    values = input_values(state, field, kind, path, stored, required=required, also=also)
    if kind.key == "file":
        values |= files_of(field, stored)
    if node.parts:
        values["parts"] = True
        control = parts_html(state, node, path, stored, required=required)
    else:
        control = filled(f"{folder_of(kind.key)}/input.html", {**values, **kind.layout(stored, field)})
    if values["errors"] or values["advice"]:
        before, after = _shell(state, node, path, values)
    else:
        look = _Look(state.evaluation.schema.digest, path, required)
        before, after = _shells.get(look, lambda: _shell(state, node, path, values))
    return mark_safe(before + control + after)  # noqa: S308 -- three pieces of rendered templates


def _shell(state: PageState, node: Node, path: str, values: dict[str, object]) -> tuple[str, str]:
    """Return what stands before and behind the input."""
    around = {
        **values,
        "control": SafeString(_MARK),
        "decides": _decides(state, node),
        "reveals": node.number in state.evaluation.schema.plan.revealing,
        "why": why(state, node, path),
    }
    before, _, after = filled("forms/field.html", around).partition(_MARK)
    return before, after


def _decides(state: PageState, node: Node) -> bool:
    """Return whether a page should be refreshed once this field is filled in."""
    if node.number in state.evaluation.schema.plan.deciding:
        return True
    return any(kind.advises for kind in (node.type, *(each for _, each in node.parts)) if kind)


def why(state: PageState, node: Node, path: str) -> SafeString:
    """Return the folded answer to "Warum fragen wir das?" of a field or group."""
    return _whys.get((state.evaluation.schema.digest, path), lambda: _why_html(node.item, node.label))


def _entries(state: PageState, node: Node, kind: FieldType, path: str, stored: object) -> SafeString:
    """Return a repeated field: one input for each entry, buttons to add and remove."""
    field = field_of(node)
    known = stored if isinstance(stored, list) else []
    least = field.repeat.min if field.repeat else 0
    most = min((field.repeat.max if field.repeat else None) or MAX_ROWS, MAX_ROWS)
    count = min(max(len(known), least, 1), MAX_ROWS)
    entries = []
    for index in range(count):
        entry = f"{path}[{index}]"
        value = known[index] if index < len(known) else None
        html = _entry(state, node, kind, entry, value, index + 1)
        entries.append({"html": html, "path": entry, "removable": count > max(least, 1)})
    errors = state.errors.get(path, ())
    hint = hint_of(field, kind)
    return filled(
        "forms/entries.html",
        {
            "id": element_id(path),
            "path": path,
            "label": field.label,
            "hint": hint,
            "errors": errors,
            "required": path in state.evaluation.required,
            "entries": entries,
            "room": count < most,
            "decides": _decides(state, node),
            "described_by": described_by(path, hint=bool(hint), error=bool(errors)),
            "why": why(state, node, path),
        },
    )


def _entry(state: PageState, node: Node, kind: FieldType, path: str, value: object, number: int) -> SafeString:
    field = field_of(node)
    values = input_values(state, field, kind, path, value, required=False)
    values |= {
        "number": number,
        "hint": "",
        "described_by": described_by(path, hint=False, error=bool(values["errors"])),
    }
    if node.parts:
        values["control"] = parts_html(state, node, path, value, required=False)
        return filled(
            "forms/field.html", {**values, "label": f"{field.label} {number}", "required": True, "parts": True}
        )
    values["states"] = states(str(values["described_by"]), required=False, invalid=bool(values["errors"]))
    values["control"] = filled(f"{folder_of(kind.key)}/input.html", values)
    if kind.grouped:
        return filled("forms/field.html", {**values, "legend": True, "required": True, "path": path})
    return filled("forms/entry.html", values)


def _computed(state: PageState, node: Node, kind: FieldType, path: str) -> SafeString:
    field = field_of(node)
    value = state.evaluation.computed.get(path)
    return filled(
        "forms/computed.html",
        {
            "id": element_id(path),
            "path": path,
            "label": field.label,
            "text": kind.display(value, field) if is_answered(value) else "",
            "errors": state.errors.get(path, ()),
            "why": why(state, node, path),
        },
    )


def _why_html(item: Field | Group, label: str) -> SafeString:
    purpose = item.purpose if isinstance(item, Field) else ""
    retention = item.retention if isinstance(item, Field) else ""
    if not (item.help or item.basis or purpose or retention):
        return SafeString("")
    return filled(
        "forms/why.html",
        {"label": label, "help": item.help, "basis": item.basis, "purpose": purpose, "retention": _period(retention)},
    )


def _period(text: str) -> str:
    try:
        return parse_duration(text).in_words if text else ""
    except NotADuration:
        return text
