"""A composite value as HTML: one label and one input for every member."""

from django.utils.safestring import SafeString

from kreishaus.services.forms.engine.schema import Field
from kreishaus.services.forms.engine.tree import Node
from kreishaus.services.forms.ports import FieldType, Member
from kreishaus.services.forms.rendering.inputs import PageState, input_values
from kreishaus.services.forms.rendering.ready import filled, folder_of


def parts_html(state: PageState, node: Node, path: str, stored: object, *, required: bool) -> SafeString:
    """Return the inputs of a composite value, laid out by the template of its type."""
    field, kind = field_of(node), kind_of(node)
    parts = parts_of(state, node, path, stored, required=required)
    values = {"parts": parts, "field": field, "name": path, "value": stored, **kind.layout(stored, field)}
    if isinstance(lines := values.get("lines"), list):
        by_key = {part["key"]: part for part in parts}
        values["lines"] = [{**line, "cells": [by_key[key] for key in line["cells"]]} for line in lines]
    return filled(f"{folder_of(kind.key)}/input.html", values)


def parts_of(state: PageState, node: Node, path: str, stored: object, *, required: bool) -> list[dict[str, object]]:
    """Return every member with its input, alone (`control`) and with all that stands around it (`html`)."""
    given = kind_of(node).filled_in(stored, field_of(node))
    compact = kind_of(node).tabular
    return [
        _part(state, member, kind, f"{path}.{member.key}", given.get(member.key), required=required, compact=compact)
        for member, kind in node.parts
    ]


def has_errors(state: PageState, node: Node, path: str) -> bool:
    """Return whether something is wrong with a member."""
    return bool(state.errors) and any(f"{path}.{member.key}" in state.errors for member, _ in node.parts)


def _part(
    state: PageState, member: Member, kind: FieldType, path: str, stored: object, *, required: bool, compact: bool
) -> dict[str, object]:
    values = input_values(state, member, kind, path, stored, required=required and member.required, compact=compact)
    values |= {
        "optional": member.marked and not member.required,
        "width": member.width,
        "key": member.key,
        **kind.layout(stored, member),
    }
    values["control"] = filled(f"{folder_of(kind.key)}/input.html", values)
    values["html"] = filled("forms/cell.html" if compact else "forms/part.html", values)
    return values


def field_of(node: Node) -> Field:
    """Return the field of a node that has one."""
    assert node.field is not None
    return node.field


def kind_of(node: Node) -> FieldType:
    """Return the type of a node that has one."""
    assert node.type is not None
    return node.type
