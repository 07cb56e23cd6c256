"""Templates that are looked up once and then used without the machinery of a request."""

from collections.abc import Mapping
from functools import cache

from django.template import Context
from django.template.base import Template
from django.template.loader import get_template
from django.utils.safestring import SafeString


@cache
def _template(name: str) -> Template:
    template: Template = get_template(name).template  # type: ignore[attr-defined]
    return template


def filled(name: str, values: Mapping[str, object]) -> SafeString:
    """Return the template `name` with these values."""
    return _template(name).render(Context(dict(values)))


def folder_of(type_key: str) -> str:
    """Return the folder with the templates of a field type."""
    return f"fields/{type_key.replace('-', '_')}"
