"""One field as HTML: label, hint, input, error, and why it is asked."""

from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from kreishaus.services.forms.engine.places import answer_at
from kreishaus.services.forms.engine.reckoning import is_answered
from kreishaus.services.forms.engine.tree import Node, Rows
from kreishaus.services.forms.ports import FieldType
from kreishaus.services.forms.rendering.code_lists import ticks
from kreishaus.services.forms.rendering.entries import entries_html
from kreishaus.services.forms.rendering.errors import element_id
from kreishaus.services.forms.rendering.inputs import PageState, files_of, input_values
from kreishaus.services.forms.rendering.keeping import Kept
from kreishaus.services.forms.rendering.parts import field_of, has_errors, parts_html
from kreishaus.services.forms.rendering.ready import filled, folder_of
from kreishaus.services.forms.rendering.reasons import decides, how, why
from kreishaus.services.forms.rendering.rows import undo_html

_MARK = "\0"
_empty: Kept[SafeString] = Kept(4_096)
_shells: Kept[tuple[str, str]] = Kept(4_096)


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
    show = entries_html if node.repeats and not (kind.is_list or ticks(node)) else _single
    said = is_answered(stored) or path in state.errors or has_errors(state, node, path)
    if said or kind.changing or _typed_below(state, path, node):
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
        "decides": decides(state, node),
        "reveals": node.number in state.evaluation.schema.plan.revealing,
        "why": why(state, node, path),
    }
    before, _, after = filled("forms/field.html", around).partition(_MARK)
    return before, after


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
            "how": how(state, node),
            "errors": state.errors.get(path, ()),
            "why": why(state, node, path),
        },
    )
