"""One field as HTML: label, hint, input, error, and why it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kreishaus.base.durations import NotADuration, parse_duration
from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.places import answer_at
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, is_answered
from kreishaus.services.forms.engine.schema import Field, Group
from kreishaus.services.forms.engine.tree import Node, Rows
from kreishaus.services.forms.fields.file.field import MEDIA_TYPES, accepted, size_text
from kreishaus.services.forms.ports import FieldType
from kreishaus.services.forms.rendering.errors import element_id
from kreishaus.services.forms.rendering.keeping import Kept
from kreishaus.services.forms.rendering.ready import filled, folder_of
from kreishaus.services.forms.rendering.rows import undo_html

RADIOS_UP_TO = 7
"""more answers than this become a list to choose from"""

_MARK = "\0"
_empty: Kept[SafeString] = Kept(4_096)
_shells: Kept[tuple[str, str]] = Kept(4_096)
_whys: Kept[SafeString] = Kept(4_096)


@dataclass(slots=True)
class PageState:
    """What a page is shown with."""

    evaluation: Evaluation
    answers: Mapping[str, object]
    errors: Mapping[str, Sequence[str]]
    raw: Mapping[str, object]


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
    if path in state.evaluation.computed:
        return _computed(state, node, kind, path)
    return undo_html(state.raw, path, field.label) + _input(state, node, kind, path)


def _input(state: PageState, node: Node, kind: FieldType, path: str) -> SafeString:
    stored = answer_at(state.answers, path)
    show = _entries if node.repeats and not kind.is_list else _single
    if is_answered(stored) or path in state.errors or _typed_below(state, path, node):
        return show(state, node, kind, path, stored)
    look = _Look(state.evaluation.schema.digest, path, path in state.evaluation.required)
    return _empty.get(look, lambda: show(state, node, kind, path, None))


def _typed_below(state: PageState, path: str, node: Node) -> bool:
    if not state.raw:
        return False
    return path in state.raw or (node.repeats and any(name.startswith(f"{path}[") for name in state.raw))


def _single(state: PageState, node: Node, kind: FieldType, path: str, stored: object) -> SafeString:
    field = _field(node)
    errors = state.errors.get(path, ())
    required = path in state.evaluation.required
    hint = _hint(field, kind)
    options = _options(field, kind, path, stored)
    legend = kind.grouped or (kind.key == "choice" and 0 < len(options) <= RADIOS_UP_TO)
    described = _described_by(path, hint=bool(hint), error=bool(errors))
    values: dict[str, object] = {
        "id": element_id(path),
        "path": path,
        "name": path,
        "field": field,
        "label": field.label,
        "hint": hint,
        "errors": errors,
        "invalid": bool(errors),
        "required": required,
        "legend": legend,
        "radios": legend and kind.key != "multiple-choice",
        "grouped": legend,
        "options": options,
        "described_by": described,
        "value": _typed(state, field, kind, path, stored),
        "states": _states(described, required=required, invalid=bool(errors)),
    }
    if kind.key == "file":
        values |= _files(field, stored)
    control = filled(f"{folder_of(kind.key)}/input.html", values)
    if errors:
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
        "decides": node.number in state.evaluation.schema.plan.deciding,
        "why": why(state, node, path),
    }
    before, _, after = filled("forms/field.html", around).partition(_MARK)
    return before, after


def why(state: PageState, node: Node, path: str) -> SafeString:
    """Return the folded answer to "Warum fragen wir das?" of a field or group."""
    return _whys.get((state.evaluation.schema.digest, path), lambda: _why_html(node.item, node.label))


def _entries(state: PageState, node: Node, kind: FieldType, path: str, stored: object) -> SafeString:
    """Return a repeated field: one input for each entry, buttons to add and remove."""
    field = _field(node)
    known = stored if isinstance(stored, list) else []
    least = field.repeat.min if field.repeat else 0
    most = min((field.repeat.max if field.repeat else None) or MAX_ROWS, MAX_ROWS)
    count = min(max(len(known), least, 1), MAX_ROWS)
    entries = []
    for index in range(count):
        entry = f"{path}[{index}]"
        value = known[index] if index < len(known) else None
        html = _entry(state, field, kind, entry, value, index + 1)
        entries.append({"html": html, "path": entry, "removable": count > max(least, 1)})
    errors = state.errors.get(path, ())
    hint = _hint(field, kind)
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
            "decides": node.number in state.evaluation.schema.plan.deciding,
            "described_by": _described_by(path, hint=bool(hint), error=bool(errors)),
            "why": why(state, node, path),
        },
    )


def _entry(state: PageState, field: Field, kind: FieldType, path: str, value: object, number: int) -> SafeString:
    errors = state.errors.get(path, ())
    described = _described_by(path, hint=False, error=bool(errors))
    values: dict[str, object] = {
        "id": element_id(path),
        "name": path,
        "field": field,
        "label": field.label,
        "number": number,
        "errors": errors,
        "invalid": bool(errors),
        "options": _options(field, kind, path, value),
        "value": _typed(state, field, kind, path, value),
        "states": _states(described, required=False, invalid=bool(errors)),
    }
    values["control"] = filled(f"{folder_of(kind.key)}/input.html", values)
    if kind.grouped:
        return filled("forms/field.html", {**values, "legend": True, "required": True, "path": path})
    return filled("forms/entry.html", values)


def _computed(state: PageState, node: Node, kind: FieldType, path: str) -> SafeString:
    field = _field(node)
    value = state.evaluation.computed[path]
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


def _field(node: Node) -> Field:
    assert node.field is not None
    return node.field


def _typed(state: PageState, field: Field, kind: FieldType, path: str, stored: object) -> str:
    """Return what stands in the input: what was typed and not understood comes before the answer."""
    if path in state.raw:
        typed = state.raw[path]
        return str(typed[0] if isinstance(typed, list) and typed else typed)
    if not is_answered(stored) or kind.key == "file":
        return ""
    return kind.typed(stored, field)


def _options(field: Field, kind: FieldType, path: str, stored: object) -> list[dict[str, object]]:
    chosen = stored if isinstance(stored, list) else [stored]
    if kind.key not in {"choice", "multiple-choice"}:
        return []
    base = element_id(path)
    return [
        {
            "key": option.key,
            "label": option.label,
            "help": option.help,
            # The first one has the id of the field, so that the link of an error leads to it.
            "id": f"{base}--{number}" if number else base,
            "chosen": option.key in chosen,
        }
        for number, option in enumerate(field.options)
    ]


def _files(field: Field, stored: object) -> dict[str, object]:
    files = [entry for entry in stored if isinstance(entry, dict)] if isinstance(stored, list) else []
    most = 1 if field.repeat is None else field.repeat.max or MAX_ROWS
    kinds = [f".{kind}" for kind in accepted(field)] + [MEDIA_TYPES.get(kind, "") for kind in accepted(field)]
    return {
        "files": [{"name": entry.get("name", ""), "size_text": size_text(entry.get("size", 0))} for entry in files],
        "room": len(files) < most,
        "several": most > 1,
        "accept": ",".join(dict.fromkeys(filter(None, kinds))),
    }


def _hint(field: Field, kind: FieldType) -> str:
    return " ".join(filter(None, (field.hint, kind.hint(field))))


def _described_by(path: str, *, hint: bool, error: bool) -> str:
    base = element_id(path)
    return " ".join(filter(None, (f"{base}-hint" if hint else "", f"{base}-error" if error else "")))


def _states(described: str, *, required: bool, invalid: bool) -> SafeString:
    states = format_html(' aria-describedby="{}"', described) if described else SafeString("")
    if required:
        states += SafeString(' aria-required="true"')
    if invalid:
        states += SafeString(' aria-invalid="true"')
    return states


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
