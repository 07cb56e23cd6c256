"""A form with one field of every type, and an answer to each."""

from typing import Any

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.fields import field_types
from tests.services.forms.fields.examples import EXAMPLES

_TYPES = sorted(field_types())


def schema() -> FormSchema:
    """Return a form with one field of every type, each required where that is possible."""
    fields = [
        {
            "key": key.replace("-", "_"), "type": key, "label": field_types()[key].title,
            **({"required": True} if field_types()[key].has_value and key != "drawing" else {}),
            **EXAMPLES[key][0],
        }
        for key in _TYPES
    ]  # fmt: skip
    group = {"key": "g", "title": "Alle Arten von Fragen", "fields": fields}
    return parse_form({"pages": [{"key": "p", "title": "Galerie", "groups": [group]}]})


def answers() -> dict[str, Any]:
    """Return the example of every type as answers."""
    found = {}
    for field in schema().fields:
        value = EXAMPLES[field.type][2]
        if value is not None:
            found[field.key] = [value, value] if field.type == "person-list" else value
    return {"g": found}
