"""The list of errors on top of a page, each with a link to its field."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString

from kreishaus.services.forms.engine.places import NoSuchPlace, part_at
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.rendering.ready import filled

MAX_LINES = 25
"""more errors than this are counted: nobody reads a list of hundreds"""

_TO_ID = str.maketrans({".": "-", "[": "-", "]": None})


def element_id(path: str) -> str:
    """Return the id of the input (or group) of a path: `vehicle[0].plate` -> `f-vehicle-0-plate`."""
    return f"f-{path.translate(_TO_ID)}"


def render_error_summary(schema: FormSchema, errors: Mapping[str, Sequence[str]]) -> SafeString:
    """Return the error summary as HTML, empty if there is nothing wrong."""
    if not errors:
        return SafeString("")
    lines = []
    for path, messages in errors.items():
        known = _exists(schema, path)
        lines += [{"text": message, "href": f"#{element_id(path)}" if known else ""} for message in messages]
    more = max(0, len(lines) - MAX_LINES)
    return filled("forms/errors.html", {"lines": lines[:MAX_LINES], "count": len(lines), "more": more})


def _exists(schema: FormSchema, path: str) -> bool:
    try:
        part_at(schema, path)
    except NoSuchPlace:
        return False
    return True
