"""A repeated field: one input, or one line of a table, for each entry."""

from django.utils.safestring import SafeString

from kreishaus.services.forms.engine.reckoning import MAX_ROWS
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.ports import FieldType
from kreishaus.services.forms.rendering.errors import element_id
from kreishaus.services.forms.rendering.inputs import PageState, described_by, hint_of, input_values, states
from kreishaus.services.forms.rendering.parts import field_of, parts_html, parts_of
from kreishaus.services.forms.rendering.ready import filled, folder_of
from kreishaus.services.forms.rendering.reasons import decides, why


def entries_html(state: PageState, node: Node, kind: FieldType, path: str, stored: object) -> SafeString:
    """Return a repeated field: one input for each entry, buttons to add and remove."""
    field = field_of(node)
    known = stored if isinstance(stored, list) else []
    least = field.repeat.min if field.repeat else 0
    most = min((field.repeat.max if field.repeat else None) or MAX_ROWS, MAX_ROWS)
    count = min(max(len(known), least, 1), MAX_ROWS)
    in_table = kind.tabular and bool(node.parts)
    entries = []
    for index in range(count):
        entry = f"{path}[{index}]"
        value = known[index] if index < len(known) else None
        shown = _line(state, node, entry, value) if in_table else _entry(state, node, kind, entry, value, index + 1)
        entries.append({**shown, "path": entry, "removable": count > max(least, 1)})
    errors = state.errors.get(path, ())
    hint = hint_of(field, kind)
    return filled(
        "forms/lines.html" if in_table else "forms/entries.html",
        {
            "heads": [member for member, _ in node.parts],
            "id": element_id(path),
            "path": path,
            "label": field.label,
            "hint": hint,
            "errors": errors,
            "required": path in state.evaluation.required,
            "entries": entries,
            "room": count < most,
            "decides": decides(state, node),
            "described_by": described_by(path, hint=bool(hint), error=bool(errors)),
            "why": why(state, node, path),
        },
    )


def _entry(state: PageState, node: Node, kind: FieldType, path: str, value: object, number: int) -> dict[str, object]:
    return {"html": _entry_html(state, node, kind, path, value, number)}


def _line(state: PageState, node: Node, path: str, value: object) -> dict[str, object]:
    errors = state.errors.get(path, ())
    return {"parts": parts_of(state, node, path, value, required=False), "errors": errors, "id": element_id(path)}


def _entry_html(state: PageState, node: Node, kind: FieldType, path: str, value: object, number: int) -> SafeString:
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
