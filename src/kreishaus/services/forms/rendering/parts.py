"""A composite value as HTML: one label and one input for every member."""

from collections.abc import Mapping

from django.utils.safestring import SafeString

from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.ports import FieldType, Member
from kreishaus.services.forms.rendering.inputs import PageState, input_values
from kreishaus.services.forms.rendering.ready import filled, folder_of


def parts_html(
    state: PageState, node: Node, path: str, stored: object, *, required: bool, **more: object
) -> SafeString:
    """Return the inputs of a composite value, laid out by the template of its type."""
    assert node.field is not None
    assert node.type is not None
    given = stored if isinstance(stored, Mapping) else {}
    parts = [
        _part(state, member, kind, f"{path}.{member.key}", given.get(member.key), required=required)
        for member, kind in node.parts
    ]
    values = {
        "parts": parts,
        "part": {member.key: part for (member, _), part in zip(node.parts, parts, strict=True)},
        "field": node.field,
        "name": path,
        "value": stored,
        **node.type.layout(stored, node.field),
        **more,
    }
    return filled(f"{folder_of(node.type.key)}/input.html", values)


def has_errors(state: PageState, node: Node, path: str) -> bool:
    """Return whether something is wrong with a member."""
    return bool(state.errors) and any(f"{path}.{member.key}" in state.errors for member, _ in node.parts)


def _part(
    state: PageState, member: Member, kind: FieldType, path: str, stored: object, *, required: bool
) -> dict[str, object]:
    values = input_values(state, member, kind, path, stored, required=required and member.required)
    values |= {"optional": not member.required, "width": member.width, "key": member.key}
    values["control"] = filled(f"{folder_of(kind.key)}/input.html", values)
    values["html"] = filled("forms/part.html", values)
    return values


def field_of(node: Node) -> Field:
    """Return the field of a node that has one."""
    assert node.field is not None
    return node.field
