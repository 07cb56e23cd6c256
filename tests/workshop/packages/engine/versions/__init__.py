"""Versions of forms side by side: small forms made from small schemas."""

from typing import Any

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder import to_form
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, read, schema_xml, used

Data = dict[str, Any]


def form(*structure: str, head: str = "") -> Data:
    """Return the form of a schema with this structure, as the package keeps it."""
    return whole(to_form(read(schema_xml("".join(structure), head=head))))


def whole(data: Data) -> Data:
    """Return the form in its usual writing; it must be a valid one."""
    return parse_form(data).to_data()


def field(number: int, label: str = "", **parts: str) -> str:
    """Return a used field."""
    times = parts.pop("times", "1:1")
    return used(field_xml(number=number, label=label or f"Feld {number}", **parts), times=times)  # type: ignore[arg-type]


def group(number: int, *inner: str, label: str = "", times: str = "1:1", more: str = "") -> str:
    """Return a used group."""
    return used(group_xml("".join(inner), number=number, label=label or f"Gruppe {number}", more=more), times=times)


def fields_of(data: Data) -> dict[str, Data]:
    """Return every field by its address."""
    found: Data = {}
    for page in data["pages"]:
        for top in page["groups"]:
            _collect(top, top["key"], found)
    return found


def _collect(around: Data, address: str, found: Data) -> None:
    for item in [*around.get("fields", ()), *around.get("groups", ()), *around.get("items", ())]:
        inner = f"{address}.{item['key']}"
        if "type" in item:
            found[inner] = item
        else:
            _collect(item, inner, found)
