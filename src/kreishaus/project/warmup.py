"""Work that would otherwise make the first visitor wait: templates and addresses are loaded at start."""

from django.template.loader import get_template
from django.urls import get_resolver

FIRST_TEMPLATES = ("portal/start.html", "portal/service.html", "portal/form.html")


def prepare() -> None:
    """Load the address table and the templates of the most visited pages."""
    get_resolver().url_patterns  # noqa: B018 -- the access builds the table
    for name in FIRST_TEMPLATES:
        get_template(name)
