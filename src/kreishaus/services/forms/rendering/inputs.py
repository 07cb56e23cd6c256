"""What the template of an input needs: its value, its answers to choose from, and how it is described."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kreishaus.services.forms.engine.evaluation import Evaluation
from kreishaus.services.forms.engine.reckoning import MAX_ROWS, is_answered
from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.fields.file.field import MEDIA_TYPES, accepted, size_text
from kreishaus.services.forms.ports import FieldDefinition, FieldType
from kreishaus.services.forms.rendering.code_lists import shape
from kreishaus.services.forms.rendering.errors import element_id

RADIOS_UP_TO = 7
"""more answers than this become a list to choose from"""


@dataclass(slots=True)
class PageState:
    """What a page is shown with."""

    evaluation: Evaluation
    answers: Mapping[str, object]
    errors: Mapping[str, Sequence[str]]
    raw: Mapping[str, object]


def input_values(
    state: PageState,
    field: FieldDefinition,
    kind: FieldType,
    path: str,
    stored: object,
    *,
    required: bool,
    also: str = "",
    compact: bool = False,
) -> dict[str, object]:
    """Return the values for `input.html` of a type and for what stands around it.

    `also` are ids of further texts that describe the input; a `compact` one stands in a table.
    """
    base = element_id(path)
    errors = state.errors.get(path, ())
    hint = "" if compact else hint_of(field, kind)
    options = options_of(field, kind, path, stored)
    few = not compact and kind.key in {"choice", "code-list"} and 0 < len(options) <= RADIOS_UP_TO
    legend = kind.grouped or few
    advice = remarks(state, field, kind, path, stored)
    described = described_by(path, hint=bool(hint), error=bool(errors), advice=bool(advice), also=also)
    shown = typed(state, field, kind, path, stored)
    values: dict[str, object] = {
        "id": base,
        "path": path,
        "name": path,
        "field": field,
        "label": field.label,
        "hint": hint,
        "errors": errors,
        "advice": advice,
        "invalid": bool(errors),
        "required": required,
        "legend": legend,
        "radios": kind.radios or (legend and kind.key != "multiple-choice" and not kind.grouped),
        "grouped": legend,
        "options": options,
        "described_by": described,
        "value": shown,
        "picture": picture(field, kind, stored),
        "states": states(described, required=required, invalid=bool(errors)),
    }
    repeated = getattr(field, "repeat", None) is not None
    return values | shape(field, kind, repeated=repeated, query=shown if path in state.raw else "")


def remarks(state: PageState, field: FieldDefinition, kind: FieldType, path: str, stored: object) -> list[str]:
    """Return what is worth a second look at a valid answer, and what follows from it."""
    if not kind.advises or path in state.raw or path in state.errors or not is_answered(stored):
        return []
    if kind.validate(stored, field):
        return []
    return [*kind.advice(stored, field), *filter(None, [kind.note(stored, field)])]


def picture(field: FieldDefinition, kind: FieldType, stored: object) -> SafeString:
    """Return the picture of an answer; a type draws it from numbers that it has checked."""
    return mark_safe(kind.picture(stored, field))  # noqa: S308 -- made of checked numbers, no text of people


def typed(state: PageState, field: FieldDefinition, kind: FieldType, path: str, stored: object) -> str:
    """Return what stands in the input: what was typed and not understood comes before the answer."""
    if path in state.raw:
        kept = state.raw[path]
        return str(kept[0] if isinstance(kept, list) and kept else kept)
    if not is_answered(stored) or kind.key == "file":
        return ""
    return kind.typed(stored, field)


def options_of(field: FieldDefinition, kind: FieldType, path: str, stored: object) -> list[dict[str, object]]:
    """Return the answers to choose from, each with its id."""
    chosen = stored if isinstance(stored, list) else [stored]
    base = element_id(path)
    return [
        {
            "key": option.key,
            "label": option.label,
            "help": getattr(option, "help", ""),
            # The first one has the id of the field, so that the link of an error leads to it.
            "id": f"{base}--{number}" if number else base,
            "chosen": option.key in chosen,
        }
        for number, option in enumerate(kind.offered(field))
    ]


def files_of(field: Field, stored: object) -> dict[str, object]:
    """Return what the input for files shows."""
    files = [entry for entry in stored if isinstance(entry, dict)] if isinstance(stored, list) else []
    most = 1 if field.repeat is None else field.repeat.max or MAX_ROWS
    kinds = [f".{kind}" for kind in accepted(field)] + [MEDIA_TYPES.get(kind, "") for kind in accepted(field)]
    return {
        "files": [{"name": entry.get("name", ""), "size_text": size_text(entry.get("size", 0))} for entry in files],
        "room": len(files) < most,
        "several": most > 1,
        "accept": ",".join(dict.fromkeys(filter(None, kinds))),
    }


def hint_of(field: FieldDefinition, kind: FieldType) -> str:
    """Return the line below the label."""
    lines = [line for line in (getattr(field, "hint", ""), kind.hint(field)) if line]
    # One line alone keeps what it knows about its language.
    return lines[0] if len(lines) == 1 else " ".join(lines)


def described_by(path: str, *, hint: bool, error: bool, advice: bool = False, also: str = "") -> str:
    """Return the ids of the texts that describe an input."""
    base = element_id(path)
    names = ((hint, "hint"), (error, "error"), (advice, "advice"))
    return " ".join(filter(None, (*(f"{base}-{name}" for there, name in names if there), also)))


def states(described: str, *, required: bool, invalid: bool) -> SafeString:
    """Return the attributes that tell screen readers about an input."""
    attributes = format_html(' aria-describedby="{}"', described) if described else SafeString("")
    if required:
        attributes += SafeString(' aria-required="true"')
    if invalid:
        attributes += SafeString(' aria-invalid="true"')
    return attributes
